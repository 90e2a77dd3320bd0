"""Frames as columns, lists, codes and chapters print them; all names are invented."""

import pytest

from maillage.loaders.find.frame_labels import letterspaced

from .frames import TEXT, by_label, opened, read, told


def test_a_bare_reminder_takes_no_cell_above_it_for_its_label() -> None:
    pages = [
        f"Orientation {n} : {label}\n\n{TEXT}\n\nDDETS\n\nOrientation {n}"
        for n, label in enumerate(["Soigner chacun", "Loger dignement", "Former et recruter"], 1)
    ]
    _, frame = read("\n\n".join(pages))
    assert [label for _, _, label in told(frame)] == ["Soigner chacun", "Loger dignement", "Former et recruter"]


def test_letters_printed_apart_are_no_label() -> None:
    assert letterspaced("A m b it io n s")
    assert not letterspaced("Agir à la fin de la journée")


@pytest.mark.parametrize(
    "heading",
    [
        "D É F I   2\nL O G E R   D I G N E M E N T",
        "Un autre titre\nDéfi 2. – Loger dignement",
        "DÉFI 2\n45 %\ndes foyers\nLoger dignement",
    ],
)
def test_headings_that_columns_and_letters_hide(heading: str) -> None:
    _, frame = read(f"Contrat de ville\n\n{TEXT}\n{heading}\n\n{TEXT}")
    assert told(frame) == [("defi", "2", "Loger dignement")]


def test_lettered_items_in_a_list_and_as_chapters() -> None:
    listed = "Le présent contrat retient deux orientations :\nA. Loger dignement\nB. Apprendre à tout âge\n"
    _, frame = read(f"{listed}\n{TEXT}\nA. LOGER DIGNEMENT\n\n{TEXT}\nB. APPRENDRE À TOUT ÂGE\n\n{TEXT}")
    assert [i.label for i in frame.items] == ["Loger dignement", "Apprendre à tout âge"]
    assert [frame.headings[i].label for i in sorted(frame.headings)] == ["Loger dignement", "Apprendre à tout âge"]


def test_bulleted_items_and_their_reminders_by_number() -> None:
    listed = "Enjeu 1\nSe former\n\n• Orientation 1A – Prévenir les ruptures\n• Orientation 1B – Ouvrir l’emploi\n"
    _, frame = read(f"{listed}\n{TEXT}\n1B (suite)\n\n{TEXT}\n1A Prévenir\n\n{TEXT}")
    assert [i.number for i in frame.items] == ["1", "1A", "1B"]
    assert [frame.headings[i].number for i in sorted(frame.headings)][1:] == ["1B", "1A"]


def test_a_list_that_the_chapters_contradict_is_not_the_frame() -> None:
    contents = "Sommaire\n1. Le bilan\n2. La méthode\n\nLe contrat garde ses deux orientations.\n"
    _, frame = read(f"{contents}\n{TEXT}\nOrientation 1\nSe loger\n\n{TEXT}\nOrientation 2\nSe former\n\n{TEXT}")
    assert [i.label for i in frame.items] == ["Se loger", "Se former"]


def test_sentences_that_tell_an_item_each() -> None:
    prose = (
        "De ces paroles, les élus du contrat de ville ont tiré deux orientations.\n\n"
        "La première, loger dignement, part du constat que les halls sont vides. La deuxième, apprendre à tout\n"
        "âge, veut que chacun lise."
    )
    _, frame = read(prose)
    assert told(frame) == [("orientation", "1", "Loger dignement"), ("orientation", "2", "Apprendre à tout âge")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Fil rouge : l’égalité, partout, pour toutes", ["L’égalité, partout, pour toutes"]),
        ("FIL ROUGE\nLa parole des habitants", ["La parole des habitants"]),
        (
            "Deux exigences traversent les défis : l’égalité de genre et la laïcité.",
            ["L’égalité de genre", "La laïcité"],
        ),
        ("Une même exigence les traverse, la laïcité, à laquelle chacun veille.", ["La laïcité"]),
        (f"AXES TRANSVERSAUX\n\nA. Égalité\n\n{TEXT}\nB. Laïcité\n\n{TEXT}", ["Égalité", "Laïcité"]),
        ("Trois priorités et une exigence transversale, l’égalité de genre. Chacun y veille.", ["L’égalité de genre"]),
        ("Deux lignes traversent le quartier : la 3 et la 4.", []),
    ],
)
def test_what_runs_through_the_frame(text: str, labels: list[str]) -> None:
    _, frame = read(f"{TEXT}\n{text}\n")
    assert [i.label for i in frame.items if i.kind == "axe_transversal"] == labels


def test_listed_objectives_are_of_the_item_above() -> None:
    text = "Défi 1 : Loger dignement\n\nCe que nous visons\n• Baisser les charges\n• Réparer vite\n\n"
    _, frame = read(f"{text}{TEXT}\nNos atouts\n• Une gare\n• Un parc\n")
    assert [(i.label, i.parent and i.parent.label) for i in frame.items if i.kind == "objectif"] == [
        ("Baisser les charges", "Loger dignement"),
        ("Réparer vite", "Loger dignement"),
    ]


def test_numbered_objectives_under_their_item_and_again_later() -> None:
    plan = "Pilier 1 : Loger\n1.1 Réparer vite\n1.2 Isoler\nPilier 2 : Former\n2.1 Ouvrir l’école\n"
    _, frame = read(f"{plan}\n{TEXT}\n1.2 Isoler\n\n{TEXT}\n3.1 Le bilan\n\n{TEXT}")
    objectives = [(i.number, i.label, i.parent and i.parent.label) for i in frame.items if i.kind == "objectif"]
    assert objectives == [
        ("1.1", "Réparer vite", "Loger"),
        ("1.2", "Isoler", "Loger"),
        ("2.1", "Ouvrir l’école", "Former"),
    ]
    assert [frame.headings[i].label for i in sorted(frame.headings)] == ["Isoler"]


def test_a_sentence_behind_a_number_is_a_statement() -> None:
    listed = "Défi 1 – Apprendre\nDéfi 2 – Travailler\nDéfi 3 – Se loger\n"
    _, frame = read(f"{listed}\n{TEXT}\nDéfi 2 – La caisse ouvre deux lieux.\n")
    assert [i.label for i in frame.items] == ["Apprendre", "Travailler", "Se loger"]


def test_an_item_with_the_list_of_its_own_objectives_keeps_its_chapter() -> None:
    plan = f"PILIER 1 : LOGER\nObjectif 1 : Réparer\nObjectif 2 : Isoler\n\n{TEXT}\nPILIER 2 : FORMER\n\n{TEXT}"
    _, frame = read(plan)
    assert [frame.headings[i].label for i in sorted(frame.headings)] == ["Loger", "Former"]
    assert [i.parent and i.parent.label for i in frame.items if i.kind == "objectif"] == ["Loger", "Loger"]


def test_titles_that_open_alike_are_items_when_a_count_says_so() -> None:
    titles = f"L’enjeu de la jeunesse\n\n{TEXT}\nL’enjeu de l’emploi\n\n{TEXT}"
    assert [i.label for i in read(f"Deux enjeux pour le contrat de ville\n\n{titles}")[1].items] == [
        "L’enjeu de la jeunesse", "L’enjeu de l’emploi",
    ]  # fmt: skip
    assert read(f"Quatre enjeux pour le contrat de ville\n\n{titles}")[1].items == []


def test_a_label_behind_another_numbering_opens_its_item() -> None:
    listed = "Orientation 1 : Bien grandir\nOrientation 2 : Bien vieillir\n"
    _, frame = read(f"{listed}\n{TEXT}\nO.S. 1 – Bien grandir\n\n{TEXT}\nO.S. 2 – Bien vieillir\n\n{TEXT}")
    assert [frame.headings[i].label for i in sorted(frame.headings)] == ["Bien grandir", "Bien vieillir"]


def test_a_listed_objective_is_of_the_axe_of_its_number() -> None:
    page = "Axe {0} : {1}\n\nObjectif {0}.1 Réparer vite les {2}\nObjectif {0}.2 Repeindre toutes les {2}\n\n"
    _, frame = read(
        "\n".join(f"{page.format(*each)}{TEXT}" for each in (("1", "Loger", "portes"), ("2", "Former", "salles")))
    )
    parents = {i.number: i.parent and i.parent.label for i in frame.items if i.kind == "objectif"}
    assert parents == {"1.1": "Loger", "1.2": "Loger", "2.1": "Former", "2.2": "Former"}


def test_an_objective_whose_number_two_kinds_have_is_of_none() -> None:
    titles = ("Pilier 1 : Habiter", "Enjeu 1 : Respirer", "Annexe 1", "Objectif 1.1 Réparer vite")
    _, frame = read("\n".join(f"{title}\n\n{TEXT}" for title in titles))
    assert by_label(frame, "Réparer vite").parent is None


@pytest.mark.parametrize("told_so", ["– Emploi, Santé, Culture –", ": Emploi, Santé, Culture"])
def test_themes_between_dashes(told_so: str) -> None:
    _, frame = read(f"Les signataires ont retenu trois priorités thématiques {told_so}\n\n{TEXT}")
    assert told(frame) == [("priorite", None, "Emploi"), ("priorite", None, "Santé"), ("priorite", None, "Culture")]


def test_dashes_that_hold_fewer_names_than_told_hold_none() -> None:
    _, frame = read(f"Les signataires ont retenu trois priorités thématiques – Emploi, Santé –\n\n{TEXT}")
    assert told(frame) == []


def test_a_title_whose_two_lines_were_printed_the_wrong_way_round() -> None:
    listed = "Les 3 défis du contrat de ville\n\n1. Le défi de la nuit\n\n"
    listed += "2. Le défi de la jeunesse\n\n3. Le défi du soin\n\n"
    seen, frame = read(
        listed + TEXT, f"la jeunesse\nLe défi de\n• Un indice\n\n{TEXT}\nla fête\nLe défi de\n• Un taux\n"
    )
    assert len(opened(seen, frame, by_label(frame, "Le défi de la jeunesse"))) == 1
    assert [i.label for i in frame.items] == ["Le défi de la nuit", "Le défi de la jeunesse", "Le défi du soin"]


def test_a_title_of_a_word_and_a_name() -> None:
    told_so = "Le contrat de ville repose sur deux piliers : Cohésion sociale et Emploi pour tous\n\n"
    seen, frame = read(f"{told_so}{TEXT}\nPilier Cohésion sociale\n\n{TEXT}\nPilier social\n\n{TEXT}")
    assert len(opened(seen, frame, by_label(frame, "Cohésion sociale"))) == 1
    assert len(frame.headings) == 1


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Défi n°1 : loger dignement ; défi n°2 : apprendre à tout âge ; défi n°3 : respirer mieux.", 3),
        ("Le contrat retient l’axe 1 (loger) et l’axe 2 (former).", 2),
        ("La caisse ouvre un lieu pour l’axe 1 (douze places) et l’axe 2 (deux places).", 0),
        ("Défi n°2 : loger dignement ; défi n°3 : apprendre à tout âge.", 0),
        ("Le contrat local de santé a un axe 1 : soigner ; un axe 2 : prévenir.", 0),
    ],
)
def test_items_told_in_one_line(line: str, count: int) -> None:
    _, frame = read(f"{TEXT}\n{line}\n\n{TEXT}")
    assert [i.number for i in frame.items] == [str(n) for n in range(1, count + 1)]


def test_a_bullet_that_calls_an_item_says_what_is_done_for_it() -> None:
    parts = "".join(f"Axe {n} : {label}\n\n{TEXT}\n" for n, label in ((1, "Loger"), (2, "Former")))
    seen, frame = read(f"{parts}\n• Axe 2 : douze classes\n• Axe 1 : vingt prêts\n")
    assert told(frame) == [("orientation", "1", "Loger"), ("orientation", "2", "Former")]
    assert {seen.blocks[i].text: item.label for i, item in frame.leads.items()} == {
        "Axe 2 : douze classes": "Former",
        "Axe 1 : vingt prêts": "Loger",
    }


def test_themes_that_were_agreed_on_and_chapters_numbered_in_their_part() -> None:
    agreed = "Les partenaires se sont accordés sur trois thématiques : l’emploi, la santé, le cadre de vie.\n\n"
    titles = ("L’emploi", "La santé", "Le cadre de vie")
    chapters = "".join(f"III.{n} {title}\n\n{TEXT}\n" for n, title in enumerate(titles, 1))
    seen, frame = read(f"{agreed}{chapters}")
    assert [len(opened(seen, frame, item)) for item in frame.items] == [1, 1, 1]


CODES = "CADRE STRATÉGIQUE\n\nD1 – Loger dignement\nD2 – Apprendre à tout âge\n\n"


def test_items_numbered_by_codes() -> None:
    _, frame = read(f"{TEXT}\n{CODES}{TEXT}\nD1 : la ville aide. La caisse aide aussi pour D2.\n")
    assert told(frame) == [("defi", "1", "Loger dignement"), ("defi", "2", "Apprendre à tout âge")]
    assert sorted(frame.codes) == ["D1", "D2"]


@pytest.mark.parametrize(
    "text",
    [
        f"{CODES}{TEXT}",  # called nowhere
        f"{CODES.replace('CADRE STRATÉGIQUE', 'NOS ACTIONS')}{TEXT}\nD1 : 2026. D2 : 2027.",
        f"Axe 1 : Loger\n\n{TEXT}\nAxe 2 : Former\n\n{TEXT}\n{CODES}{TEXT}\nD1 : 2026. D2 : 2027.",
    ],
)
def test_codes_of_other_things_are_no_frame(text: str) -> None:
    _, frame = read(f"{TEXT}\n{text}\n")
    assert frame.codes == {}


def test_an_orientation_is_of_the_enjeu_of_its_number() -> None:
    pages = "".join(
        f"Enjeu {n} : {label}\n\nOrientation {n}.1 : {below}\n\n{TEXT}\n"
        for n, label, below in ((1, "Éduquer", "Agir tôt"), (2, "Soigner", "Prévenir"))
    )
    _, frame = read(pages)
    parents = {i.label: i.parent and i.parent.label for i in frame.items if i.kind == "orientation"}
    assert parents == {"Agir tôt": "Éduquer", "Prévenir": "Soigner"}
