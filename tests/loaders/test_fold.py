"""Folding keeps lengths, whatever the text; keys do away with what two spellings of a name differ by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.fold import _FOLDING, fold, key, singular_words

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FRENCH = st.text("aàâbcçdeéèêsxzîïôœùûÉÀÇ «»’'-–—0123456789%€n°\n•…", max_size=200)


@given(TEXT)
def test_length_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.one_of(TEXT, FRENCH))
def test_the_fast_way_and_the_slow_one_agree(text: str) -> None:
    assert fold(text) == "".join(c.lower()[0] for c in text).translate(_FOLDING)


@given(FRENCH)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(FRENCH, FRENCH)
def test_folding_parts_is_folding_the_whole(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Été à Nœux", "l'ete a nœux"),
        ("« Défi » – n°3", '" defi " - n°3'),
        ("İstanbul", "istanbul"),
        ("l`école et l`ile", "l'ecole et l'ile"),
        ("l`ile", "l'ile"),
        ("ÉGALITÉ FEMMES‑HOMMES", "egalite femmes-hommes"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "names",
    [
        ("Défis de l’Emploi", "DÉFI DE L'EMPLOI", "défi   de l'emploi"),
        ("Nœux-le-Bois", "Noeux le Bois", "NŒUX LE BOIS"),
        ("Bel-Air", "bel air", "Bel  Air."),
        ("Les travaux", "le travau"),
    ],
)
def test_spellings_of_one_name_have_one_key(names: tuple[str, ...]) -> None:
    assert len({key(name) for name in names}) == 1


@given(FRENCH)
def test_keys_hold_words_only(text: str) -> None:
    words = key(text).split(" ")
    assert all(word.isalnum() for word in words) or words == [""]
    assert key(key(text)) == key(text) or "s" in key(text) or "x" in key(text)  # each time one final letter goes


def test_singular_words_are_parted_by_one_space() -> None:
    assert singular_words("les  villes,  s'engagent x 3") == "le ville engagent 3"
