"""Quarters told in tables of figures, in sentences and under their communes; all names are invented."""

import hashlib

from maillage.loaders.document import Document
from maillage.loaders.find.places import find_places
from maillage.loaders.find.qpv import Quarter, find_qpvs
from maillage.loaders.view import view


def found(text: str) -> dict[str, Quarter]:
    lines = tuple(text.split("\n"))
    seen = view(Document("invented.txt", hashlib.sha256(text.encode()).hexdigest(), "text", lines, (1,)))
    return {q.name: q for q in find_qpvs(seen, find_places(seen))}


def test_rows_of_figures_under_a_title_that_speaks_of_quarters() -> None:
    quarters = found(
        "NOS QUARTIERS EN CHIFFRES\n\nHabitants Pauvreté\nLe Tilleul 2 450 51 %\nBel-Air 1 320 44 %\n"
        "Logements 3 100 62 %\n\nUn jardin ouvrira au Tilleul, un autre à Bel-Air."
    )
    assert {name: q.population for name, q in quarters.items()} == {"Le Tilleul": 2450, "Bel-Air": 1320}


def test_the_only_quarter_is_told_in_a_sentence() -> None:
    assert list(found("La Garance est l’unique quartier prioritaire de la commune.")) == ["La Garance"]


def test_names_with_the_communes_of_the_contract() -> None:
    quarters = found(
        "Ville d’Avray et Ville de Corbie.\n\n"
        "Dix quartiers en 2015, neuf en 2024. Le contrat traite des plus grands : le Tilleul et la Garance à Avray, "
        "les Ormes à Corbie."
    )
    assert {name: q.communes for name, q in quarters.items()} == {
        "Le Tilleul": ("Avray",), "Garance": ("Avray",), "Les Ormes": ("Corbie",),
    }  # fmt: skip


def test_a_commune_whose_name_begins_with_an_article() -> None:
    quarters = found(
        "La commune du Quesnoy et la ville d’Avray agissent.\n\n"
        "Sont concernés les quartiers suivants : Bel-Air à Avray ; la Garance au Quesnoy."
    )
    assert quarters["La Garance"].communes == ("Le Quesnoy",)


def test_communes_and_their_quarters_one_a_line() -> None:
    quarters = found(
        "Villes et quartiers\nAvray : Les Tilleuls, Bel-Air\nCorbie : Les Ormes, La Garance\n\nLe contrat agit."
    )
    assert {name: q.communes for name, q in quarters.items()}["Les Ormes"] == ("Corbie",)
    assert len(quarters) == 4


def test_what_is_measured_is_no_name() -> None:
    quarters = found(
        "Part de locataires\nLes Tilleuls\nQN09901M\n2 260 hab.\n"
        "Revenu médian 10 870 €\nBel-Air\nQN09902M\n1 540 hab.\n"
    )
    assert list(quarters) == ["Les Tilleuls", "Bel-Air"]


def test_quarters_followed_beside_the_list_are_told_by_their_towns() -> None:
    text = "Deux n’entrent pas dans la géographie prioritaire : les Sables, à Avray, et le quartier des Prés, à Lut."
    quarters = found(text)
    assert {n: (q.communes, q.outside) for n, q in quarters.items()} == {
        "Les Sables": (("Avray",), True),
        "Prés": (("Lut",), True),
    }


def test_a_quarter_out_of_the_zoning_is_outside() -> None:
    assert found("Le quartier du Fort, sorti du zonage, sera suivi.\n\nLe quartier du Fort a changé.")["Fort"].outside


def test_the_quarters_that_lie_at_a_town() -> None:
    quarters = found(
        "Ville d’Avray et Ville de Corbie.\n\nTrois quartiers ont été retenus. Les autres sont situés à Avray : "
        "les Chaumes, le Pré-Vert et la Butte-aux-Merles."
    )
    assert {q.communes for q in quarters.values()} == {("Avray",)} and len(quarters) == 3
