"""Numbered objectives: "1.2 Réussir à l'école" under "Pilier 1". Enters: blocks. Leaves: items and their headings.

A title of two or three numbers is an objective when it stands under an item that bears the first of them; it is so
again wherever it is printed later.
"""

import re
from collections import Counter

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import RANK, Frame, Item
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_DEEP = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})\.? ?[–-]? ?(?P<label>[A-ZÀ-Ý].{3,160})$", re.DOTALL)
_CONTRIBUTION = re.compile(r"^[\d. –-]+(?:contributions?|engagements?) d(?:e|u|es|')\b")  # a partner's part
MAX_WORDS = 20  # of such a title
FAR = 120  # blocks under its item's heading
FEWEST = 3  # objectives that make the numbering a part of the frame
_OTHERS = ("context", "governance", "indicators", "annex", "signatures", "table")


def find_numbered(view: View, frame: Frame) -> None:
    """The numbered objectives under the items of the frame, when there are several and under more than one."""
    found = [(index, parent, number, label) for index, parent, number, label in _titles(view, frame)]
    parents = Counter(parent for _, parent, _, _ in found)
    parents.update(i.parent for i in frame.items if i.parent is not None and i.number and "." in i.number)
    if len({number for _, _, number, _ in found}) < FEWEST or len(parents) < 2:
        return
    for index, parent, number, label in found:
        block = view.blocks[index]
        above = next((i for i in frame.items if i.number == number.rpartition(".")[0] and i.kind == "objectif"), parent)
        item = Item("objectif", number, label, block.first, block.last, above)
        frame.headings[index] = frame.add(item)


def _titles(view: View, frame: Frame) -> list[tuple[int, Item, str, str]]:
    """(block, item above, number, label) of each title that the item above or its parent numbers."""
    found: list[tuple[int, Item, str, str]] = []
    open_items: list[tuple[int, Item]] = []
    for index, block in enumerate(view.blocks):
        item = frame.headings.get(index)
        if item is not None:
            while open_items and RANK.get(open_items[-1][1].kind, 9) >= RANK.get(item.kind, 9):
                open_items.pop()
            open_items.append((index, item))
            continue
        match = _DEEP.match(block.text) if _is_title(block) else None
        if match is None or not open_items or index - open_items[-1][0] > FAR:
            continue
        first = match["number"].split(".")[0]
        if any(held.number == first for _, held in open_items):
            found.append((index, open_items[-1][1], match["number"], match["label"]))
    return found


def _is_title(block: Block) -> bool:
    if (
        _CONTRIBUTION.search(block.folded)
        or block.words > MAX_WORDS
        or block.mark == "bullet"
        or block.text.endswith((".", ";", ",", ":"))
    ):
        return False
    return not any(matcher(f"section.{kind}").search(block.folded) for kind in _OTHERS)
