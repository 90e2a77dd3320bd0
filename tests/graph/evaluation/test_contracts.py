"""Invented contracts of many shapes, annotated by hand: the reading of all of them keeps what it has reached.

They are among the documents that the weights of statements are learned from: what holds here is no measure of what to
expect elsewhere, which `bench/train.py` tells by leaving each document out.
"""

from pathlib import Path

import pytest

from maillage.graph.evaluation.evaluation import Evaluation, evaluate
from maillage.graph.evaluation.gold import read_gold
from maillage.loaders.read import read
from maillage.loaders.reading import read_document

CONTRACTS = Path(__file__).parents[2] / "contracts"
REACHED = {
    "signatories": 0.95,
    "partners": 0.90,
    "frame": 0.92,
    "qpvs": 0.96,
    "dispositifs": 0.85,
    "spans": 0.79,
    "cells": 0.76,
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    golds = read_gold(sorted(CONTRACTS.glob("*.json")))
    paths = sorted(CONTRACTS.glob("*.txt"))
    return evaluate(golds, [read_document(read(path), "https://example.org/") for path in paths])


@pytest.mark.parametrize("measure", sorted(REACHED))
def test_what_was_reached_is_kept(evaluation: Evaluation, measure: str) -> None:
    (figure,) = [f for f in evaluation.figures if f.measure == measure and f.document is None and f.kind is None]
    assert figure.value >= REACHED[measure], f"{measure}: {figure.value:.3f}"


def test_they_say_that_they_are_invented() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(CONTRACTS.glob("*.txt"))}
    assert len(texts) >= 8
    assert [name for name, text in texts.items() if "document fictif" not in text.lower()] == []
