"""The one door to the graph: plain values out, nothing but the meant graph replaced, values escaped."""

from pathlib import Path

import pytest
import small

from maillage.graph.questions import ask
from maillage.graph.store import EmbeddedStore, StoreError, sparql_term, sparql_text

GRAPH, OTHER = "https://example.org/g", "https://example.org/h"
LINE = '<https://example.org/s> <https://example.org/p> "{}" <{}> .\n'
HOSTILE = 'Halte "des } Ormes" ; DROP ALL # {x} \\ <b>\n\t?for_kind VALUES ?for_contract { UNDEF }'


def test_plain_values() -> None:
    store = EmbeddedStore()
    row = store.query(
        "SELECT * { BIND(1 AS ?i) BIND(1.5 AS ?d) BIND(true AS ?b) BIND('é'@fr AS ?t) BIND(<https://e.org/> AS ?u)"
        " OPTIONAL { ?u ?p ?none } }"
    )[0]
    assert row == {"i": 1, "d": 1.5, "b": True, "t": "é", "u": "https://e.org/", "p": None, "none": None}


def test_wrong_kind_of_query() -> None:
    store = EmbeddedStore()
    with pytest.raises(StoreError, match="not a SELECT"):
        store.query("ASK {}")
    with pytest.raises(StoreError, match="not a CONSTRUCT"):
        store.construct("ASK {}")


def test_replacing_a_graph_leaves_the_others() -> None:
    store = EmbeddedStore()
    store.load(LINE.format("un", GRAPH) + LINE.format("deux", OTHER))
    store.replace_graph(GRAPH, LINE.format("trois", GRAPH))
    assert store.dump() == LINE.format("deux", OTHER) + LINE.format("trois", GRAPH)


def test_wrong_text_replaces_nothing() -> None:
    store = EmbeddedStore()
    store.load(LINE.format("un", GRAPH))
    with pytest.raises(SyntaxError):
        store.replace_graph(GRAPH, "not a statement")
    assert store.dump() == LINE.format("un", GRAPH)


def test_directory_that_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="maillage build"):
        EmbeddedStore(tmp_path / "absent", read_only=True)


@pytest.mark.parametrize("value", [HOSTILE, 'a"b', "a\\", "\\u0022", "a\u2028b", "😀"])
def test_text_comes_back_as_it_went(value: str) -> None:
    row = EmbeddedStore().query(f"SELECT * {{ BIND({sparql_text(value)} AS ?v) }}")[0]
    assert row == {"v": value}


def test_terms() -> None:
    assert sparql_term("https://example.org/é") == "<https://example.org/é>"
    assert sparql_text("https://example.org/é") == '"https://example.org/é"'
    with pytest.raises(ValueError):
        sparql_term("https://example.org/> } #")


def test_hostile_label_is_only_a_label(tmp_path: Path) -> None:
    store = small.opened(
        tmp_path,
        small.partner("Voisins"),
        small.PartnerFact(
            small.of("partner", "hostile"), small.FILE, HOSTILE, HOSTILE, (HOSTILE,), "association", (), (2,)
        ),
        small.defi("Loger"),
        small.commitment("loger", "hostile", "Loger", quote=HOSTILE, deadline=HOSTILE, path=(HOSTILE,)),
    )
    row = ask(store, "coverage", contract=small.CONTRACT).rows[0]
    assert row["partner_label"] == HOSTILE
    assert ask(store, "partner-sheet", partner=HOSTILE).rows[0]["acronym"] == HOSTILE
    said = ask(store, "commitments", partner=HOSTILE).rows[0]
    assert (said["quote"], said["deadline"], said["partners"]) == (HOSTILE, HOSTILE, HOSTILE)
    assert [each["entity_label"] for each in ask(store, "search-labels", text="DROP ALL").rows] == [HOSTILE]
    store.close()
