"""Evaluation: kept as a file, the newest one read again, and asked of the store."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import worked

from maillage.graph.build import build, open_current
from maillage.graph.evaluation.evaluation import Evaluation, EvaluationError, LeftOut, evaluate, keep, last
from maillage.graph.evaluation.gold import read_gold
from maillage.graph.questions import ask
from maillage.graph.store import Row
from maillage.loaders.fact import CommitmentFact, Fact


@pytest.fixture
def evaluation(gold_file: Path, facts: list[Fact]) -> Evaluation:
    """The reading, and one that lacks its last commitment."""
    bare = [fact for fact in facts if not (isinstance(fact, CommitmentFact) and fact.lines == (16, 17))]
    left_out = [LeftOut(worked.FILE, ("own-rule",), ("partner: Théâtre imaginaire",))]
    return evaluate(read_gold([gold_file]), [facts], {worked.FILE: bare}, left_out)


def test_figures_of_a_document_then_over_all(evaluation: Evaluation) -> None:
    spans = [figure for figure in evaluation.figures if figure.measure == "spans" and figure.kind is None]
    assert [figure.document for figure in spans] == [worked.FILE, None]
    assert all(figure.value == pytest.approx(2 / 3) and figure.low < figure.value < figure.high for figure in spans)
    (bare,) = [f for f in evaluation.without if f.measure == "spans" and f.kind is None and f.document is None]
    assert (bare.right, bare.found, bare.wanted) == (2, 2, 3)
    assert (evaluation.sure.count, evaluation.sure.right) == (2, 1)


def test_a_document_that_was_not_read_is_told(gold_file: Path) -> None:
    with pytest.raises(EvaluationError, match=r"brisevent\.txt.*--corpus"):
        evaluate(read_gold([gold_file]), [])


def test_the_newest_one_is_the_last(evaluation: Evaluation, tmp_path: Path) -> None:
    assert last(tmp_path) is None
    keep(replace(evaluation, at="2030-01-02T03:04:05Z"), tmp_path)
    first = keep(replace(evaluation, at="2029-01-02T03:04:05Z"), tmp_path)
    assert first.exists() and last(tmp_path) == replace(evaluation, at="2030-01-02T03:04:05Z")


def test_one_of_another_version_says_what_to_do(evaluation: Evaluation, tmp_path: Path) -> None:
    path = keep(evaluation, tmp_path)
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"weather": "fine"}), "utf-8")
    with pytest.raises(EvaluationError, match="evaluate again"):
        last(tmp_path)


def rows(home: Path) -> list[Row]:
    build(home)
    store = open_current(home)
    found = ask(store, "reliability").rows
    store.close()
    return found


def test_the_store_answers_how_reliable_the_reading_is(evaluation: Evaluation, home: Path) -> None:
    assert rows(home) == []
    keep(evaluation, home)
    found = rows(home)
    bare = [figure for figure in evaluation.without if figure.kind is None]
    assert (
        len(found) == len(evaluation.figures) + len(bare) + sum(bool(each.count) for each in evaluation.calibration) + 1
    )
    spans = next(row for row in found if row["measure"] == "spans" and not row["kind"] and not row["left_out"])
    assert spans["document"] == worked.DOCUMENT and spans["document_label"] == "Contrat de Brisevent"
    assert (spans["value"], spans["right"], spans["found"], spans["count"]) == (pytest.approx(0.666667), 2, 3, 3)
    assert spans["measure_label"] == "Engagements" and spans["at"] == evaluation.at
    (sure,) = [row for row in found if row["measure"] == "sure"]
    assert (sure["value"], sure["confidence_from"], sure["count"], sure["document"]) == (0.5, 0.9, 2, None)


def test_figures_of_another_reading_keep_the_name_of_the_file_only(evaluation: Evaluation, home: Path) -> None:
    keep(replace(evaluation, readings={worked.FILE: "0" * 64}), home)
    spans = next(row for row in rows(home) if row["measure"] == "spans")
    assert (spans["document"], spans["document_label"]) == (None, worked.FILE)
