"""Identities: what was merged into one partner, and what looks alike but stays two. Enters: facts. Leaves: N-Quads.

What was merged, each document says in its own graph; here each is put in its place, and partners that a reader could
take for one another are told apart, with the reason: the same kind of body in two territories, one acronym for two
names, or names alike that nothing joins.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from rapidfuzz.fuzz import token_sort_ratio

from maillage.graph.rdf import RDF_TYPE, Line, concept, iri, mlg, number
from maillage.graph.shown import fold
from maillage.loaders.fact import DocumentFact, Fact, IdentityFact, PartnerFact
from maillage.ontology.terms import short_hash, slug

Pair = tuple[str, str]

ALIKE = 80  # token_sort_ratio from which two names look alike to a reader: "Val Habitat", "Vals Habitat"
MOST_PAIRS = 12  # of a larger group each is told apart from the next one only: a hundred CAF make 4,950 pairs


def identities(by_document: Iterable[list[Fact]], listed: Iterable[Fact]) -> Iterator[Line]:
    """The place of each identity, and every distinction.

    Args:
        by_document: the facts of each document.
        listed: each partner once, as it is shown.
    """
    partners = {f.id: f for f in listed if isinstance(f, PartnerFact) and not f.collective}
    apart = _apart(list(partners.values()))
    seen = _first_passages(by_document)
    order: list[tuple[tuple[str, ...], str, tuple[str, ...]]] = []
    for facts in by_document:
        for fact in facts:
            if isinstance(fact, IdentityFact):
                name = partners[fact.partner].name if fact.partner in partners else fact.partner
                order.append(((fold(name), fact.partner, "", fold(fact.form), fact.id), fact.id, (fact.partner,)))
    for (one, other), reason in apart.items():
        distinction = f"{one}/apart/{short_hash(one, other)}"
        yield from _distinction(distinction, one, other, reason, seen.get(other))
        names = fold(partners[one].name), one, "apart", fold(partners[other].name), distinction
        order.append((names, distinction, (one, other)))
    for place, (_, thing, concerned) in enumerate(sorted(order)):
        yield iri(thing), mlg("identityPlace"), number(place)
        yield iri(thing), mlg("bearsOn"), mlg("Anything")
        yield from ((iri(thing), mlg("bearsOn"), iri(partner)) for partner in concerned)


def _distinction(distinction: str, one: str, other: str, reason: str, passage: str | None) -> Iterator[Line]:
    yield iri(distinction), RDF_TYPE, mlg("Distinction")
    yield iri(distinction), mlg("identifies"), iri(one)
    yield iri(distinction), mlg("apartFrom"), iri(other)
    yield iri(distinction), mlg("reason"), concept("identity-reason", reason)
    if passage:
        yield iri(distinction), mlg("passage"), iri(passage)


def _first_passages(by_document: Iterable[list[Fact]]) -> dict[str, str]:
    """Partner → the passage where the first document that names it does so first."""
    found: dict[str, str] = {}
    for facts in by_document:
        document = next((fact.id for fact in facts if isinstance(fact, DocumentFact)), "")
        for fact in facts:
            if isinstance(fact, PartnerFact) and fact.lines:
                found.setdefault(fact.id, f"{document}/lines/{min(fact.lines)}")
    return found


def _apart(partners: Sequence[PartnerFact]) -> dict[Pair, str]:
    """Pairs of partners that look alike, each with the strongest reason why they stay two."""
    by_concept: dict[str, list[PartnerFact]] = defaultdict(list)
    by_acronym: dict[str, list[PartnerFact]] = defaultdict(list)
    by_word: dict[tuple[str, str], list[PartnerFact]] = defaultdict(list)
    for partner in sorted(partners, key=lambda p: (fold(p.name), p.id)):
        if partner.concept:
            by_concept[partner.concept].append(partner)
        if partner.acronym:
            by_acronym[partner.acronym].append(partner)
        for word in {w for w in slug(partner.name).split("-") if len(w) > 3}:
            by_word[partner.type, word].append(partner)
    found: dict[Pair, str] = {}
    for reason, groups in (("other-territory", by_concept), ("shared-acronym", by_acronym)):
        for one, other in _pairs(groups.values()):
            found.setdefault((one.id, other.id), reason)
    for one, other in _pairs(by_word.values()):
        if one.concept is None and other.concept is None and _alike(one, other):
            found.setdefault((one.id, other.id), "names-alike")
    return found


def _pairs(groups: Iterable[Sequence[PartnerFact]]) -> Iterator[tuple[PartnerFact, PartnerFact]]:
    for group in groups:
        yield from combinations(group, 2) if len(group) <= MOST_PAIRS else pairwise(group)


def _alike(one: PartnerFact, other: PartnerFact) -> bool:
    return token_sort_ratio(_words(one), _words(other)) >= ALIKE


def _words(partner: PartnerFact) -> str:
    return slug(partner.name).replace("-", " ")
