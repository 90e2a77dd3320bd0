"""One record for each thing, however many documents describe it. Enters: the facts of each document. Leaves: facts.

Two documents that name one body, one quarter or one contract each have their say in their own named graph; what is
shown of the thing is chosen once here, so that no question returns it twice. The choice depends on the facts alone:
the value most documents give, then the longest, then the first in alphabetical order.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

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

DESCRIBED = (ContractFact, PartnerFact, DefiFact, QpvFact, DispositifFact)
# Where a thing was seen goes with the document it was seen in: the first one's is kept whole.
SEEN = frozenset({"id", "document", "lines", "signature_lines", "carrier_lines"})


def merged(by_document: Iterable[list[Fact]]) -> list[Fact]:
    """Each thing once. A commitment's ``document`` becomes the document's IRI: two files may have one name."""
    same: dict[tuple[type[Fact], str], list[Fact]] = {}
    for facts in by_document:
        document = next((fact.id for fact in facts if isinstance(fact, DocumentFact)), "")
        for fact in facts:
            each = replace(fact, document=document) if isinstance(fact, CommitmentFact) else fact
            same.setdefault((type(fact), fact.id), []).append(each)
    return [_one(facts) for facts in same.values()]


def _one(facts: list[Fact]) -> Fact:
    """The record that stands for several of one thing; a statement printed in two documents is the first one's."""
    first = facts[0]
    if len(facts) == 1 or not isinstance(first, DESCRIBED):
        return first
    names = [field.name for field in fields(first) if field.name not in SEEN]
    return replace(first, **{name: _value([getattr(fact, name) for fact in facts]) for name in names})


def _value(values: list[Any]) -> Any:
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(each for value in values for each in value))
    given = Counter(value for value in values if value is not None)
    return min(given, key=lambda value: (-given[value], -len(str(value)), str(value)), default=None)
