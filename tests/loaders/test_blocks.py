"""Blocks: what belongs together stays together, and no line is lost or invented."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.blocks import SOFT_HYPHEN, Block, is_caps
from maillage.loaders.document import Document
from maillage.loaders.title_lines import is_cut
from maillage.loaders.view import View, view

Look = Callable[[str], View]


def texts(look: Look, text: str) -> list[str]:
    return [block.text for block in look(text).blocks]


def test_a_paragraph_over_lines_is_one_block(look: Look) -> None:
    text = (
        "La ville finance un poste de médiation et ouvre un lieu\nd'accueil dans chaque quartier. Elle en rend\ncompte."
    )
    assert len(look(text).blocks) == 1
    assert look(text).blocks[0].numbers == [1, 2, 3]


def test_bullets_are_blocks_with_their_sign(look: Look) -> None:
    found = look(
        "Nous voulons :\n• Créer un lieu\n- Former dix jeunes\no Ouvrir un jardin\n▪ Planter\n* Tailler"
    ).blocks
    assert [(b.mark, b.sign, b.text) for b in found] == [
        ("", "", "Nous voulons :"),
        ("bullet", "•", "Créer un lieu"),
        ("bullet", "-", "Former dix jeunes"),
        ("bullet", "o", "Ouvrir un jardin"),
        ("bullet", "•", "Planter"),
        ("bullet", "*", "Tailler"),
    ]


def test_a_bullet_runs_on_in_lower_case(look: Look) -> None:
    assert texts(look, "• Créer un lieu d'accueil pour\nles familles du quartier\n• Planter") == [
        "Créer un lieu d'accueil pour les familles du quartier",
        "Planter",
    ]


def test_a_bullet_alone_on_its_line_takes_the_next(look: Look) -> None:
    assert [(b.mark, b.text) for b in look("•\nCréer un lieu\n•\nPlanter").blocks] == [
        ("bullet", "Créer un lieu"),
        ("bullet", "Planter"),
    ]


@pytest.mark.parametrize(
    ("line", "number"), [("1. Créer", "1"), ("2) Créer", "2"), ("3° Créer", "3"), ("3°/ Créer", "3")]
)
def test_numbers(look: Look, line: str, number: str) -> None:
    block = look(line).blocks[0]
    assert (block.mark, block.number, block.text) == ("number", number, "Créer")


@pytest.mark.parametrize(
    "line", ["2024 sera l'année", "1.5 million", "Ville nouvelle", "ou bien", "-t-il", "12 logements", "VIVRE", "VA"]
)
def test_not_marks(look: Look, line: str) -> None:
    assert look(line).blocks[0].mark == ""


def test_items_that_end_in_commas_are_apart(look: Look) -> None:
    assert len(texts(look, "La Région,\n\nLe Département,\n\nLa Caisse,")) == 3


def test_double_spaced_pages_read_as_single_spaced_ones(look: Look) -> None:
    lines = [
        "La ville finance un poste de médiation et ouvre un lieu",
        "d'accueil dans chaque quartier, où les habitants",
    ]
    lines += ["trouvent une aide pour leurs démarches et leurs projets."]
    assert texts(look, "\n\n".join(lines)) == texts(look, "\n".join(lines)) == [" ".join(lines)]


def test_a_page_of_headings_and_short_paragraphs_is_not_double_spaced(look: Look) -> None:
    parts = ["Contribution de la Région", "La Région finance.", "Contribution de la Caisse", "La Caisse accompagne."]
    assert texts(look, "\n\n".join(parts)) == parts


def test_titles_in_capitals_are_apart_from_text(look: Look) -> None:
    assert texts(look, "LES ENGAGEMENTS\nDE LA VILLE\nLa ville finance un poste.") == [
        "LES ENGAGEMENTS DE LA VILLE",
        "La ville finance un poste.",
    ]


def test_a_sentence_runs_over_a_page_break_and_its_running_title(look: Look) -> None:
    page = "Contrat de Corbeval\n{0} suite {0} de la page qui est assez longue pour tenir un paragraphe et pour\n\f\n"
    found = texts(
        look, "".join(page.format(word) for word in ("alpha", "beta", "gamma")) + "Contrat de Corbeval\nfinir ici."
    )
    assert found[-1].endswith("pour finir ici.") and "Contrat" not in " ".join(found)


def test_a_hyphen_at_a_line_end_keeps_no_space(look: Look) -> None:
    assert texts(look, "Un lieu de rencontre inter-\ngénérationnel") == ["Un lieu de rencontre inter-générationnel"]


def test_years_are_cells(look: Look) -> None:
    assert texts(look, "Créer un lieu\n2025\nPlanter des arbres\n2026") == [
        "Créer un lieu",
        "2025",
        "Planter des arbres",
        "2026",
    ]
    assert texts(look, "2e semestre\n2025") == ["2e semestre 2025"]
    assert texts(look, "Un lieu sera ouvert avant la fin de\n2025") == ["Un lieu sera ouvert avant la fin de 2025"]


@pytest.mark.parametrize(("line", "cut"), [
    ("la ville et", True), ("la ville,", True), ("chez les", True), ("pour leurs", True), ("(", True),
    ("la villa", False), ("le palet", False), ("fin.", False), ("", False), ("et", True),
])  # fmt: skip
def test_is_cut(line: str, cut: bool) -> None:
    assert is_cut(line) is cut


def test_is_caps() -> None:
    assert is_caps("LES DÉFIS") and not is_caps("CAF") and not is_caps("Les DÉFIS") and not is_caps("2024")


PIECES = st.sampled_from(
    ["", "", " ", "• ", "- ", "o ", "12", "3. ", "2025", "LE TITRE", "La ville finance,", "pour les", "un poste.", "İ",
     "�����", "Contrat", "Défi 3", "\uf0b7 Créer", "\u00a0", "\u2028", "\x0b", "\x85", "ﬁ", "© Ville", "l’",
     "inter-", "«", "Page 3", "ß", "\x1c"]
)  # fmt: skip
LINES = st.lists(st.one_of(st.lists(PIECES, max_size=4).map("".join), st.text(max_size=30)), min_size=1, max_size=40)


def _document(lines: list[str], starts: list[int]) -> Document:
    whole = tuple(line.replace("\n", " ").encode("utf-8", "replace").decode() for line in lines)
    pages = tuple(sorted({1, *(start for start in starts if start <= len(lines))}))
    return Document("x.txt", "0" * 64, "text", whole, pages)


@given(LINES, st.lists(st.integers(1, 40), max_size=6))
def test_each_filled_line_stands_in_one_block_or_is_furniture(lines: list[str], starts: list[int]) -> None:
    seen = view(_document(lines, starts))
    numbers = [number for block in seen.blocks for number in block.numbers]
    filled = {n for n, line in enumerate(seen.lines, 1) if line.strip()}
    assert len(numbers) == len(set(numbers)) and sorted(numbers) == numbers
    assert set(numbers) == filled - seen.furniture
    assert seen.furniture <= set(range(1, len(lines) + 1))


@given(LINES, st.lists(st.integers(1, 40), max_size=6))
def test_blocks_hold_the_words_of_their_lines(lines: list[str], starts: list[int]) -> None:
    seen = view(_document(lines, starts))
    for block in seen.blocks:
        _check_block(seen, block)
    assert seen.body.split("\n") == [b.text for b in seen.blocks] or seen.body == ""
    assert len(seen.folded) == len(seen.body)


def _check_block(seen: View, block: Block) -> None:
    assert (block.first, block.last) == (block.numbers[0], block.numbers[-1])
    printed = "".join("".join(seen.lines[n - 1] for n in block.numbers).split()).replace(
        SOFT_HYPHEN, ""
    )  # where words were cut
    assert printed.endswith("".join(block.text.replace(SOFT_HYPHEN, "").split())) and "\n" not in block.text
    assert block.sign + block.number in printed
    assert len(block.folded) == len(block.text)


@given(LINES)
def test_positions_lead_back_to_block_and_line(lines: list[str]) -> None:
    seen = view(_document(lines, []))
    for start, block in zip(seen.starts, seen.blocks, strict=True):
        if block.text:
            assert block.first <= seen.line_at(start) <= seen.line_at(start + len(block.text) - 1) <= block.last


@given(LINES, st.lists(st.integers(1, 40), max_size=4))
def test_the_same_twice(lines: list[str], starts: list[int]) -> None:
    document = _document(lines, starts)
    assert view(document) == view(document)


def test_a_word_parted_by_a_soft_hyphen_is_whole_again(look: Callable[[str], View]) -> None:
    (block,) = look("Ouvrir un espace de collabo\xad\nration avec les habi\xadtants du quartier").blocks
    assert block.text == "Ouvrir un espace de collaboration avec les habitants du quartier"


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Article 5 – Les communes\n5.1 Ville d'Avray\nElle ouvre un lieu pour les jeunes.", 3),
        ("La ville ouvre un lieu pour les jeunes.\n5.2 Elle plante aussi des arbres.", 2),
        ("La ville ouvre un lieu dans un bâtiment de\n5.2 Hectares au nord.", 1),
        ("Action 1.2 – Verdir\nLa ville plante cent arbres.\nAction 1.3 – Former", 3),
        ("La ville mène depuis un an une\nAction 1.2 – Verdir", 1),
        ("• Créer un guichet\nEngagement spécifique pour le quartier des Ormes\n• Ouvrir une ludothèque", 3),
        ("Chacun a rappelé ses\nengagements communs à tous", 1),
        ("Chapitre 3 : le pilotage\nLe comité se réunit deux fois chaque année.", 2),
        ("La ville plante cent arbres.\nPilier Cohésion sociale\nLa caisse aide.", 3),
        ("Chacun a rappelé l’importance du\nPilier Cohésion sociale", 1),
        ("> La ville plante.\n> La caisse aide.", 2),
        ("Un taux de chômage\n> 50 % dans les tours", 1),
    ],
)
def test_lines_that_stand_for_themselves(look: Look, text: str, blocks: int) -> None:
    assert len(look(text).blocks) == blocks


def test_a_label_between_two_lists_of_bullets(look: Look) -> None:
    text = (
        "- Résidentialiser les sept immeubles du Tilleul et planter des arbres le long de la rue\n"
        "- Publier chaque année l’emploi de l’abattement, quartier par quartier\nPierres et Toits\n"
        "- Accueillir des associations"
    )
    assert [block.text for block in look(text).blocks][2] == "Pierres et Toits"


def test_a_bullet_goes_on_with_a_name_that_had_no_room(look: Look) -> None:
    text = (
        "- Publier chaque année l’emploi de l’abattement avec Val Logis, Corbie Habitat, puis\nPierres et Toits\n"
        "- Résidentialiser les sept immeubles du Tilleul et planter des arbres le long de la rue"
    )
    assert len(look(text).blocks) == 2


@pytest.mark.parametrize("sign", ["ü", "§", "Ø", "Å"])
def test_bullets_of_which_only_the_code_is_left(look: Look, sign: str) -> None:
    found = look(f"{sign} Les cités éducatives\n{sign} Le réseau des ludothèques").blocks
    assert [(block.mark, block.sign, block.text[:4]) for block in found] == [
        ("bullet", "•", "Les "),
        ("bullet", "•", "Le r"),
    ]


def test_a_preposition_that_begins_a_line_is_no_bullet(look: Look) -> None:
    assert [block.mark for block in look("La Ville ouvrira une ludothèque ambulante\nà Avray et à Corbie.").blocks] == [
        ""
    ]


WIDE = "La ville et ses partenaires se retrouvent chaque année pour dire ce qui a été fait et ce qui reste à faire ici."


@pytest.mark.parametrize("label", ["L’Éducation nationale (DSDEN de l’Orne) :", "La CAF :"])
def test_a_title_over_a_label_that_leads_in_a_list_stands_alone(look: Look, label: str) -> None:
    found = texts(look, f"{WIDE}\n\nLes partenaires et leurs engagements\n{label}\n• ouvrir un lieu ;\n• le tenir.")
    assert found[1:3] == ["Les partenaires et leurs engagements", label]


def test_a_title_of_commitments_over_a_partners_name(look: Look) -> None:
    found = texts(look, f"{WIDE}\n\nLes partenaires et leurs engagements\nFrance Travail\n• tenir un forum ;")
    assert found[1:3] == ["Les partenaires et leurs engagements", "France Travail"]


def test_a_label_over_bullets_under_a_sentence(look: Look) -> None:
    found = texts(look, f"{WIDE}\nIl garde son bureau.\nToit du Val\n• vendre à prix juste ;\n• prêter la salle.")
    assert found[1] == "Toit du Val"


def test_a_bodys_name_and_acronym_stand_alone(look: Look) -> None:
    name = "Direction départementale des territoires (DDT)"
    found = texts(look, f"• étudier un lieu d’accueil.\n{name}\nLa DDT apporte son expertise aux communes du val.")
    assert found == ["étudier un lieu d’accueil.", name, "La DDT apporte son expertise aux communes du val."]
