"""Facts: each kind goes through JSON and comes back the same; lines that are no facts are refused with their place."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.fact import KINDS, Fact, FactError, PageFact, from_line, read_facts, to_line, write_facts

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXT,
    "str | None": st.none() | TEXT,
    "int": st.integers(0, 10**6),
    "int | None": st.none() | st.integers(0, 10**6),
    "bool": st.booleans(),
    "float": st.floats(0, 1),
    "tuple[str, ...]": st.lists(TEXT, max_size=3).map(tuple),
    "tuple[int, ...]": st.lists(st.integers(1, 9999), max_size=3).map(tuple),
    "tuple[int, int]": st.tuples(st.integers(1, 99), st.integers(1, 99)),
}


def facts_of(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    names = {f.name: getattr(f.type, "__name__", str(f.type)) for f in fields(kind)}
    types = {f.name: names[f.name] if names[f.name] in VALUES else str(f.type) for f in fields(kind)}
    return st.builds(kind, **{name: VALUES[said] for name, said in types.items()})


@given(st.one_of([facts_of(kind) for kind in KINDS.values()]))
def test_round_trip(fact: Fact) -> None:
    line = to_line(fact)
    assert "\n" not in line and from_line(line) == fact


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", "null", "3", '"page"', "{}", '{"fact":"nothing"}', '{"fact":[]}', '{"fact":"page","id":"x"}',
     '{"fact":"page","id":"x","document":"d","page":1,"lines":null,"text":""}',
     '{"fact":"page","id":"x","document":"d","page":1,"lines":[1,2],"text":"","more":1}'],
)  # fmt: skip
def test_what_is_no_fact(line: str) -> None:
    with pytest.raises(FactError, match="not a fact of this version"):
        from_line(line)


def test_files_are_written_whole_and_read_in_order(tmp_path: Path) -> None:
    pages = [PageFact(f"page/{n}", "d.txt", n, (n, n), f"« page\u2028{n} »") for n in range(1, 4)]
    write_facts(pages, tmp_path / "d.jsonl")
    assert list(read_facts(tmp_path / "d.jsonl")) == pages
    assert [path.name for path in tmp_path.iterdir()] == ["d.jsonl"]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(to_line(PageFact("p", "d.txt", 1, (1, 1), "")) + "\n{}\n", "utf-8")
    with pytest.raises(FactError, match=r"d\.jsonl:2: .*read the document again"):
        list(read_facts(path))
