"""What questions show beside each thing: labels of its codes, of what it is linked to, its counts, its sort keys.

Derived once at build, so that a question joins two or three patterns and answers in milliseconds.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from maillage.graph.rdf import Line, iri, mlg, number, text
from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    PartnerFact,
    QpvFact,
)
from maillage.ontology.terms import short_hash
from maillage.ontology.thesaurus import load_scheme

ENTITY_KINDS: dict[type[Fact], str] = {
    ContractFact: "contract", PartnerFact: "partner", DefiFact: "defi", QpvFact: "qpv",
    DispositifFact: "dispositif", DocumentFact: "document",
}  # fmt: skip


@cache
def code_label(scheme: str, code: str) -> str:
    """The French label of a code of one of our schemes; the code itself when the scheme does not have it."""
    concept = load_scheme(scheme).get(code)
    return concept.pref_label if concept else code


def shown(facts: list[Fact], labels: Mapping[str, str]) -> Iterator[Line]:
    """Every statement of this kind; ``labels``: the one label of each thing."""
    cells = _Cells(facts, labels)
    uses = _Uses(facts, labels, cells)
    write: dict[type[Fact], Callable[..., Iterator[Line]]] = {
        CommitmentFact: lambda f: _commitment(f, labels, cells, uses), PartnerFact: _partner, DefiFact: _defi,
        DispositifFact: _dispositif,
    }  # fmt: skip
    for fact in facts:
        writer = write.get(type(fact))
        if writer:
            yield from writer(fact)
        if type(fact) in ENTITY_KINDS:
            yield from _searchable(fact, labels[fact.id])
    yield from cells.described()
    yield from uses.described()
    yield from _places(facts, labels)
    yield from _counts(facts)


def _json(record: Mapping[str, object]) -> str:
    """A record in as few characters as JSON needs: answers read thousands."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


class _Cells:
    """The cells of the coverage matrix: one partner, one top item, one contract, with what is shown of them."""

    def __init__(self, facts: list[Fact], labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.parents = {f.id: f.parent for f in facts if isinstance(f, DefiFact)}
        self.numbers = {f.id: f.number for f in facts if isinstance(f, DefiFact)}
        self.positions = {f.id: f.lines[0] for f in facts if isinstance(f, DefiFact)}
        self.partners = {f.id: f for f in facts if isinstance(f, PartnerFact)}
        self.known: dict[str, tuple[str, str, str]] = {}

    def top(self, defi: str) -> str:
        """The topmost item above one."""
        seen = {defi}
        while (parent := self.parents.get(defi)) in self.parents and parent is not None and parent not in seen:
            defi = parent
            seen.add(defi)
        return defi

    def of(self, fact: CommitmentFact) -> Iterator[str]:
        """IRIs of the cells that a commitment stands in."""
        for top in dict.fromkeys(self.top(d) for d in fact.defis):
            for partner in fact.partners:
                cell = f"{fact.contract}/cell/{short_hash(partner, top)}"
                self.known[cell] = (fact.contract, partner, top)
                yield cell

    def described(self) -> Iterator[Line]:
        """What each cell shows as JSON, its partner, and its place: rows sort as the frame does."""
        places = {cell: place for place, cell in enumerate(sorted(self.known, key=self._order))}
        for cell, (contract, partner, top) in self.known.items():
            who = self.partners.get(partner)
            record = {
                "contract": contract, "contract_label": self.labels.get(contract), "partner": partner,
                "partner_label": self.labels.get(partner, partner),
                "partner_type": code_label("partner-type", who.type) if who else None,
                "collective": bool(who and who.collective), "defi": top, "defi_label": self.labels.get(top, top),
                "defi_number": self.numbers.get(top),
            }  # fmt: skip
            yield iri(cell), mlg("cellPlace"), number(places[cell])
            yield iri(cell), mlg("cellRecord"), text(_json(record), None)
            yield iri(cell), mlg("cellPartner"), iri(partner)

    def _order(self, cell: str) -> tuple[object, ...]:
        contract, partner, top = self.known[cell]
        names = (fold(self.labels.get(contract, "")), contract), (fold(self.labels.get(partner, "")), partner)
        return names[0], self.positions.get(top, 0), top, names[1]


class _Uses:
    """The uses of dispositifs: one dispositif on one top item, with what is shown of the two."""

    def __init__(self, facts: list[Fact], labels: Mapping[str, str], cells: _Cells) -> None:
        self.labels, self.cells = labels, cells
        self.dispositifs = {f.id: f for f in facts if isinstance(f, DispositifFact)}
        self.contracts = {f.id: f.contract for f in facts if isinstance(f, DefiFact)}
        self.known: dict[str, tuple[str, str]] = {}

    def of(self, fact: CommitmentFact) -> Iterator[str]:
        """IRIs of the uses that a commitment makes."""
        for top in dict.fromkeys(self.cells.top(d) for d in fact.defis):
            for dispositif in fact.dispositifs:
                use = f"{fact.contract}/use/{short_hash(dispositif, top)}"
                self.known[use] = (dispositif, top)
                yield use

    def described(self) -> Iterator[Line]:
        """What each use shows as JSON, the rank of its item, and its place: the frame's order, then that of names."""
        places = {use: place for place, use in enumerate(sorted(self.known, key=self._order))}
        ranks: dict[str, int] = {}  # of a top item: the place of its first use
        for use, place in places.items():
            ranks.setdefault(self.known[use][1], place)
        for use, (dispositif, top) in self.known.items():
            scheme = self.dispositifs.get(dispositif)
            record = {
                "defi": top, "defi_label": self.labels.get(top, top), "dispositif": dispositif,
                "dispositif_label": self.labels.get(dispositif, dispositif),
                "nature": code_label("nature", scheme.nature) if scheme and scheme.nature else None,
                "domain": code_label("domain", scheme.domain) if scheme else None,
            }  # fmt: skip
            yield iri(use), mlg("useRank"), number(ranks[top])
            yield iri(use), mlg("usePlace"), number(places[use])
            yield iri(use), mlg("useRecord"), text(_json(record), None)

    def _order(self, use: str) -> tuple[object, ...]:
        dispositif, top = self.known[use]
        contract = self.contracts.get(top, "")
        named = fold(self.labels.get(dispositif, "")), dispositif
        return fold(self.labels.get(contract, "")), contract, self.cells.positions.get(top, 0), top, named


def _record(fact: CommitmentFact, labels: Mapping[str, str]) -> str:
    """A commitment as the questions show it: its confidence, so that the greatest is the surest, then JSON."""
    shown: dict[str, object] = {
        "commitment": fact.id, "quote": fact.quote, "kind": code_label("commitment-kind", fact.kind),
        "contract": fact.contract, "contract_label": labels.get(fact.contract), "qpv_scope": fact.qpv_scope,
        "deadline": fact.deadline, "amount": fact.amount, "has_indicators": fact.has_indicators,
        "confidence": fact.confidence, "document": fact.document, "document_label": labels.get(fact.document),
        "page": fact.page, "first_line": fact.lines[0], "last_line": fact.lines[1],
    }  # fmt: skip
    qpvs = [qpv for qpv in fact.qpvs if qpv != "*"]
    linked = {"partner": fact.partners, "defi": fact.defis, "qpv": qpvs, "dispositif": fact.dispositifs}
    for name, things in linked.items():
        shown[f"{name}s"] = " · ".join(labels.get(thing, thing) for thing in things)
        shown[f"{name}_iris"] = " ".join(things)
    return f"{fact.confidence:.3f} {_json(shown)}"


def _commitment(fact: CommitmentFact, labels: Mapping[str, str], cells: _Cells, uses: _Uses) -> Iterator[Line]:
    commitment = iri(fact.id)
    yield commitment, mlg("record"), text(_record(fact, labels), None)
    yield from ((commitment, mlg("cell"), iri(cell)) for cell in cells.of(fact))
    yield from ((commitment, mlg("use"), iri(use)) for use in uses.of(fact))
    for partner in fact.partners:
        yield iri(partner), mlg("activeIn"), iri(fact.contract)
        yield iri(partner), mlg("activeIn"), mlg("Anything")
    yield from ((commitment, mlg("partnerLabels"), text(labels.get(partner, partner))) for partner in fact.partners)
    yield commitment, mlg("scopeCode"), text(fact.qpv_scope, None)


def _partner(fact: PartnerFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("typeLabel"), text(code_label("partner-type", fact.type))
    for contract in fact.signs:
        yield iri(fact.id), mlg("activeIn"), iri(contract)
        yield iri(fact.id), mlg("activeIn"), mlg("Anything")


def _defi(fact: DefiFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("kindLabel"), text(code_label("frame-kind", fact.kind))


def _dispositif(fact: DispositifFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("domainLabel"), text(code_label("domain", fact.domain))
    if fact.nature:
        yield iri(fact.id), mlg("natureLabel"), text(code_label("nature", fact.nature))


@lru_cache(maxsize=32768)
def fold(words: str) -> str:
    """Lower case without accents: what a search is compared by."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _searchable(fact: Fact, label: str) -> Iterator[Line]:
    forms = getattr(fact, "forms", ()) or ()
    names = dict.fromkeys(fold(name) for name in (label, getattr(fact, "acronym", None) or "", *forms) if name)
    yield iri(fact.id), mlg("searchable"), text(" | ".join(names), None)
    yield iri(fact.id), mlg("entityKind"), text(ENTITY_KINDS[type(fact)], None)


def _places(facts: list[Fact], labels: Mapping[str, str]) -> Iterator[Line]:
    """Where each thing stands among all: a whole number, as the engine sorts numbers many times faster."""

    def order(fact: Fact) -> tuple[object, ...]:
        contract = fact.id if isinstance(fact, ContractFact) else getattr(fact, "contract", "")
        whole = (fold(labels.get(contract, "")), contract)
        if isinstance(fact, CommitmentFact):
            return *whole, fact.document, fact.lines[0], fact.id
        if isinstance(fact, DefiFact):
            return *whole, "", fact.lines[0], fact.id
        return *whole, fold(labels[fact.id]), 0, fact.id

    for name, kinds in (("place", (CommitmentFact,)), ("rank", tuple(ENTITY_KINDS))):
        for place, fact in enumerate(sorted((f for f in facts if isinstance(f, kinds)), key=order)):
            yield iri(fact.id), mlg(name), number(place)


def _counts(facts: Iterable[Fact]) -> Iterator[Line]:
    """For each contract how many of each thing it has."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in facts:
        if isinstance(fact, ContractFact):
            found[fact.id]["contract"].add(fact.id)
        elif isinstance(fact, DefiFact | QpvFact | CommitmentFact):
            found[fact.contract][fact.fact].add(fact.id)
        if isinstance(fact, CommitmentFact):
            found[fact.contract]["partner"].update(fact.partners)
            found[fact.contract]["dispositif"].update(fact.dispositifs)
        elif isinstance(fact, PartnerFact):
            for contract in fact.signs:
                found[contract]["signatory"].add(fact.id)
                found[contract]["partner"].add(fact.id)
    for contract, counted in found.items():
        for name in ("partner", "signatory", "defi", "qpv", "dispositif", "commitment"):
            yield iri(contract), mlg(f"{name}Count"), number(len(counted[name]))
