"""ODT and ODS: bytes → Document. Paragraphs, headings, lists and tables in the order of the file.

Headers and footers (they lie in ``styles.xml``), comments and tracked deletions stay out. Text boxes follow the
paragraph that they are anchored to; notes come last. A sheet of an ODS is a page, and its rows are lines.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.draft import (
    BULLET,
    DASH,
    LEADERS,
    MOST_COLUMNS,
    Draft,
    PageBreak,
    Paragraph,
    Part,
    Table,
    TableCell,
    paragraphs_of,
)
from maillage.loaders.package import Element, Package, attribute, child, children, local, whole
from maillage.loaders.read_errors import DamagedError

_CONTENTS = {"table-of-content", "alphabetical-index", "illustration-index", "table-index", "object-index"}
_HOLDS = {
    "section",
    "index-body",
    "index-title",
    "soft-page-break",
    "table-header-rows",
    "table-rows",
    "table-row-group",
}
_ASIDE = {"annotation", "annotation-end", "tracked-changes", "ruby-text"}
MOST_REPEATS = 200  # of a row or cell that holds text; empty ones repeat to the end of the sheet


def read_odf(path: Path, name: str, data: bytes, package: Package, kind: str) -> Document:
    """The document an ODT or ODS holds; ``kind`` says which.

    Raises:
        DamagedError: a part is missing or broken.
        TooLargeError: a part is over the limit, inflated.
    """
    root = package.tree("content.xml")
    body = child(root, "body", "text" if kind == "odt" else "spreadsheet")
    if body is None:
        raise DamagedError(path, "its content is missing", "download or copy it again")
    reader = _Reader(root, package.tree_or_none("styles.xml"))
    draft = Draft()
    if kind == "ods":
        for table in children(body, "table"):
            rows, reached = reader.sheet(table)
            if any(map(any, rows)):
                draft.sheet(attribute(table, "name") or "", rows, reached)
    else:
        draft.write(reader.flow(body))
        if reader.notes:
            draft.write([Paragraph("Notes", 1), *(p for note in reader.notes for p in reader.flow(note))])
    return draft.document(name, data, kind)


class _Reader:
    def __init__(self, content: Element, styles: Element | None) -> None:
        self.notes: list[Element] = []
        self.numbered: set[str] = set()  # list styles that number their items
        self.breaking: set[str] = set()  # paragraph styles that begin a page
        self.counts: dict[int, int] = {}  # number of the last heading of each level
        self.outline: dict[int, tuple[str, str]] = {}  # what is printed before and after a heading's number
        self.rendered = next((True for e in content.iter() if local(e) == "soft-page-break"), False)
        for root in (styles, content):
            for group in ("styles", "automatic-styles"):
                for style in _inside(child(root, group)):
                    self._learn(style)

    def _learn(self, style: Element) -> None:
        name = attribute(style, "name") or ""
        if local(style) == "list-style" and child(style, "list-level-style-number") is not None:
            if whole(attribute(child(style, "list-level-style-number"), "level"), 1) == 1:
                self.numbered.add(name)
        elif local(style) == "outline-style":
            for level in children(style, "outline-level-style"):
                if attribute(level, "num-format"):
                    around = attribute(level, "num-prefix") or "", attribute(level, "num-suffix") or ""
                    self.outline[whole(attribute(level, "level"), 1)] = around
        elif attribute(child(style, "paragraph-properties"), "break-before") == "page":
            self.breaking.add(name)

    def flow(self, elements: Iterable[Element]) -> Iterator[Part]:
        """Paragraphs and tables, in their order."""
        for element in elements:
            kind = local(element)
            if kind in ("p", "h"):
                yield from self._paragraph(element, whole(attribute(element, "outline-level"), 1) if kind == "h" else 0)
            elif kind == "list":
                yield from self._list(element, 0, attribute(element, "style-name") or "")
            elif kind == "table":
                yield Table([self._row(row) for row in _rows(element)])
            elif kind == "soft-page-break":
                yield PageBreak()
            elif kind in _CONTENTS:
                yield from self._contents(element)
            elif kind in _HOLDS:
                yield from self.flow(element)

    def _contents(self, element: Element) -> Iterator[Part]:
        """A table of contents, with the leaders that tell it from the headings it names."""
        for part in self.flow(_inside(child(element, "index-body"))):
            if isinstance(part, Paragraph) and "\t" in part.text:
                yield Paragraph(LEADERS.join(piece.strip() for piece in part.text.split("\t")))
            else:
                yield part

    def _paragraph(self, element: Element, level: int = 0, mark: str = "") -> Iterator[Part]:
        boxes: list[Element] = []
        pages = [0]
        text = "".join(self._text(element, boxes, pages)).strip()
        if not self.rendered and attribute(element, "style-name") in self.breaking:
            yield PageBreak()
        yield from (PageBreak() for _ in range(pages[0]))
        if level and text:
            text = f"{self._number(level)} {text}".strip()
        if text:
            yield Paragraph(text, level, mark)
        for box in boxes:
            yield from self.flow(box)

    def _number(self, level: int) -> str:
        """What the outline prints before a heading."""
        self.counts = {at: count for at, count in self.counts.items() if at <= level}
        self.counts[level] = self.counts.get(level, 0) + 1
        if level not in self.outline:
            return ""
        before, after = self.outline[level]
        return f"{before}{self.counts[level]}{after}".strip()

    def _list(self, element: Element, depth: int, style: str) -> Iterator[Part]:
        numbered, count = style in self.numbered, whole(attribute(element, "start-value"), 0)
        for item in element:
            if local(item) not in ("list-item", "list-header"):
                continue
            count += 1
            mark = f"{count}." if numbered else DASH if depth else BULLET
            for piece in item:
                if local(piece) == "list":
                    yield from self._list(piece, depth + 1, attribute(piece, "style-name") or style)
                elif local(piece) in ("p", "h"):
                    is_item = local(item) == "list-item" and local(piece) == "p"
                    level = 0 if local(piece) == "p" else whole(attribute(piece, "outline-level"), 1)
                    yield from self._paragraph(piece, level, mark if is_item else "")
                    mark = ""  # its next paragraphs go on with it
                else:
                    yield from self.flow([piece])

    def _text(self, element: Element, boxes: list[Element], pages: list[int]) -> Iterator[str]:
        """The text of a paragraph; boxes anchored in it, notes and pages are put aside."""
        yield element.text or ""
        for piece in element:
            kind = local(piece)
            if kind in ("s", "tab", "line-break"):
                yield {"s": " ", "tab": "\t", "line-break": "\n"}[kind]
            elif kind == "soft-page-break":
                pages[0] += 1
            elif kind == "note":
                self.notes += children(piece, "note-body")
            elif kind in ("frame", "custom-shape", "text-box", "g", "rect"):
                boxes += _boxes(piece)
            elif kind not in _ASIDE:
                yield from self._text(piece, boxes, pages)
            yield piece.tail or ""

    def _row(self, row: Element) -> list[TableCell]:
        cells = []
        for cell in row:
            if local(cell) == "table-cell":
                paragraphs = [p for part in self.flow(cell) for p in paragraphs_of(part)]
                across = whole(attribute(cell, "number-columns-spanned"), 1)
                repeated = max(1, min(whole(attribute(cell, "number-columns-repeated"), 1), MOST_COLUMNS))
                down = whole(attribute(cell, "number-rows-spanned"), 1)
                cells += [TableCell(paragraphs, across, down) for _ in range(repeated)]
        return cells

    def sheet(self, table: Element) -> tuple[list[list[str]], set[tuple[int, int]]]:
        """The text of each cell of a sheet, merged ones repeated where they reach, and the places they only reach."""
        rows: list[list[str]] = []
        for row in _rows(table):
            cells = [text for cell in row for text in self._sheet_cell(cell)]
            while cells and not cells[-1]:
                cells.pop()
            times = whole(attribute(row, "number-rows-repeated"), 1)
            rows += [list(cells) for _ in range(min(times, MOST_REPEATS))]
        while rows and not rows[-1]:
            rows.pop()
        return rows, _merge(table, rows)

    def _sheet_cell(self, cell: Element) -> list[str]:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            return []
        text = " ".join("".join(self._text(p, [], [0])) for p in children(cell, "p"))
        times = max(1, min(whole(attribute(cell, "number-columns-repeated"), 1), MOST_COLUMNS))
        return [text if local(cell) == "table-cell" else ""] * times


def _merge(table: Element, rows: list[list[str]]) -> set[tuple[int, int]]:
    """Repeat merged cells where they reach; the places."""
    reached: set[tuple[int, int]] = set()
    at = 0
    for row in _rows(table):
        column = 0
        for cell in row:
            down, across = (whole(attribute(cell, f"number-{way}-spanned"), 1) for way in ("rows", "columns"))
            if (down > 1 or across > 1) and at < len(rows) and column < len(rows[at]):
                reached |= _repeat(rows, at, column, min(down, len(rows) - at), min(across, MOST_COLUMNS))
            column += max(1, min(whole(attribute(cell, "number-columns-repeated"), 1), MOST_COLUMNS))
        at += min(whole(attribute(row, "number-rows-repeated"), 1), MOST_REPEATS)
    return reached


def _repeat(rows: list[list[str]], top: int, left: int, down: int, across: int) -> set[tuple[int, int]]:
    places = {(row, column) for row in range(top, top + down) for column in range(left, left + across)}
    for row, column in places:
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = rows[top][left]
    return places - {(top, left)}


def _inside(element: Element | None) -> Iterable[Element]:
    return element if element is not None else ()


def _rows(table: Element) -> Iterator[Element]:
    for piece in table:
        if local(piece) == "table-row":
            yield piece
        elif local(piece) in _HOLDS:
            yield from _rows(piece)


def _boxes(element: Element) -> list[Element]:
    """The text boxes of a frame, and a shape that holds text itself."""
    if local(element) in ("text-box", "custom-shape", "rect"):
        return [element]
    return [box for piece in element for box in _boxes(piece)]
