"""Partners: who is named, under one identity."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import Fact, PartnerFact
from maillage.loaders.find.aliases import aliases
from maillage.loaders.view import View

Look = Callable[[str], View]
Read = Callable[..., list[Fact]]
PLACE = "Le préfet de l’Orne et la Région Normandie agissent.\n\n"


def partners(read: Read, text: str) -> dict[str, PartnerFact]:
    found = {fact.name: fact for fact in read(text) if isinstance(fact, PartnerFact)}
    return {name: fact for name, fact in found.items() if not fact.collective}


def test_the_prefect_speaks_for_the_state(read: Read) -> None:
    found = partners(read, "Les services de l’État aident. La Préfète décide, avec les délégués du préfet.")
    assert set(found) == {"État"} and "délégués du préfet" in found["État"].forms
    signed = "SIGNATAIRES\n\nLe préfet de l’Orne\nJean CHÊNE\nLe maire de Corbie\n"
    assert "signatory" in partners(read, signed)["État"].roles


def test_a_prefecture_that_signs_under_its_name_is_a_partner_of_its_own(read: Read) -> None:
    found = partners(
        read, "SIGNATAIRES\n\nMadame la Préfète\nPRÉFECTURE DE L’ORNE\n\nLe maire de Corbie\n\nL’État finance."
    )
    assert {"État", "Préfecture de l'Orne"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le CIDFF 61 informe.", "Centre d'information sur les droits des femmes et des familles de l'Orne"),
        ("La Drac aide.", "Direction régionale des affaires culturelles de Normandie"),
        (
            "La mission locale du Val suit les jeunes.\n\nLa mission locale oriente.",
            "Mission locale du Val",
        ),
        (
            "Le procureur de la République près le tribunal judiciaire d’Alençon agit.",
            "Procureur de la République d'Alençon",
        ),
        ("La DDT instruit.", "Direction départementale des territoires de l'Orne"),
        ("Le centre social La Ruche anime.", "Centre social La Ruche"),
    ],
)
def test_a_name_is_completed(read: Read, text: str, name: str) -> None:
    found = set(partners(read, PLACE + text)) - {"État", "Région Normandie"}
    assert found == {name}


def test_a_meadow_is_no_acronym(read: Read) -> None:
    assert set(partners(read, PLACE + "La drac et le cidff.")) == {"Région Normandie"}


def test_a_place_ends_with_its_line(read: Read) -> None:
    found = partners(read, "La mission locale du Val\nFrance Travail\n\nLa mission locale du\nVal oriente.")
    assert {name for name in found if "ission" in name} == {"Mission locale du Val"}


def test_short_names_that_a_document_defines(look: Look) -> None:
    text = "Habitat des Deux Vals (HDV) loue. La communauté du Val, ci-après « la Communauté », pilote. HDN vend."
    names = ["Habitat des Deux Vals", "communauté du Val", "Habitat du Nord", "HDN"]
    assert aliases(look(text), names) == {
        "HDV": "Habitat des Deux Vals",
        "Communauté": "communauté du Val",
        "HDN": "Habitat du Nord",
    }


def test_a_short_name_of_two_bodies_is_nobodys(look: Look) -> None:
    text = "Habitat des Vals (HDV) et Hameaux du Val (HDV)."
    assert aliases(look(text), ["Habitat des Vals", "Hameaux du Val"]) == {}


def test_an_acronym_printed_after_a_body_is_no_territory_of_its_own(read: Read) -> None:
    found = partners(read, "Contrat de ville de Valmont Agglomération (VAAG)\n\nLa CAF de la VAAG finance un centre.")
    names = [name for name in found if "allocations familiales" in name]
    assert len(names) == 1 and "vaag" not in names[0].lower()
