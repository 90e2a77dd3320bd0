"""What concerns a quarter: what names it, what is stated for all, what its commune does, and what nothing narrows."""

import small

from maillage.graph.questions import ask
from maillage.graph.store import EmbeddedStore

ORMES, LAVOIR = small.of("qpv", "Les Ormes"), small.of("qpv", "Le Lavoir")


def quotes(store: EmbeddedStore, quarter: str) -> dict[str, str]:
    rows = ask(store, "commitments", qpv=quarter).rows
    return {str(row["quote"]).removeprefix("Il est prévu de ").rstrip("."): str(row["qpv_scope"]) for row in rows}


def test_named_quarter_has_its_own_statement_and_the_other_has_not(hamlet: EmbeddedStore) -> None:
    assert quotes(hamlet, ORMES)["lire aux Ormes"] == "named"
    assert "lire aux Ormes" not in quotes(hamlet, LAVOIR)


def test_stated_for_all_concerns_each_and_stays_apart_from_unstated(hamlet: EmbeddedStore) -> None:
    for quarter in (ORMES, LAVOIR):
        found = quotes(hamlet, quarter)
        assert found["lire partout"] == "stated_all"
        assert found["soigner encore"] == "unstated"


def test_commune_reaches_its_own_quarter_only(hamlet: EmbeddedStore) -> None:
    assert quotes(hamlet, ORMES)["soigner en ville"] == "commune"
    assert "soigner en ville" not in quotes(hamlet, LAVOIR)


def test_sheet_tells_named_from_valid_for_all(hamlet: EmbeddedStore) -> None:
    rows = ask(hamlet, "qpv-sheet", qpv=ORMES).rows
    by_partner = {(row["partner_label"], row["defi_label"]): (row["named"], row["through_all"]) for row in rows}
    assert by_partner["Les Amis de la Lecture", "Lire"] == (1, 0)
    assert by_partner["Les Amis du Lavoir", "Lire"] == (0, 1)
    assert by_partner["Ville de Brisevent", "Soigner"] == (0, 2)
    assert all(row["commitments"] == row["named"] + row["through_all"] for row in rows)


def test_coverage_of_a_quarter(hamlet: EmbeddedStore) -> None:
    here, there = (
        {(row["partner_label"], row["defi_label"]): row["commitments"] for row in ask(hamlet, "coverage", qpv=q).rows}
        for q in (ORMES, LAVOIR)
    )
    assert here["Ville de Brisevent", "Soigner"] == 2
    assert there["Ville de Brisevent", "Soigner"] == 1
    assert ("Les Amis de la Lecture", "Lire") not in there
