"""Objectives in a column of a flattened table: "Objectif / Action / Année". Enters and leaves: contexts.

One cell a line, the objective printed once for its rows: between two years stand an action and its operator, and where
one cell more stands before the action it is the next objective.
"""

from collections.abc import Sequence
from dataclasses import replace

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.frame_labels import opens_action
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.surroundings import is_year
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MAX_WORDS = 12  # of an objective
MAX_HEADS = 4  # heads of columns on one line
FEWEST = 2  # objectives that make them the parts of a table
HEADER = 4  # blocks of a header


def give_objectives(view: View, frame: Frame, contexts: Sequence[Context]) -> list[Context]:
    """Contexts in which the rows of such a table stand under their objective, which becomes an item of the frame."""
    out = list(contexts)
    for start, end in _tables(view, contexts):
        if any(start <= index < end for index in frame.headings):
            continue  # its objectives are printed in another way
        objectives = _objectives(view, contexts, start, end)
        if len(objectives) < FEWEST:
            continue
        for at, following in zip(objectives, [*objectives[1:], end], strict=True):
            block = view.blocks[at]
            item = frame.add(Item("objectif", None, block.text, block.first, block.last, contexts[at].item))
            frame.headings[at] = item
            out[at] = replace(out[at], heading=True)
            for index in range(at, following):
                out[index] = replace(out[index], item=item, item_origin="column")
    return out


def _tables(view: View, contexts: Sequence[Context]) -> list[tuple[int, int]]:
    """The runs of blocks of a table whose first column holds objectives."""
    found, start = [], None
    for index, (block, context) in enumerate(zip(view.blocks, contexts, strict=True)):
        if context.section == "table" and start is None and matcher("frame.column").match(block.folded):
            start = index
        elif start is not None and context.section != "table":
            found.append((start, index))
            start = None
    return [*found, (start, len(view.blocks))] if start is not None else found


def _objectives(view: View, contexts: Sequence[Context], start: int, end: int) -> list[int]:
    """The blocks that are objectives: the cell before the action where two or more stand before a row's year."""
    spaced = any(block.gap_before for block in view.blocks[start + HEADER : end])
    found: list[int] = []
    cells: list[int] = []
    for index in range(start, end):
        block = view.blocks[index]
        if is_year(block.folded) or matcher("cell.year").match(block.folded):
            if len(cells) > 1 and _is_objective(view.blocks[cells[-2]]):
                found.append(cells[-2])
            cells = []
        elif _is_header(block) or contexts[index].heading:
            cells = []
        elif not cells or block.gap_before or not spaced:
            cells.append(index)
    return found


def _is_header(block: Block) -> bool:
    if matcher("frame.column").match(block.folded):
        return True
    return block.words <= MAX_HEADS and all(matcher("column").search(word) for word in block.folded.split(" "))


def _is_objective(block: Block) -> bool:
    title = block.words <= MAX_WORDS and block.text[:1].isupper() and block.text[-1:].isalnum() and not block.mark
    aims = opens_action(block.text) or matcher("open.noun").match(block.folded) or block.folded.startswith("mieux ")
    return title and bool(aims)
