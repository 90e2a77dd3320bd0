"""Objectives of an item, listed: "Le défi de la santé, c'est :", "Nos objectifs". Enters: blocks. Leaves: items.

Such a list says what is aimed at, not what somebody will do: its entries are of the frame, under the item that is open.
"""

import re

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import Frame, Item, heading_kinds
from maillage.loaders.find.item_mentions import ItemMentions
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

FAR = 60  # blocks under an item's heading in which a list of objectives is its own
MAX_ENTRY = 400  # characters of an objective with its explanation
MAX_WORDS = 14  # of the line that announces them
FEWEST, MOST = 2, 12  # objectives of one list
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})\.? ?[:–-]? ?(?=[A-ZÀ-Ý])")  # "1.2 Ouvrir"
NEAR = 3  # blocks above an item's heading in which its own list may stand, when it names the item


def find_objectives(view: View, frame: Frame) -> None:
    """The entries of each list of objectives, as the objectives of the item whose heading is above."""
    mentions, kinds = ItemMentions(frame), {*heading_kinds(frame), "enjeu"}
    item, at = None, 0
    for index, block in enumerate(view.blocks):
        heading = frame.headings.get(index)
        if heading is not None and heading.kind in kinds:
            item, at = heading, index
        if not _announces(block):
            continue
        told = mentions.told(fold(block.lines[-1]))
        parent = told[0] if len(told) == 1 else item if index - at <= FAR else None
        entries = _entries(view, index)
        if parent is not None and FEWEST <= len(entries) <= MOST:
            _add(view, frame, parent, index, entries)


def _announces(block: Block) -> bool:
    """Whether a block, or its last line, says that objectives follow."""
    last = fold(block.lines[-1]).strip()
    return last.count(" ") < MAX_WORDS and matcher("frame.objectives").match(last) is not None


def _entries(view: View, index: int) -> list[int]:
    """The blocks of the bullets right below."""
    found = []
    for at in range(index + 1, len(view.blocks)):
        if view.blocks[at].mark != "bullet" or len(view.blocks[at].text) > MAX_ENTRY:
            break
        found.append(at)
    return found


def _add(view: View, frame: Frame, parent: Item, index: int, entries: list[int]) -> None:
    if len(view.blocks[index].lines) == 1 and index not in frame.headings:
        frame.label_blocks.add(index)
    for at in entries:
        block = view.blocks[at]
        match = _NUMBERED.match(block.text)
        number, label = (match["number"], block.text[match.end() :]) if match else (None, block.text)
        item = Item("objectif", number, label.rstrip(" ;.,"), block.first, block.last, parent)
        frame.add(item)
        frame.label_blocks.add(at)
