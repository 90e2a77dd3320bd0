"""A store of invented facts, built as any store is."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.graph.build import build, open_current
from maillage.graph.evaluation.evaluation import keep
from maillage.graph.store import EmbeddedStore, Store
from maillage.loaders.fact import write_facts
from maillage.viz import links

sys.path.insert(0, str(Path(__file__).parent))  # helpers beside the tests, whatever pytest's way of importing
import viz_sample as sample


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    home: Path = tmp_path_factory.mktemp("home")
    (home / "facts").mkdir()
    for digest, facts in ((sample.HASH, sample.valombre()), (sample.OTHER_HASH, sample.brumeval())):
        write_facts(facts, home / "facts" / f"{digest[:16]}.jsonl")
    keep(sample.evaluation(), home)
    build(home)
    opened = open_current(home)
    yield opened
    opened.close()


@pytest.fixture
def empty_store() -> Store:
    return EmbeddedStore()


@pytest.fixture(scope="session")
def contract() -> str:
    """Path of the page of the whole contract."""
    return links.path(sample.CONTRACT)


@pytest.fixture(scope="session")
def document() -> str:
    """Path of the page of its document."""
    return links.path(sample.DOCUMENT)
