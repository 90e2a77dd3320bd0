"""Tables of actions, flattened one cell a line. Enters: contexts. Leaves: contexts with each row's operator.

A row is an action; its year and its operator are cells of their own, and an operator is printed once for the rows it
is merged over: it carries the row just above it and those that follow, until the next one.
"""

import re
from dataclasses import replace

from maillage.loaders.blocks import Block
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.surroundings import is_year
from maillage.loaders.fold import key
from maillage.loaders.view import View

_YEARS = re.compile(r"20[2-4]\d(?: ?- ?20[2-4]\d)?")
MAX_CELL = 8  # words of an operator's cell


def read_tables(view: View, contexts: list[Context], partners: Partners) -> list[Context]:
    """Contexts in which every row of a table of actions has the partner of its operator column."""
    out = list(contexts)
    operator: tuple[Partner, ...] = ()
    for index, (block, context) in enumerate(zip(view.blocks, contexts, strict=True)):
        if context.section != "table":
            operator = ()
            continue
        named = _operator(block, partners)
        if named:
            operator = named
            _give_above(view, out, index, operator)
            out[index] = replace(out[index], heading=True)
        elif operator:
            out[index] = replace(out[index], partners=operator, partner_origin="column")
    return out


def _operator(block: Block, partners: Partners) -> tuple[Partner, ...]:
    """The partners of a cell that holds little else than their names."""
    if block.words > MAX_CELL or block.mark:
        return ()
    seen = partners.at(block.first, block.last)
    known = {word for s in seen for word in key(f"{s.surface} {s.partner.name}").split()}
    words = [word for word in key(block.text).split() if not word.isdigit()]
    if sum(word in known for word in words) * 2 < len(words) or not seen:
        return ()
    return tuple({s.partner.key: s.partner for s in seen}.values())


def _give_above(view: View, contexts: list[Context], index: int, operator: tuple[Partner, ...]) -> None:
    """The row whose cells end where the operator is printed."""
    at = index - 1
    while at >= 0 and is_year(view.blocks[at].folded):
        at -= 1
    if at >= 0 and contexts[at].section == "table" and not contexts[at].heading:
        contexts[at] = replace(contexts[at], partners=operator, partner_origin="column")


def year_below(view: View, statement: Statement) -> str | None:
    """The year or period in the cell that ends a row of a table of actions, or stands under it: "2026"."""
    if statement.context.section != "table":
        return None
    at = statement.block + 1
    while at < len(view.blocks):
        years = _YEARS.search(view.blocks[at].folded) if is_year(view.blocks[at].folded) else None
        if years or view.blocks[at].first > statement.last:
            return years[0].replace(" ", "") if years else None
        at += 1
    return None
