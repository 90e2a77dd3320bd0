"""Places: the names of a territory, found in the document's own words."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.places import Places, find_places, territories, with_communes
from maillage.loaders.view import View

Look = Callable[[str], View]


def places(look: Look, text: str) -> Places:
    return find_places(look(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "La Communauté d’agglomération de Corbeval (CAC) pilote le contrat.",
            "Communauté d’agglomération de Corbeval",
        ),
        ("La Communauté urbaine d’Avray pilote le contrat.", "Communauté urbaine d’Avray"),
        ("La communauté de communes du Val de Liane pilote.", "communauté de communes du Val de Liane"),
        ("COMMUNAUTÉ D’AGGLOMÉRATION DE CORBEVAL", "Corbeval"),
        ("Avec elles, Corbeval Métropole pilote le contrat.", "Corbeval Métropole"),
    ],
)
def test_intercommunality(look: Look, text: str, name: str) -> None:
    assert name in places(look, text).epcis[0].name


def test_intercommunality_with_acronym_forms_and_lines(look: Look) -> None:
    text = "La Communauté d’agglomération de Corbeval (CAC).\nElle agit.\n\nLa communauté d’agglomération de Corbeval."
    epci = places(look, text).epcis[0]
    assert epci.acronym == "CAC" and epci.lines == (1, 4) and len(epci.forms) == 2


def test_the_most_named_comes_first(look: Look) -> None:
    once, twice = "La Communauté urbaine d’Avray signe.", "La Communauté d’agglomération de Corbeval agit. "
    assert [e.name.split()[-1] for e in places(look, f"{once}\n\n{twice * 2}").epcis] == ["Corbeval", "d’Avray"]


def test_department_and_region(look: Look) -> None:
    text = "Le préfet de l’Orne et la Région Normandie signent avec le département de l’Orne."
    found = places(look, text)
    assert found.departement is not None and found.departement.name == "Orne"
    assert found.region is not None and found.region.name == "Normandie"


def test_a_point_of_the_compass_is_no_department(look: Look) -> None:
    assert places(look, "Les rues du nord de la ville, l’entrée du Nord.").departement is None


def test_towns(look: Look) -> None:
    text = "La ville de Corbeval et la commune d’Avray signent. Le maire du Bois-Joli préside.\nVILLE DE SAINT-LOUP"
    assert {"corbeval", "avray", "saint loup"} <= set(places(look, text).communes)


def test_listed_towns(look: Look) -> None:
    found = places(look, "Les communes signataires du contrat : Corbeval, Avray, Saint-Loup et Neuf-Mesnil.")
    assert {"corbeval", "avray", "saint loup", "neuf mesnil"} <= set(found.communes)


def test_what_is_no_town(look: Look) -> None:
    found = places(look, "La politique de la ville de demain. La ville de France. La commune de la CAF.")
    assert not {"france", "demain", "caf"} & set(found.communes)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Contrat de ville 2024-2030", "2024-2030"),
        ("Contrat 2024/2030 et PNRU 2014-2027", "2024-2030"),
        ("Contrat 2015-2022", None),
        ("le programme 2023-2028", "2023-2028"),
    ],
)
def test_period(look: Look, text: str, period: str | None) -> None:
    assert places(look, text).period == period


def test_communes_found_elsewhere_are_added_and_known_ones_kept(look: Look) -> None:
    before = places(look, "La ville de Corbeval signe.")
    after = with_communes(before, ["Avray", "CORBEVAL"])
    assert after.communes["corbeval"] == before.communes["corbeval"] and after.communes["avray"] == "Avray"


def test_territories_have_their_form() -> None:
    assert territories()["orne"].of == "de l'Orne" and len(territories()) > 100


def test_an_empty_document_has_no_place(look: Look) -> None:
    assert places(look, "") == Places((), None, None, {}, None)


@pytest.mark.parametrize(
    "text",
    [
        "Paul HÊTRE Président d’Avray Métropole signe ce contrat.",
        "Jeanne Hêtre Présidente d’Avray Métropole",
        "Pour la Communauté d’agglomération d’Avray Paul HÊTRE",
    ],
)
def test_the_head_of_an_intercommunality_is_not_its_name(look: Look, text: str) -> None:
    epci = places(look, text).epcis[0]
    said = f"{epci.name} {epci.forms}"
    assert "Avray" in said and "tre" not in said.lower().replace("métropole", "")


@pytest.mark.parametrize(
    "signed",
    [
        "La Préfète de l’Orne Le Président de Grand Lac de Vrelle Agglomération",
        "GRAND LAC DE VRELLE AGGLOMÉRATION",
    ],
)
def test_a_group_beside_the_head_of_another_column_or_in_capitals(look: Look, signed: str) -> None:
    (epci,) = find_places(look(f"Contrat de ville\n\n{signed}\n\nAgnès")).epcis
    assert epci.name.lower() == "grand lac de vrelle agglomération"


def test_heads_of_columns_are_no_group(look: Look) -> None:
    assert not find_places(look("Partenaire\nEngagement\nÉchéance\nAgglomération et Transvrelle")).epcis


def test_the_head_of_the_next_column_is_no_name(look: Look) -> None:
    text = "La communauté d’agglomération du Val pilote.\n\nCommunauté d’agglomération Le Préfet de l’Orne du Val"
    assert [epci.name for epci in find_places(look(text)).epcis] == ["communauté d’agglomération du Val"]


def test_a_town_ends_with_its_line_where_it_is_named_alone_elsewhere(look: Look) -> None:
    text = "Avray et Pont-Louvet, Pont-Louvet.\n\nVille d’Avray et Commune de Pont-Louvet\nNature du projet"
    assert set(find_places(look(text)).communes.values()) == {"Avray", "Pont-Louvet"}


@pytest.mark.parametrize("beside", ["Plan Vélo d’Avray Métropole", "Préfecture de l’Orne Avray Métropole"])
def test_what_stands_before_a_group_is_no_part_of_its_name(look: Look, beside: str) -> None:
    text = f"Avray Métropole pilote. Avray Métropole finance. Le {beside} suit."
    assert [epci.name for epci in find_places(look(text)).epcis] == ["Avray Métropole"]


def test_a_kind_of_group_without_a_name_is_none(look: Look) -> None:
    assert not find_places(look("Communauté d’agglomération Pour le Président")).epcis


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Établissement public territorial Grand-Orme Seine\n\nL’EPT agit.", ["Grand-Orme Seine"]),
        ("L’Eurométropole de Corbeval pilote le contrat.", ["Eurométropole de Corbeval"]),
        # what is printed beside the word: the next column, the head who signs, the title of the document
        ("Communauté d’agglomération de Corbeval\n\nCommunauté d’agglomération\nDRAC Grand Est", ["de Corbeval"]),
        ("Le président de Grand-Orme Métropole\nÉtienne Montalbo", ["Grand-Orme Métropole"]),
        ("Communauté d’agglomération de Corbeval\n\nCOMMUNAUTÉ D’AGGLOMÉRATION\nCONTRAT DE VILLE", ["de Corbeval"]),
        ("Avray Habitat Agglo des Deux Vals", ["Communauté d'agglomération des Deux Vals"]),
    ],
)
def test_an_intercommunality_and_nothing_beside_it(look: Look, text: str, names: list[str]) -> None:
    found = [epci.name for epci in places(look, text).epcis]
    assert len(found) == len(names) and all(name in one for name, one in zip(names, found, strict=True)), found


def test_common_parts_of_a_building_are_no_commune(look: Look) -> None:
    assert places(look, "Confier à la régie l’entretien des parties communes du Tilleul.").communes == {}


def test_communes_told_together(look: Look) -> None:
    told = places(look, "Ont signé les communes de Quernes, d’Harville et de Mortbois.").communes
    assert set(told.values()) == {"Quernes", "Harville", "Mortbois"}


def test_what_is_said_common_is_no_town(look: Look) -> None:
    text = "La Ville de Corbeval prête la salle commune des Tilleuls. Les locataires y viennent."
    assert list(places(look, text).communes.values()) == ["Corbeval"]


def test_a_town_that_only_a_list_of_towns_names(look: Look) -> None:
    text = "Corbeval – Avray – Vaudrelles\n\nLa Ville de Corbeval et la commune d’Avray agissent."
    assert "Vaudrelles" in places(look, text).communes.values()


def test_an_intercommunality_in_capitals_is_the_same(look: Look) -> None:
    text = "COMMUNAUTÉ URBAINE DE L’AULNE\n\nLa Communauté urbaine de l’Aulne pilote. Elle finance."
    assert [epci.name for epci in places(look, text).epcis] == ["Communauté urbaine de l’Aulne"]
