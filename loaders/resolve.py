"""Resolve: candidates → facts. Enters: what the finders found in one document. Leaves: facts with their IRIs.

One place mints the IRIs of a document: the official code first, the thesaurus concept next, contract plus name last.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
)
from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.frame import Frame, Item
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.places import Places
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.fold import key
from maillage.loaders.themes import themes_of
from maillage.loaders.view import View
from maillage.ontology.terms import mint, short_hash, slug

FICTITIOUS = "document fictif"


@dataclass(frozen=True, slots=True)
class Found:
    """All that the finders found in one document."""

    view: View
    places: Places
    frame: Frame
    partners: Partners
    quarters: tuple[Quarter, ...]
    dispositifs: Dispositifs
    commitments: tuple[Attributed, ...]
    signatures: dict[str, tuple[int, ...]]  # partner key → lines where it signs


class Resolver:
    """Mints the IRIs of one document and writes its facts."""

    def __init__(self, found: Found, base: str) -> None:
        """``base``: what every IRI of a thing read starts with."""
        self.found, self.base = found, base
        self.name = found.view.document.name
        self.contract_slug = _contract_slug(found)
        self.contract = mint(base, "contract", self.contract_slug)
        self.by_name = {key(name): q for q in found.quarters for name in (*q.forms, q.name)}

    def facts(self) -> Iterator[Fact]:
        """Every fact of the document: itself and its pages first, issues last."""
        yield self._document()
        yield from self._pages()
        yield self._contract()
        yield from (self._partner(p) for p in self._partners())
        yield from (self._defi(item) for item in self.found.frame.items)
        yield from (self._qpv(quarter) for quarter in self.found.quarters)
        yield from (self._dispositif(d) for d in self.found.dispositifs.by_key.values())
        yield from self._commitments()
        yield from self._issues()

    def document_iri(self) -> str:
        """The document's own IRI."""
        return mint(self.base, "document", self.found.view.document.sha256[:12])

    def partner_iri(self, partner: Partner) -> str:
        """A body's IRI is the same in every document; the collective of signatories is its contract's."""
        if partner.collective:
            return mint(self.base, "partner", f"{partner.key}-{self.contract_slug}")
        return mint(self.base, "partner", partner.key)

    def defi_iri(self, item: Item) -> str:
        """IRI of a frame item: kind and number when it has one, its label otherwise."""
        where = f"{item.contract}-" if item.contract else ""
        if item.number and not item.qpv and item.parent is None:
            return mint(
                self.base, "defi", self.contract_slug, f"{where}{item.kind}-{item.number}-{short_hash(item.label)[:4]}"
            )
        scope = f"{item.qpv}-" if item.qpv else ""
        return mint(self.base, "defi", self.contract_slug, f"{where}{scope}{item.label}")

    def qpv_iri(self, quarter: Quarter) -> str:
        """IRI of a quarter: its official code, else its contract and name."""
        if quarter.code:
            return mint(self.base, "qpv", quarter.code)
        return mint(self.base, "qpv", self.contract_slug, quarter.name)

    def dispositif_iri(self, dispositif: Dispositif) -> str:
        """IRI of a scheme: the thesaurus concept's name, else its own."""
        return mint(self.base, "dispositif", dispositif.key)

    def _document(self) -> DocumentFact:
        view, document = self.found.view, self.found.view.document
        return DocumentFact(
            self.document_iri(), self.name, document.sha256, document.format, self._title(), len(document.lines),
            len(document.page_starts), view.repaired.unread, FICTITIOUS in view.folded,
        )  # fmt: skip

    def _title(self) -> str:
        epcis = self.found.places.epcis
        return f"Contrat de ville – {epcis[0].name}" if epcis else f"Contrat de ville – {self.name}"

    def _pages(self) -> Iterator[PageFact]:
        view, starts = self.found.view, self.found.view.document.page_starts
        for number, (first, end) in enumerate(zip(starts, (*starts[1:], len(view.lines) + 1), strict=True), 1):
            text = "\n".join(view.lines[first - 1 : end - 1])
            yield PageFact(f"{self.document_iri()}/page/{number}", self.name, number, (first, end - 1), text)

    def _contract(self) -> ContractFact:
        places = self.found.places
        return ContractFact(
            self.contract, self.name, self._title(), places.epcis[0].name if places.epcis else None,
            places.departement.name if places.departement else None, places.region.name if places.region else None,
            places.period, (1, len(self.found.view.lines)),
        )  # fmt: skip

    def _partners(self) -> Iterable[Partner]:
        return (p for p in self.found.partners.by_key.values() if p.lines)

    def _partner(self, partner: Partner) -> PartnerFact:
        signed = self.found.signatures.get(partner.key, ())
        roles = sorted(partner.roles | ({"signatory"} if signed else set())) or ["mentioned"]
        return PartnerFact(
            self.partner_iri(partner), self.name, partner.name, partner.acronym, tuple(sorted(partner.forms)),
            partner.type, tuple(roles), tuple(sorted(partner.lines)), partner.collective, partner.concept,
            (self.contract,) if signed else (), signed,
        )  # fmt: skip

    def _defi(self, item: Item) -> DefiFact:
        quarter = self.by_name.get(item.qpv) if item.qpv else None
        return DefiFact(
            self.defi_iri(item), self.name, self.contract, item.kind, item.number, item.label, (item.first, item.last),
            self.defi_iri(item.parent) if item.parent else None, self.qpv_iri(quarter) if quarter else None,
            themes_of(item.label),
        )  # fmt: skip

    def _qpv(self, quarter: Quarter) -> QpvFact:
        return QpvFact(
            self.qpv_iri(quarter), self.name, self.contract, quarter.name, quarter.forms, quarter.communes,
            quarter.code, quarter.population, quarter.lines, quarter.outside,
        )  # fmt: skip

    def _dispositif(self, dispositif: Dispositif) -> DispositifFact:
        concept = dispositif.concept
        return DispositifFact(
            self.dispositif_iri(dispositif), self.name, dispositif.name, dispositif.acronym,
            tuple(sorted(dispositif.forms)), dispositif.domain, tuple(sorted(dispositif.lines)),
            concept.nature if concept else None, concept.iri if concept else None,
            concept.themes if concept else themes_of(dispositif.name),
        )  # fmt: skip

    def _commitments(self) -> Iterator[CommitmentFact]:
        seen: dict[str, int] = {}
        for found in self.found.commitments:
            statement = found.statement
            digest = short_hash(slug(statement.text))
            seen[digest] = seen.get(digest, 0) + 1  # the same statement printed twice stays two places
            identity = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
            yield CommitmentFact(
                mint(self.base, "commitment", self.contract_slug, identity), self.name, self.contract, found.kind,
                (statement.first, statement.last), self.found.view.page_of(statement.first), statement.text,
                tuple(self.partner_iri(p) for p in found.partners), tuple(self.defi_iri(i) for i in found.items),
                tuple(self.qpv_iri(q) for q in found.quarters) or ("*",), found.scope,
                tuple(self.dispositif_iri(d) for d in found.dispositifs), found.deadline or deadline_in(statement.text),
                amount_in(statement.text), statement.indicators, round(statement.confidence, 3), statement.rule,
                statement.context.path, found.partner_origin, found.item_origin, themes_of(statement.text),
            )  # fmt: skip

    def _issues(self) -> Iterator[IssueFact]:
        view = self.found.view
        for page in view.repaired.unread:
            yield self._issue(
                "page_unread",
                f"La page {page} n'a pas pu être lue : passez le document à la reconnaissance de caractères (OCR).",
            )
        if not self.found.frame.items:
            yield self._issue("no_frame", "Aucun défi, axe ni orientation n'a été reconnu dans ce document.")
        if not self.found.signatures:
            yield self._issue("no_signatory", "Aucun signataire n'a été reconnu dans ce document.")
        if not self.found.quarters:
            yield self._issue("no_qpv", "Aucun quartier prioritaire n'a été reconnu dans ce document.")
        loose = [c.statement.first for c in self.found.commitments if not c.partners]
        if loose:
            yield self._issue(
                "unattributed", f"{len(loose)} engagements n'ont pu être rattachés à aucun partenaire.", tuple(loose)
            )

    def _issue(self, code: str, message: str, lines: tuple[int, ...] = ()) -> IssueFact:
        return IssueFact(
            f"{self.document_iri()}/issue/{slug(code + ' ' + message[:24])}",
            self.name,
            code,
            message,
            lines,
            self.contract,
        )


def _contract_slug(found: Found) -> str:
    places = found.places
    name = places.epcis[0].name if places.epcis else found.view.document.name.rsplit(".", 1)[0]
    return slug(f"{name} {places.period or ''}")
