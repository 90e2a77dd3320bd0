"""Parts: a text longer than any contract, cut at its pages. Enters: a Document. Leaves: documents small enough to hold.

Finding takes about forty times the size of the text it works on. Contracts with their annexes stay far below one part,
so that only files of another kind, or whole collections in one file, are cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TypeVar

from maillage.loaders.document import Cell, Document
from maillage.loaders.fact import (
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    IdentityFact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.loaders.find.grids import Row
from maillage.loaders.find.heads import header
from maillage.loaders.find.qpv_grids import heads_quarters
from maillage.loaders.repair import told_together

PART_CHARACTERS = 1_000_000  # the longest contract read has 0.6 million; a part takes about 50 MB
HEADER_ROWS = 30  # of a table among which its header stands
Named = TypeVar("Named", PartnerFact, QpvFact, DispositifFact)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: the line of its header, its last line, and the cells of the header."""

    top: int
    end: int
    header: tuple[Cell, ...]


def parts(document: Document, most: int = PART_CHARACTERS) -> Iterator[Document]:
    """The document itself, or parts of about ``most`` characters, of whole pages where pages are that short."""
    if sum(map(len, document.lines)) <= most:
        yield document
        return
    first = size = 0
    pages, goes_on, tables = frozenset(document.page_starts), _inside_rows(document), _tables(document)
    for at, line in enumerate(document.lines):
        size += len(line) + 1
        if size > most and (at + 1 in pages or (size > 2 * most and at + 1 not in goes_on)):
            yield _part(document, first, at, tables)
            first, size = at, len(line) + 1
    yield _part(document, first, len(document.lines), tables)


def _inside_rows(document: Document) -> frozenset[int]:
    """Lines on which a row of a table goes on: no part begins there."""
    return frozenset(n for cell in document.cells if cell.own for n in range(cell.first + 1, cell.last + 1))


def _tables(document: Document) -> list[_Table]:
    """The tables of a document, each with the last line that it reaches and the cells of its header."""
    ends: dict[int, int] = {}
    tops: dict[int, dict[int, list[Cell]]] = {}
    for cell in document.cells:
        ends[cell.table] = max(ends.get(cell.table, 0), cell.last)
        if cell.row < HEADER_ROWS:
            tops.setdefault(cell.table, {}).setdefault(cell.row, []).append(cell)
    found = []
    for table, rows in tops.items():
        header = next((cells for _, cells in sorted(rows.items()) if _is_header(Row(tuple(cells)))), None)
        if header is not None:
            found.append(_Table(header[0].last, ends[table], tuple(header)))
    return found


def _is_header(row: Row) -> bool:
    """Whether a row heads a table of actions or of quarters."""
    return bool(header(row)) or heads_quarters(row)


def _headers(tables: Sequence[_Table], first: int) -> Iterator[Cell]:
    """The header of the table within which a part begins, so that its columns stay known: put on its first line."""
    for table in tables:
        if table.top <= first < table.end:
            yield from (replace(cell, first=1, last=1, own=False) for cell in table.header)


def _part(document: Document, first: int, end: int, tables: Sequence[_Table]) -> Document:
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
        cells=(
            *_headers(tables, first),
            *(
                replace(cell, first=cell.first - first, last=min(cell.last, end) - first)
                for cell in document.cells
                if first < cell.first <= end
            ),
        ),
        empty_pages=tuple(p - page + 1 for p in document.empty_pages if page <= p <= page + len(inside)),
        furniture=tuple(n - first for n in document.furniture if first < n <= end),
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
            unread, repairs = one.unread + other.unread, told_together(one.repairs, other.repairs)
            return replace(other, unread=unread, fictitious=one.fictitious or other.fictitious, repairs=repairs)
        case PageFact(), PageFact():
            return replace(one, lines=(one.lines[0], other.lines[1]), text=f"{one.text}\n{other.text}")
        case ContractFact(), ContractFact():
            return replace(one, lines=(one.lines[0], other.lines[1]), stretches=one.stretches + other.stretches)
        case (DefiFact(), DefiFact()) | (IdentityFact(), IdentityFact()):
            return one
        case PartnerFact(), PartnerFact():
            return replace(
                _seen_in_both(one, other),
                roles=tuple(sorted({*one.roles, *other.roles})),
                signs=one.signs + other.signs,
                signature_lines=one.signature_lines + other.signature_lines,
            )
        case QpvFact(), QpvFact():
            more = one if len(one.lines) >= len(other.lines) else other
            return replace(_seen_in_both(one, other), contract=more.contract)
        case DispositifFact(), DispositifFact():
            return replace(
                _seen_in_both(one, other),
                carriers=one.carriers + other.carriers,
                carrier_lines=one.carrier_lines + other.carrier_lines,
            )
        case _:
            raise AssertionError(f"two facts of different kinds have the id {one.id}")


def _seen_in_both(one: Named, other: Named) -> Named:
    forms = tuple(sorted({*one.forms, *other.forms}))
    return replace(one, forms=forms, lines=tuple(sorted({*one.lines, *other.lines})))
