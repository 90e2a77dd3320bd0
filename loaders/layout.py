"""Layout: the words of a page → its lines in reading order, blank ones between blocks."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from maillage.loaders.columns import BLOCK_GAP, WhiteTable, reading_blocks
from maillage.loaders.pdf_grids import Box, Grid
from maillage.loaders.pieces import Piece, Word, pieces_of, rows

OVERLAP = -0.5  # ems; lines of a paragraph may be set so tight, lines of two columns stand higher
SPACED, LETTERS = 5, 0.8  # words of a line set letter by letter, at least, and the share of them that are one letter
WORD_WHITE = 1.6  # times the white between its letters: what parts its words is twice as wide or more
GOES_ON = ",-’'("  # what ends no title
MIDDLE = 0.3  # of its size above its baseline, a letter's middle
TOUCHING = 0.08  # ems between two halves of a word; the narrowest spaces have 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a blank one between two blocks."""

    text: str = ""
    size: float = 0.0
    bold: bool = False
    aside: bool = False  # of the page's head or foot
    place: tuple[Grid, Box] | None = None  # the table and the cell in which it stands


Cells = dict[Box, list[Word]]
FEWEST_FILLED = 2  # rows with two filled cells or more that make a table of what is ruled like one

FEWEST_WHITE = 3  # columns of a table that no line rules; two may be of text


def lines_of(words: Sequence[Word], grids: Sequence[Grid] = ()) -> list[Line]:
    """The lines of a page in reading order, a blank one wherever white space or another column parts two.

    A table is read row by row, where the first of its words stands; each of its lines knows its cell.
    """
    white: list[WhiteTable] = []
    blocks = list(reading_blocks(pieces_of(words), tables=white))
    tables = {grid: cells for grid in grids if _is_table(cells := _cells(words, grid))}
    ruled = {id(word) for cells in tables.values() for inside in cells.values() for word in inside}
    for grid, cells in map(_of_white, white):
        sure = len(grid.columns) >= FEWEST_WHITE and _is_table(cells)
        if sure and not any(id(word) in ruled for inside in cells.values() for word in inside):
            tables[grid] = cells
    return _lines(blocks, tables)


def _lines(blocks: Sequence[Sequence[Piece]], tables: dict[Grid, Cells]) -> list[Line]:
    """The lines of blocks, with those of each table in its place; without tables the plain ones of a column."""
    place = {id(word): grid for grid, cells in tables.items() for inside in cells.values() for word in inside}
    out: list[Line] = []
    above: Piece | None = None
    for block in blocks:
        for whole in rows([word for piece in block for word in piece.words]):
            for grid in dict.fromkeys(place[id(word)] for word in whole if id(word) in place):
                if grid in tables:
                    out += [Line(), *_table(grid, tables.pop(grid)), Line()]
                    above = None
            row = [word for word in whole if id(word) not in place] if place else whole
            if not row:
                continue
            line = Piece(tuple(row))
            if above is not None and not (_follows(above, line) and _of_one_weight(above, line)):
                out.append(Line())
            out.append(Line(_text(row), round(line.size, 1), line.bold))
            above = line
    return list(_single_spaced(out)) if place else out


def _cells(words: Sequence[Word], grid: Grid) -> Cells:
    """The words of each cell of a table that has some."""
    left, right = grid.boxes[0].left, max(box.right for box in grid.boxes)
    bottom, top = min(box.bottom for box in grid.boxes), grid.boxes[0].top
    found: Cells = defaultdict(list)
    for word in words:
        x, y = (word.left + word.right) / 2, word.y + MIDDLE * word.size
        if left <= x < right and bottom <= y < top:
            box = next((box for box in grid.boxes if box.holds(x, y)), None)
            if box is not None:
                found[box].append(word)
    return found


def _of_white(table: WhiteTable) -> tuple[Grid, Cells]:
    """A table that white space parts, as one that is ruled."""
    found: Cells = {}
    ends = (*table.columns[1:], math.inf)
    for number, row in enumerate(table.rows):
        for column, cell in row:
            top, bottom = max(p.top for p in cell), min(p.bottom for p in cell)
            box = Box(number, column, 1, 1, table.columns[column], bottom, ends[column], top)
            found[box] = [word for piece in cell for word in piece.words]
    return Grid(table.columns, len(table.rows), tuple(found)), found


def _is_table(cells: Mapping[Box, object]) -> bool:
    """Whether several rows have several cells that say something."""
    filled = [box.row for box in cells]
    return sum(filled.count(row) > 1 for row in set(filled)) >= FEWEST_FILLED


def _table(grid: Grid, cells: Cells) -> Iterator[Line]:
    """The lines of a table, cell by cell."""
    for box in grid.boxes:
        if box in cells:
            yield Line()
            yield from (
                replace(line, place=(grid, box)) if line.text else line
                for line in _lines(list(reading_blocks(pieces_of(cells[box]))), {})
            )


def _single_spaced(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with one blank line where there are several, none first and last."""
    blank = True
    for n, line in enumerate(lines):
        if line.text or (not blank and any(below.text for below in lines[n:])):
            yield line
        blank = not line.text


def _follows(above: Piece, below: Piece) -> bool:
    """Whether a line stands right under another, as in a paragraph."""
    gap = (above.bottom - below.top) / max(above.size, below.size)
    return OVERLAP < gap <= BLOCK_GAP and below.left < above.right and above.left < below.right


def _of_one_weight(above: Piece, below: Piece) -> bool:
    """Whether no bold title ends between two lines, and none begins; a stressed word may stand across a line's end."""
    goes_on = not below.words[0].text[0].isupper() or above.words[-1].text[-1] in GOES_ON
    return above.bold == below.bold or goes_on


def _text(row: Sequence[Word]) -> str:
    """The words of a row, a space between them unless they touch: a change of font cuts words in two."""
    touching = _letter_gap(row)
    text = row[0].text
    for before, word in pairwise(row):
        near = abs(word.left - before.right) < TOUCHING * word.size or word.left - before.right < touching
        text += word.text if near else f" {word.text}"
    return text


def _letter_gap(row: Sequence[Word]) -> float:
    """Points between letters, below which those of a heading set letter by letter belong to one word; else nought."""
    if len(row) < SPACED or sum(len(word.text) == 1 for word in row) < LETTERS * len(row):
        return 0.0
    gaps = sorted(b.left - a.right for a, b in pairwise(row))
    return WORD_WHITE * max(gaps[len(gaps) // 2], 0.0)
