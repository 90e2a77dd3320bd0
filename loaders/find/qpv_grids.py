"""Lists of quarters in tables whose cells the format knows. Enters: a View and the communes known. Leaves: Sights."""

from collections.abc import Mapping

from maillage.loaders.find.grids import Grid, Row, grids
from maillage.loaders.find.qpv_columns import column_sights, roles_of
from maillage.loaders.find.qpv_sight import Sight
from maillage.loaders.view import View

BAR = " | "


def quarters_listed(view: View, communes: Mapping[str, str]) -> list[Sight]:
    """The quarters of every table whose header has a column for them and one for commune, code or population."""
    return [sight for grid in grids(view.document) for sight in _sights(grid, communes)]


def _sights(grid: Grid, communes: Mapping[str, str]) -> list[Sight]:
    for at, row in enumerate(grid):
        roles = [role for role in roles_of(_barred(row)) if role]
        if "name" in roles and len(set(roles)) > 1 and len(roles) == len(row.cells):
            rows = [(below.span[0], _barred(below)) for below in grid[at + 1 :]]
            return list(column_sights(_barred(row), rows, communes))
    return []


def _barred(row: Row) -> str:
    """The cells of a row on one line, each in its column."""
    texts = {cell.column: " ".join(cell.text.split()) for cell in row.cells}
    return BAR.join(texts.get(column, "") for column in range(max(texts) + 1)) if texts else ""
