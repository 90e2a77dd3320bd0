"""Every word of the ontology that the graph uses is declared in it."""

import re
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph

from maillage.graph.store import EmbeddedStore
from maillage.ontology.terms import ONTOLOGY

ROOT = Path(__file__).parents[2]
CLASSES = Graph().parse(ROOT / "ontology" / "classes.ttl")


def declared() -> set[str]:
    return {str(subject) for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty,
                                      OWL.NamedIndividual, RDFS.Class, RDF.Property)
            for subject in CLASSES.subjects(RDF.type, kind)}  # fmt: skip


def test_words_of_queries_and_code_are_declared() -> None:
    queries = [path.read_text("utf-8") for path in (ROOT / "graph" / "queries").glob("*.rq")]
    code = [path.read_text("utf-8") for path in (ROOT / "graph").rglob("*.py")]
    used = {name for text in queries + code for name in re.findall(r"\bmlg:([A-Za-z]\w*)", text)}
    used |= {name for text in code for name in re.findall(r"mlg\(\"(\w+)\"\)", text)}
    missing = sorted(name for name in used if ONTOLOGY + name not in declared())
    assert not missing, f"declare in ontology/classes.ttl: {', '.join(missing)}"


def test_words_of_a_built_store_are_declared(hamlet: EmbeddedStore) -> None:
    properties = hamlet.query("SELECT DISTINCT ?word { ?s ?word ?o }")
    classes = hamlet.query("SELECT DISTINCT ?word { ?s a ?word }")
    used = {str(row["word"]) for row in properties + classes if str(row["word"]).startswith(ONTOLOGY)}
    missing = sorted(used - declared())
    assert not missing, f"declare in ontology/classes.ttl: {', '.join(missing)}"
