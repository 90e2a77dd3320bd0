"""Furniture: lines of the page, not of the text. Enters: repaired lines and page starts. Leaves: their numbers.

Running titles, page numbers and photo credits stand inside sentences when a page ends in one. They are set aside
here, and kept: a running title still says in which chapter its page stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import takewhile

from maillage.loaders.fold import fold

EDGE = 3  # lines from the top or the bottom of a page where running titles and page numbers stand
REPEATED = 3  # pages that must share a line at their edge before it is taken for a running title
OUTERMOST = 0.34  # share of its pages on which only furniture stands between a running title and the edge
LONGEST = 90  # characters; a longer line that returns is a sentence printed twice

_PAGE_NUMBER = re.compile(r"\W*(?:p\.? ?|page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?\W*$", re.IGNORECASE)
_CREDIT = re.compile(r"(?:©|crédits? ?photos?|photos? ?:)", re.IGNORECASE)
_BESIDE = re.compile(r"^\d{1,3} ?[|.–-]? +|[ |.–-]+\d{1,3}$")
SHORTEST = 10  # characters of a running title that may have a page number beside it


def furniture(lines: Sequence[str], page_starts: Sequence[int]) -> frozenset[int]:
    """The 1-based numbers of the lines that are page furniture."""
    edges = _edges(lines, page_starts)
    found = {n for numbers in edges for n in numbers if _PAGE_NUMBER.match(lines[n - 1].strip())}
    found |= _running_titles(lines, page_starts, edges, found)
    return frozenset(found | {n for n, line in enumerate(lines, 1) if line and _CREDIT.match(line.strip())})


def _running_titles(
    lines: Sequence[str], page_starts: Sequence[int], edges: list[list[int]], numbers: set[int]
) -> set[int]:
    """Lines that return at the edge of pages; a heading that returns below other headings is none."""
    texts = {n: _comparable(lines[n - 1]) for at_edge in edges for n in at_edge}
    pages_of: dict[str, set[int]] = defaultdict(set)
    for page, at_edge in enumerate(edges):
        for n in at_edge:
            pages_of[texts[n]].add(page)
    running = {n for n, text in texts.items() if _runs(pages_of[text]) and any(c.isalpha() for c in text)}
    aside, outermost = running | numbers, Counter[str]()
    for filled in _filled(lines, page_starts) if running else ():
        outer = {*takewhile(aside.__contains__, filled), *takewhile(aside.__contains__, reversed(filled))}
        outermost.update({texts[n] for n in outer})
    return {n for n in running if outermost[texts[n]] >= OUTERMOST * len(pages_of[texts[n]])}


def _runs(pages: set[int]) -> bool:
    """A running title is on pages next to each other; a heading that returns in each chapter is not."""
    near = sum(any(page + step in pages for step in (-2, -1, 1, 2)) for page in pages)
    return len(pages) >= REPEATED and near * 2 > len(pages)


def _filled(lines: Sequence[str], page_starts: Sequence[int]) -> list[list[int]]:
    """For each page the numbers of its lines that hold text."""
    ends = (*page_starts[1:], len(lines) + 1)
    return [
        [n for n in range(first, end) if lines[n - 1].strip()] for first, end in zip(page_starts, ends, strict=True)
    ]


def _edges(lines: Sequence[str], page_starts: Sequence[int]) -> list[list[int]]:
    """For each page the numbers of its first and last short lines."""
    if len(page_starts) == 1:
        return []
    short = ([n for n in filled if len(lines[n - 1]) <= LONGEST] for filled in _filled(lines, page_starts))
    return [sorted({*numbers[:EDGE], *numbers[-EDGE:]}) for numbers in short]


def _comparable(line: str) -> str:
    """A running title without the page number beside it; "Défi 3" keeps its number, which tells it from "Défi 4"."""
    text = fold(line).strip()
    bare = _BESIDE.sub("", text)
    return bare if len(bare) >= SHORTEST and " " in bare else text
