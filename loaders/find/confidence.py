"""Confidence: how likely a commitment is right. Enters: a commitment with its links. Leaves: a probability.

Right means what `maillage evaluate` counts: the span an annotator would mark, exactly its partners, exactly its frame
item. It is the product of three probabilities: of the span, which the model of statements gives, of the partners by
what gave them, and of the frame item by where it comes from; then read off a curve, as the three go together. All
figures are in `confidence.toml`, measured by `bench/train_confidence.py` on annotated contracts that the model of
statements did not see.
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maillage.loaders.find.attribution import Attributed

MOST = 0.999  # a probability is never taken for certain


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: what every commitment starts from, and what each feature adds."""

    bias: float
    of: Mapping[str, float]

    def probability(self, features: Collection[str]) -> float:
        """Between 0 and 1; features without a weight add nothing."""
        return _logistic(math.fsum([self.bias, *(self.of[name] for name in sorted(features) if name in self.of)]))


@dataclass(frozen=True, slots=True)
class Trust:
    """How much a span's probability, and what gave partners and frame item, are to be trusted."""

    span: tuple[float, float]  # of the logistic of a span's log-odds: intercept and slope
    partners: Logistic
    item: Logistic
    curve: tuple[tuple[float, float], ...]  # (product of the three, share that is right), both rising

    def parts(self, commitment: Attributed) -> tuple[float, float, float]:
        """The probabilities that its span, its partners and its frame item are right."""
        return (
            self.of_span(commitment.statement.likely),
            self.partners.probability(partner_features(commitment)),
            self.item.probability(item_features(commitment)),
        )

    def of_span(self, likely: float) -> float:
        """The probability of a span, from what the model of statements says of it."""
        sure = min(max(likely, 1 - MOST), MOST)
        return _logistic(self.span[0] + self.span[1] * math.log(sure / (1 - sure)))

    def confidence(self, commitment: Attributed) -> float:
        """How likely a commitment is right, from 0 to 1."""
        return on_curve(self.curve, math.prod(self.parts(commitment)))


def partner_features(commitment: Attributed) -> tuple[str, ...]:
    """What tells whether the partners are right: what gave them, and whether they are several."""
    return (f"partner-{commitment.partner_origin}", "several" if len(commitment.partners) > 1 else "one")


def item_features(commitment: Attributed) -> tuple[str, ...]:
    """What tells whether the frame item is right: where it comes from, and the section the statement stands in."""
    return (f"item-{commitment.item_origin}", f"section-{commitment.statement.context.section}")


def on_curve(curve: Sequence[tuple[float, float]], product: float) -> float:
    """The value of a rising curve of straight lines from (0, 0) through its points to (1, 1)."""
    points = [(0.0, 0.0), *curve, (1.0, 1.0)]
    at = min(bisect_right([x for x, _ in points], product), len(points) - 1)
    (x0, y0), (x1, y1) = points[at - 1], points[at]
    return y0 + (y1 - y0) * (product - x0) / (x1 - x0) if x1 > x0 else y1


@cache
def trust() -> Trust:
    """The figures of ``confidence.toml``."""
    table = tomllib.loads((files("maillage.loaders") / "confidence.toml").read_text("utf-8"))
    partners, item = (Logistic(table[name]["bias"], table[name]["weights"]) for name in ("partners", "item"))
    span = table["span"]
    return Trust((span["intercept"], span["slope"]), partners, item, tuple((x, y) for x, y in table["curve"]["points"]))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))
