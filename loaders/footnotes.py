"""Footnotes: what a page prints under its text. Enters: lines, pages. Leaves: the numbers of their lines.

A note opens with its number and is called above on its page, by the same number after a word; what follows it down to
the end of the page is notes.
"""

import re
from collections.abc import Sequence

from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

_OPENS = re.compile(r"\s*(?P<number>\d{1,2})\s+(?=[A-ZÀ-Ý«])")
LONGEST = 16  # lines of the notes of a page
MOST_MISSED = 4  # notes that a damaged page may have lost before one: their numbers go up through the document
BULLET = re.compile(r"\s*[•▪➢→*>–-] ")


def footnotes(lines: Sequence[str], page_starts: Sequence[int], aside: frozenset[int]) -> frozenset[int]:
    """The numbers of the lines of a document's footnotes.

    Args:
        lines: the repaired lines.
        page_starts: the number of each page's first line.
        aside: numbers of lines that are running titles and page numbers.
    """
    found: set[int] = set()
    last_number = 0
    ends = [*(start - 1 for start in page_starts[1:]), len(lines)]
    for first, last in zip(page_starts, ends, strict=True):
        text = [n for n in range(first, last + 1) if lines[n - 1].strip() and n not in aside]
        for at, number in enumerate(text):
            note = _OPENS.match(lines[number - 1]) if len(text) - at <= LONGEST else None
            if note is None or not last_number < int(note["number"]) <= last_number + MOST_MISSED:
                continue
            if _called(lines, text[:at], note["number"]) and not _listed(lines, text[at + 1 :]):
                found.update(text[at:])
                last_number = max(int(m["number"]) for n in text[at:] if (m := _OPENS.match(lines[n - 1])))
                break
    return frozenset(found)


def _called(lines: Sequence[str], above: Sequence[int], number: str) -> bool:
    """Whether a word above carries the number of a note: "la taxe foncière 1", "un appel à projets2,"."""
    call = re.compile(rf"(?<=[a-zà-ÿ)»]) ?{number}(?=\s*$|[ ]?[,.;:)])", re.IGNORECASE)
    found = ((lines[n - 1], m.start()) for n in above for m in call.finditer(lines[n - 1]))
    return any(not matcher("footnote.no-call").search(fold(line[:at])) for line, at in found)


def _listed(lines: Sequence[str], below: Sequence[int]) -> bool:
    """Whether bullets stand below: a numbered item of the text, not a note."""
    return any(BULLET.match(lines[n - 1]) for n in below)
