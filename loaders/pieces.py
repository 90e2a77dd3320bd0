"""Pieces: words with positions → pieces of lines. Words of one baseline with no gap between them stay together.

Lengths are in points, y runs upwards; all tolerances are in ems (the size of the text around), so that they hold for a
leaflet and for a poster.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

SAME_BASELINE = 0.4  # words whose baselines differ by less stand on one line: exponents do
WORD_GAP = 0.8  # words further apart are two pieces; justified lines stretch a space to 0.6
STRETCHED = 4.0  # ems between the words of a justified line, at most
SAME_WHITE = 0.05  # of their width: two whites that differ by less are the same
FEWEST_STRETCHED = 3  # whites of a stretched line; two alike may stand between three cells
ASCENT, DESCENT = 0.72, 0.22  # of a line's letters, above and below the baseline

_MARK = re.compile(r"\W{1,2}|\d{1,2}[.)°]?|[A-Za-z][.)]|o")
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its text, where it stands on its baseline, its size and weight."""

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool


@dataclass(frozen=True)
class Piece:
    """Words of one line with no gap between them."""

    words: tuple[Word, ...]

    @cached_property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @cached_property
    def right(self) -> float:
        """Where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size of its largest word."""
        return max(word.size for word in self.words)

    @cached_property
    def y(self) -> float:
        """The baseline of its largest word: an exponent does not lift it."""
        return next(word.y for word in self.words if word.size == self.size)

    @cached_property
    def top(self) -> float:
        """Above its letters."""
        return self.y + ASCENT * self.size

    @cached_property
    def bottom(self) -> float:
        """Below its letters."""
        return self.y - DESCENT * self.size

    @cached_property
    def bold(self) -> bool:
        """Whether more than half of its letters are bold."""
        return 2 * sum(len(w.text) for w in self.words if w.bold) > sum(len(w.text) for w in self.words)

    @cached_property
    def is_mark(self) -> bool:
        """Whether it is a bullet or a number that belongs to the text beside it."""
        return len(self.words) == 1 and _MARK.fullmatch(self.words[0].text) is not None


def pieces_of(words: Iterable[Word]) -> list[Piece]:
    """Words on one baseline and close to each other, joined; a word printed twice in place counts once."""
    once = {(word.text, round(word.left), round(word.y)): word for word in words}
    return [piece for row in rows(list(once.values())) for piece in _pieces_in(row)]


def _pieces_in(row: Sequence[Word]) -> Iterator[Piece]:
    """A row cut where the white is wider than a space, unless the same white returns: a line stretched to fill."""
    gaps = [(b.left - a.right) / max(a.size, b.size) for a, b in pairwise(row)]
    widths = sorted(gaps)
    start = 0
    for at, gap in enumerate(gaps, 1):
        alike = bisect(widths, gap * (1 + SAME_WHITE)) - bisect(widths, gap * (1 - SAME_WHITE))
        if gap > WORD_GAP and not (gap < STRETCHED and alike >= FEWEST_STRETCHED):
            yield Piece(tuple(row[start:at]))
            start = at
    yield Piece(tuple(row[start:]))


def rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by baseline, from the top of the page to its bottom, each row from left to right."""
    ordered = sorted(words, key=lambda w: (-w.y, w.left))
    found: list[list[Word]] = []
    for word in ordered:
        row = found[-1] if found else None
        if row and row[0].y - word.y <= SAME_BASELINE * max(row[0].size, word.size):
            row.append(word)
        else:
            found.append([word])
    return [sorted(row, key=lambda w: w.left) for row in found]


def split(items: Sequence[_Item], apart: Callable[[_Item, _Item], bool]) -> list[list[_Item]]:
    """A sequence cut wherever two neighbours are apart."""
    groups: list[list[_Item]] = []
    for item in items:
        if groups and not apart(groups[-1][-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups
