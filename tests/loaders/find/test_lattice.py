"""The lattice against all ways to part a small text, written out."""

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.find.lattice import Lattice

Spans = list[tuple[int, int, float, float]]  # first, end, score, what it gains right after another


def _every_way(spans: Spans) -> tuple[float, list[float]]:
    """The weight of all ways to choose spans that do not overlap, and of those that hold each."""
    total, holding = 0.0, [0.0] * len(spans)
    for size in range(len(spans) + 1):
        for chosen in combinations(range(len(spans)), size):
            ordered = sorted(chosen, key=lambda i: spans[i][0])
            if any(spans[a][1] > spans[b][0] for a, b in pairwise(ordered)):
                continue
            ends = {spans[i][1] for i in ordered}
            weight = math.exp(sum(spans[i][2] + spans[i][3] * (spans[i][0] in ends) for i in ordered))
            total += weight
            for i in chosen:
                holding[i] += weight
    return total, holding


_number = st.floats(-4, 4)
_span = st.tuples(st.integers(0, 6), st.integers(1, 4), _number, _number).map(lambda s: (s[0], s[0] + s[1], *s[2:]))


@given(st.lists(_span, min_size=1, max_size=7))
def test_a_span_is_as_likely_as_the_ways_that_hold_it(spans: Spans) -> None:
    firsts, ends, scores, follows = map(list, zip(*spans, strict=True))
    shares = Lattice(firsts, ends).shares(scores, follows)
    total, holding = _every_way(spans)
    assert shares.log_total == pytest.approx(math.log(total))
    assert shares.all() == pytest.approx([each / total for each in holding])


def test_two_cuts_of_one_passage_share_what_is_believed_of_it() -> None:
    alone = Lattice([0], [2]).shares([1.0], [0.0]).all()
    shared = Lattice([0, 0], [2, 1]).shares([1.0, 1.0], [0.0, 0.0]).all()
    assert shared[0] < alone[0] < sum(shared)


def test_a_span_is_likelier_beside_one_where_lists_go_on() -> None:
    apart = Lattice([0, 1], [1, 2]).shares([0.5, 0.0], [0.0, 0.0]).all()
    going_on = Lattice([0, 1], [1, 2]).shares([0.5, 0.0], [0.0, 1.0]).all()
    assert going_on[1] > apart[1]


def test_no_spans_is_one_way() -> None:
    assert Lattice([], []).shares([], []).log_total == 0.0


def test_scores_without_bound_stay_probabilities() -> None:
    assert Lattice([0, 1], [1, 2]).shares([900.0, -900.0], [900.0, 0.0]).all() == pytest.approx([1.0, 0.0])
