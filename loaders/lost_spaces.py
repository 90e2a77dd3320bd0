"""Lost spaces: words that a PDF runs together, parted again. Enters, leaves: a text of as many lines.

A document is its own dictionary: what it prints once or twice is parted where both parts are words that it prints
often. What begins or ends other words of French is in ``repairs/spaces.toml``; texts without a sign of the damage are
left alone, as no dictionary of one text is complete.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

EVIDENCE = 3  # commas without a space after them, words known to be glued
OFTEN = 3  # times that a document must print a word to tell it from a part of another
RARE = 2  # times that a word may be printed which is two
CONTENT = 5  # letters of a word with a meaning of its own; shorter ones begin and end others
SEVERAL = 14  # letters of three words or more that were run together
SHORT_CONTENT = 4  # the same before a word that ends no other
_COMMA = re.compile(r",(?=[a-zà-ÿ])(?<=[a-zà-ÿ],)")
_WORD = re.compile(r"[A-Za-zÀ-ÿœŒ]+")
_ACRONYM = re.compile(r"[A-ZÀ-Ý]{3,}(?=[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class _Table:
    glued: tuple[str, ...]
    before: frozenset[str]
    after: frozenset[str]
    between: frozenset[str]
    prefixes: frozenset[str]


@cache
def _table() -> _Table:
    table = tomllib.loads((files("maillage.loaders") / "repairs" / "spaces.toml").read_text("utf-8"))
    sets = (frozenset(table[name]) for name in ("before", "after", "between", "prefixes"))
    return _Table(tuple(table["glued"]), *sets)


def part_words(text: str, counts: Counter[str]) -> str:
    """The text with the spaces it lost; ``counts`` takes how many were put back."""
    evidence = len(_COMMA.findall(text)) + sum(glued in text for glued in _table().glued)
    if evidence < EVIDENCE:
        return text
    known = Counter(word.lower() for word in _WORD.findall(text))
    parted = lru_cache(maxsize=None)(_parter(known))

    def spaced(match: re.Match[str]) -> str:
        found = parted(match[0])
        counts["lost-space"] += found.count(" ")
        return found

    text, commas = _COMMA.subn(", ", text)
    counts["lost-space"] += commas
    return _WORD.sub(spaced, text)


def _parter(known: Counter[str]) -> Callable[[str], str]:
    """What parts one word: a function from it to its parts with spaces between."""

    def parted(word: str) -> str:
        if known[word.lower()] > RARE:
            return word
        acronym = _ACRONYM.match(word)
        if acronym and word[acronym.end() :] in _table().after:
            return f"{acronym[0]} {word[acronym.end() :]}"
        if len(word) <= CONTENT:
            return word
        parts = _parts(word.lower(), known)
        ends = [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]
        return " ".join(word[a:b] for a, b in pairwise(ends)) if parts else word

    return parted


def _parts(word: str, known: Counter[str]) -> list[str]:
    """The parts of a word that is several; none when it is one."""
    table = _table()
    for at in range(2, len(word)):
        one, other = word[:at], word[at:]
        if other in table.after and _content(one, known, CONTENT if other == "que" else SHORT_CONTENT):
            return [one, other]
        if one in table.before and other[0] not in "sq" and _content(other, known, CONTENT):
            return [one, other]
        both = _content(one, known, CONTENT) and _content(other, known, CONTENT)
        if both and one not in table.prefixes and other not in table.before:
            return [one, other]
    return _several(word, known) if len(word) >= SEVERAL else []


def _several(word: str, known: Counter[str]) -> list[str]:
    """Three parts or more, two of them with a meaning of their own: "politiquedelaville"."""
    table = _table()
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 20), end):
            before, piece = best[start], word[start:end]
            if before is None or not (piece in table.between or _content(piece, known, CONTENT)):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or []):
                best[end] = [*before, piece]
    found = best[-1] or []
    content = sum(part not in table.between for part in found)
    return found if len(found) > 2 and content > 1 else []


def _content(word: str, known: Counter[str], letters: int) -> bool:
    return len(word) >= letters and known[word] >= OFTEN
