"""A reading and its annotations, both invented, whose every figure can be worked out on paper."""

import json
import sys
from pathlib import Path

import pytest

from maillage.loaders.fact import Fact, write_facts

sys.path.insert(0, str(Path(__file__).parent))  # helpers beside the tests, whatever pytest's way of importing
import worked


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    """The annotations, as a file."""
    path = tmp_path / "brisevent.json"
    path.write_text(json.dumps(worked.GOLD), "utf-8")
    return path


@pytest.fixture
def facts() -> list[Fact]:
    """What was read."""
    return worked.facts()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that holds the reading."""
    (tmp_path / "facts").mkdir()
    write_facts(worked.facts(), tmp_path / "facts" / "brisevent.jsonl")
    return tmp_path
