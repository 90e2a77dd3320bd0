"""Who claims a statement: its words, its list, its field, its chapter, and what names each."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.claims import Claims
from maillage.loaders.find.statements import Statement
from maillage.loaders.reading import prepare

Claimed = Callable[[str, str], dict[str, set[str]]]
WHO = """La ville de Corbeval et la commune de Val-Rouvre agissent avec la CAF de l’Orne, la Région Normandie, l’État.

Le bailleur Corbelle Habitat et le bailleur Rouvroise Habitat proposent des logements.

"""


@pytest.fixture
def claimed(document: Callable[..., Document]) -> Claimed:
    """The claims to the block that holds some words: for each partner its features."""

    def claims_of(text: str, words: str) -> dict[str, set[str]]:
        ready = prepare(document(WHO + text))
        index = next(i for i, block in enumerate(ready.view.blocks) if words in block.text)
        block = ready.view.blocks[index]
        statement = Statement(index, block.first, block.last, block.text, ready.contexts[index])
        claims = Claims(ready.view, ready.partners, [statement]).of(statement)
        return {claim.partner.key: claim.features for claim in claims}

    return claims_of


def test_a_kind_and_its_number_are_all_of_them(claimed: Claimed) -> None:
    found = claimed("• Les deux bailleurs financent une ludothèque", "ludothèque")
    assert {"noun-counted", "acts"} <= found["corbelle-habitat"] & found["rouvroise-habitat"]
    for others in ("• Les trois bailleurs financent un bal", "• Les deux bailleurs de la rive financent un bal"):
        assert "noun-counted" not in claimed(others, "bal").get("corbelle-habitat", set())


def test_the_towns_of_a_row_are_named_in_full(claimed: Claimed) -> None:
    found = claimed("• Les villes de Corbeval et Val-Rouvre ouvrent une ludothèque", "ludothèque")
    assert "bare-town" not in found["ville-de-corbeval"] | found["ville-de-val-rouvre"]
    assert "before-open" not in claimed("• Une ludothèque à Val-Rouvre", "ludothèque")["ville-de-val-rouvre"]


def test_a_town_that_completes_a_bodys_name_is_not_named(claimed: Claimed) -> None:
    assert "ville-de-corbeval" not in claimed("• Le CCAS de Corbeval livre des repas", "repas")


def test_a_noun_in_the_line_that_leads_in_a_list(claimed: Claimed) -> None:
    found = claimed("Depuis la marche de Corbeval, la Ville :\n\n• rénove les lampes ;\n\n• plante.", "lampes")
    assert {"lead", "lead-noun"} <= found["ville-de-corbeval"]


def test_who_was_spoken_of_before_a_lead_in_without_a_name(claimed: Claimed) -> None:
    lead = "La CAF de l’Orne agrée le lieu. Elle y ajoute deux chantiers :"
    found = claimed(f"{lead}\n\n• remplacer les chaudières ;\n\n• repeindre.", "chaudières")
    assert "led-before-same" in found["caf-de-l-orne"]
    titled = claimed("L’appui de la Région Normandie\n\nElle aide en particulier à :\n\n• repeindre.", "repeindre")
    assert "led-before" in titled["region-normandie"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Pilote : CAF de l’Orne\n\nDescriptif :\n\n• ouvrir deux ateliers\n\n• fermer une cour", "field-above"),
        ("Chef de file\n\nCAF de l’Orne\n\nCe qui sera fait\n\n• ouvrir deux ateliers", "field-above"),
        ("Il s’agit d’ouvrir deux ateliers au pied des tours.\n\nPorteur : CAF de l’Orne", "field-below"),
    ],
)
def test_a_field_says_who_pilots(claimed: Claimed, text: str, field: str) -> None:
    assert field in claimed(text, "deux ateliers")["caf-de-l-orne"]


def test_a_field_of_another_sheet_says_nothing(claimed: Claimed) -> None:
    text = "Pilote : CAF de l’Orne\n\n• fermer une cour\n\nFiche action n° 3\n\n• ouvrir deux ateliers"
    assert "field" not in claimed(text, "deux ateliers").get("caf-de-l-orne", set())


def test_we_are_those_who_write_the_contract(claimed: Claimed) -> None:
    group = "communaute-d-agglomeration-de-corbeval"
    epci = "La communauté d’agglomération de Corbeval pilote.\n\nLes quartiers sont loin des lieux de soin.\n\n"
    assert "we-pilot" in claimed(epci + "Nous ouvrirons deux ateliers.", "ateliers")[group]
    assert group not in claimed(epci + "Ils ouvrent deux ateliers.", "ateliers")


def test_the_state_and_a_service_of_it(claimed: Claimed) -> None:
    found = claimed("• Un poste payé par la DSDEN de l’Orne et l’État", "poste")
    assert "whole" in found["etat"] and "whole" not in found["dsden-de-l-orne"]
    assert "whole" not in claimed("• Un poste payé par la CAF de l’Orne et l’État", "poste")["etat"]
