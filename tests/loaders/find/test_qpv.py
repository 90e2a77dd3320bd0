"""Quarters in the shapes that contracts print them in; all names are invented."""

import hashlib
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.places import find_places
from maillage.loaders.find.qpv import Quarter, find_qpvs, quarter_matcher
from maillage.loaders.find.qpv_reference import QpvReferenceError, load_reference
from maillage.loaders.view import View, view


def read(*pages: str) -> View:
    lines = [line for page in pages for line in page.split("\n")]
    starts, at = [], 1
    for page in pages:
        starts.append(at)
        at += page.count("\n") + 1
    sha = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return view(Document("invented.txt", sha, "text", tuple(lines), tuple(starts)))


def found(*pages: str) -> dict[str, Quarter]:
    seen = read(*pages)
    return {q.name: q for q in find_qpvs(seen, find_places(seen))}


def test_code_lines() -> None:
    quarters = found("Cartes\n\nQN09901M - Les Tilleuls\n\nQN09902M - Bel Air - Fontaine\n\nVallon Rouge (QN09903M)\n")
    assert {n: q.code for n, q in quarters.items()} == {
        "Les Tilleuls": "QN09901M",
        "Bel Air - Fontaine": "QN09902M",
        "Vallon Rouge": "QN09903M",
    }


def test_enumeration_in_a_sentence() -> None:
    quarters = found(
        "La communauté compte 4 quartiers prioritaires répartis sur la commune d’Avray : Avray Nord,\n"
        "Les Tilleuls, Marcel Fontaine – Salines et Bel-Air.\nUne autre phrase suit."
    )
    assert list(quarters) == ["Avray Nord", "Les Tilleuls", "Marcel Fontaine – Salines", "Bel-Air"]
    assert quarters["Bel-Air"].communes == ("Avray",)
    assert quarters["Avray Nord"].lines == (1,)
    assert quarters["Bel-Air"].lines == (2,)


def test_bullets_with_communes() -> None:
    quarters = found(
        "Les 3 quartiers prioritaires sont les suivants :\n\n- Les Tilleuls (Avray, Corbel)\n"
        "- Le quartier Bel-Air à Corbel\n"
        "- Cité 10 (Avray)\n\nLe contrat dure six ans.\n"
    )
    assert {n: q.communes for n, q in quarters.items()} == {
        "Les Tilleuls": ("Avray", "Corbel"),
        "Bel-Air": ("Corbel",),
        "Cité 10": ("Avray",),
    }


def test_lists_of_other_things_name_no_quarter() -> None:
    assert not found(
        "Les enjeux des quartiers prioritaires sont :\n\n- Emploi\n- Santé\n- Culture\n",
        "Les quartiers sont situés sur les communes de : Avray, Corbel et Dives.\n",
        "Les 6 quartiers prioritaires :\n\n- Favoriser le lien social.\n- Développer les mobilités.\n",
        "Les priorités des quartiers prioritaires sont : Emploi, Santé, Éducation.\n",
    )


def test_table_with_communes_in_capitals() -> None:
    quarters = found(
        "Commune concernée Nom du quartier\n\nAVRAY Les Tilleuls\n\nCORBEL\n\nCentre\n\nHauts Prés – Prés du lac\n\n"
        "DIVES-SUR-ORLE Centre – Lambert\n\nESTRY Quartier du village\n"
    )
    assert {(q.name, q.communes) for q in quarters.values()} == {
        ("Les Tilleuls", ("Avray",)),
        ("Centre", ("Corbel",)),
        ("Hauts Prés – Prés du lac", ("Corbel",)),
        ("Centre – Lambert", ("Dives-sur-Orle",)),
        ("Quartier du village", ("Estry",)),
    }


def test_table_without_header_follows_the_alphabet() -> None:
    quarters = found(
        "La géographie prioritaire compte 14 quartiers prioritaires.",
        "Avray Le Charme\n\nBurel-en-Plaine Beisson ; Enclos ; Jas de Brun\n\nCorbel\n\n"
        "Centre Ville Nord ; La Crête Le Trou ; La Cayenne ; La \n\nSoude Verte ; Benza ; Château Saint Luc ; Les \n\n"
        "Olives ; Malpas\n\nDives La Maille ; Les Comtes\n",
    )
    towns = {q.name: q.communes[0] for q in quarters.values()}
    assert towns["Le Charme"] == "Avray"
    assert towns["Jas de Brun"] == "Burel-en-Plaine"
    assert towns["La Soude Verte"] == "Corbel"
    assert towns["Les Olives"] == "Corbel"
    assert towns["Les Comtes"] == "Dives"
    assert len(towns) == 14


def test_title_pages_and_population() -> None:
    quarters = found(
        "Le contrat compte 2 quartiers prioritaires : Salines – Marcel Fontaine et Les Tilleuls.",
        "QUARTIER\n\nSALINES\n\nMARCEL FONTAINE\n",
        "Salines / Marcel Fontaine\n\nCHIFFRES CLES\n\n1 158 habitants\n",
        "QUARTIER\n\nLES\n\nTILLEULS\n",
        "Les Tilleuls\n\n2 920habitants\n",
    )
    assert {n: q.population for n, q in quarters.items()} == {"Salines – Marcel Fontaine": 1158, "Les Tilleuls": 2920}


def test_prose_must_repeat_itself() -> None:
    once = found("Le quartier Bel-Air accueille une école. Le quartier est calme.")
    often = found(
        "Le quartier Bel-Air accueille une école.\n\nDans le quartier du Bel-Air, un parc ouvrira.\n\n"
        "Les jeunes du quartier « Bel-Air » sont suivis.\n"
    )
    assert not once
    assert list(often) == ["Bel-Air"]
    assert often["Bel-Air"].lines == (1, 3, 5)


def test_hearsay_is_left_out_when_lists_are_complete() -> None:
    text = (
        "Les 2 quartiers prioritaires sont : Les Tilleuls et Vallon Rouge.\n\n"
        + "Le quartier Saint Luc est voisin.\n\n" * 4
    )
    assert list(found(text)) == ["Les Tilleuls", "Vallon Rouge"]


def test_programmes_and_territories_are_not_quarters() -> None:
    assert not found(
        "Quartiers d’été et Quartiers Résilients sont reconduits. Les QPV de la CAVL en profitent.\n\n"
        "Engagements Quartiers 2030. Les Quartiers Prioritaires de la Communauté Urbaine.\n\n" * 4
    )


def test_outside() -> None:
    quarters = found(
        "Les 2 quartiers prioritaires sont : Les Tilleuls et Vallon Rouge.\n\n"
        "• La mise en veille du quartier « des Roseaux » au nord.\n\n"
        "Le quartier Grand Pré, en veille active, est suivi.\n\n"
        "Territoires vulnérables : Basse-Ville Haute et Moulin Neuf.\n"
    )
    assert {n for n, q in quarters.items() if q.outside} == {"Roseaux", "Grand Pré", "Basse-Ville Haute", "Moulin Neuf"}
    assert not quarters["Les Tilleuls"].outside


def test_variants_are_one_quarter() -> None:
    quarters = found(
        "Les 2 quartiers prioritaires sont : Salines – Marcel Fontaine et Grands Prés - Prés du Lac.\n\n"
        "QUARTIER MARCEL FONTAINE – SALINES\n\nLe quartier des « Grand Près – Près du Lac » change.\n\n"
        "Le quartier Salines / Marcel Fontaine aussi.\n"
    )
    assert len(quarters) == 2
    assert quarters["Salines – Marcel Fontaine"].lines == (1, 3, 7)
    assert quarters["Grands Prés - Prés du Lac"].lines == (1, 5)


QUARTERS = list(
    found(
        "Les 5 quartiers prioritaires sont : Condors – Paul Legrand (Avray), Centre (Corbel), Bois du Quai (Avray), "
        "Les Olives (Dives) et Centre – Lambert (Dives)."
    ).values()
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ENGAGEMENT SPÉCIFIQUE POUR LE QUARTIER DU BOIS DU QUAI", ["Bois du Quai"]),
        ("Rénover le quartier Condors", ["Condors – Paul Legrand"]),
        ("Deux actions à Paul Legrand et aux Olives", ["Condors – Paul Legrand", "Les Olives"]),
        ("Le collège Paul Legrand et la rue des Condors", []),
        ("La crèche des Condors, le centre social des Olives", ["Condors – Paul Legrand", "Les Olives"]),
        ("Ouvrir sur le quartier le centre de santé", []),
        ("Remettre l’habitant au centre et animer le centre social", []),
        ("Pour le quartier Lambert", ["Centre – Lambert"]),
        ("Cueillir des olives", []),
        ("quartier des olives", ["Les Olives"]),
    ],
)
def test_matcher(text: str, names: list[str]) -> None:
    assert [q.name for q in quarter_matcher(QUARTERS).find(text)] == names


def test_matcher_asks_the_commune_when_towns_share_a_name() -> None:
    matcher = quarter_matcher(QUARTERS)
    assert len(matcher.find("le quartier du centre")) == 2
    assert [q.name for q in matcher.find("le quartier du centre", commune="Dives")] == ["Centre – Lambert"]


def test_reference_adds_codes(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "code_qp,lib_qp,insee_com,lib_com\nQN09901M,Bois Du Quai - Port,99001|99007,Avray|Burel\n"
        "QN09902M,Olives,99002,Dives\n"
        "QN09903M,Centre,99009,Ailleurs\n",
        encoding="utf-8",
    )
    reference = load_reference(path)
    seen = read("Les 3 quartiers prioritaires sont : Bois du Quai (Avray), Les Olives (Dives) et Centre (Corbel).")
    quarters = {q.name: q.code for q in find_qpvs(seen, find_places(seen), reference)}
    assert quarters == {"Bois du Quai": "QN09901M", "Les Olives": "QN09902M", "Centre": None}


def test_unreadable_reference(tmp_path: Path) -> None:
    with pytest.raises(QpvReferenceError, match="cannot be read"):
        load_reference(tmp_path / "absent.csv")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(QpvReferenceError, match="lacks the column code_qp"):
        load_reference(tmp_path / "other.csv")


@pytest.mark.parametrize(
    "table",
    [
        "Code QPV Nom du quartier Commune Population\nQN09901M Les Tilleuls Avray 1 250\n"
        "QN09902M Vallon Rouge Corbel 900\n",
        "| Commune | Quartier prioritaire | Population | Code |\n| Avray | Les Tilleuls | 1 250 | QN09901M |\n"
        "| Corbel | Vallon Rouge | 900 | QN09902M |\n",
    ],
)
def test_tables_with_a_quarter_a_row(table: str) -> None:
    quarters = found(table)
    assert {(q.name, q.communes, q.code, q.population) for q in quarters.values()} == {
        ("Les Tilleuls", ("Avray",), "QN09901M", 1250),
        ("Vallon Rouge", ("Corbel",), "QN09902M", 900),
    }


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
