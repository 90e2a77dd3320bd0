"""Heads of columns, one under the other: "Action", "Calendrier", "Opérateur". Enters: blocks. Leaves: how many."""

import re
from collections.abc import Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.rules import matcher

HEAD_WORDS, MAX_COLUMNS = 3, 5  # of a head of column; columns of a table of actions
ENDS_LIKE_TEXT = re.compile(r"[.;,]$|\.\.\.$|^[(a-zà-ÿ]|^[^(]*\)$")


def column_heads(blocks: Sequence[Block]) -> int:
    """How many of the blocks are the heads of a flattened table of actions that begins there; 0 where none does."""
    heads: list[str] = []
    for block in blocks:
        if block.words > HEAD_WORDS or block.mark or ENDS_LIKE_TEXT.search(block.text):
            break
        heads.append(block.folded)
    if len(heads) < 2 or not matcher("section.table").search(" ".join(heads)):
        return 0
    return max(1, sum(1 for head in heads if matcher("column").search(head)))
