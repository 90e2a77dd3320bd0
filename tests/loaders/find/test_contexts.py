"""What blocks stand under: chapters of partners, pages of communes, sections, scopes, boxes and tables of actions."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, Fact
from maillage.loaders.find.boxes import _moves
from maillage.loaders.find.section_state import Context
from maillage.loaders.reading import prepare

Under = Callable[[str], dict[str, Context]]
Read = Callable[..., list[Fact]]
WHO = "La ville de Corbeval, la CAF de l’Orne, la Région Normandie et le préfet de l’Orne agissent ensemble ici.\n\n"


def who(read: Read, text: str) -> dict[str, tuple[list[str], str]]:
    """For each commitment's first three words its partners and what gave them."""
    found = [fact for fact in read(WHO + text) if isinstance(fact, CommitmentFact)]
    return {
        " ".join(f.quote.split()[:3]): ([p.rsplit("/", 1)[-1] for p in f.partners], f.partner_origin) for f in found
    }


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


def keys(context: Context) -> list[str]:
    return [partner.key for partner in context.partners]


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


CHAPTERS = """Axe 1 : Se loger

Constats

Les halls sont abîmés et chacun attend depuis trois ans qu’ils soient repeints.

PISTES D’ACTION – les signataires mettront en œuvre :

La ville repeint les halls de la place.

Axe 2 : Se former

Constats

Les écoles sont loin et les bus sont rares, ce que chacun regrette depuis longtemps.

PISTES D’ACTION – les signataires mettront en œuvre :

La ville ouvre une école du soir.

Axe 3 : Se soigner

PISTES D’ACTION – les signataires mettront en œuvre :

La ville ouvre une maison de santé.

CONTRIBUTIONS DE TOUS LES SIGNATAIRES

Chacun dit ici sa part, sans ordre.
"""


def test_titles_inside_a_chapter_do_not_end_its_item(under: Under) -> None:
    found = {text: context.item and context.item.label for text, context in under(CHAPTERS).items()}
    assert found["La ville repeint les halls de la place."] == "Se loger"
    assert found["La ville ouvre une école du soir."] == "Se former"
    assert found["La ville ouvre une maison de santé."] == "Se soigner"
    assert found["Chacun dit ici sa part, sans ordre."] is None


def test_an_item_told_under_a_partner_ends_with_it(under: Under) -> None:
    own = "CAF de l’Orne\nAxe 3\n\nLa caisse aide les familles.\n\nRégion Normandie\n\nLa région aide les lycées.\n"
    found = under(f"{WHO}{CHAPTERS}\n{own}")
    caf, region = found["La caisse aide les familles."].item, found["La région aide les lycées."].item
    assert (caf and caf.label, region) == ("Se soigner", None)


def test_objectives_in_a_column_of_a_table(document: Callable[[str], Document]) -> None:
    rows = "Agir sur le logement\n\nRepeindre les halls de la place\n\n2025\n\nCAF\n\n"
    rows += "Ouvrir un permis de louer\n\n2026\n\n"
    more = "Élever le niveau des jeunes\n\nOuvrir une école du soir en centre-ville\n\n2025\n\nRégion\n"
    ready = prepare(document(f"{WHO}Objectif opérationnel\nAction\nAnnée\nOpérateur\n\n{rows}{more}"))
    items = {row.action: [item.label for item in row.items] for row in ready.rows}
    assert items["Ouvrir un permis de louer"] == ["Agir sur le logement"]
    assert items["Ouvrir une école du soir en centre-ville"] == ["Élever le niveau des jeunes"]


def test_names_that_head_pages_that_a_text_file_runs_together(under: Under) -> None:
    pages = [
        "Corbeval\n\nCe que nous ferons\n\nUn.",
        "Val-Rouvre\n\nCe que nous ferons\n\nDeux.\n\n| 77\n\nCorbeval\n\nCe que nous ferons\n\nTrois.",
        "Val-Rouvre\n\nQuatre.",
        "Corbeval\n\nCinq.",
    ]
    found = under(WHO + "La ville de Val-Rouvre agit aussi.\n\f\n" + "\n\f\n".join(pages))
    assert [found[said].partners[0].key for said in ("Deux.", "Trois.", "Quatre.")] == [
        "ville-de-val-rouvre",
        "ville-de-corbeval",
        "ville-de-val-rouvre",
    ]


def test_a_line_that_leads_in_a_list_ends_nobodys_part(under: Under) -> None:
    said = "Contribution de la Région Normandie\n\n{}\n\nUn appui aux chantiers d’insertion."
    kept = under(WHO + "\n\n" + said.format("Les 4 axes définis sont les suivants :"))
    assert [p.key for p in kept["Un appui aux chantiers d’insertion."].partners] == ["region-normandie"]
    ended = under(WHO + "\n\n" + said.format("Les 4 axes"))
    assert not ended["Un appui aux chantiers d’insertion."].partners


@pytest.mark.parametrize("title", ["Défi 1 : Agir pour l’emploi", "Les engagements"])
def test_a_foreword_ends_where_anything_else_begins(under: Under, title: str) -> None:
    text = f"{WHO}\n\nAvant-propos du préfet de l’Orne\n\nUn écart demeure.\n\n{title}\n\nUne clause d’insertion."
    found = under(text)
    assert [p.key for p in found["Un écart demeure."].partners] == ["etat"]
    assert not found["Une clause d’insertion."].partners


def test_chapters_of_items_that_have_names_only(under: Under) -> None:
    told = "Les signataires ont retenu trois priorités thématiques : Emploi, Santé, Culture. "
    told += "Et une exigence transversale, l’égalité de genre.\n\n"
    part = "{0}\n\nConstats partagés\n\nChacun attend depuis trois ans que cela change enfin ici.\n\n"
    part += "Les actions retenues\n\nLa ville {1}.\n\n"
    chapters = [("EMPLOI", "embauche"), ("SANTÉ", "soigne"), ("CULTURE", "joue"), ("ÉGALITÉ DE GENRE", "compte")]
    found = under(told + "".join(part.format(*each) for each in chapters))
    labels = {
        text: context.item and context.item.label for text, context in found.items() if text.startswith("La ville")
    }
    assert labels == {
        "La ville embauche.": "Emploi",
        "La ville soigne.": "Santé",
        "La ville joue.": "Culture",
        "La ville compte.": "L’égalité de genre",
    }


def test_what_all_items_share_ends_the_last_one(under: Under) -> None:
    title = "Article 9 – Exigences transversales\n\nL’État forme ses agents.\n"
    found = under(f"{WHO}Axe 1 : Se loger\n\nUn.\n\nAxe 2 : Se former\n\nLa ville ouvre une école.\n\n{title}")
    school, agents = found["La ville ouvre une école."].item, found["L’État forme ses agents."].item
    assert (school and school.label, agents) == ("Se former", None)


def test_what_a_pages_foot_prints_within_a_sentence_is_no_heading(under: Under) -> None:
    pages = "Axe 1 : Se loger\n\nUn.\n\nAxe 2 : Se former\n\nLa caisse aide les familles à payer{0}\n\nANNEXE 1\n\f\n"
    pages += "{1} loyer.\n\nLa ville plante.\n"
    for end, start, label in ((" le", "leur premier", "Se former"), (".", "Leur premier", None)):
        item = under(WHO + pages.format(end, start))["La ville plante."].item
        assert (item and item.label) == label


def test_an_item_under_a_partner_among_others_ends_nobodys_part(under: Under) -> None:
    names = ("CAF de l’Orne", "Région Normandie", "Ville de Corbeval")
    parts = "".join(f"3.{n} {name}\n\nLe partenaire {n} agit.\n\n" for n, name in enumerate(names, 1))
    last = "3.4 Département de l’Orne\n\nAxe 2\n\nLe département agit."
    text = (
        f"{WHO}Axe 1 : Se loger\nAxe 2 : Se former\nAxe 3 : Se soigner\n\nEngagements des partenaires\n\n{parts}{last}"
    )
    context = under(text)["Le département agit."]
    assert (keys(context), context.item and context.item.label) == (["departement-de-l-orne"], "Se former")


def test_a_lead_in_of_who_speaks_keeps_the_item(under: Under) -> None:
    text = (
        "Axe 1 : Grandir\n\nAxe 2 : Se loger\n\nLes engagements\n\nCAF de l’Orne et CPAM de l’Orne\n\nAxe 2\n\n"
        "Nos engagements communs, arrêtés avec les locataires :\n\n– aucun immeuble sans gardien"
    )
    assert under(text)["aucun immeuble sans gardien"].item.number == "2"


def test_bullets_under_a_partner_stay_under_their_item_though_the_next_has_none(read: Read) -> None:
    parts = []
    for number, name in enumerate(("Grandir", "Se loger", "Travailler", "Se soigner"), 1):
        bullets = "\n".join(
            f"• {verb} un lieu pour les habitants du quartier {number}" for verb in ("Ouvrir", "Financer")
        )
        own = (
            f"Engagements\n\nCAF de l’Orne\n\n{bullets}\n\nRégion Normandie\n\n{bullets}"
            if number < 4
            else "Engagements\n\nLa CAF de l’Orne financera une crèche en 2026."
        )
        parts.append(f"Enjeu {number} – {name}\n\n{own}")
    found = [f for f in read("\n\n".join(parts)) if isinstance(f, CommitmentFact) and "quartier 3" in f.quote]
    assert found and all(f.defis[0].split("/")[-1].startswith("travailler") or "-3-" in f.defis[0] for f in found)


def test_a_paragraph_of_another_partner_ends_a_heading(read: Read) -> None:
    text = (
        "Le contrat a deux défis :\n\n• Défi 1 : Travailler\n\n• Défi 2 : Habiter\n\n"
        "Défi 1\nTravailler\n\nOn travaille.\n\n"
        "Les engagements des partenaires\n\nFrance Travail\n\n• Tenir une permanence à Corbeval.\n\n"
        "La CAF de l’Orne : elle ouvrira un lieu d’accueil des parents en 2026, dans la maison du quartier.\n\n"
        "Défi 2\nHabiter\n\nOn y habite."
    )
    assert who(read, text)["La CAF de"][0] == ["caf-de-l-orne"]


def test_a_pages_head_that_shortens_the_items_title_opens_nothing(under: Under) -> None:
    first = "Grandir et réussir dans son quartier"
    items = f"Le contrat a deux ambitions :\n\n• Ambition 1 : {first}\n\n• Ambition 2 : Habiter\n\n"
    text = (
        f"{items}AMBITION 1\n{first}\n\nObjectif 1.1 – Aider les élèves\n\nOn lit.\n\f\n"
        "Ambition 1 – Grandir et réussir\n\nLe Département de l’Orne ouvre ses salles aux élèves.\n\n"
        "Objectif 1.2 – Aider les parents\n\nOn aide.\n\nAMBITION 2\nHabiter\n\nOn habite."
    )
    item = under(text)["Le Département de l’Orne ouvre ses salles aux élèves."].item
    assert item is not None and item.number == "1.1"


def test_towns_names_in_capitals_over_their_texts(under: Under) -> None:
    towns = ("Corbeval", "Avray", "Saint-Loup")
    head = "Ville de Corbeval, Ville d’Avray et Ville de Saint-Loup agissent.\n\n"
    text = "".join(
        f"{town.upper()}\n\nCommune de {n} 600 habitants, elle a longtemps tenu ses quartiers pour des bourgs.\n\n"
        f"Une halle ouvre en 202{n}.\n\n"
        for n, town in enumerate(towns, 4)
    )
    found = under(head + text)
    told = [found[f"Une halle ouvre en 202{n}."].commune for n in (4, 5, 6)]
    assert [town.place if town else None for town in told] == list(towns)
