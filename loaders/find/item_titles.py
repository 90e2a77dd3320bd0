"""Item titles: what the title of a frame item opens. Enters: the state and the index of a block. Leaves: the state.

The first line of a page may only remind of the item that holds the one which is open.
"""

import re
from dataclasses import replace

from maillage.loaders.blocks import Block
from maillage.loaders.find.section_state import Context, State
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

_DEEP = re.compile(r"\d{1,2}\.\d")


def reminds(state: State, index: int) -> bool:
    """Whether a page's first line says, shortened, the item that holds the one which is open: "Défi 1 – L'école"."""
    block, item, now = state.view.blocks[index], state.frame.headings[index], state.now.item
    first = index > 0 and state.view.blocks[index - 1].page != block.page
    above = now is not None and item is not now and item in (now.parent, now.top)
    return first and above and block.folded[-1:].isalnum() and fold(item.label) not in block.folded


def open_item(state: State, index: int) -> None:
    """Open the item of the title at the index of a block: who spoke before may have ended, a scope may be told."""
    item, block = state.frame.headings[index], state.view.blocks[index]
    now = state.now
    partners, origin = now.partners, now.partner_origin
    ends = origin == "heading" or (origin == "chapter" and state.items.closes_partner()) or now.section == "editorial"
    if ends and item is not now.item:  # a running title that returns ends nobody's words
        partners, origin = ((now.commune,), "chapter") if now.commune else ((), "none")
    called = state.items.index in state.frame.calls or state.items.is_near_partner()
    if state.series.is_long and now.item is None and not now.commune and origin == "chapter" and not called:
        partners, origin = (), "none"  # partners spoke one after the other before the frame: the last one has ended
    if state.leaves_communes(item, block.page):
        now, partners, origin = Context(section="frame"), (), "none"
    state.series.clear()
    reported = now.section == "context" and _DEEP.match(block.text)  # "1.2 Orientation 1" of a report, item by item
    section = now.section if now.section in ("commitments", "table") or reported else "frame"
    scope, quarters = _scope(block)
    path = (*now.path[:1], item.label) if now.path else (item.label,)
    state.now = replace(
        now,
        section=section,
        item=item,
        partners=partners,
        partner_origin=origin,
        quarters=quarters,
        scope=scope,
        path=path,
    )


def _scope(block: Block) -> tuple[str, tuple[object, ...]]:
    if matcher("scope.all").search(block.folded):
        return "stated_all", ()
    return "unstated", ()
