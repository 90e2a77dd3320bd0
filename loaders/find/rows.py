"""Rows: tables of actions whose cells the format knows. Enters: a View. Leaves: its rows, one commitment each.

The header says what each column holds. A frame item may stand in a column, where an empty cell means the one above, or
in a row of its own across the table; what the format merges reaches as far as it says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from maillage.loaders.document import Cell
from maillage.loaders.find.flat_tables import FlatTable
from maillage.loaders.find.frame_items import Item
from maillage.loaders.find.frame_words import HEADING
from maillage.loaders.find.grids import Grid, Row, grids, turned
from maillage.loaders.find.heads import Head, filled_in, header
from maillage.loaders.find.sheets import Sheet, find_sheets
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MIN_ACTION = 2  # words of what a row says is done
MIN_GROUPS = 2  # rows across a table, of no known word, that make them its parts


@dataclass(frozen=True, slots=True)
class FrameCell:
    """What names a frame item: the head of its column, or nothing for a row across the table."""

    head: str
    text: str
    first: int
    last: int


@dataclass(slots=True)
class ActionRow:
    """A row of a table of actions: its lines, its cells by what their columns hold, the frame items above it."""

    first: int
    last: int
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    heads: dict[int, Head] = field(default_factory=dict)
    frame: tuple[FrameCell, ...] = ()  # outermost first
    top: int = 0  # line of the header, where the format knows the cells
    within: tuple[int, int] = (0, 0)  # first and last line of its table or sheet, where the text alone told the cells
    flat: bool = False  # a row of a flattened table
    items: tuple[Item, ...] = ()  # the innermost of its frame items, once they are known

    def text(self, kind: str, glue: str = " ") -> str:
        """What its cells of a kind say."""
        return glue.join(cell.text.replace("\n", " ") for cell in self.cells.get(kind, ()))

    @property
    def action(self) -> str:
        """What is done: the action and what describes it."""
        action, description = self.text("action"), self.text("description")
        if not action or not description or fold(action) == fold(description):
            return action or description
        return f"{action} {description}" if action.endswith((".", ":", ";", "!", "?")) else f"{action}. {description}"


def find_rows(view: View) -> list[ActionRow]:
    """The rows of every table of actions of a document, in its order."""
    found = []
    for grid in grids(view.document):
        found += list(_rows(grid)) or list(_sheet(grid))
    lines = {n for row in found for n in range(row.first, row.last + 1)}
    sheets = find_sheets(view.lines, view.furniture)
    found += [_of_sheet(sheet) for sheet in sheets if lines.isdisjoint(range(sheet.first, sheet.last + 1))]
    for table in view.tables:
        found += _of_table(table)
    return found


def _of_sheet(sheet: Sheet) -> ActionRow:
    row = ActionRow(sheet.first, sheet.last, sheet.cells, sheet.heads, within=(sheet.first, sheet.last))
    row.frame = _frame_of(row, ())
    return row


def _of_table(table: FlatTable) -> Iterator[ActionRow]:
    """The rows of a flattened table, under the titles that are printed above them."""
    head = next(head.text for head in table.heads.values() if head.kind == "frame")
    for row, titles in zip(table.rows, table.frame, strict=True):
        frame = tuple(FrameCell(head, cell.text, cell.pieces[0].line, cell.pieces[-1].last) for cell in titles)
        yield ActionRow(row.first, row.last, row.cells, table.heads, frame, within=(table.first, table.last), flat=True)


def blocks_of(view: View, rows: list[ActionRow]) -> frozenset[int]:
    """The indexes of the blocks that stand in the tables of those rows, from their headers on."""
    tops: dict[int, int] = {}
    for row in rows:
        for cell in (cell for cells in row.cells.values() for cell in cells):
            tops[cell.table] = min(tops.get(cell.table, row.top), row.top)
    ours = (cell for cell in view.document.cells if cell.first >= tops.get(cell.table, cell.first + 1))
    lines = {number for cell in ours for number in range(cell.first, cell.last + 1)}
    lines |= {n for first, last in {row.within for row in rows if not row.top} for n in range(first, last + 1)}
    return frozenset(i for i, block in enumerate(view.blocks) if block.first in lines)


def _sheet(grid: Grid) -> Iterator[ActionRow]:
    """A table filled in from top to bottom, its heads in the first column: each further column is one commitment."""
    rows = turned(grid)
    heads = filled_in(rows)
    if not heads:
        return
    title = grid[0].cells[0] if len(grid[0].texts) == 1 and 0 not in heads else None
    for row in rows[1:]:
        found = _row(row, heads)
        if title is not None and "action" not in found.cells:
            found.cells["action"] = [title]
        found.top = found.first = min(found.first, *(cell.first for cell in rows[0].cells))
        if _says_what(found):
            found.frame = _frame_of(found, ())
            yield found


def _rows(grid: Grid) -> Iterator[ActionRow]:
    """The rows under each header of a grid."""
    heads: dict[int, Head] = {}
    group: tuple[FrameCell, ...] = ()
    last: ActionRow | None = None
    top = 0
    groups = _groups(grid)
    for row in grid:
        if own := header(row):
            heads, last = own, None if own != heads else last
            top = top or row.span[0]
        elif heads and (across := _across(row, heads, groups)) is not None:
            group, last = (across,), None
        elif heads:
            found = _row(row, heads)
            found.top = top
            if last is not None and _goes_on(found, last):
                _extend(last, found)
            elif _says_what(found):
                found.frame = (*group, *_frame_of(found, last.frame[len(group) :] if last else ()))
                yield found
                last = found
            elif "frame" in found.cells and last is None:
                last = found


def _row(row: Row, heads: dict[int, Head]) -> ActionRow:
    found = ActionRow(*row.span, heads=heads)
    for cell in row.cells:
        head = heads.get(cell.column)
        if head is not None and cell not in found.cells.get(head.kind, ()):
            found.cells.setdefault(head.kind, []).append(cell)
    return found


def _says_what(row: ActionRow) -> bool:
    """Whether a row says what is done: some words, and no sum of the others."""
    folded = fold(row.action).strip()
    letters = any(c.isalpha() for c in folded)
    return letters and folded.count(" ") + 1 >= MIN_ACTION and not matcher("cell.total").search(folded)


def _goes_on(row: ActionRow, last: ActionRow) -> bool:
    """Whether a row only adds to the one above: the format merges the action over both."""
    action, above = row.cells.get("action", []), last.cells.get("action", [])
    return bool(action) and not any(cell.own for cell in action) and [c.text for c in action] == [c.text for c in above]


def _extend(last: ActionRow, row: ActionRow) -> None:
    last.last = max(last.last, row.last)
    for kind, cells in row.cells.items():
        known = {(cell.column, cell.text) for cell in last.cells.get(kind, ())}
        last.cells.setdefault(kind, []).extend(c for c in cells if (c.column, c.text) not in known)


def _frame_of(row: ActionRow, above: tuple[FrameCell, ...]) -> tuple[FrameCell, ...]:
    """The frame items of a row; under a filled cell an empty one means the same, until one to its left changes."""
    by_head = {cell.head: cell for cell in above}
    found: list[FrameCell] = []
    changed = False
    for column, head in sorted(row.heads.items()):
        if head.kind != "frame":
            continue
        cell = next((c for c in row.cells.get("frame", ()) if c.column == column), None)
        if cell is not None:
            known = by_head.get(head.text)
            same = known is not None and known.text == cell.text
            changed = changed or not same
            found.append(known if same and known else FrameCell(head.text, cell.text, cell.first, cell.last))
        elif head.text in by_head and not changed:
            found.append(by_head[head.text])
    return tuple(found)


def _across(row: Row, heads: dict[int, Head], groups: int) -> FrameCell | None:
    """What a row across the table says, when it names a frame item for the rows under it."""
    if len(row.texts) != 1:
        return None
    cell = row.cells[0]
    match = HEADING.match(fold(cell.text))
    told = match is not None and (match["number"] is not None or match["end"].strip() != "")
    wide = len(row.cells) == max(heads) + 1 and len(row.cells) > 2
    if told or (wide and groups >= MIN_GROUPS and not any(head.kind == "frame" for head in heads.values())):
        return FrameCell("", cell.text, cell.first, cell.last)
    return None


def _groups(grid: Grid) -> int:
    """How many rows of a grid say one thing in all of their columns."""
    return sum(len(row.texts) == 1 and len(row.cells) > 2 for row in grid)
