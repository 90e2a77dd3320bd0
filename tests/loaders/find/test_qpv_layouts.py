"""Quarters as lists by commune, series of headings and tables print them; all names are invented."""

import pytest

from maillage.loaders.find.qpv import Quarter, quarter_matcher

from .quarters import QUARTERS, found


def test_bullets_by_commune() -> None:
    quarters = found(
        "La communauté compte cinq QPV :\n• Avray : les Tilleuls et le Bel-Air ;\n• Corbel : Vallon Rouge ;\n"
        "• Dives : Grand Pré et Sablière.\n"
    )
    assert [(q.name, q.communes[0]) for q in quarters.values()] == [
        ("Les Tilleuls", "Avray"),
        ("Bel-Air", "Avray"),
        ("Vallon Rouge", "Corbel"),
        ("Grand Pré", "Dives"),
        ("Sablière", "Dives"),
    ]


def test_series_of_headings() -> None:
    quarters = found(
        "Fiche quartier : Les Tilleuls\n\n1 250 habitants\n\nAtouts\n", "Fiche quartier : Bel-Air\n\n2 400 habitants\n"
    )
    assert {n: q.population for n, q in quarters.items()} == {"Les Tilleuls": 1250, "Bel-Air": 2400}


def test_parentheses_need_the_right_number() -> None:
    assert len(found("Avray compte trois quartiers prioritaires (Les Tilleuls, Bel-Air et Vallon Rouge).")) == 3
    assert not found("Les quartiers prioritaires des villes (Avray, Corbel et Dives) sont suivis.")


def test_name_of_inhabitants() -> None:
    quarters = found(
        "Commune concernée Nom du quartier\n\nAVRAY Multisites\n\nCORBEL Centre\n",
        "Le contrat est suivi.\nLe quartier prioritaire Avrayois s’étend au nord.\n",
    )
    assert 8 in quarters["Multisites"].lines


def test_table_printed_one_cell_a_line() -> None:
    cells = ["Commune", "Quartier prioritaire", "Code", "Population"]
    cells += ["Corbeval", "Les Tilleuls", "QN09901M", "3 420", "Corbeval", "Bel Air", "QN09902M", "2 610"]
    quarters = found("Les quartiers du contrat\n\n" + "\n\n".join(cells) + "\n\nDocument fictif\n\n3")
    told = {name: (quarter.communes, quarter.code, quarter.population) for name, quarter in quarters.items()}
    assert told == {
        "Les Tilleuls": (("Corbeval",), "QN09901M", 3420),
        "Bel Air": (("Corbeval",), "QN09902M", 2610),
    }


@pytest.mark.parametrize(
    "table",
    [
        "Quartier Commune Code Habitants\n\nBel-Air\nAvray\nQN09901M\n2 310\n41 %\nLes Hautes-\nFontaines\n"
        "Corbie QN09902M 1 120 38 %",
        "Bel-Air            Avray        QN09901M    2 310\nLes Hautes-Fontaines   Corbie    QN09902M    1 120",
        "Deux quartiers :\n– Bel-Air, à Avray (QN09901M), 2 310 habitants ;\n"
        "– Les Hautes-Fontaines, à Corbie (code QN09902M).",
        "PROJET 1\nBEL-AIR\nCommune : Avray\nCode : QN09901M\n\n"
        "PROJET 2\nLES HAUTES-FONTAINES\nCommune : Corbie\nCode : QN09902M",
    ],
    ids=["cells", "columns", "sentences", "chapters"],
)
def test_codes_wherever_their_names_stand(table: str) -> None:
    quarters = found(f"Le contrat\n\n{table}\n")
    assert [(q.name, q.communes, q.code) for q in quarters.values()] == [
        ("Bel-Air", ("Avray",), "QN09901M"),
        ("Les Hautes-Fontaines", ("Corbie",), "QN09902M"),
    ]


def test_text_under_a_table_is_no_row() -> None:
    table = "Quartier     Commune     Code       Habitants\nBel-Air      Avray       QN09901M   2 310\n"
    assert list(
        found(f"{table}\nMode d’emploi du document\nChaque action a un pilote et un budget,\nque le comité relit\n")
    ) == ["Bel-Air"]


def test_quarters_under_their_communes() -> None:
    listed = (
        "Le décret y retient le périmètre suivant :\n\nAvray\nBel-Air ; Les Tilleuls ; Port-\nNeuf\nCorbie\nLe Val\n"
    )
    quarters = found(f"Les quartiers de la ville d’Avray et de la ville de Corbie\n\n{listed}")
    assert [(q.name, q.communes) for q in quarters.values()] == [
        ("Bel-Air", ("Avray",)), ("Les Tilleuls", ("Avray",)), ("Port-Neuf", ("Avray",)), ("Le Val", ("Corbie",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "La cité des Lilas, à Avray, classée « quartier en veille active », n’est plus aidée.",
        "Sortie de la carte en 2023, Cité des Lilas reste suivie par la commune.",
        "Territoire à enjeux : Cité des Lilas (Avray), 900 habitants",
    ],
)
def test_territories_followed_beside_the_quarters(sentence: str) -> None:
    quarters = found(f"Les quartiers prioritaires sont : Bel-Air et Fontaine-Nord.\n\n{sentence}\n")
    assert [(q.name, q.outside) for q in quarters.values()][-1] == ("Cité des Lilas", True)


def test_houses_of_quarters_are_no_quarters() -> None:
    assert (
        found("La régie de quartier Horizon et la maison de quartier Horizon ouvrent.\n\nRégie de quartier Horizon\n")
        == {}
    )


def test_a_name_that_many_towns_have_counts_behind_qpv() -> None:
    assert list(
        found("Le QPV Centre-Gare compte 1 400 habitants.\n\nLe taux de pauvreté du QPV Centre-Gare est élevé.")
    ) == ["Centre-Gare"]


def test_names_in_small_letters_before_their_codes() -> None:
    quarters = found("Avray compte deux QPV : Centre ancien (QN09901M) et Les Vignes (QN09902M).")
    assert {name: q.code for name, q in quarters.items()} == {"Centre ancien": "QN09901M", "Les Vignes": "QN09902M"}


def test_a_code_between_the_name_and_its_commune() -> None:
    header = "QPV  Commune  Population 2020\n"
    rows = "La Verrerie (QN05999M)  Avray  4 870\nPré-Long (QN05998M)  Corbie-sur-Orle  2 215"
    assert {n: q.communes for n, q in found(header + rows).items()} == {
        "La Verrerie": ("Avray",),
        "Pré-Long": ("Corbie-sur-Orle",),
    }


def test_a_name_ends_with_the_line_of_its_title() -> None:
    text = "Quartier des Ormes\nSes priorités\n\nQuartier du Moulin\nSes priorités\n\nLe quartier des Ormes est vert."
    assert set(found(text)) == {"Ormes", "Moulin"}


def test_fields_of_a_fiche_end_a_list_of_quarters() -> None:
    text = "Quartiers prioritaires : Bel-Air, Les Tilleuls\nIndicateurs : nombre de familles reçues\n"
    assert set(found(text)) == {"Bel-Air", "Les Tilleuls"}


def test_a_short_name_that_small_words_make() -> None:
    quarter = Quarter("Sous-le-Mur – Montclair", ("Sous-le-Mur – Montclair",), ("Avray",), None, None, (1,), False)
    matcher = quarter_matcher([quarter])
    assert matcher.find("le jardin de Sous-le-Mur") == [quarter]
    assert matcher.find("repeindre le mur") == []


def test_codes_on_a_row_of_their_own() -> None:
    head = "                  Les Tilleuls      Vallon Rouge      Bassin\n"
    quarters = found(
        f"{head}Code              QN09901M          QN09902M\nHabitants         1 250             900       9 000"
    )
    assert {(q.name, q.code) for q in quarters.values()} == {
        ("Les Tilleuls", "QN09901M"),
        ("Vallon Rouge", "QN09902M"),
    }
    assert not found(f"{head}Référence         A12               B13\n")


def test_an_enumeration_of_known_quarters_names_each() -> None:
    coded = "Les Tilleuls (QN09901M), à Avray\nVallon Rouge (QN09902M), à Avray\n"
    both = "Bel-Air – La Fontaine (QN09903M), à Avray\n"
    text = f"{coded}{both}\nQuartiers : Les Tilleuls – Vallon Rouge\n\nQuartiers : Bel-Air – La Fontaine\n"
    assert sorted(found(text)) == ["Bel-Air – La Fontaine", "Les Tilleuls", "Vallon Rouge"]


def test_a_cell_of_several_communes_is_no_name() -> None:
    rows = "Avray\nLes Tilleuls\nQN09901M\nCorbel\nVallon Rouge\nQN09902M\n"
    rows += "Avray et Corbel\nPlateau Sud\nQN09903M\n"
    quarters = found(
        f"La ville d'Avray et la commune de Corbel signent.\n\nCommune\nQuartier prioritaire\nCode\n{rows}"
    )
    assert quarters["Plateau Sud"].communes == ("Avray", "Corbel")


def test_sentences_whose_verb_names_the_quarters() -> None:
    assert sorted(found("Les deux quartiers prioritaires sont Beauséjour et Le Crêt.")) == ["Beauséjour", "Le Crêt"]
    assert not found("Les trois quartiers prioritaires sont Beauséjour et Le Crêt.")
    assert not found("Les quartiers prioritaires sont Pauvres et Éloignés de tout ce qui fait la ville.")


def test_the_commune_of_all_names_between_semicolons() -> None:
    quarters = found("Trois quartiers prioritaires sont concernés : Les Moulins et Pasteur à Avray ; La Cité à Corbel.")
    assert {q.name: q.communes for q in quarters.values()} == {
        "Les Moulins": ("Avray",),
        "Pasteur": ("Avray",),
        "La Cité": ("Corbel",),
    }


def test_a_commune_and_a_code_between_parentheses() -> None:
    quarters = found("La géographie retient Cité Jeanne (Avray, QN09901M), Wenheck (Corbel, QN09902M) et rien d’autre.")
    assert {q.name: (q.communes, q.code) for q in quarters.values()} == {
        "Cité Jeanne": (("Avray",), "QN09901M"),
        "Wenheck": (("Corbel",), "QN09902M"),
    }


def test_a_code_is_no_commune() -> None:
    quarters = found("Deux quartiers prioritaires : Kerlaz (QN09901M) et Le Gru (QN09902M).")
    assert [q.communes for q in quarters.values()] == [(), ()]


def test_a_field_alone_on_its_line() -> None:
    assert list(found("Quartier : Bois Clair\n\nLa ville y plante.\n")) == ["Bois Clair"]
    assert not found("Le quartier de Bois Clair a changé.\n")


def test_common_words_with_capitals_are_a_name() -> None:
    matcher = quarter_matcher(QUARTERS_OF_WORDS)
    assert [q.name for q in matcher.find("La caisse ouvre à la Cité du Parc.")] == ["Cité du Parc"]
    assert matcher.find("La caisse ouvre à la cité du parc, au Centre Ville.") == []


QUARTERS_OF_WORDS = [
    Quarter(name, (name,), ("Avray",), None, None, (1,), False) for name in ("Cité du Parc", "Centre Ville")
]


def test_that_of_names_a_quarter_in_an_enumeration() -> None:
    assert sorted(found("Le contrat vise deux quartiers : le quartier des Forges et celui de la Croix-Blanche.")) == [
        "Croix-Blanche",
        "Forges",
    ]


def test_lines_under_a_table_of_bars_are_no_rows() -> None:
    rows = "QPV | Commune | Code | Habitants\nLes Tilleuls | Avray | QN09901M | 900\n"
    assert list(found(f"{rows}\nD1 – Emploi\nD2 – Éducation\n")) == ["Les Tilleuls"]


def test_as_many_lines_as_a_sentence_counts() -> None:
    lines = "Saint-Exupéry (Avray)\nLes Terrasses (Avray)\nLa Tuilerie (Corbel)\n"
    text = f"Trois quartiers sont classés par le décret.\n{lines}\nLa ville agit.\n"
    assert sorted(found(text)) == ["La Tuilerie", "Les Terrasses", "Saint-Exupéry"]
    assert not found(text.replace("Trois", "Quatre"))
    assert not found(text.replace("La Tuilerie (Corbel)", "La Tuilerie"))


def test_a_part_of_another_towns_quarter_is_a_place_in_a_communes_chapter() -> None:
    matcher = quarter_matcher(QUARTERS)
    assert [q.name for q in matcher.find("Rejoindre à pied les Condors", commune="Avray")] == ["Condors – Paul Legrand"]
    assert matcher.find("Rejoindre à pied les Condors", commune="Dives") == []
    assert [q.name for q in matcher.find("Avec Condors – Paul Legrand", commune="Dives")] == ["Condors – Paul Legrand"]
