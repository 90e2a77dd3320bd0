"""Extent of a scheme's name: how far it goes on after the word that opens it, and what makes it a name.

Enters: a block's text, where the opening word stands. Leaves: an ``Extent``, or None when a common noun stands there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from maillage.loaders.rules import matcher

_TOKEN = re.compile(
    r"(?:[ldLD]|[Qq]u)[’']|[\w€+]+\([\w-]+\)[\w-]*|[^\W_]+(?:[-.&+·][^\W_]+)*\+?|\n|[^\s\w]"
)  # "qu(art)iers", "IC.ON.IC" and "FSE+" are words
_APART = re.compile(r"\s{3,}|\n")
LONGEST = 14  # tokens of a name after its first word
SMALL, YEARS, TOPIC, LEVEL, ADJECTIVE, PLAIN, END = "small", "years", "topic", "level", "adjective", "plain", "end"
_JOINING = ("et", "&")
_ARTICLES = ("la", "le", "les", "l'")
_VERB = re.compile(r"(?:[^i]er|[dt]re|oir)$")
_CLASSES = (
    ("scheme.end", END), ("scheme.small", SMALL), ("scheme.years", YEARS), ("scheme.territorial", LEVEL),
    ("scheme.topic", TOPIC), ("scheme.adjective", ADJECTIVE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word after the one that opens a name."""

    text: str
    folded: str
    start: int
    end: int
    kind: str

    @property
    def capital(self) -> bool:
        """Whether it is printed as a proper name."""
        odd = self.kind == PLAIN and any(c.isdigit() or c == "(" for c in self.text)
        return len(self.text) > 1 and (self.text[0].isupper() or (odd and self.text[0].isalpha()))

    @property
    def content(self) -> bool:
        """Whether it says something: no preposition, no year."""
        return self.kind not in (SMALL, YEARS, END)


@lru_cache(maxsize=16384)
def _kind(folded: str) -> str:
    if not folded[0].isalnum():
        return SMALL if folded == "&" else END
    return next((kind for rules, kind in _CLASSES if matcher(rules).pattern.match(folded)), PLAIN)


def words_after(text: str, folded: str, start: int) -> list[Word]:
    """The words from ``start`` on, up to the first that no name holds; ``folded`` is ``text`` folded."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start):
        if len(found) >= LONGEST or _APART.search(text, found[-1].end if found else start, match.start()):
            break
        word = Word(match.group(), low := folded[match.start() : match.end()], *match.span(), _kind(low))
        if word.kind == END or (word.kind == SMALL and _starts_sentence(word)):
            break
        if word.kind == PLAIN and not word.capital and (not found or found[-1].kind != SMALL):
            break  # a verb, or a noun that nothing leads to
        found.append(word)
    return found


def _starts_sentence(word: Word) -> bool:
    """Whether an article with a capital follows a title without a stop, or the verb "a" a name."""
    return word.text == "a" or (word.text[0].isupper() and not word.text.isupper())


def extent(words: Sequence[Word], openers: re.Pattern[str]) -> int:
    """How many of the words belong to the name: small words lead to a noun, an adjective or a capital continues it."""
    kept = 0
    for i, word in enumerate(words):
        if word.kind == SMALL:
            if word.folded in _JOINING and _joins_another(words[i + 1 :], openers):
                break
            continue
        if word.kind == PLAIN and not word.capital and not _led_to(word, words[i - 1] if i else None, kept, openers):
            break
        kept = i + 1
        if word.kind == YEARS:
            break
    return _titled_part(words[:kept])


def _led_to(word: Word, before: Word | None, kept: int, openers: re.Pattern[str]) -> bool:
    """Whether a preposition leads to a common noun: "de la vie", not "d'agir" nor "des projets" of somebody."""
    if before is None or before.kind != SMALL or before.folded in ("en", "sur", *_JOINING):
        return False
    verb = _VERB.search(word.folded) is not None
    return not verb and not (kept and openers.fullmatch(word.folded))


def _joins_another(rest: Sequence[Word], openers: re.Pattern[str]) -> bool:
    """Whether what "et" joins is another thing: it has its own article, or opens a name itself."""
    if not rest or rest[0].folded in _ARTICLES:
        return True
    after_of = [word for word in rest[:2] if word.folded not in ("de", "d'", "des")]
    if after_of and after_of[0].folded in _ARTICLES:  # "et de l'aide …": another thing, "et d'aide …": the same
        after_of = after_of[1:] or list(rest[2:3])
        return not after_of or openers.match(after_of[0].folded) is not None
    first = rest[0]
    return openers.match(first.folded) is not None or (first.kind == PLAIN and not first.capital)


def _titled_part(words: Sequence[Word]) -> int:
    """A name in which two nouns have a capital ends with its last capital, its years or the adjective after it."""
    capitals = [i for i, word in enumerate(words) if word.content and word.capital]
    if len(capitals) < 2:
        return len(words)
    end = capitals[-1] + 1
    while end < len(words) and words[end].kind in (YEARS, ADJECTIVE):
        end += 1
    return end
