"""Which printed names are one scheme."""

import pytest

from maillage.loaders.find.scheme_identity import grouped, same_words, without_level
from maillage.loaders.find.scheme_openers import Name


def groups(*texts: str) -> list[list[str]]:
    return [[name.text for _, name in g.names] for g in grouped((i, Name(i, t)) for i, t in enumerate(texts))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Les Maisons des Aidants 2025", "maison des aidants"),
        ("plans locaux des berges", "plan local des berges"),
        ("Camion Santé Rives", "camion Rives santé"),
    ],
)
def test_the_same_words(one: str, other: str) -> None:
    assert same_words(one) == same_words(other)


def test_a_level_left_out_joins_when_only_one_has_it() -> None:
    assert groups("schéma départemental des berges", "schéma des berges") == [
        ["schéma départemental des berges", "schéma des berges"]
    ]
    apart = groups("schéma départemental des berges", "schéma régional des berges", "schéma des berges")
    assert len(apart) == 3


def test_nothing_is_left_of_a_name_that_is_only_a_level() -> None:
    assert without_level("plan local 2024") == "" and without_level("plan local des berges 2024") == "plan des berges"


def test_an_acronym_joins_its_names() -> None:
    names = [Name(0, "plan des rives calmes", "PRC"), Name(50, "plan pour des rives plus calmes", "PRC")]
    assert len(grouped(enumerate(names))) == 1
