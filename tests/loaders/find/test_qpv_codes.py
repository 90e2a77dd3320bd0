"""Quarters told beside their codes, in tables whose first column holds the communes; all names are invented."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.places import find_places
from maillage.loaders.find.qpv import find_qpvs
from maillage.loaders.view import View

TABLE = """La mairie de Corbeval ouvre le samedi. À Val-Rouvre, la halle est neuve.

Commune
Quartier
Code
Habitants

Corbeval Les Tilleuls QN09901M 1 200
Le Clos QN09902M 1 100
Corbeval, Val-Rouvre La Sente QN09903M 1 050
Grand Pré Vert QN09904M 1 010
"""


def test_communes_stand_before_the_quarters_of_a_row(look: Callable[[str], View]) -> None:
    seen = look(TABLE)
    found = {quarter.name: set(quarter.communes) for quarter in find_qpvs(seen, find_places(seen))}
    assert found["Les Tilleuls"] == {"Corbeval"}
    assert found["La Sente"] == {"Corbeval", "Val-Rouvre"}
    assert "Grand Pré Vert" in found  # no town that the text speaks of: the name is whole


def test_without_such_a_header_the_first_words_are_the_name(look: Callable[[str], View]) -> None:
    seen = look(TABLE.replace("Commune\nQuartier\n", "Quartier\n"))
    assert "Les Tilleuls" not in {quarter.name for quarter in find_qpvs(seen, find_places(seen))}


@pytest.mark.parametrize("line", ["Corbie – 4 312 habitants – QN05901M", "Corbie – code QN05901M"])
def test_the_commune_and_the_code_under_a_quarters_title(look: Callable[[str], View], line: str) -> None:
    seen = look(f"Fiches\n\nLA VIGNE HAUTE\n{line}\nLes enjeux sont connus de tous.\n\nLa ville de Corbie agit.")
    (quarter,) = find_qpvs(seen, find_places(seen))
    assert (quarter.name, quarter.communes, quarter.code) == ("La Vigne Haute", ("Corbie",), "QN05901M")


def test_the_commune_in_the_cell_under_a_code_alone(look: Callable[[str], View]) -> None:
    rows = "".join(
        f"{name}\nQN0590{n}M\n{town}\n1 20{n}\n\n"
        for n, name, town in ((1, "La Vigne", "Corbie"), (2, "Le Clos", "Avray"))
    )
    seen = look(f"La ville de Corbie et la commune d’Avray agissent.\n\nQuartier\nCode\nCommune\nPopulation\n\n{rows}")
    assert [(q.name, q.communes) for q in find_qpvs(seen, find_places(seen))] == [
        ("La Vigne", ("Corbie",)),
        ("Le Clos", ("Avray",)),
    ]
