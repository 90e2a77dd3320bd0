"""Resolve: candidates → facts. Enters: what the finders found in one document. Leaves: facts with their IRIs.

One place mints the IRIs of a document: the official code first, the thesaurus concept next, contract plus name last.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.frame import Frame, Item
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.places import Places
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.sections import Context
from maillage.loaders.find.tables import year_below
from maillage.loaders.fold import fold, key
from maillage.loaders.themes import themes_of
from maillage.loaders.view import View
from maillage.ontology.terms import mint, short_hash, slug

FICTITIOUS = "document fictif"


@dataclass(frozen=True, slots=True)
class Found:
    """All that the finders found in one document."""

    view: View
    prose: View  # where statements are looked for: the view without rows of tables of actions
    places: Places
    frame: Frame
    partners: Partners
    quarters: tuple[Quarter, ...]
    dispositifs: Dispositifs
    commitments: tuple[Attributed, ...]
    signatures: dict[str, tuple[int, ...]]  # partner key → lines where it signs
    under: tuple[Context, ...]  # what each block stands under


class Resolver:
    """Mints the IRIs of one document and writes its facts."""

    def __init__(self, found: Found, base: str, before: "Resolver | None" = None) -> None:
        """``base``: what every IRI starts with; ``before``: the resolver of the document's part above."""
        self.found, self.base = found, base
        self.name = found.view.document.name
        self.contract_slug: str = before.contract_slug if before else _contract_slug(found)
        self.title: str = before.title if before else self._title()
        self.seen: Counter[str] = before.seen if before else Counter()  # how often each statement was met
        self.contract = mint(base, "contract", self.contract_slug)
        self.by_name = {key(name): q for q in found.quarters for name in (*q.forms, q.name)}

    def facts(self) -> Iterator[Fact]:
        """Every fact of the document: itself and its pages first, commitments last."""
        yield self._document()
        yield from self._pages()
        yield self._contract()
        yield from (self._partner(p) for p in self._partners())
        yield from (self._defi(item) for item in self.found.frame.items)
        yield from (self._qpv(quarter) for quarter in self.found.quarters)
        yield from (self._dispositif(d) for d in self.found.dispositifs.by_key.values())
        yield from self._commitments()

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
        unread = tuple(page + document.pages_before for page in view.repaired.unread)
        return DocumentFact(
            self.document_iri(), self.name, document.sha256, document.format, self.title,
            document.lines_before + len(document.lines), document.pages_before + len(document.page_starts), unread,
            FICTITIOUS in view.folded or any(FICTITIOUS in fold(view.lines[n - 1]) for n in view.furniture),
        )  # fmt: skip

    def _lines(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Line numbers of the part as those of the whole document."""
        before = self.found.view.document.lines_before
        return tuple(number + before for number in numbers)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        before = self.found.view.document.lines_before
        return first + before, last + before

    def _title(self) -> str:
        epcis = self.found.places.epcis
        return f"Contrat de ville – {epcis[0].name}" if epcis else f"Contrat de ville – {self.name}"

    def _pages(self) -> Iterator[PageFact]:
        view, starts = self.found.view, self.found.view.document.page_starts
        ends = (*starts[1:], len(view.lines) + 1)
        for number, (first, end) in enumerate(zip(starts, ends, strict=True), 1 + view.document.pages_before):
            text = "\n".join(view.lines[first - 1 : end - 1])
            lines = self._span(first, max(first, end - 1))  # a page without text starts where the next one does
            yield PageFact(f"{self.document_iri()}/page/{number}", self.name, number, lines, text)

    def _contract(self) -> ContractFact:
        places = self.found.places
        return ContractFact(
            self.contract, self.name, self.title, places.epcis[0].name if places.epcis else None,
            places.departement.name if places.departement else None, places.region.name if places.region else None,
            places.period, self._span(1, len(self.found.view.lines)),
        )  # fmt: skip

    def _partners(self) -> Iterable[Partner]:
        """Those that are named, and those that commit unnamed: the collective of a common chapter."""
        return (p for p in self.found.partners.by_key.values() if p.lines or p.roles)

    def _partner(self, partner: Partner) -> PartnerFact:
        signed = self.found.signatures.get(partner.key, ())
        roles = sorted(partner.roles | ({"signatory"} if signed else set())) or ["mentioned"]
        return PartnerFact(
            self.partner_iri(partner), self.name, partner.name, partner.acronym, tuple(sorted(partner.forms)),
            partner.type, tuple(roles), self._lines(sorted(partner.lines)), partner.collective, partner.concept,
            (self.contract,) if signed else (), self._lines(signed),
        )  # fmt: skip

    def _defi(self, item: Item) -> DefiFact:
        quarter = self.by_name.get(item.qpv) if item.qpv else None
        return DefiFact(
            self.defi_iri(item), self.name, self.contract, item.kind, item.number, item.label,
            self._span(item.first, item.last), self.defi_iri(item.parent) if item.parent else None,
            self.qpv_iri(quarter) if quarter else None,
            themes_of(item.label),
        )  # fmt: skip

    def _qpv(self, quarter: Quarter) -> QpvFact:
        return QpvFact(
            self.qpv_iri(quarter), self.name, self.contract, quarter.name, quarter.forms, quarter.communes,
            quarter.code, quarter.population, self._lines(quarter.lines), quarter.outside,
        )  # fmt: skip

    def _dispositif(self, dispositif: Dispositif) -> DispositifFact:
        concept = dispositif.concept
        return DispositifFact(
            self.dispositif_iri(dispositif), self.name, dispositif.name, dispositif.acronym,
            tuple(sorted(dispositif.forms)), dispositif.domain, self._lines(sorted(dispositif.lines)),
            concept.nature if concept else None, concept.iri if concept else None,
            concept.themes if concept else themes_of(dispositif.name),
        )  # fmt: skip

    def _commitments(self) -> Iterator[CommitmentFact]:
        for found in self.found.commitments:
            statement = found.statement
            digest = short_hash(slug(statement.text))
            self.seen[digest] += 1  # the same statement printed twice stays two places
            identity = digest if self.seen[digest] == 1 else f"{digest}-{self.seen[digest]}"
            deadline = found.deadline or deadline_in(statement.text) or year_below(self.found.view, statement)
            page = self.found.view.page_of(statement.first) + self.found.view.document.pages_before
            yield CommitmentFact(
                mint(self.base, "commitment", self.contract_slug, identity), self.name, self.contract, found.kind,
                self._span(statement.first, statement.last), page, statement.text,
                tuple(self.partner_iri(p) for p in found.partners), tuple(self.defi_iri(i) for i in found.items),
                tuple(self.qpv_iri(q) for q in found.quarters) or ("*",), found.scope,
                tuple(self.dispositif_iri(d) for d in found.dispositifs), deadline,
                statement.amount or amount_in(statement.text), statement.indicators, round(statement.likely, 3),
                statement.rule, statement.context.path, found.partner_origin, found.item_origin,
                themes_of(statement.text),
            )  # fmt: skip


def _contract_slug(found: Found) -> str:
    places = found.places
    name = places.epcis[0].name if places.epcis else found.view.document.name.rsplit(".", 1)[0]
    return slug(f"{name} {places.period or ''}")
