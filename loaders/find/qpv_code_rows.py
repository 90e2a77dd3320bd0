"""Codes on one row: quarters are the columns of a table, "Code | QN05998M | QN05999M". Enters: a View. Leaves: Sights.

Each code takes the name in the row above that stands over it.
"""

import re
from collections.abc import Iterator

from maillage.loaders.find.qpv_names import clean, plausible, prose_like
from maillage.loaders.find.qpv_sight import CODE, STRONG, Sight
from maillage.loaders.fold import fold
from maillage.loaders.view import View

_LABEL = re.compile(r"(?:codes?|n°|numeros?|references?|qpv)(?: (?:du |des |de )?(?:qpv|quartiers?|insee))?$")
_CELL = re.compile(r"[^\s|](?:[^\S\n]?[^\s|]+)*")
_EDGES = " |:;\t"
FEWEST = 2  # codes that make a row of them
ABOVE = 4  # lines above the codes on which the names may stand

Cell = tuple[int, int, str]  # first and last column, text


def code_rows(view: View) -> Iterator[Sight]:
    """The quarters of every row of codes, in the order of its columns."""
    for number, line in enumerate(view.lines, 1):
        if line.count("QN") + line.count("QP") < FEWEST:
            continue
        raw = view.document.lines[number - 1]
        codes = list(CODE.finditer(raw))
        label = fold(raw[: codes[0].start()]).strip(_EDGES) if codes else ""
        if len(codes) < FEWEST or CODE.sub("", raw[codes[0].start() :]).strip(_EDGES) or not _LABEL.match(label):
            continue
        above = next((n for n in range(number - 1, max(0, number - ABOVE), -1) if view.lines[n - 1].strip()), 0)
        names = [_over(_cells(view.document.lines[above - 1]), code) for code in codes] if above else []
        if len(set(names)) == len(codes) and all(map(_is_name, names)):
            for name, code in zip(names, codes, strict=True):
                yield Sight(clean(name), above, STRONG, (), code["code"].replace(" ", ""), group=number)


def _cells(raw: str) -> list[Cell]:
    """The cells of a row whose columns bars or wide spaces part."""
    return [(m.start(), m.end(), m[0]) for m in _CELL.finditer(raw)]


def _over(cells: list[Cell], code: re.Match[str]) -> str:
    """The cell whose middle is nearest to a code's."""
    middle = (code.start() + code.end()) / 2
    return min(cells, key=lambda c: abs((c[0] + c[1]) / 2 - middle), default=(0, 0, ""))[2]


def _is_name(text: str) -> bool:
    name = clean(text)
    return name[:1].isupper() and plausible(name) and not prose_like(name) and CODE.search(name) is None
