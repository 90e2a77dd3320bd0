"""A quote found again in the lines of its page, so that a page can mark the very words of a commitment.

A quote is the repaired statement on one line, while its lines keep the breaks, the hyphens and the neighbours of the
document. Only letters and digits are compared; when they do not follow each other (columns read across), the whole
lines are marked instead.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a line's text, marked when it belongs to the quote."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line of a page."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        """Whether any of it belongs to the quote."""
        return any(piece.marked for piece in self.pieces)


def plain_lines(text: str, first_line: int) -> list[Line]:
    """The lines of a page with their numbers, nothing marked."""
    return [Line(number, (Piece(line, False),)) for number, line in enumerate(text.split("\n"), first_line)]


def marked_lines(text: str, first_line: int, span: tuple[int, int], quote: str) -> tuple[list[Line], bool]:
    """The lines of a page, those of ``span`` marked, and whether the marks are exact.

    Exact marks are on the quote's very words; otherwise the whole lines are marked.
    """
    texts = text.split("\n")
    inside = range(max(span[0] - first_line, 0), min(span[1] - first_line + 1, len(texts)))
    words = _find([texts[index] for index in inside], quote)
    lines = []
    for index, line in enumerate(texts):
        if index not in inside:
            pieces: tuple[Piece, ...] = (Piece(line, False),)
        elif words is None:
            pieces = (Piece(line, True),)
        else:
            pieces = _cut(line, words[index - inside.start])
        lines.append(Line(first_line + index, pieces))
    return lines, words is not None


def around(lines: Sequence[Line], span: tuple[int, int], margin: int) -> list[Line]:
    """The lines of a span with ``margin`` lines before and after."""
    return [line for line in lines if span[0] - margin <= line.number <= span[1] + margin]


def _find(texts: Sequence[str], quote: str) -> list[tuple[int, int]] | None:
    """For each text, the (start, end) of the quote's share of it; None when the quote does not run through them."""
    letters = [
        (row, column, letter)
        for row, text in enumerate(texts)
        for column, char in enumerate(text)
        if char.isalnum()
        for letter in char.casefold()
    ]
    wanted = "".join(char.casefold() for char in quote if char.isalnum())
    start = "".join(letter for *_, letter in letters).find(wanted) if wanted else -1
    if start < 0:
        return None
    first, last = letters[start], letters[start + len(wanted) - 1]
    return [_share(row, text, first[:2], last[:2]) for row, text in enumerate(texts)]


def _share(row: int, text: str, first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
    if not first[0] <= row <= last[0]:
        return (0, 0)
    start = first[1] if row == first[0] else 0
    if row != last[0]:
        return (start, len(text))
    end = last[1] + 1
    while end < len(text) and not text[end].isspace() and not text[end].isalnum():
        end += 1  # the point or the bracket that closes the statement
    return (start, end)


def _cut(line: str, share: tuple[int, int]) -> tuple[Piece, ...]:
    start, end = share
    cuts = (Piece(line[:start], False), Piece(line[start:end], True), Piece(line[end:], False))
    return tuple(piece for piece in cuts if piece.text) or (Piece(line, False),)
