"""One file, several contracts: each is a contract of its own in the graph, with its own answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.graph.build import build, open_current
from maillage.graph.questions import ask
from maillage.graph.store import EmbeddedStore
from maillage.graph.validate import validate
from maillage.loaders import read_documents

ONE = """
Annexe {number} – Contrat de ville 2024-2030 de la Communauté de communes {of}

Le quartier prioritaire est :
• {quarter} ({code}), à {town}

Le contrat repose sur deux axes.

Axe 1 : {first}
• La commune de {town} ouvre une permanence pour les demandeurs d’emploi en 2026.
• {fund}, portée par la commune de {town}, accueille les familles du quartier.

Axe 2 : {second}
• La Région Normandie finance la rénovation des halls d’immeubles du quartier.

Les signataires du contrat sont : l’État, la Communauté de communes {of}, la commune de {town}.
"""
PLACES = (
    {"number": 1, "of": "du Val d’Avre", "quarter": "Les Saules", "code": "QN06101M", "town": "Corbeval"},
    {"number": 2, "of": "du Pays de Lourme", "quarter": "La Roseraie", "code": "QN06102M", "town": "Lourme"},
)
FRAMES = (
    {"first": "L’emploi pour tous", "second": "Le cadre de vie", "fund": "La Cité éducative"},
    {"first": "L’accès aux droits", "second": "La culture", "fund": "La Maison des adolescents"},
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    home: Path = tmp_path_factory.mktemp("several")
    text = "\n\f\n".join(ONE.format(**place, **frame) for place, frame in zip(PLACES, FRAMES, strict=True))
    (home / "deliberation.txt").write_text(text, "utf-8")
    report = read_documents([home / "deliberation.txt"], base="https://w3id.org/maillage/", facts_dir=home / "facts")
    assert not report.failures and len(report.read) == 1
    build(home)
    opened = open_current(home)
    yield opened
    opened.close()


def contract(store: EmbeddedStore, name: str) -> str:
    (found,) = [str(row["contract"]) for row in ask(store, "contracts").rows if name in str(row["contract_label"])]
    return found


def test_each_is_counted_alone(store: EmbeddedStore) -> None:
    rows = ask(store, "contracts").rows
    assert [(row["defis"], row["qpvs"], int(row["commitments"] or 0) >= 3) for row in rows] == [
        (2, 1, True),
        (2, 1, True),
    ]
    assert len({row["epci"] for row in rows}) == 2


@pytest.mark.parametrize(("name", "own", "other"), [("Avre", "Corbeval", "Lourme"), ("Lourme", "Lourme", "Corbeval")])
def test_each_answers_for_itself(store: EmbeddedStore, name: str, own: str, other: str) -> None:
    asked = contract(store, name)
    signing = {str(row["partner_label"]) for row in ask(store, "signatories", contract=asked).rows}
    assert "État" in signing and any(own in label for label in signing)
    assert not any(other in label for label in signing)
    quotes = " ".join(str(row["quote"]) for row in ask(store, "commitments", contract=asked).rows)
    assert own in quotes and other not in quotes
    carriers = ask(store, "carriers", contract=asked).rows
    assert [own in str(row["partner_label"]) for row in carriers] == [True]


def test_the_state_signs_both_each_where_it_signs(store: EmbeddedStore) -> None:
    rows = [row for row in ask(store, "signatories").rows if row["partner_label"] == "État"]
    assert len({row["contract"] for row in rows}) == len({row["first_line"] for row in rows}) == 2


def test_the_graph_is_valid(store: EmbeddedStore) -> None:
    assert [finding for finding in validate(store) if finding.severity == "violation"] == []
