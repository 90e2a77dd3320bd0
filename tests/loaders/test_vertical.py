"""Headings printed letter under letter: put together where the document knows their words."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.vertical import put_together

TEXT = "Les nouveaux espaces publics, la réussite éducative et les finances"


def read(*lines: str) -> tuple[list[str], int]:
    found, counts = [TEXT, *lines], Counter[str]()
    put_together(found, counts)
    return found[1:], counts["vertical"]


def test_letters_become_the_word_on_their_first_line() -> None:
    assert read("F", "", "in", "an", "", "ce", "s") == (["Finances", "", "", "", "", "", ""][:7], 1)


def test_spaces_between_the_letters_part_words() -> None:
    assert read("no", "u", "ve", "au", "x ", "es", "p", "ac", "es")[0][0] == "nouveaux espaces"


def test_two_words_whose_space_was_lost_are_parted() -> None:
    assert read("r", "é", "us", "si", "te", "é", "d", "u", "ca", "ti", "ve")[0][0] == "réussite éducative"


def test_the_capital_that_opens_it_may_end_the_line_above() -> None:
    lines, many = read("sociale et scolaire, R", "", "é", "us", "s", "it", "e")
    assert many == 1 and lines[0] == "sociale et scolaire," and lines[2] == "Réussite"


@pytest.mark.parametrize(
    "lines", [("CAF", "ARS", "MSA"), ("A", "B", "C", "D"), ("X", "in", "an"), ("1", "2", "3", "4")]
)
def test_what_makes_no_word_stays(lines: tuple[str, ...]) -> None:
    assert read(*lines) == (list(lines), 0)


@given(st.lists(st.sampled_from(["f", "in", "an", "ce", "s", "F", "", " es", "pac", "La ville", "?"]), max_size=40))
def test_no_letter_is_lost(lines: list[str]) -> None:
    found, _ = read(*lines)
    assert len(found) == len(lines)
    assert "".join("".join(found).split()) == "".join("".join(lines).split())
