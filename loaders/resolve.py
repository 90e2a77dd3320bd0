"""Resolve: candidates → facts. Enters: what the finders found in one document. Leaves: facts with their IRIs.

One place mints the IRIs of a document: the official code first, the thesaurus concept next, contract plus name last.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    IdentityFact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.confidence import trust
from maillage.loaders.find.contract_titles import alike, core
from maillage.loaders.find.contracts import Contract
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.evidence import Whole
from maillage.loaders.find.frame import Frame, Item
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.places import Places
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.scheme_carriers import Carrier
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.tables import year_below
from maillage.loaders.fold import fold, key
from maillage.loaders.themes import themes_of
from maillage.loaders.view import View
from maillage.ontology.terms import mint, short_hash, slug

FICTITIOUS = "document fictif"
CONTRACT_TITLE = "Contrat de ville – "


@dataclass(frozen=True, slots=True)
class Found:
    """All that the finders found in one contract of a document."""

    contract: Contract  # which lines of the document are its own
    view: View
    prose: View  # where statements are looked for: the view without rows of tables of actions
    places: Places
    frame: Frame
    partners: Partners
    quarters: tuple[Quarter, ...]
    dispositifs: Dispositifs
    commitments: tuple[Attributed, ...]
    signatures: dict[str, tuple[int, ...]]  # partner key → lines where it signs
    carriers: tuple[Carrier, ...]  # of schemes
    under: tuple[Context, ...]  # what each block stands under


@dataclass(slots=True)
class Register:
    """What the parts of one document share: its contracts, under one name each, and the statements met."""

    contracts: list[Contract] = field(default_factory=list)  # the one that is open last
    slugs: dict[str, str] = field(default_factory=dict)  # name of a contract → what ends its IRI
    titles: dict[str, str] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)  # how often each statement was met

    @property
    def title(self) -> str:
        """The title of the document: that of its main contract, and how many others it holds."""
        first, *others = self.titles.values()
        plural = "s" if len(others) > 1 else ""
        return f"{first}, et {len(others)} autre{plural} contrat{plural}" if others else first

    def enter(self, found: Found) -> tuple[str, str]:
        """What ends the IRI of a contract, and its title; those it had in the part above."""
        name = found.contract.name
        if name not in self.slugs:
            self.slugs[name], self.titles[name] = _contract_slug(found), _title(found)
        return self.slugs[name], self.titles[name]

    def close(self, found: Sequence[Found]) -> None:
        """Keep the contracts of a part for the one below it, which goes on with the contract that ends it."""
        mine = [each.contract for each in found]
        opened = max(mine, key=lambda contract: contract.extent[1])
        known = {contract.name: contract for contract in (*self.contracts, *mine) if contract.name != opened.name}
        self.contracts = [*known.values(), opened]


def document_facts(view: View, base: str, title: str) -> Iterator[Fact]:
    """A document, or a part of it, and its pages."""
    document = view.document
    identity = mint(base, "document", document.sha256[:12])
    unread = tuple(page + document.pages_before for page in view.repaired.unread)
    yield DocumentFact(
        identity, document.name, document.sha256, document.format, title,
        document.lines_before + len(document.lines), document.pages_before + len(document.page_starts), unread,
        FICTITIOUS in view.folded or any(FICTITIOUS in fold(view.lines[n - 1]) for n in view.furniture),
        view.repaired.told,
    )  # fmt: skip
    starts = document.page_starts
    ends = (*starts[1:], len(view.lines) + 1)
    for number, (first, end) in enumerate(zip(starts, ends, strict=True), 1 + document.pages_before):
        text = "\n".join(view.lines[first - 1 : end - 1])
        last = max(first, end - 1)  # a page without text starts where the next one does
        lines = first + document.lines_before, last + document.lines_before
        yield PageFact(f"{identity}/page/{number}", document.name, number, lines, text)


class Resolver:
    """Mints the IRIs of one contract of a document and writes its facts."""

    def __init__(self, found: Found, base: str, register: Register) -> None:
        """``base``: what every IRI starts with; ``register``: what the contracts and parts of the document share."""
        self.found, self.base, self.register = found, base, register
        self.name = found.view.document.name
        self.contract_slug, self.title = register.enter(found)
        self.contract = mint(base, "contract", self.contract_slug)
        self.by_name = {key(name): q for q in found.quarters for name in (*q.forms, q.name)}

    def facts(self) -> Iterator[Fact]:
        """Every fact of the contract: itself first, commitments last."""
        yield self._contract()
        yield from (self._partner(p) for p in self._partners())
        yield from (identity for p in self._partners() for identity in self._identities(p))
        yield from (self._defi(item) for item in self.found.frame.items)
        yield from (self._qpv(quarter) for quarter in self.found.quarters)
        yield from (self._dispositif(d) for d in self.found.dispositifs.by_key.values())
        yield from self._commitments()

    def partner_iri(self, partner: Partner) -> str:
        """A body's IRI is the same in every document; the collective of signatories is its contract's."""
        if partner.collective:
            return mint(self.base, "partner", f"{partner.key}-{self.contract_slug}")
        return mint(self.base, "partner", partner.key)

    def defi_iri(self, item: Item) -> str:
        """IRI of a frame item: kind and number when it has one, its label otherwise."""
        if item.number and not item.qpv and item.parent is None:
            return mint(
                self.base, "defi", self.contract_slug, f"{item.kind}-{item.number}-{short_hash(item.label)[:4]}"
            )
        scope = f"{item.qpv}-" if item.qpv else ""
        return mint(self.base, "defi", self.contract_slug, f"{scope}{item.label}")

    def qpv_iri(self, quarter: Quarter) -> str:
        """IRI of a quarter: its official code, else its contract and name."""
        if quarter.code:
            return mint(self.base, "qpv", quarter.code)
        return mint(self.base, "qpv", self.contract_slug, quarter.name)

    def dispositif_iri(self, dispositif: Dispositif) -> str:
        """IRI of a scheme: the thesaurus concept's name, else its own."""
        return mint(self.base, "dispositif", dispositif.key)

    def _lines(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Line numbers of the part as those of the whole document."""
        before = self.found.view.document.lines_before
        return tuple(number + before for number in numbers)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        before = self.found.view.document.lines_before
        return first + before, last + before

    def _contract(self) -> ContractFact:
        places, contract = self.found.places, self.found.contract
        return ContractFact(
            self.contract, self.name, self.title, _epci(self.found),
            places.departement.name if places.departement else None, places.region.name if places.region else None,
            places.period, self._span(*contract.extent), tuple(n for s in contract.stretches for n in self._span(*s)),
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
            (self.contract,) * len(signed), self._lines(signed),
        )  # fmt: skip

    def _identities(self, partner: Partner) -> Iterator[IdentityFact]:
        """Forms other than the name itself that were taken for a partner."""
        document, owner = mint(self.base, "document", self.found.view.document.sha256[:12]), self.partner_iri(partner)
        told = {(fold(partner.name), reason) for _, reason in partner.known_by}
        for (form, reason), line in sorted(partner.known_by.items()):
            if (fold(form), reason) not in told:
                told.add((fold(form), reason))
                identity = f"{document}/identity/{short_hash(owner, form, reason)}"
                yield IdentityFact(identity, self.name, owner, form, reason, self._lines((line,)))

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
        carriers = [c for c in self.found.carriers if c.dispositif == dispositif.key]
        return DispositifFact(
            self.dispositif_iri(dispositif), self.name, dispositif.name, dispositif.acronym,
            tuple(sorted(dispositif.forms)), dispositif.domain, self._lines(sorted(dispositif.lines)),
            concept.nature if concept else None, concept.iri if concept else None,
            concept.themes if concept else themes_of(dispositif.name),
            tuple(self.partner_iri(c.partner) for c in carriers), self._lines(c.line for c in carriers),
        )  # fmt: skip

    def _commitments(self) -> Iterator[CommitmentFact]:
        whole = whole_of(self.found)
        for found in self.found.commitments:
            statement = found.statement
            digest = short_hash(slug(statement.text))
            self.register.seen[digest] += 1  # the same statement printed twice stays two places
            times = self.register.seen[digest]
            identity = digest if times == 1 else f"{digest}-{times}"
            deadline = found.deadline or deadline_in(statement.text) or year_below(self.found.view, statement)
            sure = round(trust().confidence(whole.evidence(found)), 3)
            page = self.found.view.page_of(statement.first) + self.found.view.document.pages_before
            yield CommitmentFact(
                mint(self.base, "commitment", self.contract_slug, identity), self.name, self.contract, found.kind,
                self._span(statement.first, statement.last), page, statement.text,
                tuple(self.partner_iri(p) for p in found.partners), tuple(self.defi_iri(i) for i in found.items),
                tuple(self.qpv_iri(q) for q in found.quarters) or ("*",), found.scope,
                tuple(self.dispositif_iri(d) for d in found.dispositifs), deadline,
                statement.amount or amount_in(statement.text), statement.indicators, sure,
                statement.rule, statement.context.path, found.partner_origin, found.item_origin,
                themes_of(statement.text),
            )  # fmt: skip


def whole_of(found: Found) -> Whole:
    """A contract as what speaks for its commitments."""
    return Whole(found.commitments, found.frame, found.signatures)


def _owner(found: Found) -> str | None:
    """The body that a contract is of: its intercommunality, or the one that its title names."""
    epci, contract = _epci(found), found.contract
    return epci if epci and (not contract.name or alike(core(epci), contract.name)) else contract.printed or epci


def _epci(found: Found) -> str | None:
    return found.places.epcis[0].name if found.places.epcis else None


def _contract_slug(found: Found) -> str:
    name = _owner(found) or found.view.document.name.rsplit(".", 1)[0]
    return slug(f"{name} {found.places.period or ''}")


def _title(found: Found) -> str:
    return f"{CONTRACT_TITLE}{_owner(found) or found.view.document.name}"
