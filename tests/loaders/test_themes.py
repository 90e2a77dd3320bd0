"""Themes: codes of the shared themes, by the words of their thesaurus."""

import pytest

from maillage.loaders.themes import themes_of
from maillage.ontology.thesaurus import load_scheme


@pytest.mark.parametrize("text", ["L’emploi des jeunes", "EMPLOIS ET FORMATION", "l'emploi, partout"])
def test_a_theme_by_its_word(text: str) -> None:
    assert any("emploi" in code for code in themes_of(text))


def test_several_themes_sorted_and_known() -> None:
    found = themes_of("La santé, l’emploi, le logement et la culture")
    assert len(found) >= 3 and list(found) == sorted(found)
    assert set(found) <= {concept.notation for concept in load_scheme("theme").values()}


@pytest.mark.parametrize("text", ["", "Rien de tel", "Il déploie"])
def test_no_theme(text: str) -> None:
    assert themes_of(text) == ()
