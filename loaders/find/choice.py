"""Choice: which spans are statements. Enters: spans. Leaves: the best that do not overlap, each with its probability.

A span's score is the sum of the weights of its features; what it gains right after another statement is a sum too. Both
kinds of weights are in `weights.toml`, learned by `bench/train.py` from annotated contracts. The lattice turns scores
into probabilities, and spans are chosen so that the sum of what their probabilities exceed the threshold by is greatest
(weighted interval scheduling: Kleinberg and Tardos, Algorithm Design, 6.1): for the F-measure keeping what is likelier
than half the F reached is best (Lipton, Elkan and Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1
Measure, 2014).
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from maillage.loaders.find.lattice import Lattice
from maillage.loaders.find.spans import Span

FLOOR = -5.0  # spans that score less are left aside before all are weighed together: too unlikely to count


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: what each feature adds, what every span starts from, and the least probability that is kept."""

    bias: float
    threshold: float
    of: Mapping[str, float]
    follows_bias: float
    follows: Mapping[str, float]  # what each feature adds when another span ends right before
    lexical: frozenset[str]  # the features among them that are words of the text

    def around(self, features: frozenset[str]) -> float:
        """What stands around a block adds; summed exactly, so that the order does not matter."""
        return math.fsum(map(self.of.get, features, repeat(0.0)))

    def score(self, span: Span, around: float) -> float:
        """What a span scores, ``around`` being what stands around its block adds."""
        return math.fsum([self.bias, around * span.stretch, *map(self.of.get, span.own, repeat(0.0))])

    def follow(self, features: frozenset[str]) -> float:
        """What a span with these features gains right after another."""
        return math.fsum([self.follows_bias, *map(self.follows.get, features, repeat(0.0))])

    def adds(self, span: Span) -> dict[str, float]:
        """What each feature of a span adds to its score."""
        often = dict.fromkeys(span.around, span.stretch)
        return {name: self.of[name] * often.get(name, 1.0) for name in span.features if name in self.of}


@dataclass(frozen=True, slots=True)
class Judged:
    """A span, its score, and the probability that an annotator would mark it with these bounds."""

    span: Span
    score: float
    likely: float


@cache
def weights() -> Weights:
    """The weights of ``weights.toml``."""
    table = tomllib.loads((files("maillage.loaders") / "weights.toml").read_text("utf-8"))
    of = {str(name): float(value) for name, value in table["weights"].items()}
    follows = {str(name): float(value) for name, value in table["follows"].items()}
    lexical = frozenset(name for name in of if name.startswith("word="))
    return Weights(float(table["bias"]), float(table["threshold"]), of, float(table["follows_bias"]), follows, lexical)


def judge(spans: Iterable[Span], model: Weights, floor: float = FLOOR) -> Iterator[Judged]:
    """The spans of a document that score at least ``floor``, with their probabilities."""
    kept: list[tuple[Span, float]] = []
    block, around = -1, 0.0
    for span in spans:  # one at a time: a long text has a million
        if span.block != block:
            block, around = span.block, model.around(span.around)
        score = model.score(span, around)
        if score > floor:
            kept.append((span, score))
    lattice = Lattice([span.first for span, _ in kept], [span.end for span, _ in kept])
    shares = lattice.shares([score for _, score in kept], [model.follow(span.features) for span, _ in kept])
    for (span, score), likely in zip(kept, shares.all(), strict=True):
        yield Judged(span, score, likely)


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
