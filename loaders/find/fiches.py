"""Fiches: actions told in fields, "Fiche action n° 3 / Quartiers : … / Axe : …". Enters: contexts. Leaves: contexts.

A field says for its whole fiche which quarters it is for and which frame item it answers, whether it stands before the
statements or after them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item
from maillage.loaders.find.item_mentions import ItemMentions, innermost
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.section_state import Context
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

QuartersIn = Callable[[str, str | None], Sequence[Quarter]]

MAX_TITLE = 20  # words of a fiche's title
LONGEST = 60  # blocks of a fiche
FEWEST = 2  # fiches that make the document one of fiches
_ALL = re.compile(r"\b(?:tous|ensemble)\b")  # "l'ensemble des quartiers, ainsi que le secteur de la gare"
_VALUE = re.compile(r"[^:]{0,45}: ?(?P<value>\S.*)$")
_PART = re.compile(r"(?:article|chapitre|partie|titre) (?:\d{1,2}|[ivx]{1,4}|[a-h])\b(?! d[ue]s?\b)")
MAX_VALUE = 160  # characters of a field's value


@dataclass(frozen=True, slots=True)
class Fiche:
    """The blocks of one fiche, and what its fields say: (head, value), folded head first."""

    first: int
    end: int
    fields: tuple[tuple[str, str], ...]


def find_fiches(view: View, frame: Frame) -> list[Fiche]:
    """The fiches of a document, in its order; none when there is only one."""
    starts = [i for i, b in enumerate(view.blocks) if _is_title(b)]
    found = []
    for start, following in pairwise([*starts, len(view.blocks)]):
        end = min(following, start + LONGEST)
        end = next((i for i in range(start + 1, end) if _ends(view.blocks[i], frame.headings.get(i))), end)
        found.append(Fiche(start, end, tuple(_fields(view.blocks[start:end]))))
    return found if len(found) >= FEWEST else []


def _is_title(block: Block) -> bool:
    line = block.lines[0]  # its fields may have been taken for its rest
    return line.count(" ") < MAX_TITLE and not line.endswith(".") and matcher("fiche").match(block.folded) is not None


def _ends(block: Block, item: Item | None) -> bool:
    """Whether a fiche is over: another item's chapter, an article of the contract or an annex begins."""
    if item is not None and item.kind in TOP_KINDS:
        return True
    if block.words > MAX_TITLE or block.mark:
        return False
    return bool(_PART.match(block.folded) or matcher("section.annex").search(block.folded))


def _fields(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Each line "Head : value", and each head alone on its line with the line below it."""
    lines = [line for block in blocks for line in block.lines]
    for at, line in enumerate(lines):
        folded = fold(line)
        match = _VALUE.match(line)
        if match:
            yield folded, match["value"][:MAX_VALUE]
        elif at + 1 < len(lines):
            yield folded, lines[at + 1][:MAX_VALUE]


def give_fields(view: View, frame: Frame, contexts: Sequence[Context], quarters_in: QuartersIn) -> list[Context]:
    """Contexts in which the statements of a fiche have the quarters and the item that its fields give."""
    out, mentions = list(contexts), ItemMentions(frame)
    for fiche in find_fiches(view, frame):
        item = _item(fiche, mentions)
        title = view.blocks[fiche.first].lines[0]
        for index in range(fiche.first, fiche.end):
            out[index] = _placed(out[index], fiche, title, quarters_in)
            if item is not None:
                out[index] = replace(out[index], item=item)
    return out


def give_quarters(view: View, contexts: Sequence[Context], quarters_in: QuartersIn) -> list[Context]:
    """Contexts in which the part of an item is for the quarters that a field says there: "Quartiers concernés : …".

    What stands nearer, or in a quarter's chapter, keeps its own.
    """
    out = list(contexts)
    fields = [i for i, block in enumerate(view.blocks) if matcher("fiche.quarters").match(block.folded)]
    told = [(i, q) for i in fields if (q := _concerned(view.blocks[i], contexts[i], quarters_in))]
    of_all = [i for i in fields if _ALL.search(view.blocks[i].folded) and view.blocks[i].text.count(":") == 1]
    if len(told) + len(of_all) < FEWEST:  # among other fields one is of its fiche alone
        return out
    for at, quarters in told:
        item = contexts[at].item
        for index in _part_of(contexts, at) if item is not None else ():
            if not out[index].quarters and out[index].scope == "unstated":
                out[index] = replace(out[index], quarters=quarters, scope="named")
    return out


def _concerned(block: Block, context: Context, quarters_in: QuartersIn) -> tuple[Quarter, ...]:
    """The quarters of a block that is such a field."""
    match = _VALUE.match(block.text) if not _ALL.search(block.folded) else None
    return tuple(quarters_in(match["value"], context.commune.place if context.commune else None)) if match else ()


def _part_of(contexts: Sequence[Context], at: int) -> range:
    """The blocks around one that stand under its item, without a break."""
    first = last = at
    while first and contexts[first - 1].item is contexts[at].item:
        first -= 1
    while last + 1 < len(contexts) and contexts[last + 1].item is contexts[at].item:
        last += 1
    return range(first, last + 1)


def _item(fiche: Fiche, mentions: ItemMentions) -> Item | None:
    """The item that fields name, by its number or its name; the innermost where one holds the other."""
    found: list[Item] = []
    for head, value in fiche.fields:
        if matcher("fiche.item").match(head):
            word = head.split(" ")[0].rstrip(":")
            found += (
                mentions.told(f"{word} {value}") or mentions.told(value) or mentions.named(value) or mentions.told(head)
            )
    return next(iter(innermost(found)), None)


def _placed(context: Context, fiche: Fiche, title: str, quarters_in: QuartersIn) -> Context:
    """The context with the quarters that a field gives, or else the name of the action."""
    for head, value in fiche.fields:
        if not matcher("fiche.quarters").match(head):
            continue
        quarters = tuple(quarters_in(value, context.commune.place if context.commune else None))
        if quarters:
            return replace(context, quarters=quarters, scope="named")
        if matcher("cell.everywhere").search(fold(value).strip(" .")):
            return replace(context, quarters=(), scope="stated_all")
    names = [title, *(value for head, value in fiche.fields if matcher("fiche.name").match(head))]
    named = tuple(dict.fromkeys(quarter for name in names for quarter in quarters_in(name, None)))
    return replace(context, quarters=named, scope="named") if len(named) == 1 else context
