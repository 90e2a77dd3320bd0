"""Gazetteer: known names found in one pass. Enters: labels and repaired lines. Leaves: mentions with their lines.

Case, accents, punctuation, hyphens and plurals do not matter, and a name may run over line ends. An acronym of five
letters or fewer must be printed in capitals: "PRE" names a programme, "pré" a meadow.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import ahocorasick

from maillage.loaders import firing
from maillage.loaders.fold import fold, singular_words

ACRONYM_LENGTH = 5  # letters; the thesauri are written with this limit in mind
NAMED_GROUP, NAMED_LENGTH = "partner", 4  # acronyms of that many letters that may be printed with one capital
_NOT_WORD = re.compile(r"[^a-z0-9œ\n ]+")
_WORD = re.compile(r"[^\W_]+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mention(Generic[T]):
    """A known name where the text prints it."""

    first: int  # 1-based line numbers
    last: int
    surface: str  # as printed, on one line
    value: T


@dataclass(frozen=True, slots=True)
class _Entry(Generic[T]):
    words: str
    value: T
    exact: str | None  # the acronym as it must be printed
    group: str
    label: str


def is_acronym(label: str) -> bool:
    """Whether a label is only told from an ordinary word by its capitals."""
    return label.isupper() and len(label) <= ACRONYM_LENGTH and label.isalnum()


class Gazetteer(Generic[T]):
    """An automaton over labels. Names of one ``group`` do not overlap: the longest wins; groups ignore each other."""

    def __init__(self, labels: Iterable[tuple[str, str, T]]) -> None:
        """``labels``: (label, group, value). The first of two equal labels of one group is kept."""
        self._automaton = ahocorasick.Automaton()
        self._record, left_out = firing.record(), firing.left_out().labels
        entries: dict[str, list[_Entry[T]]] = {}
        for label, group, value in labels:
            words = singular_words(fold(label))
            entry = _Entry(words, value, label if is_acronym(label) else None, group, label)
            if words and (group, label) not in left_out:
                entries.setdefault(words, []).append(entry)
        for words, same in entries.items():
            self._automaton.add_word(f" {words} ", same)
        self._empty = not entries
        if entries:
            self._automaton.make_automaton()

    def mentions(self, lines: Sequence[str]) -> list[Mention[T]]:
        """Every mention in the lines (numbered from 1), in the order of the text."""
        if self._empty:
            return []
        hay, starts, numbers = _hay(tuple(lines))
        found: list[tuple[int, int, _Entry[T]]] = []
        for end, entries in self._automaton.iter(hay):
            found.extend((end - len(entry.words), end, entry) for entry in entries)
        kept = [hit for hits in _by_group(found) for hit in _longest(hits)]
        mentions = []
        for start, end, entry in sorted(kept, key=lambda hit: hit[:2]):
            first = bisect_right(starts, start) - 1
            last = bisect_right(starts, end - 1) - 1
            surface = _surface(lines, numbers[first : last + 1], entry.words)
            if surface and (entry.exact is None or _is_printed(surface, entry)):
                mentions.append(Mention(numbers[first], numbers[last], surface, entry.value))
                if self._record is not None:
                    self._record.labels.add((entry.group, entry.label))
        return mentions


@lru_cache(maxsize=2)  # two gazetteers look through each document
def _hay(lines: tuple[str, ...]) -> tuple[str, list[int], list[int]]:
    """The lines' words as one string, the position where each filled line starts, and its number."""
    words = _NOT_WORD.sub(" ", fold("\n".join((*lines, ""))))  # each line ends, so that its last word loses its s
    words = words.replace("\n", " \n ").replace("s ", " ").replace("x ", " ")
    starts, numbers, parts, position = [], [], [" "], 1
    for number, line in enumerate(words.split("\n"), 1):
        text = " ".join(line.split())
        if text:
            starts.append(position)
            numbers.append(number)
            parts.append(text)
            parts.append(" ")
            position += len(text) + 1
    return "".join(parts), starts, numbers


def _is_printed(surface: str, entry: _Entry[T]) -> bool:
    """Whether an acronym is printed as one; those of bodies may be written as names: "Drac"."""
    exact = entry.exact
    assert exact is not None
    if surface in (exact, f"{exact}s"):
        return True
    return entry.group == NAMED_GROUP and len(exact) >= NAMED_LENGTH and surface == exact.capitalize()


def _by_group(found: list[tuple[int, int, _Entry[T]]]) -> list[list[tuple[int, int, _Entry[T]]]]:
    groups: dict[str, list[tuple[int, int, _Entry[T]]]] = {}
    for hit in found:
        groups.setdefault(hit[2].group, []).append(hit)
    return list(groups.values())


def _longest(hits: list[tuple[int, int, _Entry[T]]]) -> list[tuple[int, int, _Entry[T]]]:
    """Leftmost first, longest among equals; an acronym and a word of the same letters both stay."""
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    kept: list[tuple[int, int, _Entry[T]]] = []
    reached = -1
    for hit in hits:
        if hit[0] >= reached or (kept and kept[-1][:2] == hit[:2]):
            kept.append(hit)
            reached = max(reached, hit[1])
    return kept


def _surface(lines: Sequence[str], numbers: Sequence[int], words: str) -> str:
    """How the text prints the words that were found, or "" when it cannot be told."""
    text, tokens = _tokens(
        " ".join(filled for n in range(numbers[0], numbers[-1] + 1) if (filled := lines[n - 1].strip()))
    )
    wanted = words.split(" ")
    for i in range(len(tokens) - len(wanted) + 1):
        if all(tokens[i + k][2] == word for k, word in enumerate(wanted)):
            return text[tokens[i][0] : tokens[i + len(wanted) - 1][1]]
    return ""


@lru_cache(maxsize=64)  # a line with one mention often has more
def _tokens(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text, and (start, end, word) of each word as the automaton has it."""
    folded = fold(text)
    words = ((m.start(), m.end(), folded[m.start() : m.end()]) for m in _WORD.finditer(text))
    return text, [(a, b, w[:-1] if w[-1] in "sx" else w) for a, b, w in words if w not in "sx"]
