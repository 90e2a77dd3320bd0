"""DOCX: bytes → Document. Paragraphs, headings, lists and tables in the order of the file, which is that of reading.

Headers and footers stay out; text that was deleted under tracked changes, and hidden text, are not read. Text boxes
follow the paragraph that they are anchored to; foot- and endnotes come last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.docx_styles import Styles, read_styles
from maillage.loaders.draft import LEADERS, Draft, PageBreak, Paragraph, Part, Table, TableCell, paragraphs_of
from maillage.loaders.package import Element, Package, attribute, child, children, local, whole
from maillage.loaders.read_errors import UnknownFormatError

NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_STRICT = "http://purl.oclc.org/ooxml"  # ISO 29500 strict, which few programs write
_HOLDS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "dir", "bdo"}


def read_docx(path: Path, name: str, data: bytes, package: Package) -> Document:
    """The document a DOCX holds.

    Raises:
        DamagedError: a part is missing or broken.
        TooLargeError: a part is over the limit, inflated.
        UnknownFormatError: it is of the strict kind.
    """
    root = package.tree("word/document.xml")
    if _STRICT in (root.nsmap.get(root.prefix) or ""):
        raise UnknownFormatError(path, "it is a DOCX of the strict kind", "save it as an ordinary Word document")
    body = child(root, "body")
    rendered = next((True for e in root.iter() if local(e) == "lastRenderedPageBreak"), False)
    reader = _Reader(read_styles(package), rendered)
    draft = Draft()
    draft.write(reader.flow(body if body is not None else ()))
    draft.write(_notes(package, reader))
    return draft.document(name, data, "docx")


def _notes(package: Package, reader: "_Reader") -> Iterator[Part]:
    """Foot- and endnotes, under a heading of their own."""
    for part, kind in NOTES.items():
        notes = [n for n in children(package.tree_or_none(part), kind) if attribute(n, "type") is None]
        read = [piece for note in notes for piece in reader.flow(note)]
        if any(isinstance(piece, Paragraph) and piece.text.strip() for piece in read):
            yield Paragraph("Notes", 1)
            yield from read


@dataclass(slots=True)
class _Text:
    """The text of a paragraph as its runs are read, the boxes anchored in it, and the pages that begin within."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    breaks: int = 0  # pages that begin before its text, or within it
    breaks_after: int = 0

    def turn_page(self) -> None:
        """A page begins here."""
        if "".join(self.pieces).strip():
            self.breaks_after += 1
        else:
            self.breaks += 1


class _Reader:
    def __init__(self, styles: Styles, rendered: bool) -> None:
        self.styles = styles
        self.rendered = rendered  # whether the program that saved the file noted where its pages began

    def flow(self, elements: Iterable[Element]) -> Iterator[Part]:
        """Paragraphs and tables, in their order."""
        for element in elements:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield self._table(element)
                yield from (PageBreak() for _ in self._breaks_in(element))
            elif kind in _HOLDS:
                yield from self.flow(element)

    def _breaks_in(self, table: Element) -> Iterator[Element]:
        return (e for e in table.iter() if local(e) == "lastRenderedPageBreak") if self.rendered else iter(())

    def _paragraph(self, element: Element) -> Iterator[Part]:
        text = _Text()
        self._runs(element, text)
        properties = child(element, "pPr")
        style = self.styles.of(properties)
        said = "".join(text.pieces).strip()
        yield from (PageBreak() for _ in range(text.breaks))
        if said and style.contents:
            yield Paragraph(LEADERS.join(part.strip() for part in said.split("\t")))
        elif said:
            yield self._marked(said, style.level, self.styles.mark(style))
        for box in text.boxes:
            yield from self.flow(box)
        yield from (PageBreak() for _ in range(text.breaks_after))

    def _marked(self, said: str, level: int, mark: str) -> Paragraph:
        return Paragraph(f"{mark} {said}", level) if level and mark else Paragraph(said, level, mark)

    def _runs(self, element: Element, text: _Text) -> None:
        for piece in element:
            kind = local(piece)
            if kind == "r":
                hidden = child(piece, "rPr", "vanish")
                if hidden is None or attribute(hidden, "val") in ("0", "false"):
                    self._run(piece, text)
            elif kind in _HOLDS:
                self._runs(piece, text)

    def _run(self, run: Element, text: _Text) -> None:
        for piece in run:
            kind = local(piece)
            if kind == "t":
                text.pieces.append(piece.text or "")
            elif kind in ("br", "cr"):
                self._break(piece, text)
            elif kind == "lastRenderedPageBreak":
                text.turn_page()
            elif kind in _CHARACTERS:
                text.pieces.append(_CHARACTERS[kind])
            elif kind in ("drawing", "pict", "object", "AlternateContent"):
                text.boxes += _boxes(piece)

    def _break(self, piece: Element, text: _Text) -> None:
        if attribute(piece, "type") != "page":
            text.pieces.append("\n")
        elif not self.rendered:
            text.turn_page()

    def _table(self, table: Element) -> Table:
        rows = list(_rows(table))
        cells = [list(_cells(row)) for row in rows]
        return Table([[self._cell(cells, at, column) for column in _starts(cells[at])] for at in range(len(rows))])

    def _cell(self, cells: list[list[Element]], row: int, at: int) -> TableCell:
        """The cell of a row that begins at a column of the grid."""
        cell = next(c for c, start in zip(cells[row], _columns(cells[row]), strict=True) if start == at)
        down = 1
        while row + down < len(cells) and _reaches(cells[row + down], at):
            down += 1
        paragraphs = [p for part in self.flow(cell) for p in paragraphs_of(part)]
        return TableCell(paragraphs, _across(cell), down)


_CHARACTERS = {"tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}


def _boxes(element: Element) -> list[Element]:
    """The text boxes of a drawing; a file holds each twice, for programs new and old."""
    if local(element) == "AlternateContent":
        element = next((e for e in element if local(e) == "Choice"), element)
    found: list[Element] = []
    for piece in element:
        if local(piece) == "txbxContent":
            found.append(piece)
        else:
            found += _boxes(piece)
    return found


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table but for those deleted under tracked changes."""
    for piece in table:
        if local(piece) == "tr" and child(piece, "trPr", "del") is None:
            yield piece
        elif local(piece) in _HOLDS:
            yield from _rows(piece)


def _cells(row: Element) -> Iterator[Element]:
    for piece in row:
        if local(piece) == "tc":
            yield piece
        elif local(piece) in _HOLDS:
            yield from _cells(piece)


def _across(cell: Element) -> int:
    return max(1, whole(attribute(child(cell, "tcPr", "gridSpan"), "val"), 1))


def _columns(cells: list[Element]) -> list[int]:
    """The column of the grid that each cell of a row begins at."""
    starts, at = [], 0
    for cell in cells:
        starts.append(at)
        at += _across(cell)
    return starts


def _goes_on(cell: Element) -> bool:
    """Whether a cell is the rest of the one above it, merged."""
    merged = child(cell, "tcPr", "vMerge")
    return merged is not None and attribute(merged, "val") != "restart"


def _starts(cells: list[Element]) -> list[int]:
    """The columns that the row's own cells begin at."""
    return [at for cell, at in zip(cells, _columns(cells), strict=True) if not _goes_on(cell)]


def _reaches(cells: list[Element], column: int) -> bool:
    """Whether the cell above goes on in this row."""
    return any(at == column and _goes_on(cell) for cell, at in zip(cells, _columns(cells), strict=True))
