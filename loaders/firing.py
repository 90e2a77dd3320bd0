"""Firing: which rules and labels a reading uses, and reading without some of them.

Off by default and free then: rules and gazetteers ask here when they are made, not when they are used. Both are made
again when the words change, so every cache of the loaders is emptied at that moment.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast


@dataclass(frozen=True, slots=True)
class Words:
    """Ids of rules, and labels as (thesaurus, label)."""

    rules: frozenset[str] = frozenset()
    labels: frozenset[tuple[str, str]] = frozenset()


@dataclass(slots=True)
class Record:
    """What fired since it was begun."""

    rules: set[str] = field(default_factory=set)
    labels: set[tuple[str, str]] = field(default_factory=set)

    def words(self) -> Words:
        """What fired, as a value."""
        return Words(frozenset(self.rules), frozenset(self.labels))


@dataclass(slots=True)
class _Now:
    left_out: Words = field(default_factory=Words)
    record: Record | None = None


_now = _Now()


def left_out() -> Words:
    """The rules and labels that readings do without now."""
    return _now.left_out


def record() -> Record | None:
    """Where what fires is noted now; None, mostly."""
    return _now.record


@contextmanager
def recording() -> Iterator[Record]:
    """Note what fires within; nothing decided earlier is reused, so that what fires again is seen again."""
    with _changed(_Now(_now.left_out, Record())) as now:
        assert now.record is not None
        yield now.record


@contextmanager
def without(words: Words) -> Iterator[None]:
    """Read without some rules and labels within."""
    with _changed(_Now(words, _now.record)):
        yield


@contextmanager
def _changed(now: _Now) -> Iterator[_Now]:
    global _now
    before, _now = _now, now
    forget()
    try:
        yield now
    finally:
        _now = before
        forget()


def forget() -> None:
    """Empty every cache of the loaders: what they hold was decided with other words."""
    for name, module in list(sys.modules.items()):
        if name.startswith("maillage.loaders."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if clear is not None and value.__module__ == name:
                    clear()


class _Watched:
    """A pattern of several rules that notes which of them match; what it does not watch, the pattern does."""

    def __init__(self, pattern: re.Pattern[str], ids: tuple[str, ...], kept: Record) -> None:
        self._pattern, self._ids, self._kept = pattern, ids, kept

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._noted(self._pattern.search(text, *bounds))

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._noted(self._pattern.match(text, *bounds))

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._noted(self._pattern.fullmatch(text, *bounds))

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(text, *bounds):
            self._noted(match)
            yield match

    def _noted(self, match: re.Match[str] | None) -> re.Match[str] | None:
        if match is not None:
            self._kept.rules.add(next(id_ for i, id_ in enumerate(self._ids) if match.group(f"r{i}") is not None))
        return match

    def __getattr__(self, name: str) -> object:
        return getattr(self._pattern, name)


def watched(pattern: re.Pattern[str], ids: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern, noting which rule's group ``r0``, ``r1``… matches while firing is recorded; itself otherwise."""
    kept = record()
    return pattern if kept is None else cast(re.Pattern[str], _Watched(pattern, ids, kept))
