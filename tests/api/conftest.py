"""A small invented store: one contract of an imagined territory, its facts written as records."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from maillage.api.app import create_app
from maillage.api.settings import read_settings
from maillage.graph.build import build
from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
    write_facts,
)
from maillage.ontology.terms import BASE, mint

NAME = "valbrume.txt"
DOCUMENT = f"{BASE}document/0123456789ab"
CONTRACT = mint(BASE, "contract", "Valbrume 2024-2030")
MISSION, TOWN = mint(BASE, "partner", "Mission locale de Valbrume"), mint(BASE, "partner", "Ville de Valbrume")
JOBS, HEALTH = mint(BASE, "defi", "valbrume", "Emploi"), mint(BASE, "defi", "valbrume", "Santé")
QUARTER = f"{BASE}qpv/QN09999Z"
SCHEME = mint(BASE, "dispositif", "Atelier des métiers")
QUOTES = ("La mission locale tiendra une permanence hebdomadaire.", "La ville prêtera une salle.")
TEXT = "\n".join((" Contrat imaginaire de Valbrume", *QUOTES))
Facts = list[
    DocumentFact
    | PageFact
    | ContractFact
    | PartnerFact
    | DefiFact
    | QpvFact
    | DispositifFact
    | CommitmentFact
    | IssueFact
]


def commitment(number: int, quote: str, partner: str) -> CommitmentFact:
    return CommitmentFact(
        mint(BASE, "commitment", "valbrume", f"{number:08x}"), NAME, CONTRACT, "action", (number, number), 1, quote,
        (partner,), (JOBS,), ("*",), "unstated", (SCHEME,), None, None, False, 0.9, "statement",
    )  # fmt: skip


def facts() -> Facts:
    return [
        DocumentFact(DOCUMENT, NAME, "0123456789ab" + "0" * 52, "text", "Contrat imaginaire", 3, 2, (2,), True),
        PageFact(f"{DOCUMENT}/page/1", NAME, 1, (1, 3), TEXT),
        ContractFact(
            CONTRACT, NAME, "Contrat de ville de Valbrume", "Valbrume Agglomération", None, None, "2024-2030", (1, 3)
        ),
        PartnerFact(
            MISSION, NAME, "Mission locale de Valbrume", "ML", ("mission locale",), "emploi",
            ("signatory", "committed"), (2,), signs=(CONTRACT,), signature_lines=(2,),
        ),
        PartnerFact(TOWN, NAME, "Ville de Valbrume", None, ("La ville",), "commune", ("committed",), (3,)),
        DefiFact(JOBS, NAME, CONTRACT, "defi", "1", "Rapprocher de l'emploi", (1, 1), themes=("emploi",)),
        DefiFact(HEALTH, NAME, CONTRACT, "defi", "2", "Mieux se soigner", (1, 1), themes=("sante",)),
        QpvFact(QUARTER, NAME, CONTRACT, "Les Brumes", ("Les Brumes",), ("Valbrume",), "QN09999Z", 1200, (1,)),
        DispositifFact(SCHEME, NAME, "Atelier des métiers", None, ("atelier des métiers",), "emploi", (2,)),
        commitment(2, QUOTES[0], MISSION),
        commitment(3, QUOTES[1], TOWN),
        IssueFact(f"{DOCUMENT}/issue/1", NAME, "page_unread", "La page 2 est illisible.", (), CONTRACT),
    ]  # fmt: skip


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "facts").mkdir()
    write_facts(facts(), folder / "facts" / "0123456789ab0000.jsonl")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def client(home: Path) -> Iterator[TestClient]:
    app = create_app(read_settings({"MAILLAGE_HOME": str(home), "MAILLAGE_QUERY_SECONDS": "5"}))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def maillage(home: Path) -> Run:
    """The real command in a process of its own, with MAILLAGE_HOME set; ``input`` and ``env`` may be given."""
    command = str(Path(sys.executable).with_name("maillage"))

    def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        env = os.environ | {"MAILLAGE_HOME": str(home)} | dict(options.pop("env", {}))  # type: ignore[call-overload]
        return subprocess.run([command, *arguments], env=env, capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]

    return run
