"""Readings: the facts of one document as the scores see them: entities by sort, commitments, lines without text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from maillage.graph.evaluation.entity import Entity
from maillage.loaders.fact import (
    CommitmentFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    PageFact,
    PartnerFact,
    QpvFact,
)


@dataclass(slots=True)
class Read:
    """What was read in one document. ``blank``: numbers of its lines without text; they do not count in spans."""

    document: str = ""  # file name
    line_count: int = 0
    blank: set[int] = field(default_factory=set)
    collectives: set[str] = field(default_factory=set)  # ids of "les partenaires du contrat"
    entities: dict[str, list[Entity]] = field(
        default_factory=lambda: {"partner": [], "frame": [], "qpv": [], "dispositif": []}
    )
    commitments: list[CommitmentFact] = field(default_factory=list)


def read_of(facts: Iterable[Fact]) -> Read:
    """The facts of one document, sorted out."""
    read = Read()
    for fact in facts:
        take = _TAKE.get(type(fact))
        if take:
            take(read, fact)
    return read


def _document(read: Read, fact: DocumentFact) -> None:
    read.document, read.line_count = fact.document, fact.line_count


def _page(read: Read, fact: PageFact) -> None:
    lines = enumerate(fact.text.split("\n"), fact.lines[0])
    read.blank.update(number for number, line in lines if not line.strip())


def _partner(read: Read, fact: PartnerFact) -> None:
    if fact.collective:
        read.collectives.add(fact.id)
        return
    roles, forms = frozenset(fact.roles), frozenset(fact.forms)
    read.entities["partner"].append(
        Entity(fact.id, fact.name, fact.acronym, forms, fact.type, lines=fact.lines, roles=roles)
    )


def _defi(read: Read, fact: DefiFact) -> None:
    item = Entity(fact.id, fact.label, kind=fact.kind, number=fact.number, lines=fact.lines, parent=fact.parent)
    read.entities["frame"].append(item)


def _qpv(read: Read, fact: QpvFact) -> None:
    read.entities["qpv"].append(Entity(fact.id, fact.name, forms=frozenset(fact.forms), lines=fact.lines))


def _dispositif(read: Read, fact: DispositifFact) -> None:
    forms = frozenset(fact.forms)
    read.entities["dispositif"].append(Entity(fact.id, fact.name, fact.acronym, forms, lines=fact.lines))


def _commitment(read: Read, fact: CommitmentFact) -> None:
    read.commitments.append(fact)


_TAKE: dict[type[Fact], Callable[..., None]] = {
    DocumentFact: _document, PageFact: _page, PartnerFact: _partner, DefiFact: _defi, QpvFact: _qpv,
    DispositifFact: _dispositif, CommitmentFact: _commitment,
}  # fmt: skip
