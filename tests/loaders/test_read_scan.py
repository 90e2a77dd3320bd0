"""Scans: read by OCR where it is installed, else reported with what to install."""

import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest

from maillage.loaders import ocr
from maillage.loaders.fact import CommitmentFact, DefiFact
from maillage.loaders.read import read
from maillage.loaders.read_errors import ScannedError
from maillage.loaders.reading import read_document

typst = pytest.importorskip("typst")
needs_ocr = pytest.mark.skipif(not ocr.is_installed(), reason="ocrmypdf and tesseract-ocr-fra are not installed")

ITEM = "La Ville de Corbelle ouvrira un guichet mobile de l'emploi pour les habitants"
TEXT = "La commune ouvre un guichet pour les habitants du quartier et finance les séances avec ses partenaires. " * 2
PAGE = f"""#set text(lang: "fr", size: 12pt)
= Contrat de ville de Corbelle
{TEXT}
== Défi 1 : Rapprocher les habitants de l'emploi
=== Engagements
- {ITEM}.
"""
WHOLE = '#page(margin: 0pt)[#image("page.png", width: 100%, height: 100%)]'


def made(folder: Path, source: str) -> bytes:
    (folder / "page.typ").write_text(source, encoding="utf-8")
    return bytes(typst.compile(str(folder / "page.typ")))


def png(pdf: bytes) -> bytes:
    """The first page as a scanner would give it."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=150 / 72, grayscale=True)
        width, height, data = image.width, image.height, bytes(image.buffer)
        rows = b"".join(b"\0" + data[y * image.stride : y * image.stride + width] for y in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A PDF of one scanned page; its picture lies beside it."""
    (tmp_path / "page.png").write_bytes(png(made(tmp_path, PAGE)))
    path = tmp_path / "contrat.pdf"
    path.write_bytes(made(tmp_path, WHOLE))
    return path


@needs_ocr
@pytest.mark.parametrize("name", ["contrat.pdf", "page.png"])
def test_a_scan_gives_its_facts(scan: Path, name: str) -> None:
    document = read(scan.parent / name)
    assert document.format == ("pdf" if name.endswith("pdf") else "image")
    facts = read_document(document, "https://example.org/")
    (defi,) = (f for f in facts if isinstance(f, DefiFact))
    (found,) = (f for f in facts if isinstance(f, CommitmentFact))
    assert (defi.number, defi.label) == ("1", "Rapprocher les habitants de l'emploi")
    assert found.quote.replace("’", "'").strip(" .") == ITEM and found.defis == (defi.id,)
    assert any(partner.endswith("/ville-de-corbelle") for partner in found.partners)


@needs_ocr
def test_the_pages_that_need_it_are_looked_at_and_no_others(scan: Path) -> None:
    scan.write_bytes(made(scan.parent, f"{TEXT * 2}\n{WHOLE}\n{TEXT * 2}"))
    document = read(scan)
    assert len(document.page_starts) == 3 and not document.empty_pages
    _, second, third = document.page_starts
    assert [n for n, line in enumerate(document.lines, 1) if "Défi 1" in line and not second <= n < third] == []
    assert any("Défi 1" in line for line in document.lines)


@needs_ocr
def test_a_picture_without_words_says_so(scan: Path) -> None:
    blank = scan.parent / "vide.png"
    blank.write_bytes(png(made(scan.parent, "#page[]")))
    with pytest.raises(ScannedError, match="no words"):
        read(blank)


@needs_ocr
def test_a_broken_picture_says_so(scan: Path) -> None:
    broken = scan.parent / "coupe.png"
    broken.write_bytes((scan.parent / "page.png").read_bytes()[:900])
    with pytest.raises(ScannedError) as caught:
        read(broken)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["contrat.pdf", "page.png"])
def test_without_ocr_it_says_what_to_install(scan: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(ScannedError, match="install ocrmypdf and tesseract-ocr-fra"):
        read(scan.parent / name)


def test_ocr_that_takes_too_long_is_ended(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = scan.parent / "lent"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "PROGRAM", str(slow))
    monkeypatch.setattr(ocr, "SECONDS", 0.3)
    monkeypatch.setattr(ocr, "SECONDS_A_PAGE", 0)
    with pytest.raises(ScannedError, match="took more than"):
        read(scan)
