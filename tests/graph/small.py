"""A contract of a few facts, each made by a line: what a test of meaning says is all there is."""

import hashlib
from pathlib import Path

from maillage.graph.build import build, open_current
from maillage.graph.store import EmbeddedStore
from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
    write_facts,
)
from maillage.ontology.terms import BASE, mint

PLACE = "Brisevent"
FILE = "brisevent.txt"
SHA = hashlib.sha256(PLACE.encode()).hexdigest()
DOCUMENT = f"{BASE}document/{SHA[:12]}"
CONTRACT = mint(BASE, "contract", PLACE)


def of(kind: str, name: str) -> str:
    """The IRI of a thing of the small contract."""
    own = kind in ("defi", "qpv", "commitment")
    return mint(BASE, kind, PLACE, name) if own else mint(BASE, kind, name)


def basis(file: str = FILE, sha: str = SHA, contract: str = CONTRACT, title: str = f"Contrat de {PLACE}") -> list[Fact]:
    """A document of one page, and its contract."""
    document = f"{BASE}document/{sha[:12]}"
    return [
        DocumentFact(document, file, sha, "text", title, 50, 1),
        PageFact(f"{document}/page/1", file, 1, (1, 50), "\n".join(f"Ligne {n}" for n in range(1, 51))),
        ContractFact(contract, file, title, None, None, None, None, (1, 1)),
    ]


def partner(name: str, kind: str = "association", *, collective: bool = False, signs: bool = False) -> PartnerFact:
    """A partner named so."""
    signed = (CONTRACT,) if signs else ()
    return PartnerFact(
        of("partner", name), FILE, name, None, (name,), kind, (), (2,), collective, None, signed, (3,) if signs else ()
    )


def defi(name: str, parent: str | None = None, qpv: str | None = None) -> DefiFact:
    """An item of the frame."""
    above = of("defi", parent) if parent else None
    priority = of("qpv", qpv) if qpv else None
    return DefiFact(of("defi", name), FILE, CONTRACT, "defi", None, name, (4, 4), above, priority)


def qpv(name: str, commune: str) -> QpvFact:
    """A quarter of one commune."""
    return QpvFact(of("qpv", name), FILE, CONTRACT, name, (), (commune,), None, None, (5,))


def dispositif(name: str, *carriers: str) -> DispositifFact:
    """A scheme of ordinary law, and the ids of those who carry it."""
    lines = (6,) * len(carriers)
    return DispositifFact(
        of("dispositif", name), FILE, name, None, (), "emploi", (6,), "droit-commun", None, (), carriers, lines
    )


def commitment(name: str, partners: str = "", defis: str = "", **more: object) -> CommitmentFact:
    """A commitment of the partners (names joined by +) to items; other fields of the record by name."""
    values: dict[str, object] = {
        "kind": "action",
        "lines": (10, 11),
        "page": 1,
        "quote": f"Il est prévu de {name}.",
        "qpvs": ("*",),
        "qpv_scope": "unstated",
        "dispositifs": (),
        "deadline": None,
        "amount": None,
        "has_indicators": False,
        "confidence": 0.8,
        "rule": "invented",
        "partners": tuple(of("partner", each) for each in partners.split("+") if each),
        "defis": tuple(of("defi", each) for each in defis.split("+") if each),
        **more,
    }
    return CommitmentFact(id=of("commitment", name), document=FILE, contract=CONTRACT, **values)  # type: ignore[arg-type]


def issue(code: str, message: str, contract: str | None = CONTRACT) -> IssueFact:
    """Something that was not read."""
    return IssueFact(f"{DOCUMENT}/issue/{code}", FILE, code, message, (7, 8), contract)


def opened(home: Path, *facts: Fact) -> EmbeddedStore:
    """The store of the small contract and those facts, built as any store is."""
    (home / "facts").mkdir(parents=True, exist_ok=True)
    write_facts([*basis(), *facts], home / "facts" / f"{SHA[:16]}.jsonl")
    build(home)
    return open_current(home)
