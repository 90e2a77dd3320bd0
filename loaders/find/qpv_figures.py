"""Quarters in a table of figures: "Bel-Air 2 450 51 %" under "Nos quartiers en chiffres".

Enters: a View. Leaves: Sights.
Such a table has no head for its names, and no codes: a title speaks of quarters, and each row is a name and figures.
"""

import re
from collections.abc import Collection, Iterator

from maillage.loaders.find.qpv_names import QNAME, clean, plausible, telling
from maillage.loaders.find.qpv_sight import STRONG, Sight, figure
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

_TITLE = re.compile(r"(?:.* )?(?:quartiers?|qpv)\b(?! (?:19|20)\d\d)[^.;:]*$")
_ROW = re.compile(rf"(?P<name>{QNAME}) ?\|? +(?P<figures>(?:[\d .,|]*\d ?(?:%|€|hab\w*\.?)? ?\|? *){{2,}})$")
_FIGURE = re.compile(r"\d{1,3}(?: \d{3})+|\d+(?:,\d+)?")
TITLE_WORDS = 8
REACH = 14  # filled lines under a title among which the rows stand
FEWEST = 2  # rows of a table


def figure_rows(view: View, others: Collection[str]) -> Iterator[Sight]:
    """The names of the rows; ``others``: comparable names of what they are compared with, communes and the like."""
    for number, line in enumerate(view.lines, 1):
        if ("uartier" not in line and "UARTIER" not in line and "QPV" not in line) or line.count(" ") > TITLE_WORDS:
            continue
        if _TITLE.match(fold(line).strip()):
            rows = list(_rows(view, number, others))
            yield from rows if len(rows) >= FEWEST else ()


def _rows(view: View, title: int, others: Collection[str]) -> Iterator[Sight]:
    filled = (n for n in range(title + 1, len(view.lines) + 1) if view.lines[n - 1].strip())
    for _, number in zip(range(REACH), filled, strict=False):
        match = _ROW.match(view.lines[number - 1].strip())
        if match is None:
            continue
        name, figures = clean(match["name"]), _FIGURE.findall(match["figures"])
        if len(figures) < FEWEST or key(name) in others or not plausible(name) or not telling(name):
            continue
        if _is_named_again(view, number, name):
            yield Sight(name, number, STRONG, group=title, population=figure(figures[0]))


def _is_named_again(view: View, number: int, name: str) -> bool:
    """Whether the text speaks of a quarter of that name elsewhere: "au Perseigne" of "Le Perseigne"."""
    bare = re.sub(r"^(?:L[ea]s?|L[’']) ?", "", name)
    pattern = re.compile(rf"(?<![\w-]){re.escape(bare)}(?![\w-])")
    return any(pattern.search(line) for at, line in enumerate(view.lines, 1) if at != number and bare in line)
