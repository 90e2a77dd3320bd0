"""The invented document of twenty lines, of which the fourth is blank; see ``FIGURES`` for what must come out."""

import hashlib
from typing import Any

from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.ontology.terms import BASE, mint

FILE = "brisevent.txt"
SHA = hashlib.sha256(b"brisevent, annotated").hexdigest()
DOCUMENT = f"{BASE}document/{SHA[:12]}"
CONTRACT = mint(BASE, "contract", "brisevent")

GOLD: dict[str, Any] = {
    "document": FILE,
    "lignes": [1, 20],
    "partenaires": [
        {"id": "ville", "nom": "Ville de Brisevent", "type": "commune", "roles": ["signataire"], "lignes": [2]},
        {"id": "caf", "nom": "Caisse d'allocations familiales du Val", "sigle": "CAF", "formes": ["la CAF"],
         "type": "securite_sociale", "roles": ["engage"], "lignes": [5]},
        {"id": "dept", "nom": "Département du Val", "type": "departement", "roles": ["cite"], "lignes": [7]},
        {"id": "partenaires-du-contrat", "nom": "Les partenaires", "type": "autre", "roles": ["engage"], "lignes": [1]},
    ],
    "cadre": [
        {"id": "d1", "genre": "defi", "numero": "1", "libelle": "Lire", "lignes": [1, 1]},
        {"id": "d1-a", "genre": "objectif", "libelle": "Lire à l'école", "parent": "d1", "lignes": [2, 2]},
        {"id": "d2", "genre": "defi", "numero": "2", "libelle": "Soigner", "lignes": [5, 5]},
    ],
    "quartiers": [
        {"id": "ormes", "nom": "Les Ormes", "communes": ["Brisevent"], "lignes": [6]},
        {"id": "lavoir", "nom": "Le Lavoir", "communes": ["Brisevent"], "lignes": [8]},
    ],
    "dispositifs": [{"id": "cite", "nom": "Cité éducative", "lignes": [3]}],
    "engagements": [
        {"id": "E1", "lignes": [2, 3], "genre": "engagement", "partenaires": ["ville"], "cadre": ["d1-a"],
         "quartiers": ["*"], "dispositifs": ["cite"], "indicateurs": True},
        {"id": "E2", "lignes": [5, 6], "genre": "action", "partenaires": ["caf", "ville"], "cadre": ["d2"],
         "quartiers": ["ormes"], "dispositifs": [], "indicateurs": False},
        {"id": "E3", "lignes": [12, 13], "genre": "offre", "partenaires": ["caf"], "cadre": [], "quartiers": ["*"],
         "dispositifs": []},
    ],
}  # fmt: skip

# (right, found, wanted) of each measure. The department is only cited in the annotations: reading that it commits is
# neither right nor wrong. The first commitment read ends on a blank line, the second shares half of its lines.
FIGURES: dict[str, tuple[float, int, int]] = {
    "signatories": (1, 1, 1),
    "partners": (2, 3, 2),
    "frame": (1, 2, 2),
    "qpvs": (1, 1, 2),
    "dispositifs": (1, 2, 1),
    "spans": (2, 3, 3),
    "attribution_partner": (1.5, 2, 2),
    "attribution_in_frame": (1, 2, 2),
    "attribution_qpv": (2, 2, 2),
    "attribution_dispositif": (1, 2, 2),
    "attribution_indicators": (2, 2, 2),
    "attribution_kind": (2, 2, 2),
    "qpv_links": (1, 2, 1),
    "cells": (1, 3, 3),
}
OF_KIND: dict[tuple[str, str], tuple[float, int, int]] = {
    ("spans", "engagement"): (1, 2, 1),
    ("spans", "action"): (1, 1, 1),
    ("spans", "offre"): (0, 0, 1),
    ("attribution_partner", "action"): (0.5, 1, 1),
    ("qpv_links", "engagement"): (0, 1, 0),
}


def of(kind: str, name: str) -> str:
    return mint(BASE, kind, "brisevent", name)


def partner(name: str, kind: str, *roles: str) -> PartnerFact:
    return PartnerFact(of("partner", name), FILE, name, None, (name,), kind, roles, (2, 5))


def defi(kind: str, label: str, parent: str | None = None) -> DefiFact:
    above = of("defi", parent) if parent else None
    return DefiFact(of("defi", label), FILE, CONTRACT, kind, None, label, (1, 1), above)


def scheme(name: str) -> DispositifFact:
    return DispositifFact(of("dispositif", name), FILE, name, None, (name,), "education", (3,))


def commitment(
    lines: tuple[int, int], kind: str, partner: str, item: str, qpvs: tuple[str, ...], confidence: float, **more: Any
) -> CommitmentFact:
    values: dict[str, Any] = {"dispositifs": (), "has_indicators": False, **more}
    return CommitmentFact(
        id=of("commitment", f"{lines}"), document=FILE, contract=CONTRACT, kind=kind, lines=lines, page=1,
        quote="Phrase inventée.", partners=(of("partner", partner),), defis=(of("defi", item),), qpvs=qpvs,
        qpv_scope="unstated", deadline=None, amount=None, confidence=confidence, rule="invented", **values,
    )  # fmt: skip


def facts() -> list[Fact]:
    """What was read: much of it right, each kind of error once."""
    text = "\n".join("" if number == 4 else f"Ligne {number}" for number in range(1, 21))
    ormes = (of("qpv", "Les Ormes"),)
    return [
        DocumentFact(DOCUMENT, FILE, SHA, "text", "Contrat de Brisevent", 20, 1),
        PageFact(f"{DOCUMENT}/page/1", FILE, 1, (1, 20), text),
        ContractFact(CONTRACT, FILE, "Contrat de Brisevent", None, None, None, None, (1, 20)),
        partner("Ville de Brisevent", "commune", "signatory"),
        partner("CAF du Val", "securite_sociale", "committed"),
        partner("Théâtre imaginaire", "association", "committed"),
        partner("Département du Val", "departement", "committed"),
        defi("defi", "Lire"),
        defi("objectif", "Lire à l'école", "Lire"),
        defi("defi", "Loger"),
        QpvFact(ormes[0], FILE, CONTRACT, "Les Ormes", (), ("Brisevent",), None, None, (6,)),
        scheme("Cité éducative"),
        scheme("Plan imaginaire"),
        commitment((2, 4), "engagement", "Ville de Brisevent", "Lire à l'école", ("*",), 0.95,
                   dispositifs=(of("dispositif", "Cité éducative"),), has_indicators=True),
        commitment((5, 8), "action", "CAF du Val", "Loger", ormes, 0.92,
                   dispositifs=(of("dispositif", "Plan imaginaire"),)),
        commitment((16, 17), "engagement", "Théâtre imaginaire", "Lire", ormes, 0.4),
    ]  # fmt: skip
