"""Calibration: whether a confidence means what it says. Enters: commitments judged. Leaves: bins.

A commitment is right when it was annotated (spans that share half their lines or more), by exactly the partners that
the annotation names and under exactly its top frame items.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

BOUNDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)  # finer where pages call a confidence high
_DEVIATIONS = 1.959964  # of a normal law, within which 95 % of it lies
SURE = 0.9  # a confidence from which nine commitments in ten are to be right


@dataclass(frozen=True, slots=True)
class Judged:
    """A commitment that was read in a window: its confidence, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The commitments of a range of confidence: from ``low`` on, below ``high`` (the last bin holds 1 too)."""

    low: float
    high: float
    count: int
    right: int

    @property
    def share(self) -> float | None:
        """Right ones among them; None when there are none."""
        return self.right / self.count if self.count else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the share, which has a width even when all are right; None when there are none.

        E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
        Statistical Association 22 (1927).
        """
        if self.share is None:
            return None
        spread = _DEVIATIONS**2 / self.count
        middle = self.share + spread / 2
        half = (spread * self.share * (1 - self.share) + spread**2 / 4) ** 0.5
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def calibration(judged: Iterable[Judged]) -> tuple[Bin, ...]:
    """Every bin, in order, the empty ones too."""
    known = list(judged)
    last = len(BOUNDS) - 2
    bins = []
    for at, (low, high) in enumerate(pairwise(BOUNDS)):
        inside = [each for each in known if low <= each.confidence and (each.confidence < high or at == last)]
        bins.append(Bin(low, high, len(inside), sum(each.right for each in inside)))
    return tuple(bins)


def sure(judged: Iterable[Judged], least: float = SURE) -> Bin:
    """All the commitments of at least that confidence as one bin."""
    inside = [each for each in judged if each.confidence >= least]
    return Bin(least, 1.0, len(inside), sum(each.right for each in inside))
