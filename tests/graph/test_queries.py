"""Each file of ``queries/`` stands alone: it parses, pastes into an endpoint, answers with its declared columns."""

import re
from pathlib import Path

import invented
import pytest
from rdflib.plugins.sparql import prepareQuery

from maillage.graph.questions import ENTITIES, ask, bind, question, questions
from maillage.graph.store import EmbeddedStore
from maillage.ontology.terms import mint, vocab

FILES = sorted((Path(__file__).parents[2] / "graph" / "queries").glob("*.rq"))
NAMES = [path.stem for path in FILES]
HERE = invented.corpus()[0]
EXISTING: dict[str, str | int | float] = {
    "contract": HERE.contract,
    "partner": HERE.national,
    "defi": HERE.defi(1),
    "qpv": HERE.qpv(1),
    "dispositif": mint(invented.BASE, "dispositif", invented.NATIONAL[0]),
    "commitment": mint(invented.BASE, "commitment", HERE.name, f"{1:08x}"),
    "document": HERE.document,
    "theme": vocab("theme", "emploi"),
    "kind": vocab("commitment-kind", "action"),
    "page": 1,
    "text": "mission",
    "min_confidence": 0.75,
}
ABSENT: dict[str, str | int | float] = {
    **{kind: f"{invented.BASE}{kind}/nowhere" for kind in ENTITIES},
    "theme": vocab("theme", "egalite-femmes-hommes"),
    "kind": vocab("commitment-kind", "projet-phare"),
    "page": 9_999,
    "text": "zzzzzz",
    "min_confidence": 1.1,
}
OPTIONAL = [
    (name, param.name)
    for name in NAMES
    for param in question(name).params
    if not param.required and param.name not in ("limit", "offset")
]


def needed(name: str) -> dict[str, str | int | float]:
    """What a question cannot be asked without."""
    return {param.name: EXISTING[param.name] for param in question(name).params if param.required}


def test_every_file_is_a_question() -> None:
    assert list(questions()) == NAMES


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_header_says_what_is_asked_and_answered(path: Path) -> None:
    asked = question(path.stem)
    assert asked.title and asked.question.endswith("?") and asked.columns
    assert all(column.description for column in asked.columns)
    assert all(param.description for param in asked.params)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_parses_with_another_library(path: Path) -> None:
    prepareQuery(path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_file_runs_pasted_as_it_is(path: Path, store: EmbeddedStore) -> None:
    rows = store.query(path.read_text("utf-8"))
    assert rows or needed(path.stem), "no value is needed, so it must answer"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_parameter_has_its_one_place(path: Path) -> None:
    text = path.read_text("utf-8")
    for param in question(path.stem).params:
        if param.name in ("limit", "offset"):
            assert re.search(rf"\b{param.name.upper()} \d+", text)
        else:
            assert re.search(rf"VALUES \?for_{param.name} \{{ [^}}]+ \}}", text), param.name


@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_declared_columns(name: str, store: EmbeddedStore) -> None:
    answer = ask(store, name, **needed(name))
    assert answer.rows
    assert answer.columns == tuple(column.name for column in question(name).columns)
    assert all(set(row) == set(answer.columns) for row in answer.rows)
    assert all(value is None or isinstance(value, str | int | float) for row in answer.rows for value in row.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_row_comes_twice_and_the_order_is_stable(name: str, store: EmbeddedStore) -> None:
    first, again = (ask(store, name, **needed(name)).rows for _ in range(2))
    assert first == again
    assert len({tuple(sorted((k, str(v)) for k, v in row.items())) for row in first}) == len(first)


@pytest.mark.parametrize(("name", "param"), OPTIONAL)
def test_filter_keeps_a_part(name: str, param: str, store: EmbeddedStore) -> None:
    everything = ask(store, name, **needed(name)).rows
    some = ask(store, name, **needed(name), **{param: EXISTING[param]}).rows
    assert some and some != everything


@pytest.mark.parametrize(("name", "param"), OPTIONAL)
def test_filter_that_selects_nothing_gives_no_row(name: str, param: str, store: EmbeddedStore) -> None:
    assert ask(store, name, **needed(name), **{param: ABSENT[param]}).rows == []


@pytest.mark.parametrize("name", [name for name in NAMES if needed(name)])
def test_nothing_is_known_of_an_absent_thing(name: str, store: EmbeddedStore) -> None:
    assert ask(store, name, **{key: ABSENT[key] for key in needed(name)}).rows == []


def test_limit_and_offset_cut_the_same_order(store: EmbeddedStore) -> None:
    everything = ask(store, "commitments", contract=HERE.contract).rows
    pages = [ask(store, "commitments", contract=HERE.contract, limit=7, offset=at).rows for at in (0, 7, 14)]
    assert [row for page in pages for row in page] == everything[:21]
    assert ask(store, "commitments", limit=0).rows == []


def test_commitments_follow_contract_then_line(store: EmbeddedStore) -> None:
    rows = ask(store, "commitments").rows
    keys = [(str(row["contract"]), int(row["first_line"] or 0)) for row in rows]
    assert len(rows) == 2000
    by_contract = [key[0] for key in keys]
    assert len(list(dict.fromkeys(by_contract))) == 5
    for contract in set(by_contract):
        lines = [line for where, line in keys if where == contract]
        assert lines == sorted(lines)


def test_all_filters_together(store: EmbeddedStore) -> None:
    row = ask(store, "commitment", commitment=EXISTING["commitment"]).rows[0]
    values = {"partner": row["partner_iris"], "defi": row["defi_iris"], "contract": row["contract"]}
    found = ask(store, "commitments", min_confidence=row["confidence"], kind="action", **values).rows  # type: ignore[arg-type]
    assert row["commitment"] in {each["commitment"] for each in found}


def test_coverage_agrees_with_commitments(store: EmbeddedStore) -> None:
    cells = ask(store, "coverage", contract=HERE.contract).rows
    statements = ask(store, "commitments", contract=HERE.contract).rows
    assert sum(int(cell["commitments"] or 0) for cell in cells) == len(statements) == 400
    cell = cells[0]
    own = ask(store, "commitments", partner=cell["partner"], defi=cell["defi"]).rows
    assert len(own) == cell["commitments"]
    mean = sum(float(row["confidence"] or 0) for row in own) / len(own)
    assert cell["confidence"] == pytest.approx(mean)


def test_support_is_the_surest_passage(store: EmbeddedStore) -> None:
    for row in ask(store, "partners-on-defi", defi=HERE.defi(1)).rows:
        own = ask(store, "commitments", partner=row["partner"], defi=HERE.defi(1)).rows
        surest = max(float(each["confidence"] or 0) for each in own)
        assert any(each["commitment"] == row["commitment"] and each["confidence"] == surest for each in own)


def test_unknown_values_leave_no_trace_in_the_text() -> None:
    asked = question("coverage")
    assert "?c mlg:about ?for_qpv" not in bind(asked, {})
    assert f"VALUES ?for_qpv {{ <{HERE.qpv(1)}> }}" in bind(asked, {"qpv": HERE.qpv(1)})
