"""What follows from all the documents together. Enters: every fact. Leaves: N-Quads of the derived graph.

Kept apart from what the documents say, in a named graph of its own: one label for each thing, the top item that each
commitment answers, and all that a commitment is about, every quarter it concerns included.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from maillage.graph.gaps import gaps
from maillage.graph.identities import identities
from maillage.graph.merged import merged
from maillage.graph.rdf import Line, boolean, concept, iri, mlg, text
from maillage.graph.shown import shown
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
from maillage.ontology.terms import slug
from maillage.ontology.thesaurus import load_scheme

_NAMED: dict[type[Fact], tuple[str]] = {
    PartnerFact: ("name",), QpvFact: ("name",), DispositifFact: ("name",), DefiFact: ("label",),
    ContractFact: ("title",), DocumentFact: ("title",),
}  # fmt: skip

_SMALL_SCHEMES = (
    "partner-type", "frame-kind", "commitment-kind", "domain", "nature", "theme", "qpv-scope", "measure",
    "identity-reason",
)  # fmt: skip


def derived(by_document: Sequence[list[Fact]]) -> Iterator[Line]:
    """Every derived statement."""
    listed = merged(by_document)
    labels = _labels(listed)
    yield from ((iri(thing), mlg("label"), text(label)) for thing, label in labels.items())
    yield from shown(listed, labels)
    yield from identities(by_document, listed, labels)
    parents = {f.id: f.parent for f in listed if isinstance(f, DefiFact)}
    ancestors = {defi: _ancestors(defi, parents) for defi in parents}
    yield from ((iri(defi), mlg("top"), iri(line[-1])) for defi, line in ancestors.items())
    reach = _Reach(listed)
    yield from gaps(listed, labels, lambda c: _tops(c, ancestors), reach.quarters, reach.by_contract)
    for fact in listed:
        if isinstance(fact, CommitmentFact):
            yield from _about(fact, ancestors, reach)
        elif isinstance(fact, PartnerFact):
            yield from ((iri(fact.id), mlg("signs"), iri(contract)) for contract in fact.signs)
        elif isinstance(fact, ContractFact):
            yield from ((iri(fact.id), mlg("about"), iri(qpv)) for qpv in sorted(reach.by_contract[fact.id]))
            yield iri(fact.id), mlg("about"), mlg("Anything")


def _about(fact: CommitmentFact, ancestors: dict[str, list[str]], reach: "_Reach") -> Iterator[Line]:
    """All that a commitment is about, so that one pattern serves every filter; everything is about Anything."""
    commitment, about = iri(fact.id), mlg("about")
    defis = {a for d in fact.defis for a in ancestors.get(d, [d])}
    yield from ((commitment, mlg("answersTop"), iri(top)) for top in _tops(fact, ancestors))
    things = {*fact.partners, *defis, *fact.dispositifs, *reach.quarters(fact), fact.contract}
    yield from ((commitment, about, iri(thing)) for thing in sorted(things))
    yield from ((commitment, about, concept("theme", theme)) for theme in fact.themes)
    yield commitment, about, concept("commitment-kind", fact.kind)
    yield commitment, about, mlg("Anything")


def _tops(fact: CommitmentFact, ancestors: dict[str, list[str]]) -> list[str]:
    """The topmost items that a commitment answers."""
    return sorted({ancestors.get(d, [d])[-1] for d in fact.defis})


def _ancestors(defi: str, parents: dict[str, str | None]) -> list[str]:
    """An item and the items above it, the topmost last; a cycle ends where it would return."""
    line = [defi]
    while (parent := parents.get(line[-1])) in parents and parent is not None and parent not in line:
        line.append(parent)
    return line


class _Reach:
    """Which quarters a commitment concerns: those it names, those of its communes, or all those of its contract."""

    def __init__(self, facts: list[Fact]) -> None:
        self.by_contract: dict[str, set[str]] = defaultdict(set)
        self.by_commune: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.towns = {f.id: slug(f.name) for f in facts if isinstance(f, PartnerFact) and f.type == "commune"}
        for fact in facts:
            if isinstance(fact, QpvFact):
                self.by_contract[fact.contract].add(fact.id)
                for commune in fact.communes:
                    self.by_commune[fact.contract, slug(commune)].add(fact.id)

    def quarters(self, fact: CommitmentFact) -> set[str]:
        """IRIs of quarters."""
        named = {qpv for qpv in fact.qpvs if qpv != "*"}
        if named:
            return named
        if fact.qpv_scope != "commune":
            return self.by_contract[fact.contract]
        towns = [self.towns[p] for p in fact.partners if p in self.towns]
        return {
            qpv
            for (contract, commune), qpvs in self.by_commune.items()
            for town in towns
            if contract == fact.contract and town.endswith(f"-{commune}")
            for qpv in qpvs
        }


def _labels(facts: list[Fact]) -> dict[str, str]:
    """The label of each thing that has one."""
    return {fact.id: str(getattr(fact, name)) for fact in facts for name in _NAMED.get(type(fact), ())}


def catalogue(graphs: Iterable[str], base: str) -> Iterator[Line]:
    """A DCAT description of what the store holds."""
    dataset = iri(f"{base}dataset")
    yield dataset, "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<http://www.w3.org/ns/dcat#Catalog>"
    yield dataset, mlg("label"), text("Maillage")
    yield from ((dataset, "<http://www.w3.org/ns/dcat#dataset>", iri(graph)) for graph in sorted(graphs))
    yield dataset, mlg("fictitious"), boolean(False)


def scheme_labels() -> Iterator[Line]:
    """The French label of each concept of the small schemes, where queries find every other label."""
    for scheme in _SMALL_SCHEMES:
        for each in load_scheme(scheme).values():
            yield iri(each.iri), mlg("label"), text(each.pref_label)
            yield iri(each.iri), mlg("codeOf"), text(each.notation, None)
