"""Layout: the words of a page → its lines in reading order, blank ones between blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.columns import BLOCK_GAP, reading_blocks
from maillage.loaders.pieces import Piece, Word, pieces_of, rows

OVERLAP = -0.5  # ems; lines of a paragraph may be set so tight, lines of two columns stand higher
SPACED, LETTERS = 5, 0.8  # words of a line set letter by letter, at least, and the share of them that are one letter
WORD_WHITE = 1.6  # times the white between its letters: what parts its words is twice as wide or more
GOES_ON = ",-’'("  # what ends no title
TOUCHING = 0.08  # ems between two halves of a word; the narrowest spaces have 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a blank one between two blocks."""

    text: str = ""
    size: float = 0.0
    bold: bool = False
    aside: bool = False  # of the page's head or foot


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in reading order, a blank one wherever white space or another column parts two."""
    out: list[Line] = []
    above: Piece | None = None
    for block in reading_blocks(pieces_of(words)):
        for row in rows([word for piece in block for word in piece.words]):
            line = Piece(tuple(row))
            if above is not None and not (_follows(above, line) and _of_one_weight(above, line)):
                out.append(Line())
            out.append(Line(_text(row), round(line.size, 1), line.bold))
            above = line
    return out


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
