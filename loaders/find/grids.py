"""Grids: tables whose cells the format knows. Enters: the cells of a Document. Leaves: tables as rows of cells."""

from collections import defaultdict
from dataclasses import dataclass, replace

from maillage.loaders.document import Cell, Document

SEVERAL = 3  # cells of a row; two are as often a title and what it is of


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that say something, from the left; merged ones where they reach too."""

    cells: tuple[Cell, ...]

    @property
    def texts(self) -> list[str]:
        """What its cells say, what one says in several columns once."""
        return list(dict.fromkeys(cell.text for cell in self.cells))

    @property
    def span(self) -> tuple[int, int]:
        """First and last line of its own cells; of all of them when none is its own."""
        own = [cell for cell in self.cells if cell.own] or self.cells
        return min(cell.first for cell in own), max(cell.last for cell in own)


Grid = list[Row]


def grids(document: Document) -> list[Grid]:
    """The tables of a document, in its order."""
    found: dict[int, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for cell in document.cells:
        found[cell.table][cell.row].append(cell)
    return [
        [Row(tuple(sorted(cells, key=lambda c: c.column))) for _, cells in sorted(rows.items())]
        for _, rows in sorted(found.items())
    ]


def lines_of_rows(document: Document) -> frozenset[int]:
    """The lines of rows with several cells that say something different: names there head nothing."""
    rows = [row for grid in grids(document) for row in grid if len(row.texts) >= SEVERAL]
    return frozenset(n for row in rows for cell in row.cells if cell.own for n in range(cell.first, cell.last + 1))


def turned(grid: Grid) -> Grid:
    """The grid with its columns as rows: of a form filled in from top to bottom the first one holds the heads."""
    columns: dict[int, list[Cell]] = defaultdict(list)
    for number, row in enumerate(grid):
        seen: set[tuple[int, int, str]] = set()
        for cell in row.cells:
            if (cell.first, cell.last, cell.text) not in seen:
                columns[cell.column].append(replace(cell, row=cell.column, column=number))
            seen.add((cell.first, cell.last, cell.text))
    return [Row(tuple(cells)) for _, cells in sorted(columns.items())]
