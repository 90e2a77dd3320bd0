"""How a passage is written on a page."""

import pytest

from maillage.viz.render import unquoted


@pytest.mark.parametrize(
    ("passage", "shown"),
    [
        ("« La Ville finance un poste.", "La Ville finance un poste."),
        ("« La Ville finance un poste. »", "La Ville finance un poste."),
        ("La Ville finance un poste. »", "La Ville finance un poste."),
        ("La Ville porte « Un été ici »", "La Ville porte « Un été ici »"),
        ("« Un été ici » est porté par la Ville", "« Un été ici » est porté par la Ville"),
        (None, ""),
    ],
)
def test_a_page_prints_its_own_quotation_marks(passage: str | None, shown: str) -> None:
    assert unquoted(passage) == shown
