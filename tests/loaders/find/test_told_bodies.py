"""Organisations that the text itself says are some."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.told_bodies import told_bodies
from maillage.loaders.view import View

Look = Callable[[str], View]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L’association Les Tanneurs d’images, forte de 160 adhérents, filme.", "Les Tanneurs d’images"),
        ("L’association « Choisis ta rive » nettoie les berges.", "Choisis ta rive"),
        ("Porteur : association ÉCLA", "ÉCLA"),
        ("Le bailleur social Vrelloise propose un local.", "Vrelloise"),
        ("Le centre social La Ruche anime une matinée.", "Centre social La Ruche"),
        ("La régie de quartier Les Deux Rives recrute.", "Régie de quartier Les Deux Rives"),
        ("Le théâtre des Cordeliers joue.", "Théâtre des Cordeliers"),
        ("Les Tresses, une association que vous connaissez, raconte.", "Les Tresses"),
        ("Pilote : Transvrelle (régie des transports)", "Transvrelle"),
        ("Le CCAS et l’association Le Panier partagé ouvriront une épicerie.", "Le Panier partagé"),
        ("L’association Roule libre répare les vélos.", "Roule libre"),
        ("L’association Les Tresses loue des vélos.", "Les Tresses"),
        ("L’association Les Tresses y tiendra un atelier.", "Les Tresses"),
        ("Le bailleur Vrelloise et ses locataires choisissent.", "Vrelloise"),
        ("L’association Clic & Compagnie propose un lieu.", "Clic & Compagnie"),
        ("Un transport à la demande, exploité par Val Mobilité, part de la gare.", "Val Mobilité"),
        ("• La CAF : un lieu.\n\n• France Travail : un forum.\n\n• La Musette verte : un panier.", "La Musette verte"),
        ("Corbie Habitat réhabilite.\n\nLes locataires de Corbie Habitat choisissent.", "Corbie Habitat"),
        ("Le Logis du Port loue.\n\nLogis du Port rénove.", "Logis du Port"),
    ],
)
def test_told(look: Look, text: str, name: str) -> None:
    assert list(told_bodies(look(text))) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Une association de quartier ouvre. Les associations le savent.",
        "L’association Roule libre vélo partout.",  # where the name ends cannot be told
        "Un atelier animé par Jeanne Martin, porté par Corbie.",
        "• La CAF : un lieu.\n\n• Emploi : un forum.\n\n• Santé : un bus.",
        "• La CAF : un lieu.\n\n• La CPAM : un stand.\n\n• La Scène du Port : la commune d’Avray bâtira une salle.",
        "• La CAF : un lieu.\n\n• La CPAM : un stand.\n\nRappel : le droit commun vient en premier.",
        "Jeanne Martin, association de quartier, témoigne.",
        "Corbie Habitat réhabilite une fois.",
        "Le plan Habitat est voté. Le plan Habitat est suivi.",
        "Le centre social ouvre. Les centres sociaux du port aussi.",
    ],
)
def test_not_told(look: Look, text: str) -> None:
    assert not told_bodies(look(text))


def test_a_line_ends_a_name_unless_it_is_printed_whole_elsewhere(look: Look) -> None:
    assert list(told_bodies(look("L’association Horizon\nBrenne anime."))) == ["Horizon"]
    whole = "L’association Horizon\nBrenne anime.\n\nContact\nHorizon Brenne"
    assert list(told_bodies(look(whole))) == ["Horizon Brenne"]


def test_names_that_are_known_need_no_telling(look: Look) -> None:
    text = "L’association Les Tresses tresse. Le bailleur Vrelloise loue."
    assert not told_bodies(look(text), ["Coopérative Les Tresses", "Vrelloise Habitat"])


def test_who_pilots_in_brackets(look: Look) -> None:
    text = "Chantiers éducatifs. [Pilote : Passerelles Vives ; partenaires : CAF, La Fabrique du Val]"
    assert list(told_bodies(look(text))) == ["Passerelles Vives", "La Fabrique du Val"]
