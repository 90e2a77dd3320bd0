"""Facts → N-Quads. Enters: facts of one document. Leaves: lines of N-Quads in that document's named graph.

Text is written directly, without an RDF library: a corpus of five contracts is some eighty thousand statements, and
building them must take well under a second. One small function per kind of fact; the words are those of
``ontology/classes.ttl``.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache

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
from maillage.ontology.terms import ONTOLOGY, short_hash, slug, vocab

RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
DCT = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPES = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))  # the backslash first
_IRI_ESCAPES = {ord(c): f"%{ord(c):02X}" for c in ' <>"{}|\\^`\n\r\t'}

Term = str
Line = tuple[Term, Term, Term]  # subject, predicate, object, each as N-Quads writes it


@cache
def iri(value: str) -> Term:
    """An IRI as N-Quads writes it; characters it may not hold are percent-encoded."""
    return f"<{value.translate(_IRI_ESCAPES)}>"


@cache
def mlg(name: str) -> Term:
    """A class or property of the ontology."""
    return f"<{ONTOLOGY}{name}>"


def text(value: str, language: str | None = "fr") -> Term:
    """A string in French, or without language."""
    for character, escaped in _ESCAPES:  # many times faster than one translation, over pages of text
        value = value.replace(character, escaped)
    return f'"{value}"@{language}' if language else f'"{value}"'


def number(value: int | float) -> Term:
    """An integer or decimal."""
    kind = "integer" if isinstance(value, int) else "decimal"
    return f'"{value}"^^<{XSD}{kind}>'


def boolean(value: bool) -> Term:
    """true or false."""
    return f'"{str(value).lower()}"^^<{XSD}boolean>'


def concept(scheme: str, code: str) -> Term:
    """A concept of one of our schemes by its code."""
    return iri(vocab(scheme, code))


def document_graph(facts: Iterable[Fact]) -> tuple[str, list[str]]:
    """The IRI of a document's named graph and its N-Quads.

    Raises:
        ValueError: the facts do not begin with their document.
    """
    listed = list(facts)
    if not listed or not isinstance(listed[0], DocumentFact):
        raise ValueError("facts do not begin with their document; read it again")
    document = listed[0]
    graph, writer = iri(document.id), _Writer(document)
    lines = [f"{s} {p} {o} {graph} .\n" for fact in listed for s, p, o in writer.lines(fact)]
    return document.id, list(dict.fromkeys(lines))


class _Writer:
    """Writes the facts of one document; knows its pages."""

    def __init__(self, document: DocumentFact) -> None:
        self.document = iri(document.id)
        self.document_id = document.id
        self.pages: list[PageFact] = []
        self.contracts: list[ContractFact] = []
        self.write: dict[type, Callable[..., Iterator[Line]]] = {
            DocumentFact: self._document, PageFact: self._page, ContractFact: self._contract,
            PartnerFact: self._partner, IdentityFact: self._identity, DefiFact: self._defi, QpvFact: self._qpv,
            DispositifFact: self._dispositif, CommitmentFact: self._commitment, IssueFact: self._issue,
        }  # fmt: skip

    def lines(self, fact: Fact) -> Iterator[Line]:
        return self.write[type(fact)](fact)

    def _document(self, fact: DocumentFact) -> Iterator[Line]:
        reading = iri(f"{fact.id}/reading")
        yield from _typed(self.document, "Document", fact.title)
        yield self.document, f"<{DCT}title>", text(fact.title)
        yield self.document, mlg("file"), text(fact.document, None)
        yield self.document, mlg("sha256"), text(fact.sha256, None)
        yield self.document, mlg("format"), text(fact.format, None)
        yield self.document, mlg("pageCount"), number(fact.page_count)
        yield self.document, mlg("lineCount"), number(fact.line_count)
        yield self.document, mlg("fictitious"), boolean(fact.fictitious)
        yield from ((self.document, mlg("unreadPage"), number(page)) for page in fact.unread)
        yield reading, RDF_TYPE, mlg("Reading")
        yield reading, f"<{PROV}used>", self.document

    def _page(self, fact: PageFact) -> Iterator[Line]:
        self.pages.append(fact)
        page = iri(fact.id)
        yield page, RDF_TYPE, mlg("Page")
        yield self.document, f"<{DCT}hasPart>", page
        yield page, mlg("document"), self.document
        yield page, mlg("number"), number(fact.page)
        yield page, mlg("firstLine"), number(fact.lines[0])
        yield page, mlg("lastLine"), number(fact.lines[1])
        yield page, mlg("pageText"), text(fact.text)

    def _contract(self, fact: ContractFact) -> Iterator[Line]:
        self.contracts.append(fact)
        contract = iri(fact.id)
        yield from _typed(contract, "Contract", fact.title)
        yield contract, mlg("document"), self.document
        yield from self._passages(contract, fact.stretches[::2])
        for name, value in (("epci", fact.epci), ("departement", fact.departement), ("region", fact.region)):
            if value:
                yield contract, mlg(name), text(value)
        if fact.period:
            yield contract, mlg("period"), text(fact.period, None)

    def _partner(self, fact: PartnerFact) -> Iterator[Line]:
        partner = iri(fact.id)
        yield from _typed(partner, "Collective" if fact.collective else "Partner", fact.name)
        if fact.collective:
            yield partner, RDF_TYPE, mlg("Partner")
        yield partner, mlg("collective"), boolean(fact.collective)
        yield partner, mlg("partnerType"), concept("partner-type", fact.type)
        yield from _named(partner, fact.acronym, fact.forms, fact.concept)
        yield from ((partner, mlg("role"), text(role, None)) for role in fact.roles)
        yield from self._passages(partner, fact.lines)
        for contract in dict.fromkeys(fact.signs):
            lines = [line for signed, line in zip(fact.signs, fact.signature_lines, strict=True) if signed == contract]
            signature = iri(f"{contract}/signature/{slug(fact.id.rsplit('/', 1)[-1])}")
            yield signature, RDF_TYPE, mlg("Signature")
            yield partner, mlg("signature"), signature
            yield signature, mlg("signsContract"), iri(contract)
            yield from self._passages(signature, lines)
            yield signature, mlg("signedOn"), iri(f"{self.document_id}/lines/{min(lines)}")

    def _identity(self, fact: IdentityFact) -> Iterator[Line]:
        identity = iri(fact.id)
        yield identity, RDF_TYPE, mlg("Identity")
        yield identity, mlg("identifies"), iri(fact.partner)
        yield identity, mlg("form"), text(fact.form)
        yield identity, mlg("reason"), concept("identity-reason", fact.reason)
        yield from self._passages(identity, fact.lines)

    def _defi(self, fact: DefiFact) -> Iterator[Line]:
        defi = iri(fact.id)
        yield from _typed(defi, "Defi", fact.label)
        yield defi, mlg("contract"), iri(fact.contract)
        yield defi, mlg("frameKind"), concept("frame-kind", fact.kind)
        yield defi, mlg("position"), number(fact.lines[0])
        if fact.number:
            yield defi, mlg("number"), text(fact.number, None)
        if fact.parent:
            yield defi, mlg("parent"), iri(fact.parent)
        if fact.qpv:
            yield defi, mlg("priorityOf"), iri(fact.qpv)
        yield from ((defi, mlg("theme"), concept("theme", theme)) for theme in fact.themes)
        yield from self._passages(defi, fact.lines[:1])

    def _qpv(self, fact: QpvFact) -> Iterator[Line]:
        qpv = iri(fact.id)
        yield from _typed(qpv, "QPV", fact.name)
        yield qpv, mlg("contract"), iri(fact.contract)
        yield qpv, mlg("outside"), boolean(fact.outside)
        yield from _named(qpv, None, fact.forms, None)
        yield from ((qpv, mlg("commune"), text(commune)) for commune in fact.communes)
        if fact.code:
            yield qpv, mlg("code"), text(fact.code, None)
        if fact.population is not None:
            yield qpv, mlg("population"), number(fact.population)
        yield from self._passages(qpv, fact.lines)

    def _dispositif(self, fact: DispositifFact) -> Iterator[Line]:
        dispositif = iri(fact.id)
        yield from _typed(dispositif, "Dispositif", fact.name)
        yield dispositif, mlg("domain"), concept("domain", fact.domain)
        if fact.nature:
            yield dispositif, mlg("nature"), concept("nature", fact.nature)
        yield from _named(dispositif, fact.acronym, fact.forms, fact.concept)
        yield from ((dispositif, mlg("theme"), concept("theme", theme)) for theme in fact.themes)
        yield from self._passages(dispositif, fact.lines)
        for partner, line in zip(fact.carriers, fact.carrier_lines, strict=True):
            yield from self._carriage(fact.id, partner, line)

    def _carriage(self, dispositif: str, partner: str, line: int) -> Iterator[Line]:
        """That a contract says who carries a scheme, and where."""
        contract = self._contract_at(line)
        carriage = iri(f"{contract}/carriage/{short_hash(dispositif, partner)}")
        yield carriage, RDF_TYPE, mlg("Carriage")
        yield carriage, mlg("carries"), iri(dispositif)
        yield carriage, mlg("carrier"), iri(partner)
        yield carriage, mlg("contract"), iri(contract)
        yield iri(dispositif), mlg("carriedBy"), iri(partner)
        yield from self._passages(carriage, (line,))

    def _contract_at(self, line: int) -> str:
        """The contract that a line belongs to; the main one where none says so."""
        holding = (contract.id for contract in self.contracts if contract.holds(line))
        return next(holding, self.contracts[0].id if self.contracts else self.document_id)

    def _commitment(self, fact: CommitmentFact) -> Iterator[Line]:
        commitment = iri(fact.id)
        yield commitment, RDF_TYPE, mlg("Commitment")
        yield commitment, mlg("contract"), iri(fact.contract)
        yield commitment, mlg("quote"), text(fact.quote)
        yield commitment, mlg("commitmentKind"), concept("commitment-kind", fact.kind)
        yield commitment, mlg("qpvScope"), concept("qpv-scope", fact.qpv_scope)
        yield commitment, mlg("hasIndicators"), boolean(fact.has_indicators)
        yield commitment, mlg("confidence"), number(float(fact.confidence))
        yield commitment, mlg("rule"), text(fact.rule, None)
        yield commitment, mlg("partnerOrigin"), text(fact.partner_origin, None)
        yield commitment, mlg("defiOrigin"), text(fact.defi_origin, None)
        for name, targets in (("takenBy", fact.partners), ("answers", fact.defis), ("mobilises", fact.dispositifs)):
            yield from ((commitment, mlg(name), iri(target)) for target in targets)
        yield from ((commitment, mlg("targets"), iri(qpv)) for qpv in fact.qpvs if qpv != "*")
        yield from ((commitment, mlg("theme"), concept("theme", theme)) for theme in fact.themes)
        for name, value in (("deadline", fact.deadline), ("amount", fact.amount), ("path", " › ".join(fact.path))):
            if value:
                yield commitment, mlg(name), text(value)
        yield from self._quoted(commitment, fact)

    def _quoted(self, commitment: Term, fact: CommitmentFact) -> Iterator[Line]:
        """The passage of a commitment, with the selectors of Web Annotation: the quote, and its lines."""
        passage = iri(f"{self.document_id}/lines/{fact.lines[0]}-{fact.lines[1]}")
        quote = iri(f"{fact.id}/quote")
        yield commitment, mlg("passage"), passage
        yield from self._place(passage, fact.lines[0], fact.lines[1], fact.page)
        yield passage, f"<{OA}hasSelector>", quote
        yield quote, RDF_TYPE, f"<{OA}TextQuoteSelector>"
        yield quote, f"<{OA}exact>", text(fact.quote)

    def _passages(self, thing: Term, lines: Iterable[int]) -> Iterator[Line]:
        """One passage for each line where a thing is seen."""
        for line in lines:
            passage = iri(f"{self.document_id}/lines/{line}")
            yield thing, mlg("passage"), passage
            yield from self._place(passage, line, line, self._page_of(line))

    def _place(self, passage: Term, first: int, last: int, page: int) -> Iterator[Line]:
        yield passage, RDF_TYPE, mlg("Passage")
        yield passage, f"<{OA}hasSource>", self.document
        yield passage, mlg("document"), self.document
        yield passage, mlg("page"), iri(f"{self.document_id}/page/{page}")
        yield passage, mlg("firstLine"), number(first)
        yield passage, mlg("lastLine"), number(last)

    def _page_of(self, line: int) -> int:
        at = bisect_left(self.pages, line, key=lambda page: page.lines[1])
        return self.pages[at].page if at < len(self.pages) else 1

    def _issue(self, fact: IssueFact) -> Iterator[Line]:
        issue = iri(fact.id)
        yield issue, RDF_TYPE, mlg("Issue")
        yield issue, mlg("document"), self.document
        yield issue, mlg("issueCode"), text(fact.code, None)
        yield issue, mlg("message"), text(fact.message)
        yield issue, mlg("concerned"), number(len(fact.lines))
        if fact.contract:
            yield issue, mlg("contract"), iri(fact.contract)


def _typed(thing: Term, kind: str, label: str) -> Iterator[Line]:
    yield thing, RDF_TYPE, mlg(kind)
    yield thing, LABEL, text(label)


def _named(thing: Term, acronym: str | None, forms: Iterable[str], concept_iri: str | None) -> Iterator[Line]:
    if acronym:
        yield thing, mlg("acronym"), text(acronym, None)
    yield from ((thing, mlg("form"), text(form)) for form in forms)
    if concept_iri:
        yield thing, mlg("concept"), iri(concept_iri)
