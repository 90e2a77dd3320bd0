"""Frame items that a statement or a title names; all text is invented."""

import pytest

from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.item_mentions import ItemMentions

NAMES = ["Loger dignement", "Apprendre à tout âge", "Respirer mieux"]


@pytest.fixture
def frame() -> Frame:
    made = Frame()
    for number, label in enumerate(NAMES, 1):
        made.add(Item("defi", str(number), label, number, number))
    made.add(Item("orientation", "2A", "Ouvrir les écoles", 8, 8))
    made.add(Item("axe_transversal", None, "L’égalité de genre", 9, 9))
    made.add(Item("priorite", "1", "Des bancs", 10, 10, qpv="tilleul"))
    made.add(Item("priorite", "1", "Un marché", 11, 11, qpv="bel air"))
    return made


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("La caisse finance deux postes (défi 2).", ["Apprendre à tout âge"]),
        ("La ville plante cent arbres [D3]", ["Respirer mieux"]),
        ("Deux ateliers par an (D1, D3)", ["Loger dignement", "Respirer mieux"]),
        ("Au titre des défis 1 et 2, elle prolonge son aide.", ["Loger dignement", "Apprendre à tout âge"]),
        ("Pour le premier défi, la ville relance le permis de louer.", ["Loger dignement"]),
        ("Au nom de l’égalité de genre, un créneau est réservé.", ["L’égalité de genre"]),
        ("L’orientation 2A sera suivie chaque mois.", ["Ouvrir les écoles"]),
        ("Défi loger : la ville relance le permis.", ["Loger dignement"]),
        ("Sur le défi « Apprendre à tout âge », la caisse aide.", ["Apprendre à tout âge"]),
        ("L’axe transversal guide la formation des agents.", ["L’égalité de genre"]),
        ("Fil rouge : former cent agents.", ["L’égalité de genre"]),
        ("Le défi de demain est ailleurs, l’axe routier aussi.", []),
        ("Le défi 2 du contrat local de santé est atteint.", []),
        ("Elle ouvre 2 classes et réserve 3 % des places.", []),
        ("La ligne D1 roulera jusqu’à minuit.", []),
    ],
)
def test_numbers_ranks_codes_and_names(frame: Frame, text: str, labels: list[str]) -> None:
    assert [item.label for item in ItemMentions(frame).told(text)] == labels


def test_a_heading_is_only_overruled_by_what_the_text_says_it_answers(frame: Frame) -> None:
    mentions = ItemMentions(frame)
    assert mentions.told("Cette aide rappelle le défi 2 de façon lointaine.", aside=True) == ()
    assert mentions.told("Cette aide rappelle le défi loger dignement.", aside=True) == ()
    assert [i.label for i in mentions.told("Au titre du défi loger, elle aide.", aside=True)] == ["Loger dignement"]
    assert [i.label for i in mentions.told("Une aide est versée (défi 2).", aside=True)] == ["Apprendre à tout âge"]


def test_a_code_is_of_the_quarter_that_is_spoken_of(frame: Frame) -> None:
    mentions = ItemMentions(frame)
    assert [i.label for i in mentions.told("Poser six bancs (P1)", ["bel air"])] == ["Un marché"]
    assert mentions.told("Poser six bancs (P1)") == ()


def test_the_only_transversal_axis_needs_no_name(frame: Frame) -> None:
    frame.add(Item("axe_transversal", None, "Le climat", 12, 12))
    assert ItemMentions(frame).told("L’axe transversal guide la formation des agents.") == ()


def test_a_contracts_own_codes_need_no_parentheses(frame: Frame) -> None:
    frame.codes["D2"] = frame.items[1]
    told = ItemMentions(frame).told
    assert [i.label for i in told("La ville participera aussi à D2 par une aide.")] == ["Apprendre à tout âge"]
    assert told("La ligne D1 roulera jusqu’à minuit.") == ()
