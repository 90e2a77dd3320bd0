"""Frames in the shapes that contracts print them in; all names are invented."""

import hashlib

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.frame import Frame, Item, find_frame
from maillage.loaders.find.frame_labels import clean_label, letterspaced, split_actions, split_names
from maillage.loaders.view import View, view


def read(*pages: str) -> tuple[View, Frame]:
    lines = [line for page in pages for line in page.split("\n")]
    starts, at = [], 1
    for page in pages:
        starts.append(at)
        at += page.count("\n") + 1
    sha = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    seen = view(Document("invented.txt", sha, "text", tuple(lines), tuple(starts)))
    return seen, find_frame(seen)


def told(frame: Frame) -> list[tuple[str, str | None, str]]:
    return [(i.kind, i.number, i.label) for i in frame.items]


def by_label(frame: Frame, start: str) -> Item:
    return next(i for i in frame.items if i.label.startswith(start))


def opened(seen: View, frame: Frame, item: Item) -> list[int]:
    return [seen.blocks[i].first for i in sorted(frame.headings) if frame.headings[i] is item]


TEXT = """Les habitants ont dit leur attente lors de trois réunions publiques tenues au
printemps dans la salle des fêtes, puis lors de balades dans les rues, où chacun
a pu montrer ce qui manque et ce qui tient déjà bien. Un rapport en a été tiré,
que les élus ont lu. Il sera imprimé, relu par un groupe de volontaires, et puis
rendu public sur le site de la mairie et dans les halls de tous les immeubles du
grand ensemble, avant l’hiver.
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Défi 2 : Loger dignement",
        "DÉFI 2 - LOGER DIGNEMENT",
        "Défi n°2 – Loger dignement",
        "DÉFI N° 2\nLoger dignement",
    ],
)
def test_heading_and_label_in_each_layout(heading: str) -> None:
    seen, frame = read(f"Contrat de ville\n\n{TEXT}\n{heading}\n\n{TEXT}")
    assert told(frame) == [("defi", "2", "Loger dignement")]
    assert opened(seen, frame, frame.items[0]) == [10]


@pytest.mark.parametrize(
    ("heading", "kind", "number"),
    [
        ("PILIER II : HABITER ICI", "pilier", "2"),
        ("Axe stratégique 3. Habiter ici", "orientation", "3"),
        ("Ambition A : Habiter ici", "ambition", "A"),
        ("Objectif opérationnel 1.2 : Habiter ici", "objectif", "1.2"),
        ("Axe transversal : Habiter ici", "axe_transversal", None),
        ("THÉMATIQUE TRANSVERSALE\nHabiter ici", "thematique_transversale", None),
        ("Priorité 4 : Habiter ici", "priorite", "4"),
        ("Enjeu n°1 : Habiter ici", "enjeu", "1"),
    ],
)
def test_words_and_numbers(heading: str, kind: str, number: str | None) -> None:
    _, frame = read(f"{TEXT}\n{heading}\n\n{TEXT}")
    assert told(frame) == [(kind, number, "Habiter ici")]


@pytest.mark.parametrize(
    "text",
    [
        "Orientation 1 du contrat sera suivie par un groupe de travail.",
        "L’axe 2 et l’axe 3 seront revus chaque année par le comité.",
        "Le contrat local de santé a retenu quatre axes :\n\n- Soins\n- Sport\n- Sommeil\n- Soutien",
        "Elle a retenu trois axes :\n\n- Attirer des médecins\n- Prévenir\n- Soigner",
        "Les enjeux sont nombreux et les défis aussi.",
        "Orientation professionnelle des élèves",
        "Le précédent contrat de ville comportait trois piliers :\n\n1. Emploi\n2. Cohésion\n3. Habitat",
    ],
)
def test_sentences_and_other_plans_are_no_frame(text: str) -> None:
    _, frame = read(f"{TEXT}\n{text}\n\n{TEXT}")
    assert told(frame) == []


def test_scope_note_is_no_label() -> None:
    _, frame = read(f"ORIENTATION 1\nPour des écoles ouvertes (Engagements communs pour tous les quartiers)\n\n{TEXT}")
    assert told(frame) == [("orientation", "1", "Pour des écoles ouvertes")]


def test_numbered_list_announces_and_chapters_open() -> None:
    seen, frame = read(
        "Les 3 grands défis du contrat de ville\n\n"
        f"1. Le défi du grand âge\n\n2. Le défi de l’eau\n\n3. Le défi de la nuit\n\n{TEXT}"
        f"\nLe défi de l’eau\n\n{TEXT}"
    )
    assert told(frame) == [
        ("defi", "1", "Le défi du grand âge"),
        ("defi", "2", "Le défi de l’eau"),
        ("defi", "3", "Le défi de la nuit"),
    ]
    assert opened(seen, frame, frame.items[0]) == []  # the list opens nothing
    assert opened(seen, frame, frame.items[1]) == [16]


def test_list_before_its_announcement() -> None:
    entries = "1\nNourrir chacun sainement\n\n2\nLoger chacun dignement\n\n3 Soigner chacun près de chez soi\n\n"
    _, frame = read(f"{entries}Les 3 défis à relever\n\n{TEXT}")
    assert [i.number for i in frame.items] == ["1", "2", "3"]
    assert by_label(frame, "Soigner").kind == "defi"


def test_count_that_does_not_agree_is_not_taken() -> None:
    _, frame = read(
        f"Le contrat de ville s’articule autour de 4 axes :\n\n1. Emploi local\n\n2. Habitat digne\n\n{TEXT}"
    )
    assert told(frame) == []


def test_bullets_with_explanations() -> None:
    _, frame = read(
        "Le contrat de ville est constitué des priorités suivantes :\n\n"
        "- Quartier serein : apaiser les rues, éclairer les passages ;\n"
        "- Quartier actif : former et embaucher les jeunes ;\n\n"
    )
    assert told(frame) == [("priorite", None, "Quartier serein"), ("priorite", None, "Quartier actif")]
    assert len(frame.label_blocks) == 2


def test_prose_with_ordinals_counts_and_parents() -> None:
    _, frame = read(
        "Il se décline en 2 enjeux et 5 ambitions.\n\n"
        "- Le premier enjeu « des rues calmes » se traduit en 2 ambitions visant à éclairer les passages "
        "(lampes, bancs…) et à former des médiateurs ;\n\n"
        "- Le deuxième enjeu « des écoles ouvertes » se décline en 3 ambitions visant à accueillir les parents, "
        "à ouvrir les cours le soir, et à soutenir la lecture.\n"
    )
    assert [(i.kind, i.label, i.parent.label if i.parent else None) for i in frame.items] == [
        ("enjeu", "Des rues calmes", None),
        ("ambition", "Éclairer les passages", "Des rues calmes"),
        ("ambition", "Former des médiateurs", "Des rues calmes"),
        ("enjeu", "Des écoles ouvertes", None),
        ("ambition", "Accueillir les parents", "Des écoles ouvertes"),
        ("ambition", "Ouvrir les cours le soir", "Des écoles ouvertes"),
        ("ambition", "Soutenir la lecture", "Des écoles ouvertes"),
    ]


def test_vague_word_takes_the_announced_kind() -> None:
    _, frame = read(
        "Le contrat est structuré en 2 piliers déclinés en 4 ambitions et 2 axes transversaux : "
        "la lecture et le climat.\n\n"
        "- le premier engagement, « voir : repérer tôt », consiste à observer les écoles et écouter les familles ;\n\n"
        "- le deuxième engagement « agir ensemble » vise à ouvrir des lieux, soutenir les clubs.\n"
    )
    kinds = [(i.kind, i.label) for i in frame.items]
    assert kinds[:2] == [("axe_transversal", "La lecture"), ("axe_transversal", "Le climat")]
    assert [k for k, _ in kinds[2:]] == ["pilier", "ambition", "ambition", "pilier", "ambition", "ambition"]


@pytest.mark.parametrize(
    "text",
    [
        "Trois axes transversaux : « l’égalité », « le climat » et enfin « la laïcité ».",
        "Il est bâti en axes transversaux liés à l’égalité, le climat et la laïcité.",
        "Les axes transversaux : l’égalité, le climat et la laïcité",
        "Rappel des enjeux transversaux : l’égalité\n\nLe climat\n\nLa laïcité\n\nLes 12 thématiques retenues",
    ],
)
def test_transversal_lists(text: str) -> None:
    _, frame = read(f"Contrat de ville\n\n{text}\n\n{TEXT}")
    assert [i.kind for i in frame.items] == ["axe_transversal"] * 3
    assert {i.label.split("’")[-1].split(" ")[-1].lower() for i in frame.items} == {"égalité", "climat", "laïcité"}


def test_objective_under_its_orientation() -> None:
    _, frame = read(f"ORIENTATION 2\nPour vivre en paix\n\n{TEXT}\nSOUS-THÉMATIQUE 1 : LES RUES CALMES\n\n{TEXT}")
    objective = by_label(frame, "Les rues")
    assert objective.kind == "objectif" and objective.parent is by_label(frame, "Pour vivre")


def test_priorities_of_a_quarter_stay_its_own() -> None:
    def page(name: str) -> str:
        return (
            f"{TEXT}\nLes priorités\n{name}\n\n"
            "Apaiser les rues : en éclairant les passages et en formant des médiateurs,…\n\n"
            "Soutenir les parents : en ouvrant un lieu d’accueil et en tenant des permanences,…\n\n"
            "Favoriser le lien social : en soutenant les fêtes et les jardins que les habitants tiennent,…\n\n"
        )

    _, frame = read(page("Les Tilleuls"), page("Bel Air"))
    assert [i.kind for i in frame.items] == ["priorite"] * 6
    assert {i.qpv for i in frame.items} == {"le tilleul", "bel air"}


def test_title_split_over_two_places() -> None:
    listed = "Les 3 défis du contrat de ville\n\n1. Le défi de la nuit\n\n"
    listed += "2. Le défi de la jeunesse\n\n3. Le défi du soin\n\n"
    seen, frame = read(listed + TEXT, f"la jeunesse\n\nLe défi de\n\n{TEXT}")
    assert len(opened(seen, frame, by_label(frame, "Le défi de la jeunesse"))) == 1


def test_two_contracts_in_one_report() -> None:
    part = (
        "{n}) Contrat de ville de la Communauté d’agglomération du {name}\n\n{text}\n"
        "Axe 1 : {a}\n\n{text}\nAxe 2 : {b}\n\n{text}\n"
    )
    _, frame = read(
        part.format(n=1, name="Val Clair", text=TEXT, a="Quartiers verts", b="Quartiers ouverts")
        + part.format(n=2, name="Pays Noir", text=TEXT, a="Apprendre à tout âge", b="Travailler sur place")
    )
    assert len(frame.items) == 4


def test_theme_series_in_a_chapter() -> None:
    themes = "".join(f"En matière {t}\n\n{TEXT}\n" for t in ("d’emploi", "de santé", "de sport"))
    _, frame = read(f"{themes}De façon transversale\n\n{TEXT}")
    assert [i.kind for i in frame.items] == ["priorite", "priorite", "priorite", "axe_transversal"]


def test_table_of_contents_opens_nothing() -> None:
    contents = "Axe 1 : Emploi et insertion ........ 12\nAxe 2 : Habitat et cadre de vie ........ 25\n"
    seen, frame = read(f"SOMMAIRE\n\n{contents}\n{TEXT}\nAXE 1 : EMPLOI ET INSERTION\n\n{TEXT}")
    assert told(frame) == [("orientation", "1", "Emploi et insertion"), ("orientation", "2", "Habitat et cadre de vie")]
    assert opened(seen, frame, frame.items[0]) == [13] and opened(seen, frame, frame.items[1]) == []


def test_piliers_in_capitals_hold_their_orientations() -> None:
    orientation = f"Orientation 1 : Ouvrir les écoles\n\n{TEXT}"
    _, frame = read(f"PILIER COHÉSION SOCIALE\n\n{TEXT}\n{orientation}\nPILIER CADRE DE VIE\n\n{TEXT}")
    assert [i.label for i in frame.items] == ["Cohésion sociale", "Ouvrir les écoles", "Cadre de vie"]
    assert frame.items[1].parent is frame.items[0]


@pytest.mark.parametrize(
    "rest",
    [
        "l’emploi, la santé et le logement.",
        "l’emploi ; la santé ; le logement.",
        "« l’emploi », « la santé » et « le logement ».",
        "\n\n- Axe 1 : L’emploi\n- Axe 2 : La santé\n- Axe 3 : Le logement",
        "\n\n- L’emploi ;\n- La santé ;\n- Le logement.",
    ],
)
def test_axes_told_after_a_colon(rest: str) -> None:
    _, frame = read(f"Le contrat de ville s’articule autour de 3 axes : {rest}\n\n{TEXT}")
    assert [(i.kind, i.label) for i in frame.items] == [
        ("orientation", "L’emploi"),
        ("orientation", "La santé"),
        ("orientation", "Le logement"),
    ]


def test_numbered_chapters_of_a_list() -> None:
    chapters = "".join(f"{n} - {label}\n\n{TEXT}\n" for n, label in enumerate(("Habiter", "Grandir"), 1))
    seen, frame = read(f"Les 2 axes du contrat\n\n1 - Habiter\n2 - Grandir\n\n{TEXT}\n{chapters}")
    assert told(frame) == [("orientation", "1", "Habiter"), ("orientation", "2", "Grandir")]
    assert [len(opened(seen, frame, i)) for i in frame.items] == [1, 1]


def test_priorities_under_the_title_of_their_quarter() -> None:
    def chapter(name: str, one: str) -> str:
        return f"Quartier {name}\n\n{TEXT}\nPriorité 1 : {one}\n\n{TEXT}\n"

    _, frame = read(chapter("des Tilleuls", "Apaiser les rues") + chapter("Bel Air", "Apaiser les rues"))
    assert [(i.kind, i.qpv) for i in frame.items] == [("priorite", "tilleul"), ("priorite", "bel air")]


def test_label_enumerations() -> None:
    assert split_names("la lecture, le climat et l’eau", 3) == ["la lecture", "le climat", "l’eau"]
    assert split_names("la lecture et le climat", None) == []
    assert split_actions("à former des pairs (écoles, clubs) et à loger", 2) == ["former des pairs", "loger"]
    assert split_actions("à former des pairs", 3) == []
    assert clean_label("« LOGER EN QPV »") == "Loger en QPV"


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
