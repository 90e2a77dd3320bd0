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
