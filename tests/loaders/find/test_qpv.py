"""Quarters in the shapes that contracts print them in; all names are invented."""

from pathlib import Path

import pytest

from maillage.loaders.find.places import find_places
from maillage.loaders.find.qpv import find_qpvs, quarter_matcher
from maillage.loaders.find.qpv_reference import QpvReferenceError, load_reference

from .quarters import QUARTERS, found, read


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
