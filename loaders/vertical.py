"""Vertical headings: words printed letter under letter, read again. Enters, leaves: lines.

"F / in / an / ce / s": one letter or two on a line, a ligature more. The document is its own dictionary: only words
that it prints elsewhere are put together, on the first of the lines; the others are blank.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

LONGEST = 3  # letters of a line of such a heading
FEWEST = 3  # lines
SHORTEST = 3  # letters of the heading
SINGLE = 0.2  # share of the lines with one letter only
BLANKS = 1  # blank lines between two letters
SHORTEST_HALF = 4  # letters of each word of two whose space was lost
IsWord = Callable[[str], bool]
_PIECE = re.compile(r"[^\W\d_]{1,3}|\?")
_TAIL = re.compile(r"(?<=[\s…]) ?([A-ZÀ-Ý])\s*$")


def put_together(lines: list[str], counts: Counter[str]) -> None:
    """Put the vertical headings among the lines together, in place; ``counts`` takes how many there are."""
    runs = [run for run in _runs(lines) if _is_vertical([lines[n].strip() for n in run])]
    if not runs:
        return
    printed = "\n".join(lines).lower()

    @cache
    def is_word(word: str) -> bool:
        at = printed.find(word) if word else -1
        while at >= 0:
            if not (printed[at - 1 : at].isalpha() or printed[at + len(word) : at + len(word) + 1].isalpha()):
                return True
            at = printed.find(word, at + 1)
        return False

    for run in runs:
        joined = "".join(lines[n].rstrip("\r") for n in run)
        heading = _read(joined, is_word)
        tail = None
        if not heading and run[0]:  # the capital that opens it may end the line above
            above = next((n for n in range(run[0] - 1, max(-1, run[0] - 3), -1) if lines[n].strip()), run[0] - 1)
            tail = _TAIL.search(lines[above])
            heading = _read(tail[1] + joined, is_word) if tail else ""
            if heading and tail:
                lines[above] = lines[above][: tail.start()].rstrip()
        if heading:
            lines[run[0]] = heading
            for n in run[1:]:
                lines[n] = ""
            counts["vertical"] += 1


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Indexes of lines that hold a letter or three each, one under the other."""
    short = [n for n, line in enumerate(lines) if len(line) <= LONGEST + 2 and _PIECE.fullmatch(line.strip())]
    run: list[int] = []
    for n in short:
        if run and any(line.strip() for line in lines[run[-1] + 1 : n]) | (n - run[-1] > BLANKS + 1):
            yield run
            run = []
        run.append(n)
    if run:
        yield run


def _is_vertical(pieces: Sequence[str]) -> bool:
    """Whether pieces of lines are letters of a heading, and not acronyms or the letters of a list."""
    letters = "".join(pieces)
    single = sum(len(piece) == 1 for piece in pieces)
    acronyms = any(len(piece) > 1 and piece.isupper() for piece in pieces)
    return len(pieces) >= FEWEST and len(letters) >= SHORTEST and single >= SINGLE * len(pieces) and not acronyms


def _read(joined: str, is_word: IsWord) -> str:
    """The heading that letters make, each of its words one that the document prints; "" when they make none."""
    spaced = re.sub(r"\s+", " ", joined).strip()
    for text in (spaced, spaced.replace(" ", "")):
        read = [_word(word, is_word) for word in text.split(" ")]
        if all(read) and any(len(word) >= SHORTEST for word in text.split(" ")):
            return " ".join(read)
    return ""


def _word(word: str, is_word: IsWord) -> str:
    """A word that the document prints, or two of them whose space was lost; "" when it is neither."""
    if word == "?" or is_word(word.lower().rstrip("?")):
        return word
    halves = range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1)
    at = next((n for n in halves if is_word(word[:n].lower()) and is_word(word[n:].lower())), 0)
    return f"{word[:at]} {word[at:]}" if at else ""
