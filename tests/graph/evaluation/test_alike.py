"""Alike: names that are one, and names that are not."""

import pytest

from maillage.graph.evaluation.alike import folded, likeness, similarity, telling
from maillage.graph.evaluation.entity import Entity, tops


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Les Cités éducatives de la Ville", "cite educative ville"),
        ("Quartier St-Luc", "quartier saint luc"),
        ("Cœur des Ormes", "coeur orme"),
        ("Bus", "bus"),
    ],
)
def test_folded_words(name: str, words: str) -> None:
    assert folded(name) == words


def test_an_acronym_stands_for_the_words_it_begins() -> None:
    long, short = "Caisse d'allocations familiales du Val", "CAF du Val"
    assert similarity(long, short, ("CAF", None)) == 1.0
    assert similarity(long, short) == 0.2  # one word of five
    assert similarity(long, short, ("CPAM", None)) == 0.2, "letters that are no initials of the name"


def test_two_names_of_one_town_are_one_and_those_of_two_towns_are_not() -> None:
    town, other = Entity("a", "Ville d'Orge", kind="commune"), Entity("b", "Commune d'Orge", kind="autre")
    assert likeness(town, other, "partner", shared_form=False) == 1.0
    assert likeness(town, Entity("c", "Ville d'Avoine", kind="commune"), "partner", shared_form=False) < 0.75
    assert likeness(town, Entity("d", "Orge", kind="epci"), "partner", shared_form=False) == 0.5, "a body of its own"


def test_a_number_and_a_kind_count_for_half_in_the_frame() -> None:
    one, other = Entity("a", "Lire", kind="defi", number="1"), Entity("b", "Apprendre", kind="defi", number="1")
    assert likeness(one, other, "frame", shared_form=False) == 0.5
    assert likeness(one, Entity("b", "Apprendre", kind="axe", number="1"), "frame", shared_form=False) == 0.0


def test_a_form_that_many_claim_tells_nobody_apart() -> None:
    towns = [
        Entity("a", "Ville d'Orge", forms=frozenset({"la ville"})),
        Entity("b", "Ville d'Avoine", forms=frozenset({"la ville"})),
    ]
    assert telling(towns, 1) == [{"ville orge"}, {"ville avoine"}]
    assert telling(towns, 2) == [{"ville orge", "ville"}, {"ville avoine", "ville"}]


def test_the_top_of_an_item_is_the_nearest_one_and_a_cycle_ends() -> None:
    frame = {
        each.id: each
        for each in (
            Entity("a", "A", kind="defi"),
            Entity("b", "B", kind="orientation", parent="a"),
            Entity("c", "C", kind="objectif", parent="b"),
            Entity("x", "X", kind="objectif", parent="y"),
            Entity("y", "Y", kind="objectif", parent="x"),
        )
    }
    assert (tops("c", frame), tops("a", frame), tops("x", frame), tops("z", frame)) == ({"b"}, {"a"}, set(), set())
