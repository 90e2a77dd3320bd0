"""Confidence: how likely a commitment is right. Enters: the evidence for it. Leaves: a probability.

Right means what `maillage evaluate` counts: the span an annotator would mark, exactly its partners, exactly its frame
item. It is the product of three probabilities, each of a logistic regression of what speaks for it
(`find/evidence.py`): above all of what the models of statements and of carriers say. The product is then read off a
curve, as the three go together. All figures are in `confidence.toml`, measured by `bench/train_confidence.py` on
annotated contracts that those models did not see.
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maillage.loaders.find.evidence import Evidence, Features

PARTS = ("span", "partners", "item")  # what must be right


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: what every commitment starts from, and what each feature adds for each unit."""

    bias: float
    of: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """Between 0 and 1; summed exactly, so that the order of features does not matter."""
        return 1 / (1 + math.exp(-math.fsum([self.bias, *self.adds(features).values()])))

    def adds(self, features: Features) -> dict[str, float]:
        """What each feature adds to the log-odds; features without a weight add nothing and are left out."""
        return {name: self.of[name] * value for name, value in features.items() if name in self.of}


@dataclass(frozen=True, slots=True)
class Trust:
    """How much what speaks for span, partners and frame item is to be trusted."""

    span: Logistic
    partners: Logistic
    item: Logistic
    curve: tuple[tuple[float, float], ...]  # (product of the three, share that is right), both rising

    def parts(self, evidence: Evidence) -> tuple[float, float, float]:
        """The probabilities that span, partners and frame item are right."""
        return (
            self.span.probability(evidence.span),
            self.partners.probability(evidence.partners),
            self.item.probability(evidence.item),
        )

    def confidence(self, evidence: Evidence) -> float:
        """How likely a commitment is right, from 0 to 1."""
        return on_curve(self.curve, math.prod(self.parts(evidence)))


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
    span, partners, item = (Logistic(table[name]["bias"], table[name]["weights"]) for name in PARTS)
    return Trust(span, partners, item, tuple((x, y) for x, y in table["curve"]["points"]))
