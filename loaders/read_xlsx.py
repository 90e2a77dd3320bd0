"""XLSX: bytes → Document. A sheet is a page and a row a line; hidden sheets are left out.

Cells are read where they are written, so that a sheet that says it has a million rows costs what it holds. A formula is
read as the value that the file keeps of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from posixpath import join, normpath

from maillage.loaders.document import Document
from maillage.loaders.draft import MOST_COLUMNS, Draft
from maillage.loaders.package import Element, Package, attribute, child, children, local, whole
from maillage.loaders.read_errors import TooLargeError

MOST_ROWS = 200_000  # of a sheet, up to its last written cell; a table of actions has some hundreds
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")
_WORKBOOK = "xl/workbook.xml"
# Number formats that print a date (ISO 29500-1, 18.8.30), and letters that make a format of one's own one.
_DATES = frozenset([*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)])
_DATE_LETTERS = re.compile(r"[djmya]", re.IGNORECASE)
_NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|General|Standard', re.IGNORECASE)
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31 December 9999
_AMOUNT = re.compile(r"€|\[\$€|EUR", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of a workbook refer to."""

    strings: list[str]
    formats: list[str]  # by style: "" | date | amount
    epoch: date


def read_xlsx(path: Path, name: str, data: bytes, package: Package) -> Document:
    """The document a workbook holds.

    Raises:
        DamagedError: a part is missing or broken.
        TooLargeError: a part is over the limit, inflated, or a sheet has too many rows.
    """
    workbook = package.tree(_WORKBOOK)
    book = _Book(_strings(package), _formats(package), _epoch(workbook))
    draft = Draft()
    for title, part in _sheets(package, workbook):
        rows, reached = _rows(path, title, package.tree(part), book)
        if any(map(any, rows)):
            draft.sheet(title, rows, reached)
    return draft.document(name, data, "xlsx")


def _sheets(package: Package, workbook: Element) -> Iterator[tuple[str, str]]:
    """Title and part of each sheet that is shown."""
    relations = package.tree_or_none("xl/_rels/workbook.xml.rels")
    targets = {attribute(r, "Id"): attribute(r, "Target") or "" for r in children(relations, "Relationship")}
    for sheet in children(child(workbook, "sheets"), "sheet"):
        identity = next((v for k, v in sheet.attrib.items() if k.startswith("{") and k.endswith("}id")), None)
        target = targets.get(identity, "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if attribute(sheet, "state") in (None, "visible") and part in package.names and part.endswith(".xml"):
            yield attribute(sheet, "name") or "", part


def _strings(package: Package) -> list[str]:
    return [_text(item) for item in children(package.tree_or_none("xl/sharedStrings.xml"), "si")]


def _text(item: Element) -> str:
    """The text of a string, its runs joined; how it is pronounced (``rPh``) is no part of it."""
    runs = chain(children(item, "t"), (t for r in children(item, "r") for t in children(r, "t")))
    return "".join(t.text or "" for t in runs)


def _formats(package: Package) -> list[str]:
    styles = package.tree_or_none("xl/styles.xml")
    own = {
        whole(attribute(f, "numFmtId"), -1): attribute(f, "formatCode") or ""
        for f in children(child(styles, "numFmts"), "numFmt")
    }
    return [_kind(whole(attribute(xf, "numFmtId")), own) for xf in children(child(styles, "cellXfs"), "xf")]


def _kind(number: int, own: dict[int, str]) -> str:
    if number in own:
        code = own[number]
        if _AMOUNT.search(code):
            return "amount"
        return "date" if _DATE_LETTERS.search(_NOT_LETTERS.sub("", code)) else ""
    return "date" if number in _DATES else ""


def _epoch(workbook: Element) -> date:
    return _EPOCH_1904 if attribute(child(workbook, "workbookPr"), "date1904") in ("1", "true") else _EPOCH


def _rows(path: Path, title: str, sheet: Element, book: _Book) -> tuple[list[list[str]], set[tuple[int, int]]]:
    """The text of each cell, merged ones repeated where they reach, and the places they only reach."""
    found: dict[tuple[int, int], str] = {}
    at = -1
    for row in children(child(sheet, "sheetData"), "row"):
        at = whole(attribute(row, "r"), at + 2) - 1
        column = -1
        for cell in children(row, "c"):
            place = _PLACE.match(attribute(cell, "r") or "")
            column = _column(place[1]) if place else column + 1
            text = _value(cell, book)
            if text.strip() and column >= 0 <= at:
                found[at, column] = text
    last = max((row for row, _ in found), default=-1)
    if last >= MOST_ROWS:
        cause = f"its sheet «{title}» has text in row {last + 1}, over the limit of {MOST_ROWS} rows"
        raise TooLargeError(path, cause, "split it, or delete what lies that far down")
    reached = _merge(found, sheet, last)
    rows: list[list[str]] = [[] for _ in range(last + 1)]
    for (row, column), text in sorted(found.items()):
        rows[row] += [""] * (min(column, MOST_COLUMNS) - len(rows[row])) + [text]
    return rows, reached


def _merge(found: dict[tuple[int, int], str], sheet: Element, last: int) -> set[tuple[int, int]]:
    """Repeat merged cells where they reach; the places."""
    reached = set()
    for merged in children(child(sheet, "mergeCells"), "mergeCell"):
        ends = [_PLACE.match(end) for end in (attribute(merged, "ref") or "").split(":")]
        if len(ends) != 2 or ends[0] is None or ends[1] is None:
            continue
        (top, left), (bottom, right) = ((int(end[2]) - 1, _column(end[1])) for end in ends if end)
        if text := found.get((top, left)):
            for row in range(top, min(bottom, last) + 1):
                for column in range(left, min(right + 1, MOST_COLUMNS)):
                    if (row, column) != (top, left):
                        found[row, column] = text
                        reached.add((row, column))
    return reached


def _column(letters: str) -> int:
    """ "A" → 0, "AA" → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: Element, book: _Book) -> str:
    """What a cell shows."""
    kind, raw = attribute(cell, "t") or "n", ""
    for part in cell:
        if local(part) == "is":
            return _text(part)
        if local(part) == "v":
            raw = (part.text or "").strip()
    if kind == "s":
        index = whole(raw, -1)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return "oui" if raw == "1" else "non"
    if kind == "e":
        return ""
    return raw if kind != "n" else _number(raw, attribute(cell, "s"), book)


def _number(raw: str, style: str | None, book: _Book) -> str:
    """A number as French sheets print it: a day, an amount in euros, else the number itself."""
    index = whole(style, -1)
    form = book.formats[index] if 0 <= index < len(book.formats) else ""
    try:
        value = float(raw)
    except ValueError:
        return raw
    if form == "date" and 0 < value <= _LAST_DAY:
        try:
            day = book.epoch + timedelta(days=int(value))
        except OverflowError:
            return raw
        return f"{day:%d/%m/%Y}"
    if form == "amount" and abs(value) < 1e15:
        return f"{value:,.2f}".replace(",", " ").replace(".", ",").removesuffix(",00") + " €"
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else raw.replace(".", ",")
