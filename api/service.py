"""What routes and commands share: one function per thing that can be done, over the settings."""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from maillage.api import guard
from maillage.api.settings import Settings
from maillage.graph import build as builder
from maillage.graph.store import RemoteStore, Store, StoreError

if TYPE_CHECKING:
    from maillage.graph.evaluation.evaluation import Evaluation
    from maillage.loaders.documents import Progress, ReadReport
    from maillage.loaders.leave_out import Bare


class Served:
    """The store that is served: opened once, opened again when a build or a rollback changed which one it is."""

    def __init__(self, settings: Settings) -> None:
        """Open nothing yet: an application starts before the first build."""
        self.settings = settings
        self._lock = Lock()
        self._path: Path | None = None
        self._store: Store | None = None

    def store(self) -> Store:
        """The store to ask.

        Raises:
            StoreError: nothing was built yet, or it cannot be opened.
            StoreVersionError: it is of another version.
        """
        with self._lock:
            path = None if self.settings.store_url else builder.current(self.settings.home)
            if self._store is None or path != self._path:
                # The former one is let go when the last request that uses it ends.
                self._store, self._path = open_store(self.settings), path
            return self._store


def read(settings: Settings, paths: Sequence[Path], facts: Path, progress: "Progress | None") -> "ReadReport":
    """Read files and folders into one file of facts a document.

    Raises:
        QpvReferenceError: the official list of the settings cannot be used.
    """
    from maillage.loaders import read_documents  # the finders and their rules: only those who read wait for them

    return read_documents(
        list(paths),
        base=settings.base,
        facts_dir=facts,
        reference=settings.reference,
        limit=settings.size_limit,
        progress=progress,
    )


def evaluate(settings: Settings, gold: Sequence[Path], facts: Path, corpus: Path | None) -> "Evaluation":
    """Hold the facts of a folder against annotations, and keep what comes out.

    Args:
        settings: whose home keeps it.
        gold: files of annotations, or folders of them.
        facts: the folder of facts.
        corpus: where the documents are, to score each without the rules and words that come from it alone as well.

    Raises:
        GoldError: a file of annotations cannot be used.
        EvaluationError: nothing is annotated, or an annotated document was not read.
        FactError: facts of another version.
        QpvReferenceError: the official list of the settings cannot be used.
    """
    from maillage.graph.evaluation import evaluation as evaluations
    from maillage.graph.evaluation.gold import read_gold
    from maillage.loaders.fact import read_facts

    files = [file for path in gold for file in (sorted(path.glob("*.json")) if path.is_dir() else [path])]
    readings = [list(read_facts(path)) for path in sorted(facts.glob("*.jsonl"))]
    bare = _read_without_own(settings, corpus) if corpus else []
    left_out = [
        evaluations.LeftOut(
            each.document, tuple(sorted(each.words.rules)), tuple(sorted(map(": ".join, each.words.labels)))
        )
        for each in bare
    ]
    without = {each.document: each.facts for each in bare}
    found = evaluations.evaluate(read_gold(files), readings, without, left_out)
    evaluations.keep(found, settings.home)
    return found


def _read_without_own(settings: Settings, corpus: Path) -> "list[Bare]":
    from maillage.loaders.find.qpv_reference import load_reference
    from maillage.loaders.leave_out import documents_of, read_without_own

    documents = list(documents_of([corpus], settings.size_limit))
    reference = load_reference(settings.reference) if settings.reference else None
    return list(read_without_own(documents, settings.base, reference))


def open_store(settings: Settings) -> Store:
    """The remote store of the settings, or the embedded one that the last build serves.

    Raises:
        StoreError: it cannot be opened.
    """
    if settings.store_url:
        return RemoteStore(settings.store_url, seconds=settings.query_seconds)
    return builder.open_current(settings.home)


def build(settings: Settings) -> str:
    """Build a new store and serve it; what it holds, in a line.

    Raises:
        StoreError: there are no facts.
        FactError: a facts file is of another version.
    """
    path = builder.build(settings.home, settings.base)
    built = builder.describe(path)
    return f"{path} ({len(built.documents)} documents, {built.facts} facts, {built.statements} statements)"


def stores(settings: Settings) -> list[str]:
    """The stores kept, newest first, the served one marked."""
    names = builder.stores(settings.home)
    served = builder.current(settings.home).name if names else ""
    return [f"{'*' if name == served else ' '} {name}" for name in names]


def rollback(settings: Settings, name: str | None) -> str:
    """Serve a former store again; its name.

    Raises:
        StoreError: there is no such store.
    """
    return builder.rollback(settings.home, name)


def sparql(settings: Settings, text: str, form: str) -> guard.Result:
    """The answer of a query that a visitor wrote, over the embedded store.

    Raises:
        QueryRefusedError: it does not parse, writes, or calls another server.
        QueryTooLongError: it was stopped.
        BusyError: too many queries at once.
        StoreError: there is no embedded store to ask.
    """
    if settings.store_url:
        raise StoreError(f"a remote store answers queries at its own address: {settings.store_url}")
    return guard.run(builder.current(settings.home) / "data", text, form, settings.query_seconds)
