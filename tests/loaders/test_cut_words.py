"""Words cut at line ends: only what the document itself shows to be one word is joined."""

from collections import Counter

import pytest

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
