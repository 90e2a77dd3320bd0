from typing import Any

import pytest

from maillage.viz.matrix import Head, matrix, shade


def row(partner: str | None, defi: str | None, commitments: int) -> dict[str, Any]:
    labels = {"partner_label": partner and partner.upper(), "defi_label": defi and defi.upper(), "defi_number": None}
    return {"partner": partner, "defi": defi, "commitments": commitments, "confidence": 0.5, **labels}


def test_totals_and_order() -> None:
    made = matrix([row("a", "x", 1), row("b", "x", 2), row("b", "y", 3)], [Head("x", "X"), Head("y", "Y")], [])
    assert [(line.partner.iri, line.total) for line in made.rows] == [("b", 5), ("a", 1)]
    assert (made.totals, made.partners_on, made.total) == ((3, 3), (2, 1), 6)


def test_a_defi_or_a_signatory_without_commitment_keeps_its_place() -> None:
    made = matrix([row("a", "x", 1)], [Head("x", "X"), Head("z", "Z")], [Head("a", "A"), Head("c", "C")])
    assert [head.iri for head in made.defis] == ["x", "z"]
    assert [cell.commitments for cell in made.rows[1].cells] == [0, 0]


def test_what_was_not_attributed_is_a_row_and_a_column_of_its_own() -> None:
    made = matrix([row(None, "x", 2), row("a", None, 1)], [Head("x", "X")], [])
    assert {line.partner.label for line in made.rows} == {"A", "Partenaire non identifié"}
    assert made.defis[-1].label == "Défi non identifié"


def test_an_empty_contract_is_an_empty_matrix() -> None:
    assert matrix([], [], []).total == 0


@pytest.mark.parametrize(("commitments", "most", "expected"), [(0, 9, 0), (1, 100, 1), (100, 100, 4), (1, 1, 4)])
def test_shades(commitments: int, most: int, expected: int) -> None:
    assert shade(commitments, most) == expected
