"""Package: the ZIP of an office document → its parts, as trees. The one door to ``zipfile`` and to XML.

Nothing a package says is followed: no entity is resolved, no address opened, no macro run, and a part is inflated only
when it is asked for and small enough.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from maillage.loaders.read_errors import DamagedError, EncryptedError, TooLargeError, UnknownFormatError

LIMIT_PART = 60_000_000  # bytes of a part once inflated; the text of a contract of 200 pages has 2 million
_AGAIN = "download or copy it again"
_PLAIN = "save it again from the program it was made with, without encryption"

Element = Any  # of lxml, which has no type stubs of its own

# What zipfile raises on bytes that are no archive, or on a member that is not what its header says.
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError,
    NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
_BY_PART = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_BY_MIMETYPE = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}


class Package:
    """An office document, opened."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Open it.

        Raises:
            DamagedError: it is no whole ZIP archive.
        """
        self.path = path
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except _BROKEN as error:
            raise DamagedError(path, "the file is damaged or cut short", _AGAIN) from error

    def format(self) -> str:
        """Which document it is: docx, xlsx, odt or ods.

        Raises:
            EncryptedError: it opens only with a password.
            UnknownFormatError: it holds macros, or is something else.
        """
        mimetype = self.read("mimetype").strip() if "mimetype" in self.names else b""
        kind = _BY_MIMETYPE.get(mimetype) or next((k for part, k in _BY_PART.items() if part in self.names), "")
        if not kind:
            raise UnknownFormatError(
                self.path, "it is a ZIP archive, or an office document of a kind that is not read",
                "give the documents in it, as DOCX, ODT, XLSX, PDF or plain text",
            )  # fmt: skip
        if any(name.endswith("vbaProject.bin") for name in self.names):
            raise UnknownFormatError(self.path, "it holds macros", f"save it as {kind.upper()} without macros")
        if kind in ("odt", "ods") and b"encryption-data" in self.read_or_nothing("META-INF/manifest.xml"):
            raise EncryptedError(self.path, "it opens only with a password", _PLAIN)
        return kind

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            DamagedError: it is missing or broken.
            EncryptedError: it is encrypted.
            TooLargeError: inflated, it is over the limit.
        """
        try:
            info = self._zip.getinfo(name)
            if info.file_size > LIMIT_PART:
                cause = f"inflated, its part {name} has {info.file_size / 1e6:.0f} MB"
                raise TooLargeError(self.path, f"{cause}, over {LIMIT_PART / 1e6:g} MB", "split the document")
            if info.flag_bits & 1:
                raise EncryptedError(self.path, "it opens only with a password", _PLAIN)
            with self._zip.open(info) as file:
                return file.read(LIMIT_PART + 1)
        except KeyError as error:
            raise DamagedError(self.path, f"its part {name} is missing", _AGAIN) from error
        except _BROKEN as error:
            raise DamagedError(self.path, f"its part {name} is broken", _AGAIN) from error

    def read_or_nothing(self, name: str) -> bytes:
        """The bytes of a part that may be missing."""
        return self.read(name) if name in self.names else b""

    def tree(self, name: str) -> Element:
        """The root of a part.

        Raises:
            DamagedError: it is missing, broken, or no well-formed XML.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DamagedError(self.path, f"its part {name} is no well-formed XML", _AGAIN) from error

    def tree_or_none(self, name: str) -> Element | None:
        """The root of a part that may be missing."""
        return self.tree(name) if name in self.names else None


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its name, whatever its namespace."""
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of a name, whatever their namespace."""
    return (child for child in element if local(child) == name) if element is not None else iter(())


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant reached by a path of names."""
    for name in names:
        element = next(children(element, name), None)
    return element


def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number that an attribute holds."""
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
