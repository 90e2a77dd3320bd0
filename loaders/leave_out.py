"""Leave out: each document read without the rules and words that come from it alone. Enters: documents. Leaves: facts.

What comes from a document alone is what fires in it and in no other document of the set: ids of rules, and labels of
the thesauri of partners and dispositifs. Names that a document gives itself (its towns, its signatories) are not words
of ours and stay. Patterns written in code, character repairs and weights are the same for all and stay too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.fact import Fact
from maillage.loaders.firing import Words, recording, without
from maillage.loaders.read import LIMIT_BYTES, read
from maillage.loaders.read_errors import ReadError
from maillage.loaders.reading import Reference, read_document
from maillage.loaders.walk import walk
from maillage.ontology.thesaurus import load_scheme

THESAURI = ("partner", "dispositif")


@dataclass(frozen=True, slots=True)
class Bare:
    """A document read without its own words."""

    document: str  # file name
    words: Words
    facts: list[Fact]


def documents_of(paths: Iterable[Path], limit: int = LIMIT_BYTES) -> Iterator[Document]:
    """Every document of some files and folders; what cannot be read is passed over: `read_documents` reports it."""
    for name, path in walk(paths).files:
        with suppress(ReadError):
            yield read(path, name=name, limit_bytes=limit)


def read_without_own(documents: Sequence[Document], base: str, reference: Reference | None = None) -> Iterator[Bare]:
    """Each document read without the rules and words that fire in it and in no other of them.

    A single document has no other to compare with, so it is read with everything.
    """
    for document, words in zip(documents, own_words(documents, base, reference), strict=True):
        with without(words):
            yield Bare(document.name, words, read_document(document, base, reference))


def own_words(documents: Sequence[Document], base: str, reference: Reference | None = None) -> list[Words]:
    """For each document the rules and labels that fire in it and in no other; none for a single document."""
    fired = [_fired(document, base, reference) for document in documents]
    rules = Counter(rule for words in fired for rule in words.rules)
    labels = Counter(label for words in fired for label in words.labels)
    if len(fired) < 2:
        return [Words() for _ in fired]
    return [
        Words(
            frozenset(rule for rule in words.rules if rules[rule] == 1),
            frozenset(label for label in words.labels if labels[label] == 1),
        )
        for words in fired
    ]


def _fired(document: Document, base: str, reference: Reference | None) -> Words:
    with recording() as record:
        read_document(document, base, reference)
    fired = record.words()
    return Words(fired.rules, frozenset(each for each in fired.labels if each[1] in _labels()))


@cache
def _labels() -> frozenset[str]:
    """Every label of the thesauri whose names are looked for in documents."""
    return frozenset(label for name in THESAURI for each in load_scheme(name).values() for label in each.labels)
