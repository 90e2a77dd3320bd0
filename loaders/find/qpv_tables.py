"""Tables of quarters by commune, flattened to lines. Enters: a View and the communes known. Leaves: Sights.

A row may begin with its commune, or the commune may stand on a line of its own above its quarters; rows of one
commune after the other follow the alphabet, which tells a commune from the continuation of a cell.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.blocks import is_caps
from maillage.loaders.find.names import title_case
from maillage.loaders.find.qpv_columns import column_sights, regular, stacked
from maillage.loaders.find.qpv_grids import listing_lines
from maillage.loaders.find.qpv_names import PREFIX, clean, generic, plausible
from maillage.loaders.find.qpv_sight import CODE, POPULATION, STRONG, Sight, figure
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

_HEADER = re.compile(r"(?=.*\b(?:communes?|villes?)\b)(?=.*\b(?:quartiers?|qpv)\b)")
_HEADER_CELL = re.compile(
    r"(?:communes?|villes?)(?: concernees?)?$|(?:noms? des? |noms? du |les )?(?:quartiers?|qpv)(?: \w+){0,4}$"
)
_HEADER_WORDS = re.compile(
    r"(?:(?:communes?|villes?|concernees?|noms?|libelles?|officiels?|quartiers?|prioritaires?|qpv|codes?|population|insee|"
    r"habitants|nombre|politique|hab|contrat|departement|epci|d[ue]s?|la|les?|l'|d'|en|et|n°|\d{4})[\s|;/().:,']*)+$"
)
_TOWN = re.compile(r"(?P<town>(?:(?:L[ea]s?|L[’']) ?)?[A-ZÀ-Ý][\wÀ-ÿ’']*(?:-[\wÀ-ÿ’']+)*)(?P<rest>(?: .*)?)$")
_LOOSE_HYPHEN = re.compile(r" -(?=\w|$)|(?<=\w)- (?=[a-zà-ÿ])")
_OPEN = re.compile(r"(?:;|,|[-–/]|\b(?:[Dd]e|[Dd]u|[Dd]es|[Ll]a|[Ll]e|[Ll]es|[Ee]t))$")
_SENTENCE = re.compile(r"[.!?]$|\b(?:est|sont|ont|sera|reste|restent|demeure|qui|que|avec|dans|pour)\b")
_PARTED = re.compile(r"; ?[A-ZÀ-Ý0-9]")
MANY = 8  # semicolons of a page from which it is a table without a header
LONGEST_HEADER = 70
WIDEST = 100  # characters of a row
TITLE_LINES = 3  # of a table, and its first head
WIDE = 40  # characters of a cell's line that may go on below


@dataclass(slots=True)
class _Row:
    """One line of a table: which commune it may open, how surely, and the rest."""

    number: int
    text: str
    town: str = ""
    rest: str = ""
    sure: int = 0


def table_sights(view: View, communes: Mapping[str, str]) -> list[Sight]:
    """Quarters and their communes in every table of the document whose cells the format does not know."""
    found: list[Sight] = []
    known = listing_lines(view.document)
    for header, first, last in _tables(view):
        if known and not known.isdisjoint(range(first - 1, last + 1)):
            continue
        cells = _stacked(view, first - 1) if not header else []
        if cells:
            found.extend(column_sights(cells[0][1], cells[1:], communes))
            continue
        rows = _rows(view, first, last)
        if header and regular(header):
            found.extend(column_sights(header, [(row.number, row.text) for row in rows], communes))
            continue
        _mark_towns(rows, communes)
        found.extend(_sights(rows))
    return found


def _stacked(view: View, header: int) -> list[tuple[int, str]]:
    """The header and the rows of a table printed one cell a line, its page through."""
    page = view.page_of(header)
    first = view.document.page_starts[page - 1]
    end = (*view.document.page_starts, len(view.lines) + 1)[page]
    numbers = (n for n in range(first, end) if view.lines[n - 1].strip() and n not in view.furniture)
    filled = [(n, view.lines[n - 1]) for n in numbers]
    at = next((i for i, (n, _) in enumerate(filled) if n == header), len(filled))
    for index in range(at, min(at + TITLE_LINES, len(filled))):  # what looks like a head may be the table's title
        head, rows = stacked(filled, index)
        if rows:
            return [(header, head), *rows]
    return []


def _tables(view: View) -> Iterator[tuple[str, int, int]]:
    """(header, first line, last line) of what looks like a table of quarters; "" when it has no header on one line."""
    starts = (*view.document.page_starts, len(view.lines) + 1)
    speaking = [n for n, x in enumerate(view.lines, 1) if ("uartier" in x or "UARTIER" in x or "QPV" in x)]
    speaking = [n for n in speaking if len(view.lines[n - 1]) <= LONGEST_HEADER]
    for first, end in pairwise(starts):
        page = view.lines[first - 1 : end - 1]
        near = speaking[bisect_left(speaking, first) : bisect_left(speaking, end)]
        header = next((n - first for n in near if _is_header(page, n - first)), None)
        if header is not None:
            text = page[header].strip()
            one_line = bool(_HEADER.match(fold(text)))
            yield text if one_line else "", first + header + 1, _end(page, header + 1, first)
        elif len(_PARTED.findall("\n".join(page))) >= MANY and _about_quarters(view, first, end):
            yield "", first, _end(page, 0, first)


def _is_header(page: Sequence[str], index: int) -> bool:
    """ "Commune Nom du quartier" on one line, or on two."""
    text = fold(page[index]).strip(" |")
    if ":" in text or _SENTENCE.search(text):
        return False
    if _HEADER.match(text):
        return bool(_HEADER_WORDS.match(text))
    around = [_first_filled(page[index + 1 : index + 3]), _first_filled(page[max(0, index - 2) : index][::-1])]
    return bool(_HEADER_CELL.match(text)) and any(
        _HEADER_CELL.match(a) and ("commune" in a or "ville" in a) for a in around
    )


def _first_filled(lines: Sequence[str]) -> str:
    return next((fold(line).strip() for line in lines if line.strip()), "")


def _about_quarters(view: View, first: int, end: int) -> bool:
    """Whether this page or the one before speaks of the priority quarters."""
    before = max((s for s in view.document.page_starts if s < first), default=1)
    text = fold("\n".join(view.lines[before - 1 : end - 1]))
    return "quartiers prioritaires" in text or "geographie prioritaire" in text or "qpv" in text


def _end(page: Sequence[str], start: int, first: int) -> int:
    """The last line of the table: before a sentence, or the page's last."""
    for index in range(start, len(page)):
        text = page[index].strip()
        if len(text) > WIDEST or (text and _SENTENCE.search(text)):
            return first + index - 1
    return first + len(page) - 1


def _rows(view: View, first: int, last: int) -> list[_Row]:
    rows = []
    for number in range(first, last + 1):
        text = _LOOSE_HYPHEN.sub("-", view.lines[number - 1].strip())
        if sum(c.isalpha() for c in text) > 2:
            rows.append(_Row(number, text))
    return rows


def _mark_towns(rows: list[_Row], communes: Mapping[str, str]) -> None:
    """Keep the commune of the rows that open one: known, in capitals, or in the order of the alphabet."""
    _join_split_towns(rows)
    before, alone = "", False
    for row in rows:
        match = _TOWN.match(row.text)
        if match and not _OPEN.search(before) and not PREFIX.match(row.text) and not (alone and ";" in row.text):
            row.town, row.rest = match["town"], match["rest"].strip()
            row.sure = _sureness(row, communes)
        before, alone = row.text, bool(row.sure and not row.rest)
    capitals = [row for row in rows if row.sure == _CAPITALS]
    keep = capitals if len(capitals) > 2 else _alphabetical([row for row in rows if row.sure])
    keep = [row for row in keep if not _is_empty(row, rows, keep)]
    for row in rows:
        if not any(row is kept for kept in keep) and key(row.town) not in communes:
            row.town, row.rest = "", row.text
    for row in rows:
        row.rest = row.rest if row.town else row.text


def _is_empty(row: _Row, rows: Sequence[_Row], keep: Sequence[_Row]) -> bool:
    """A word alone that another commune follows has no quarter under it: it is a quarter itself."""
    below = rows[rows.index(row) + 1 :][:1]
    return not row.rest and row.sure < _KNOWN and any(below[0] is kept for kept in keep) if below else False


_CAPITALS, _KNOWN = 9, 5


def _sureness(row: _Row, communes: Mapping[str, str]) -> int:
    """How much a row looks as if it opened a commune."""
    first = fold(row.town).split("-")[0]
    if _HEADER_CELL.match(fold(row.town)) or generic(first) or not plausible(title_case(row.town)):
        return 0
    if is_caps(row.town) and (not row.rest or not row.rest.isupper()):
        return _CAPITALS
    if key(row.town) in communes:
        return _KNOWN
    if not row.rest:
        return 3
    if not row.rest[0].isupper():
        return 0
    return 2 if re.match(r"(?:L[ea]s?|L[’']|Centre|Quartier|Secteur|Cité) ?", row.rest) or "-" in row.town else 1


def _join_split_towns(rows: list[_Row]) -> None:
    """ "Corbie-sur-" over "Avre" is one commune."""
    for row, below in zip(rows[::-1][1:], rows[::-1], strict=False):
        near = below.number - row.number <= 2 and ";" not in below.text
        if near and row.text.endswith("-") and " " not in row.text:
            row.text = row.text + below.text
            rows.remove(below)


def _alphabetical(rows: list[_Row]) -> list[_Row]:
    """The surest chain of rows whose communes' initials follow the alphabet."""
    best: list[tuple[int, int]] = []  # (sum, index of the one before) of the best chain that ends in each row
    for i, row in enumerate(rows):
        before = [(best[j][0], j) for j in range(i) if key(rows[j].town)[:1] <= key(row.town)[:1]]
        total, previous = max(before, default=(0, -1))
        best.append((total + row.sure, previous))
    at = max(range(len(rows)), key=lambda i: best[i][0], default=-1)
    chain = []
    while at >= 0:
        chain.append(rows[at])
        at = best[at][1]
    return chain


def _sights(rows: list[_Row]) -> Iterator[Sight]:
    """The names under each commune; lines without any commune are no table of quarters."""
    if len({row.town for row in rows if row.town}) < 2:
        return
    town, group, cell = "", 0, list[_Row]()
    for row in rows:
        if not row.town and cell and _continues(cell[-1].rest, row.text):
            cell.append(_Row(row.number, row.text, rest=row.text))
            continue
        yield from _cell(cell, town, group)
        town, group = (row.town, row.number) if row.town else (town, group)
        cell = [row] if row.rest else []
    yield from _cell(cell, town, group)


def _continues(above: str, text: str) -> bool:
    """Whether a line goes on with the cell above: that one is open, or both are long enumerations."""
    return bool(_OPEN.search(above)) or (";" in above + text and (len(above) > WIDE or ";" in above))


def _cell(cell: Sequence[_Row], town: str, group: int) -> Iterator[Sight]:
    """The names of one cell, each with the line it begins on."""
    text, ends = "", list[int]()
    for row in cell:
        text += row.rest if text.endswith("-") else " " + row.rest
        ends.append(len(text))
    at = 0
    for piece in text.split(";"):
        number = POPULATION.search(piece.strip())
        name = clean(POPULATION.sub("", CODE.sub("", piece.strip())))
        begins = at + len(piece) - len(piece.lstrip())
        at += len(piece) + 1
        if town and plausible(name):
            line, count = cell[bisect_right(ends, begins)].number, figure(number[1]) if number else None
            code = CODE.search(piece)
            yield Sight(name, line, STRONG, (title_case(town),), code[1] if code else None, False, group, count)
