"""Rows of ``coverage`` → a table of partners × défis with its totals and shades."""

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
    """How many commitments link a partner to a défi; ``shade`` is 0 and there is no confidence where none was found."""

    defi: Head
    commitments: int
    shade: int
    confidence: float | None = None  # mean of its commitments


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


Key = tuple[str | None, str | None]  # IRIs of a partner and of a défi


def matrix(coverage: Iterable[Mapping[str, Any]], defis: Iterable[Head], partners: Iterable[Head]) -> Matrix:
    """The table of a contract: its own défis and partners first, empty ones included, then whatever coverage adds."""
    columns = {head.iri: head for head in defis}
    lines = {head.iri: head for head in partners}
    found: dict[Key, tuple[int, float]] = {}
    for row in coverage:
        defi, partner = row["defi"], row["partner"]
        columns.setdefault(defi, Head(defi, row["defi_label"] or "Défi non identifié", row["defi_number"]))
        lines.setdefault(partner, Head(partner, row["partner_label"] or "Partenaire non identifié"))
        found[partner, defi] = (row["commitments"], row["confidence"])
    most = max((commitments for commitments, _ in found.values()), default=0)
    rows = [_row(line, columns.values(), found, most) for line in lines.values()]
    rows.sort(key=lambda row: (-row.total, row.partner.label.casefold(), row.partner.iri or ""))
    return Matrix(
        defis=tuple(columns.values()),
        rows=tuple(rows),
        totals=tuple(sum(row.cells[at].commitments for row in rows) for at in range(len(columns))),
        partners_on=tuple(sum(row.cells[at].commitments > 0 for row in rows) for at in range(len(columns))),
        total=sum(row.total for row in rows),
    )


def _row(partner: Head, defis: Iterable[Head], found: Mapping[Key, tuple[int, float]], most: int) -> Row:
    cells = []
    for defi in defis:
        commitments, confidence = found.get((partner.iri, defi.iri), (0, None))
        cells.append(Cell(defi, commitments, shade(commitments, most), confidence))
    return Row(partner, tuple(cells), sum(cell.commitments for cell in cells))


def shade(commitments: int, most: int) -> int:
    """The class of colour, 0 to ``SHADES``: by square root, so that small counts differ where one cell dominates."""
    if not commitments:
        return 0
    return min(SHADES, 1 + int((commitments / most) ** 0.5 * SHADES * 0.999))
