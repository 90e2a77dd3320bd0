"""View: one document made ready for finding. Enters: a Document. Leaves: repaired lines, furniture, blocks and body.

``body`` is the text of all blocks, one a line: patterns that name things run over it once, and a position in it tells
block and line again.
"""

from bisect import bisect_right
from dataclasses import dataclass

from maillage.loaders.blocks import Block, blocks
from maillage.loaders.document import Document
from maillage.loaders.furniture import furniture
from maillage.loaders.repair import Repaired, repair


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
    aside = furniture(repaired.lines, document.page_starts)
    found = blocks(repaired.lines, document.page_starts, aside)
    starts, position = [], 0
    for block in found:
        starts.append(position)
        position += len(block.text) + 1
    body = "\n".join(block.text for block in found)
    folded = "\n".join(block.folded for block in found)
    return View(document, repaired, aside, found, body, folded, starts)
