"""Statements: how much is believed of about the same cut of a passage."""

import pytest

from maillage.loaders.find.choice import Judged
from maillage.loaders.find.spans import Span
from maillage.loaders.find.statements import nearly, undecided
from maillage.loaders.find.units import Unit

NONE = frozenset[str]()
UNITS = [Unit(line, line, line, 0, 9, NONE, NONE, 2, (), NONE) for line in range(1, 9)]


def span(first: int, end: int) -> Span:
    return Span(first, end, first, end, NONE, NONE)


def test_cuts_that_share_half_of_the_lines_count_with_the_one_that_is_kept() -> None:
    kept = [span(0, 4), span(4, 6)]
    others = [(span(0, 4), 0.4), (span(0, 3), 0.2), (span(1, 4), 0.1), (span(0, 1), 0.15), (span(4, 6), 0.5)]
    judged = [Judged(each, 0.0, likely) for each, likely in (*others, (span(2, 5), 0.05), (span(5, 8), 0.3))]
    assert nearly(kept, judged, UNITS) == pytest.approx([0.7, 0.5])


def test_one_that_begins_above_counts_too_and_the_sum_stays_a_probability() -> None:
    judged = [Judged(span(1, 4), 0.0, 0.6), Judged(span(0, 4), 0.0, 0.7)]
    assert nearly([span(1, 4)], judged, UNITS) == [1.0]
    assert nearly([span(1, 4)], judged[1:], UNITS) == [0.7]


def test_a_passage_whose_end_alone_is_in_doubt_is_kept_by_its_likeliest_cut() -> None:
    split = [Judged(span(0, 3), 0.0, 0.38), Judged(span(0, 4), 0.0, 0.36), Judged(span(4, 6), 0.0, 0.38)]
    assert undecided([], split, UNITS) == split[:1]
    assert undecided([], split[1:], UNITS) == []


def test_no_passage_is_kept_over_one_that_is_kept_already() -> None:
    kept = Judged(span(3, 4), 0.0, 0.5)
    split = [Judged(span(0, 3), 0.0, 0.1), Judged(span(0, 4), 0.0, 0.3), Judged(span(1, 4), 0.0, 0.4), kept]
    assert undecided([kept], split, UNITS) == split[:1]
