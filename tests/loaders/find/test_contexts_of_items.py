"""What ends the chapter of a frame item, and what does not."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact
from maillage.loaders.reading import prepare

from .carried import WHO, Read, Under, keys, who

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
