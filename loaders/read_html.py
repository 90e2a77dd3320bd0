"""HTML: bytes → Document. What a page says, without what it is driven by: menus, footers, forms and scripts stay out.

Accordions are read whether they are open or not: a panel that a page hides is still what the page says, and what one
clicks to open it is its heading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from maillage.loaders.document import Document
from maillage.loaders.draft import BULLET, DASH, Draft, Paragraph, Part, Table, TableCell, paragraphs_of
from maillage.loaders.package import Element, whole
from maillage.loaders.read_errors import DamagedError
from maillage.loaders.read_text import decode

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
# The parser closes no head that a page leaves open, so that a head may hold the page.
_BLOCKS = {
    "p", "div", "section", "article", "main", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "figure",
    "figcaption", "details", "summary", "address", "fieldset", "legend", "form", "header", "aside", "center", "hr",
    "table", "caption", "menu", "head", "body", "html", "hgroup", "search", "tr", "td", "th",
}  # fmt: skip
_ASIDE = {
    "script", "style", "noscript", "template", "nav", "footer", "iframe", "object", "embed", "select", "option",
    "textarea", "input", "svg", "canvas", "audio", "video", "title", "dialog", "datalist", "math",
}  # fmt: skip
_ASIDE_ROLES = {"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar"}
# What pages name the parts of that only drive them, in English or French; compared with whole words of class and id.
_ASIDE_NAMES = {"breadcrumb", "breadcrumbs", "ariane", "cookie", "cookies", "pagination", "tarteaucitron", "skiplinks"}
_OPENERS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target")
_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w-]{3,30})""", re.IGNORECASE)
CHARSET_WITHIN = 2048  # bytes; the standard asks for 1024


def read_html(path: Path, name: str, data: bytes) -> Document:
    """The document a web page holds.

    Raises:
        NotTextError: binary data.
        DamagedError: it is nested too deep to be a page.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_text(data).encode("utf-8", "replace") or b" ", parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError(path, "it is no web page", "give the page as the browser saves it") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DamagedError(path, "its elements are nested too deep", "save it from the browser as PDF")
    draft = Draft()
    if root is not None:
        draft.write(_Reader(root).parts())
    return draft.document(name, data, "html")


def _text(data: bytes) -> str:
    """The text of a page, in the encoding that it says it has, unless its bytes say otherwise."""
    said = _CHARSET.search(data[:CHARSET_WITHIN])
    if said and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(said[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    return decode(data)


@dataclass(slots=True)
class _Place:
    """Where the walk is."""

    level: int = 0  # of the heading that the text is
    mark: str = ""  # of the item whose first paragraph comes next
    lists: int = 0
    kept: bool = True  # whether text is read here, or headings only


class _Reader:
    """Walks a page; text gathers until a block begins or ends."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.has_main = next((True for e in root.iter("main")), False) or bool(root.xpath("//*[@role='main']"))
        self.gathered: list[str] = []
        self.heading = 1  # level of the last heading that the page itself ranks
        self.under = 0  # level of what opens the panel around: headings inside stand under it, however they are ranked
        self.opener = 0  # level of the buttons that open a panel, since a heading above them

    def parts(self) -> Iterator[Part]:
        """Paragraphs and tables, in their order."""
        place = _Place(kept=not self.has_main)
        yield from self._walk(self.root, place)
        yield from self._flush(place)

    def _flush(self, place: _Place) -> Iterator[Part]:
        text = "".join(self.gathered)
        self.gathered = []
        if text.strip() and (place.kept or place.level == 1):
            yield Paragraph(text.strip(), place.level, "" if place.level else place.mark)
            place.mark = ""

    def _walk(self, element: Element, place: _Place) -> Iterator[Part]:
        """What stands inside an element."""
        self._gather(element.text, element)
        for piece in element:
            if isinstance(piece.tag, str) and not _is_aside(piece, self.has_main):
                yield from self._element(piece, place)
            self._gather(piece.tail, element)

    def _gather(self, text: str | None, element: Element) -> None:
        if text:
            self.gathered.append(text if element.tag == "pre" else re.sub(r"\s+", " ", text))

    def _element(self, piece: Element, place: _Place) -> Iterator[Part]:
        tag = piece.tag
        opener = tag == "button" and not place.level
        if tag == "br":
            self.gathered.append("\n")
        elif tag == "table" and piece.get("role") != "presentation" and place.kept:
            yield from self._flush(place)
            yield from self._table(piece)
        elif tag in _HEADINGS or tag == "summary" or opener:
            yield from self._flush(place)
            yield from self._heading(piece, place)
        elif tag in _BLOCKS:
            yield from self._flush(place)
            yield from self._block(piece, place)
        else:
            yield from self._walk(piece, place)

    def _heading(self, piece: Element, place: _Place) -> Iterator[Part]:
        level = _HEADINGS.get(piece.tag, 0)
        if level:
            level = self.heading = max(level, self.under + 1)
            self.opener = self.opener if self.opener < level else 0
        elif piece.tag == "button":
            level = self.opener = self.opener or self.heading + 1
        inner = _Place(level or place.level or self.heading + 1, kept=place.kept)
        yield from self._walk(piece, inner)
        yield from self._flush(inner)
        if piece.tag == "summary":
            self.under = max(inner.level, self.heading)

    def _block(self, piece: Element, place: _Place) -> Iterator[Part]:
        inner = _Place(place.level, place.mark, place.lists, place.kept or _is_main(piece))
        inner.lists += piece.tag in ("ul", "ol")
        if piece.tag == "li":
            inner.mark = _mark(piece, place.lists)
        above, under = self.heading, self.under
        yield from self._walk(piece, inner)
        yield from self._flush(inner)
        if piece.tag == "details":  # what follows it stands beside it, not under its headings
            self.heading, self.under = above, under
        place.mark = inner.mark if piece.tag != "li" else ""

    def _table(self, table: Element) -> Iterator[Part]:
        rows = []
        for row in _rows(table):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            rows.append([self._cell(cell) for cell in cells])
        for caption in table.iterchildren("caption"):
            yield from self._walk(caption, place := _Place())
            yield from self._flush(place)
        yield Table(rows)

    def _cell(self, cell: Element) -> TableCell:
        place = _Place()
        parts = [*self._walk(cell, place), *self._flush(place)]
        across, down = whole(cell.get("colspan"), 1), whole(cell.get("rowspan"), 1)
        return TableCell([p for part in parts for p in paragraphs_of(part)], across, down)


def _is_aside(piece: Element, has_main: bool) -> bool:
    """Whether an element only drives the page: menus, forms, footers, and what its main part leaves out."""
    if piece.tag in _ASIDE or piece.get("role") in _ASIDE_ROLES:
        return True
    if piece.tag == "button":
        return not any(name in piece.attrib for name in _OPENERS)
    names = re.split(r"[\s_-]+", f"{piece.get('class', '')} {piece.get('id', '')}".lower())
    return not _ASIDE_NAMES.isdisjoint(names) and not has_main


def _is_main(piece: Element) -> bool:
    return "main" in (piece.tag, piece.get("role"))


def _mark(item: Element, lists: int) -> str:
    """What a browser draws before an item."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return DASH if lists > 1 else BULLET
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{whole(parent.get('start'), 1) + before}."


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of a table within it."""
    for piece in table:
        if piece.tag == "tr":
            yield piece
        elif piece.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(piece)
