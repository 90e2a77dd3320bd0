"""Annotated: the commitments that were read in annotated contracts, each with what its annotation says of it.

What `train_kinds.py` and `train_confidence.py` learn from. A commitment is matched to an annotation as `evaluate`
does: half of the lines or more in common, one to one.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from maillage.graph.evaluation.gold import Gold, GoldCommitment, read_gold
from maillage.graph.evaluation.readings import read_of
from maillage.graph.evaluation.scores import Judgement, judge
from maillage.loaders.fact import CommitmentFact, Fact
from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.evidence import Evidence
from maillage.loaders.parts import joined, parts
from maillage.loaders.read import read
from maillage.loaders.reading import find
from maillage.loaders.resolve import Found, Register, Resolver, document_facts, whole_of
from maillage.loaders.view import view

BASE = "https://example.org/"


@dataclass(frozen=True, slots=True)
class Case:
    """One commitment read in an annotated window."""

    document: str
    found: Found
    read: Attributed
    judged: Judgement
    evidence: Evidence  # what speaks for it

    @property
    def gold(self) -> GoldCommitment | None:
        """The annotation it matches, if any."""
        return self.judged.gold


def arguments(description: str | None) -> argparse.Namespace:
    """The options that the learners share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--scorer", type=Path, help="score.py, which tells partners apart, to learn carriers by")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def cases(golds: Sequence[Path], folders: Sequence[Path]) -> list[Case]:
    """Every commitment read in the windows of the annotations.

    Raises:
        FileNotFoundError: an annotation names a document that no folder holds.
    """
    return [case for gold in read_gold(golds) for case in _of_document(gold, _place(gold.document, folders))]


def _place(name: str, folders: Sequence[Path]) -> Path:
    place = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if place is None:
        raise FileNotFoundError(f"{name}: in none of the folders {', '.join(map(str, folders))}")
    return place


def _of_document(gold: Gold, path: Path) -> Iterator[Case]:
    facts: list[Fact] = []
    made: dict[tuple[str, tuple[int, int]], tuple[Found, Attributed, Evidence]] = {}
    register = Register()
    for part in parts(read(path)):
        seen = view(part)
        found = list(find(seen, None, register.contracts))
        resolvers = [Resolver(each, BASE, register) for each in found]
        register.close(found)
        facts += document_facts(seen, BASE, register.title)
        for resolver in resolvers:
            mine = list(resolver.facts())
            facts += mine
            whole = whole_of(resolver.found)
            commitments = [fact for fact in mine if isinstance(fact, CommitmentFact)]
            for fact, commitment in zip(commitments, resolver.found.commitments, strict=True):
                made[fact.id, fact.lines] = resolver.found, commitment, whole.evidence(commitment)
    for judged in judge(gold, read_of(joined(facts))):
        found, commitment, evidence = made[judged.read.id, judged.read.lines]
        yield Case(gold.document, found, commitment, judged, evidence)
