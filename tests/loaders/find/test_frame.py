"""Frames in the shapes that contracts print them in; all names are invented."""

import pytest

from maillage.loaders.find.frame_labels import clean_label, split_actions, split_names

from .frames import TEXT, by_label, opened, read, told


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
