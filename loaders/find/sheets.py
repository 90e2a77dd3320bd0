"""Sheets: actions told in labelled fields, one under the other. Enters: lines. Leaves: where each lies, its fields.

"Action 4 : Title / Porteur : … / Échéance : …" is a row of a table of actions turned on its side: the labels are heads
of columns, and words between the fields describe the action. One sheet alone may be an accident; two are a form.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from maillage.loaders.document import Cell
from maillage.loaders.find.heads import LINKS, Head, head
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.title_lines import is_cut

FEWEST = 2  # sheets that make a form
BETWEEN = 7  # lines of text between two fields of a sheet
ABOVE = 14  # lines between a sheet's title and its first field
TITLE_LINES = 3  # of a title that no word announces
LONGEST_TITLE = 110  # characters of a line of such a title
ONCE = {"pilot", "deadline", "amount", "indicators", "quarters"}  # a field said twice opens the next sheet
WHO_OR_WHEN = {"pilot", "partners", "deadline", "amount"}  # a form of actions asks one of these
_FIELD = re.compile(r"(?:[•▪➢→*–-] ?)?(?P<label>[A-ZÀ-Ý][^:.;!?]{2,60}?) ?:(?: +(?P<value>\S.*)|$)")
_ITEM = re.compile(r"(?:[•▪➢→*>–-]|o(?= )|\d{1,2}[.)°])")
_TITLE_MARK = re.compile(r"^\W*(?:[^\W\d]+[ -]){1,3}(?:n ?[°o] ?)?[\d.]+ ?[.:–—-]* *", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An action in fields: its first and last line, its cells by what they hold, and what their labels say."""

    first: int
    last: int
    cells: dict[str, list[Cell]]
    heads: dict[int, Head]


@dataclass(frozen=True, slots=True)
class _Field:
    line: int
    head: Head
    value: str


def find_sheets(lines: Sequence[str], aside: frozenset[int]) -> list[Sheet]:
    """The sheets of a document, in its order.

    Args:
        lines: the repaired lines.
        aside: numbers of lines that are running titles and page numbers.
    """
    text = [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip() and n not in aside]
    fields = [field for n, line in text if (field := _field(n, line))]
    if len(fields) < FEWEST * 2:
        return []
    titles = [n for n, line in text if _opens(line)]
    fields = sorted([*fields, *_bare(text, fields, titles)], key=lambda field: field.line)
    fields = [field for field in fields if field.line not in titles]
    found: list[Sheet] = []
    for group in _groups(fields, text, titles):
        sheet = _sheet(group, text, titles, found[-1].last if found else 0)
        if sheet is not None:
            found.append(sheet)
    return found if len(found) >= FEWEST else []


@lru_cache(maxsize=16384)  # sheets are asked for by the blocks and by the rows
def _opens(line: str) -> bool:
    """Whether a line is the title of a sheet, or one of the frame that ends it."""
    folded = fold(line)
    opens = any(matcher(kind).match(folded) for kind in ("sheet.title", "sheet.end"))
    return opens and not matcher("fiche.item").match(folded)  # "Axe 2, objectif 2.1" is a field


def starts(sheets: Sequence[Sheet]) -> frozenset[int]:
    """The lines where a block must begin: those of each sheet's first line, and right after its last."""
    return frozenset(line for sheet in sheets for line in (sheet.first, sheet.last + 1))


def _field(number: int, line: str) -> _Field | None:
    if line[-1:].isdigit() and ":" not in line and line[:1].isupper() and matcher("fiche.item").match(fold(line)):
        return _Field(number, Head("axe", "frame", "axe"), line)
    match = _FIELD.match(line) if ":" in line else None
    known = head(match["label"]) if match else None
    return _Field(number, known, match["value"] or "") if match and known else None


def _bare(text: Sequence[tuple[int, str]], told: Sequence[_Field], titles: Sequence[int]) -> Iterator[_Field]:
    """The labels that stand alone on their line, without a colon, in documents whose other fields are so labelled."""
    often = Counter(field.head.text for field in told)
    if not titles or max(often.values(), default=0) < FEWEST:
        return
    for number, line in text:
        if number > titles[0] and often[fold(line)] >= FEWEST and number not in titles and (known := head(line)):
            yield _Field(number, known, "")


def _groups(fields: Sequence[_Field], text: Sequence[tuple[int, str]], titles: Sequence[int]) -> Iterator[list[_Field]]:
    """Fields that may be of one sheet: near each other, no title between them, and none asked twice."""
    numbers = [number for number, _ in text]
    group: list[_Field] = []
    for field in fields:
        if group:
            lines = bisect_right(numbers, field.line - 1) - bisect_right(numbers, group[-1].line)
            titled = bisect_right(titles, field.line) > bisect_right(titles, group[-1].line)
            again = field.head.kind in ONCE and any(field.head.text == other.head.text for other in group)
            if lines > BETWEEN or titled or again or field.head.kind == "action":
                yield group
                group = []
        group.append(field)
    if group:
        yield group


def _sheet(group: Sequence[_Field], text: Sequence[tuple[int, str]], titles: Sequence[int], above: int) -> Sheet | None:
    """The sheet of a group of fields; ``above`` is the last line of the one before."""
    kinds = {field.head.kind for field in group if field.head.kind in LINKS}
    if len(kinds) < 2 or not kinds & WHO_OR_WHEN:
        return None
    numbers = [number for number, _ in text]
    opening = bisect_right(numbers, group[0].line - 1)  # index in ``text`` of the first field
    first = opening if group[0].head.kind == "action" else _title(text, opening, titles, above)
    if first is None:
        return None
    last = _end(text, bisect_right(numbers, group[-1].line) - 1, titles)
    between = {number for number, _ in text[first : last + 1]} - {field.line for field in group}
    if sum(number in between and _ITEM.match(line) is not None for number, line in text[first : last + 1]) > 1:
        return None  # a list of things to do: more than one commitment
    below = text[last + 1 : last + 1 + FEWEST]
    if group[-1].head.kind == "description" and len(below) == FEWEST and _ITEM.match(below[0][1]):
        return None  # so it is where the list stands under the description
    return Sheet(text[first][0], text[last][0], *_cells(group, text[first : last + 1]))


def _title(text: Sequence[tuple[int, str]], opening: int, titles: Sequence[int], above: int) -> int | None:
    """The index of the line where a sheet's title begins: a line that a word announces, else the lines right above."""
    for index in range(opening - 1, max(-1, opening - 1 - ABOVE), -1):
        if text[index][0] <= above:
            break
        if text[index][0] in titles:
            return index if matcher("sheet.title").match(fold(text[index][1])) else None
    first = opening
    while first and text[first - 1][0] == text[first][0] - 1 and text[first - 1][0] > above:
        first -= 1
        if opening - first > TITLE_LINES or len(text[first][1]) > LONGEST_TITLE:
            return None
    return first if first < opening and not text[first][1].endswith((".", ";")) else None


def _end(text: Sequence[tuple[int, str]], last: int, titles: Sequence[int]) -> int:
    """The index of the last line of a sheet: that of its last field, and of what goes on below it."""
    for index in range(last, len(text) - 1):
        (number, line), (below, following) = text[index], text[index + 1]
        goes_on = following[0].islower() or is_cut(line) or line.endswith((",", ":"))
        if below != number + 1 or below in titles or not goes_on:
            return index
    return len(text) - 1


def _cells(group: Sequence[_Field], text: Sequence[tuple[int, str]]) -> tuple[dict[str, list[Cell]], dict[int, Head]]:
    """What each field says, the title as the action, and the lines between as its description."""
    at = {field.line: field for field in group}
    pieces: list[tuple[Head, list[tuple[int, str]]]] = []
    for number, line in text:
        if field := at.get(number):
            pieces.append((field.head, [(number, field.value)]))
        elif pieces and _goes_on(pieces[-1], line):
            pieces[-1][1].append((number, line))
        else:
            kind = "description" if pieces else "action"
            pieces.append((Head(kind, kind, kind), [(number, line if pieces else _TITLE_MARK.sub("", line))]))
    cells: dict[str, list[Cell]] = {}
    heads: dict[int, Head] = {}
    for column, (known, said) in enumerate(pieces):
        heads[column] = known
        words = " ".join(line for _, line in said).strip()
        if words:
            cells.setdefault(known.kind, []).append(Cell(0, 0, column, said[0][0], said[-1][0], words))
    return cells, heads


def _goes_on(piece: tuple[Head, list[tuple[int, str]]], line: str) -> bool:
    """Whether a line goes on what the field or the description above it says."""
    known, said = piece
    before = said[-1][1]
    return known.kind == "description" or not before or line[0].islower() or is_cut(before) or before.endswith(",")
