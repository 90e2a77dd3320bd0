"""The SHACL report: what is complete conforms, what is missing is a warning, what is broken is a violation."""

from pathlib import Path

import pytest
import small

from maillage.graph.store import EmbeddedStore
from maillage.graph.validate import Finding, validate


@pytest.fixture(scope="module")
def incomplete(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    store = small.opened(tmp_path_factory.mktemp("incomplete"), small.partner("Les Amis du Lavoir"))
    found = validate(store)
    store.close()
    return found


def test_built_graph_has_no_violation(hamlet: EmbeddedStore) -> None:
    assert [finding for finding in validate(hamlet) if finding.severity == "violation"] == []


def test_what_was_not_found_is_a_warning(incomplete: list[Finding]) -> None:
    about = [f.message for f in incomplete if f.focus == small.CONTRACT and f.severity == "warning"]
    assert len(about) >= 3
    assert all(message.startswith("Contrat incomplet") for message in about)
    assert not any(finding.severity == "violation" for finding in incomplete)


def test_worst_come_first(incomplete: list[Finding]) -> None:
    order = {"violation": 0, "warning": 1, "info": 2}
    assert [order[f.severity] for f in incomplete] == sorted(order[f.severity] for f in incomplete)


def test_broken_graph_is_a_violation(tmp_path: Path) -> None:
    store = small.opened(tmp_path, small.commitment("rêver"))
    whole = store.dump()
    broken = EmbeddedStore()
    broken.load("".join(line for line in whole.splitlines(keepends=True) if "ontology#quote>" not in line))
    store.close()
    found = [f for f in validate(broken) if f.severity == "violation"]
    assert any(f.focus == small.of("commitment", "rêver") and f.path and f.path.endswith("#quote") for f in found)
    assert all(f.message for f in found)
