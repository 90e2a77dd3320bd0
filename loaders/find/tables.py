"""Tables: the year under a row of a table of actions whose cells were not told apart. Enters: a statement."""

import re

from maillage.loaders.find.statements import Statement
from maillage.loaders.find.surroundings import is_year
from maillage.loaders.view import View

_YEARS = re.compile(r"20[2-4]\d(?: ?- ?20[2-4]\d)?")


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
