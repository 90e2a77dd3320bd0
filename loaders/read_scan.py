"""Scans: a PDF whose pages are pictures, or a picture → Document, by OCR."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from maillage.loaders import ocr
from maillage.loaders.document import Document
from maillage.loaders.read_errors import EmptyError, ScannedError
from maillage.loaders.read_pdf import read_pdf

_ALL = range(1, 10_000)  # pages; a picture has one, a TIFF some
_BULLET = re.compile(r"(?:[+*°¢e] +|[+*])(?=[A-ZÀ-Ý])")  # what Tesseract takes a bullet for, at the start of a line


def read_pdf_or_scan(path: Path, name: str, data: bytes) -> Document:
    """The document a PDF holds; its pages without text are looked at when OCR is installed, else listed as unread.

    Raises:
        ReadError: as ``read_pdf``; a PDF that is mostly pictures needs OCR.
    """
    try:
        document = read_pdf(path, name, data)
    except ScannedError as error:
        if not (error.pages and ocr.is_installed()):
            raise
        return _looked_at(path, name, data, error.pages)
    if document.empty_pages and ocr.is_installed():
        try:
            return _looked_at(path, name, data, document.empty_pages)
        except ScannedError:
            return document  # with its pages listed as unread
    return document


def read_image(path: Path, name: str, data: bytes) -> Document:
    """The document a picture of a page shows.

    Raises:
        ScannedError: no OCR is installed, it failed, or it found no words.
    """
    return replace(_looked_at(path, name, data, ()), format="image")


def _looked_at(path: Path, name: str, data: bytes, pages: tuple[int, ...]) -> Document:
    """The document with what OCR reads on some of its pages."""
    found = ocr.searchable(path, data, pages)
    try:
        document = read_pdf(path, name, found, looked_at=pages or _ALL)
    except (ScannedError, EmptyError) as error:
        raise ScannedError(path, "it is a scan, and OCR finds no words in it", ocr.AGAIN) from error
    # Letters that OCR finds have the size of their picture, each word another one: they tell no heading.
    starts = (*document.page_starts, len(document.lines) + 1)
    own = {n for page in range(1, len(starts)) if page not in pages for n in range(starts[page - 1], starts[page])}
    ranked = tuple(level if n in own and pages else 0 for n, level in enumerate(document.levels or (), 1))
    lines = tuple(x if n in own and pages else _bulleted(x) for n, x in enumerate(document.lines, 1))
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), lines=lines, levels=ranked)


def _bulleted(line: str) -> str:
    """A line that OCR read, with its bullet."""
    mark = _BULLET.match(line)
    return f"• {line[mark.end() :]}" if mark else line
