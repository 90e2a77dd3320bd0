"""Identities: what was merged says why; what looks alike but stays two says why too."""

from dataclasses import replace
from pathlib import Path

import pytest
import small

from maillage.graph.identities import MOST_PAIRS, identities
from maillage.graph.questions import ask
from maillage.loaders.fact import IdentityFact, PartnerFact
from maillage.ontology.thesaurus import load_scheme

CAF = load_scheme("partner")["caf"].iri


def fund(place: str) -> PartnerFact:
    return replace(small.partner(f"Caisse d'allocations familiales {place}", "securite_sociale"), concept=CAF)


def said(partner: PartnerFact, form: str, reason: str, line: int = 7) -> IdentityFact:
    return IdentityFact(f"{small.DOCUMENT}/identity/{form}", small.FILE, partner.id, form, reason, (line,))


def told(tmp_path: Path, *facts: PartnerFact | IdentityFact, partner: str | None = None) -> list[dict[str, object]]:
    opened = small.opened(tmp_path, *facts)
    try:
        return [dict(row) for row in ask(opened, "identities", **({"partner": partner} if partner else {})).rows]
    finally:
        opened.close()


def test_a_form_that_was_merged_has_its_reason_and_its_passage(tmp_path: Path) -> None:
    north = fund("du Nord")
    (row,) = told(tmp_path, north, said(north, "la CAF", "contract-territory"))
    assert (row["partner_label"], row["form"], row["other"]) == (north.name, "la CAF", None)
    assert row["reason"] == "Territoire du contrat"
    assert str(row["explanation"]).endswith(".")
    assert (row["page"], row["first_line"]) == (1, 7)
    assert str(row["source"]).startswith("http")


def test_funds_of_two_departments_stay_two(tmp_path: Path) -> None:
    north, pas = fund("du Nord"), fund("du Pas-de-Calais")
    (row,) = told(tmp_path, north, pas)
    assert (row["partner"], row["other"]) == (north.id, pas.id)
    assert row["reason"] == "Même sorte d'organisme, autre territoire"
    assert row["first_line"] == 2


def test_asking_for_one_partner_finds_the_pair_from_either_side(tmp_path: Path) -> None:
    north, pas, other = fund("du Nord"), fund("du Pas-de-Calais"), small.partner("Les Amis du Lavoir")
    assert len(told(tmp_path / "a", north, pas, other, partner=north.id)) == 1
    assert len(told(tmp_path / "b", north, pas, other, partner=pas.id)) == 1
    assert told(tmp_path / "c", north, pas, other, partner=other.id) == []


def test_one_acronym_for_two_names(tmp_path: Path) -> None:
    one = replace(small.partner("Centre d'animation de Corbeval"), acronym="CAC")
    other = replace(small.partner("Club athlétique du canal"), acronym="CAC")
    (row,) = told(tmp_path, one, other)
    assert row["reason"] == "Même sigle, organismes différents"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Les Amis du Lavoir", "Amis des Lavoirs de Corbeval", False),
        ("Habitat de l'Avre", "Habitat de l'Aivre", True),
        ("Les Amis du Lavoir", "Le Théâtre du Lavoir", False),
    ],
)
def test_names_alike_that_nothing_joins(one: str, other: str, alike: bool, tmp_path: Path) -> None:
    rows = told(tmp_path, small.partner(one), small.partner(other))
    assert [row["reason"] for row in rows] == ["Noms proches, rien ne dit que c'est le même"] * alike


def test_the_collective_is_like_nobody(tmp_path: Path) -> None:
    one = small.partner("Partenaires du contrat", "autre", collective=True)
    assert told(tmp_path, one, small.partner("Partenaires du contrats", "autre")) == []


def test_a_large_group_is_told_apart_one_by_one() -> None:
    many = [fund(f"de Corbeval {number:03}") for number in range(MOST_PAIRS * 3)]
    lines = list(identities([many], many))
    assert sum(predicate.endswith("apartFrom>") for _, predicate, _ in lines) == len(many) - 1
