"""Signature cells: a page's lines cut where columns part. Enters: a View and lines. Leaves: cells, column by column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.loaders.find.names import of_form
from maillage.loaders.find.persons import CIVILITY
from maillage.loaders.find.signature_splits import split
from maillage.loaders.view import View

TABLE = 1 / 3  # share of lines with several cells from which a page is read column by column
BAR = 40  # characters that a column between bars is taken for
WIDTH = 12  # characters between the starts of two columns

# Offices printed side by side on a line, or after a body and a comma.
_INNER = re.compile(
    rf" (?={CIVILITY} (?:[Ll]e |[Ll]a |[Ll][’']))"
    r"| (?=(?:Le|La) (?:Maire|Préf|Prés|Direct|Procur|Rect|Vice-|Sous-|Gérant))"
    r"| ?[,;:–(] ?(?=(?:[Ll]e|[Ll]a|[Ss]on|[Ss]a) "
    r"(?:[Mm]aire|[Pp]réf|[Pp]rés|[Dd]irect|[Pp]rocur|[Rr]ect|[Vv]ice|[Ss]ous-|[Gg]érant|[Dd]élégué|[Ss]ecrétaire))"
)
_MAYORS = re.compile(r"(?:L[ea] [Mm]aire ?){2,}")
_TOWN_NAME = re.compile(r"(?:(?:Le|La|Les) |L[’'])?[A-ZÀ-Ý][\wÀ-ÿœ’'-]+")
_POINTS = re.compile(r"\s[·•]\s|\s[·•]$")
_BULLETED = re.compile(r"^[-–•*o▪] ?(?=[A-ZÀ-Ýl])")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: a table's cell, or the whole line."""

    line: int
    gap: int  # blank lines above
    text: str


def cells(view: View, first: int, last: int, names: Mapping[str, str]) -> list[Cell]:
    """The lines as cells; a table that keeps its columns apart is read column by column.

    ``names``: what places of the document sign as, by their comparable names.
    """
    rows: list[list[tuple[int, Cell]]] = []
    gap = 0
    of_the_page = frozenset(view.document.furniture)  # and so no cell, nor white space between two
    for number in range(first, last + 1):
        raw = view.document.lines[number - 1] if number <= len(view.document.lines) else ""
        text = view.lines[number - 1].strip()
        if {number - 1, number, number + 1} & of_the_page and (not text or number in of_the_page):
            continue
        if not text:
            gap += 1
            continue
        rows.append(_row(raw, text, number, gap))
        gap = 0
    rows = [*map(_towns_above_mayors, rows, [*rows[1:], []])]
    if sum(len(row) > 1 for row in rows) < TABLE * len(rows):
        return [piece for row in rows for _, cell in row for piece in _inner(cell, names)]
    return [piece for column in _columns(rows) for cell in column for piece in _inner(cell, names)]


def _towns_above_mayors(row: list[tuple[int, Cell]], below: list[tuple[int, Cell]]) -> list[tuple[int, Cell]]:
    """ "Avray La Forge Corbie" above "La maire Le maire Le maire": as many towns as there are mayors."""
    mayors = _MAYORS.fullmatch(below[0][1].text) if len(row) == len(below) == 1 else None
    if mayors is None:
        return row
    at, cell = row[0]
    towns = _TOWN_NAME.findall(cell.text)
    if len(towns) != len(mayors[0].split()) // 2 or " ".join(towns) != cell.text:
        return row
    return [(at, Cell(cell.line, 0 if i else cell.gap, f"Ville {of_form(name)}")) for i, name in enumerate(towns)]


def _row(raw: str, text: str, number: int, gap: int) -> list[tuple[int, Cell]]:
    if "|" in text:  # a table drawn with bars
        columns = enumerate(part.strip(" |") for part in raw.strip(" |").split("|"))
        return [(at * BAR, Cell(number, gap, part)) for at, part in columns if part.strip("-: ")]
    if _POINTS.search(raw.strip(" ·•")):  # "État · Région Bretagne ·": one after the other, not in columns
        return [(0, Cell(number, gap, part.strip())) for part in _POINTS.split(raw) if part.strip(" ·•")]
    parts = [(m.start(), m[0].strip()) for m in re.finditer(r"\S+(?:\s{1,2}\S+)*", raw.rstrip())]
    if len(parts) < 2:
        return [(len(raw) - len(raw.lstrip()), Cell(number, gap, text))]
    return [(at, Cell(number, gap, re.sub(r"\s+", " ", part))) for at, part in parts]


def _columns(rows: Sequence[Sequence[tuple[int, Cell]]]) -> list[list[Cell]]:
    """Cells by column: each goes to the column whose start is nearest."""
    starts: list[int] = []
    for at in sorted(at for row in rows if len(row) > 1 for at, _ in row):
        if not starts or at - starts[-1] > WIDTH:
            starts.append(at)
    columns: list[list[Cell]] = [[] for _ in starts]
    for row in rows:
        for at, cell in row:
            columns[min(range(len(starts)), key=lambda i: abs(starts[i] - at))].append(cell)
    return columns


def _inner(cell: Cell, names: Mapping[str, str]) -> Iterator[Cell]:
    """Entries printed side by side, or an office after the body and a comma, apart from each other."""
    pieces = _INNER.split(_BULLETED.sub("", cell.text))
    for i, part in enumerate(p for piece in pieces for p in split(piece.strip(" ,;"), names)):
        bare = part.strip(" ,;") if "(" in part else part.strip(" ,;)")
        if bare:
            yield Cell(cell.line, 0 if i else cell.gap, bare)
