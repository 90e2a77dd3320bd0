"""Footnotes stand at the foot of a page and are called above."""

import pytest

from maillage.loaders.footnotes import footnotes

PAGE = """La ville ouvre une épicerie et demande l'abattement de la taxe 1
sur les logements.

1  La loi prévoit que les logements de ce quartier
bénéficient d'une taxe moindre.
La caisse finance un relais2, dès cette année.
2 Un relais accueille les assistantes maternelles."""


def test_notes_are_set_aside_down_to_the_end_of_their_page() -> None:
    assert footnotes(PAGE.split("\n"), (1, 6), frozenset()) == {4, 5, 7}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("taxe 1", "taxe"),  # nothing calls it
        ("taxe 1", "fiche 1"),  # a number that counts
        ("1  La loi", "7  La loi"),  # notes are numbered from the first
        ("bénéficient", "• bénéficient"),  # an item of the text, with its list
    ],
)
def test_a_numbered_line_that_is_no_note(old: str, new: str) -> None:
    assert not footnotes(PAGE.replace(old, new).split("\n")[:5], (1,), frozenset())
