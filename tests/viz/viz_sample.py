"""Two invented contracts as facts: one whole, with hostile labels, and one without frame nor signatories."""

import hashlib
from collections.abc import Iterator

from maillage.graph.evaluation.calibration import Bin
from maillage.graph.evaluation.evaluation import Evaluation, fingerprint
from maillage.graph.evaluation.figures import Figure
from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    IdentityFact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.ontology.terms import BASE, mint, short_hash

HOSTILE = "Association <script>alert('x')</script> & \"Fils\""
FIRST = (
    "Contrat de ville de Valombre-sur-Orge",
    "Défi 1 : l'emploi pour toutes et tous",
    "La Mission locale du Pays d'Orge ouvrira chaque mardi une perma-",
    "nence au quartier des Tilleuls, dans le cadre de la Cité de l'emploi. Photo : mairie",
    "La commune de Valombre accueillera trente stagiaires par an d'ici 2026.",
    "Défi 2 : la santé près de chez soi",
    "Les partenaires s'engagent à mettre à jour le contrat local de santé.",
)
SECOND = (
    "Défi 3 : des quartiers plus frais",
    "Signé à Valombre",
    "Le président de la communauté d'Orge-et-Valombre",
    "La commune de Valombre plantera deux cents arbres aux Tilleuls et au Moulin <b>Neuf</b>.",
)
HASH = hashlib.sha256(b"valombre").hexdigest()
OTHER_HASH = hashlib.sha256(b"brumeval").hexdigest()
NAME, OTHER_NAME = "valombre.txt", "brumeval.txt"
DOCUMENT, OTHER_DOCUMENT = BASE + f"document/{HASH[:12]}", BASE + f"document/{OTHER_HASH[:12]}"
CONTRACT, OTHER_CONTRACT = mint(BASE, "contract", "valombre"), mint(BASE, "contract", "brumeval")
LOCAL, TOWN = mint(BASE, "partner", "mission-locale-orge"), mint(BASE, "partner", "commune-valombre")
EPCI, ODD = mint(BASE, "partner", "communaute-orge"), mint(BASE, "partner", "association-fils")
ALL = mint(BASE, "partner", "partenaires-valombre")
JOBS, HEALTH, COOL, JOBS_1 = (mint(BASE, "defi", "valombre", name) for name in ("emploi", "sante", "frais", "emploi-1"))
TILLEULS, MOULIN = BASE + "qpv/QN99901M", mint(BASE, "qpv", "valombre", "moulin-neuf")
CITE, CLS = mint(BASE, "dispositif", "cite-de-l-emploi"), mint(BASE, "dispositif", "contrat-local-de-sante")


def _partner(iri: str, name: str, kind: str, signs: tuple[str, ...] = (), **more: object) -> PartnerFact:
    roles = ("signatory", "committed") if signs else ("committed",)
    where = (11,) if signs else ()
    return PartnerFact(iri, NAME, name, None, (name,), kind, roles, (3,), signs=signs, signature_lines=where, **more)  # type: ignore[arg-type]


def _partners() -> Iterator[Fact]:
    yield _partner(LOCAL, "Mission locale du Pays d'Orge", "emploi")
    yield _partner(TOWN, "Commune de Valombre", "commune", (CONTRACT,))
    yield _partner(EPCI, "Communauté d'agglomération d'Orge-et-Valombre", "epci", (CONTRACT,))
    yield _partner(ODD, HOSTILE, "association")
    yield _partner(ALL, "Partenaires du contrat de ville de Valombre", "autre", collective=True)


def _identities() -> Iterator[Fact]:
    where = f"{DOCUMENT}/identity/"
    yield IdentityFact(f"{where}1", NAME, TOWN, "mairie de Valombre", "same-town", (3,))
    yield IdentityFact(f"{where}2", NAME, EPCI, "CAOV <i>", "acronym-defined", (2,))


def _frame() -> Iterator[Fact]:
    yield DefiFact(JOBS, NAME, CONTRACT, "defi", "1", "L'emploi pour toutes et tous", (2, 2), themes=("emploi",))
    yield DefiFact(JOBS_1, NAME, CONTRACT, "orientation", "1.1", "Accueillir des stagiaires", (5, 5), parent=JOBS)
    yield DefiFact(HEALTH, NAME, CONTRACT, "defi", "2", "La santé près de chez soi", (6, 6), themes=("sante",))
    yield DefiFact(COOL, NAME, CONTRACT, "defi", "3", "Des quartiers plus frais", (8, 8))


def _commitment(lines: tuple[int, int], page: int, quote: str, **more: object) -> CommitmentFact:
    values: dict[str, object] = {
        "kind": "engagement",
        "partners": (TOWN,),
        "defis": (JOBS,),
        "qpvs": ("*",),
        "qpv_scope": "unstated",
        "dispositifs": (),
        "deadline": None,
        "amount": None,
        "has_indicators": False,
        "confidence": 0.72,
        "rule": "invented-rule",
        "partner_origin": "statement",
        "defi_origin": "heading",
        **more,
    }
    iri = mint(BASE, "commitment", "valombre", short_hash(quote))
    return CommitmentFact(id=iri, document=NAME, contract=CONTRACT, lines=lines, page=page, quote=quote, **values)  # type: ignore[arg-type]


def commitments() -> Iterator[CommitmentFact]:
    """The five statements of the first contract."""
    quote = FIRST[2].removesuffix("-") + FIRST[3].removesuffix(" Photo : mairie")
    named = {"qpvs": (TILLEULS,), "qpv_scope": "named", "dispositifs": (CITE,)}
    yield _commitment((3, 4), 1, quote, partners=(LOCAL,), confidence=0.91, path=("Défi 1",), **named)
    yield _commitment((5, 5), 1, FIRST[4], defis=(JOBS_1,), deadline="2026", has_indicators=True)
    yield _commitment((7, 7), 1, FIRST[6], partners=(ALL,), defis=(HEALTH,), dispositifs=(CLS,), confidence=0.55)
    yield _commitment((7, 7), 1, "mettre à jour", partners=(ODD,), defis=(HEALTH,), qpv_scope="stated_all")
    nobody = {"partners": (), "defis": (), "partner_origin": "none", "defi_origin": "none"}
    yield _commitment((11, 11), 2, SECOND[3], **nobody)


def _issue(name: str, document: str, code: str, message: str, contract: str) -> IssueFact:
    return IssueFact(BASE + f"issue/{name}", document, code, message, (), contract)


def valombre() -> list[Fact]:
    """Facts of the whole contract."""
    return [
        DocumentFact(DOCUMENT, NAME, HASH, "text", "Contrat de ville de Valombre", 11, 3, unread=(3,), fictitious=True),
        PageFact(f"{DOCUMENT}/page/1", NAME, 1, (1, 7), "\n".join(FIRST)),
        PageFact(f"{DOCUMENT}/page/2", NAME, 2, (8, 11), "\n".join(SECOND)),
        ContractFact(CONTRACT, NAME, FIRST[0], "Orge-et-Valombre", None, None, "2024-2030", (1, 1)),
        *_partners(),
        *_identities(),
        *_frame(),
        QpvFact(TILLEULS, NAME, CONTRACT, "Les Tilleuls", ("Tilleuls",), ("Valombre",), "QN99901M", 2100, (4,)),
        QpvFact(MOULIN, NAME, CONTRACT, "Moulin <b>Neuf</b>", (), ("Valombre",), None, None, (11,), outside=True),
        DispositifFact(
            CITE,
            NAME,
            "Cité de l'emploi",
            None,
            ("Cité de l'emploi",),
            "emploi",
            (4,),
            "specifique",
            None,
            (),
            (LOCAL,),
            (4,),
        ),
        DispositifFact(CLS, NAME, "Contrat local de santé", "CLS", ("CLS",), "sante", (7,), "droit-commun"),
        *commitments(),
        _issue("unread", NAME, "page_unread", "La page 3 est illisible.", CONTRACT),
    ]


def brumeval() -> list[Fact]:
    """Facts of a contract in which neither frame nor signatory was found."""
    return [
        DocumentFact(OTHER_DOCUMENT, OTHER_NAME, OTHER_HASH, "text", "Brumeval", 1, 1),
        PageFact(f"{OTHER_DOCUMENT}/page/1", OTHER_NAME, 1, (1, 1), "Contrat de ville de Brumeval"),
        ContractFact(OTHER_CONTRACT, OTHER_NAME, "Contrat de ville de Brumeval", None, None, None, None, (1, 1)),
        _issue("frame", OTHER_NAME, "no_frame", "Aucun cadre stratégique n'a été trouvé.", OTHER_CONTRACT),
        _issue("sign", OTHER_NAME, "no_signatory", "Aucun signataire n'a été trouvé.", OTHER_CONTRACT),
    ]


def _figure(measure: str, document: str | None, right: float, found: int, wanted: int, **more: str) -> Figure:
    precision, recall = right / found, right / wanted
    value = 2 * precision * recall / (precision + recall)
    return Figure(
        measure, document, more.get("kind"), value, value - 0.1, value + 0.1, precision, recall, right, found, wanted
    )


def evaluation() -> Evaluation:
    """What annotations of the whole contract told of its reading."""
    rows = tuple(
        _figure(*row)
        for document in (NAME, None)
        for row in (
            ("spans", document, 8, 9, 10),
            ("attribution_partner", document, 7.0, 8, 8),
            ("attribution_in_frame", document, 6.0, 8, 8),
        )
    )
    bare = (_figure("spans", None, 6, 9, 10),)
    bins = (Bin(0.0, 0.9, 0, 0), Bin(0.9, 1.0, 4, 3))
    kinds = (_figure("spans", None, 2, 4, 4, kind="action"),)
    return Evaluation("2030-01-02T03:04:05Z", {NAME: fingerprint(valombre())}, (*rows, *kinds), bins, bins[-1], bare)
