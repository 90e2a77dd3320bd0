"""Nouns: "la commune", "l'agglomération", "Corbie offre" → the partner meant. Enters: a statement. Leaves: mentions.

A town or an intercommunality is often called by a common noun or by the bare name of its place. Which one is meant is
told by the chapter, else by the last one named, else by there being one only. As places are named too, such a mention
is weaker than a full name: its kind is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import fold
from maillage.loaders.view import View

NEAR = 40  # lines above within which a town that was named is still spoken of
_TOWN = re.compile(r"\b(?:la |cette |notre )(?:ville|commune|municipalite|mairie)\b(?! (?:de |d'|prioritaire))")
_TOWN_PRINTED = re.compile(r"\b(?:Ville|Commune|Municipalité|Mairie)\b(?! (?:de|d['’]|du|des)\b)")
_EPCI = re.compile(r"\b(?:l'|la |notre )(?:agglomeration|agglo|metropole|intercommunalite|communaute(?! educative))\b")


@dataclass(frozen=True, slots=True)
class Called:
    """A partner called by a noun or by its place; ``kind``: what it is called by."""

    seen: Seen
    kind: str

    @property
    def partner(self) -> Partner:
        """Who is meant."""
        return self.seen.partner

    @property
    def surface(self) -> str:
        """How it is called."""
        return self.seen.surface


class Nouns:
    """Finds the partners that statements call by a noun."""

    def __init__(self, view: View, partners: Partners) -> None:
        """The partners of the document, and its lines."""
        self._partners = partners
        self._towns = {fold(town.place): town for town in partners.towns.values() if town.place}
        self._lines = sorted((line, town.key, town) for town in partners.towns.values() for line in town.lines)
        self._bare = re.compile(
            r"(?<![\w-])(?:" + "|".join(map(re.escape, sorted(self._towns, key=lambda n: (-len(n), n)))) + r")(?![\w-])"
        ) if self._towns else None

    def at(self, statement: Statement, folded: str) -> Iterator[Called]:
        """The partners that a statement, folded, calls by a noun or a place."""
        town = self._town(statement)
        nouns = [m[0] for m in _TOWN.finditer(folded)]
        nouns += [fold(m[0]) for m in _TOWN_PRINTED.finditer(statement.text)]
        if town is not None:
            yield from (Called(Seen(statement.first, noun, town), "noun-town") for noun in nouns)
        if self._partners.epcis:
            for match in _EPCI.finditer(folded):
                yield Called(Seen(statement.first, match[0], self._partners.epcis[0]), "noun-epci")
        for match in self._bare.finditer(folded) if self._bare else ():
            yield Called(Seen(statement.first, match[0], self._towns[match[0]]), "bare-town")

    def _town(self, statement: Statement) -> Partner | None:
        """The town that "la commune" is: that of the chapter, the last one named, or the only one."""
        context = statement.context
        if context.commune is not None:
            return context.commune
        if own := [p for p in context.partners if p.type == "commune"]:
            return own[0]
        above = [town for line, _, town in self._lines if statement.first - NEAR <= line <= statement.first]
        if above:
            return above[-1]
        towns = {town.key: town for town in self._towns.values() if town.lines}
        return next(iter(towns.values())) if len(towns) == 1 else None
