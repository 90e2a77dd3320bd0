"""Invented facts, from a handful to the size of a real corpus. No territory, name or sentence of it exists.

``corpus(documents, commitments)`` is deterministic: the same numbers give the same facts.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from maillage.graph.evaluation.calibration import Bin
from maillage.graph.evaluation.evaluation import Evaluation, fingerprint, keep
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
    write_facts,
)
from maillage.ontology.terms import BASE, mint, slug

PAGE_LINES = 45
TERRITORIES = ("Valdore", "Hautebruyère", "Port-Aubier", "Sombreval", "Clairmesnil", "Rochebasse", "Mervanne")
BODIES = ("commune", "association", "bailleur", "emploi", "culture", "sante")
BODY_NAMES = (
    "Ville de {}", "Association Les Passerelles de {}", "Office de l'habitat de {}",
    "Mission locale de {}", "Théâtre municipal de {}", "Maison de santé de {}",
)  # fmt: skip
PLACES = ("l'Étang", "la Colline", "la Gare", "les Vergers", "le Moulin", "la Roseraie", "le Canal", "les Peupliers")
THEMES = ("emploi", "sante", "education", "logement-cadre-de-vie", "culture", "mobilite")
DEFIS = (
    "Rapprocher les habitants de l'emploi",
    "Faire reculer le non-recours aux soins",
    "Soutenir la réussite des enfants",
    "Embellir les immeubles et les rues",
    "Ouvrir les lieux de culture",
    "Relier les quartiers au centre",
)
VERBS = ("ouvrira", "animera", "financera", "proposera", "renforcera", "évaluera")
THINGS = (
    "une permanence hebdomadaire",
    "un atelier pour les familles",
    "des parcours de découverte",
    "un poste de médiateur",
    "une fête de quartier",
    "des travaux de rénovation",
    "un guichet mobile",
    "des séances de lecture",
)
NATIONAL = (
    "Atelier des métiers",
    "Passeport des savoirs",
    "Bus des droits",
    "Bourse des initiatives",
    "Été des quartiers",
)
NATIONAL_BODY = "Fédération nationale des haltes imaginaires"
SCOPES = ("stated_all", "commune", "named", "unstated")


@dataclass
class Territory:
    """What one invented document holds, in the numbers asked for."""

    name: str
    partners: int = 60
    tops: int = 6
    quarters: int = 24
    commitments: int = 500
    pages: int = 150

    @property
    def file(self) -> str:
        return f"{slug(self.name)}.txt"

    @property
    def sha(self) -> str:
        return hashlib.sha256(self.name.encode()).hexdigest()

    @property
    def document(self) -> str:
        return f"{BASE}document/{self.sha[:12]}"

    @property
    def contract(self) -> str:
        return mint(BASE, "contract", self.name)

    def partner(self, number: int) -> str:
        return mint(BASE, "partner", self.partner_name(number))

    @property
    def national(self) -> str:
        """The last partner, which acts in every territory."""
        return self.partner(self.partners - 1)

    def partner_name(self, number: int) -> str:
        if number == self.partners - 1:
            return NATIONAL_BODY
        place = self.name if number < len(BODIES) else f"{PLACES[number % 8]} {number} à {self.name}"
        return BODY_NAMES[number % len(BODY_NAMES)].format(place)

    def defi(self, number: int, child: int | None = None) -> str:
        return mint(BASE, "defi", self.name, f"defi-{number}" + ("" if child is None else f"-{child}"))

    def qpv(self, number: int) -> str:
        return mint(BASE, "qpv", self.name, f"quartier-{number}")

    @property
    def collective(self) -> str:
        return mint(BASE, "partner", f"partenaires {self.name}")


def facts(there: Territory) -> list[Fact]:
    """Everything of one document, the document first."""
    random = Random(there.name)
    return [
        *_document(there), *_partners(there), *_frame(there), *_quarters(there), *_schemes(there),
        *(_commitment(there, number, random) for number in range(there.commitments)),
        IssueFact(
            f"{there.document}/issue/1", there.file, "page_unread", "La page 3 est illisible.", (3,), there.contract
        ),
    ]  # fmt: skip


def _document(there: Territory) -> Iterator[Fact]:
    lines = there.pages * PAGE_LINES
    title = f"Contrat de ville imaginaire de {there.name}"
    yield DocumentFact(there.document, there.file, there.sha, "text", title, lines, there.pages, (3,), True)
    for page in range(1, there.pages + 1):
        first = (page - 1) * PAGE_LINES + 1
        text = "\n".join(f"Ligne {n} du contrat imaginaire, écrite pour les essais." for n in range(PAGE_LINES))
        yield PageFact(f"{there.document}/page/{page}", there.file, page, (first, first + PAGE_LINES - 1), text)
    yield ContractFact(
        there.contract, there.file, title, f"Agglomération de {there.name}", None, None, "2024-2030", (1, lines)
    )


def _partners(there: Territory) -> Iterator[Fact]:
    for number in range(there.partners):
        signs = (there.contract,) if number % 2 == 0 else ()
        name = there.partner_name(number)
        yield PartnerFact(
            there.partner(number), there.file, name, None, (name, name.upper()), BODIES[number % 6], ("committed",),
            (10 + number, 90 + number), signs=signs, signature_lines=(40,) if signs else (),
        )  # fmt: skip
        said = f"{there.document}/identity/{number}"
        yield IdentityFact(said, there.file, there.partner(number), name.upper(), "same-words", (10 + number,))
    name = f"Partenaires du contrat de {there.name}"
    yield PartnerFact(there.collective, there.file, name, None, (), "autre", (), (5,), collective=True)


def _frame(there: Territory) -> Iterator[Fact]:
    for number in range(there.tops):
        label, theme = DEFIS[number % 6], THEMES[number % 6]
        top = there.defi(number)
        yield DefiFact(
            top, there.file, there.contract, "defi", str(number + 1), label, (60 + number,) * 2, themes=(theme,)
        )
        for child in range(4):
            said = f"{label}, orientation {child + 1}"
            where = (70 + 4 * number + child,) * 2
            yield DefiFact(
                there.defi(number, child),
                there.file,
                there.contract,
                "orientation",
                f"{number + 1}.{child + 1}",
                said,
                where,
                top,
            )


def _quarters(there: Territory) -> Iterator[Fact]:
    for number in range(there.quarters):
        name = f"Quartier de {PLACES[number % 8]} {number}"
        town = there.name if number % 3 == 0 else f"Bourg-{number}"
        yield QpvFact(
            there.qpv(number), there.file, there.contract, name, (name,), (town,), None, 1000 + number, (20 + number,)
        )


def _schemes(there: Territory) -> Iterator[Fact]:
    for number, name in enumerate(NATIONAL):
        carriers = (there.partner(number), there.national) if number == 0 else (there.partner(number),)
        yield DispositifFact(
            mint(BASE, "dispositif", name), there.file, name, None, (name,), "emploi", (30 + number,), "droit-commun",
            carriers=carriers, carrier_lines=(30 + number,) * len(carriers),
        )  # fmt: skip
    local = f"Plan local de {there.name}"
    yield DispositifFact(
        mint(BASE, "dispositif", local), there.file, local, None, (local,), "sante", (39,), "specifique"
    )


def _commitment(there: Territory, number: int, random: Random) -> CommitmentFact:
    line = 200 + number * 5 % (there.pages * PAGE_LINES - 210)
    who = there.collective if number % 5 == 0 else there.partner(random.randrange(there.partners))
    scope = SCOPES[number % 4]
    qpvs = (there.qpv(random.randrange(there.quarters)),) if scope == "named" else ("*",)
    top = random.randrange(max(1, there.tops - 1))  # nobody answers the last one
    defi = there.defi(top, random.choice((None, 0, 1, 2, 3)))
    scheme = (mint(BASE, "dispositif", random.choice(NATIONAL)),) if number % 3 == 0 else ()
    quote = f"Le partenaire {random.choice(VERBS)} {random.choice(THINGS)} dans le quartier, action numéro {number}."
    return CommitmentFact(
        id=mint(BASE, "commitment", there.name, f"{number:08x}"),
        document=there.file,
        contract=there.contract,
        kind="action" if number % 2 else "engagement",
        lines=(line, line + 2),
        page=(line - 1) // PAGE_LINES + 1,
        quote=quote,
        partners=(who,),
        defis=(defi,),
        qpvs=qpvs,
        qpv_scope=scope,
        dispositifs=scheme,
        deadline="2026" if number % 7 == 0 else None,
        amount=None,
        has_indicators=number % 11 == 0,
        confidence=round(0.5 + random.random() / 2, 2),
        rule="verbe-futur",
        path=("Partie II", "Engagements"),
        partner_origin="bullet",
        defi_origin="heading",
        themes=(THEMES[top % 6],),
    )


def home(folder: Path, there: list[Territory]) -> Path:
    """A folder as MAILLAGE_HOME is, with the facts of those territories."""
    (folder / "facts").mkdir(parents=True, exist_ok=True)
    for each in there:
        write_facts(facts(each), folder / "facts" / f"{each.sha[:16]}.jsonl")
    return folder


def corpus(commitments: int = 500, pages: int = 150, quarters: int = 24) -> list[Territory]:
    """Five territories, as they are 2,500 commitments, 300 partners, 150 items of frames, 120 quarters, 750 pages."""
    return [Territory(name, commitments=commitments, pages=pages, quarters=quarters) for name in TERRITORIES[:5]]


def evaluated(folder: Path, *documents: list[Fact]) -> None:
    """An evaluation of documents, added to a home."""
    readings = {each[0].document: fingerprint(each) for each in documents}
    rows = tuple(
        Figure(measure, name, None, 0.8, 0.7, 0.9, 0.75, 0.86, 6.0, 8, 7)
        for measure in ("spans", "cells")
        for name in (*readings, None)
    )
    bins = (Bin(0.0, 0.9, 0, 0), Bin(0.9, 1.0, 4, 3))
    keep(Evaluation("2030-01-01T00:00:00Z", readings, rows, bins, bins[-1], rows), folder)
