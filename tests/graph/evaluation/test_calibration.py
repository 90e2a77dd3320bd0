"""Calibration: each commitment is in one bin, and a share has an interval even when all are right."""

import pytest

from maillage.graph.evaluation.calibration import BOUNDS, Bin, Judged, calibration, sure


def test_each_commitment_stands_in_one_bin() -> None:
    judged = [Judged(confidence, confidence > 0.9) for confidence in (*BOUNDS, 0.55, 0.93, 0.999)]
    bins = calibration(judged)
    assert sum(each.count for each in bins) == len(judged)
    assert bins[-1] == Bin(0.95, 1.0, 3, 3) and bins[1] == Bin(0.5, 0.6, 2, 0)


def test_the_sure_ones_are_those_from_nine_in_ten() -> None:
    assert sure([Judged(0.9, True), Judged(0.899, False), Judged(0.99, False)]) == Bin(0.9, 1.0, 2, 1)


def test_an_empty_bin_has_no_share() -> None:
    assert calibration([])[0].share is None and calibration([])[0].interval is None


def test_interval_of_a_share() -> None:
    low, high = Bin(0.9, 1.0, 100, 90).interval or (0, 0)
    assert (low, high) == pytest.approx((0.8256, 0.9448), abs=1e-4)  # a textbook's figures for 90 of 100
    assert Bin(0.9, 1.0, 10, 10).interval == pytest.approx((0.7225, 1.0), abs=1e-4)
