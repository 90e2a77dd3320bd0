"""Firing: what a reading uses is noted when asked for, and left out when asked for, and nothing stays of either."""

import re
from collections.abc import Callable

from maillage.loaders import firing
from maillage.loaders.firing import Words, recording, without
from maillage.loaders.gazetteer import Gazetteer
from maillage.loaders.rules import matcher

SAID = "la ville installera des bancs"


def labels(text: str) -> list[str]:
    known = [("maison des familles", "partner", "maison"), ("familles", "dispositif", "familles")]
    return [mention.value for mention in Gazetteer(known).mentions((text,))]


def test_nothing_is_noted_when_nobody_asks() -> None:
    assert firing.record() is None and firing.left_out() == Words()
    assert type(matcher("verb.future").pattern) is re.Pattern


def test_what_fires_is_noted() -> None:
    with recording() as record:
        assert matcher("verb.future").search(SAID) == "future"
        assert matcher("verb.future").search("la ville installe des bancs") is None
        assert labels("La Maison des familles") == ["maison", "familles"]
    assert record.words() == Words(
        frozenset({"future"}), frozenset({("partner", "maison des familles"), ("dispositif", "familles")})
    )


def test_every_way_of_using_a_pattern_is_noted() -> None:
    uses: list[Callable[[re.Pattern[str]], object]] = [
        lambda p: p.search(SAID),
        lambda p: p.match(SAID, 9),
        lambda p: p.fullmatch("installera"),
        lambda p: list(p.finditer(SAID)),
    ]
    for use in uses:
        with recording() as record:
            assert use(matcher("verb.future").pattern)
        assert record.rules == {"future"}
    with recording():
        assert matcher("verb.future").pattern.sub("x", SAID) == "la ville x des bancs"


def test_what_is_left_out_does_not_fire_and_returns() -> None:
    with without(Words(frozenset({"future"}), frozenset({("partner", "maison des familles")}))):
        assert matcher("verb.future").search(SAID) is None
        assert labels("La Maison des familles") == ["familles"]
    assert matcher("verb.future").search(SAID) == "future"
    assert labels("La Maison des familles") == ["maison", "familles"]


def test_what_is_left_out_is_left_out_of_the_record_too() -> None:
    with without(Words(frozenset({"future"}))), recording() as record:
        assert matcher("verb.future").search(SAID) is None
    assert record.rules == set()


def test_an_error_within_leaves_nothing_behind() -> None:
    try:
        with without(Words(frozenset({"future"}))):
            raise KeyError
    except KeyError:
        pass
    assert firing.left_out() == Words() and matcher("verb.future").search(SAID) == "future"
