"""Rows of ``coverage`` → a table of partners × défis with its totals and shades."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SHADES = 4  # classes of colour; the number is always printed too


@dataclass(frozen=True, slots=True)
class Head:
    """A row's or a column's entity; ``iri`` is None for what the reading could not attribute."""

    iri: str | None
    label: str
    note: str | None = None  # the number of a défi, the type of a partner


@dataclass(frozen=True, slots=True)
class Cell:
    """How many commitments link a partner to a défi; ``shade`` is 0 where none was found."""

    defi: Head
    commitments: int
    shade: int


@dataclass(frozen=True, slots=True)
class Row:
    """A partner with a cell for every column."""

    partner: Head
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table. A commitment that links several partners or défis counts once in each of its cells."""

    defis: tuple[Head, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    partners_on: tuple[int, ...]  # for each column, how many partners
    total: int


def matrix(coverage: Iterable[Mapping[str, Any]], defis: Iterable[Head], partners: Iterable[Head]) -> Matrix:
    """The table of a contract: its own défis and partners first, empty ones included, then whatever coverage adds."""
    columns = {head.iri: head for head in defis}
    lines = {head.iri: head for head in partners}
    counts: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for row in coverage:
        defi, partner = row["defi"], row["partner"]
        columns.setdefault(defi, Head(defi, row["defi_label"] or "Défi non identifié", row["defi_number"]))
        lines.setdefault(partner, Head(partner, row["partner_label"] or "Partenaire non identifié"))
        counts[partner, defi] += row["commitments"]
    most = max(counts.values(), default=0)
    rows = [_row(line, columns.values(), counts, most) for line in lines.values()]
    rows.sort(key=lambda row: (-row.total, row.partner.label.casefold(), row.partner.iri or ""))
    return Matrix(
        defis=tuple(columns.values()),
        rows=tuple(rows),
        totals=tuple(sum(counts[line, column] for line in lines) for column in columns),
        partners_on=tuple(sum(counts[line, column] > 0 for line in lines) for column in columns),
        total=sum(counts.values()),
    )


def _row(partner: Head, defis: Iterable[Head], counts: Mapping[tuple[str | None, str | None], int], most: int) -> Row:
    found = [(defi, counts.get((partner.iri, defi.iri), 0)) for defi in defis]
    cells = tuple(Cell(defi, commitments, shade(commitments, most)) for defi, commitments in found)
    return Row(partner, cells, sum(cell.commitments for cell in cells))


def shade(commitments: int, most: int) -> int:
    """The class of colour, 0 to ``SHADES``: by square root, so that small counts differ where one cell dominates."""
    if not commitments:
        return 0
    return min(SHADES, 1 + int((commitments / most) ** 0.5 * SHADES * 0.999))
