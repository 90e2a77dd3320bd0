"""What a gap is: nothing found, one partner only, the collective only, no deadline, no indicator."""

import small

from maillage.graph.questions import ask
from maillage.graph.store import EmbeddedStore, Row


def gaps(store: EmbeddedStore, **values: str) -> dict[tuple[str, str], Row]:
    return {(str(row["defi_label"]), str(row["gap"])): row for row in ask(store, "gaps", **values).rows}


def test_nothing_found(hamlet: EmbeddedStore) -> None:
    row = gaps(hamlet)["Réparer", "no-commitment-found"]
    assert (row["commitments"], row["commitment"], row["partner"]) == (0, None, None)
    assert [code for label, code in gaps(hamlet) if label == "Réparer"] == ["no-commitment-found"]


def test_children_count_for_the_top_item(hamlet: EmbeddedStore) -> None:
    found = gaps(hamlet)
    assert not any(label == "Lire à l'école" for label, _ in found)
    assert ("Lire", "one-partner") not in found  # the other partner's commitment is on the part below
    assert ("Lire", "no-commitment-found") not in found
    assert found["Lire", "no-indicator"]["commitments"] == 2


def test_one_partner_is_named(hamlet: EmbeddedStore) -> None:
    row = gaps(hamlet)["Soigner", "one-partner"]
    assert (row["partner"], row["partner_label"]) == (small.of("partner", "Ville de Brisevent"), "Ville de Brisevent")
    assert row["commitments"] == 2
    assert str(row["commitment"]).startswith(small.of("commitment", "soigner"))


def test_several_partners_of_one_statement_are_several(hamlet: EmbeddedStore) -> None:
    assert ("Danser", "one-partner") not in gaps(hamlet)
    assert gaps(hamlet)["Danser", "no-deadline"]["commitments"] == 1


def test_collective_only(hamlet: EmbeddedStore) -> None:
    found = gaps(hamlet)
    assert found["Loger", "collective-only"]["commitments"] == 1
    assert ("Loger", "one-partner") not in found
    assert [label for label, code in found if code == "collective-only"] == ["Loger"]


def test_deadlines_and_indicators(hamlet: EmbeddedStore) -> None:
    without_date = {label for label, code in gaps(hamlet) if code == "no-deadline"}
    without_indicator = {label for label, code in gaps(hamlet) if code == "no-indicator"}
    assert without_date == {"Soigner", "Loger", "Danser"}
    assert without_indicator == {"Lire", "Loger", "Danser"}


def test_priority_of_one_quarter_is_not_a_gap_of_the_contract(hamlet: EmbeddedStore) -> None:
    assert not any(label == "Planter ici" for label, _ in gaps(hamlet))


def test_gaps_of_a_quarter_count_what_concerns_it(hamlet: EmbeddedStore) -> None:
    lavoir = gaps(hamlet, qpv=small.of("qpv", "Le Lavoir"))
    assert lavoir["Lire", "one-partner"]["partner_label"] == "Les Amis du Lavoir"
    assert lavoir["Soigner", "one-partner"]["commitments"] == 1
    assert ("Soigner", "no-indicator") not in lavoir


def test_statement_without_partner_is_not_the_collective_s(tmp_path: object) -> None:
    from pathlib import Path

    store = small.opened(Path(str(tmp_path)), small.defi("Semer"), small.commitment("semer", "", "Semer"))
    found = gaps(store)
    assert ("Semer", "no-commitment-found") not in found
    assert ("Semer", "collective-only") not in found
    store.close()
