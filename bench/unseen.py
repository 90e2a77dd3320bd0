"""Unseen: annotated contracts read by a model of statements that never saw them, each by one learned from the others.

What to expect on a contract that nobody here has seen; `train_confidence.py` learns from these readings.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from annotated import Case, cases
from semi_markov import LEXICAL, Model
from train import load

from maillage.graph.evaluation.gold import read_gold
from maillage.loaders.find import statements
from maillage.loaders.find.choice import Weights, weights


def unseen(golds: Sequence[Path], folders: Sequence[Path]) -> Iterator[Case]:
    """Every commitment read in the windows of the annotations, document by document."""
    lessons = {name: example.lesson() for name, example in load(golds, folders).items()}
    known = Model(list(lessons.values()), 1.0)
    files: dict[str, list[Path]] = {}
    for path in golds:
        files.setdefault(read_gold([path])[0].document, []).append(path)
    for name in lessons:
        model = Model([lesson for other, lesson in lessons.items() if other != name], 1.0, known)
        with patch.object(statements, "weights", _constant(model)):
            yield from cases(files[name], folders)


def _constant(model: Model) -> Callable[[], Weights]:
    """What gives the weights of a model; the threshold is the one in use."""
    bias, of, follows_bias, follows = model.weights()
    lexical = frozenset(name for name in of if name.startswith(LEXICAL))
    found = Weights(bias, weights().threshold, of, follows_bias, follows, lexical)
    return lambda: found
