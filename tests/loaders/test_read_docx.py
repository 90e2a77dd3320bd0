"""DOCX as Word writes it: structure becomes hints, what is not printed stays out, wrong files say so."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as Made
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, TITLE, commitments, defis, names, told

BASE = "https://example.org/"
Make = Callable[[Made], None]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Make], Document]:
    """The document that a function writes with python-docx."""

    def read_made(make: Make) -> Document:
        document = docx.Document()
        make(document)
        path = tmp_path / "contrat.docx"
        document.save(str(path))
        return read(path)

    return read_made


def filled(document: Document) -> list[str]:
    return [line for line in document.lines if line]


def fill(table: object, rows: list[tuple[str, ...]]) -> None:
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text  # type: ignore[attr-defined]


def test_headings_lists_and_line_breaks(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.add_heading("Un contrat", 0)
        d.add_heading("Défi 1 : Emploi", 2)
        d.add_paragraph("Première ligne\nSeconde ligne")
        d.add_paragraph("Ouvrir un lieu", style="List Bullet")
        d.add_paragraph("Tenir une permanence", style="List Number")
        d.add_paragraph("Former une équipe", style="List Number")

    document = made(make)
    assert document.format == "docx" and document.levels and document.begins
    assert filled(document) == [
        "Un contrat", "Défi 1 : Emploi", "Première ligne", "Seconde ligne", "• Ouvrir un lieu",
        "1. Tenir une permanence", "2. Former une équipe",
    ]  # fmt: skip
    by_line = dict(zip(document.lines, zip(document.levels, document.begins, strict=True), strict=True))
    assert by_line["Un contrat"] == (1, True) and by_line["Défi 1 : Emploi"] == (2, True)
    assert by_line["Seconde ligne"] == (0, None) and by_line["• Ouvrir un lieu"] == (0, True)


def test_automatic_numbers_of_headings_are_read(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        numbering = d.part.numbering_part.element
        numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="Défi %1 :"/></w:lvl></w:abstractNum>'
        ))  # fmt: skip
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for label in ("L'emploi", "La santé"):
            properties = d.add_heading(label, 2)._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))

    assert filled(made(make)) == ["Défi 1 : L'emploi", "Défi 2 : La santé"]


def test_what_is_not_printed_stays_out(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.sections[0].header.paragraphs[0].text = "Titre courant"
        d.sections[0].footer.paragraphs[0].text = "Page 3"
        paragraph = d.add_paragraph("La ville ouvre")
        paragraph.add_run(" en secret").font.hidden = True
        paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText> hier</w:delText></w:r></w:del>"))
        paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t> un lieu</w:t></w:r></w:ins>"))

    assert filled(made(make)) == ["La ville ouvre un lieu"]


def test_content_controls_and_text_boxes_are_read(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        paragraph = d.add_paragraph("Avant.")
        body = d.element.body
        inner = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner.format('Dans un contrôle.')}</w:sdtContent></w:sdt>"
        body.insert(1, parse_xml(control))
        box = inner.format("Dans une boîte.")
        paragraph.runs[0]._r.append(parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
            f"<w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>"
        ))  # fmt: skip

    assert filled(made(make)) == ["Avant.", "Dans une boîte.", "Dans un contrôle."]


def test_columns_are_read_in_the_order_of_the_document(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        columns = parse_xml(f'<w:cols {nsdecls("w")} w:num="2"/>')
        d.sections[0]._sectPr.replace(d.sections[0]._sectPr.find(qn("w:cols")), columns)
        for number in range(40):
            d.add_paragraph(f"Le paragraphe {number} est dans une des colonnes.")

    assert filled(made(make)) == [f"Le paragraphe {number} est dans une des colonnes." for number in range(40)]


def test_pages_where_word_began_them(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.add_paragraph("Une page.")
        d.add_page_break()
        d.add_paragraph("Une autre.")

    document = made(make)
    assert [document.lines[start - 1] for start in document.page_starts] == ["Une page.", "Une autre."]


def test_merged_cells_reach_as_far_as_the_format_says(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        table = d.add_table(3, 2)
        fill(table, [("Axe", "Action"), ("Emploi", "Ouvrir un lieu"), ("", "Former une équipe")])
        table.cell(1, 0).merge(table.cell(2, 0))

    cells = {(c.row, c.column): (c.text, c.own) for c in made(make).cells}
    assert cells[1, 0] == ("Emploi", True) and cells[2, 0] == ("Emploi", False)


def test_a_table_of_actions_gives_one_commitment_a_row(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.add_heading(TITLE, 0)
        d.add_paragraph(PROSE)
        table = d.add_table(len(ROWS) + 1, len(HEADS))
        fill(table, [HEADS, *ROWS])
        table.cell(1, 0).merge(table.cell(2, 0))

    document = made(make)
    facts = read_document(document, BASE)
    assert told(facts) == EXPECTED
    assert defis(facts) == [
        ("defi", "1", "Rapprocher les habitants de l'emploi"),
        ("defi", "2", "Améliorer la santé de tous"),
    ]
    for fact, row in zip(commitments(facts), ROWS, strict=True):
        inside = document.lines[fact.lines[0] - 1 : fact.lines[1]]
        assert [text for text in row if text] == [line for line in inside if line]


def test_a_form_filled_in_from_top_to_bottom_is_one_commitment(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.add_paragraph(PROSE)
        rows = [
            ("Fiche n° 4 : Créer une brigade verte", ""), ("Axe", "Axe 3 : Cadre de vie"), ("Pilote", "Ville d'Avray"),
            ("Quartier", "Bel-Air"), ("Calendrier", "2026"), ("Indicateurs", "Nombre de passages"),
        ]  # fmt: skip
        table = d.add_table(len(rows), 2)
        fill(table, rows)
        table.cell(0, 0).merge(table.cell(0, 1))

    facts = read_document(made(make), BASE)
    (found,) = commitments(facts)
    assert found.quote.startswith("Fiche n° 4") and found.deadline == "2026" and found.has_indicators
    assert names(facts, [*found.partners, *found.defis, *found.qpvs]) == ["Ville d'Avray", "Cadre de vie", "Bel-Air"]


def test_a_heading_ends_what_one_of_its_rank_opened(made: Callable[[Make], Document]) -> None:
    def make(d: Made) -> None:
        d.add_heading(TITLE, 0)
        d.add_paragraph(PROSE)
        d.add_heading("Le cadre stratégique", 1)
        for number, label in ((1, "Rapprocher les habitants de l'emploi"), (2, "Améliorer la santé de tous")):
            d.add_heading(f"Défi {number} : {label}", 2)
            d.add_heading("Engagements", 3)
            d.add_paragraph(
                f"Ouvrir un lieu d'accueil numéro {number} avec les habitants du quartier", style="List Bullet"
            )
        d.add_heading("Le mot de la fin", 1)
        d.add_paragraph("Développer la lecture chez les tout-petits", style="List Bullet")

    facts = read_document(made(make), BASE)
    assert [names(facts, c.defis) for c in commitments(facts)][:2] == [
        ["Rapprocher les habitants de l'emploi"], ["Améliorer la santé de tous"],
    ]  # fmt: skip
    assert all(not c.defis for c in commitments(facts)[2:])


def test_no_entity_is_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    made = io.BytesIO()
    docx.Document().save(made)
    path = tmp_path / "contrat.docx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = (
                    f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {nsdecls("w")}><w:body><w:p>'
                    "<w:r><w:t>Bonjour &e;</w:t></w:r></w:p></w:body></w:document>"
                ).encode()
            target.writestr(name, data)
    assert filled(read(path)) == ["Bonjour"]
