"""Builds: the same facts give the same bytes, a crash changes nothing, going back is one call."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import invented
import pytest
import small

from maillage.graph.build import (
    KEPT,
    NothingToBuildError,
    StoreVersionError,
    build,
    current,
    describe,
    open_current,
    point,
    rollback,
    stores,
)
from maillage.graph.questions import ask
from maillage.graph.store import StoreError
from maillage.loaders.fact import Fact, write_facts

BUILD = "import sys; from pathlib import Path; from maillage.graph.build import build; build(Path(sys.argv[1]))"


def dump(home: Path) -> str:
    store = open_current(home)
    text = store.dump()
    store.close()
    return text


def graph(text: str, iri: str) -> list[str]:
    """The statements of one named graph."""
    return [line for line in text.splitlines() if line.endswith(f" <{iri}> .")]


def in_child(home: Path, seed: str) -> None:
    subprocess.run([sys.executable, "-c", BUILD, str(home)], check=True, env=os.environ | {"PYTHONHASHSEED": seed})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return invented.home(tmp_path / "home", invented.corpus(commitments=30, pages=6)[:2])


def named(home: Path, *names: str) -> list[str]:
    """Copies of the served store under other names, as builds of other days."""
    served = current(home)
    for name in names:
        copy = served.with_name(name)
        copy.mkdir()
        built = json.loads((served / "build.json").read_text("utf-8")) | {"name": name}
        (copy / "build.json").write_text(json.dumps(built), "utf-8")
    return sorted([*names, served.name])


def test_same_facts_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    homes = [invented.home(tmp_path / seed, invented.corpus(commitments=20, pages=6)[:2]) for seed in ("1", "2")]
    for home, seed in zip(homes, ("1", "2"), strict=True):
        in_child(home, seed)
    assert dump(homes[0]) == dump(homes[1])
    assert current(homes[0]).name.split("-")[1] == current(homes[1]).name.split("-")[1]


def test_document_read_again_changes_its_graph_only(home: Path) -> None:
    first, second = invented.corpus(commitments=30, pages=6)[:2]
    build(home)
    before = dump(home)
    facts = [fact for fact in invented.facts(first) if fact.fact != "commitment"]
    write_facts(facts, home / "facts" / f"{first.sha[:16]}.jsonl")
    build(home)
    after = dump(home)
    assert graph(before, second.document) == graph(after, second.document) != []
    assert len(graph(after, first.document)) < len(graph(before, first.document))
    for name in ("ontology", "vocab/theme"):
        assert graph(before, f"{invented.BASE}graph/{name}") == graph(after, f"{invented.BASE}graph/{name}") != []


def test_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    there = invented.corpus(commitments=20, pages=6)[:3]
    homes = [invented.home(tmp_path / "a", there), invented.home(tmp_path / "b", there[::-1])]
    for home in homes:
        build(home)
    assert dump(homes[0]) == dump(homes[1])


def test_nothing_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(NothingToBuildError, match="read documents first"):
        build(tmp_path)
    with pytest.raises(StoreError, match="no store yet"):
        current(tmp_path)


def test_killed_build_leaves_the_former_one(home: Path) -> None:
    build(home)
    served, text = current(home), dump(home)
    invented.home(home, invented.corpus(commitments=400)[:4])
    for delay in (0.3, 0.7, 1.1):
        child = subprocess.Popen([sys.executable, "-c", BUILD, str(home)])
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        if child.wait() == 0:  # it was quicker
            break
        if current(home) == served:
            assert dump(home) == text
        assert describe(current(home)).documents
    build(home)
    assert current(home) != served
    assert not list((home / "stores").glob(".*.building"))


def test_failed_build_leaves_the_former_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(home)
    served, text = current(home), dump(home)
    invented.home(home, invented.corpus(commitments=5, pages=3)[2:3])

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("maillage.graph.build._fill", full)
    with pytest.raises(OSError, match="no space"):
        build(home)
    assert (current(home), dump(home)) == (served, text)


def test_open_store_outlives_a_build(home: Path) -> None:
    build(home)
    store = open_current(home)
    before = ask(store, "contracts").rows
    invented.home(home, invented.corpus(commitments=5, pages=3)[2:3])
    build(home)
    assert ask(store, "contracts").rows == before
    store.close()


def test_few_are_kept(home: Path) -> None:
    build(home)
    served = current(home).name
    named(home, *(f"2001010{n}T000000-0000000{n}" for n in range(1, 6)))
    build(home)
    kept = stores(home)
    assert len(kept) <= KEPT + 1 and current(home).name in kept and served in kept
    assert kept == sorted(kept, reverse=True)


def test_rollback_and_return(home: Path) -> None:
    build(home)
    old, new = named(home, "20010101T000000-00000001")
    assert rollback(home) == old == current(home).name
    with pytest.raises(StoreError, match="no such former store"):
        rollback(home)
    assert rollback(home, new) == new == current(home).name
    with pytest.raises(StoreError, match="no such former store"):
        rollback(home, "20990101T000000-ffffffff")


def test_store_of_another_version_says_what_to_do(home: Path) -> None:
    path = build(home)
    (old, _) = named(home, "20010101T000000-00000001")
    built = json.loads((path / "build.json").read_text("utf-8"))
    (path / "build.json").write_text(json.dumps(built | {"format": 999}), "utf-8")
    with pytest.raises(StoreVersionError, match=r"format 999.*run `maillage build`"):
        open_current(home)
    assert rollback(home) == old, "what cannot be served can be left"
    with pytest.raises(StoreVersionError):
        rollback(home, path.name)
    assert current(home).name == old


def test_directory_that_is_no_store(home: Path) -> None:
    path = build(home)
    (path / "build.json").write_text("{", "utf-8")
    with pytest.raises(StoreError, match="not a store"):
        open_current(home)
    point(home, "gone")
    with pytest.raises(StoreError, match="not a store"):
        open_current(home)


def revised() -> tuple[list[Fact], list[Fact]]:
    """A contract, and the same contract printed again with other details, in a file of the same name."""
    said = ("Les Amis du Lavoir", "Lire")
    first = [
        small.partner("Les Amis du Lavoir"),
        small.qpv("Les Ormes", "Brisevent"),
        small.dispositif("Passeport des savoirs"),
    ]
    again = [
        small.partner("Les Amis du Lavoir", "culture"),
        small.qpv("Les Ormes", "Hautecombe"),
        small.dispositif("Passeport des savoirs"),
    ]
    both = [small.defi("Lire"), small.commitment("lire partout", *said)]
    more = [
        small.defi("Lire"),
        small.commitment("lire partout", *said, confidence=0.4),
        small.commitment("lire encore", *said),
    ]
    return [*small.basis(), *first, *both], [*small.basis(sha="ab" * 32), *again, *more]


def test_two_documents_of_one_contract_show_each_thing_once(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    for name, facts in zip(("a", "b"), revised(), strict=True):
        write_facts(facts, tmp_path / "facts" / f"{name}.jsonl")
    build(tmp_path)
    store = open_current(tmp_path)
    for name, key in (
        ("contracts", "contract"), ("partners", "partner"), ("qpvs", "qpv"), ("frame", "defi"),
        ("dispositifs", "dispositif"), ("coverage", "defi"), ("commitments", "commitment"),
    ):  # fmt: skip
        found = [row[key] for row in ask(store, name).rows]
        assert len(found) == len(set(found)), name
    seen = [(row["defi"], row["gap"]) for row in ask(store, "gaps").rows]
    assert len(seen) == len(set(seen)) == 3  # one partner, no deadline, no indicator
    assert len(ask(store, "search-labels", text="lavoir").rows) == 1
    assert [row["commitments"] for row in ask(store, "coverage").rows] == [2]
    assert [row["commitments"] for row in ask(store, "partners").rows] == [2]
    assert len(ask(store, "documents").rows) == 2
    cited = {row["quote"]: row["document"] for row in ask(store, "commitments").rows}
    assert cited == {
        "Il est prévu de lire partout.": small.DOCUMENT,
        "Il est prévu de lire encore.": f"{invented.BASE}document/{'ab' * 6}",
    }
    store.close()
