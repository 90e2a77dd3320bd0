"""Names, amounts and dates as contracts print them."""

import pytest

from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.names import listed_names, of_form, title_case


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Avray, Bel-Air et Corbie", ["Avray", "Bel-Air", "Corbie"]),
        ("d’Avray, de Saint-Loup-sur-Liane et du Bois", ["Avray", "Saint-Loup-sur-Liane", "Bois"]),
        ("Avray ; les habitants et Corbie", ["Avray", "Corbie"]),
        ("", []),
        ("des villes et des bourgs", []),
    ],
)
def test_listed_names(text: str, names: list[str]) -> None:
    assert listed_names(text) == names


@pytest.mark.parametrize(
    ("printed", "usual"),
    [
        ("NEUF-MESNIL", "Neuf-Mesnil"),
        ("SAINT-LOUP-SUR-LIANE", "Saint-Loup-sur-Liane"),
        ("L’ISLE", "L’Isle"),
        ("Bel-Air", "Bel-Air"),
        ("ÉVRAY", "Évray"),
    ],
)
def test_title_case(printed: str, usual: str) -> None:
    assert title_case(printed) == usual


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Corbie", "de Corbie"),
        ("Avray", "d'Avray"),
        ("Le Bois", "du Bois"),
        ("Les Granges", "des Granges"),
        ("Évray", "d'Évray"),
    ],
)
def test_of_form(name: str, form: str) -> None:
    assert of_form(name) == form


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("un fonds de 15 000 € par an pour", "15 000 € par an"),
        ("15 M€ sur six ans", "15 M€"),
        ("3,5 millions d’euros", "3,5 millions d’euros"),
        ("200 euros par élève", "200 euros par élève"),
        ("à hauteur de 1 200 000 euros", "1 200 000 euros"),
        ("12 000 habitants", None),
        ("un poste en 2026", None),
    ],
)
def test_amounts(text: str, amount: str | None) -> None:
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("ouvrir un lieu d’ici 2027", "2027"),
        ("d’ici à fin 2026", "2026"),
        ("au plus tard en septembre 2025", "2025"),
        ("à l’horizon 2030", "2030"),
        ("sur la période 2025-2027", "2025-2027"),
        ("2024 – 2030", "2024-2030"),
        ("depuis 2015, en 2018", None),
        ("en 2018 puis en 2026", "2026"),
        ("le programme 2021-2023", None),
        ("2026 logements", None),
    ],
)
def test_deadlines(text: str, deadline: str | None) -> None:
    assert deadline_in(text) == deadline
