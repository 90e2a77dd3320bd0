"""Spans: every way to cut a text into statements. Enters: units and what is around them. Leaves: spans with features.

A statement is a block, some of its sentences, or a block with what completes it: its sub-bullets, its row's year, its
indicators, the list it leads in, the paragraph it heads. All of them are candidates; `find/choice.py` keeps the best
that do not overlap.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from maillage.loaders.blocks import Block
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.surroundings import is_year
from maillage.loaders.find.units import ACTS, SAYS, Unit
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MOST_SENTENCES = 4  # of a paragraph, in one statement that is not all of it
JOINED = 3  # blocks that follow and complete a statement…
LED = 12  # …and those of a list that a lead-in opens, or of sub-bullets
SHORTEST = 8  # characters; a shorter block says nothing
WORDS = (3, 6, 10, 16, 25, 40, 60, 90, 130)  # steps of length
STRETCH = 0.3  # power of the number of sentences by which what stands around a span counts the more
COMPLETES = ("year", "indicators", "sub")  # what completes a statement whatever its length…
LEAD_WORDS = 13  # …others complete titles and lead-ins of at most so many words
HEAD_WORDS = (3, 6, 13, 25)
LEFT = ("subject", "verb-pledge", "verb-future", "verb-offer")  # what the sentence left out before a span says
FOLLOWED = 6  # sentences that indicators may take
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
    around: frozenset[str]  # features of what stands around its block
    own: frozenset[str]  # …and its own

    @property
    def stretch(self) -> float:
        """How often what stands around it counts: what speaks for a passage would otherwise be had once by all of it,
        and again and again by each of its sentences, so that the surest passages were cut in pieces."""
        return float((self.end - self.first) ** STRETCH)

    @property
    def features(self) -> frozenset[str]:
        """All of them."""
        return self.around | self.own


@dataclass(frozen=True, slots=True)
class _Text:
    view: View
    contexts: Sequence[Context]
    units: Sequence[Sequence[Unit]]
    around: Sequence[frozenset[str]]
    starts: Sequence[int]  # for each block how many units stand before it
    alone: Sequence[str]  # what each block is by itself to one that it may complete


def spans(
    view: View, contexts: Sequence[Context], units: Sequence[Sequence[Unit]], around: Sequence[frozenset[str]]
) -> Iterator[Span]:
    """Every candidate of a document, in the order of the blocks they begin in."""
    starts, at = [], 0
    for mine in units:
        starts.append(at)
        at += len(mine)
    alone = [_alone(block, context) for block, context in zip(view.blocks, contexts, strict=True)]
    text = _Text(view, contexts, units, around, starts, alone)
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
            more += _follow_up(units, first, end)
            if end < len(units):
                more += [f"rest-{name}" for name in units[end].opener if name.startswith("open-")]
                more += ["rest-subject"] if "subject" in units[end].said else []
            yield _span(text, index, units[first:end], f"sentences-{end - first}", more, skip=first)


def _cohesion(units: Sequence[Unit], first: int, end: int) -> Iterator[str]:
    """Whether words are taken up over the bounds of the span."""
    if end < len(units):
        yield f"rest-shares-{_shares(units[end - 1], units[end])}"
    if first:
        yield f"before-shares-{_shares(units[first - 1], units[first])}"
        yield from (f"left-{name}" for name in LEFT if name in units[first - 1].said)


def _follow_up(units: Sequence[Unit], first: int, end: int) -> Iterator[str]:
    """A statement's indicators end it, and it takes them along: whether a cut goes against that."""
    if any("indicators" in unit.said for unit in units[max(0, first - FOLLOWED) : first]):
        yield "past-indicators"
    if end < len(units) and "indicators" in units[end].said:
        yield "cuts-indicators"


def _shares(one: Unit, other: Unit) -> int:
    return min(3, len(one.stems & other.stems))


def _joined(text: _Text, index: int) -> Iterator[Span]:
    """A block with the blocks after it that may complete it."""
    blocks, contexts = text.view.blocks, text.contexts
    head, context = blocks[index], contexts[index]
    always = _of_head(head, context)
    leads_in = "join-lead" in always
    leads = context.heading or head.words <= LEAD_WORDS or leads_in or context.section == "table"
    kinds: dict[str, str] = {}  # what the blocks after it are to it → the feature that says so
    units = list(text.units[index])
    for other in range(index + 1, min(len(blocks), index + LED + 1)):
        kind = _kind(head, blocks[other], text.alone[other])
        count = other - index
        if blocks[other].page > head.page + 1 or (kind == "heading" and not _heads_on(contexts, index, count)):
            return
        if not leads and kind not in COMPLETES:
            return
        kinds[kind] = f"join-{kind}"
        if count > JOINED and not (kinds.keys() == {"sub"} or leads_in):
            return
        more = [
            *kinds.values(),
            *always,
            f"join-last-{kind}",
            f"join-{min(count, 4)}",
            f"join-{kind}|{context.section}",
        ]
        units += text.units[other]
        yield _span(text, index, units, "joined", more + _after(blocks, other), last_line=blocks[other].last)


def _of_head(head: Block, context: Context) -> list[str]:
    """What a block brings to every span that joins others to it."""
    found = [f"head-words-{_step(head.words, HEAD_WORDS)}"]
    if head.text.endswith(":"):
        found.append("join-lead")
    if context.heading:
        found.append("join-under-heading")
    return found


def _alone(block: Block, context: Context) -> str:
    """What a block is by itself, for the one before it that it may complete; nothing when that one tells."""
    if is_year(block.folded):
        return "year"
    if matcher("indicators").match(block.folded):
        return "indicators"
    if context.heading:
        return "heading"
    return "" if block.mark == "bullet" else block.mark or "paragraph"


def _kind(head: Block, block: Block, alone: str) -> str:
    """What a block is to the one before it that it may complete."""
    return alone or ("sub" if head.mark == "bullet" and block.sign != head.sign else "bullet")


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
    said = units[0].said if len(units) == 1 else frozenset().union(*[unit.said for unit in units])
    opener = units[0].opener
    last = last_line or units[-1].last
    size = (
        f"kind-{kind}",
        f"words-{_step(sum([unit.words for unit in units]), WORDS)}",
    )
    together = _together(_stands(text, index, kind), opener, said & _TELLING)
    first = text.starts[index] + skip
    own = opener.union(said, more, size, together)
    return Span(first, first + len(units), index, last, text.around[index], own)


def _stands(text: _Text, index: int, kind: str) -> tuple[str, str, str]:
    """The kind of a span, and whether it is marked and under a partner: what tells together with more."""
    context, marked = text.contexts[index], text.view.blocks[index].mark
    return kind, "marked" if marked else "plain", "own" if context.partners else "nobody"


@lru_cache(maxsize=4096)  # few occur, each many times
def _together(stands: tuple[str, str, str], opener: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """Features that only tell together: a bare name is an offer under a partner, a mention elsewhere.

    Nothing is told together with the section: such features fit the chapters of the contracts learned from, and made
    contracts left out worse (F1 0.009 less).

    Args:
        said: of what it says, `_TELLING` only.
    """
    kind, mark, own = stands
    found = {f"{kind}|{mark}"}
    found.update(f"{where}|{name}" for name in opener if name.startswith("open-") for where in (mark, own))
    acts = any(name in opener for name in ACTS)
    if not acts and not said - {"verb-finite"}:
        found.add("idle")
    if not acts and "verb-finite" not in said:
        found |= {"verbless", f"verbless|{mark}"}
    if "open-scheme" in opener and "verb-finite" not in said:
        found |= {"bare-scheme", f"bare-scheme|{own}"}
    return frozenset(found)


# What a span says that tells together with where it stands; anything may have the verb "must".
_TELLING = frozenset(kind.replace(".", "-") for kind in SAYS if kind.startswith("verb.")) - {"verb-must"} | {"subject"}


def _step(number: int, steps: Sequence[int]) -> int:
    """How many of the steps, which rise, a number is over."""
    return bisect_left(steps, number)
