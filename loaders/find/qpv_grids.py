"""Lists of quarters in tables whose cells the format knows. Enters: a View and the communes known. Leaves: Sights."""

from collections.abc import Mapping

from maillage.loaders.document import Document
from maillage.loaders.find.grids import Grid, Row, grids
from maillage.loaders.find.qpv_columns import column_sights, roles_of
from maillage.loaders.find.qpv_sight import Sight
from maillage.loaders.view import View

BAR = " | "
SURE = 2  # kinds of columns of quarters (name, commune, code, population), beyond which others may stand among them


def quarters_listed(view: View, communes: Mapping[str, str]) -> list[Sight]:
    """The quarters of every table whose header has a column for them and one for commune, code or population."""
    return [sight for grid in grids(view.document) for sight in _sights(grid, communes)]


def listing_lines(document: Document) -> frozenset[int]:
    """The lines of the tables of quarters whose cells the format knows."""
    tables = [grid for grid in grids(document) if any(map(heads_quarters, grid))]
    cells = [cell for grid in tables for row in grid for cell in row.cells]
    return frozenset(n for cell in cells for n in range(cell.first, cell.last + 1))


def heads_quarters(row: Row) -> bool:
    """Whether a row heads a table of quarters: each of its columns is of one, or enough of them beside figures."""
    roles = [role for role in roles_of(_barred(row)) if role]
    known = len(set(roles))
    return "name" in roles and (known > SURE or (known > 1 and len(roles) == len(row.cells)))


def _sights(grid: Grid, communes: Mapping[str, str]) -> list[Sight]:
    for at, row in enumerate(grid):
        if heads_quarters(row):
            rows = [(below.span[0], _barred(below)) for below in grid[at + 1 :]]
            return list(column_sights(_barred(row), rows, communes))
    return []


def _barred(row: Row) -> str:
    """The cells of a row on one line, each in its column."""
    texts = {cell.column: " ".join(cell.text.split()) for cell in row.cells}
    return BAR.join(texts.get(column, "") for column in range(max(texts) + 1)) if texts else ""
