"""Thesauri as records: what loaders get, and the errors of a broken installation."""

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from maillage.ontology import thesaurus
from maillage.ontology.thesaurus import SCHEMES, Concept, ThesaurusError, load_scheme

HEAD = """@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix mlg: <https://w3id.org/maillage/ontology#> .
@prefix d: <https://w3id.org/maillage/vocab/dispositif/> .
"""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> object:
    """Writes the Turtle that stands for the scheme of dispositifs."""

    def write(turtle: str) -> None:
        kept = thesaurus._turtle
        monkeypatch.setattr(
            thesaurus, "_turtle", lambda name: (HEAD + turtle).encode() if name == "dispositif" else kept(name)
        )
        for cached in (thesaurus.load_scheme, thesaurus._notations):
            cached.cache_clear()
            monkeypatch.setattr(thesaurus, cached.__name__, cached)

    yield write
    monkeypatch.undo()
    thesaurus.load_scheme.cache_clear()
    thesaurus._notations.cache_clear()


@pytest.mark.parametrize("name", SCHEMES)
def test_every_scheme_loads_once(name: str) -> None:
    concepts = load_scheme(name)
    assert concepts and load_scheme(name) is concepts
    assert all(notation == concept.notation and concept.scheme == name for notation, concept in concepts.items())


def test_a_concept_is_plain_and_frozen() -> None:
    concept = load_scheme("partner")["caf"]
    assert concept.pref_label == "Caisse d'allocations familiales" and concept.acronym == "CAF"
    assert concept.labels[0] == concept.pref_label and "Caf" in concept.alt_labels
    assert type(concept.pref_label) is str and concept.definition
    with pytest.raises(FrozenInstanceError):
        concept.notation = "other"  # type: ignore[misc]


def test_references_are_codes_of_their_schemes(written: object) -> None:
    written(  # type: ignore[operator]
        """d:x s:notation "x" ; s:prefLabel "Programme inventé"@fr, "Invented"@en ; s:altLabel "PRI"@fr, "other"@en ;
        s:hiddenLabel "programe inventé"@fr ; mlg:acronym "PRI" ; s:definition "Ce que c'est."@fr ;
        mlg:domain <https://w3id.org/maillage/vocab/domain/logement-cadre-de-vie> ;
        mlg:theme <https://w3id.org/maillage/vocab/theme/logement-cadre-de-vie> ;
        mlg:nature <https://w3id.org/maillage/vocab/nature/droit-commun> ;
        mlg:usualCarrier <https://w3id.org/maillage/vocab/partner-type/securite-sociale> ;
        <http://purl.org/dc/terms/source> <https://example.org/page> ."""
    )
    assert load_scheme("dispositif")["x"] == Concept(
        iri="https://w3id.org/maillage/vocab/dispositif/x",
        scheme="dispositif",
        notation="x",
        pref_label="Programme inventé",
        alt_labels=("PRI",),
        hidden_labels=("programe inventé",),
        acronym="PRI",
        domain="logement_cadre_de_vie",
        themes=("logement-cadre-de-vie",),
        nature="droit-commun",
        carriers=("securite_sociale",),
        definition="Ce que c'est.",
        source=("https://example.org/page",),
    )


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("this is not Turtle", "not Turtle"),
        ('d:x s:notation "x" ; s:prefLabel "Only"@en .', "no French"),
        ('d:x s:notation "x" ; s:prefLabel "A"@fr . d:y s:notation "x" ; s:prefLabel "B"@fr .', "share a notation"),
        (
            'd:x s:notation "x" ; s:prefLabel "A"@fr ; mlg:domain <https://w3id.org/maillage/vocab/domain/none> .',
            "domain/none is no concept",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_cause(written: object, turtle: str, message: str) -> None:
    written(turtle)  # type: ignore[operator]
    with pytest.raises(ThesaurusError, match=message):
        load_scheme("dispositif")


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(ThesaurusError, match="choose from partner-type"):
        load_scheme("invented")


def test_an_absent_file_is_a_typed_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(thesaurus, "__file__", str(tmp_path / "thesaurus.py"))
    thesaurus.load_scheme.cache_clear()
    with pytest.raises(ThesaurusError, match=r"dispositif\.ttl: cannot be read .*reinstall"):
        load_scheme("dispositif")


def test_reading_starts_without_rdflib() -> None:
    code = "import sys, maillage.ontology.thesaurus; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "pyoxigraph" in loaded
    assert not {"rdflib", "owlready2", "pyshacl", "importlib.resources"} & set(loaded)
