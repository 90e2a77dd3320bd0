"""Every word of the ontology is explained in both languages, and no other word is used anywhere."""

import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from maillage.ontology.reasoning import ontology
from maillage.ontology.terms import BASE, ONTOLOGY

ROOT = Path(__file__).parent.parent.parent
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)
FOREIGN = ("org#", "skos/core#", "prov#", "oa#", "dc/terms/", "dcat#", "vocab/cpsv#", "def/geo#", "dqv#")


@cache
def graph() -> Graph:
    return Graph().parse(data=ontology(), format="turtle")


@cache
def words() -> frozenset[str]:
    """Names of our classes, properties and individuals."""
    declared = {thing for kind in KINDS for thing in graph().subjects(RDF.type, kind)}
    return frozenset(str(thing).removeprefix(ONTOLOGY) for thing in declared if str(thing).startswith(ONTOLOGY))


@pytest.mark.parametrize("word", sorted(words()))
def test_word_is_explained_in_french_and_english(word: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        languages = [getattr(text, "language", None) for text in graph().objects(URIRef(ONTOLOGY + word), predicate)]
        assert sorted(languages) == ["en", "fr"], predicate


def test_every_subject_is_ours_or_a_declared_foreign_term() -> None:
    subjects = {str(thing) for thing in graph().subjects() if isinstance(thing, URIRef)}
    foreign = {iri for iri in subjects if not iri.startswith(BASE)}
    assert all(any(part in iri for part in FOREIGN) for iri in foreign)


def test_nothing_is_used_in_the_ontology_without_being_declared() -> None:
    used = {str(thing) for statement in graph() for thing in statement if str(thing).startswith(ONTOLOGY)}
    assert {iri.removeprefix(ONTOLOGY) for iri in used} <= words()


def test_it_is_aligned_with_each_vocabulary_it_names() -> None:
    above = {*graph().objects(None, RDFS.subClassOf), *graph().objects(None, RDFS.subPropertyOf)}
    assert all(any(part in str(thing) for thing in above) for part in FOREIGN)


def used_words() -> dict[str, set[str]]:
    """Words of ours by the file that uses them: queries, shapes, thesauri, and the code that writes the graph."""
    found: dict[str, set[str]] = {}
    for path in [*ROOT.glob("graph/queries/*.rq"), ROOT / "ontology/shapes.ttl", *ROOT.glob("ontology/vocab/*.ttl")]:
        found[path.name] = set(re.findall(r"\bmlg:(\w+)", path.read_text("utf-8")))
    for path in ROOT.glob("graph/**/*.py"):
        text = path.read_text("utf-8")
        found[path.name] = {*re.findall(r'\bmlg\("(\w+)"\)', text), *re.findall(r"\bmlg:(\w+)", text)}
    return {name: names for name, names in found.items() if names}


@pytest.mark.parametrize(("name", "used"), sorted(used_words().items()))
def test_no_file_uses_a_word_that_the_ontology_lacks(name: str, used: set[str]) -> None:
    assert used <= words(), f"{name}: add {sorted(used - words())} to ontology/classes.ttl"
