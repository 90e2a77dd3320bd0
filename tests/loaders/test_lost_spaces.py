"""Words run together: parted where the document prints both parts often; sound documents stay as they are."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.lost_spaces import part_words

TABLE = tomllib.loads((files("maillage.loaders") / "repairs" / "spaces.toml").read_text("utf-8"))
EVIDENCE = "la ville,les élus,les bailleurs,les écoles\n"
KNOWN = (
    "les quartiers prioritaires, des habitants et une action publique de la politique, vidéo, contre, partie, "
    "protection, essentiel, quotidien, servir, table, travail, leurs, quels, tant, pour, l'Etat, ville\n"
) * 4


def parted(text: str, before: str = EVIDENCE + KNOWN) -> str:
    return part_words(before + text, Counter()).rsplit("\n", 1)[1]


@pytest.mark.parametrize(("glued", "read"), TABLE["examples"])
def test_examples_are_parted(glued: str, read: str) -> None:
    assert parted(glued) == read


@pytest.mark.parametrize("word", TABLE["keeps"])
def test_words_that_look_like_two_stay(word: str) -> None:
    assert parted(word) == word


def test_several_words_are_parted() -> None:
    assert parted("politiquedesquartiers") == "politique des quartiers"


def test_an_acronym_ends_where_its_capitals_do() -> None:
    assert parted("la CAFet l'ANRUou la DRAC") == "la CAF et l'ANRU ou la DRAC"


def test_a_document_without_the_damage_stays() -> None:
    counts: Counter[str] = Counter()
    text = f"{KNOWN}habitantset"
    assert part_words(text, counts) == text and not counts


def test_spaces_put_back_are_counted() -> None:
    counts: Counter[str] = Counter()
    part_words(f"{EVIDENCE}{KNOWN}habitantset", counts)
    assert counts == {"lost-space": 4}


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_nothing_but_spaces_is_added(text: str) -> None:
    whole = f"{EVIDENCE}{KNOWN}{text}"
    read = part_words(whole, Counter())
    assert read.replace(" ", "") == whole.replace(" ", "") and read.count("\n") == whole.count("\n")
