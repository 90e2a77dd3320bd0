"""Draft: what a structured format holds → lines. One paragraph, list item, heading or cell a line, and what it is.

Readers of such formats hand over paragraphs, tables and page breaks in the order of reading; the lines, their numbers
and the places of cells are decided here, once for all of them.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from maillage.loaders.document import Cell, Document

BULLET, DASH = "•", "–"  # the marks of an item and of an item within an item, whatever sign the format draws
MOST_COLUMNS = 200  # of a table; text further to the right is read, and is no cell
MOST_ACROSS = 30  # columns that a cell may say it covers
_DEFAULT_TITLE = re.compile(r"(?:feuil|feuille|sheet|tabelle|onglet) ?\d*", re.IGNORECASE)
LEADERS = " ........ "  # what a table of contents prints before its page numbers
BAR = " | "  # between the cells of a row that stands on one line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, a heading or a list item; a line break within it is "\\n"."""

    text: str
    level: int = 0  # of a heading
    mark: str = ""  # what stands before an item: a bullet, "1."


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with what it holds, and how many columns and rows it covers."""

    paragraphs: Sequence[Paragraph]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell covered by another one is not told again."""

    rows: Sequence[Sequence[TableCell]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on the next page."""


Part = Paragraph | Table | PageBreak


@dataclass(slots=True)
class Draft:
    """Lines as they are written, with what is known of each."""

    lines: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    begins: list[bool | None] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [1])
    tables: int = 0

    def line(self, text: str, level: int = 0, *, begins: bool | None = True) -> int:
        """Write a line; its number."""
        self.lines.append(text)
        self.levels.append(level)
        self.begins.append(begins)
        return len(self.lines)

    def blank(self) -> None:
        """A blank line, unless one is there or the page is new."""
        if self.lines and self.lines[-1] and self.starts[-1] <= len(self.lines):
            self.line("", begins=None)

    def turn_page(self) -> None:
        """What follows stands on the next page; one that holds nothing starts where the page after it does."""
        self.starts.append(len(self.lines) + 1)

    def paragraph(self, paragraph: Paragraph, *, cell: bool = False) -> tuple[int, int] | None:
        """Write a paragraph, a line for each that it breaks into; its first and last line, or None when it is empty.

        One that opens in lower case may be the rest of the one above, cut where a page once ended: the text decides.
        """
        texts = broken(paragraph.text).split("\n")
        if not texts[0]:
            return None
        if paragraph.mark:
            texts[0] = f"{paragraph.mark} {texts[0]}"
        begins = cell or bool(paragraph.level or paragraph.mark) or not texts[0][0].islower() or None
        first = self.line(texts[0], paragraph.level, begins=begins)
        for text in texts[1:]:
            self.line(text, paragraph.level, begins=None)
        return first, len(self.lines)

    def table(self, table: Table) -> None:
        """Write a table, a paragraph of a cell a line, a blank line between rows. One row or column is only layout."""
        grid = _grid(table)
        if len(grid) < 2 or max(map(len, grid)) < 2:
            for cells in table.rows:
                self._flow(paragraph for cell in cells for paragraph in cell.paragraphs)
            return
        self.tables += 1
        places: dict[int, tuple[int, int]] = {}  # of the cells written, by identity
        for number, placed in enumerate(grid):
            self.blank()
            seen: set[int] = set()
            for column, (cell, own) in enumerate(placed):
                if own and id(cell) not in seen:
                    self._write(cell, places)
                if id(cell) in places:
                    mine = own and id(cell) not in seen
                    text = broken("\n".join(p.text for p in cell.paragraphs))
                    self.cells.append(Cell(self.tables, number, column, *places[id(cell)], text, mine))
                seen.add(id(cell))

    def sheet(self, title: str, rows: Sequence[Sequence[str]], reached: Collection[tuple[int, int]] = ()) -> None:
        """Write a sheet as a page, a row a line, its cells parted by bars; a title that programs give is left out.

        Args:
            title: the name of the sheet.
            rows: the text of each cell; one that a merged cell covers repeats it.
            reached: row and column, from 0, of the cells that only repeat it.
        """
        if self.lines:
            self.turn_page()
        if title and not _DEFAULT_TITLE.fullmatch(title):
            self.line(plain(title), 1)
        self.tables += 1
        for number, row in enumerate(rows):
            texts = [broken(text) for text in row]
            own = [(number, column) not in reached for column in range(len(texts))]
            said = [plain(text) for text, mine in zip(texts, own, strict=True) if mine]
            at = self.line(barred(said), begins=any(said) or None)
            for column, text in enumerate(texts):
                if text and column < MOST_COLUMNS:
                    self.cells.append(Cell(self.tables, number, column, at, at, text, own[column]))

    def _write(self, cell: TableCell, places: dict[int, tuple[int, int]]) -> None:
        written = [span for p in cell.paragraphs if (span := self.paragraph(p, cell=True)) is not None]
        if written:
            places[id(cell)] = written[0][0], written[-1][1]

    def _flow(self, paragraphs: Iterable[Paragraph]) -> None:
        item = False
        for paragraph in paragraphs:
            if not (item and paragraph.mark):  # the items of a list stand close
                self.blank()
            if self.paragraph(paragraph) is not None:
                item = bool(paragraph.mark)

    def write(self, parts: Iterable[Part]) -> None:
        """Write parts in their order."""
        run: list[Paragraph] = []
        for part in parts:
            if isinstance(part, Paragraph):
                run.append(part)
                continue
            self._flow(run)
            run = []
            if isinstance(part, Table):
                self.blank()
                self.table(part)
                self.blank()
            else:
                self.turn_page()
        self._flow(run)

    def document(self, name: str, data: bytes, kind: str) -> Document:
        """The document written, of the file whose bytes are ``data``."""
        while self.lines and not self.lines[-1]:
            self.lines.pop(), self.levels.pop(), self.begins.pop()
        if not self.lines:
            self.line("", begins=None)
        starts = tuple(start for start in self.starts if start <= len(self.lines))
        return Document(
            name, hashlib.sha256(data).hexdigest(), kind, tuple(self.lines), starts,
            levels=tuple(self.levels), begins=tuple(self.begins), cells=tuple(self.cells),
        )  # fmt: skip


def paragraphs_of(part: Part) -> Iterator[Paragraph]:
    """The paragraphs of a part that stands in a cell; those of a table within the cell too."""
    if isinstance(part, Paragraph):
        yield part
    elif isinstance(part, Table):
        yield from (paragraph for row in part.rows for cell in row for paragraph in cell.paragraphs)


def barred(texts: Iterable[str]) -> str:
    """The cells of a row on one line; empty ones keep their places, but for the last."""
    return BAR.join(texts).rstrip(" |").lstrip(" ")


def broken(text: str) -> str:
    """A text with its line breaks, no line empty, each white space within a line one space."""
    return "\n".join(line for line in map(plain, text.split("\n")) if line)


def plain(text: str) -> str:
    """A text on one line, each white space one space."""
    return " ".join(text.split())


def _grid(table: Table) -> list[list[tuple[TableCell, bool]]]:
    """For each row and column the cell that stands there, and whether the row is its first one."""
    grid: list[list[tuple[TableCell, bool]]] = []
    below: dict[int, tuple[TableCell, int, int]] = {}  # column → the cell that reaches down, its width, rows left
    for row in table.rows:
        placed: list[tuple[TableCell, bool]] = []
        cells = iter(row)
        while True:
            if len(placed) in below:
                at = len(placed)
                cell, across, left = below.pop(at)
                placed += [(cell, False)] * across
                if left > 1:
                    below[at] = (cell, across, left - 1)
                continue
            own = next(cells, None)
            if own is None:
                if not any(at > len(placed) for at in below):
                    break
                own = TableCell(())
            across = max(1, min(own.across, MOST_ACROSS))
            if own.down > 1:
                below[len(placed)] = (own, across, own.down - 1)
            placed += [(own, True)] * across
        grid.append(placed)
    return grid
