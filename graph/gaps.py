"""Gaps: the top items where nobody, one partner, or nothing to follow up was found. Enters: facts. Leaves: gap records.

Counted once at build, over the whole contract and for each of its quarters: six counts over every commitment are too
slow to make for each answer. A record that holds for several quarters is told once.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from maillage.graph.rdf import Line, iri, mlg, number, text
from maillage.loaders.fact import CommitmentFact, DefiFact, Fact, PartnerFact
from maillage.ontology.terms import short_hash

ANYTHING = "*"  # the scope that no quarter narrows


@dataclass(slots=True)
class _Found:
    """What was found on one top item in one scope."""

    commitments: list[CommitmentFact] = field(default_factory=list)

    def gaps(self, collectives: frozenset[str]) -> Iterator[tuple[str, str | None]]:
        """The gaps, in the order they are shown; the partner where only one was found."""
        takers = {partner for c in self.commitments for partner in c.partners}
        own = takers - collectives
        if takers and not own:
            yield "collective-only", None
        if not self.commitments:
            yield "no-commitment-found", None
        elif not any(c.deadline for c in self.commitments):
            yield "no-deadline", None
        if self.commitments and not any(c.has_indicators for c in self.commitments):
            yield "no-indicator", None
        if self.commitments and not takers:
            yield "no-partner-named", None
        if len(own) == 1:
            yield "one-partner", next(iter(own))


def gaps(
    facts: Sequence[Fact],
    labels: Mapping[str, str],
    tops: Callable[[CommitmentFact], Collection[str]],
    quarters: Callable[[CommitmentFact], Collection[str]],
    quarters_of: Mapping[str, Collection[str]],
) -> Iterator[Line]:
    """Every gap of every contract, in each scope.

    Args:
        facts: of all documents, each thing once.
        labels: the label of each thing.
        tops: the top items that a commitment answers.
        quarters: the quarters that a commitment concerns.
        quarters_of: the quarters of each contract.
    """
    found = _found(facts, tops, quarters)
    collectives = frozenset(f.id for f in facts if isinstance(f, PartnerFact) and f.collective)
    scopes: dict[tuple[int, str, str, str], list[str]] = defaultdict(list)  # contract, gap and record → where it holds
    for rank, defi in enumerate(_in_order(facts, labels)):
        for scope in (ANYTHING, *sorted(quarters_of.get(defi.contract, ()))):
            here = found.get((defi.id, scope), _Found())
            for gap, partner in here.gaps(collectives):
                scopes[rank, gap, defi.contract, _record(defi, gap, partner, here, labels)].append(scope)
    in_order = sorted(scopes, key=lambda row: (labels.get(row[2], ""), row[2], row[1], row[0], row[3]))
    for place, row in enumerate(in_order):
        _, _, contract, record = row
        node = iri(f"{contract}/gap/{short_hash(record)}")
        yield node, mlg("gapPlace"), number(place)
        yield node, mlg("gapRecord"), text(record, None)
        yield node, mlg("gapContract"), iri(contract)
        yield from ((node, mlg("gapScope"), mlg("Anything") if s == ANYTHING else iri(s)) for s in scopes[row])


def _found(
    facts: Sequence[Fact],
    tops: Callable[[CommitmentFact], Collection[str]],
    quarters: Callable[[CommitmentFact], Collection[str]],
) -> dict[tuple[str, str], _Found]:
    """The commitments on each top item, in each scope, in the order of the text."""
    found: dict[tuple[str, str], _Found] = defaultdict(_Found)
    for fact in facts:
        if isinstance(fact, CommitmentFact):
            for top in tops(fact):
                for scope in (ANYTHING, *quarters(fact)):
                    found[top, scope].commitments.append(fact)
    return found


def _in_order(facts: Sequence[Fact], labels: Mapping[str, str]) -> list[DefiFact]:
    """The items of first rank that are no quarter's priority, as the frame has them."""
    items = {f.id: f for f in facts if isinstance(f, DefiFact)}
    firsts = [f for f in items.values() if f.parent not in items and f.qpv is None]
    return sorted(firsts, key=lambda f: (labels.get(f.contract, ""), f.contract, f.lines[0], f.id))


def _record(defi: DefiFact, gap: str, partner: str | None, found: _Found, labels: Mapping[str, str]) -> str:
    first = min(found.commitments, key=lambda c: (c.document, c.lines[0], c.id), default=None)
    shown: dict[str, object] = {
        "contract": defi.contract, "contract_label": labels.get(defi.contract), "defi": defi.id,
        "defi_label": labels.get(defi.id), "defi_number": defi.number, "gap": gap, "partner": partner,
        "partner_label": labels.get(partner) if partner else None, "commitments": len(found.commitments),
        "commitment": first.id if first else None,
    }  # fmt: skip
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
