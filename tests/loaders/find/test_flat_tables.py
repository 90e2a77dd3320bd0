"""Tables that a text layer left cell by cell: headers, cells, rows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.find.flat_cells import cells_of, step
from maillage.loaders.find.flat_heads import flat_heads
from maillage.loaders.find.flat_pieces import look_of, pieces_of
from maillage.loaders.find.flat_tables import FlatTable, find_flat_tables, starts

ONE_CELL_A_LINE = """Objectifs Actions prévues
Calendrier
de réalisation
Opérateur Chef de
projet

LIRE ET FAIRE LIRE DANS
LES QUARTIERS

Ouvrir trois lieux de lecture en pied
d'immeuble

2027

DRAC

Claire
MARTEAU

Prêter des livres à toutes les écoles
maternelles

2e semestre
2026

SOIGNER PRÈS DE CHEZ SOI

Tenir une permanence de dépistage par
mois

2025

CPAM en appui des
communes

Former vingt relais aux gestes qui
sauvent

2026
Fait à Vrelle, le 3 juillet 2024
"""

BODIES_FIRST = """Partenaire Engagement Échéance
CAF
Maintenir quarante places d'accueil occasionnel
2026
Soutenir deux lieux d'accueil de parents
En continu
Région Ouvrir une formation aux métiers de l'eau 2025
Le reste du texte parle d'autre chose et ne porte ni date ni organisme.
"""


def _tables(text: str) -> list[FlatTable]:
    return find_flat_tables(text.split("\n"), frozenset())


def _said(table: FlatTable, kind: str) -> list[str]:
    return [" ".join(c.text.replace("\n", " ") for c in row.cells.get(kind, ())).strip() for row in table.rows]


def test_a_header_is_read_over_lines_and_needs_who_or_when() -> None:
    head, *others = flat_heads(ONE_CELL_A_LINE.split("\n"))
    assert head.kinds == ("frame", "action", "deadline", "pilot", "person") and (head.first, head.last) == (1, 5)
    assert not others
    assert not flat_heads(["Objectifs Actions Quartiers", "Ouvrir un lieu"])
    assert not flat_heads(["Les actions et leur calendrier sont revus avec les opérateurs."])
    assert not flat_heads(["Engagements Quartiers 2030"])
    (below,) = flat_heads(["ACTIONS DE LA PREMIÈRE", "ANNÉE", "Action Échéance Opérateur", "Ouvrir un lieu"])
    assert below.kinds == ("action", "deadline", "pilot")


def test_rows_have_their_titles_and_the_body_printed_once() -> None:
    (table,) = _tables(ONE_CELL_A_LINE)
    assert [text.split()[0] for text in _said(table, "action")] == ["Ouvrir", "Prêter", "Tenir", "Former"]
    assert _said(table, "deadline") == ["2027", "2e semestre 2026", "2025", "2026"]
    assert _said(table, "pilot") == ["DRAC", "DRAC", "CPAM", "CPAM"]
    titles = [[cell.text.split()[0] for cell in frame] for frame in table.frame]
    assert titles == [["LIRE"], ["LIRE"], ["SOIGNER"], ["SOIGNER"]]


def test_a_row_spans_its_action_and_its_date_but_no_person() -> None:
    (table,) = _tables(ONE_CELL_A_LINE)
    lines = ONE_CELL_A_LINE.split("\n")
    spans = [" ".join(filter(None, lines[row.first - 1 : row.last])) for row in table.rows]
    assert spans[0] == "Ouvrir trois lieux de lecture en pied d'immeuble 2027"
    assert all("MARTEAU" not in span for span in spans)
    assert table.last < next(n for n, line in enumerate(lines, 1) if line.startswith("Fait"))


def test_bodies_before_what_they_do_even_on_one_line() -> None:
    (table,) = _tables(BODIES_FIRST)
    assert _said(table, "partners") == ["CAF", "CAF", "Région"]
    assert _said(table, "deadline") == ["2026", "En continu", "2025"]
    assert _said(table, "action")[2] == "Ouvrir une formation aux métiers de l'eau"


def test_a_line_wider_than_the_actions_is_a_title_of_those_below() -> None:
    rows = [f"Ouvrir le lieu numéro {n} du quartier\n\n20{25 + n}\n" for n in range(4)]
    title = "Rendre la lecture familière à tous les enfants des écoles et des crèches du territoire\n"
    text = "\n".join(("Objectifs Actions Calendrier Opérateur\n", *rows[:2], title, *rows[2:]))
    (table,) = _tables(text)
    assert [len(frame) for frame in table.frame] == [0, 0, 1, 1]
    assert len(table.rows) == 4


def test_prose_under_a_header_makes_no_table() -> None:
    prose = "Les communes ont longuement débattu de ce qui suit et ne se sont pas accordées.\n" * 6
    assert _tables("Action Échéance Opérateur\n" + prose) == []


def test_a_table_goes_on_under_its_header_on_the_next_page() -> None:
    first, _, second = ONE_CELL_A_LINE.partition("SOIGNER")
    header = "\n".join(ONE_CELL_A_LINE.split("\n")[:5])
    above, below = _tables(f"{first}{header}\n\nPrêter des jeux aux crèches du centre\n\n2028\n\nSOIGNER{second}")
    assert _said(below, "pilot")[0] == "DRAC"
    assert [cell.text.split()[0] for cell in below.frame[0]] == ["LIRE"]
    assert above.last < below.first


def test_blocks_begin_with_each_row_and_after_the_table() -> None:
    (table,) = _tables(ONE_CELL_A_LINE)
    assert {row.first for row in table.rows} | {table.first, table.last + 1} == starts([table])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026 CMA", ["2026", "CMA"]),
        ("mars 2025", ["mars 2025"]),
        ("Planter vingt arbres (3 k€) 2026", ["Planter vingt arbres (3 k€)", "2026"]),
        ("Planter vingt arbres en 2026", ["Planter vingt arbres en 2026"]),
        ("d'ici à 2027", ["d'ici à 2027"]),
    ],
)
def test_a_line_is_cut_where_two_cells_share_it(text: str, parts: list[str]) -> None:
    assert [piece.text for piece in pieces_of([(1, text)], ("action", "deadline", "pilot"))] == parts


def test_passing_over_a_column_costs() -> None:
    kinds = ("action", "deadline", "pilot")
    assert step("action", "deadline", kinds) < step("action", "pilot", kinds) < step("deadline", "deadline", kinds)


@given(st.lists(st.text(alphabet="abÀé 20.,-(€", max_size=30), max_size=30))
def test_every_line_is_read_at_most_once_and_in_order(lines: list[str]) -> None:
    kinds = ("frame", "action", "deadline", "pilot")
    held = [(n, line.strip()) for n, line in enumerate(lines, 1) if line.strip()]
    pieces = pieces_of(held, kinds)
    read = [piece for cell in cells_of(pieces, kinds, look_of(pieces)) for piece in cell.pieces]
    assert read == pieces[: len(read)]
    assert all(above.line <= below.line for above, below in pairwise(read))


def test_numbers_of_rows_on_lines_of_their_own_part_the_rows() -> None:
    header = "N°\nAction\nPilote\nQuartier\nCalendrier\nIndicateur\n"
    rows = [
        f"{n}\nAtelier {word} du samedi\nCAF\nTous\n202{n + 4}\nNombre de venues" for n, word in enumerate("abc", 1)
    ]
    (table,) = _tables(header + "\n".join(rows))
    assert [row.first for row in table.rows] == [7, 13, 19] and [row.last for row in table.rows] == [12, 18, 24]
    assert _said(table, "indicators") == ["Nombre de venues"] * 3 and _said(table, "deadline") == [
        "2025",
        "2026",
        "2027",
    ]


def test_the_number_of_a_page_before_the_first_row_hides_no_numbers_of_rows() -> None:
    rows = [
        f"{n}\nAtelier {word} du samedi\nCAF\nTous\n202{n + 4}\nNombre de venues" for n, word in enumerate("abc", 1)
    ]
    text = "N°\nAction\nPilote\nQuartier\nCalendrier\nIndicateur\n\n12\n" + "\n".join(rows)
    (table,) = _tables(text)
    assert _said(table, "indicators") == ["Nombre de venues"] * 3 and len(table.rows) == 3


def test_the_axis_of_a_column_of_its_own_is_of_its_row() -> None:
    text = (
        "Intitulé\nPorteur\nAxe\nCoût\nÉchéance\n\n"
        "Rénover le gymnase des Ormes\nCommune de Vrelle\nAxe 4\n2,4 M€\n2027\n\n"
        "Classe orchestre à l'école Pergaud\nDSDEN de l'Orne\nAxe 2\n38 000 €\n2025\n\n"
        "Prêter des vélos aux apprentis\nMission locale\nAxe 1\n24 000 €\n2026\n"
    )
    (table,) = find_flat_tables(text.split("\n"), frozenset())
    told = [
        (row.cells["frame"][0].text, row.cells["amount"][0].text, row.cells["deadline"][0].text) for row in table.rows
    ]
    assert told == [("Axe 4", "2,4 M€", "2027"), ("Axe 2", "38 000 €", "2025"), ("Axe 1", "24 000 €", "2026")]


def test_a_title_of_the_next_part_ends_a_table() -> None:
    (table,) = find_flat_tables(
        (ONE_CELL_A_LINE.split("Fait à")[0] + "Indicateurs de suivi : fréquentation\nLa CAF ouvre\n2027\nCAF\n").split(
            "\n"
        ),
        frozenset(),
    )
    assert table.rows[-1].cells["action"][0].text.startswith("Former vingt relais")
