"""Who acts in a sentence: subjects, agents of passives, names that open a bullet; not who is only named."""

import pytest

from maillage.loaders.find.partners import Partner, Seen
from maillage.loaders.find.subjects import subjects_in
from maillage.loaders.fold import fold

NAMES = ("CAF", "Région", "mission locale")


@pytest.mark.parametrize(
    ("text", "acting"),
    [
        ("La CAF finance un poste", {"CAF"}),
        ("CAF : un poste de médiation", {"CAF"}),
        ("La Région rétablit la ligne de nuit", {"Région"}),
        ("Pour ce faire, la Région accompagne les communes", {"Région"}),
        ("La CAF et la Région organisent un forum", {"CAF", "Région"}),
        ("Un poste est financé par la CAF", {"CAF"}),
        ("Créer un forum avec la CAF, la Région et la mission locale", set()),
        ("Créer un poste auprès de la mission locale, qui reçoit les jeunes", set()),
        ("Les jeunes de la CAF", set()),
        ("CAF de l’Orne", set()),
    ],
)
def test_who_acts(text: str, acting: set[str]) -> None:
    seen = [Seen(1, name, Partner(fold(name), name, "autre")) for name in NAMES if name in text]
    assert {s.surface for s in subjects_in(fold(text), seen)} == acting
