"""Build: facts → a new store beside the current one, swapped in atomically.

``graph = build(documents, reference lists, decisions)``: nothing else holds truth, so a build starts from nothing and
the former store serves until the new one is whole. A crash at any moment leaves the former one serving. The last
evaluation comes with them: how far they can be trusted.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice
from pathlib import Path

from maillage.graph.decisions import Decision, apply, read_journal
from maillage.graph.derived import catalogue, derived, scheme_labels
from maillage.graph.evaluation.evaluation import last
from maillage.graph.evaluation.measurements import measurements
from maillage.graph.rdf import Line, document_graph, iri
from maillage.graph.store import EmbeddedStore, StoreError
from maillage.loaders.fact import Fact, read_facts
from maillage.ontology.terms import BASE

try:
    import fcntl
except ImportError:  # not a Unix: builds at the same time are the user's care
    fcntl = None  # type: ignore[assignment]

FORMAT = 4  # of the store's layout; another one must be built again
KEPT = 3  # stores kept, so that going back is one command
CURRENT = "current"
LOADERS = 3  # threads that fill a store while its statements are made
STATEMENTS = 24_000  # of one text: the store writes a file for each, so neither many texts nor a last one alone


@dataclass(frozen=True, slots=True)
class Built:
    """What a store was built from, as its ``build.json`` says it."""

    format: int
    name: str
    documents: tuple[str, ...]
    facts: int
    statements: int


class StoreVersionError(StoreError):
    """A store directory of another version."""


class NothingToBuildError(StoreError):
    """There are no facts to build from."""


def build(home: Path, base: str = BASE) -> Path:
    """Build a store from the facts, decisions and last evaluation under ``home`` and serve it; its directory.

    Raises:
        NothingToBuildError: no document was read.
        FactError: a facts file is of another version.
        EvaluationError: the last evaluation is of another version.
    """
    by_document = _decided(home)
    if not by_document:
        raise NothingToBuildError(f"{home / 'facts'}: no facts; read documents first with `maillage load PATH`")
    with _alone(home / "stores"):
        target = _written(home, by_document, base)
        point(home, target.name)
        _forget_old(home)
    return target


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One build at a time under one home; the system lets go of the lock of a process that was killed."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _written(home: Path, by_document: list[list[Fact]], base: str) -> Path:
    """The store in its place under its name, whole: a directory that a crash left half written is never named so."""
    folder = home / "stores"
    for left in folder.glob(".*.building"):
        shutil.rmtree(left, ignore_errors=True)
    beside = folder / f".{os.getpid()}.building"
    beside.mkdir()
    digest, statements = _fill(beside / "data", _statements(home, by_document, base), base)
    documents = tuple(sorted(facts[0].id for facts in by_document))
    built = Built(FORMAT, _name(digest), documents, sum(map(len, by_document)), statements)
    (beside / "build.json").write_text(json.dumps(asdict(built), ensure_ascii=False, indent=1) + "\n", "utf-8")
    target = folder / built.name
    if target.exists():  # the same inputs, a moment ago
        shutil.rmtree(beside)
    else:
        beside.rename(target)
    return target


def _decided(home: Path) -> list[list[Fact]]:
    """The facts of each document, in the order of their file names, with the decisions applied."""
    journal: list[Decision] = read_journal(home / "decisions" / "journal.jsonl")
    return [apply(journal, list(read_facts(path))) for path in _fact_files(home)]


def _fact_files(home: Path) -> list[Path]:
    return sorted((home / "facts").glob("*.jsonl"))


def _statements(home: Path, by_document: list[list[Fact]], base: str) -> Iterator[str]:
    """All N-Quads in a fixed order, text by text."""
    return _texts(_lines(home, by_document, base))


def _lines(home: Path, by_document: list[list[Fact]], base: str) -> Iterator[str]:
    graphs = []
    for facts in by_document:
        graph, lines = document_graph(facts)
        graphs.append(graph)
        yield from lines
    yield from _quads("derived", [*derived(by_document), *catalogue(graphs, base), *scheme_labels()], base)
    yield from _quads("evaluation", _evaluation(home, by_document, base), base)


def _texts(lines: Iterable[str]) -> Iterator[str]:
    """Lines as texts of a size that is loaded while the next one is made."""
    left = iter(lines)
    while text := "".join(islice(left, STATEMENTS)):
        yield text


def _evaluation(home: Path, by_document: list[list[Fact]], base: str) -> Iterable[Line]:
    """What the last evaluation measured; nothing when there is none."""
    evaluation = last(home)
    if evaluation is None:
        return ()
    prints = (hashlib.sha256(path.read_bytes()).hexdigest() for path in _fact_files(home))
    documents = {print_: facts[0].id for print_, facts in zip(prints, by_document, strict=True)}
    return measurements(evaluation, documents, base)


def _quads(name: str, lines: Iterable[Line], base: str) -> Iterable[str]:
    """Statements of one of our own named graphs, each once."""
    graph = iri(f"{base}graph/{name}")
    return dict.fromkeys(f"{s} {p} {o} {graph} .\n" for s, p, o in lines)


def _name(digest: str) -> str:
    """When, and from what: two builds of the same inputs in one second are the same store."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{digest[:8]}"


def _fill(path: Path, texts: Iterable[str], base: str) -> tuple[str, int]:
    """Load the statements and the ontology; the SHA-256 of the statements, hexadecimal, and how many they are."""
    store, digest, statements = EmbeddedStore(path), hashlib.sha256(), 0
    turtles = {f"{base}graph/{name}": turtle for name, turtle in ontology_files()}
    with ThreadPoolExecutor(LOADERS) as pool:  # the store loads outside Python, while the next text is made
        loads = [pool.submit(store.load_turtle, turtles)]
        for text in texts:
            loads.append(pool.submit(store.load, text))
            digest.update(text.encode())
            statements += text.count("\n")
        for load in loads:
            load.result()
    store.flush()
    store.close()
    return digest.hexdigest(), statements


def ontology_files() -> Iterator[tuple[str, bytes]]:
    """The ontology and the thesauri: the name of each one's graph, and its Turtle."""
    folder = files("maillage.ontology")
    yield "ontology", (folder / "classes.ttl").read_bytes()
    for entry in sorted((folder / "vocab").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".ttl"):
            yield f"vocab/{entry.name.removesuffix('.ttl')}", entry.read_bytes()


def point(home: Path, name: str) -> None:
    """Serve the named store: the pointer is written beside and renamed, which no crash can cut in half."""
    pointer = home / "stores" / CURRENT
    beside = pointer.with_suffix(".tmp")
    with beside.open("w", encoding="utf-8") as out:
        out.write(name + "\n")
        out.flush()
        os.fsync(out.fileno())
    beside.replace(pointer)


def stores(home: Path) -> list[str]:
    """Names of the stores kept, newest first."""
    folder = home / "stores"
    return sorted((p.parent.name for p in folder.glob("[0-9]*/build.json")), reverse=True) if folder.is_dir() else []


def current(home: Path) -> Path:
    """The directory of the served store.

    Raises:
        StoreError: nothing was built yet.
        StoreVersionError: the store is of another version.
    """
    pointer = home / "stores" / CURRENT
    if not pointer.is_file():
        raise StoreError(f"{home}: no store yet; read documents with `maillage load PATH`")
    path = home / "stores" / pointer.read_text("utf-8").strip()
    describe_served(path)
    return path


def describe_served(path: Path) -> Built:
    """What a store that this version can serve was built from.

    Raises:
        StoreError: it is not a store.
        StoreVersionError: it is of another version.
    """
    built = describe(path)
    version = built.format
    if version != FORMAT:
        raise StoreVersionError(
            f"{path}: built by another version (format {version}, this one uses {FORMAT}); run `maillage build`"
        )
    return built


def describe(path: Path) -> Built:
    """What a store was built from.

    Raises:
        StoreError: it has no readable ``build.json``.
    """
    try:
        raw = json.loads((path / "build.json").read_text("utf-8"))
        if raw.get("format") != FORMAT:
            return Built(int(raw.get("format", 0)), path.name, (), 0, 0)
        return Built(**{**raw, "documents": tuple(raw["documents"])})
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: not a store ({error}); run `maillage build`") from error


def open_current(home: Path) -> EmbeddedStore:
    """The served store, read-only.

    Raises:
        StoreError: see ``current``.
    """
    return EmbeddedStore(current(home) / "data", read_only=True)


def rollback(home: Path, name: str | None = None) -> str:
    """Serve a former store again: the named one, or the one before the current one; its name.

    Raises:
        StoreError: there is no such store.
    """
    kept = stores(home)
    pointer = home / "stores" / CURRENT  # read as it is: what it names may be what we go back from
    served = pointer.read_text("utf-8").strip() if pointer.is_file() else ""
    older = [n for n in kept if n < served]
    wanted = name or (older[0] if older else None)
    if wanted is None or wanted not in kept:
        raise StoreError(f"{home}: no such former store; kept: {', '.join(kept) or 'none'}")
    describe_served(home / "stores" / wanted)
    point(home, wanted)
    return wanted


def _forget_old(home: Path) -> None:
    served = current(home).name
    for name in stores(home)[KEPT:]:
        if name != served:
            shutil.rmtree(home / "stores" / name, ignore_errors=True)
