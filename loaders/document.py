"""Document: what a reader hands on. Lines as the file has them, and where its pages start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. A merged cell is told at each place that it covers."""

    table: int  # from 1, in the order of the document
    row: int  # from 0
    column: int  # from 0
    first: int  # 1-based line numbers; cells of one row may share a line
    last: int
    text: str  # its paragraphs parted by line breaks
    own: bool = True  # False where it only reaches, merged, from the row above or the column before


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: physical lines (split on "\\n" only), pages, and what the format says of the lines."""

    name: str
    sha256: str
    format: str  # text | pdf | docx | odt | ods | html | markdown | xlsx | csv | image
    lines: tuple[str, ...]
    page_starts: tuple[int, ...]  # 1-based first line of each page
    sizes: tuple[float, ...] | None = None  # points, one a line, where the format has them
    bolds: tuple[bool, ...] | None = None
    levels: tuple[int, ...] | None = None  # of the heading that a line is, from 1; 0 for a line that is none
    begins: tuple[bool | None, ...] | None = None  # a paragraph, item or cell begins there, or goes on; None: not said
    cells: tuple[Cell, ...] = ()
    empty_pages: tuple[int, ...] = ()  # pages without text, images only
    furniture: tuple[
        int, ...
    ] = ()  # lines that the format knows to be of the page, not of the text: its head, its foot
    lines_before: int = 0  # of a part: lines and pages of the whole document above it
    pages_before: int = 0
