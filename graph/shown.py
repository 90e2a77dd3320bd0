"""What questions show beside each thing: labels of its codes, of what it is linked to, its counts, its sort keys.

Derived once at build, so that a question joins two or three patterns and answers in milliseconds.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

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
    write: dict[type[Fact], Callable[..., Iterator[Line]]] = {
        CommitmentFact: lambda f: _commitment(f, labels), PartnerFact: _partner, DefiFact: _defi, DispositifFact: _dispositif,
    }  # fmt: skip
    for fact in facts:
        writer = write.get(type(fact))
        if writer:
            yield from writer(fact)
        if type(fact) in ENTITY_KINDS:
            yield from _searchable(fact, labels[fact.id])
    yield from _counts(facts)


def _commitment(fact: CommitmentFact, labels: Mapping[str, str]) -> Iterator[Line]:
    commitment = iri(fact.id)
    qpvs = [qpv for qpv in fact.qpvs if qpv != "*"]
    for name, things in (("partner", fact.partners), ("defi", fact.defis), ("qpv", qpvs), ("dispositif", fact.dispositifs)):
        yield commitment, mlg(f"{name}Labels"), text(" · ".join(labels.get(t, t) for t in things))
        yield commitment, mlg(f"{name}Iris"), text(" ".join(things), None)
    yield commitment, mlg("kindLabel"), text(code_label("commitment-kind", fact.kind))
    yield commitment, mlg("scopeCode"), text(fact.qpv_scope, None)
    yield commitment, mlg("sortKey"), text(f"{fact.confidence:.3f} {fact.id}", None)
    yield commitment, mlg("place"), text(f"{fact.contract} {fact.document} {fact.lines[0]:06d} {fact.id}", None)


def _partner(fact: PartnerFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("typeLabel"), text(code_label("partner-type", fact.type))


def _defi(fact: DefiFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("kindLabel"), text(code_label("frame-kind", fact.kind))


def _dispositif(fact: DispositifFact) -> Iterator[Line]:
    yield iri(fact.id), mlg("domainLabel"), text(code_label("domain", fact.domain))
    if fact.nature:
        yield iri(fact.id), mlg("natureLabel"), text(code_label("nature", fact.nature))


def fold(words: str) -> str:
    """Lower case without accents: what a search is compared by."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe").replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _searchable(fact: Fact, label: str) -> Iterator[Line]:
    forms = getattr(fact, "forms", ()) or ()
    names = dict.fromkeys(fold(name) for name in (label, getattr(fact, "acronym", None) or "", *forms) if name)
    yield iri(fact.id), mlg("searchable"), text(" | ".join(names), None)
    yield iri(fact.id), mlg("entityKind"), text(ENTITY_KINDS[type(fact)], None)


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
