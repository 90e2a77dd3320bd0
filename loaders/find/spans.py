"""Spans: every way to cut a text into statements. Enters: units and what is around them. Leaves: spans with features.

A statement is a block, some of its sentences, or a block with what completes it: its sub-bullets, its row's year, its
indicators, the list it leads in, the paragraph it heads. All of them are candidates; `find/choice.py` keeps the best
that do not overlap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from maillage.loaders.blocks import Block
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.surroundings import is_year
from maillage.loaders.find.units import ACTS, Unit
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MOST_SENTENCES = 4  # of a paragraph, in one statement that is not all of it
JOINED = 3  # blocks that follow and complete a statement…
LED = 12  # …and those of a list that a lead-in opens, or of sub-bullets
SHORTEST = 8  # characters; a shorter block says nothing
WORDS = (3, 6, 10, 16, 25, 40, 60, 90, 130)  # steps of length
LINES = (1, 2, 3, 4, 6, 9, 14)
COMPLETES = ("year", "indicators", "sub")  # what completes a statement whatever its length…
LEAD_WORDS = 13  # …others complete titles and lead-ins of at most so many words
HEAD_WORDS = (3, 6, 13, 25)
LEFT = ("subject", "verb-pledge", "verb-future", "verb-offer")  # what the sentence left out before a span says
PERSON_WORDS = 9  # of a cell that holds a person's name
_PERSON = re.compile(
    r"^(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)* [A-ZÀ-Ý’'-]{2,}\b|\(?[A-Z]{3,8}\)?$|(?:M\.|Mme|Monsieur|Madame) )"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate: units from ``first`` up to, not including, ``end``, counted over the document."""

    first: int
    end: int
    block: int  # where it begins
    last_line: int
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Text:
    view: View
    contexts: Sequence[Context]
    units: Sequence[Sequence[Unit]]
    around: Sequence[frozenset[str]]
    starts: Sequence[int]  # for each block how many units stand before it


def spans(
    view: View, contexts: Sequence[Context], units: Sequence[Sequence[Unit]], around: Sequence[frozenset[str]]
) -> Iterator[Span]:
    """Every candidate of a document, in the order of the blocks they begin in."""
    starts, at = [], 0
    for mine in units:
        starts.append(at)
        at += len(mine)
    text = _Text(view, contexts, units, around, starts)
    for index, block in enumerate(view.blocks):
        if contexts[index].section == "signatures" or _says_nothing(block):
            continue
        yield _span(text, index, units[index], "whole")
        if not contexts[index].heading:
            yield from _sentences(text, index)
        yield from _joined(text, index)


def _says_nothing(block: Block) -> bool:
    """A year, a person or a head of column: cells of a table, never statements."""
    if len(block.text) < SHORTEST or block.words < 2 or is_year(block.folded):
        return True
    return block.words <= PERSON_WORDS and bool(_PERSON.match(block.text))


def _sentences(text: _Text, index: int) -> Iterator[Span]:
    """Sentences of a block, alone or a few together."""
    units = text.units[index]
    for first in range(len(units)):
        for end in range(first + 1, min(len(units), first + MOST_SENTENCES) + 1):
            if end - first == len(units):
                continue
            more = [
                "begins-block" if first == 0 else "inside-block",
                "ends-block" if end == len(units) else "leaves-rest",
            ]
            more += _cohesion(units, first, end)
            if end < len(units):
                more += [f"rest-{name}" for name in units[end].opener if name.startswith("open-")]
                more += ["rest-subject"] if "subject" in units[end].said else []
            yield _span(text, index, units[first:end], f"sentences-{end - first}", more, skip=first)


def _cohesion(units: Sequence[Unit], first: int, end: int) -> Iterator[str]:
    """Whether words are taken up within the span, and over its bounds."""
    inside = [_shares(units[i], units[i + 1]) for i in range(first, end - 1)]
    if inside:
        yield f"inside-shares-{min(inside)}"
    if end < len(units):
        yield f"rest-shares-{_shares(units[end - 1], units[end])}"
        yield f"rest-words-{_step(units[end].words, WORDS)}"
    if first:
        yield f"before-shares-{_shares(units[first - 1], units[first])}"
        yield from (f"left-{name}" for name in LEFT if name in units[first - 1].said)


def _shares(one: Unit, other: Unit) -> int:
    return min(3, len(one.stems & other.stems))


def _joined(text: _Text, index: int) -> Iterator[Span]:
    """A block with the blocks after it that may complete it."""
    blocks, contexts = text.view.blocks, text.contexts
    kinds: list[str] = []
    leads = contexts[index].heading or blocks[index].words <= LEAD_WORDS or blocks[index].text.endswith(":")
    for other in range(index + 1, min(len(blocks), index + LED + 1)):
        kind = _kind(blocks[index], blocks[other], contexts[other])
        count = other - index
        if blocks[other].page > blocks[index].page + 1 or (kind == "heading" and not _heads_on(contexts, index, count)):
            return
        if kind not in COMPLETES and not (leads or contexts[index].section == "table"):
            return
        kinds.append(kind)
        if count > JOINED and not (set(kinds) == {"sub"} or blocks[index].text.endswith(":")):
            return
        more = [*(f"join-{k}" for k in kinds), f"join-last-{kind}", f"join-{min(count, 4)}"]
        more += [f"join-{kind}|{contexts[index].section}", f"head-words-{_step(blocks[index].words, HEAD_WORDS)}"]
        more += _after(blocks, other)
        if blocks[index].text.endswith(":"):
            more.append("join-lead")
        if contexts[index].heading:
            more.append("join-under-heading")
        units = list(chain.from_iterable(text.units[index : other + 1]))
        yield _span(text, index, units, "joined", more, last_line=blocks[other].last)


def _kind(head: Block, block: Block, context: Context) -> str:
    """What a block is to the one before it that it may complete."""
    if is_year(block.folded):
        return "year"
    if matcher("indicators").match(block.folded):
        return "indicators"
    if context.heading:
        return "heading"
    if block.mark == "bullet":
        return "sub" if head.mark == "bullet" and block.sign != head.sign else "bullet"
    return block.mark or "paragraph"


def _heads_on(contexts: Sequence[Context], index: int, count: int) -> bool:
    """Whether a heading goes on: a title on two lines, or a cell of a table."""
    return count == 1 and (contexts[index].heading or contexts[index].section == "table")


def _after(blocks: Sequence[Block], last: int) -> list[str]:
    if last + 1 >= len(blocks):
        return []
    block, after = blocks[last], blocks[last + 1]
    return ["goes-on-alike" if (block.mark, block.sign) == (after.mark, after.sign) else "goes-on-otherwise"]


def _span(
    text: _Text,
    index: int,
    units: Sequence[Unit],
    kind: str,
    more: Sequence[str] = (),
    *,
    skip: int = 0,
    last_line: int | None = None,
) -> Span:
    said = frozenset().union(*(unit.said for unit in units))
    opener = units[0].opener
    last = last_line or units[-1].last
    features = {*text.around[index], *opener, *said, *more, f"kind-{kind}"}
    features.add(f"words-{_step(sum(unit.words for unit in units), WORDS)}")
    features.add(f"lines-{_step(last - units[0].first + 1, LINES)}")
    features.add(f"units-{min(len(units), 5)}")
    features.update(_together(text, index, kind, opener, said))
    first = text.starts[index] + skip
    return Span(first, first + len(units), index, last, frozenset(features))


def _together(text: _Text, index: int, kind: str, opener: frozenset[str], said: frozenset[str]) -> Iterator[str]:
    """Features that only tell together: an infinitive is a promise under "engagements", an objective elsewhere."""
    section = text.contexts[index].section
    mark = "marked" if text.view.blocks[index].mark else "plain"
    own = "own" if text.contexts[index].partners else "nobody"
    acts = "subject" in said or any(name.startswith("verb-") and name not in _IDLE for name in said)
    act = "acts" if acts or any(name in opener for name in ACTS) else "idle"
    yield from (f"{section}|{own}", f"{section}|{mark}", f"{own}|{act}|{mark}", f"{section}|{act}", f"{kind}|{mark}")
    if "subject" in said:
        yield f"{section}|subject"
    for name in opener:
        if name.startswith("open-"):
            yield from (f"{section}|{name}", f"{mark}|{name}", f"{own}|{name}")
    if act == "idle":
        yield "idle"
    if "verb-finite" not in said and not any(name in opener for name in ACTS):
        yield from ("verbless", f"verbless|{section}", f"verbless|{mark}")


_IDLE = ("verb-finite", "verb-must")  # verbs that anything may have


def _step(number: int, steps: Sequence[int]) -> int:
    return sum(number > step for step in steps)
