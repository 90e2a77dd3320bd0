"""Tables of a PDF: cells as the lines between them say, merged ones too; rows of actions become commitments."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, PartnerFact, QpvFact
from maillage.loaders.pdf_grids import Segment, grids_of
from maillage.loaders.read import read
from maillage.loaders.reading import read_document

typst = pytest.importorskip("typst")

HEADS = "[*Objectif*], [*Action*], [*Pilote*], [*Calendrier*]"
ROWS = (
    "table.cell(rowspan: 2)[Aller vers l’emploi], [Organiser quatre forums de recrutement dans les quartiers], "
    "table.cell(rowspan: 2)[France Travail], [2025], [Ouvrir une agence mobile sur la place du marché], [2026]",
    "[Lever les freins], [Développer des places de crèche à horaires décalés], [CAF du Loiret], [2027]",
)
TEXT = "La commune ouvre un guichet pour les habitants du quartier et finance les séances avec ses partenaires. "


def pdf(folder: Path, source: str) -> Document:
    (folder / "contrat.typ").write_text('#set text(lang: "fr", size: 9pt)\n' + source, encoding="utf-8")
    path = folder / "contrat.pdf"
    path.write_bytes(typst.compile(str(folder / "contrat.typ")))
    return read(path)


def table(rows: str, more: str = "stroke: 0.5pt") -> str:
    return f"#table(columns: (1fr, 2fr, 1fr, 1fr), {more}, {HEADS}, {rows})\n"


def places(document: Document) -> dict[tuple[int, int, int], tuple[str, bool]]:
    return {(c.table, c.row, c.column): (" ".join(c.text.split()), c.own) for c in document.cells}


def test_merged_cells_reach_as_far_as_no_line_ends_them(tmp_path: Path) -> None:
    found = places(pdf(tmp_path, f"{TEXT}\n\n{table(', '.join(ROWS))}\n{TEXT}"))
    assert found[1, 0, 1] == ("Action", True) and found[1, 3, 2] == ("CAF du Loiret", True)
    assert found[1, 1, 2] == ("France Travail", True) and found[1, 2, 2] == ("France Travail", False)


def test_white_parts_cells_as_lines_do(tmp_path: Path) -> None:
    rows = f"[Se loger], [Rénover les logements du quartier], [Bailleur], [2028], {ROWS[1]}"
    found = places(pdf(tmp_path, f"{TEXT}\n\n{table(rows, 'stroke: none, row-gutter: 6pt')}\n{TEXT}"))
    assert found[1, 1, 1][0] == "Rénover les logements du quartier" and found[1, 2, 3][0] == "2027"


def test_a_table_goes_on_over_the_page(tmp_path: Path) -> None:
    rows = ", ".join([ROWS[1]] * 40)
    found = places(pdf(tmp_path, f"#set page(height: 12cm)\n{table(rows)}"))
    assert {key[0] for key in found} == {1} and max(key[1] for key in found) == 40


def test_rows_are_commitments_and_merged_pilots_carry_them(tmp_path: Path) -> None:
    title = "= Contrat de ville du Val d’Ormeau\n== Axe 1 : Emploi\n"
    facts = read_document(pdf(tmp_path, f"{title}{TEXT}\n\n{table(', '.join(ROWS))}"), "https://example.org/")
    names = {f.id: f.name for f in facts if isinstance(f, PartnerFact)}
    rows = {f.deadline: [names[p] for p in f.partners] for f in facts if isinstance(f, CommitmentFact) and f.deadline}
    assert rows["2025"] == rows["2026"] == ["France Travail"] and len(rows) == 3


def test_two_columns_of_text_are_no_table(tmp_path: Path) -> None:
    assert not pdf(tmp_path, f"#columns(2)[{TEXT * 3}\n\n{TEXT * 2}\n#colbreak()\n{TEXT * 3}\n\n{TEXT}]").cells


@given(st.integers(2, 6), st.integers(2, 6), st.data())
def test_each_place_of_a_grid_is_in_one_cell(rows: int, columns: int, data: st.DataObject) -> None:
    level = [Segment(True, 20.0 * y, 0, 30.0 * columns) for y in range(rows + 1)]
    kept = data.draw(st.lists(st.booleans(), min_size=rows * (columns - 1), max_size=rows * (columns - 1)))
    inner = [
        Segment(False, 30.0 * (1 + n % (columns - 1)), 20.0 * (n // (columns - 1)), 20.0 * (n // (columns - 1) + 1))
        for n, is_kept in enumerate(kept)
        if is_kept
    ]
    sides = [Segment(False, x, 0, 20.0 * rows) for x in (0.0, 30.0 * columns)]
    for grid in grids_of([*level, *inner, *sides]):
        covered = [
            (r, c)
            for box in grid.boxes
            for r in range(box.row, box.row + box.down)
            for c in range(box.column, box.column + box.across)
        ]
        assert len(covered) == len(set(covered)) == grid.rows * len(grid.columns)


def test_quarters_of_a_table_are_read_beside_columns_of_figures(tmp_path: Path) -> None:
    rows = "[Les Tilleuls], [Ormeau], [3 200], [46 %], [La Grange], [Saint-Aubin], [1 150], [38 %]"
    heads = "[Quartier], [Commune], [Habitants], [Taux de pauvreté]"
    source = f"= Contrat de ville d’Ormeau\n{TEXT}\n#table(columns: 4, {heads}, {rows})\n{TEXT}"
    facts = read_document(pdf(tmp_path, source), "https://example.org/")
    found = {f.name: (f.communes, f.population) for f in facts if isinstance(f, QpvFact)}
    assert found == {"Les Tilleuls": (("Ormeau",), 3200), "La Grange": (("Saint-Aubin",), 1150)}
