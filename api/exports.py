"""The exports: facts as JSON Lines, the store as N-Quads, the partner–défi network as GraphML."""

from collections.abc import Callable
from typing import BinaryIO

from maillage.api.settings import Settings
from maillage.loaders.fact import EXPORTED, read_facts, to_line


class NothingReadError(RuntimeError):
    """There are no facts to export; the message says how to get some."""


def export_facts(settings: Settings, out: BinaryIO) -> None:
    """Every exported fact of every document, in the order of their files.

    Raises:
        NothingReadError: no document was read.
        FactError: a facts file is of another version.
    """
    paths = sorted(settings.facts.glob("*.jsonl"))
    if not paths:
        raise NothingReadError(f"{settings.facts}: no facts; read documents first with `maillage read PATH`")
    for path in paths:
        for fact in read_facts(path):
            if fact.fact in EXPORTED:
                out.write((to_line(fact) + "\n").encode())


def export_rdf(settings: Settings, out: BinaryIO) -> None:
    """The whole store, one named graph a document, sorted: two dumps of the same inputs are the same bytes.

    Raises:
        StoreError: there is no store.
    """
    from maillage.api.service import open_store

    store = open_store(settings)
    try:
        out.write(store.dump().encode())
    finally:
        store.close()


def export_graphml(settings: Settings, out: BinaryIO) -> None:
    """The network of partners and défis with its measures.

    Raises:
        StoreError: there is no store.
    """
    from maillage.api.service import open_store
    from maillage.graph.network import graphml

    store = open_store(settings)
    try:
        out.write(graphml(store).encode())
    finally:
        store.close()


EXPORTS: dict[str, Callable[[Settings, BinaryIO], None]] = {
    "facts": export_facts,
    "rdf": export_rdf,
    "graphml": export_graphml,
}
