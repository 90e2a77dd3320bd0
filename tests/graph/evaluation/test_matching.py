"""Matching: one to one, the best pairs first."""

from maillage.graph.evaluation.entity import Entity
from maillage.graph.evaluation.matching import match, match_spans


def test_the_better_pair_wins_whatever_the_order() -> None:
    gold = [Entity("a", "Maison des familles"), Entity("b", "Maison des familles nord")]
    read = [Entity("x", "Maison des familles nord"), Entity("y", "Maison familles")]
    assert match(gold, read, "qpv") == {0: 1, 1: 0}


def test_among_equals_the_same_kind_then_the_nearest() -> None:
    gold = [Entity("a", "Lire", kind="defi", lines=(10,))]
    read = [
        Entity("x", "Lire", kind="objectif", lines=(10,)),
        Entity("y", "Lire", kind="defi", lines=(90,)),
        Entity("z", "Lire", kind="defi", lines=(12,)),
    ]
    assert match(gold, read, "frame") == {0: 2}


def test_names_too_far_apart_stay_apart() -> None:
    assert match([Entity("a", "Plan santé jeunes")], [Entity("x", "Plan vélo")], "dispositif") == {}


def test_a_telling_form_makes_two_names_one() -> None:
    gold = [Entity("a", "Programme de réussite éducative", "PRE")]
    assert match(gold, [Entity("x", "Réussite", forms=frozenset({"PRE"}))], "dispositif") == {0: 0}


def test_spans_need_half_of_their_lines_in_common() -> None:
    lines = [frozenset({1, 2}), frozenset({10, 11, 12})]
    assert match_spans(lines, [frozenset({1, 2, 3, 4}), frozenset({12, 13, 14})]) == {0: 0}


def test_a_span_is_used_once_by_the_one_that_fits_best() -> None:
    gold = [frozenset({1, 2, 3}), frozenset({2, 3})]
    assert match_spans(gold, [frozenset({2, 3})]) == {1: 0}
