"""Chapters of quarters: "Projet de quartier : Bel-Air". Enters: blocks and quarters. Leaves: the quarter of each block.

A title that is a quarter's name opens its chapter when other quarters have theirs; what is said there is for that
quarter, unless it says otherwise, and the priorities listed there are that quarter's own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item
from maillage.loaders.find.frame_labels import title_of
from maillage.loaders.find.numbering import number_of
from maillage.loaders.find.partners import Partner
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.section_state import Context
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

Chapters = Mapping[int, Quarter]
Titles = Sequence[tuple[int, Quarter]]  # block, the quarter that it is the name of
MAX_WORDS = 12  # of a quarter's title
SHORTEST = 3  # blocks of a chapter; names one under the other are a list
SENTENCE = 4  # words of a text; a table's cells under a name have fewer
FEWEST = 2  # quarters that have one, so that it is the contract's plan
MAX_PRIORITY = 14  # words of a priority
REACH = 3  # blocks under a quarter's title, or under "Priorités", in which the list begins
_PRIORITY = re.compile(r"Priorité(?: d[eu] quartier)? ?[:–-] ?(?P<label>[^:(]{6,140}?) ?(?:\([^)]*\))?$")
_SLOGAN = re.compile(r"([^:]{4,60}?) ?: ?\S")
_ENDS = ("annex", "signatures", "governance")
_RANKED = re.compile(
    r"(?:(?:rang|priorite) ?(?:n ?°)? ?)?(?P<rank>\d{1,2})(?:e|er|ere)? ?[.):–-] ?(?P<label>\S.{3,110})$"
)


def chapters(view: View, frame: Frame, quarters_in: Callable[[str, str | None], Sequence[Quarter]]) -> Chapters:
    """For each block of a quarter's chapter its quarter, by the block's index; none where one quarter only has one."""
    titles = [(i, q) for i, b in enumerate(view.blocks) for q in [_titled(b, quarters_in)] if q is not None]
    found = _parted(view, frame, titles, SHORTEST)
    if found:
        return found
    plain = [(i, q) for i, b in enumerate(view.blocks) for q in [_alone(b, quarters_in)] if q is not None]
    once = len({q.name for _, q in plain}) == len(plain)
    return _parted(view, frame, plain, SHORTEST - 1) if once else {}


def _parted(view: View, frame: Frame, titles: Titles, shortest: int) -> dict[int, Quarter]:
    """The blocks of each title's chapter, when two quarters or more have one."""
    found: dict[int, Quarter] = {}
    longest = max((end - start for (start, _), (end, _) in pairwise(titles)), default=0)
    beyond = min(len(view.blocks), titles[-1][0] + longest) if titles else 0  # where the last one ends at the latest
    starts = [*(i for i, _ in titles), beyond]
    parts = Counter(b.folded for b in view.blocks[starts[0] : beyond])
    capitals = False  # a title in capitals stands in an earlier chapter only
    for (start, quarter), end in zip(titles, starts[1:], strict=False):
        inside = range(start + 1, end)
        lone = [i for i in inside if _is_lone(view, frame, i) and parts[view.blocks[i].folded] == 1]
        own = {i: item for i in inside if i not in frame.calls and (item := frame.headings.get(i)) is not None}
        ends = [i for i in inside if _ends(view.blocks[i], own.get(i)) or (i in lone and _resets(view, i))]
        if end == beyond and not capitals:
            ends += lone
        last = min(ends, default=end)
        capitals = capitals or any(i < last for i in lone)
        if last - start >= shortest and any(b.words >= SENTENCE for b in view.blocks[start + 1 : last]):
            found |= dict.fromkeys(range(start, last), quarter)
    return found if len({q.name for q in found.values()}) >= FEWEST else {}


def _titled(block: Block, quarters_in: Callable[[str, str | None], Sequence[Quarter]]) -> Quarter | None:
    """The one quarter that a title is the name of."""
    if block.mark == "bullet" or block.words > MAX_WORDS or block.text.endswith((".", ",", ";", ":")):
        return None
    lead = matcher("qpv.chapter").pattern.match(block.folded)
    if not (lead or block.caps or block.level):
        return None
    start = lead.end() if lead else 0
    return _named(block.text, start, quarters_in) or _named(block.lines[0], start, quarters_in)


def _alone(block: Block, quarters_in: Callable[[str, str | None], Sequence[Quarter]]) -> Quarter | None:
    """The quarter whose name, with its commune or without, is a block's first line and nothing else."""
    line = block.lines[0]
    goes_on = len(block.lines) > 1 and not (block.lines[1][:1].isupper() or block.lines[1][:1].isdigit())
    if block.mark == "bullet" or goes_on or line.count(" ") >= MAX_WORDS or line.endswith((".", ",", ";", ":")):
        return None
    if number_of(block) and (title := _SLOGAN.match(line)):  # "5.1. Bel-Air : retrouver une place"
        return _named(title[1], 0, quarters_in)
    quarter = _named(line, 0, quarters_in) if line[:1].isupper() else None
    figure = line[-1:].isdigit() and quarter is not None and key(line).split()[-1] not in key(quarter.name).split()
    return None if figure else quarter  # with its population it is a row of a table


def _named(text: str, start: int, quarters_in: Callable[[str, str | None], Sequence[Quarter]]) -> Quarter | None:
    """The one quarter of which a text is the name from a position on; its commune may stand beside it."""
    named = quarters_in(text, None)
    if len(named) != 1:
        return None
    rest = set(key(text[start:]).split())
    own = {word for form in (named[0].name, *named[0].forms, *named[0].communes) for word in key(form).split()}
    return named[0] if not {w for w in rest - own if len(w) > 2 and not w.isdigit()} else None


def _ends(block: Block, item: Item | None) -> bool:
    if item is not None and item.kind in TOP_KINDS:
        return True
    short = block.words <= MAX_WORDS and not block.mark and not block.text.endswith(".")
    return short and any(matcher(f"section.{kind}").match(block.folded) for kind in _ENDS)


def _is_lone(view: View, frame: Frame, index: int) -> bool:
    """Whether a block is a title in capitals, of no item, that has text above and below it."""
    block = view.blocks[index]
    if not block.caps or block.words > MAX_WORDS or block.mark or block.text.endswith((".", ":")):
        return False
    return index not in frame.headings and index not in frame.label_blocks and not view.blocks[index - 1].caps


def _resets(view: View, index: int) -> bool:
    """Whether a title opens another part of the contract."""
    return matcher("section.reset").search(view.blocks[index].folded) is not None


def narrowed(view: View, contexts: Sequence[Context], found: Chapters, towns: Mapping[str, Partner]) -> list[Context]:
    """Contexts in which what stands in a quarter's chapter is for that quarter, when nothing nearer says otherwise.

    ``towns``: by comparable name; "la commune" means that of the quarter, when it has one.
    """
    out, common = list(contexts), False
    starts = [index for index in sorted(found) if found.get(index - 1) is not found[index]]
    once = len({found[index].name for index in starts}) == len(starts)  # no item has its own chapters by quarter
    before: Item | None = None
    for index, quarter in sorted(found.items()):
        context = contexts[index]
        if len(quarter.communes) == 1:
            context = out[index] = replace(context, town=towns.get(key(quarter.communes[0])))
        before = context.item if index in starts else before
        if once and before is not None and context.item is before:
            context = out[index] = replace(context, item=None)
        if context.heading:
            common = matcher("scope.common").search(view.blocks[index].folded) is not None
        if not context.quarters and context.scope == "unstated" and not common:
            out[index] = replace(context, quarters=(quarter,), scope="named")
    return _without_priorities(out, found)


def _without_priorities(contexts: list[Context], found: Chapters) -> list[Context]:
    """Contexts in which a quarter's own priority ends with its chapter."""
    own = {id(item) for i in found if (item := contexts[i].item) is not None and item.kind == "priorite"}
    return [
        replace(context, item=None) if i not in found and id(context.item) in own else context
        for i, context in enumerate(contexts)
    ]


def labelled(
    view: View, contexts: Sequence[Context], quarters_in: Callable[[str, str | None], Sequence[Quarter]]
) -> list[Context]:
    """Contexts in which the bullets under a line that is a quarter's name are for it: "Bel-Air" over "– Un banc"."""
    labels = [
        (i, quarter)
        for i, block in enumerate(view.blocks[:-1])
        if view.blocks[i + 1].mark == "bullet" and not block.caps and (quarter := _alone(block, quarters_in))
    ]
    out = list(contexts)
    for start, quarter in labels if len({q.name for _, q in labels}) >= FEWEST else ():
        for index in range(start + 1, len(view.blocks)):
            if view.blocks[index].mark != "bullet":
                break
            if not out[index].quarters and out[index].scope == "unstated":
                out[index] = replace(out[index], quarters=(quarter,), scope="named")
    return out


def own_priorities(view: View, frame: Frame, found: Chapters) -> None:
    """The priorities of each chapter become its quarter's; lists that no heading of the frame is in are added."""
    for index in sorted(set(frame.headings) & set(found)):
        item = frame.headings[index]
        if item.kind == "priorite":
            frame.headings[index] = _owned(view, frame, index, item, found[index])
    for item in [i for i in frame.items if i.kind == "priorite" and i.qpv is None]:
        at = next((i for i in found if view.blocks[i].first <= item.first <= view.blocks[i].last), None)
        item.qpv = key(found[at].name) if at is not None else None
    for at, label in _told(view, found):
        block = view.blocks[at]
        item = frame.add(Item("priorite", None, label, block.first, block.last, qpv=key(found[at].name)))
        frame.headings[at] = item
        frame.calls.discard(at)
        frame.titles.pop(at, None)
    for start, quarter in _lists(view, found):
        for at, rank, label in _ranked(view, start) or _bulleted(view, start):
            block = view.blocks[at]
            frame.add(Item("priorite", rank, label, block.first, block.last, qpv=key(quarter.name)))
            frame.label_blocks.add(at)


def _told(view: View, found: Chapters) -> Iterator[tuple[int, str]]:
    """(block, label) of "Priorité : ramener des commerces (défi 1)" on a line of a quarter's chapter."""
    for index in found:
        block = view.blocks[index]
        match = _PRIORITY.match(block.text) if block.words <= MAX_PRIORITY + 4 and not block.mark else None
        if match and not block.text.endswith((".", ":")):
            yield index, match["label"][:1].upper() + match["label"][1:]


def _owned(view: View, frame: Frame, index: int, item: Item, quarter: Quarter) -> Item:
    if item.qpv in (None, key(quarter.name)):
        item.qpv = key(quarter.name)
        return item
    block = view.blocks[index]
    return frame.add(Item("priorite", item.number, item.label, block.first, block.last, qpv=key(quarter.name)))


def _lists(view: View, found: Chapters) -> Iterator[tuple[int, Quarter]]:
    """Where a ranked list begins: right under a quarter's title, or under a title that says "priorités"."""
    starts = [
        i
        for i, (before, now) in enumerate(pairwise([None, *map(found.get, range(len(view.blocks)))]))
        if now and now is not before
    ]
    for index in starts:
        yield index + 1, found[index]
    for index, quarter in sorted(found.items()):
        block = view.blocks[index]
        if block.words <= MAX_WORDS and matcher("frame.priorities").match(block.folded):
            yield index + 1, quarter


def _bulleted(view: View, start: int) -> list[tuple[int, None, str]]:
    """(block, no rank, label) of the bullets under a title that says "priorités"."""
    if not matcher("frame.priorities").match(view.blocks[start - 1].folded):
        return []
    entries: list[tuple[int, None, str]] = []
    for at in range(start, len(view.blocks)):
        block = view.blocks[at]
        if block.mark != "bullet" or block.words > MAX_PRIORITY:
            break
        entries.append((at, None, block.text.rstrip(" ;.,")))
    return entries if len(entries) > 1 else []


def _label(block: Block) -> str:
    """The title that a block holds, less the line that announces what follows: "Projets :"."""
    return block.lines[0] if len(block.lines) == 2 and block.lines[1].endswith(":") else title_of(block)


def _ranked(view: View, start: int) -> list[tuple[int, str, str]]:
    """(block, rank, label) of a list 1, 2, … that begins within a few blocks; one entry only is no list."""
    entries: list[tuple[int, str, str]] = []
    for at in range(start, len(view.blocks)):
        block = view.blocks[at]
        lines = [m for m in (_RANKED.match(line.lower()) for line in block.lines) if m]
        if block.number and block.words <= MAX_PRIORITY:
            lines, own = [], [(at, block.number, _label(block))]
        else:
            own = [(at, m["rank"], line[m.start("label") :]) for m, line in zip(lines, block.lines, strict=False)]
            own = own if len(lines) == len(block.lines) else []
        own = [entry for n, entry in enumerate(own, len(entries) + 1) if entry[1] == str(n)]
        if not own and (entries or at >= start + REACH):
            break
        entries += own
    return entries if len(entries) > 1 else []
