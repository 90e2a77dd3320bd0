"""The gazetteer finds names as they are written in texts, and says where and how they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.gazetteer import Gazetteer, is_acronym

LABELS = [
    ("Programme de réussite éducative", "scheme", "programme"),
    ("PRE", "scheme", "programme"),
    ("Réussite éducative", "scheme", "reussite"),
    ("Maison de la jeunesse", "scheme", "maison"),
    ("Mission jeunesse", "body", "mission"),
    ("Maison de la jeunesse et des arts", "body", "maison-arts"),
    ("CIVILE", "scheme", "civile"),
    ("", "scheme", "nothing"),
]
NAMES: Gazetteer[str] = Gazetteer(LABELS)


def found(*lines: str) -> list[tuple[str, str]]:
    return [(mention.value, mention.surface) for mention in NAMES.mentions(lines)]


@pytest.mark.parametrize(
    ("line", "surface"),
    [
        ("le programme de réussite éducative", "programme de réussite éducative"),
        ("LE PROGRAMME DE REUSSITE EDUCATIVE", "PROGRAMME DE REUSSITE EDUCATIVE"),
        ("des programmes de réussite éducative.", "programmes de réussite éducative"),
        ("(Programme de réussite-éducative)", "Programme de réussite-éducative"),
    ],
)
def test_case_accents_plural_and_punctuation(line: str, surface: str) -> None:
    assert ("programme", surface) in found(line)


def test_acronyms_must_be_in_capitals() -> None:
    assert found("le PRE accompagne") == [("programme", "PRE")]
    assert found("les PREs") == [("programme", "PREs")]
    assert found("un pré vert, un Pre") == []


def test_longer_capitals_are_words() -> None:
    assert is_acronym("PRE") and not is_acronym("CIVILE") and not is_acronym("A-B") and not is_acronym("Pre")
    assert found("la société civile") == [("civile", "civile")]


def test_over_line_ends() -> None:
    mention = NAMES.mentions(["rien", "le programme de", "", "réussite éducative", "rien"])[0]
    assert (mention.first, mention.last, mention.surface) == (2, 4, "programme de réussite éducative")


def test_the_longest_name_of_a_group_wins() -> None:
    assert found("programme de réussite éducative") == [("programme", "programme de réussite éducative")]
    assert found("la réussite éducative") == [("reussite", "réussite éducative")]


def test_groups_ignore_each_other() -> None:
    assert sorted(value for value, _ in found("la maison de la jeunesse et des arts")) == ["maison", "maison-arts"]


def test_parts_of_words_are_not_names() -> None:
    assert found("les missionnaires de la jeunesse", "la commission jeunesse") == []


def test_neighbours_share_a_space() -> None:
    assert [value for value, _ in found("PRE PRE PRE")] == ["programme"] * 3


def test_the_first_of_two_equal_labels_is_kept() -> None:
    double: Gazetteer[int] = Gazetteer([("Maison verte", "g", 1), ("maisons vertes", "g", 2)])
    assert next(m.value for m in double.mentions(["la maison verte"])) == 1


def test_no_label_no_mention() -> None:
    empty: Gazetteer[int] = Gazetteer([])
    assert empty.mentions(["la ville"]) == []


@given(st.lists(st.text(max_size=40).map(lambda t: t.replace("\n", " ")), max_size=12), st.integers(0, 12))
def test_a_name_is_found_wherever_it_stands(lines: list[str], at: int) -> None:
    at = min(at, len(lines))
    text = [*lines[:at], "Mission jeunesse", *lines[at:]]
    mentions = NAMES.mentions(text)
    assert any(m.first == at + 1 and m.last == at + 1 and m.surface == "Mission jeunesse" for m in mentions)
    assert all(m.surface and 1 <= m.first <= m.last <= len(text) for m in mentions)
