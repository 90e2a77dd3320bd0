"""Unseen: annotated contracts read by models of statements and of carriers that never saw them.

Each is read by models learned from the others: what to expect on a contract that nobody here has seen;
`train_confidence.py` learns from these readings. Without a scorer, by which carriers are learned, those in use are
taken, which saw every contract.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

import train_carriers
from annotated import Case, cases
from semi_markov import LEXICAL, Model
from train import load

from maillage.graph.evaluation.gold import read_gold
from maillage.loaders.find import carriers, statements
from maillage.loaders.find.carriers import CarrierWeights, carrier_weights
from maillage.loaders.find.choice import Weights, weights


def unseen(golds: Sequence[Path], folders: Sequence[Path], scorer: Path | None) -> Iterator[Case]:
    """Every commitment read in the windows of the annotations, document by document."""
    lessons = {name: example.lesson() for name, example in load(golds, folders).items()}
    claims = train_carriers.load(golds, folders, train_carriers.matcher_of(scorer)) if scorer else []
    known = Model(list(lessons.values()), 1.0)
    files: dict[str, list[Path]] = {}
    for path in golds:
        files.setdefault(read_gold([path])[0].document, []).append(path)
    for name in lessons:
        model = Model([lesson for other, lesson in lessons.items() if other != name], 1.0, known)
        carrying = _carriers([each for each in claims if each.document != name]) if claims else carrier_weights
        with patch.object(statements, "weights", _constant(model)), patch.object(carriers, "carrier_weights", carrying):
            yield from cases(files[name], folders)


def _carriers(examples: Sequence[train_carriers.Example]) -> Callable[[], CarrierWeights]:
    bias, of = train_carriers.fit(examples)
    found = CarrierWeights(bias, carrier_weights().threshold, of)
    return lambda: found


def _constant(model: Model) -> Callable[[], Weights]:
    """What gives the weights of a model; the threshold is the one in use."""
    bias, of, follows_bias, follows = model.weights()
    lexical = frozenset(name for name in of if name.startswith(LEXICAL))
    found = Weights(bias, weights().threshold, of, follows_bias, follows, lexical)
    return lambda: found
