"""A contract's own word for its items: "Chantier 2 – …", "Engagement n° 3 : …". Enters: headings. Leaves: the word.

Such words are common, and number actions, works and promises as well. One is the frame's when the contract has no other
series, counts with it from the first on, and says so: "nos quatre engagements", or the same titles printed again.
"""

import re
from collections.abc import Sequence

from maillage.loaders.find.frame_items import TOP_KINDS, Item
from maillage.loaders.find.frame_runs import Sight
from maillage.loaders.find.frame_words import OWN_WORDS, SPELLED
from maillage.loaders.fold import key
from maillage.loaders.view import View

FEWEST, MOST = 2, 12  # items of a frame
_NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")


def own_word(view: View, items: Sequence[Item], sights: Sequence[Sight]) -> str:
    """The contract's own word for its items, or nothing where a usual one names them."""
    if sum(i.kind in TOP_KINDS and "transversal" not in i.kind for i in items) >= FEWEST or _usual(sights):
        return ""
    counts = {word: _count(view, word, [s for s in sights if s.word == word]) for word in OWN_WORDS}
    best = max(counts, key=lambda word: counts[word])
    return best if counts[best] else ""


def _usual(sights: Sequence[Sight]) -> bool:
    """Whether a usual word numbers a series of items."""
    numbered = {(s.kind, s.number) for s in sights if s.word not in OWN_WORDS and s.number and s.kind in TOP_KINDS}
    return any((kind, "1") in numbered and (kind, "2") in numbered for kind, _ in numbered) or any(
        (kind, "A") in numbered and (kind, "B") in numbered for kind, _ in numbered
    )


def _count(view: View, word: str, sights: Sequence[Sight]) -> int:
    """How many items a word counts from the first on; none when nothing confirms them."""
    labels: dict[str, list[str]] = {}
    for sight in sights:
        if sight.label and sight.number and not sight.sentence:
            labels.setdefault(sight.number, []).append(key(sight.label))
    count = 0
    while str(count + 1) in labels or chr(ord("A") + count) in labels:
        count += 1
    if not FEWEST <= count <= MOST or count < len(labels):
        return 0
    again = sum(len(printed) > len(set(printed)) for printed in labels.values())
    if word in SPELLED:
        return count if SPELLED[word].search(view.folded) else 0
    return count if again * 2 > count or _announced(view, word, count) else 0


def _announced(view: View, word: str, count: int) -> bool:
    """Whether the contract says that it has as many: "trois chantiers", "nos 4 engagements pour les quartiers"."""
    number = f"(?:{count}|{_NUMBERS[count - 2]})"
    return re.search(rf"\b{number} (?:grande?s )?{word}s?\b", view.folded) is not None
