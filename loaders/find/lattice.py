"""Lattice: every way to part a text into statements and gaps. Enters: where spans lie, scores. Leaves: probabilities.

A semi-Markov model (Sarawagi and Cohen, Semi-Markov Conditional Random Fields for Information Extraction, 2004): the
weight of one way to part the text is the product of what its spans weigh, e^score each, and the probability of a span
is the share of the ways that hold it. So two cuts of one passage share what is believed of it, and a span is likelier
right after another, as commitments come in lists.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

HIGHEST = 30.0  # a score; a higher one would say no more, and e to it could overflow


@dataclass(frozen=True, slots=True)
class Shares:
    """What each span has of all ways to part the text: right after another span, and after a gap; 0 to 1."""

    log_total: float  # logarithm of the weight of all ways together
    after_span: list[float]
    after_gap: list[float]

    def all(self) -> list[float]:
        """The probability of each span."""
        return [a + b for a, b in zip(self.after_span, self.after_gap, strict=True)]


class Lattice:
    """Spans between the positions where one of them begins or ends."""

    def __init__(self, firsts: Sequence[int], ends: Sequence[int]) -> None:
        """Spans from ``firsts`` up to, not including, ``ends``; each at least one long."""
        at = {position: n for n, position in enumerate(sorted({*firsts, *ends}))}
        self.firsts = [at[first] for first in firsts]
        self.ends = [at[end] for end in ends]
        self._ending: list[list[int]] = [[] for _ in at]
        for span, end in enumerate(self.ends):
            self._ending[end].append(span)

    def shares(self, scores: Sequence[float], follows: Sequence[float]) -> Shares:
        """Weigh all ways.

        Args:
            scores: of each span; 0 is as likely as the gap in its place.
            follows: what is added to the score of a span that another one ends right before.
        """
        gap = [math.exp(min(score, HIGHEST)) for score in scores]
        span = [math.exp(min(s + f, HIGHEST)) for s, f in zip(scores, follows, strict=True)]
        logs, covered, after_span, after_gap = self._forward(gap, span)
        self._backward(covered, after_span, after_gap)
        return Shares(logs[-1] if logs else 0.0, after_span, after_gap)

    def _forward(
        self, gap: Sequence[float], span: Sequence[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """For each position the logarithm of the ways up to it and the share that ends with a span; for each span its
        share of the ways up to its end, after a span and after a gap."""
        size = len(self._ending)
        logs, covered = [0.0] * size, [0.0] * size
        after_span, after_gap = [0.0] * len(gap), [0.0] * len(gap)
        for here in range(1, size):
            base, ending, total = logs[here - 1], self._ending[here], 0.0
            for i in ending:
                first = self.firsts[i]
                ways = math.exp(logs[first] - base)
                after_gap[i] = ways * (1 - covered[first]) * gap[i]
                after_span[i] = ways * covered[first] * span[i]
                total += after_gap[i] + after_span[i]
            for i in ending:
                after_gap[i] /= 1 + total
                after_span[i] /= 1 + total
            logs[here], covered[here] = base + math.log1p(total), total / (1 + total)
        return logs, covered, after_span, after_gap

    def _backward(self, covered: Sequence[float], after_span: list[float], after_gap: list[float]) -> None:
        """Turn shares of the ways up to the end of each span into shares of all ways, in place."""
        size = len(self._ending)
        ends_span, ends_gap = [0.0] * size, [0.0] * size  # the probability that a span, a gap ends at a position
        if size:
            ends_span[-1], ends_gap[-1] = covered[-1], 1 - covered[-1]
        for here in range(size - 1, 0, -1):
            ends_span[here - 1] += ends_gap[here] * covered[here - 1]
            ends_gap[here - 1] += ends_gap[here] * (1 - covered[here - 1])
            passes = ends_span[here] / covered[here] if covered[here] else 0.0
            for i in self._ending[here]:
                after_gap[i] *= passes
                after_span[i] *= passes
                ends_gap[self.firsts[i]] += after_gap[i]
                ends_span[self.firsts[i]] += after_span[i]
