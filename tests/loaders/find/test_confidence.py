"""Confidence: a product of three probabilities, read off a rising curve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.find.confidence import PARTS, Logistic, on_curve, trust
from maillage.loaders.find.evidence import Evidence, odds

CURVE = ((0.2, 0.1), (0.5, 0.8))


@pytest.mark.parametrize(("product", "value"), [(0, 0), (0.1, 0.05), (0.2, 0.1), (0.35, 0.45), (0.75, 0.9), (1, 1)])
def test_the_curve_is_straight_between_its_points(product: float, value: float) -> None:
    assert on_curve(CURVE, product) == pytest.approx(value)


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_measured_curve_rises_within_bounds(one: float, other: float) -> None:
    low, high = (on_curve(trust().curve, product) for product in sorted((one, other)))
    assert 0 <= low <= high <= 1


@given(st.floats(0, 1))
def test_what_the_models_believe_more_is_surer(likely: float) -> None:
    less, more = ({"span": odds(p), "carried": odds(p)} for p in (likely / 2, likely))
    low, high = (trust().confidence(Evidence(each, each, {})) for each in (less, more))
    assert 0 <= low <= high <= 1


def test_a_feature_adds_its_weight_for_each_unit() -> None:
    part = Logistic(0.5, {"carried": 2.0, "several": -1.0})
    assert part.adds({"carried": 1.5, "several": 1.0, "unheard-of": 1.0}) == {"carried": 3.0, "several": -1.0}
    assert part.probability({"carried": 1.5, "several": 1.0}) == pytest.approx(1 / (1 + math.exp(-2.5)))
    assert part.probability({}) == pytest.approx(1 / (1 + math.exp(-0.5)))


def test_the_confidence_is_the_product_on_the_curve() -> None:
    evidence = Evidence({"span": 3.0}, {"carried": 2.0}, {"series": 1.0})
    each = [getattr(trust(), name).probability(getattr(evidence, name)) for name in PARTS]
    assert trust().parts(evidence) == tuple(each)
    assert trust().confidence(evidence) == on_curve(trust().curve, math.prod(each))
