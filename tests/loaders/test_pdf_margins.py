"""Heads and feet of PDF pages: told by their place on page after page, and never a page's own title."""

from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.pdf_margins import margins
from maillage.loaders.read import read

typst = pytest.importorskip("typst")

TEXT = "La commune ouvre un atelier de réparation de vélos et y accueille les habitants deux soirs par semaine. "
SHORT = "Le bailleur remet en état les caves."


def made(folder: Path, source: str) -> Document:
    path = folder / "contrat.pdf"
    setup = '#set page(width: 16cm, height: 20cm, margin: 2cm)\n#set text(lang: "fr", size: 10pt, hyphenate: false)\n'
    path.write_bytes(typst.compile((setup + source).encode(), ignore_system_fonts=True))
    return read(path)


def aside(document: Document) -> list[str]:
    return [document.lines[n - 1] for n in document.furniture]


def test_the_head_of_a_page_is_not_the_top_of_its_columns(tmp_path: Path) -> None:
    head = "#set page(header: context text(8pt)[Contrat #h(1fr) Chapitre #counter(page).display()])\n"
    page = f"#columns(2)[{TEXT * 2}#colbreak(){TEXT}]"
    document = made(tmp_path, head + "#pagebreak()".join([page] * 4))
    assert aside(document) == [line for n in range(1, 5) for line in ("Contrat", f"Chapitre {n}")]
    rest = [x for n, x in enumerate(document.lines, 1) if x and n not in document.furniture]
    assert " ".join(rest) == " ".join((TEXT * 12).split())


def test_a_title_on_every_page_is_none(tmp_path: Path) -> None:
    pages = [f"= Fiche action {n}\n{TEXT}" for n in range(1, 6)]
    document = made(tmp_path, "#pagebreak()\n".join(pages))
    assert aside(document) == [] and "Fiche action 3" in document.lines


def test_a_first_line_that_goes_on_is_none(tmp_path: Path) -> None:
    pages = [f"{TEXT * (n % 3 + 2)}\n\n{SHORT}" for n in range(5)]
    assert aside(made(tmp_path, "#pagebreak()".join(pages))) == []


def test_page_numbers_and_titles_of_the_size_of_the_text(tmp_path: Path) -> None:
    around = "#set page(header: [Contrat de ville], footer: context counter(page).display())\n"
    document = made(tmp_path, around + "#pagebreak()".join(TEXT * n for n in (2, 4, 3, 5)))
    assert aside(document) == [line for n in range(1, 5) for line in ("Contrat de ville", str(n))]


def test_every_word_is_kept_and_a_page_of_margins_only_is_text(tmp_path: Path) -> None:
    around = "#set page(header: [Contrat], footer: context counter(page).display())\n"
    document = made(tmp_path, around + f"{TEXT}#pagebreak(){TEXT}#pagebreak()#pagebreak(){TEXT}")
    assert [x for x in document.lines if x].count("Contrat") == 4
    assert margins([[], []])[0].text == []
