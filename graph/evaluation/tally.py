"""Tally: what was right, what was found and what was wanted; precision, recall and F1 follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass

# What one thing adds to a tally, (right, found, wanted): a match is (1, 1, 1), a miss (0, 0, 1), a thing found that
# is none (0, 1, 0). A measure of likeness gives (likeness, 1, 1): its precision, recall and F1 are then its mean.
Unit = tuple[float, int, int]
MATCH, MISS, EXTRA = (1.0, 1, 1), (0.0, 0, 1), (0.0, 1, 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of units."""

    right: float = 0.0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Right ones among those found; nothing found is wholly wrong only if something was wanted."""
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Right ones among those wanted; 1 when none was."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tally(units: Iterable[Unit]) -> Tally:
    """The sum of units."""
    right, found, wanted = 0.0, 0, 0
    for unit in units:
        right, found, wanted = right + unit[0], found + unit[1], wanted + unit[2]
    return Tally(right, found, wanted)


def counted(right: int, found: int, wanted: int) -> list[Unit]:
    """The units of so many right ones among those found and those wanted."""
    return [MATCH] * right + [MISS] * (wanted - right) + [EXTRA] * (found - right)
