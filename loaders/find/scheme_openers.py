"""Openers: the words that open names of schemes, by what must follow to make a name. Leaves: patterns and kinds."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from maillage.loaders.rules import matcher

OPENERS = (
    "scheme.event", "scheme.instrument", "scheme.call", "scheme.help", "scheme.loose", "scheme.place", "scheme.herald",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """What is printed as the name of a scheme."""

    position: int  # in the body
    text: str
    acronym: str | None = None
    shorter: tuple[str, ...] = ()  # other ways the same place prints it: without its opening word, with its years

    @property
    def end(self) -> int:
        """Where it ends in the body."""
        return self.position + len(self.text)


@cache
def openers() -> re.Pattern[str]:
    """Any word that opens a name."""
    return re.compile("|".join(map(_plain, (*OPENERS, "scheme.spelled"))))


@cache
def opening() -> re.Pattern[str]:
    """Any word that opens a name without its acronym."""
    return re.compile("|".join(map(_plain, OPENERS)))


@cache
def _classes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(_plain(kind))) for kind in OPENERS)


@lru_cache(maxsize=256)
def kinds_of(opener: str) -> frozenset[str]:
    """The kinds of an opening word, folded."""
    return frozenset(kind for kind, pattern in _classes() if pattern.fullmatch(opener))


def _plain(kind: str) -> str:
    return "|".join(rule.source for rule in matcher(kind).rules)
