"""Flat tables: rows of tables of actions that a text layer left cell by cell. Enters: lines. Leaves: tables, rows.

A header tells the columns (`flat_heads`), the order of the columns and what lines say tell the cells (`flat_cells`).
A cell that a table merges is printed once: a body carries the row above it and those that follow, until the next one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from maillage.loaders.document import Cell
from maillage.loaders.find.flat_cells import FlatCell, cells_of
from maillage.loaders.find.flat_heads import FlatHead, flat_heads
from maillage.loaders.find.flat_pieces import BODIES, NO_WIDTH, Look, Piece, look_of, pieces_of
from maillage.loaders.find.heads import Head
from maillage.loaders.find.offices import known_head
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

FEWEST = 2  # rows of a table
LONGEST = 400  # lines of text under a header that nothing ends
TYPED = ("deadline", "amount", *BODIES)  # columns whose cells are told by what they say
ENDS = ("section.annex", "section.signatures", "table.end")  # lines that no table goes on after
SHARE = 0.6  # of the rows that must have such a cell, of the bodies that must be known for one
MAX_BREAK = 40  # lines between two parts of one table: notes and titles of its pages
TOO_LONG = 30  # lines of text in a cell: prose, the table has ended above


@dataclass(slots=True)
class FlatRow:
    """A row: its first and last line, and its cells by what their columns hold."""

    first: int
    last: int
    cells: dict[str, list[Cell]] = field(default_factory=dict)


@dataclass(slots=True)
class FlatTable:
    """A table: its first and last line, the heads of its columns, its rows; ``frame``: titles above each row."""

    first: int
    last: int
    heads: dict[int, Head]
    rows: list[FlatRow] = field(default_factory=list)
    frame: list[tuple[FlatCell, ...]] = field(default_factory=list)


@dataclass(slots=True)
class _Carried:
    """What a table goes on with from one page to the next: the titles its rows stand under, who carries them."""

    titles: list[FlatCell] = field(default_factory=list)
    who: FlatCell | None = None


def find_flat_tables(lines: Sequence[str], aside: frozenset[int]) -> list[FlatTable]:
    """The flattened tables of a document, in its order.

    Args:
        lines: the repaired lines.
        aside: numbers of lines that are running titles and page numbers.
    """
    heads = flat_heads(lines)
    parts = [
        (head, pieces_of(_under(lines, aside, head, heads[at + 1].first if at + 1 < len(heads) else None), head.kinds))
        for at, head in enumerate(heads)
    ]
    found: list[FlatTable] = []
    for kinds, group in groupby(parts, key=lambda part: part[0].kinds):
        found += _tables(list(group), kinds)
    return found


def _under(lines: Sequence[str], aside: frozenset[int], head: FlatHead, end: int | None) -> list[tuple[int, str]]:
    """The lines of text under a header: to the next one, to a title that opens another part, or to the end."""
    found: list[tuple[int, str]] = []
    for number in range(head.last + 1, end or len(lines) + 1):
        line = lines[number - 1].strip()
        if not line or number in aside:
            continue
        folded = fold(line)
        if any(matcher(kind).match(folded) for kind in ENDS) or len(found) > LONGEST:
            break
        found.append((number, line))
    return found


def _tables(parts: Sequence[tuple[FlatHead, list[Piece]]], kinds: tuple[str, ...]) -> Iterator[FlatTable]:
    """The tables of headers of the same columns that follow each other: what they look like is learned from all."""
    look = _common([look_of(pieces) for _, pieces in parts])
    carried, below = _Carried(), 0
    tables: list[FlatTable] = []
    for head, pieces in parts:
        cells = _ended(cells_of(pieces, kinds, look), kinds)
        if head.first > below + MAX_BREAK:
            carried = _Carried()
        tables.append(_table(head, cells, kinds, carried))
        below = tables[-1].last
    together = _are_tables([row for table in tables for row in table.rows], kinds)
    for table in tables:
        if table.rows and (together or _are_tables(table.rows, kinds)):
            yield table


def _common(looks: Sequence[Look]) -> Look:
    widths = [look.width for look in looks if look.width < NO_WIDTH]
    return Look(sum(look.spaced for look in looks) * 2 > len(looks), max(widths, default=NO_WIDTH))


def _ended(cells: Sequence[FlatCell], kinds: Sequence[str]) -> list[FlatCell]:
    """The cells up to where a table ends: those after the last that is told by what it says belong to what follows."""
    told = [kind for kind in TYPED if kind in kinds]
    firm = told[:1] if "deadline" in told or "amount" in told else told
    end = next((at for at, cell in enumerate(cells) if len(cell.pieces) > TOO_LONG), len(cells))
    last = next((at for at in range(end - 1, -1, -1) if cells[at].kind in firm), -1)
    while last >= 0 and last + 1 < end and _same_row(cells[last].kind, cells[last + 1].kind, kinds):
        last += 1
    return list(cells[: last + 1])


def _same_row(kind: str, following: str, kinds: Sequence[str]) -> bool:
    return following in kinds and kinds.index(following) > kinds.index(kind) and following != "action"


def _table(head: FlatHead, cells: Sequence[FlatCell], kinds: Sequence[str], carried: _Carried) -> FlatTable:
    """The rows of one part of a table; ``carried`` goes on from the part above and to the part below."""
    last = max((cell.pieces[-1].last for cell in cells), default=head.last)
    table = FlatTable(head.first, last, dict(enumerate(head.heads)))
    if "frame" not in kinds:
        table.heads[len(kinds)] = Head("", "frame", "")
    beside = "frame" in kinds and kinds.index("frame") > kinds.index("action")  # a column of its own: no titles
    fresh = True  # the titles at hand have no row yet
    waiting: list[FlatCell] = []  # cells that stand before the action they belong to
    for cell in cells:
        if cell.kind == "frame" and not beside:
            carried.titles = _titles(carried.titles, cell)
            fresh = True
        elif cell.kind == "action":
            table.rows.append(_row(table, [*waiting, cell], carried))
            table.frame.append(tuple(carried.titles))
            waiting, fresh = [], False
        elif _belongs_above(cell, kinds, bool(table.rows) and not fresh):
            _add(table.rows[-1], cell, table)
        else:
            waiting.append(cell)
        if cell.kind == operating(kinds):
            carried.who = cell
    return table


def operating(kinds: Sequence[str]) -> str:
    """The column that says who does it."""
    return "pilot" if "pilot" in kinds else "partners"


def _titles(above: Sequence[FlatCell], cell: FlatCell) -> list[FlatCell]:
    """The titles that hold once one more is printed: it replaces those of its level and below."""
    return [*(title for title in above if _level(title) < _level(cell)), cell]


def _level(cell: FlatCell) -> int:
    """Capitals and numbered titles stand above sentences."""
    text = cell.text
    return 0 if text.isupper() or matcher("sheet.end").match(fold(text)) else 1


def _belongs_above(cell: FlatCell, kinds: Sequence[str], has_row: bool) -> bool:
    """Whether a cell is of the row whose action is printed above it, not of the next one."""
    return has_row and (cell.kind not in kinds or kinds.index(cell.kind) > kinds.index("action"))


def _row(table: FlatTable, cells: Sequence[FlatCell], carried: _Carried) -> FlatRow:
    row = FlatRow(cells[-1].pieces[0].line, cells[-1].pieces[-1].last)
    if carried.who is not None and all(own.kind != carried.who.kind for own in cells):
        _put(row, carried.who, table)
    for cell in cells:
        _put(row, cell, table)
    return row


def _add(row: FlatRow, cell: FlatCell, table: FlatTable) -> None:
    """Put a cell into the row above it: a body printed there replaces the one that was carried on."""
    if cell.kind in BODIES:
        row.cells.pop(cell.kind, None)
    elif cell.kind != "person":
        row.last = max(row.last, cell.pieces[-1].last)
    _put(row, cell, table)


def _put(row: FlatRow, cell: FlatCell, table: FlatTable) -> None:
    column = next((at for at, head in table.heads.items() if head.kind == cell.kind), len(table.heads))
    text = cell.text
    if cell.kind in BODIES and (found := matcher("cell.beside").pattern.search(fold(text))):
        text = text[: found.start()].rstrip(" ,(")
    first, last = cell.pieces[0].line, cell.pieces[-1].last
    row.cells.setdefault(cell.kind, []).append(Cell(0, 0, column, first, last, text))


def _are_tables(rows: Sequence[FlatRow], kinds: Sequence[str]) -> bool:
    """Whether rows were read as they are: enough, most with a date or a known body; without dates most bodies known."""
    if len(rows) < FEWEST:
        return False
    bodies = [cell for row in rows for kind in BODIES for cell in row.cells.get(kind, ())]
    known = {cell.text for cell in bodies if known_head(cell.text)}
    told = sum(
        "deadline" in row.cells or any(cell.text in known for kind in BODIES for cell in row.cells.get(kind, ()))
        for row in rows
    )
    if told < SHARE * len(rows):
        return False
    return "deadline" in kinds or len(known) >= SHARE * len({cell.text for cell in bodies})


def starts(tables: Sequence[FlatTable]) -> frozenset[int]:
    """The lines where a block must begin: a table's first, that of each row, and the one right after the table."""
    rows = {row.first for table in tables for row in table.rows}
    return frozenset(rows | {line for table in tables for line in (table.first, table.last + 1)})
