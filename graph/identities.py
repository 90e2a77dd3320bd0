"""Identities: what was merged into one partner, and what looks alike but stays two. Enters: facts. Leaves: N-Quads.

What was merged, each document says in its own graph; here each is put in its place, and partners that a reader could
take for one another are told apart, with the reason: the same kind of body in two territories, one acronym for two
names, or names alike that nothing joins.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from maillage.graph.rdf import RDF_TYPE, Line, concept, iri, mlg, number, text
from maillage.graph.shown import fold
from maillage.loaders.fact import DocumentFact, Fact, IdentityFact, PageFact, PartnerFact
from maillage.ontology.terms import short_hash, slug
from maillage.ontology.thesaurus import Concept, load_scheme

Pair = tuple[str, str]

ALIKE = 80  # token_sort_ratio from which two names look alike to a reader: "Val Habitat", "Vals Habitat"
MOST_PAIRS = 12  # of a larger group each is told apart from the next one only: a hundred CAF make 4,950 pairs


def identities(
    by_document: Iterable[list[Fact]], listed: Iterable[Fact], labels: Mapping[str, str] | None = None
) -> Iterator[Line]:
    """The place of each identity, what it shows, and every distinction.

    Args:
        by_document: the facts of each document.
        listed: each partner once, as it is shown.
        labels: the one label of each thing.
    """
    labels = labels or {}
    partners = {f.id: f for f in listed if isinstance(f, PartnerFact) and not f.collective}
    seen = _Passages(by_document)
    order: list[tuple[tuple[str, ...], str, tuple[str, ...], str]] = []
    for facts in by_document:
        for fact in facts:
            if isinstance(fact, IdentityFact):
                name = partners[fact.partner].name if fact.partner in partners else fact.partner
                place = seen.at(facts, min(fact.lines)) if fact.lines else None
                record = _record(labels, partners, (fact.partner,), fact.reason, place, form=fact.form)
                order.append(
                    ((fold(name), fact.partner, "", fold(fact.form), fact.id), fact.id, (fact.partner,), record)
                )
    for (one, other), reason in _apart(list(partners.values())).items():
        distinction, place = f"{one}/apart/{short_hash(one, other)}", seen.first.get(other)
        yield from _distinction(distinction, one, other, reason, place.passage if place else None)
        names = fold(partners[one].name), one, "apart", fold(partners[other].name), distinction
        order.append((names, distinction, (one, other), _record(labels, partners, (one, other), reason, place)))
    for rank, (_, thing, concerned, record) in enumerate(sorted(order)):
        yield iri(thing), mlg("identityPlace"), number(rank)
        yield iri(thing), mlg("identityRecord"), text(record, None)
        yield iri(thing), mlg("bearsOn"), mlg("Anything")
        yield from ((iri(thing), mlg("bearsOn"), iri(partner)) for partner in concerned)


class _Place(NamedTuple):
    """Where a form is printed."""

    passage: str
    document: str
    page: int
    line: int


def _record(
    labels: Mapping[str, str], partners: Mapping[str, PartnerFact], concerned: Sequence[str], reason: str,
    place: _Place | None, form: str | None = None,
) -> str:  # fmt: skip
    """An identity as the question shows it, as JSON."""
    partner, other = concerned[0], concerned[1] if len(concerned) > 1 else None
    why = load_scheme("identity-reason").get(reason)
    known = _concepts().get(partners[partner].concept or "") if partner in partners else None
    return json.dumps(
        {
            "partner": partner, "partner_label": labels.get(partner), "form": form, "other": other,
            "other_label": labels.get(other) if other else None, "reason": why.pref_label if why else reason,
            "explanation": why.definition if why else None,
            "source": min(known.source) if known and known.source else None,
            "document": place.document if place else None,
            "document_label": labels.get(place.document) if place else None,
            "page": place.page if place else None, "first_line": place.line if place else None,
        },
        ensure_ascii=False,
    )  # fmt: skip


@cache
def _concepts() -> Mapping[str, Concept]:
    """The partners of the thesaurus by their IRIs."""
    return {concept.iri: concept for concept in load_scheme("partner").values()}


def _distinction(distinction: str, one: str, other: str, reason: str, passage: str | None) -> Iterator[Line]:
    yield iri(distinction), RDF_TYPE, mlg("Distinction")
    yield iri(distinction), mlg("identifies"), iri(one)
    yield iri(distinction), mlg("apartFrom"), iri(other)
    yield iri(distinction), mlg("reason"), concept("identity-reason", reason)
    if passage:
        yield iri(distinction), mlg("passage"), iri(passage)


class _Passages:
    """Where things are printed: by document, with their pages."""

    def __init__(self, by_document: Iterable[list[Fact]]) -> None:
        """``first``: partner → where the first document that names it does so first."""
        self.first: dict[str, _Place] = {}
        self._known: dict[int, tuple[str, list[PageFact]]] = {}
        for facts in by_document:
            document = next((fact.id for fact in facts if isinstance(fact, DocumentFact)), "")
            self._known[id(facts)] = document, [fact for fact in facts if isinstance(fact, PageFact)]
            for fact in facts:
                if isinstance(fact, PartnerFact) and fact.lines and fact.id not in self.first:
                    self.first[fact.id] = self.at(facts, min(fact.lines))

    def at(self, facts: list[Fact], line: int) -> _Place:
        """A line of the document that some facts are of."""
        document, pages = self._known[id(facts)]
        page = next((page.page for page in pages if page.lines[0] <= line <= page.lines[1]), 1)
        return _Place(f"{document}/lines/{line}", document, page, line)


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
