"""Evidence: what speaks for a commitment is told by the contract it stands in."""

from collections.abc import Callable, Sequence

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.evidence import Evidence, odds
from maillage.loaders.parts import parts
from maillage.loaders.reading import find
from maillage.loaders.resolve import whole_of
from maillage.loaders.view import view

SAID = "• La mission locale de Clairbois s'engage à tenir une permanence chaque semaine."
NUMBERED = f"""Contrat de ville de la communauté d'agglomération de Clairbois 2024-2030
Axe 1 : Rapprocher les habitants de l'emploi
Engagements des partenaires
{SAID}
Axe 2 : Soigner le cadre de vie
Engagements des partenaires
• La ville de Clairbois s'engage à planter des arbres autour des écoles.
Signataires du contrat :
La mission locale de Clairbois
"""
PLAIN = f"""Contrat de ville de la communauté d'agglomération de Clairbois 2024-2030
Engagements des partenaires
{SAID}
"""


@pytest.fixture
def of(document: Callable[..., Document]) -> Callable[[str], Sequence[Evidence]]:
    def found(text: str) -> Sequence[Evidence]:
        (one,) = find(view(next(iter(parts(document(text))))))
        return [whole_of(one).evidence(each) for each in one.commitments]

    return found


def test_a_heading_in_a_series_speaks_for_the_item(of: Callable[[str], Sequence[Evidence]]) -> None:
    item = of(NUMBERED)[0].item
    assert {"item-heading", "top-numbered", "series", "far-0"} <= item.keys()
    assert not any(name.startswith("item-none") for name in item)


def test_where_no_item_is_told_nothing_is_said_of_one(of: Callable[[str], Sequence[Evidence]]) -> None:
    assert set(of(PLAIN)[0].item) == {"item-none", "section-commitments"}


def test_a_span_is_told_by_its_odds_and_those_around(of: Callable[[str], Sequence[Evidence]]) -> None:
    (only,) = of(PLAIN)
    assert only.span["span"] == only.span["span-around"] > 0 and "lines-0" in only.span
    assert len({each.span["span-around"] for each in of(NUMBERED)}) == 1


def test_partners_are_told_by_what_gave_them_and_whether_they_sign(of: Callable[[str], Sequence[Evidence]]) -> None:
    (first, *_), (only,) = of(NUMBERED), of(PLAIN)
    assert {"by-statement", "one", "signs"} <= first.partners.keys()
    assert {"by-statement", "signs-not"} <= only.partners.keys()
    assert first.partners["carried"] > 0


@pytest.mark.parametrize(("probability", "value"), [(0.5, 0.0), (1.0, 6.907), (0.0, -6.907)])
def test_odds_stay_finite(probability: float, value: float) -> None:
    assert odds(probability) == pytest.approx(value, abs=1e-3)
