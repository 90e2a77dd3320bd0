"""Scheme carriers: who carries a scheme, only where the text says so."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import DispositifFact, Fact, PartnerFact

HEAD = """
Contrat de ville de la Communauté d’agglomération de Corbeval (CAC)
Les communes de Corbeval et d’Avray sont dans le département de l’Orne, en Région Normandie.
La Ville de Corbeval et la CAC signent.

"""


@pytest.fixture
def carried(read: Callable[..., list[Fact]]) -> Callable[[str], dict[str, list[str]]]:
    """Scheme → its carriers, by acronym or name, in a sentence."""

    def of(sentence: str) -> dict[str, list[str]]:
        facts = read(HEAD + sentence)
        names = {fact.id: fact.name for fact in facts if isinstance(fact, PartnerFact)}
        schemes = [fact for fact in facts if isinstance(fact, DispositifFact)]
        assert all(len(fact.carriers) == len(fact.carrier_lines) for fact in schemes)
        return {fact.acronym or fact.name: [names[c] for c in fact.carriers] for fact in schemes if fact.carriers}

    return of


@pytest.mark.parametrize(
    ("sentence", "acronym", "carrier"),
    [
        ("Le programme de réussite éducative, porté par la Ville de Corbeval, suit.", "PRE", "Ville de Corbeval"),
        ("Le CLSPD est piloté par la Ville de Corbeval.", "CLSPD", "Ville de Corbeval"),
        ("La Ville de Corbeval pilote le CLSPD.", "CLSPD", "Ville de Corbeval"),
        ("Le contrat local de santé de la CAC est renouvelé.", "CLS", "Communauté d’agglomération de Corbeval"),
        ("Le PRE (porteur : Ville de Corbeval) reçoit les familles.", "PRE", "Ville de Corbeval"),
    ],
)  # fmt: skip
def test_what_the_text_says(
    carried: Callable[[str], dict[str, list[str]]], sentence: str, acronym: str, carrier: str
) -> None:
    assert carried(sentence) == {acronym: [carrier]}


def test_said_of_several_in_the_plural(carried: Callable[[str], dict[str, list[str]]]) -> None:
    found = carried("Le contrat local de santé et le CLSPD, portés par la CAC, sont renouvelés.")
    assert sorted(found) == ["CLS", "CLSPD"]


@pytest.mark.parametrize(
    "sentence",
    [
        "La Ville de Corbeval finance le programme de réussite éducative.",
        "Le programme de réussite éducative est financé par la Ville de Corbeval.",
        "En lien avec la Ville de Corbeval, le CLSPD se réunit.",
        "Le CLSPD se réunit. La Ville de Corbeval anime un atelier.",
        "Le contrat de ville « Engagements Quartiers 2030 » de la CAC est signé.",
        "Le CLSPD s’ouvre aux bailleurs et à la Ville de Corbeval.",
    ],
)
def test_who_stands_near_does_not_carry(carried: Callable[[str], dict[str, list[str]]], sentence: str) -> None:
    assert carried(sentence) == {}
