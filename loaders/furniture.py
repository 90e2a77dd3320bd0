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

PAGE_NUMBER = re.compile(r"\W*(?:p\.? ?|page )?\d{1,3}(?: ?(?:/|sur) ?\d{1,3})?\W*$", re.IGNORECASE)
_CREDIT = re.compile(r"(?:©|crédits? ?photos?|photos? ?:)", re.IGNORECASE)
_BESIDE = re.compile(r"^\d{1,3} ?[|–-]? +|[ |.–-]+\d{1,3}$")  # "5. Titre" is numbered
_OWN_NUMBER = re.compile(  # the last number of a title that is no page's: "Qui fait quoi – Défi n° 1"
    r"\b(?:n ?°|numero|defi|axe|pilier|ambition|orientation|objectif|enjeu|priorite|thematique|article|chapitre|titre"
    r"|partie|section|volet|fiche|action|annexe|tableau) ?\d{1,3}$|°\s?\d{1,3}$"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})*[.)]? (?:[-–] )?")
_PARTED = re.compile(r" (?:[-–:|]) ")
SHORTEST = 10  # characters of a running title that may have a page number beside it
HEADED = 0.4  # share of the pages that begin with a running title, from which the others have one of their own
BELOW = 2  # lines under a chapter's running title, one of which may be the chapter's own title


def furniture(lines: Sequence[str], page_starts: Sequence[int]) -> frozenset[int]:
    """The 1-based numbers of the lines that are page furniture."""
    edges = _edges(lines, page_starts)
    found = {n for numbers in edges for n in numbers if PAGE_NUMBER.match(lines[n - 1].strip())}
    found |= _running_titles(lines, page_starts, edges, found)
    found |= _chapter_titles(lines, page_starts, found)
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


def _chapter_titles(lines: Sequence[str], page_starts: Sequence[int], known: set[int]) -> set[int]:
    """Running titles that say the chapter: where many pages begin with the document's, those first on other pages.

    One returns on a second page, or is printed over the chapter's own title.
    """
    pages = [filled for filled in _filled(lines, page_starts) if filled]
    headed = [n for n, *_ in pages if n in known and not PAGE_NUMBER.match(lines[n - 1].strip())]
    if len(headed) < max(REPEATED, HEADED * len(pages)):
        return set()
    others = [filled for filled in pages if filled[0] not in known and _may_run(lines[filled[0] - 1].strip())]
    often = Counter(_comparable(lines[filled[0] - 1]) for filled in others)
    return {
        first
        for first, *rest in others
        if often[_comparable(lines[first - 1])] > 1 or any(_names(lines[first - 1], lines[n - 1]) for n in rest[:BELOW])
    }


def _may_run(line: str) -> bool:
    return len(line) <= LONGEST and line[:1].isupper() and line[-1:].isalnum()


def _names(running: str, title: str) -> bool:
    """Whether a running title says the title below it: all of it, or its word and number ("Défi 2 – Emploi")."""
    text, of_title = (_NUMBERED.sub("", fold(line).strip()) for line in (running, title))
    return of_title in (text, _PARTED.split(text)[0]) or text == _PARTED.split(of_title)[0]


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
    bare = text if _OWN_NUMBER.search(text) else _BESIDE.sub("", text)
    return bare if len(bare) >= SHORTEST and " " in bare else text
