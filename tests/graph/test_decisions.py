"""The journal of decisions: what it may say, and what a build makes of it."""

import json
from pathlib import Path

import pytest
import small

from maillage.graph.build import build, open_current
from maillage.graph.decisions import Decision, DecisionError, apply, read_journal
from maillage.graph.questions import ask

SAID, WRONG = small.of("commitment", "lire partout"), small.of("commitment", "rêver")
BASIS = {"at": "2026-01-05T10:00:00Z", "who": "équipe projet", "why": "vérifié dans le document"}


def journal(home: Path, *decisions: dict[str, object]) -> Path:
    path = home / "decisions" / "journal.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(BASIS | each) + "\n" for each in decisions), "utf-8")
    return path


def facts(home: Path) -> None:
    store = small.opened(
        home,
        small.partner("Les Amis du Lavoir"),
        small.partner("Ville de Brisevent", "commune"),
        small.defi("Lire"),
        small.commitment("lire partout", "Les Amis du Lavoir", "Lire"),
        small.commitment("rêver", "Les Amis du Lavoir", "Lire"),
    )
    store.close()


def test_build_replays_the_journal(tmp_path: Path) -> None:
    facts(tmp_path)
    town = small.of("partner", "Ville de Brisevent")
    journal(
        tmp_path,
        {"reject": WRONG},
        {"correct": SAID, "field": "partners", "value": [small.of("partner", "Les Amis du Lavoir")]},
        {"correct": SAID, "field": "partners", "value": [town]},
        {"correct": SAID, "field": "deadline", "value": "2028"},
    )
    build(tmp_path)
    store = open_current(tmp_path)
    assert [(row["partner"], row["commitments"]) for row in ask(store, "coverage").rows] == [(town, 1)]
    assert [row["deadline"] for row in ask(store, "commitments").rows] == ["2028"]
    store.close()
    journal(tmp_path)
    build(tmp_path)
    store = open_current(tmp_path)
    assert len(ask(store, "commitments").rows) == 2, "facts are kept as read: a decision taken back leaves no trace"
    store.close()


def test_no_journal_is_no_decision(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "journal.jsonl") == []


def test_only_commitments_are_rejected() -> None:
    kept = apply([Decision(**BASIS, reject=small.DOCUMENT)], small.basis())
    assert kept == small.basis()


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"reject": SAID, "correct": SAID},
        {"correct": SAID, "field": "quote", "value": "autre chose"},
        {"correct": SAID, "field": "partners", "value": "one name"},
        {"correct": SAID, "field": "kind", "value": None},
        {"reject": SAID, "colour": "red"},
    ],
)
def test_wrong_decision_names_file_and_line(wrong: dict[str, object], tmp_path: Path) -> None:
    path = journal(tmp_path, {"reject": WRONG}, wrong)
    with pytest.raises(DecisionError, match=r"journal\.jsonl:2: not a decision"):
        read_journal(path)


@pytest.mark.parametrize("line", ["{", "[]", "null", '{"at": "", "who": "", "why": "", "reject": ["a"]}'])
def test_line_that_is_no_record(line: str, tmp_path: Path) -> None:
    path = journal(tmp_path)
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(DecisionError, match=":1:"):
        read_journal(path)
