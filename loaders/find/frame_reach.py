"""Reach of frame items: how far an item's chapter goes. Enters: a View and a Frame. Leaves: the item of each block.

What stands between "Axe 2" and "Axe 3" is of the axe 2, whatever titles part it: a diagnosis, the partners one after
the other. The last item of a series has no next one; titles that return under each of its sisters are parts of it too.
"""

import re
from collections import Counter
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item, heading_kinds
from maillage.loaders.find.frame_words import ordinal
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MAX_WORDS = 12  # of a title
RETURNS = 2  # chapters in which a title must be printed to be a part of each
OPENING = 6  # letters of a title's first word that tells what follows: "Actions", "Objectifs", "Engagements"
CHAPTERS = {*TOP_KINDS, "enjeu", "priorite"}  # kinds of items that a part of a contract may be about, and objectives…
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]? ")
_ENDS = ("annex", "reset", "signatures", "governance")


def reaches(view: View, frame: Frame) -> dict[int, Item]:
    """The item in whose chapter each block stands, by the block's index; blocks of no chapter are left out."""
    found: dict[int, Item] = {}
    returning: Counter[str] = Counter()
    lasts: list[int] = _alone(frame)
    for run in _runs(frame):
        for start, end in pairwise(run):
            inside = range(start, end)
            found |= dict.fromkeys(inside, frame.headings[start])
            returning.update({part for i in inside for part in _parts(view.blocks[i])})
        lasts.append(run[-1])
    parts = {text for text, times in returning.items() if times >= RETURNS}
    for start in lasts:
        for index in range(start, _end(view, frame, start)):
            if parts.intersection(_parts(view.blocks[index])):
                found.setdefault(index, frame.headings[start])
    return _closed(view, found)


def _chapters(frame: Frame) -> set[str]:
    """…where nothing stands above them."""
    return CHAPTERS | heading_kinds(frame)


def series(frame: Frame) -> frozenset[Item]:
    """The items that head a chapter beside a sister's."""
    return frozenset(frame.headings[index] for run in _runs(frame) for index in run)


def _runs(frame: Frame) -> list[list[int]]:
    """The headings of top items of one kind whose numbers follow each other; a reminder of the same item is passed."""
    runs: list[list[int]] = []
    kinds = _chapters(frame)
    open_runs: dict[str, list[int]] = {}
    for index in sorted(frame.headings):
        item = frame.headings[index]
        if item.kind not in kinds or item.qpv or ordinal(item.number) is None:
            continue
        run = open_runs.get(item.kind)
        last = frame.headings[run[-1]] if run else None
        if last is item:
            continue
        if run and last and ordinal(item.number) == (ordinal(last.number) or 0) + 1:
            run.append(index)
        else:
            open_runs[item.kind] = [index]
            runs.append(open_runs[item.kind])
    runs = [run for run in runs if len(run) > 1]
    in_order = Counter(dict.fromkeys(kinds, 0))
    for run in runs:
        kind = frame.headings[run[0]].kind
        in_order[kind] = max(in_order[kind], len(run))
    other = _any_order(frame, in_order)
    told = {frame.headings[run[0]].kind for run in other}
    return [run for run in runs if frame.headings[run[0]].kind not in told] + other


def _any_order(frame: Frame, in_order: Counter[str]) -> list[list[int]]:
    """The headings of top items of one kind that head one chapter each, in an order that no number tells.

    ``in_order``: by kind, how many of them follow each other by their numbers.
    """
    runs: dict[str, list[int]] = {}
    kinds = _chapters(frame)
    for index in sorted(frame.headings):
        item = frame.headings[index]
        run = runs.setdefault(item.kind, []) if item.kind in kinds and not item.qpv else []
        if not run or frame.headings[run[-1]] is not item:
            run.append(index)
    once = [run for run in runs.values() if len({id(frame.headings[i]) for i in run}) == len(run)]
    return [run for run in once if len(run) > 1 and len(run) > in_order[frame.headings[run[0]].kind]]


def _alone(frame: Frame) -> list[int]:
    """The headings of transversal items that head one chapter, after those of the others or between them."""
    across = [i for i, item in frame.headings.items() if "transversal" in item.kind and not item.number]
    times = Counter(id(frame.headings[i]) for i in across)
    return [i for i in sorted(across) if times[id(frame.headings[i])] == 1 and i not in frame.calls]


def _parts(block: Block) -> tuple[str, ...]:
    """What a title is told again by: all its words, or its first: "Engagements de la CAF", "Engagements de l'État"."""
    if not _is_title(block):
        return ()
    title = _NUMBER.sub("", block.folded)
    opening = title.split(" ")[0]
    return (title, opening) if len(opening) >= OPENING else (title,)


def _is_title(block: Block) -> bool:
    return block.words <= MAX_WORDS and block.mark != "bullet" and not block.text.endswith((".", ",", ";"))


def _end(view: View, frame: Frame, start: int) -> int:
    """Where the chapter of a series' last item may end at the latest: another top item, or a new part."""
    item = frame.headings[start]
    for index in range(start + 1, len(view.blocks)):
        other = frame.headings.get(index)
        if (other is not None and other is not item and other.kind in _chapters(frame)) or _ends(view.blocks[index]):
            return index
    return len(view.blocks)


def _ends(block: Block) -> bool:
    """Whether a title ends a chapter of the frame: an annex, a new part, the governance, the signatures."""
    return _is_title(block) and any(matcher(f"section.{kind}").search(block.folded) for kind in _ENDS)


def _closed(view: View, found: dict[int, Item]) -> dict[int, Item]:
    """The same without what stands after the title of another part."""
    kept: dict[int, Item] = {}
    closed: Item | None = None
    for index in sorted(found):
        item = found[index]
        if item is closed:
            continue
        if _ends(view.blocks[index]):
            closed = item
        else:
            kept[index] = item
            closed = None
    return kept
