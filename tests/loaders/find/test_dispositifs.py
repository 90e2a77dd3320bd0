"""Dispositifs: known schemes by their names, others by how names of schemes are printed."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.view import View

Look = Callable[[str], View]


def schemes(look: Look, text: str) -> list[Dispositif]:
    return list(Dispositifs(look(text)).by_key.values())


def names(look: Look, text: str) -> list[str]:
    return [scheme.name for scheme in schemes(look, text)]


def test_a_known_scheme_by_acronym_and_name_is_one(look: Look) -> None:
    found = schemes(look, "Le programme de réussite éducative.\nLe PRE accompagne.\nLes PRE du territoire.")
    assert len(found) == 1 and found[0].concept is not None
    assert found[0].lines == {1, 2, 3} and "PRE" in found[0].forms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La ville lance le dispositif « un toit pour apprendre » en 2025.", "un toit pour apprendre"),
        ('Elle porte l’opération "Rues aux enfants d\'abord".', "Rues aux enfants d'abord"),
        ("Elle porte le projet « Jardins partagés du bief ».", "Jardins partagés du bief"),
        ("le Plan Arbres Corbeval sera financé", "Plan Arbres Corbeval"),
        ("la Maison Sport Équilibre ouvre", "Maison Sport Équilibre"),
        ("elle finance un pass permis pour tous", "pass permis"),
        ("le schéma intercommunal des berges sera revu", "schéma intercommunal des berges"),
        ("la stratégie fluviale et portuaire 2024-2029 de la ville", "stratégie fluviale et portuaire 2024-2029"),
        ("elle anime le réseau des veilleurs des berges (RVB)", "réseau des veilleurs des berges"),
        ("le RVB (réseau des veilleurs des berges) agit", "réseau des veilleurs des berges"),
        ("le fonds biodiversité aide les jardins", "fonds biodiversité"),
        ("les Maisons des Aidants du département", "Maisons des Aidants"),
        ("le Plan Vélo de Corbeval avance", "Plan Vélo"),
        ("la Nuit de la Mobilité revient", "Nuit de la Mobilité"),
        ("une charte de vie participative est signée", "charte de vie participative"),
        ("la démarche h2o.rives et ses habitants", "h2o.rives"),
    ],
)
def test_names_that_look_like_schemes(look: Look, text: str, name: str) -> None:
    found = [scheme for scheme in schemes(look, text) if scheme.concept is None]
    assert [scheme.name for scheme in found] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "une démarche « d’aller vers » les publics",
        "le projet « que chacun trouve sa place » est discuté",
        "la démarche « bien vivre »",
        "le plan du quartier, la charte des voisins",
        "un plan d’actions local, une convention de partenariat",
        "la Maison de Quartier du Bief et le Pôle Nord",
        "le Centre de Rééducation du Bief (CRB)",
        "des programmes ambitieux et des fonds publics",
        "le Contrat de ville « Rives d’Ense » est signé",
        "un plan de « verdissement » du parc",
        "« Je voudrais un banc », dit une habitante",
    ],
)
def test_common_notions_are_not_schemes(look: Look, text: str) -> None:
    assert [scheme.name for scheme in schemes(look, text) if scheme.concept is None] == []


def test_singular_and_plural_are_one(look: Look) -> None:
    assert len(schemes(look, "les Maisons Sport Équilibre\n\nla Maison Sport Équilibre")) == 1


def test_schemes_of_lines_each_once_in_the_order_of_the_text(look: Look) -> None:
    found = Dispositifs(look("Le PRE agit.\nLe pass permis et le PRE.\nLe PRE."))
    assert [scheme.name for scheme in found.at(2, 3)] == list(dict.fromkeys(s.name for s in found.at(2, 3)))
    assert len(found.at(2, 3)) == 2 and found.at(4, 9) == []


class TestOneSchemeHasManyNames:
    def test_a_level_left_out_and_years(self, look: Look) -> None:
        text = "Le schéma départemental des berges 2023-2028.\n\nCe Schéma des berges est revu."
        (scheme,) = schemes(look, text)
        assert scheme.lines == {1, 3}

    def test_an_acronym_defined_once_is_found_alone(self, look: Look) -> None:
        text = "Le programme des veilleurs de berges (PVB).\n\nElle étend le PVB."
        (scheme,) = schemes(look, text)
        assert scheme.acronym == "PVB" and scheme.lines == {1, 3}

    def test_the_acronym_of_a_known_scheme_makes_no_other(self, look: Look) -> None:
        found = schemes(look, "Le programme pour la réussite éducative (PRE) et le programme PRE.")
        assert [scheme.concept is not None for scheme in found] == [True]

    def test_a_known_scheme_with_an_adjective_is_another(self, look: Look) -> None:
        found = schemes(look, "le pacte des solidarités humaines du département")
        assert [scheme.name for scheme in found] == ["pacte des solidarités humaines"]

    def test_a_territory_makes_no_other(self, look: Look) -> None:
        found = schemes(look, "la Cité éducative de Corbeval\n\nLe Contrat local de santé du Val d’Ense")
        assert [scheme.concept is not None for scheme in found] == [True, True]

    def test_plurals_in_aux_are_known(self, look: Look) -> None:
        (scheme,) = schemes(look, "les contrats locaux de santé")
        assert scheme.concept is not None


def test_quotes_in_a_list_are_names_too(look: Look) -> None:
    text = "les opérations « Rives en fête », « Berges ouvertes » et « Quai des mots »"
    assert names(look, text) == ["Rives en fête", "Berges ouvertes", "Quai des mots"]


def test_a_name_with_a_capital_is_not_repeated_by_common_words(look: Look) -> None:
    text = "le dispositif Berges Vives\n\ndes berges vives et calmes"
    (scheme,) = schemes(look, text)
    assert scheme.lines == {1}


def test_the_domain_follows_from_the_words(look: Look) -> None:
    assert [scheme.domain for scheme in schemes(look, "le fonds mobilité ; le fonds biodiversité")][:1] == ["mobilite"]


def test_bodies_of_the_document_are_no_schemes(look: Look) -> None:
    view = look("le projet CABV et le label CABV")
    assert [s.name for s in Dispositifs(view, ["CABV"]).by_key.values()] == []
