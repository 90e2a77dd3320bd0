"""Parts: a text longer than any contract, cut at its pages. Enters: a Document. Leaves: documents small enough to hold.

Finding takes about forty times the size of the text it works on. Contracts with their annexes stay far below one part,
so that only files of another kind, or whole collections in one file, are cut.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from maillage.loaders.document import Document
from maillage.loaders.fact import (
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    PageFact,
    PartnerFact,
    QpvFact,
)

PART_CHARACTERS = 2_000_000  # the longest contract read has 0.6 million; a part takes about 100 MB
Named = TypeVar("Named", PartnerFact, QpvFact, DispositifFact)


def parts(document: Document, most: int = PART_CHARACTERS) -> Iterator[Document]:
    """The document itself, or parts of about ``most`` characters, of whole pages where pages are that short."""
    if sum(map(len, document.lines)) <= most:
        yield document
        return
    first = size = 0
    pages = frozenset(document.page_starts)
    for at, line in enumerate(document.lines):
        size += len(line) + 1
        if size > most and (at + 1 in pages or size > 2 * most):
            yield _part(document, first, at)
            first, size = at, len(line) + 1
    yield _part(document, first, len(document.lines))


def _part(document: Document, first: int, end: int) -> Document:
    """Lines ``first`` to ``end`` (0-based, end excluded) as a document that knows where it stands in the whole."""
    starts = document.page_starts
    inside = tuple(start - first for start in starts if first < start - 1 < end)
    page = sum(1 for start in starts if start <= first + 1)  # the page that the part begins on
    return replace(
        document,
        lines=document.lines[first:end],
        page_starts=(1, *inside),
        sizes=document.sizes and document.sizes[first:end],
        bolds=document.bolds and document.bolds[first:end],
        levels=document.levels and document.levels[first:end],
        begins=document.begins and document.begins[first:end],
        cells=tuple(
            replace(cell, first=cell.first - first, last=min(cell.last, end) - first)
            for cell in document.cells
            if first < cell.first <= end
        ),
        empty_pages=tuple(p - page + 1 for p in document.empty_pages if page <= p <= page + len(inside)),
        lines_before=first,
        pages_before=page - 1,
    )


def joined(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of all parts: what several of them tell of one thing is told once."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.id, []).append(fact)
    return [same[0] if len(same) == 1 else reduce(_both, same) for same in found.values()]


def _both(one: Fact, other: Fact) -> Fact:
    """Two facts of one thing as one."""
    match one, other:
        case DocumentFact(), DocumentFact():
            return replace(other, unread=one.unread + other.unread, fictitious=one.fictitious or other.fictitious)
        case PageFact(), PageFact():
            return replace(one, lines=(one.lines[0], other.lines[1]), text=f"{one.text}\n{other.text}")
        case ContractFact(), ContractFact():
            return replace(one, lines=(one.lines[0], other.lines[1]))
        case DefiFact(), DefiFact():
            return one
        case PartnerFact(), PartnerFact():
            return replace(
                _seen_in_both(one, other),
                roles=tuple(sorted({*one.roles, *other.roles})),
                signs=one.signs or other.signs,
                signature_lines=one.signature_lines + other.signature_lines,
            )
        case QpvFact(), QpvFact():
            return _seen_in_both(one, other)
        case DispositifFact(), DispositifFact():
            return _seen_in_both(one, other)
        case _:
            raise AssertionError(f"two facts of different kinds have the id {one.id}")


def _seen_in_both(one: Named, other: Named) -> Named:
    forms = tuple(sorted({*one.forms, *other.forms}))
    return replace(one, forms=forms, lines=one.lines + other.lines)
