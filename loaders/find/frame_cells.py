"""Items in a column of a flattened table: "Défi / Ce que nous ferons / Échéance". Enters: a Frame. Leaves: headings.

The column's cells call the items by a word or two of their names: "Emploi", "Droits, soins". A cell that only one item
can be meant by opens the rows under it.
"""

from collections.abc import Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MAX_HEADER = 16  # words of a table's header on one line
MAX_CELL = 4  # words of a cell that calls an item
STEM = 5  # letters that two forms of a word share: "enfants", "enfance"
SHORTEST = 4  # letters of a word that tells an item


def find_cells(view: View, frame: Frame) -> None:
    """The cells that call an item, as headings of it, from such a header on to the next title of a part."""
    known = [(item, _stems(" ".join((item.label, *item.aliases)))) for item in frame.items if _heads(item)]
    inside = False
    for index, block in enumerate(view.blocks):
        if block.words <= MAX_HEADER and matcher("frame.cells").match(block.folded):
            inside = True
            frame.label_blocks.add(index)
        elif inside and _ends(block):
            inside = False
        elif inside and (item := _called(block.lines[-1], known)) is not None and not block.mark:
            if len(block.lines) == 1:
                frame.headings[index] = item
                frame.calls.add(index)
            else:
                frame.leads.setdefault(index + 1, item)  # the cell was taken for the rest of the row above


def _called(cell: str, known: Sequence[tuple[Item, set[str]]]) -> Item | None:
    """The one item that a cell can mean."""
    if cell.count(" ") >= MAX_CELL or not cell[:1].isupper():
        return None
    own = _stems(cell)
    called = [item for item, stems in known if own and own <= stems]
    return called[0] if len(called) == 1 else None


def _heads(item: Item) -> bool:
    return item.kind in TOP_KINDS and item.qpv is None


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in key(text).split() if len(word) >= SHORTEST}


def _ends(block: Block) -> bool:
    short = block.words <= MAX_HEADER and not block.mark
    return short and any(matcher(f"section.{kind}").search(block.folded) for kind in ("annex", "signatures", "reset"))
