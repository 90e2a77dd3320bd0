"""Read: one file → one Document. What a file is, its content says; its name is only what it is called.

Every way in which a file can be wrong leaves as a ``ReadError`` that names it and says what to do.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.language import is_french
from maillage.loaders.read_errors import (
    ChangedError,
    EmptyError,
    NotFrenchError,
    TooLargeError,
    UnknownFormatError,
    UnreachableError,
)
from maillage.loaders.read_text import NotTextError, decode, find_pages, split_lines

LIMIT_BYTES = 100_000_000
PDF_HEADER_WITHIN = 1024  # bytes; readers accept a PDF whose header comes that late (ISO 32000-1, annex H.3.4.1)

# First bytes (letters in lower case) of formats that are not read, with what they are called and what to do instead.
_AS_TEXT = "save it as PDF or plain text"
_OCR = "run OCR on it and give the searchable PDF"
_OTHERS: dict[bytes, tuple[str, str]] = {
    b"pk\x03\x04": ("a ZIP archive or an office document", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("an old office document", _AS_TEXT),
    b"{\\rtf": ("an RTF document", _AS_TEXT),
    b"<!doctype html": ("a web page", _AS_TEXT),
    b"<html": ("a web page", _AS_TEXT),
    b"%!ps": ("a PostScript file", _AS_TEXT),
    b"\x1f\x8b": ("a compressed file", "uncompress it"),
    b"\x89png": ("an image", _OCR),
    b"\xff\xd8\xff": ("an image", _OCR),
    b"ii*\x00": ("an image", _OCR),
    b"mm\x00*": ("an image", _OCR),
    b"gif8": ("an image", _OCR),
}


def read(path: Path, *, name: str | None = None, limit_bytes: int = LIMIT_BYTES) -> Document:
    """The document a file holds; ``name`` is what it is called in the facts, by default the file's own name.

    Raises:
        ReadError: its subclasses tell the causes apart.
    """
    data = read_bytes(path, limit_bytes)
    read_format = _format_of(path, data)
    return read_format(path, name or path.name, data)


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


def _format_of(path: Path, data: bytes) -> Callable[[Path, str, bytes], Document]:
    """The reader of a file's format, by its first bytes."""
    if not data.strip():
        raise EmptyError(path, "it is empty", "check where it came from")
    if b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return _read_pdf
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, (what, remedy) in _OTHERS.items():
        if start.startswith(mark):
            raise UnknownFormatError(path, f"it is {what}", remedy)
    return _read_text


def _read_text(path: Path, name: str, data: bytes) -> Document:
    try:
        text = decode(data)
    except NotTextError as error:
        raise UnknownFormatError(path, f"it is neither text nor PDF ({error})", "give the document itself") from error
    digest = hashlib.sha256(data).hexdigest()
    lines = split_lines(text)
    check_language(path, text)
    starts = find_pages(text, lines)
    return Document(name, digest, "text", lines, starts, empty_pages=_empty(lines, starts))


def _read_pdf(path: Path, name: str, data: bytes) -> Document:
    from maillage.loaders.read_pdf import read_pdf  # PDFium takes 50 ms to load, and most folders hold text

    document = read_pdf(path, name, data)
    check_language(path, "\n".join(document.lines))
    return document


def check_language(path: Path, text: str) -> None:
    """Refuse a text without a word, and one in another language.

    Raises:
        EmptyError: no letter in it.
        NotFrenchError: its frequent words are not those of French.
    """
    if not any(map(str.isalpha, text)):
        raise EmptyError(path, "there is no word in it", "check where it came from")
    if not is_french(text):
        raise NotFrenchError(path, "its text is not in French", "give the French version")


def _empty(lines: tuple[str, ...], starts: tuple[int, ...]) -> tuple[int, ...]:
    ends = (*starts[1:], len(lines) + 1)
    pages = enumerate(zip(starts, ends, strict=True), 1)
    return tuple(page for page, (first, end) in pages if not any(map(str.strip, lines[first - 1 : end - 1])))
