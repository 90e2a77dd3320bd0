"""Words cut at line ends: only what the document itself shows to be one word is joined."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.cut_words import SOFT_HYPHEN, soften

HALVES = ["La ville soutient les quar-", "tiers et leurs habitants."]


def done(*lines: str) -> tuple[list[str], int]:
    counts: Counter[str] = Counter()
    return soften(lines, counts), counts["cut-word"]


def test_a_word_printed_whole_elsewhere_was_cut() -> None:
    lines, many = done("Les quartiers", *HALVES)
    assert many == 1 and lines[1] == HALVES[0][:-1] + SOFT_HYPHEN and lines[2] == HALVES[1]


def test_a_word_that_has_a_hyphen_elsewhere_keeps_it() -> None:
    text = ["Le porte-à-porte", "un rendez-vous", "pour un rendez-", "vous par mois"]
    assert done(*text) == (text, 0)


@pytest.mark.parametrize("end", ["Hauts-de-", "Val-", "2024-", "un -", "-"])
def test_other_hyphens_stay(end: str) -> None:
    text = ["Les quartiers", f"Le texte {end}", "France et ses villes"]
    assert done(*text) == (text, 0)


def test_an_unknown_word_goes_the_way_of_the_others() -> None:
    unknown = ["une ferme expéri-", "mentale"]
    assert done(*unknown) == (unknown, 0)
    assert done("Les quartiers et la permanence", *HALVES, "une perma-", "nence", *unknown)[1] == 3


def test_a_blank_line_may_stand_between_the_halves() -> None:
    assert done("Les quartiers", HALVES[0], "", HALVES[1])[1] == 1


def test_capitals_and_parts_of_compounds_are_cut_where_the_whole_is_printed() -> None:
    assert done("Tranquillité publique", "LA TRANQUILLITÉ PU-", "BLIQUE")[0][1].endswith(SOFT_HYPHEN)
    assert done("La réhabilitation", "l'auto-réhabi-", "litation")[0][1].endswith(SOFT_HYPHEN)
    assert done("À SAINT-", "DENIS") == (["À SAINT-", "DENIS"], 0)


def test_words_cut_without_a_hyphen_are_joined_where_several_are() -> None:
    whole = "la communauté finance les associations et soutient une insertion durable"
    lines, many = done(whole, "la commun", "auté et les associa", "tions pour leur inser", "tion")
    assert many == 3 and lines[1] == f"la commun{SOFT_HYPHEN}" and lines[2] == f"auté et les associa{SOFT_HYPHEN}"
    assert done(whole, "la commun", "auté")[1] == 0


@given(
    st.lists(st.sampled_from(["la commun", "auté", "inser", "tion de", "PU-", "BLIQUE", "", "auto-", "x"]), max_size=20)
)
def test_only_hyphens_change(lines: list[str]) -> None:
    found, _ = done("la communauté, une insertion publique", *lines)
    assert len(found) == len(lines) + 1
    assert [re.sub("[\xad-]| +$", "", line) for line in found[1:]] == [re.sub("-| +$", "", line) for line in lines]
