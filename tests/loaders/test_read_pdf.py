"""PDF as it comes: order of reading, sizes, pages without text, and every way in which a file can be wrong."""

import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest

from maillage.loaders import ocr
from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.read_errors import (
    DamagedError,
    EmptyError,
    EncryptedError,
    NotFrenchError,
    ReadError,
    ScannedError,
)

typst = pytest.importorskip("typst")

TEXT = (
    "La commune ouvre un guichet pour les habitants du quartier et finance les séances avec ses partenaires. "
    "Les familles sont reçues par une équipe qui tient une permanence dans la maison de quartier. "
)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 4, 6, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, 1, 2, 3, 4]) * 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf(folder: Path, source: str) -> Path:
    (folder / "page.png").write_bytes(png())
    (folder / "contrat.typ").write_text('#set text(lang: "fr", size: 10pt)\n' + source, encoding="utf-8")
    path = folder / "contrat.pdf"
    path.write_bytes(typst.compile(str(folder / "contrat.typ")))
    return path


def lines(document: Document, page: int) -> list[str]:
    starts = (*document.page_starts, len(document.lines) + 1)
    return [line for line in document.lines[starts[page - 1] - 1 : starts[page] - 1] if line]


SCAN = '#page(margin: 0pt)[#image("page.png", width: 100%, height: 100%)]'
STAMPED = (
    '#page(margin: 0pt)[#image("page.png", width: 100%, height: 100%)'
    "#place(top)[Envoyé en préfecture le 3 mai, reçu le 4 mai]]"
)


def test_sizes_weights_and_pages(tmp_path: Path) -> None:
    document = read(pdf(tmp_path, f"= Un titre\n{TEXT}\n\n{TEXT}\n#pagebreak()\nFin."))
    assert document.format == "pdf" and document.sizes and document.bolds
    assert len(document.lines) == len(document.sizes) == len(document.bolds)
    assert (document.lines[0], document.sizes[0], document.bolds[0]) == ("Un titre", 14.0, True)
    assert document.sizes[-1] == 10.0 and not document.bolds[-1]
    assert len(document.page_starts) == 2 and lines(document, 2) == ["Fin."] and not document.empty_pages


def test_the_same_bytes_give_the_same_document(tmp_path: Path) -> None:
    path = pdf(tmp_path, TEXT)
    assert read(path) == read(path)


def test_a_hyphen_at_the_end_of_a_line_is_kept(tmp_path: Path) -> None:
    document = read(
        pdf(tmp_path, f"#set text(hyphenate: true)\n#set par(justify: true)\n#block(width: 5cm)[{TEXT * 3}]")
    )
    assert any(line.endswith("-") and line[-2].isalpha() for line in document.lines)
    assert "".join(document.lines).replace("-", "").count("permanence") == 3


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    two = f"#columns(2)[#block[Gauche. {TEXT * 2}]#colbreak()#block[Droite. {TEXT * 2}]]"
    text = " ".join(lines(read(pdf(tmp_path, f"= Un titre sur toute la largeur de la page\n{two}")), 1))
    assert text.index("Un titre") < text.index("Gauche.") < text.index("Droite.")
    assert text.count("quartier.") == 4 and text.index("Droite.") > text.index("quartier. La commune")


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [f"[Ouvrir le guichet {n} pour les habitants], [La commune], [Fin {2024 + n}]" for n in range(1, 5)]
    source = f"{TEXT}\n#table(columns: (2fr, 1fr, 1fr), {', '.join(rows)})"
    text = " ".join(lines(read(pdf(tmp_path, source)), 1))
    assert text.index("Fin 2025") < text.index("guichet 2") < text.index("Fin 2026") < text.index("guichet 3")


def test_a_column_that_ends_early_ends_there(tmp_path: Path) -> None:
    left = f"Gauche. {TEXT * 2} #v(2em) Suite. {TEXT * 2}"
    source = f"#grid(columns: (1fr, 1fr), gutter: 2em, [{left}], [Droite. {TEXT}])"
    text = " ".join(lines(read(pdf(tmp_path, source)), 1))
    assert text.index("Gauche.") < text.index("Suite.") < text.index("Droite.")


def test_the_head_of_a_table_stays_with_its_rows(tmp_path: Path) -> None:
    two = f"#columns(2)[#block[Gauche. {TEXT * 2}]#colbreak()#block[Droite. {TEXT * 2}]]"
    table = "#table(columns: 3, [Action], [Pilote], [Année], [Ouvrir un lieu], [La commune], [2025])"
    text = " ".join(lines(read(pdf(tmp_path, f"#block(height: 4cm)[{two}]\n{table}")), 1))
    assert text.endswith("Action Pilote Année Ouvrir un lieu La commune 2025")


def test_a_bullet_stays_with_its_text(tmp_path: Path) -> None:
    found = lines(read(pdf(tmp_path, f"{TEXT}\n- Ouvrir un lieu\n- Former une équipe\n")), 1)
    assert [line for line in found if line.startswith("•")] == ["• Ouvrir un lieu", "• Former une équipe"]


def test_larger_letters_are_a_heading_and_a_large_quote_is_none(tmp_path: Path) -> None:
    source = f"= Un titre\n{TEXT}\n== Un sous-titre\n{TEXT}\n#text(13pt)[{TEXT * 2}]\n\n*Un mot gras*\n\n{TEXT * 6}"
    document = read(pdf(tmp_path, source))
    assert document.levels is not None
    headings = {x: level for x, level in zip(document.lines, document.levels, strict=True) if level}
    assert list(headings) == ["Un titre", "Un sous-titre"]
    assert headings["Un titre"] < headings["Un sous-titre"]


def test_a_heading_set_letter_by_letter_is_joined(tmp_path: Path) -> None:
    document = read(pdf(tmp_path, f"#text(tracking: 4pt)[DÉFI 1 POUR TOUS]\n\n{TEXT * 4}"))
    assert document.lines[0] == "DÉFI 1 POUR TOUS"


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_is_read(tmp_path: Path, turn: int) -> None:
    source = f"#rotate({turn}deg, reflow: true)[Un titre dans la marge]\n{TEXT}"
    assert "Un titre dans la marge" in read(pdf(tmp_path, source)).lines
    whole = read(pdf(tmp_path, f"#rotate({turn}deg, reflow: true)[#block(width: 10cm)[{TEXT}]]"))
    assert " ".join(lines(whole, 1)).startswith("La commune ouvre un guichet")


def test_pages_of_images_are_listed_and_blank_ones_are_not(tmp_path: Path) -> None:
    document = read(pdf(tmp_path, f"{TEXT}\n#pagebreak()\n#pagebreak()\n{TEXT}\n{SCAN}\n{TEXT}\n{STAMPED}\n{TEXT}"))
    assert document.empty_pages == (4, 6)
    assert len(document.page_starts) == 7 == len(set(document.page_starts))
    assert any("Envoyé en préfecture" in line for line in lines(document, 6))


def test_a_scanned_document_needs_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    for source in (SCAN * 3, STAMPED * 3 + TEXT):
        with pytest.raises(ScannedError, match=r"3 of its \d pages.*OCR"):
            read(pdf(tmp_path, source))


def test_a_document_without_text(tmp_path: Path) -> None:
    with pytest.raises(EmptyError):
        read(pdf(tmp_path, "#page[]"))


def test_another_language(tmp_path: Path) -> None:
    english = "The town opens a desk for the people of the quarter and pays for the lessons with its partners. " * 5
    with pytest.raises(NotFrenchError):
        read(pdf(tmp_path, english))


@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_a_file_cut_short(tmp_path: Path, share: float) -> None:
    path = pdf(tmp_path, TEXT)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    with pytest.raises(DamagedError, match=r"cut short.*again"):
        read(path)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"%%EOF\n"])
def test_a_damaged_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "contrat.pdf"
    path.write_bytes(data)
    with pytest.raises(DamagedError):
        read(path)


def encrypted() -> bytes:
    """A PDF whose keys fit no empty password (standard security handler, revision 2)."""
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"1f" * 32 + b">/U<" + b"2e" * 32 + b">>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + table + trailer


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "secret.pdf"
    path.write_bytes(encrypted())
    with pytest.raises(EncryptedError, match="without the password"):
        read(path)


def test_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "vide.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    document.close()
    with pytest.raises(ReadError):
        read(path)
