"""Towns and intercommunalities called by a noun."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import find_places
from maillage.loaders.fold import fold
from maillage.loaders.view import View

Look = Callable[[str], View]
TOWNS = "La ville de Corbeval et la commune de Val-Rouvre agissent.\n\n" + "Un mot.\n\n" * 45


def called(look: Look, text: str, said: str) -> list[str]:
    """The towns that a sentence at the end of a text calls by a noun."""
    seen = look(f"{text}{said}")
    nouns = Nouns(seen, Partners(seen, find_places(seen)))
    found = nouns.at(said, fold(said), len(seen.lines), None)
    return [each.partner.key for each in found if each.kind == "noun-town"]


def test_a_town_by_the_word_that_it_is_called_by(look: Look) -> None:
    text = "La ville de Corbeval recrute. La commune de Val-Rouvre recrute.\n\n"
    assert set(called(look, text, "La Ville achète un bus.")) == {"ville-de-corbeval"}
    assert set(called(look, text, "La commune achète un bus.")) == {"ville-de-val-rouvre"}


def test_far_from_its_name_only_a_capital_tells_a_town(look: Look) -> None:
    assert set(called(look, TOWNS, "La Ville achète un bus.")) == {"ville-de-corbeval"}
    assert not called(look, TOWNS, "Les bus de la ville sont pleins.")


@pytest.mark.parametrize(
    "said",
    ["La politique de la ville aide.", "Le ministère de la Ville aide.", "La ministre chargée de la ville aide."],
)
def test_the_policy_is_no_town(look: Look, said: str) -> None:
    assert not called(look, "La ville de Corbeval agit.\n\n", said)
