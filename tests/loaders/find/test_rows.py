"""Tables of actions are told by their heads, and their rows by what stands in them."""

import pytest

from maillage.loaders.document import Document
from maillage.loaders.draft import Draft
from maillage.loaders.fact import CommitmentFact, DefiFact
from maillage.loaders.find.frame import Frame
from maillage.loaders.find.grids import grids
from maillage.loaders.find.heads import header
from maillage.loaders.find.row_links import add_items
from maillage.loaders.find.rows import ActionRow, find_rows
from maillage.loaders.reading import read_document
from maillage.loaders.view import view


def sheet(*rows: tuple[str, ...], reached: tuple[tuple[int, int], ...] = ()) -> Document:
    draft = Draft()
    draft.sheet("", rows, reached)
    return draft.document("actions.csv", b"", "csv")


def rows_of(*rows: tuple[str, ...], reached: tuple[tuple[int, int], ...] = ()) -> list[ActionRow]:
    return find_rows(view(sheet(*rows, reached=reached)))


@pytest.mark.parametrize(
    ("heads", "kinds"),
    [
        (("Axe", "Action", "Pilote"), ["frame", "action", "pilot"]),
        (("N°", "Intitulé de l'action", "Maître d'ouvrage"), ["action", "pilot"]),
        (("Engagements", "Signataire", "Échéance"), ["action", "pilot", "deadline"]),
        (("Objectif opérationnel", "Objectif de l'action", "Porteur"), ["frame", "description", "pilot"]),
        (("Actions / mesures", "Opérateur(s)", "Coût (k€)"), ["action", "pilot", "amount"]),
        (("Fiche action", "Chef de projet", "Structure porteuse"), ["action", "person", "pilot"]),
        (("ACTION", "QPV CONCERNÉS", "CADRE", "INDICATEURS"), ["action", "quarters", "dispositif", "indicators"]),
        (("Défi(s)", "Descriptif", "Partenaires associés", "2025"), ["frame", "description", "partners", "deadline"]),
    ],
)  # fmt: skip
def test_heads(heads: tuple[str, ...], kinds: list[str]) -> None:
    (grid,) = grids(sheet(heads))
    assert [head.kind for _, head in sorted(header(grid[0]).items())] == kinds


@pytest.mark.parametrize(
    "cells",
    [
        ("Quartier", "Commune", "Population"),
        ("Nom", "Qualité", "Signature"),
        ("Action",),
        ("Action de formation des jeunes du quartier", "Ville de Corbelle", "2026"),
        ("Emploi", "Ouvrir un guichet", "Pilote"),
    ],
)
def test_rows_that_are_no_header(cells: tuple[str, ...]) -> None:
    (grid,) = grids(sheet(cells))
    assert not header(grid[0])


def test_a_frame_item_left_empty_is_the_one_above_until_the_one_left_of_it_changes() -> None:
    found = rows_of(
        ("Axe", "Objectif", "Action", "Pilote"), ("Emploi", "Former", "Ouvrir un lieu", "CAF"),
        ("", "", "Tenir un lieu", "CAF"), ("Santé", "", "Conduire un bus", "ARS"),
    )  # fmt: skip
    assert [[cell.text for cell in row.frame] for row in found] == [
        ["Emploi", "Former"],
        ["Emploi", "Former"],
        ["Santé"],
    ]


def test_an_operator_left_empty_is_nobody_unless_it_is_merged() -> None:
    rows = (("Action", "Pilote"), ("Ouvrir un lieu", "CAF"), ("Tenir un lieu", ""))
    assert [row.text("pilot") for row in rows_of(*rows)] == ["CAF", ""]
    merged = (*rows[:2], ("Tenir un lieu", "CAF"))
    assert [row.text("pilot") for row in rows_of(*merged, reached=((2, 1),))] == ["CAF", "CAF"]


def test_an_action_merged_over_rows_is_one() -> None:
    rows = (("Action", "Pilote", "Année"), ("Ouvrir un lieu", "CAF", "2025"), ("Ouvrir un lieu", "ARS", "2026"))
    (found,) = rows_of(*rows, reached=((2, 0),))
    assert (found.first, found.last, found.text("pilot"), found.text("deadline")) == (2, 3, "CAF ARS", "2025 2026")


def test_headers_repeated_and_sums_are_no_actions() -> None:
    head = ("Action", "Pilote", "Budget")
    found = rows_of(
        head, ("Ouvrir un lieu", "CAF", "3"), head, ("Tenir un lieu", "CAF", "4"), ("Total général", "", "7")
    )
    assert [row.action for row in found] == ["Ouvrir un lieu", "Tenir un lieu"]


def test_titles_across_a_table_without_a_column_of_the_frame() -> None:
    across = [(title,) * 3 for title in ("AXE 1 : EMPLOI", "AXE 2 : SANTÉ")]
    rows = (
        ("Action", "Pilote", "Année"),
        across[0],
        ("Ouvrir un lieu", "CAF", "2025"),
        across[1],
        ("Un bus", "ARS", "2026"),
    )
    found = rows_of(*rows, reached=((1, 1), (1, 2), (3, 1), (3, 2)))
    assert [(row.action, row.frame[0].text) for row in found] == [
        ("Ouvrir un lieu", "AXE 1 : EMPLOI"), ("Un bus", "AXE 2 : SANTÉ"),
    ]  # fmt: skip


def test_a_table_without_heads_of_actions_gives_no_rows() -> None:
    assert not rows_of(("Quartier", "Commune", "Population"), ("Les Tilleuls", "Corbelle", "1250"))


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Axe 1 et Axe 3", ["1", "3"]),
        ("Axes 1, 2", ["1", "2"]),
        ("Axes n° 1 à 3", ["1", "2", "3"]),
        ("1 et 3", ["1", "3"]),
        ("Axe 1 : Emploi\nAxe 3 : Santé", ["1", "3"]),
        ("Axe 2", ["2"]),
        ("Axe 2 : Emploi, formation et santé", ["2"]),
    ],
)
def test_a_cell_names_several_frame_items(cell: str, items: list[str]) -> None:
    document = sheet(("Axe", "Action", "Pilote"), (cell, "Ouvrir un lieu", "CAF"))
    (row,) = rows = find_rows(view(document))
    add_items(rows, frame := Frame())
    assert [item.number for item in row.items] == items
    assert len(frame.items) == len(items)


def test_a_commitment_answers_every_item_that_its_row_names() -> None:
    heads = ("Axe", "Action", "Pilote")
    rows = [("Axe 1 : Emploi", "Ouvrir un guichet", "CAF"), ("Axe 2 : Santé", "Conduire un bus", "CAF")]
    facts = read_document(sheet(heads, *rows, ("Axes 1 et 2", "Tenir un forum", "CAF")), "https://example.org/")
    labels = {fact.id: fact.label for fact in facts if isinstance(fact, DefiFact)}
    last = [fact for fact in facts if isinstance(fact, CommitmentFact)][-1]
    assert [labels[defi] for defi in last.defis] == ["Emploi", "Santé"]
    assert len(labels) == 2
