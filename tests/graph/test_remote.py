"""A SPARQL 1.1 endpoint over HTTP gives the same answers as the embedded store."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
import small
from endpoint import endpoint

from maillage.graph.questions import ask, questions
from maillage.graph.store import EmbeddedStore, RemoteStore, StoreError

VALUES: dict[str, Any] = {
    "partner": small.of("partner", "Ville de Brisevent"),
    "defi": small.of("defi", "Lire"),
    "qpv": small.of("qpv", "Les Ormes"),
    "dispositif": small.of("dispositif", "Passeport des savoirs"),
    "commitment": small.of("commitment", "lire partout"),
    "contract": small.CONTRACT,
    "document": small.DOCUMENT,
    "page": 1,
    "text": "lire",
    "theme": "culture",
    "kind": "action",
    "min_confidence": 0.7,
    "limit": 3,
    "offset": 1,
}


@pytest.fixture(scope="module")
def remote(hamlet: EmbeddedStore) -> Iterator[RemoteStore]:
    """An endpoint, filled over HTTP with all that the embedded store holds."""
    with endpoint(ox.Store()) as url:
        opened = RemoteStore(url)
        opened.load(hamlet.dump())
        yield opened
        opened.close()


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each question with what it needs, then with each other value."""
    for name, asked in questions().items():
        needed = {param.name: VALUES[param.name] for param in asked.params if param.required}
        yield name, needed
        yield from ((name, needed | {p.name: VALUES[p.name]}) for p in asked.params if not p.required)


@pytest.mark.parametrize(("name", "values"), list(cases()), ids=lambda value: value if isinstance(value, str) else "")
def test_same_answer_as_embedded(name: str, values: dict[str, Any], hamlet: EmbeddedStore, remote: RemoteStore) -> None:
    there, here = ask(remote, name, **values), ask(hamlet, name, **values)
    assert here.rows or name == "gaps"
    assert there == here


def test_ask_construct_and_dump(hamlet: EmbeddedStore, remote: RemoteStore) -> None:
    exists = "ASK { ?thing <https://w3id.org/maillage/ontology#quote> ?words }"
    assert remote.ask(exists) and hamlet.ask(exists)
    described = f"DESCRIBE <{VALUES['partner']}>"
    assert sorted(remote.construct(described).splitlines()) == sorted(set(hamlet.construct(described).splitlines()))
    assert len(remote.dump().splitlines()) == len(hamlet.dump().splitlines())


def test_graph_is_replaced_and_nothing_else() -> None:
    first, other = "https://example.org/g", "https://example.org/h"
    line = '<https://example.org/s> <https://example.org/p> "{}" <{}> .\n'
    with endpoint(ox.Store()) as url:
        store = RemoteStore(url)
        store.load(line.format("un", first) + line.format("deux", other))
        store.replace_graph(first, line.format("trois", first))
        assert store.dump() == line.format("deux", other) + line.format("trois", first)
        rows = store.query("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
        assert rows == [{"o": "deux"}, {"o": "trois"}]


def test_many_statements_and_hostile_values_cross_the_wire() -> None:
    hostile = "l'été \" } ; DROP ALL # \\ \n <b> 😀"
    lines = [
        str(
            ox.Quad(
                ox.NamedNode(f"https://example.org/{n}"),
                ox.NamedNode("https://example.org/p"),
                ox.Literal(f"{hostile} {n}"),
                ox.NamedNode("https://example.org/g"),
            )
        )
        + " .\n"
        for n in range(2500)
    ]
    with endpoint(ox.Store()) as url:
        store = RemoteStore(url)
        store.load("".join(lines))
        assert store.dump() == "".join(sorted(lines))


def test_silent_endpoint_is_named() -> None:
    with endpoint(ox.Store()) as url:
        pass
    with pytest.raises(StoreError, match=r"no answer .*check MAILLAGE_STORE_URL"):
        RemoteStore(url, seconds=1).query("SELECT * { ?s ?p ?o }")


def test_refusal_is_told(remote: RemoteStore) -> None:
    with pytest.raises(StoreError, match="HTTP 400"):
        remote.query("SELECT nonsense")
