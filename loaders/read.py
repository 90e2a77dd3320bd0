"""Read: one file → one Document. What a file is, its content says; its name is only what it is called.

Every way in which a file can be wrong leaves as a ``ReadError`` that names it and says what to do.
"""

import hashlib
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.language import is_french
from maillage.loaders.read_errors import (
    ChangedError,
    DamagedError,
    EmptyError,
    EncryptedError,
    NotFrenchError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
    UnreachableError,
)
from maillage.loaders.read_text import NotTextError, decode, find_pages, split_lines

LIMIT_BYTES = 100_000_000
HTML, MARKDOWN, CSV = (".html", ".htm", ".xhtml"), (".md", ".markdown"), (".csv", ".tsv")
KNOWN = (".txt", ".text", ".pdf", ".docx", ".odt", ".ods", ".xlsx", *HTML, *MARKDOWN, *CSV)
PDF_HEADER_WITHIN = 1024  # bytes; readers accept a PDF whose header comes that late (ISO 32000-1, annex H.3.4.1)

# First bytes (letters in lower case) of formats that are not read, with what they are called and what to do instead.
_AS_TEXT = "save it as PDF or plain text"
_OTHERS: dict[bytes, tuple[str, str]] = {
    b"{\\rtf": ("an RTF document", "save it as DOCX, ODT or PDF"),
    b"%!ps": ("a PostScript file", _AS_TEXT),
    b"\x1f\x8b": ("a compressed file", "uncompress it"),
    b"gif8": ("a GIF image", "save it as PNG"),
}
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # PNG, JPEG, TIFF of either byte order
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # of office documents: those of today, and the old or encrypted ones
# What the directory of an OLE file calls its content.
_OLD = {
    "WordDocument": ("DOC", "DOCX"),
    "Workbook": ("XLS", "XLSX"),
    "PowerPoint": ("PPT", "PDF"),
    "Book": ("XLS", "XLSX"),
}
_PAGE = re.compile(rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b", re.DOTALL)
_TAG = re.compile(rb"<(?:!doctype|html|body|div|p|h\d|ul|table|main|section|article|details|span)\b", re.IGNORECASE)
TAG_WITHIN = 4096  # bytes of a file called a web page in which a tag says that it is one

Read = Callable[[Path, str, bytes], Document]


def read(path: Path, *, name: str | None = None, limit_bytes: int = LIMIT_BYTES) -> Document:
    """The document a file holds; ``name`` is what it is called in the facts, by default the file's own name.

    Raises:
        ReadError: its subclasses tell the causes apart.
    """
    data = read_bytes(path, limit_bytes)
    read_format = _format_of(path, data)
    try:
        document = read_format(path, name or path.name, data)
    except NotTextError as error:
        raise UnknownFormatError(path, f"it is of no known format ({error})", "give the document itself") from error
    except RecursionError as error:
        raise DamagedError(path, "it is nested too deep", "save it as PDF") from error
    check_language(path, document)
    return document


def read_bytes(path: Path, limit_bytes: int) -> bytes:
    """All bytes of a file that nobody writes to meanwhile.

    Raises:
        UnreachableError: no such file, no right to read it, or a failing disk.
        TooLargeError: it holds more than ``limit_bytes``.
        ChangedError: it was not the same before and after.
    """
    try:
        before = path.stat()
        if not stat.S_ISREG(before.st_mode):
            raise UnreachableError(path, "it is not a file", "give a file, or a folder of files")
        if before.st_size > limit_bytes:
            cause = f"it has {before.st_size / 1e6:.1f} MB, over the limit of {limit_bytes / 1e6:g} MB"
            raise TooLargeError(path, cause, "raise the limit with --size-limit, or split the file")
        data = path.read_bytes()
        after = path.stat()
    except FileNotFoundError as error:
        raise UnreachableError(path, "there is no such file", "check the path") from error
    except PermissionError as error:
        raise UnreachableError(path, "you may not read it", "give yourself the right to read it") from error
    except OSError as error:
        cause = f"it cannot be read ({os.strerror(error.errno or 0)})"
        raise UnreachableError(path, cause, "check the disk, or copy the file elsewhere") from error
    if _stamp(before) != _stamp(after) or len(data) != after.st_size:
        raise ChangedError(path, "it changed while it was read", "read it again once it is written")
    return data


def _stamp(seen: os.stat_result) -> tuple[int, int, int]:
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def _format_of(path: Path, data: bytes) -> Read:
    """The reader of a file's format, by its first bytes; text of several kinds is told apart by its name."""
    if not data.strip():
        raise EmptyError(path, "it is empty", "check where it came from")
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return _read_pdf
    if data.startswith(_ZIP):
        return _read_package
    if data.startswith(_IMAGES):
        return _read_image
    if data.startswith(_OLE):
        raise _old_office(path, data)
    start = data[:TAG_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, (what, remedy) in _OTHERS.items():
        if start.startswith(mark):
            raise UnknownFormatError(path, f"it is {what}", remedy)
    suffix = path.suffix.lower()
    if _PAGE.match(start) or (suffix in HTML and _TAG.search(start)):
        return _read_html
    return _read_markdown if suffix in MARKDOWN else _read_csv if suffix in CSV else _read_text


def _old_office(path: Path, data: bytes) -> ReadError:
    """Why a file of the old container is not read: it is encrypted, or of a format of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedError(path, "it opens only with a password", "save it without the password and give that one")
    for name, (old, new) in _OLD.items():
        if name.encode("utf-16-le") in data:
            return UnknownFormatError(path, f"it is an old {old} document", f"save it as {new}")
    return UnknownFormatError(path, "it is an old office document", _AS_TEXT)


def _read_text(path: Path, name: str, data: bytes) -> Document:
    text = decode(data)
    digest = hashlib.sha256(data).hexdigest()
    lines = split_lines(text)
    starts = find_pages(text, lines)
    return Document(name, digest, "text", lines, starts, empty_pages=_empty(lines, starts))


# The readers of the other formats are loaded when they are first needed: most folders hold text, and PDFium alone takes
# 50 ms to load.


def _read_pdf(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_scan import read_pdf_or_scan

    return read_pdf_or_scan(path, name, data)


def _read_image(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_scan import read_image

    return read_image(path, name, data)


def _read_package(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.package import Package

    package = Package(path, data)
    kind = package.format()
    if kind == "docx":
        from maillage.loaders.read_docx import read_docx

        return read_docx(path, name, data, package)
    if kind == "xlsx":
        from maillage.loaders.read_xlsx import read_xlsx

        return read_xlsx(path, name, data, package)
    from maillage.loaders.read_odf import read_odf

    return read_odf(path, name, data, package, kind)


def _read_html(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_html import read_html

    return read_html(path, name, data)


def _read_markdown(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_markdown import read_markdown

    return read_markdown(path, name, data)


def _read_csv(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_csv import read_csv

    return read_csv(path, name, data)


def check_language(path: Path, document: Document) -> None:
    """Refuse a document without a word, and one in another language.

    Raises:
        EmptyError: no letter in it.
        NotFrenchError: its frequent words are not those of French.
    """
    text = "\n".join(document.lines)
    if not any(map(str.isalpha, text)):
        raise EmptyError(path, "there is no word in it", "check where it came from")
    if not is_french(text, tables=len(document.cells) > len(document.lines)):
        raise NotFrenchError(path, "its text is not in French", "give the French version")


def _empty(lines: tuple[str, ...], starts: tuple[int, ...]) -> tuple[int, ...]:
    ends = (*starts[1:], len(lines) + 1)
    pages = enumerate(zip(starts, ends, strict=True), 1)
    return tuple(page for page, (first, end) in pages if not any(map(str.strip, lines[first - 1 : end - 1])))
