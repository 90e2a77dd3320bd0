"""Invented contracts of many shapes, annotated by hand: the reading of all of them keeps what it has reached.

Those of `contracts/` are among the documents that the weights are learned from: what holds there is no measure of what
to expect elsewhere, which `bench/train.py` tells by leaving each document out. From those of `contracts_unseen/`
no weight was learned: they were written and annotated by somebody who did not know the reader, and what their first
reading showed to be wrong in general was mended.
"""

from functools import cache
from pathlib import Path

import pytest

from maillage.graph.evaluation.evaluation import Evaluation, evaluate
from maillage.graph.evaluation.gold import read_gold
from maillage.loaders.read import read
from maillage.loaders.reading import read_document

TESTS = Path(__file__).parents[2]
REACHED = {
    "contracts": {
        "signatories": 0.96,
        "partners": 0.90,
        "frame": 0.94,
        "qpvs": 0.96,
        "dispositifs": 0.86,
        "spans": 0.82,
        "cells": 0.79,
    },
    "contracts_unseen": {
        "signatories": 0.98,
        "partners": 0.95,
        "frame": 0.99,
        "qpvs": 0.99,
        "dispositifs": 0.87,
        "spans": 0.89,
        "cells": 0.89,
    },
}


@cache
def evaluated(folder: str) -> Evaluation:
    golds = read_gold(sorted((TESTS / folder).glob("*.json")))
    paths = sorted((TESTS / folder).glob("*.txt"))
    return evaluate(golds, [read_document(read(path), "https://example.org/") for path in paths])


@pytest.mark.parametrize(("folder", "measure"), [(folder, m) for folder, reached in REACHED.items() for m in reached])
def test_what_was_reached_is_kept(folder: str, measure: str) -> None:
    of_all = [f for f in evaluated(folder).figures if f.document is None and f.kind is None]
    (figure,) = [f for f in of_all if f.measure == measure]
    assert figure.value >= REACHED[folder][measure], f"{measure}: {figure.value:.3f}"


def test_they_say_that_they_are_invented() -> None:
    texts = {path.stem: path.read_text("utf-8") for path in sorted(TESTS.glob("contracts*/*.txt"))}
    assert len(texts) >= 8
    assert [name for name, text in texts.items() if "document fictif" not in text.lower()] == []
