"""Objectives that part a table of actions: capitals above its rows. Enters: blocks. Leaves: items and their headings.

A flattened table prints one cell a line; a row in capitals over all columns says what the rows under it serve.
"""

import re
from collections.abc import Iterator

from maillage.loaders.blocks import Block, is_caps
from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.frame_labels import leading_capitals, opens_action
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_COLUMN = re.compile(
    r"\b(?:calendrier|operateurs?|pilotes?|porteurs?|echeances?|chefs? de projet|responsables?|indicateurs?|actions?)\b"
)
MAX_ROWS = 60  # blocks without a table's header or objective after which the table has ended
MAX_HEADER = 14  # words of a table's header
MIN_OBJECTIVES = 2  # titles in capitals that make them the parts of a table
MIN_WORDS = 3  # of an objective


def find_table_objectives(view: View, frame: Frame) -> None:
    """Titles in capitals within tables of actions, as objectives."""
    for start, end in _tables(view):
        titles = [(i, used, label) for i, used, label in _titles(view, start, end) if i not in frame.headings]
        if len(titles) < MIN_OBJECTIVES:
            continue
        for index, used, label in titles:
            last = view.blocks[used].last
            frame.headings[index] = frame.add(Item("objectif", None, label, view.blocks[index].first, last))
            frame.label_blocks |= set(range(index + 1, used + 1))


def _tables(view: View) -> Iterator[tuple[int, int]]:
    """From each table's first header to where a chapter opens or its rows end."""
    start, seen = None, 0
    header, close = matcher("section.table"), (matcher("section.annex"), matcher("section.signatures"))
    for index, block in enumerate(view.blocks):
        short = block.words <= MAX_HEADER
        if short and (header.search(block.folded) or len(_COLUMN.findall(block.folded)) > 1):
            start, seen = index if start is None else start, index
        elif start is not None:
            closed = short and not block.mark and any(m.match(block.folded) for m in close)
            if closed or index - seen > MAX_ROWS:
                yield start, index
                start = None
            elif _opens_objective(block):
                seen = index
    if start is not None:
        yield start, len(view.blocks)


def _opens_objective(block: Block) -> bool:
    title = leading_capitals(block)
    return len(key(title).split()) >= MIN_WORDS and (
        opens_action(title) or matcher("open.noun").match(block.folded) is not None
    )


def _titles(view: View, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """(first block, last block, label) of each title in capitals; lines cut by the column run on in the next block."""
    index = start
    while index < end:
        block = view.blocks[index]
        if not _opens_objective(block):
            index += 1
            continue
        used, label = index, leading_capitals(block)
        while used + 1 < end and label == _all_of(view.blocks[used], label) and _runs_on(view.blocks[used + 1]):
            used += 1
            following = view.blocks[used]
            label += " " + following.sign * (following.sign == "V") + following.text
        yield index, used, label
        index = used + 1


def _all_of(block: Block, label: str) -> str:
    """The label when the block holds nothing but capitals, else nothing."""
    return label if is_caps(block.text) else ""


def _runs_on(block: Block) -> bool:
    """Capitals on the very next line; "V" of a title's second line passes for a bullet of symbol fonts."""
    return block.gap_before == 0 and is_caps(block.text) and block.sign in ("", "V") and not _opens_objective(block)
