"""Strangers' queries: only reads of the graph are run, and never for long."""

from pathlib import Path

import pytest

from maillage.api import guard
from maillage.graph.build import current


@pytest.fixture
def store(home: Path) -> Path:
    return current(home) / "data"


@pytest.mark.parametrize(
    "query",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <http://127.0.0.1:1/>",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { { ?s ?p ?o } UNION { GRAPH ?g { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } } }",
        "SELECT (EXISTS { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } } AS ?x) {}",
        "DESCRIBE ?s { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "",
        "who acts?",
        "SELECT * {" + "{" * 3000 + "}" * 3001,
        "#" * 200_000,
    ],
)
def test_what_could_write_or_call_out_is_refused(query: str) -> None:
    with pytest.raises(guard.QueryRefusedError):
        guard.check(query)


def test_the_word_service_in_a_text_is_no_reason_to_refuse() -> None:
    assert guard.check('SELECT * { ?s ?p "SERVICE <http://127.0.0.1/>" } # SERVICE') == "SelectQuery"


@pytest.mark.parametrize(
    ("form", "media_type", "start"),
    [
        ("json", "application/sparql-results+json", b'{"head"'),
        ("csv", "text/csv", b"n\r\n2"),
        ("tsv", "text/tab-separated-values", b"?n\n2"),
        ("xml", "application/sparql-results+xml", b"<?xml"),
    ],
)
def test_rows_come_in_the_four_forms(store: Path, form: str, media_type: str, start: bytes) -> None:
    query = "PREFIX mlg: <https://w3id.org/maillage/ontology#> SELECT (COUNT(*) AS ?n) { ?c a mlg:Commitment }"
    result = guard.run(store, query, form, 10)
    assert result.media_type == media_type and result.body.startswith(start)


def test_triples_come_as_turtle(store: Path) -> None:
    result = guard.run(store, "CONSTRUCT { ?s a ?t } { ?s a ?t } LIMIT 1", "csv", 10)
    assert result.media_type == "text/turtle" and b" a <" in result.body


@pytest.mark.parametrize("form", ["csv", "json"])
def test_yes_or_no(store: Path, form: str) -> None:
    assert b"true" in guard.run(store, "ASK { ?s ?p ?o }", form, 10).body


def test_a_query_that_takes_too_long_is_stopped(store: Path) -> None:
    with pytest.raises(guard.QueryTooLongError, match="1 s"):
        guard.run(store, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "json", 1)


def test_an_answer_that_grows_too_large_is_stopped(store: Path) -> None:
    with pytest.raises(guard.QueryTooLongError):
        guard.run(store, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "json", 60)
