"""Furniture: lines of the page, not of the text. Enters: repaired lines and page starts. Leaves: their numbers.

Running titles, page numbers and photo credits stand inside sentences when a page ends in one. They are set aside
here, and kept: a running title still says in which chapter its page stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from maillage.loaders.fold import fold

EDGE = 3  # lines from the top or the bottom of a page where running titles and page numbers stand
REPEATED = 3  # pages that must share a line at their edge before it is taken for a running title
LONGEST = 90  # characters; a longer line that returns is a sentence printed twice

_PAGE_NUMBER = re.compile(r"\W*(?:p\.? ?|page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?\W*$", re.IGNORECASE)
_CREDIT = re.compile(r"(?:©|crédits? ?photos?|photos? ?:)", re.IGNORECASE)
_BESIDE = re.compile(r"^\d{1,3} ?[|.–-]? +|[ |.–-]+\d{1,3}$")
SHORTEST = 10  # characters of a running title that may have a page number beside it


def furniture(lines: Sequence[str], page_starts: Sequence[int]) -> frozenset[int]:
    """The 1-based numbers of the lines that are page furniture."""
    edges = _edges(lines, page_starts)
    pages_of: dict[str, set[int]] = defaultdict(set)
    for page, numbers in enumerate(edges):
        for number in numbers:
            pages_of[_comparable(lines[number - 1])].add(page)
    running = {text for text, pages in pages_of.items() if _runs(pages) and any(c.isalpha() for c in text)}
    found = {n for numbers in edges for n in numbers if _comparable(lines[n - 1]) in running}
    found |= {n for numbers in edges for n in numbers if _PAGE_NUMBER.match(lines[n - 1].strip())}
    found |= {n for n, line in enumerate(lines, 1) if line and _CREDIT.match(line.strip())}
    return frozenset(found)


def _runs(pages: set[int]) -> bool:
    """A running title is on pages next to each other; a heading that returns in each chapter is not."""
    near = sum(any(page + step in pages for step in (-2, -1, 1, 2)) for page in pages)
    return len(pages) >= REPEATED and near * 2 > len(pages)


def _edges(lines: Sequence[str], page_starts: Sequence[int]) -> list[list[int]]:
    """For each page the numbers of its first and last lines that hold text."""
    edges = []
    for first, end in zip(page_starts, (*page_starts[1:], len(lines) + 1), strict=True):
        filled = [n for n in range(first, end) if lines[n - 1].strip() and len(lines[n - 1]) <= LONGEST]
        edges.append(sorted({*filled[:EDGE], *filled[-EDGE:]}))
    return edges if len(page_starts) > 1 else []


def _comparable(line: str) -> str:
    """A running title without the page number beside it; "Défi 3" keeps its number, which tells it from "Défi 4"."""
    text = fold(line).strip()
    bare = _BESIDE.sub("", text)
    return bare if len(bare) >= SHORTEST and " " in bare else text


def repeated_lines(lines: Sequence[str]) -> Counter[str]:
    """How often each short line occurs in the document, folded: headings that return count more than once."""
    return Counter(fold(line).strip() for line in lines if 0 < len(line) <= LONGEST)
