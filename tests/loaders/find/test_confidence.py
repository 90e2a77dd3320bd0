"""Confidence: a product of three probabilities, read off a rising curve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.find.confidence import Logistic, on_curve, trust

CURVE = ((0.2, 0.1), (0.5, 0.8))


@pytest.mark.parametrize(("product", "value"), [(0, 0), (0.1, 0.05), (0.2, 0.1), (0.35, 0.45), (0.75, 0.9), (1, 1)])
def test_the_curve_is_straight_between_its_points(product: float, value: float) -> None:
    assert on_curve(CURVE, product) == pytest.approx(value)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_measured_curve_rises_within_bounds(one: float, other: float) -> None:
    low, high = (on_curve(trust().curve, product) for product in sorted((one, other)))
    assert 0 <= low <= high <= 1


@given(st.floats(0, 1))
def test_a_likelier_span_is_surer(likely: float) -> None:
    assert 0 < trust().of_span(likely / 2) <= trust().of_span(likely) < 1


def test_what_gave_a_link_is_what_it_is_trusted_by() -> None:
    part = Logistic(0.0, {"partner-heading": 2.0, "several": -1.0})
    assert part.probability(("partner-nowhere",)) == 0.5
    assert part.probability(("partner-heading", "several")) == pytest.approx(1 / (1 + math.exp(-1)))
    assert trust().partners.probability(("partner-heading", "one")) > trust().partners.probability(
        ("partner-none", "one")
    )
