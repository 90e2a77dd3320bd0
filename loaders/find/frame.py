"""Frame: the défis, orientations, piliers… of a contract. Enters: a View. Leaves: items and their heading blocks.

An item is found where it heads what it contains, where it is announced in a list, where prose counts it ("le premier
enjeu « … » se décline en 3 ambitions visant à …"), and where a table of actions is parted by it. The same item found
twice is one.
"""

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_across import find_across
from maillage.loaders.find.frame_cells import find_cells
from maillage.loaders.find.frame_coded import find_coded
from maillage.loaders.find.frame_enumerated import find_enumerated
from maillage.loaders.find.frame_headings import find_headings
from maillage.loaders.find.frame_items import KINDS, RANK, TOP_KINDS, Frame, Item, same_item
from maillage.loaders.find.frame_lists import find_lists
from maillage.loaders.find.frame_numbered import find_numbered
from maillage.loaders.find.frame_objectives import find_objectives
from maillage.loaders.find.frame_priorities import find_priorities, own_quarters
from maillage.loaders.find.frame_prose import find_prose
from maillage.loaders.find.frame_recurrence import find_recurrences, set_lists_aside
from maillage.loaders.find.frame_repeated import find_repeated
from maillage.loaders.find.frame_series import find_series
from maillage.loaders.find.frame_transversal import find_transversal
from maillage.loaders.find.item_mentions import find_titles
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

__all__ = ["KINDS", "RANK", "TOP_KINDS", "Frame", "Item", "find_frame", "same_item"]

FAR = 400  # blocks: what stands further from its parent's heading is not read as its part


def find_frame(view: View) -> Frame:
    """All items of a document, merged, with their headings."""
    frame = Frame()
    find_lists(view, frame)
    find_enumerated(view, frame)
    find_transversal(view, frame)
    find_across(view, frame)
    find_prose(view, frame)
    find_headings(view, frame)
    find_priorities(view, frame)
    find_series(view, frame)
    find_numbered(view, frame)
    find_coded(view, frame)
    find_repeated(view, frame)
    _prefer_labels(frame)
    find_recurrences(view, frame)
    _parents(view, frame)  # also where items are only listed
    set_lists_aside(view, frame)
    find_objectives(view, frame)
    own_quarters(view, frame)
    _parents(view, frame)
    _parents_by_number(frame)
    frame.titles = find_titles(view, frame)
    find_cells(view, frame)
    return frame


def _prefer_labels(frame: Frame) -> None:
    """Of the labels an item was printed with, keep the most printed; among equals the longest."""
    for item in frame.items:
        item.label = max(item.labels, key=lambda label: (item.labels[label], len(label)))


def _parents(view: View, frame: Frame) -> None:
    """An objective belongs to the orientation whose heading it stands under, an ambition to its pilier."""
    above: list[tuple[int, Item]] = []
    for index in sorted(frame.headings):
        item = frame.headings[index]
        rank = RANK.get(item.kind)
        if rank is None:
            continue
        while above and RANK[above[-1][1].kind] >= rank:
            above.pop()
        if item.parent is None and item.number and not item.qpv and _may_belong(item, above):
            start, parent = above[-1]
            if index - start < FAR and not _chapter_between(view.blocks[start:index]) and parent is not item:
                item.parent = parent
        above.append((index, item))


def _parents_by_number(frame: Frame) -> None:
    """ "Objectif 1.2" is only listed under "Axe 1": the item of the number before its last dot is its parent.

    Of several kinds of items with that number, none is.
    """
    for item in frame.items:
        above = (item.number or "").rpartition(".")[0]
        if item.parent is not None or item.qpv or not above or item.kind not in RANK:
            continue
        ranks = [(i, RANK.get(i.kind, len(RANK))) for i in frame.items if i.number == above and i.kind != item.kind]
        found = [i for i, rank in ranks if rank <= RANK[item.kind]]
        found = [i for i in found if i.qpv is None]
        item.parent = found[0] if len(found) == 1 else None


def _may_belong(item: Item, above: list[tuple[int, Item]]) -> bool:
    """Ambitions and objectives belong to what stands above them; orientations only to a pilier."""
    return bool(above) and (item.kind in ("ambition", "objectif") or above[-1][1].kind == "pilier")


def _chapter_between(blocks: list[Block]) -> bool:
    return any(len(b.text) < 60 and matcher("section.annex").search(b.folded) for b in blocks)
