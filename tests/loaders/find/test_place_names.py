"""Names of places without what stands after them in flat text."""

from collections import Counter

import pytest

from maillage.loaders.find.place_names import clean, shorter
from maillage.loaders.fold import key


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Corbie Le", "Corbie"),
        ("Corbie-sur-Loine En", "Corbie-sur-Loine"),
        ("Corbie et Commune d’Avray", "Corbie"),
        ("Avray Igor MARTEL", "Avray"),
        ("Bel-Air Paul Hêtre", "Bel-Air"),
        ("Grand Corbie – Orne – Normandie", "Grand Corbie"),
        ("Neuf-Bourg", "Neuf-Bourg"),
        ("CORBIE LA FORGE", "CORBIE LA FORGE"),
    ],
)
def test_clean(printed: str, name: str) -> None:
    assert clean(printed) == name


def known(*printed: str) -> dict[str, str]:
    return shorter(Counter(map(key, printed)), {key(name): name for name in printed})


def test_what_stands_after_a_name_is_no_part_of_it() -> None:
    assert known("Corbie", "Corbie", "Corbie Partenaires") == {"corbie partenaire": "corbie"}
    assert known("Corbie", "Avray", "Corbie et Avray") == {"corbie et avray": "corbie"}
    assert known("Corbie", "Corbie – Livret") == {"corbie livret": "corbie"}


def test_a_longer_name_stays_another_one() -> None:
    assert known("Corbie", "Corbie-Avray", "Corbie d'Amont") == {}
    assert known("Corbie", "Corbie La Forge", "Corbie La Forge") == {}
