"""Partners: who is named, under one identity."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import Fact, PartnerFact
from maillage.loaders.find.aliases import aliases
from maillage.loaders.fold import key
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


SIGNED = "SIGNATAIRES\n\nMadame la Préfète\nPRÉFECTURE DE L’ORNE\n\nLe maire de Corbie\n\nL’État finance."


def test_a_prefecture_that_signs_under_its_name_is_a_partner_of_its_own(read: Read) -> None:
    named = "Chaque année, la préfecture réunit les bailleurs et les associations du bassin pour un bilan commun.\n\n"
    assert {"État", "Préfecture de l'Orne"} <= set(partners(read, named + SIGNED))


def test_a_prefecture_that_only_signs_is_the_states(read: Read) -> None:
    found = partners(read, SIGNED)
    assert "État" in found and "Préfecture de l'Orne" not in found


def test_a_prefect_is_named_without_a_capital(read: Read) -> None:
    assert "État" in partners(read, "Contrat de ville de Corbie\n\nLe préfet réunit le comité.")


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
    assert set(partners(read, PLACE + "La drac et le cidff.")) == {"État", "Région Normandie"}


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


def test_a_short_name_is_a_name_without_its_legal_form_or_its_trade(look: Look) -> None:
    text = (
        "La Société corbelloise du logement vend. La Corbelloise du logement loue. Transcorbie Mobilités roule. "
        "Transcorbie rend compte. Lesnes Habitat loue à Lesnes. Maisons Cités vend des maisons. Maisons Cités loue."
    )
    names = ["Société corbelloise du logement", "Transcorbie Mobilités", "Lesnes Habitat", "Maisons Cités"]
    assert aliases(look(text), names, places=["lesne"]) == {
        "Corbelloise du logement": "Société corbelloise du logement",
        "Transcorbie": "Transcorbie Mobilités",
    }


def test_initials_that_one_body_has(look: Look) -> None:
    text = "HDV loue des logements et HDV vend. HVA loue. Le CLS du PRE suit, et le CLS aide."
    names = {
        "Habitat Deux Vals": "h", "Communauté d’agglomération de Corbie-Vallées": "c", "Hôtel du Val d'Avray": "a",
        "Centre local de santé": "x",
    }  # fmt: skip
    found = aliases(look(f"{text} La CACV pilote."), names, taken={key("CLS")})
    assert found == {"HDV": "Habitat Deux Vals", "CACV": "Communauté d’agglomération de Corbie-Vallées"}


def test_two_forms_of_one_body_share_its_initials(look: Look) -> None:
    names = {"Communauté de Lourme": "one", "communauté de la Lourme": "one"}
    assert set(aliases(look("La CDLL paie. La CDLL vote."), names)) == {"CDLL"}


def test_the_branch_is_its_local_service_where_that_is_named_as_often(read: Read) -> None:
    found = partners(read, PLACE + "La DSDEN ouvre une classe. L’Éducation nationale en ferme une.")
    (direction,) = (fact for fact in found.values() if "DSDEN" in fact.forms)
    assert any("ducation nationale" in form for form in direction.forms) and "Éducation nationale" not in found
    often = "L’Éducation nationale aide. L’Éducation nationale ouvre. "
    assert "Éducation nationale" in partners(read, PLACE + often + "La DSDEN ferme une classe.")


def test_a_town_and_its_name_in_full_are_one(read: Read) -> None:
    text = "La ville de Saint-Loup-sur-Aulne recrute. La ville de Saint-Loup plante."
    assert {name for name in partners(read, text) if "Loup" in name} == {"Ville de Saint-Loup-sur-Aulne"}


def test_a_group_that_signs_under_the_name_of_its_land(read: Read) -> None:
    text = (
        "Kerval Agglo pilote. Kerval Agglo finance.\n\nLes signataires du contrat sont : l’État, le Pays maritime de "
        "Kerval.\n\nSIGNATAIRES\n\nPour le Pays maritime de Kerval,\nla présidente"
    )
    assert len([name for name in partners(read, text) if "Kerval" in name]) == 1
