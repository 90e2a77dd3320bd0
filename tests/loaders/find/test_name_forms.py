"""Whether a mention of the thesaurus names a body, and how."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import Fact, PartnerFact

Read = Callable[..., list[Fact]]
TOWNS = "Contrat de ville de la communauté d’agglomération de Corbeval (Orne)\n\nLa ville de Corbeval agit.\n\n"


def forms(read: Read, text: str) -> dict[str, set[str]]:
    found = (fact for fact in read(TOWNS + text) if isinstance(fact, PartnerFact))
    return {fact.name: set(fact.forms) for fact in found}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Emmaüs Vallées recrute.", "Emmaüs Vallées"),
        ("Le commissariat de Corbeval reçoit.", "Le commissariat de Corbeval"),
        ("Le BGE Corbie livre.", "BGE Corbie"),
    ],
)
def test_a_name_with_what_completes_it_is_a_form(read: Read, text: str, form: str) -> None:
    assert any(form in each for each in forms(read, text).values())


def test_a_group_is_not_some_of_its_members(read: Read) -> None:
    assert "Communes" in forms(read, "Les communes financent un bus.")
    assert "Communes" not in forms(read, "Les communes de Corbeval et de Val-Rouvre financent un bus.")


def test_one_of_a_kind_is_no_group(read: Read) -> None:
    assert "Bailleurs sociaux" in forms(read, "La charte des bailleurs est signée.")
    assert "Bailleurs sociaux" not in forms(read, "La charte du bailleur est signée.")


def test_any_intercommunality_is_not_the_one_of_the_contract(read: Read) -> None:
    assert any("EPCI" in each for each in forms(read, "L’EPCI finance.").values())
    assert not any("EPCI" in each for each in forms(read, "À l’échelle d’un EPCI, cela compte.").values())


def test_the_middle_of_a_town_is_not_the_town(read: Read) -> None:
    (line,) = (
        fact.lines
        for fact in read(TOWNS + "Le centre-ville de Corbeval est calme.")
        if isinstance(fact, PartnerFact) and fact.name == "Ville de Corbeval"
    )
    assert line == (3,)
