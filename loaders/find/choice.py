"""Choice: which spans are statements. Enters: spans. Leaves: the best that do not overlap, each with its probability.

A span's score is the sum of the weights of its features, its probability the logistic of it: a linear model whose
weights are all in `weights.toml`, learned by `bench/train.py` from annotated contracts. Spans are chosen so that the
sum of what their probabilities exceed the threshold by is greatest (weighted interval scheduling: Kleinberg and Tardos,
Algorithm Design, 6.1): for the F-measure keeping what is likelier than half the F reached is best (Lipton, Elkan and
Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014).
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maillage.loaders.find.spans import Span


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: what each feature adds, what every span starts from, and the least probability that is kept."""

    bias: float
    threshold: float
    of: Mapping[str, float]
    lexical: frozenset[str]  # the features among them that are words of the text

    def score(self, features: frozenset[str]) -> float:
        """The sum of the weights of features; summed exactly, so that their order does not matter."""
        return math.fsum([self.bias, *map(self.of.__getitem__, features & self.of.keys())])

    def probability(self, features: frozenset[str]) -> float:
        """How likely a span with these features is a statement, between 0 and 1."""
        return 1 / (1 + math.exp(-self.score(features)))


@cache
def weights() -> Weights:
    """The weights of ``weights.toml``."""
    table = tomllib.loads((files("maillage.loaders") / "weights.toml").read_text("utf-8"))
    of = {str(name): float(value) for name, value in table["weights"].items()}
    lexical = frozenset(name for name in of if name.startswith(("word=", "first=")))
    return Weights(float(table["bias"]), float(table["threshold"]), of, lexical)


def choose(spans: Sequence[Span], likely: Sequence[float], threshold: float) -> list[int]:
    """Which spans are kept: indexes in the order of the text."""
    order = sorted(
        (i for i in range(len(spans)) if likely[i] > threshold), key=lambda i: (spans[i].end, spans[i].first)
    )
    ends = [spans[i].end for i in order]
    best = [0.0]  # over the first n spans of that order
    for n, i in enumerate(order):
        before = bisect_right(ends, spans[i].first, 0, n)
        best.append(max(best[n], best[before] + likely[i] - threshold))
    kept, n = [], len(order)
    while n:
        if best[n] > best[n - 1]:
            kept.append(order[n - 1])
            n = bisect_right(ends, spans[order[n - 1]].first, 0, n - 1)
        else:
            n -= 1
    return kept[::-1]
