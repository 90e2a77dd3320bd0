"""View: one document made ready for finding. Enters: a Document. Leaves: repaired lines, furniture, blocks and body.

``body`` is the text of all blocks, one a line: patterns that name things run over it once, and a position in it tells
block and line again.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from maillage.loaders.blocks import Block, blocks
from maillage.loaders.document import Document
from maillage.loaders.find.flat_tables import FlatTable, find_flat_tables
from maillage.loaders.find.flat_tables import starts as table_starts
from maillage.loaders.find.grids import grids
from maillage.loaders.find.heads import header
from maillage.loaders.find.sheets import find_sheets
from maillage.loaders.find.sheets import starts as sheet_starts
from maillage.loaders.footnotes import footnotes
from maillage.loaders.furniture import furniture
from maillage.loaders.repair import Repaired, repair

MUTE = "."  # a block of it is no heading, no statement and no name


@dataclass(frozen=True, slots=True)
class View:
    """A document as the finders see it."""

    document: Document
    repaired: Repaired
    furniture: frozenset[int]
    blocks: list[Block]
    body: str
    folded: str
    starts: list[int]  # position in ``body`` where each block starts
    tables: tuple[FlatTable, ...] = ()  # those that lie in the text cell by cell

    @property
    def lines(self) -> tuple[str, ...]:
        """The repaired lines."""
        return self.repaired.lines

    def line_at(self, position: int) -> int:
        """The line number that a position of ``body`` lies on."""
        index = bisect_right(self.starts, position) - 1
        return line_in(self.blocks[index], position - self.starts[index])

    def page_of(self, line: int) -> int:
        """The page (from 1) a line stands on."""
        return bisect_right(self.document.page_starts, line) or 1


def line_in(block: Block, offset: int) -> int:
    """The number of the line that a position of a block's text lies on."""
    for text, number in zip(block.lines, block.numbers, strict=True):
        if offset <= len(text):
            return number
        offset -= len(text) + 1
    return block.last


def view(document: Document) -> View:
    """Repair a document and cut it into blocks."""
    repaired = repair(document)
    # A format that says where paragraphs begin has no running titles among them, and no page numbers.
    aside = known = frozenset(document.furniture)
    if document.begins is None:
        rest = ["" if n in known else line for n, line in enumerate(repaired.lines, 1)] if known else repaired.lines
        aside |= furniture(rest, document.page_starts)
        aside |= footnotes(repaired.lines, document.page_starts, aside)
    tables = tuple(find_flat_tables(repaired.lines, aside | _known_rows(document)))
    parted = sheet_starts(find_sheets(repaired.lines, aside)) | table_starts(tables)
    if document.begins is None:  # a PDF's tables: blocks begin with the cells, and below them
        parted |= {line for cell in document.cells for line in (cell.first, cell.last + 1)}
    found = blocks(repaired.lines, document.page_starts, aside, document.levels, document.begins, parted)
    return _viewed(document, repaired, aside, found, tables)


def _known_rows(document: Document) -> frozenset[int]:
    """The lines of tables of actions whose cells the format knows."""
    known = [grid for grid in grids(document) if any(map(header, grid))] if document.cells else []
    cells = [cell for grid in known for row in grid for cell in row.cells]
    return frozenset(n for cell in cells for n in range(cell.first, cell.last + 1))


def without(seen: View, aside: frozenset[int]) -> View:
    """The view with as many blocks, those of some indexes saying nothing: they have been read in another way."""
    found = [_mute(block) if index in aside else block for index, block in enumerate(seen.blocks)]
    return _viewed(seen.document, seen.repaired, seen.furniture, found, seen.tables) if aside else seen


def only(seen: View, stretches: Iterable[tuple[int, int]]) -> View:
    """The view of some stretches of lines: the others are blank, their blocks mute, so that numbers stay true."""
    inside = {n for first, last in stretches for n in range(first, last + 1)}
    cells = tuple(cell for cell in seen.document.cells if cell.first in inside)
    return _viewed(
        replace(seen.document, lines=_blanked(seen.document.lines, inside), cells=cells),
        replace(seen.repaired, lines=_blanked(seen.repaired.lines, inside)),
        frozenset(seen.furniture & inside),
        [block for block in seen.blocks if block.first in inside],
        tuple(table for table in seen.tables if table.first in inside),
    )


def _blanked(lines: Sequence[str], inside: Container[int]) -> tuple[str, ...]:
    return tuple(line if number in inside else "" for number, line in enumerate(lines, 1))


def _mute(block: Block) -> Block:
    return replace(
        block, mark="", number="", sign="", text=MUTE, folded=MUTE, lines=[MUTE], numbers=[block.first], level=0
    )


def _viewed(
    document: Document, repaired: Repaired, aside: frozenset[int], found: list[Block], tables: tuple[FlatTable, ...]
) -> View:
    starts, position = [], 0
    for block in found:
        starts.append(position)
        position += len(block.text) + 1
    body = "\n".join(block.text for block in found)
    folded = "\n".join(block.folded for block in found)
    return View(document, repaired, aside, found, body, folded, starts, tables)
