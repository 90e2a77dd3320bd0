"""Nouns: "la commune", "l'agglomération", "Corbie offre" → the partner meant. Enters: a statement. Leaves: mentions.

A town or an intercommunality is often called by a common noun or by the bare name of its place. Which one is meant is
told by the chapter, else by the last one named, else by there being one only. As places are named too, such a mention
is weaker than a full name: its kind is kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from maillage.loaders.blocks import Block
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.fold import fold
from maillage.loaders.view import View

_BARE = re.compile(r"\W*(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5})?[ .)/:-]*")
_PROMISED = re.compile(
    r"\b(?:engagements?|contributions?|actions?)(?: [a-z]+)? (?:(?:de |d'|a |aux quartiers de |des communes de )|"
    r"(?:de |d'|a |des ).{1,60}(?:,| et) (?:de |d'|a )?)$"
)
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
        self._bare = (
            re.compile(
                r"(?<![\w-])(?:"
                + "|".join(map(re.escape, sorted(self._towns, key=lambda n: (-len(n), n))))
                + r")(?![\w-])"
            )
            if self._towns
            else None
        )

    def at(self, text: str, folded: str, first: int, own: Partner | None) -> Iterator[Called]:
        """The partners that a text calls by a noun or place; ``first``: its line, ``own``: the town of its chapter."""
        town = own or self._town(first)
        nouns = [m[0] for m in _TOWN.finditer(folded)]
        nouns += [fold(m[0]) for m in _TOWN_PRINTED.finditer(text)]
        if town is not None:
            yield from (Called(Seen(first, noun, town), "noun-town") for noun in nouns)
        if self._partners.epcis:
            for match in _EPCI.finditer(folded):
                yield Called(Seen(first, match[0], self._partners.epcis[0]), "noun-epci")
        for match in self._bare.finditer(folded) if self._bare else ():
            yield Called(Seen(first, match[0], self._towns[match[0]]), "bare-town")

    def heads(self, block: Block, own: Partner | None) -> tuple[Partner, ...]:
        """Whom a heading calls so, as a whole or after "engagements de"; ``own``: the town of its chapter."""
        found: dict[str, Partner] = {}
        for called in self.at(block.text, block.folded, block.first, own):
            at = block.folded.find(called.surface)
            before, after = block.folded[:at], block.folded[at + len(called.surface) :]
            whole = called.kind != "bare-town" and _BARE.fullmatch(before) and not after.strip(" :.")
            if whole or _PROMISED.search(before):
                found[called.partner.key] = called.partner
        return tuple(found.values())

    def _town(self, first: int) -> Partner | None:
        """The town that "la commune" is where a chapter does not tell: the last one named, or the only one."""
        above = [town for line, _, town in self._lines if first - NEAR <= line <= first]
        if above:
            return above[-1]
        towns = {town.key: town for town in self._towns.values() if town.lines}
        return next(iter(towns.values())) if len(towns) == 1 else None
