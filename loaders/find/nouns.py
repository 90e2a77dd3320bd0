"""Nouns: "la commune", "l'agglomération", "Corbie offre" → the partner meant. Enters: a statement. Leaves: mentions.

A town or an intercommunality is often called by a common noun or by the bare name of its place. Which one is meant is
told by the chapter, else by the last one named, else by there being one only. As places are named too, such a mention
is weaker than a full name: its kind is kept.
"""

import re
from collections.abc import Iterator, Sequence
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
_POLICY = r"(?<!politique de )(?<!ministere de )(?<!ministre de )(?<!re charge de )(?<!re chargee de )"  # "de la ville"
_TOWN = re.compile(
    rf"\b{_POLICY}(?:(?:la |cette |notre )(?:ville|commune|municipalite|mairie)\b(?! (?:de |d'|prioritaire))"
    r"|le conseil municipal\b(?! de)|les services municipaux\b)"
)
_TOWN_PRINTED = re.compile(
    r"(?<!olitique de la )(?<!inistère de la )(?<!re chargé de la )"
    r"\b(?:Ville|Commune|Municipalité|Mairie)\b(?! (?:de|d['’]|du|des)\b)"
)
_TOWN_CALLED = re.compile(r"(?:ville|commune|municipalite|mairie)s?")  # what a town is called by, in its forms
_TOWNS_OF = re.compile(r"\b(?:villes|communes|mairies) (?:de la |de l'|de |du |des |d')")
_MORE = re.compile(r"(?:, ?(?:et )?| et )(?:de la |de l'|de |du |des |d')?")
_NUMBERS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}
# "Les deux bailleurs": all that there are of a kind, told by their number → the type of partner.
_KINDS = {
    "bailleur": "bailleur", "organisme": "bailleur", "office": "bailleur", "ville": "commune", "commune": "commune",
    "mairie": "commune", "municipalite": "commune", "chambre": "consulaire", "caisse": "securite_sociale",
}  # fmt: skip
_COUNTED = re.compile(
    rf"\b(?:les|ces|nos|ses|leurs) (?P<number>{'|'.join(_NUMBERS)}) (?P<kind>{'|'.join(_KINDS)})s?\b"
    r"(?! (?:de|du|des|d'))"
)
_EPCI = re.compile(
    r"\b(?:l'|la |le |notre )"
    r"(?:agglomeration|agglo|ept|metropole|intercommunalite|communaute(?! educative)|conseil communautaire)\b"
)


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
        self._towns |= {fold(name): town for name, town in partners.short_towns.items()}
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
        printed = [fold(m[0]) for m in _TOWN_PRINTED.finditer(text)]
        for noun in (*(m[0] for m in _TOWN.finditer(folded)), *printed):
            if town := own or self._town(first, noun, capital=noun.split()[-1] in printed):
                yield Called(Seen(first, noun, town), "noun-town")
        if self._partners.epcis:
            for match in _EPCI.finditer(folded):
                yield Called(Seen(first, match[0], self._partners.epcis[0]), "noun-epci")
        listed = list(self._listed(folded, first))
        yield from listed
        for match in self._bare.finditer(folded) if self._bare else ():
            if not any(called.partner is self._towns[match[0]] for called in listed):
                yield Called(Seen(first, match[0], self._towns[match[0]]), "bare-town")

    def _listed(self, folded: str, first: int) -> Iterator[Called]:
        """The towns of a row that "les villes de" opens: they are named in full."""
        for match in _TOWNS_OF.finditer(folded) if self._bare else ():
            start, end = match.start(), match.end()
            while self._bare and (town := self._bare.match(folded, end)):
                yield Called(Seen(first, folded[start : town.end()], self._towns[town[0]]), "towns")
                join = _MORE.match(folded, town.end())
                start = end = join.end() if join else len(folded)

    def counted(self, folded: str, own: Sequence[Partner]) -> Iterator[Called]:
        """The partners that a text calls by their kind and number: "les deux bailleurs"; ``own``: of its chapter."""
        for match in _COUNTED.finditer(folded):
            number, kind = _NUMBERS[match["number"]], _KINDS[match["kind"]]
            every = [p for p in self._partners.by_key.values() if p.type == kind and p.lines and not p.group]
            for group in ([p for p in own if p.type == kind and not p.group], every):
                if len(group) == number:
                    yield from (Called(Seen(0, match[0], partner), "noun-counted") for partner in group)
                    break

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

    def _town(self, first: int, noun: str, *, capital: bool) -> Partner | None:
        """The town that a noun stands for where a chapter does not tell: the last one named that is called so, else
        the only one; "la Ville" with a capital else the only one called so, or that its group is named after."""
        called = _TOWN_CALLED.search(noun)
        word = called[0].removesuffix("s") if called else ""
        so = {town.key for town in self._towns.values() if any(fold(form).startswith(word) for form in town.forms)}
        above = [town for line, _, town in self._lines if first - NEAR <= line <= first]
        named = [town for town in above if town.key in so] or above
        if named:
            return named[-1]
        towns = {town.key: town for town in self._towns.values() if town.lines}
        alike = [town for key, town in towns.items() if key in so]
        main = [
            town
            for town in alike
            if self._partners.epcis and fold(town.place or "") in fold(self._partners.epcis[0].name)
        ]
        groups = (list(towns.values()), alike, main) if capital else (list(towns.values()),)
        only = next((each for each in groups if len(each) == 1), [])
        return only[0] if only else None
