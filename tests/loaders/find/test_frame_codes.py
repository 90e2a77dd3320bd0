"""Frames that are numbered in short: "OS 1", "III.2", "[2.1]"; all names are invented."""

from collections.abc import Callable

from maillage.loaders.find.frame import Frame, find_frame
from maillage.loaders.find.frame_reach import reaches
from maillage.loaders.find.item_mentions import ItemMentions
from maillage.loaders.view import View

Look = Callable[[str], View]

SHORT = """FICHE N° 1
Constats
Un enfant sur trois n’a jamais vu la mer.

Objectif stratégique

OS 1 – Donner à chaque enfant le goût d’apprendre

Objectifs opérationnels

- 1.1 Ouvrir la crèche le soir
- 1.2 Accueillir les parents au collège

Engagements
Le Département ouvre une salle.

FICHE N° 2

Objectif stratégique

OS 2 – Ramener les soins dans le quartier

Objectifs opérationnels

- 2.1 Loger un médecin
- 2.2 Aller vers les aînés

Engagements
La caisse ouvre un guichet.
"""


def told(frame: Frame) -> list[tuple[str, str | None, str]]:
    return [(i.kind, i.number, i.label) for i in frame.items]


def test_objectives_told_in_short_head_chapters_where_nothing_stands_above_them(look: Look) -> None:
    seen = look(SHORT)
    frame = find_frame(seen)
    assert told(frame)[:2] == [
        ("objectif", "1", "Donner à chaque enfant le goût d’apprendre"),
        ("objectif", "2", "Ramener les soins dans le quartier"),
    ]
    assert [(i.number, i.parent.number) for i in frame.items if i.parent] == [
        ("1.1", "1"), ("1.2", "1"), ("2.1", "2"), ("2.2", "2"),
    ]  # fmt: skip
    at = next(i for i, block in enumerate(seen.blocks) if block.text.startswith("Le Département"))
    assert reaches(seen, frame)[at].number == "1"


def test_a_short_word_that_the_contract_never_spells_out_numbers_nothing(look: Look) -> None:
    frame = find_frame(look(SHORT.replace("Objectif stratégique\n", "À retenir\n")))
    assert [i for i in frame.items if i.number == "1"] == []


def test_an_article_numbered_in_roman_and_figures_names_its_item(look: Look) -> None:
    frame = find_frame(look("III.1. Première ambition : apprendre à tout âge\n\nIII.2. Deuxième ambition : habiter"))
    assert told(frame) == [("ambition", "1", "Apprendre à tout âge"), ("ambition", "2", "Habiter")]


def test_objectives_right_under_an_axe_without_a_mark(look: Look) -> None:
    frame = find_frame(look("AXE 1 Grandir sereinement\n1.1 Ouvrir des crèches\nAXE 2 Se loger\n2.1 Isoler les murs"))
    assert ("orientation", "1", "Grandir sereinement") in told(frame)


def test_the_number_of_an_objective_between_square_brackets(look: Look) -> None:
    frame = find_frame(
        look("Axe 1 : Grandir\n\n1.1 Ouvrir des crèches\n\nAxe 2 : Se loger\n\n2.1 Isoler les murs\n\n2.2 Rénover")
    )
    mentions = ItemMentions(frame)
    assert [i.label for i in mentions.told("Un car pour la piscine [1.1]")] == ["Ouvrir des crèches"]
    assert [i.number for i in mentions.told("Une ligne de bus [2.1, 2.2]")] == ["2.1", "2.2"]
    assert mentions.told("Une ligne de bus [3]") == ()  # a footnote


def test_chapters_in_another_order_than_their_numbers_reach_to_the_next(look: Look) -> None:
    seen = look(
        "Volet 2 : Un enfant qui apprend\n\nLa Région finance.\n\n"
        "Volet 1 : Un habitant en bonne santé\n\nLa Ville ouvre.\n\n"
        "Volet 3 : Un actif à sa place\n\nLa CAF aide.\n\nNos trois volets"
    )
    frame = find_frame(seen)
    chapter = reaches(seen, frame)
    at = {block.text: chapter[i].number for i, block in enumerate(seen.blocks) if i in chapter}
    assert (at["La Région finance."], at["La Ville ouvre."]) == ("2", "1")


def test_two_objectives_under_a_line_that_says_so_open_nothing(look: Look) -> None:
    seen = look(
        "Enjeu 1 – Grandir\n\nObjectifs opérationnels\n1.1 Soutenir les parents\n1.2 Ouvrir des crèches\n\n"
        "La CAF finance.\n\nEnjeu 2 – Se loger\n\nObjectifs opérationnels\n2.1 Isoler les murs\n"
        "2.2 Planter des arbres\n\nLa Ville plante."
    )
    frame = find_frame(seen)
    assert {item.number for item in frame.headings.values()} == {"1", "2"}
    assert {"1.1", "1.2", "2.1", "2.2"} <= {item.number for item in frame.items}


def test_priorities_told_in_a_sentence_are_items_where_each_heads_a_chapter(look: Look) -> None:
    text = "Les trois priorités sont l’éducation, le travail et la santé.\n\n"
    chapters = "L’éducation\n\nLa Ville ouvre.\n\nLe travail\n\nLa Région forme.\n\nLa santé\n\nLa caisse aide."
    assert len(find_frame(look(text + chapters)).items) == 3
    assert find_frame(look(text + "La Ville ouvre une école.")).items == []
