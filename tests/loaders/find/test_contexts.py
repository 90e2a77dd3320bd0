"""What blocks stand under: chapters of partners, pages of communes, sections, scopes, boxes and tables of actions."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact
from maillage.loaders.find.boxes import _moves
from maillage.loaders.reading import prepare

from .carried import WHO, Read, Under, keys, who


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Les engagements de la commune", "commitments"),
        ("Diagnostic partagé", "context"),
        ("Gouvernance et pilotage", "governance"),
        ("Indicateurs de suivi", "indicators"),
        ("Annexe 3", "annex"),
        ("Le mot de la présidente", "editorial"),
        ("Signataires du contrat de ville", "signatures"),
    ],
)
def test_headings_open_sections(under: Under, heading: str, section: str) -> None:
    text = "Ce texte dit ce qu’il y a lieu de dire."
    assert under(f"{heading}\n\n{text}")[text].section == section
    assert under(f"{heading}\n\n{text}")[heading].heading


def test_a_sentence_opens_nothing(under: Under) -> None:
    text = "Nous dirons plus loin le diagnostic."
    assert under(f"{text}\n\nAutre texte ici.")["Autre texte ici."].section == "start"


def test_a_partners_chapter(under: Under) -> None:
    found = under(WHO + "Contribution de la CAF de l’Orne\n\nDes postes sont financés.\n\nAnnexe 2\n\nAutre texte ici.")
    assert [p.acronym for p in found["Des postes sont financés."].partners] == ["CAF"]
    assert found["Autre texte ici."].partners == ()


def test_scope_of_headings(under: Under) -> None:
    parts = [
        "Défi 1 : Agir pour l’emploi",
        "Défi 2 : Agir pour la santé",
        "Engagements communs pour tous les quartiers",
    ]
    parts += [
        "Un.",
        "Engagement spécifique pour le quartier des Tilleuls",
        "Deux.",
        "Défi 3 : Agir pour le sport",
        "Trois.",
    ]
    found = under("\n\n".join(parts))
    assert (found["Un."].scope, found["Un."].quarters) == ("stated_all", ())
    assert (found["Deux."].scope, found["Deux."].quarters) == ("named", ("quartier",))
    assert (found["Trois."].scope, found["Trois."].quarters) == ("unstated", ())


def test_a_communes_page_by_the_name_alone_at_its_foot(read: Read) -> None:
    pages = [
        "Ce que nous ferons\n• Créer un jardin partagé au pied des immeubles\n\nCorbeval",
        "Ce que nous ferons\n• Ouvrir une ludothèque pour tous les enfants\n\nVal-Rouvre",
    ]
    found = who(read, "La ville de Val-Rouvre agit aussi.\n\f\n" + "\n\f\n".join(pages))
    assert found["Créer un jardin"] == (["ville-de-corbeval"], "chapter")
    assert found["Ouvrir une ludothèque"] == (["ville-de-val-rouvre"], "chapter")


def test_a_town_alone_on_one_page_only_is_a_cell(under: Under) -> None:
    found = under(WHO + "\n\f\nCorbeval\n\nNous ferons un jardin partagé.")
    assert found["Nous ferons un jardin partagé."].partners == ()


def test_the_collective_under_an_item_without_a_carrier(read: Read) -> None:
    frame = "Défi 1 : Agir pour l’emploi\n\nDéfi 2 : Agir pour la santé\n\nDéfi 3 : Agir pour le sport\n\n"
    found = who(read, frame + "Engagements\n\n• Créer un jardin partagé au pied des immeubles")
    assert (
        found["Créer un jardin"][0][0].startswith("partenaires-du-contrat") and found["Créer un jardin"][1] == "default"
    )


def test_in_connection_with_does_not_commit(read: Read) -> None:
    found = who(read, "Engagements de la Ville d’Avray\n\n• Créer un jardin partagé, en lien avec la CAF de l’Orne")
    assert found["Créer un jardin"][0] == ["ville-d-avray"]


TABLE = """Objectifs stratégiques   Actions concrètes   Calendrier   Opérateur

Créer un jardin partagé au pied des immeubles
2025
CAF de l’Orne
Ouvrir une ludothèque pour tous les enfants
2026
Former dix jeunes aux métiers du bois
2027
Région Normandie
"""


def test_a_merged_operator_carries_its_rows(read: Read) -> None:
    found = who(read, TABLE)
    assert found["Créer un jardin"] == (["caf-de-l-orne"], "column")
    assert found["Ouvrir une ludothèque"] == (["caf-de-l-orne"], "column")
    assert found["Former dix jeunes"] == (["region-normandie"], "column")
    assert len(found) == 3


def test_rows_are_actions_with_their_year(read: Read) -> None:
    found = [fact for fact in read(WHO + TABLE) if isinstance(fact, CommitmentFact)]
    assert {fact.kind for fact in found} == {"action"}
    assert [fact.deadline for fact in found] == ["2025", "2026", "2027"]


@pytest.mark.parametrize(
    ("groups", "moved"),
    [
        ([1, 1, 1], [False, False, False]),
        ([2, 0, 1], [True, False, False]),
        ([2, 1, 0], [True, True, False]),
        ([0, 0, 0], [False, False, False]),
        ([1, 0, 1], [False, False, False]),
        ([2, 2, 1], [False, False, False]),
    ],
)
def test_a_group_of_boxes_moves_to_the_title_that_has_none(groups: list[int], moved: list[bool]) -> None:
    gaps = [[[index] for index in range(number)] for number in groups]
    assert _moves(gaps, [False] * len(gaps)) == moved
    assert not any(_moves(gaps, [True] * len(gaps)))  # each stands under the name of who acts


def test_boxes_printed_before_their_title(document: Callable[[str], Document]) -> None:
    boxes = {
        "A": "• Ouvrir un lieu pour les familles\n• Créer un poste de médiateur",
        "B": "• Planter des arbres en ville\n• Rénover les halls d’immeubles",
        "C": "• Former des jeunes au numérique\n• Financer des permis de conduire",
    }
    titles = ["Défi 1 : Accueillir les familles", "Défi 2 : Embellir le cadre de vie", "Défi 3 : Mener vers l’emploi"]
    announced = "Les 3 défis\n\n" + "\n".join(titles)
    between = "Ce lieu est ouvert à tous.\n\nChacun y vient librement."
    order = [titles[0], f"{boxes['A']}\n\n{between}\n\n{boxes['B']}", "", titles[1], boxes["C"], titles[2]]
    pages = [announced, "\n\n".join([order[0], order[1]]), "\n\n".join(order[2:4]), "\n\n".join(order[4:])]
    ready = prepare(document(WHO + "\n\f\n".join(pages)))
    items = {b.text.split()[0]: c.item for b, c in zip(ready.view.blocks, ready.contexts, strict=True) if c.item}
    assert {
        first: items[first].number for first in ("Ouvrir", "Créer", "Planter", "Rénover", "Former", "Financer")
    } == {"Ouvrir": "1", "Créer": "1", "Planter": "2", "Rénover": "2", "Former": "3", "Financer": "3"}


STACKED = """Défi 1 : Agir pour l’emploi

Contributions des partenaires

CAF de l’Orne
• Soutenir les familles monoparentales du quartier
• Ouvrir une crèche à horaires élargis

Ligue des familles du bocage
• Animer un groupe de parole pour les pères

Tableau d’actions de l’État

Action

Calendrier

Opérateur

Réserver trente départs en vacances aux enfants du quartier.

chaque été

France Travail

Jumeler chaque école avec un théâtre de la ville.

2025-2027

CAF de l’Orne
"""


def test_an_unknown_body_among_partners_speaks_for_itself(read: Read) -> None:
    found = who(read, STACKED)
    assert found["Ouvrir une crèche"] == (["caf-de-l-orne"], "heading")
    assert found["Animer un groupe"] == (["ligue-des-familles-du-bocage"], "heading")


def test_a_table_with_a_cell_a_line_gives_each_row_its_operator(read: Read) -> None:
    found = who(read, STACKED)
    told = {quote[:14]: carriers for quote, carriers in found.items()}
    assert told["Réserver trent"] == (["france-travail"], "column")
    assert told["Jumeler chaque"] == (["caf-de-l-orne"], "column")
    assert not any(quote.startswith(("Action", "Tableau", "chaque")) for quote in found)


@pytest.mark.parametrize(
    ("heading", "partners"),
    [
        ("4.1 La CAF de l’Orne", ["caf-de-l-orne"]),
        (
            "Article 6 – Engagements de la CAF de l’Orne et de la Région Normandie",
            ["caf-de-l-orne", "region-normandie"],
        ),
        ("La CAF de l’Orne et la Région Normandie", ["caf-de-l-orne", "region-normandie"]),
        ("Engagements de Val-Rouvre", ["ville-de-val-rouvre"]),
        ("Rappel : la CAF de l’Orne est compétente", []),
        ("24 % (source : sig, CAF de l’Orne, 2023)", []),
    ],
)
def test_whom_a_heading_names(under: Under, heading: str, partners: list[str]) -> None:
    text = "Des postes sont financés ici pour tous."
    who_acts = WHO.replace("ensemble", "avec la ville de Val-Rouvre")
    assert keys(under(f"{who_acts}Les engagements\n\n{heading}\n\n{text}")[text]) == partners


def test_an_annex_is_by_who_opens_its_title(under: Under) -> None:
    text = "Des postes sont financés ici pour tous."
    found = under(f"{WHO}Annexe 2\n\nCAF de l’Orne – délégation du bocage, note de contribution\n\n{text}")
    assert keys(found[text]) == ["caf-de-l-orne"]


def test_a_series_of_partners_ends_with_a_heading_like_theirs(under: Under) -> None:
    last = "Des postes sont financés ici pour tous, dans chaque quartier et chaque année."
    parts = ["La CAF de l’Orne", f"Un. {last}", "La Région Normandie", f"Deux. {last}", "Les autres", last]
    found = under(WHO + "Les engagements\n\n" + "\n\n".join(parts))
    assert keys(found[f"Deux. {last}"]) == ["region-normandie"]
    assert keys(found[last]) == []


def test_engagements_of_somebody_unknown_are_nobody_elses(under: Under) -> None:
    text = "Des postes sont financés ici pour tous."
    found = under(f"{WHO}Engagements de la CAF de l’Orne\n\nUn.\n\nEngagements de l’autorité éducative\n\n{text}")
    assert keys(found["Un."]) == ["caf-de-l-orne"] and keys(found[text]) == []
    own = under(f"{WHO}Engagements de la CAF de l’Orne\n\nUn.\n\nLes engagements de la caisse\n\n{text}")
    assert keys(own[text]) == ["caf-de-l-orne"]
