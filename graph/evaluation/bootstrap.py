"""Bootstrap: how far a figure would move on other annotations of the same size.

What is resampled: within each document, the units of a measure (each annotated entity or commitment, found or missed,
and each one found that is none; for cells, each cell), as many as there are, with replacement. A figure over all
documents sums one resample of each: documents are too few to be drawn themselves, so an interval says nothing of a
contract of another shape. Percentile intervals, B. Efron, "Bootstrap methods: another look at the jackknife", Annals of
Statistics 7 (1979), and B. Efron and R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. Where every
unit is right the interval has no width, which is the method's, not a certainty.

Seeded by what is measured, so that the same annotations and the same reading give the same interval.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from maillage.graph.evaluation.tally import Tally, Unit

RESAMPLES = 1000
OUTSIDE = 0.025  # of the resamples on each side of a 95 % interval


def resampled(units: Sequence[Unit], seed: str) -> list[Tally]:
    """The tally of each resample of some units."""
    random = Random(seed)
    found = []
    for _ in range(RESAMPLES):
        right, shown, wanted = 0.0, 0, 0
        # Units are of few sorts, so counting them first is twice as fast as summing them.
        for unit, times in sorted(Counter(random.choices(units, k=len(units))).items()) if units else ():
            right, shown, wanted = right + unit[0] * times, shown + unit[1] * times, wanted + unit[2] * times
        found.append(Tally(right, shown, wanted))
    return found


def interval(resamples: Iterable[Sequence[Tally]]) -> tuple[float, float]:
    """The bounds of 95 % of the F1 of the resamples of one or several documents, taken together one by one."""
    values = sorted(sum(each, Tally()).f1 for each in zip(*resamples, strict=True))
    outside = int(len(values) * OUTSIDE)
    return values[outside], values[-1 - outside]
