"""The part that partners play in a sentence: who opens it, who is its agent, who only helps or is a place."""

import pytest

from maillage.loaders.find.partners import Partner, Seen
from maillage.loaders.find.roles import named_in, roles
from maillage.loaders.find.subjects import as_in
from maillage.loaders.fold import fold


def seen(*names: str) -> list[Seen]:
    return [Seen(1, name, Partner(fold(name), name, "autre")) for name in names]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("La CAF finance un poste", "before-open"),
        ("Un poste financé par la CAF", "before-agent"),
        ("Un poste ouvert avec l’appui de la CAF", "before-help"),
        ("Maître d’ouvrage : la CAF", "before-owner"),
        ("Un forum en lien avec la CAF", "before-beside"),
        ("Un forum avec la CAF", "before-with"),
        ("Un forum avec l’association « CAF »", "before-with"),
        ("Un poste payé à parité avec la CAF", "before-shared"),
        ("Au niveau de la CAF, un poste", "before-level"),
        ("Un forum à l’échelle de la CAF", "before-scale"),
        ("Les services de la CAF", "before-staff"),
        ("Un lieu près de la CAF", "before-of"),
        ("Un accueil à la CAF", "before-to"),
        ("Douze places de crèche (CAF)", "before-paren"),
        ("Un accueil ; la CAF y tient une permanence", "before-start"),
    ],
)
def test_what_stands_before_a_name(text: str, part: str) -> None:
    assert part in roles(fold(text), seen("CAF"))["caf"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("CAF : un poste de médiation", "after-colon"),
        ("La CAF finance un poste", "after-verb"),
        ("La CAF est associée aux travaux", "after-passive"),
        ("La CAF bénéficie d’un appui", "after-benefits"),
        ("Un poste (CAF)", "after-close"),
        ("Un accueil à la CAF", "after-end"),
    ],
)
def test_what_stands_after_a_name(text: str, part: str) -> None:
    assert part in roles(fold(text), seen("CAF"))["caf"]


def test_joined_names_play_one_part() -> None:
    found = roles(fold("Un poste financé par la CAF et la Région"), seen("CAF", "Région"))
    assert "before-agent" in found["region"] and "joined" in found["region"] and "of-2" in found["region"]


def test_a_row_of_names_that_opens_acts_together() -> None:
    found = roles(fold("La DDT et l’ARS instruisent les dossiers avec la CAF"), seen("DDT", "ARS", "CAF"))
    assert "acts" in found["ddt"] and "acts" in found["ars"]
    assert "acts" not in found["caf"] and "beside-actor" in found["caf"]


def test_an_acronym_in_brackets_parts_no_row() -> None:
    found = roles(fold("Un lieu ouvert en lien avec l’Agence (ARS), la CAF et la CPAM"), seen("Agence", "CAF"))
    assert "before-beside" in found["caf"] and "joined" in found["caf"]


def test_what_something_is_done_to_does_not_act() -> None:
    said = "L’école est confortée : une promotion sera financée par la Région"
    found = roles(fold(said), seen("école", "Région"))
    assert "acts" not in found["ecole"] and "acts" in found["region"]


def test_of_names_that_overlap_the_longest() -> None:
    found = named_in("la ville de corbeval agit", seen("Corbeval", "Ville de Corbeval"))
    assert [n.partner.name for n in found] == ["Ville de Corbeval"]


def test_a_name_over_the_end_of_a_line() -> None:
    assert as_in("le val-de-corbe agit", "Val- de-Corbe") == "val-de-corbe"
    assert as_in("l’habi tat", "Habi- tat") == "habi- tat"
