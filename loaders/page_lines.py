"""Page lines: the words of a page → its lines in reading order, blank ones between blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.columns import BLOCK_GAP, reading_blocks
from maillage.loaders.pieces import Piece, Word, pieces_of, rows

TOUCHING = 0.08  # ems between two halves of a word; the narrowest spaces have 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a blank one between two blocks."""

    text: str = ""
    size: float = 0.0
    bold: bool = False


def arrange(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in reading order."""
    out: list[Line] = []
    for block in reading_blocks(pieces_of(words)):
        out += [Line(), *_lines(block)] if out else _lines(block)
    return out


def _lines(block: Sequence[Piece]) -> list[Line]:
    """The lines of a block from its top; a gap between two is a blank line."""
    out: list[Line] = []
    above: Piece | None = None
    for row in rows([word for piece in block for word in piece.words]):
        line = Piece(tuple(row))
        if above is not None and above.bottom - line.top > BLOCK_GAP * max(line.size, above.size):
            out.append(Line())
        out.append(Line(_text(row), round(line.size, 1), line.bold))
        above = line
    return out


def _text(row: Sequence[Word]) -> str:
    """The words of a row, a space between them unless they touch: a change of font cuts words in two."""
    text = row[0].text
    for before, word in pairwise(row):
        touching = abs(word.left - before.right) < TOUCHING * word.size
        text += word.text if touching else f" {word.text}"
    return text
