"""XLSX as spreadsheets write it: a sheet is a page, a row a line, and what is merged reaches as far as it says."""

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.read_errors import ReadError, TooLargeError
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, commitments, told

BASE = "https://example.org/"
Make = Callable[[Workbook], None]


@pytest.fixture
def made(tmp_path: Path) -> Callable[[Make], Document]:
    """The document that a function writes with openpyxl."""

    def read_made(make: Make) -> Document:
        book = openpyxl.Workbook()
        make(book)
        path = tmp_path / "actions.xlsx"
        book.save(path)
        return read(path)

    return read_made


def fill(sheet: object, rows: list[tuple[object, ...]]) -> None:
    for row in rows:
        sheet.append(row)  # type: ignore[attr-defined]


def test_a_row_is_a_line_and_a_sheet_a_page(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        fill(book.active, [("Axe", "Action"), (), ("Emploi", "Ouvrir\nun lieu")])
        fill(book.create_sheet("Défi 2 - Santé"), [("Axe", "Action")])
        book.create_sheet("Calculs").append(("caché",))
        book["Calculs"].sheet_state = "hidden"

    document = made(make)
    assert document.format == "xlsx"
    assert document.lines == ("Axe | Action", "", "Emploi | Ouvrir un lieu", "Défi 2 - Santé", "Axe | Action")
    assert document.page_starts == (1, 4) and document.levels and document.levels[3] == 1
    assert document.cells[3].text == "Ouvrir\nun lieu"


def test_days_amounts_and_numbers_as_french_sheets_print_them(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        sheet = book.active
        sheet.append(("Le début", datetime.date(2026, 9, 1), 1500, 0.5, True, "=1+1"))
        sheet["C1"].number_format = '#,##0.00 "€"'

    assert made(make).lines == ("Le début | 01/09/2026 | 1 500 € | 0,5 | oui",)


def test_merged_cells_are_printed_once_and_reach_below(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        fill(book.active, [("Axe", "Action"), ("Emploi", "Ouvrir un lieu"), (None, "Former une équipe")])
        book.active.merge_cells("A2:A3")

    document = made(make)
    assert document.lines == ("Axe | Action", "Emploi | Ouvrir un lieu", "Former une équipe")
    reached = next(c for c in document.cells if (c.row, c.column) == (2, 0))
    assert (reached.text, reached.own) == ("Emploi", False)


def test_a_table_of_actions_gives_one_commitment_a_row(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        fill(book.active, [(PROSE,), HEADS, *ROWS, ("Total", None, None, None, None, None, "45")])

    facts = read_document(made(make), BASE)
    assert told(facts) == EXPECTED
    assert [c.lines for c in commitments(facts)] == [(3, 3), (4, 4), (5, 5)]


def test_a_row_across_the_table_names_the_item_of_the_rows_below(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        rows = [(PROSE,), ("Action", "Porteur", "Calendrier"), ("Axe 1 : L'emploi des jeunes",),
                ("Ouvrir un guichet", "Ville de Corbelle", "2026"), ("Axe 2 : La santé",),
                ("Déployer un bus", "ARS", 2027)]  # fmt: skip
        fill(book.active, rows)

    found = told(read_document(made(make), BASE))
    assert [(c[0], c[2], c[5]) for c in found] == [
        ("Ouvrir un guichet", ["L'emploi des jeunes"], "2026"), ("Déployer un bus", ["La santé"], "2027"),
    ]  # fmt: skip


def test_the_name_of_a_sheet_is_a_heading(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        book.active.title = "Défi 1 - L'emploi des jeunes"
        fill(book.active, [("Action", "Porteur"), ("Ouvrir un guichet pour les habitants", "Ville de Corbelle")])
        fill(book.create_sheet("Défi 2 - La santé"), [("Action", "Porteur"), ("Déployer un bus", "ARS")])

    found = told(read_document(made(make), BASE))
    assert [(c[0], c[2]) for c in found] == [
        ("Ouvrir un guichet pour les habitants", ["L'emploi des jeunes"]), ("Déployer un bus", ["La santé"]),
    ]  # fmt: skip


def test_a_table_that_is_none_of_actions_gives_no_commitment(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        fill(book.active, [("Quartier", "Commune", "Population"), ("Les Tilleuls", "Corbelle", 1250)])

    facts = read_document(made(make), BASE)
    assert not commitments(facts)
    assert [f.name for f in facts if f.fact == "qpv"] == ["Les Tilleuls"]


def test_persons_of_a_column_of_operators_are_no_partners(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        rows = [(PROSE,), ("Action", "Pilote", "Contact"), ("Ouvrir un guichet", "Mme HÊTRE", "Paul HÊTRE"),
                ("Tenir un café", "Direction de la jeunesse", "")]  # fmt: skip
        fill(book.active, rows)

    facts = read_document(made(make), BASE)
    assert [c.partners for c in commitments(facts)] == [(), ()]
    assert not [f for f in facts if f.fact == "partner" and "HÊTRE" in f.name]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        book.active["A1"] = "Le contrat"
        book.active["XFD5"] = "loin"

    assert [line.strip(" |") for line in made(make).lines if line] == ["Le contrat", "loin"]


def test_a_merge_over_the_whole_sheet_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "actions.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Le contrat"
    book.save(path)
    _replace(
        path,
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    assert read(path).lines == ("Le contrat",)


def test_text_too_far_down_is_refused(made: Callable[[Make], Document]) -> None:
    def make(book: Workbook) -> None:
        book.active["A1000000"] = "loin"

    with pytest.raises(TooLargeError, match="row 1000000"):
        made(make)


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    path = tmp_path / "actions.xlsx"
    openpyxl.Workbook().save(path)
    data = path.read_bytes()
    for end in range(4, len(data), 397):
        path.write_bytes(data[:end])
        with pytest.raises(ReadError):
            read(path)


def _replace(path: Path, part: str, old: bytes, new: bytes) -> None:
    import zipfile

    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert old in parts[part]
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data.replace(old, new) if name == part else data)
