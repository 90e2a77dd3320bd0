"""Surroundings: what stands around each block. Enters: blocks in context, with their units. Leaves: features by block.

Headings above, the lead-in of a list, the blocks beside, and how dense figures, verbs and bullets are nearby: a promise
among statistics is rare, a bullet without a verb among promises is one more.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from maillage.loaders.blocks import Block
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.siblings import siblings
from maillage.loaders.find.units import Unit
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

LEADS = ("objectives", "measures", "pledges", "policies")
AROUND = 8  # blocks before and after within which densities are taken
STEPS = (0.02, 0.1, 0.2, 0.35, 0.6)  # of a density: each one it is over is a feature
FAR = 15  # blocks between a lead-in and the last bullet it speaks for
LEAD_END = 160  # last characters of a lead-in that tell what follows
TITLE_WORDS, TEXT_WORDS = 13, 20  # a line of at most so many words over a paragraph of more is its title
HEADING_WORDS = 14  # of a line that heads what follows it, though no finder knows it
RECURS = 3  # times that a document says the same
_BREAKS_OFF = re.compile(
    r"\b(?:a|de|d.|pour|par|sur|et|avec|dans|en|que|est|sont|suivants?|suivantes?) ?(?:[:…]|\.\.\.)*$"
)
_TRAILS_OFF = re.compile(r"(?:…|\.\.\.)$")
LONGEST_BREAK = 20  # characters of the longest of them, and more: its end only is searched
_ENDS_TEXT = (".", ";", ",")
_YEARS_OR_RHYTHM = re.compile(
    r"^(?:fin |d.ici )?(?:20[2-4]\d)(?: ?[-/–] ?20[2-4]\d)?$|^(?:en continu|annuel|permanent)$"
    r"|^(?:chaque|tous les|toutes les) (?:ans?|annees?|ete|automne|hiver|printemps|semestres?|trimestres?|mois)$"
)
DENSE = (
    "percent", "figures", "year-gone", "verb-future", "verb-pledge", "subject", "not-statistics", "not-diagnosis",
    "not-past", "not-governance", "not-condition", "we",
)  # fmt: skip


def is_year(folded: str) -> bool:
    """Whether a cell holds a year, a period or a rhythm, and nothing else."""
    return bool(_YEARS_OR_RHYTHM.match(folded))


def surroundings(view: View, contexts: Sequence[Context], units: Sequence[Sequence[Unit]]) -> list[frozenset[str]]:
    """The features of what stands around each block, in their order."""
    titles = _headings(view.blocks, contexts)
    leads = lead_ins(view.blocks)
    dense = _densities(view.blocks, units)
    lists = siblings(view.blocks, units)
    times = Counter(block.folded for block in view.blocks)
    parts = _parts(view.blocks, contexts)
    nested = _nested(view.blocks)
    return [
        frozenset(
            (
                *_inherited(block, contexts[index]),
                *_beside(view.blocks, contexts, index),
                *_above("head", titles[index]),
                *parts[index],
                *_lead(view.blocks, contexts, units, leads[index]),
                *dense[index],
                *lists[index],
                *_path(contexts[index]),
                *_form(block, times, nested[index]),
            )
        )
        for index, block in enumerate(view.blocks)
    ]


def _path(context: Context) -> Iterator[str]:
    """What headings further up say."""
    yield from {name for heading in context.path[:-1] for name in _above("path", fold(heading))}


def _form(block: Block, times: Mapping[str, int], nested: bool) -> Iterator[str]:
    """A block said again and again is a formula; one that breaks off leads something in."""
    if times[block.folded] >= RECURS:
        yield "recurs"
    if _BREAKS_OFF.search(block.folded, max(0, len(block.folded) - LONGEST_BREAK)):
        yield "breaks-off"
    elif _TRAILS_OFF.search(block.folded, max(0, len(block.folded) - LONGEST_BREAK)):
        yield "trails-off"
    if nested:
        yield "nested"


def _nested(blocks: Sequence[Block]) -> list[bool]:
    """Whether a bullet stands in a list within a list: one of another sign is open above it, and opened first."""
    found: list[bool] = []
    opened: list[str] = []
    for block in blocks:
        if block.mark != "bullet":
            opened = []
        elif block.sign in opened:
            opened = opened[: opened.index(block.sign) + 1]
        else:
            opened.append(block.sign)
        found.append(len(opened) > 1)
    return found


def _inherited(block: Block, context: Context) -> Iterator[str]:
    yield f"section-{context.section}"
    yield f"mark-{block.mark or 'none'}"
    if block.sign:
        yield f"sign-{block.sign}"
    yield f"under-{context.partner_origin if context.partners else 'nobody'}"
    if context.partners:
        yield f"under-type-{context.partners[0].type}"
    if context.item is not None:
        yield "under-item"
        yield f"under-item-{context.item.kind}"
    if context.scope != "unstated":
        yield "under-scope"
    if context.heading:
        yield "heading"
    yield f"gap-{min(block.gap_before, 3)}"


def _beside(blocks: Sequence[Block], contexts: Sequence[Context], index: int) -> Iterator[str]:
    block = blocks[index]
    if index:
        before = blocks[index - 1]
        yield f"before-{before.mark or 'none'}"
        if contexts[index - 1].heading:
            yield "after-heading"
        if before.text.endswith((":", "…")):
            yield "after-colon"
        if before.page != block.page:
            yield "first-of-page"
    if index + 1 < len(blocks):
        after = blocks[index + 1]
        yield f"after-{after.mark or 'none'}"
        if is_year(after.folded):
            yield "above-year"
        if after.words > TEXT_WORDS and not after.mark and block.words <= TITLE_WORDS and not _ends_text(block):
            yield "heads-text"
        if block.text.endswith(":") and after.mark == "bullet":
            yield "leads-bullets"


def _ends_text(block: Block) -> bool:
    return block.text.endswith((*_ENDS_TEXT, ":"))


@lru_cache(maxsize=1024)  # a heading stands above many blocks
def _above(what: str, folded: str) -> tuple[str, ...]:
    return tuple(f"{what}-{kind}" for kind in LEADS if matcher(f"lead.{kind}").search(folded))


def _headings(blocks: Sequence[Block], contexts: Sequence[Context]) -> list[str]:
    """For each block the folded text of the heading above it, known to a finder or only looking like one."""
    found, now = [], ""
    for index, block in enumerate(blocks):
        found.append(now)
        if contexts[index].heading or heads(blocks, index):
            now = block.folded
    return found


def _parts(blocks: Sequence[Block], contexts: Sequence[Context]) -> list[tuple[str, ...]]:
    """For each block what the last heading that says so calls what follows, over the titles that part it.

    "Nos objectifs" speaks for all of "Apprendre / … / S'ouvrir / …" below it, until a heading that a finder knows.
    """
    found: list[tuple[str, ...]] = []
    now: tuple[str, ...] = ()
    for index, block in enumerate(blocks):
        found.append(now)
        said = _above("part", block.folded) if _may_head(block) else ()
        now = said if said or contexts[index].heading else now
    return found


def _may_head(block: Block) -> bool:
    short = block.words <= HEADING_WORDS and block.mark != "bullet" and not block.text.endswith(_ENDS_TEXT)
    return short and not block.text[:1].islower()


def heads(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block looks like the heading of what follows it, though no finder may know it."""
    block = blocks[index]
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return _may_head(block) and after is not None and (after.words > block.words or after.mark == "bullet")


def lead_ins(blocks: Sequence[Block]) -> list[int | None]:
    """For each bullet the block above its list; none for other blocks and for bullets far down."""
    found: list[int | None] = []
    lead = None
    for index, block in enumerate(blocks):
        if block.mark != "bullet":
            lead = index
        found.append(lead if lead not in (None, index) and index - (lead or 0) <= FAR else None)
    return found


def _lead(
    blocks: Sequence[Block], contexts: Sequence[Context], units: Sequence[Sequence[Unit]], lead: int | None
) -> Iterator[str]:
    if lead is None:
        return
    yield from _above("lead", blocks[lead].folded[-LEAD_END:])
    if contexts[lead].heading:
        yield "lead-heading"
    if blocks[lead].text.endswith(":"):
        yield "lead-colon"
    said = {name for unit in units[lead] for name in unit.said if name.startswith(("verb-", "subject", "not-"))}
    yield from (f"lead-{name}" for name in said)


def _densities(blocks: Sequence[Block], units: Sequence[Sequence[Unit]]) -> list[list[str]]:
    """How often blocks nearby, the block itself aside, have each of the telling features."""
    has = [
        {name for unit in mine for name in unit.said if name in DENSE}
        | ({"open-infinitive"} if mine and "open-infinitive" in mine[0].opener else set())
        | ({"bullet"} if block.mark == "bullet" else set())
        for block, mine in zip(blocks, units, strict=True)
    ]
    found: list[list[str]] = [[] for _ in blocks]
    for name in (*DENSE, "open-infinitive", "bullet"):
        counts, over = [0, *accumulate(name in names for names in has)], [f"near-{name}-over-{s:g}" for s in STEPS]
        for index, names in enumerate(has):
            first, end = max(0, index - AROUND), min(len(blocks), index + AROUND + 1)
            count = counts[end] - counts[first] - (name in names)
            if count:
                found[index] += over[: bisect_left(STEPS, count / max(1, end - first - 1))]
    return found
