"""Choice: what a span scores, and what each of its features adds."""

import pytest

from maillage.loaders.find.choice import Weights, judge
from maillage.loaders.find.spans import STRETCH, Span

MODEL = Weights(-1.0, 0.3, {"section-commitments": 2.0, "verb-pledge": 0.5}, 0.0, {}, frozenset())


def span(first: int, end: int) -> Span:
    return Span(first, end, 0, end, frozenset({"section-commitments"}), frozenset({"verb-pledge", "unknown"}))


def test_what_stands_around_counts_the_more_the_longer_a_span_is() -> None:
    around = MODEL.around(span(0, 1).around)
    assert MODEL.score(span(0, 1), around) == pytest.approx(-1.0 + 2.0 + 0.5)
    assert MODEL.score(span(0, 4), around) == pytest.approx(-1.0 + 2.0 * 4**STRETCH + 0.5)


def test_what_each_feature_adds_is_the_score_without_its_bias() -> None:
    whole = span(0, 4)
    adds = MODEL.adds(whole)
    assert adds.keys() == {"section-commitments", "verb-pledge"}
    assert sum(adds.values()) == pytest.approx(MODEL.score(whole, MODEL.around(whole.around)) - MODEL.bias)


def test_each_block_is_judged_by_what_stands_around_it() -> None:
    elsewhere = Span(1, 2, 1, 2, frozenset(), frozenset({"verb-pledge"}))
    assert [each.score for each in judge([span(0, 1), elsewhere, span(2, 3)], MODEL)] == [1.5, -0.5, 1.5]
