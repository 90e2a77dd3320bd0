"""Bootstrap: the same for the same seed, wider for fewer, and near what theory says of a share."""

from maillage.graph.evaluation.bootstrap import RESAMPLES, interval, resampled
from maillage.graph.evaluation.tally import MATCH, MISS, Tally, Unit, counted, tally


def shares(right: int, wrong: int) -> list[Unit]:
    return [(1.0, 1, 1)] * right + [(0.0, 1, 1)] * wrong


def test_the_same_units_and_seed_give_the_same_interval() -> None:
    units = shares(70, 30)
    assert interval([resampled(units, "a")]) == interval([resampled(units, "a")])
    assert resampled(units, "a") != resampled(units, "b")


def test_an_interval_is_near_that_of_the_normal_law() -> None:
    low, high = interval([resampled(shares(70, 30), "x")])
    assert abs(low - 0.61) < 0.015 and abs(high - 0.79) < 0.015  # 0.7 ± 1.96 √(0.7 × 0.3 / 100)


def test_fewer_units_say_less() -> None:
    many, few = (interval([resampled(shares(7 * n, 3 * n), "x")]) for n in (40, 4))
    assert few[0] < many[0] < 0.7 < many[1] < few[1]


def test_documents_are_not_drawn_themselves() -> None:
    good, bad = resampled(shares(50, 0), "a"), resampled(shares(0, 50), "b")
    assert interval([good, bad]) == (0.5, 0.5)


def test_a_resample_has_as_many_units_and_none_has_nothing() -> None:
    drawn = resampled([MATCH, MISS, MISS], "x")
    assert len(drawn) == RESAMPLES and {each.wanted for each in drawn} == {3}
    assert resampled([], "x") == [Tally()] * RESAMPLES


def test_counted_units_add_up() -> None:
    assert tally(counted(2, 5, 3)) == Tally(2, 5, 3)
    assert (Tally(2, 5, 4).precision, Tally(2, 5, 4).recall) == (0.4, 0.5)
    assert (Tally().f1, Tally(0, 3, 0).f1, Tally(0, 0, 3).f1) == (1.0, 0.0, 0.0)
