"""Entity: a partner, frame item, quarter or dispositif, told alike by an annotation and by a reading."""

from collections.abc import Mapping
from dataclasses import dataclass

TOP_KINDS = frozenset({"defi", "orientation", "pilier", "ambition", "axe_transversal", "thematique_transversale"})
COLLECTIVE = "partenaires-du-contrat"  # id of the partners of a contract taken all together, in annotations


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing with its names; fields that its sort has not stay empty."""

    id: str
    name: str
    acronym: str | None = None
    forms: frozenset[str] = frozenset()
    kind: str | None = None  # code of partner-type or frame-kind
    number: str | None = None  # of a frame item
    lines: tuple[int, ...] = ()
    roles: frozenset[str] = frozenset()  # of a partner: signatory, committed, funder, mentioned
    parent: str | None = None  # of a frame item: id of another
    quarter: str | None = None  # of a frame item: the quarter it is a priority of
    communes: tuple[str, ...] = ()  # of a quarter
    outside: bool = False  # of a quarter: named, but not a QPV

    @property
    def names(self) -> tuple[str, ...]:
        """Every name there is, the main one first."""
        return tuple(name for name in (self.name, self.acronym, *sorted(self.forms)) if name)


def tops(item: str, frame: Mapping[str, Entity]) -> frozenset[str]:
    """The id of the nearest top item at or above a frame item; none when it stands under no top item."""
    seen: set[str] = set()
    at: str | None = item
    while at in frame and at is not None and at not in seen:
        if frame[at].kind in TOP_KINDS:
            return frozenset({at})
        seen.add(at)
        at = frame[at].parent
    return frozenset()
