"""PDF: bytes → Document. Pages keep their numbers and their lines stay together; blocks are parted by blank lines."""

import hashlib
from collections.abc import Container, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from maillage.loaders.document import Cell, Document
from maillage.loaders.layout import Line, lines_of
from maillage.loaders.ocr import INSTALL
from maillage.loaders.pdf_grids import Box, Grid
from maillage.loaders.pdf_headings import levels
from maillage.loaders.pdf_margins import Page, margins
from maillage.loaders.pdf_words import PageWords, page_words
from maillage.loaders.read_errors import DamagedError, EmptyError, EncryptedError, ReadError, ScannedError

END_WITHIN = 2048  # bytes from the end in which a whole PDF says that it ends; some producers add a few after it
SCANNED = 0.5  # share of the pages that show images instead of text, beyond which reading the rest would mislead

SAME_COLUMN = 4.0  # points between the columns of a table on two pages, at most

_AGAIN = "download or copy it again"
_ONE_AT_A_TIME = Lock()  # PDFium is not made for threads


def read_pdf(path: Path, name: str, data: bytes, looked_at: Container[int] = ()) -> Document:
    """The document a PDF holds; ``looked_at``: pages whose pictures OCR has read, so that any text on them is all.

    Raises:
        EncryptedError: it opens only with a password.
        DamagedError: it is cut short, or PDFium finds no pages in it.
        ScannedError: most of its pages are images.
        EmptyError: it has no text, and no image either.
    """
    if b"%%EOF" not in data[-END_WITHIN:]:
        raise DamagedError(path, "the PDF is cut short: its end is missing", _AGAIN)
    with _ONE_AT_A_TIME, closing(_open(path, data)) as pdf:
        pages = [_words(pdf, number) for number in range(1, len(pdf) + 1)]
    lines, starts, unread = _laid_out(pages, looked_at)
    if not starts:
        raise DamagedError(path, "the PDF has no pages", _AGAIN)
    if len(unread) > SCANNED * len(starts):
        cause = f"{len(unread)} of its {len(starts)} pages are images without text"
        raise ScannedError(path, cause, INSTALL, tuple(unread))
    if not any(line.text for line in lines):
        raise EmptyError(path, "there is no text in it", "check where it came from")
    texts = tuple(line.text for line in lines)
    sizes, bolds = tuple(line.size for line in lines), tuple(line.bold for line in lines)
    digest = hashlib.sha256(data).hexdigest()
    return Document(
        name,
        digest,
        "pdf",
        texts,
        tuple(starts),
        sizes,
        bolds,
        levels=levels(lines),
        cells=tuple(_cells(lines)),
        empty_pages=tuple(unread),
        furniture=tuple(n for n, line in enumerate(lines, 1) if line.aside),
    )


def _open(path: Path, data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _why_not(path, error) from error


def _why_not(path: Path, error: pdfium.PdfiumError) -> ReadError:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return EncryptedError(
            path, "the PDF opens only with a password", "save it without the password and give that one"
        )
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return EncryptedError(
            path, "the PDF is protected in a way that cannot be read", "print it to a PDF without protection"
        )
    return DamagedError(path, "the PDF is damaged", _AGAIN)


def _words(pdf: pdfium.PdfDocument, number: int) -> PageWords | None:
    """A page's words; None for a page that PDFium cannot load."""
    try:
        page = pdf[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        return page_words(page)
    finally:
        page.close()


def _laid_out(pages: Sequence[PageWords | None], looked_at: Container[int]) -> tuple[list[Line], list[int], list[int]]:
    """All lines, the line each page starts on, and the pages that show what their text does not say."""
    lines: list[Line] = []
    starts: list[int] = []
    unread: list[int] = []
    parted = margins([words.upright if words else [] for words in pages])
    for number, (words, parts) in enumerate(zip(pages, parted, strict=True), 1):
        starts.append(len(lines) + 1)
        found = _lines(words, parts) if words else []
        lines += found or [Line("")]
        if words is None or (words.unread and not (found and number in looked_at)):
            unread.append(number)
    return lines, starts, unread


def _lines(words: PageWords, parts: Page) -> list[Line]:
    """The lines of a page from its head to its foot."""
    head, foot = (
        [replace(line, aside=bool(line.text)) for line in lines_of(part)] for part in (parts.head, parts.foot)
    )
    return list(_parted([head, lines_of(parts.text, words.grids), *map(lines_of, words.turned), foot]))


def _parted(parts: list[list[Line]]) -> Iterator[Line]:
    """The parts one after the other, a blank line between two."""
    for index, part in enumerate(part for part in parts if part):
        if index:
            yield Line("")
        yield from part


def _cells(lines: Sequence[Line]) -> Iterator[Cell]:
    """The cells of all tables; a table whose columns go on where the one above it has ended is the same one."""
    table = below = rows = 0
    last: Grid | None = None
    line_above = 0
    told: dict[Box, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines, 1):
        if line.place is None:
            continue
        grid, box = line.place
        if grid is not last:
            yield from _told(table, below, told)
            told = {}
            goes_on = last is not None and _same_columns(last, grid) and _only_margins(lines, line_above, number)
            table, below = (table, below + rows) if goes_on else (table + 1, 0)
            last, rows = grid, grid.rows
        told.setdefault(box, []).append((number, line.text))
        line_above = number
    yield from _told(table, below, told)


def _told(table: int, below: int, told: dict[Box, list[tuple[int, str]]]) -> Iterator[Cell]:
    """Each cell of a table at each place that it covers; ``below``: rows of the table on the pages above."""
    for box, said in told.items():
        first, last, text = said[0][0], said[-1][0], "\n".join(line for _, line in said)
        for row in range(box.row, box.row + box.down):
            for column in range(box.column, box.column + box.across):
                yield Cell(table, below + row, column, first, last, text, (row, column) == (box.row, box.column))


def _same_columns(one: Grid, other: Grid) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) <= SAME_COLUMN for a, b in zip(one.columns, other.columns, strict=True)
    )


def _only_margins(lines: Sequence[Line], above: int, below: int) -> bool:
    """Whether nothing but heads and feet of pages, or a page number, stands between two lines."""
    between = [line for line in lines[above : below - 1] if line.text and not line.aside]
    return all(line.text.strip().isdigit() for line in between)
