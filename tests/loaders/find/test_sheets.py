"""Actions told in labelled fields, one under the other."""

from collections.abc import Callable

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, DefiFact, Fact
from maillage.loaders.find.sheets import find_sheets
from maillage.loaders.view import view

FORM = """Action 1 : Ouvrir une épicerie solidaire
Un local de la place des Ormes sera aménagé, avec
trois demi-journées d'ouverture.
Porteur : CCAS de Bellac-sur-Orne
Partenaires : banque alimentaire,
centre social
Échéance : 2026
Indicateurs : nombre de foyers servis

Action 2 : Réparer les vélos
Porteur : CCAS de Bellac-sur-Orne
Échéance : printemps 2027
Quartiers : tous

Les signataires se retrouvent chaque année pour un bilan."""


def test_a_form_gives_one_sheet_an_action() -> None:
    lines = FORM.split("\n")
    first, second = find_sheets(lines, frozenset())
    assert (first.first, first.last, second.first, second.last) == (1, 8, 10, 13)
    said = {kind: [cell.text for cell in cells] for kind, cells in first.cells.items()}
    assert said["action"] == ["Ouvrir une épicerie solidaire"]
    assert said["partners"] == ["banque alimentaire, centre social"]
    assert said["description"][0].startswith("Un local") and said["deadline"] == ["2026"]


def test_one_sheet_is_no_form() -> None:
    assert find_sheets(FORM.split("\n")[:8], frozenset()) == []


def test_a_title_of_the_frame_ends_a_sheet() -> None:
    lines = FORM.replace("Indicateurs : nombre", "Axe 2 : Se loger\nIndicateurs : nombre").split("\n")
    assert find_sheets(lines, frozenset())[0].last == 7


def test_a_list_between_the_fields_is_more_than_one_action() -> None:
    listed = FORM.replace("Un local", "- un local").replace("trois demi", "- trois demi")
    assert find_sheets(listed.split("\n"), frozenset()) == []


def test_colons_in_prose_are_no_fields() -> None:
    prose = "La priorité est claire : agir.\nLe budget suit : il augmente.\n" * 4
    assert find_sheets(prose.split("\n"), frozenset()) == []


def test_a_sheet_is_a_commitment_with_its_links(read: Callable[[str], list[Fact]]) -> None:
    found = [
        fact
        for fact in read("Contrat de ville de Bellac-sur-Orne 2024-2030\n\n" + FORM)
        if isinstance(fact, CommitmentFact)
    ]
    first = next(fact for fact in found if fact.lines == (3, 10))
    assert first.deadline == "2026" and first.has_indicators and first.rule == "table-row"
    assert len(first.partners) == 1 and "ccas" in first.partners[0]


def test_blocks_begin_with_sheets_and_end_with_them() -> None:
    seen = view(Document("essai.txt", "0" * 64, "text", tuple(FORM.split("\n")), (1,)))
    assert {1, 10, 15} <= {block.first for block in seen.blocks}


def test_the_aim_of_an_action_is_no_item_of_the_frame(read: Callable[[str], list[Fact]]) -> None:
    form = FORM.replace("Partenaires : banque alimentaire,\ncentre social", "Objectif : aller vers chacun")
    axes = "Axe 1 – Se nourrir\nAxe 2 – Se déplacer\nAxe 3 – Se loger\n\n"
    facts = read(f"Contrat de ville de Bellac-sur-Orne\n\n{axes}AXE 1 – SE NOURRIR\n\n{form}")
    labels = {fact.id: fact.label for fact in facts if isinstance(fact, DefiFact)}
    made = [fact for fact in facts if isinstance(fact, CommitmentFact)]
    assert sorted(labels.values()) == ["Se déplacer", "Se loger", "Se nourrir"]
    assert [[labels[i] for i in fact.defis] for fact in made[:1]] == [["Se nourrir"]]


def test_labels_alone_on_their_line_and_fields_that_call_an_objective() -> None:
    sheets = (
        "Fiche action n° 1\nPilote : CCAS de Bellac\nCalendrier : 2026\nIndicateurs : foyers servis\n\n"
        "Fiche action n° 2\nPilote : Ville de Bellac\nCalendrier : 2027\nIndicateurs : vélos réparés\n\n"
        "Fiche action n° 3\nAxe 2, objectif stratégique 2.1\nPilote\nVille de Bellac\nCalendrier\nprintemps 2028\n"
    )
    *_, last = find_sheets(sheets.split("\n"), frozenset())
    assert last.cells["pilot"][0].text == "Ville de Bellac"
    assert last.cells["deadline"][0].text == "printemps 2028"
    assert last.cells["frame"][0].text == "Axe 2, objectif stratégique 2.1"
