"""Headings of a PDF. Enters: lines with their sizes and weights. Leaves: the level of each, 0 for running text.

Only the size of letters tells a heading here, a bold face no more than half of it: bold at the size of the text is as
often a name, a head of column or a word that somebody stressed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from maillage.loaders.layout import Line

LARGER = 1.15  # of the text's own size, from which letters are a heading's; exponents and captions are smaller
LARGER_AND_BOLD = 1.05  # the same when they are bold
OF_TEXT = 0.35  # share of the letters that have the text's own size; where OCR has measured each word, none has
LONGEST = 30  # words of a heading; a longer run of large letters is a quote or an introduction


def levels(lines: Sequence[Line]) -> tuple[int, ...]:
    """The level of the heading that each line is part of, 1 for the largest letters of the document."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = max(letters, key=lambda size: (letters[size], size), default=0.0)
    found = [0] * len(lines)
    if letters[body] < OF_TEXT * letters.total():
        return tuple(found)
    ranks = {size: rank for rank, size in enumerate(sorted({s for s in letters if _large(s, body, True)})[::-1], 1)}
    for first, end in _runs(lines, body):
        if sum(len(line.text.split()) for line in lines[first:end]) <= LONGEST:
            found[first:end] = [ranks[lines[first].size]] * (end - first)
    return tuple(found)


def _large(size: float, body: float, bold: bool) -> bool:
    return size >= body * (LARGER_AND_BOLD if bold else LARGER)


def _runs(lines: Sequence[Line], body: float) -> Iterator[tuple[int, int]]:
    """First index and end of each run of lines of one size that is a heading's."""
    first = 0
    while first < len(lines):
        line, end = lines[first], first + 1
        if line.text and not line.aside and _large(line.size, body, line.bold):
            while end < len(lines) and (lines[end].size, lines[end].bold) == (line.size, line.bold) and lines[end].text:
                end += 1
            yield first, end
        first = end
