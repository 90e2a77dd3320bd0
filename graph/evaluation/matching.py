"""Matching: which read thing is which annotated one. Always one to one, the best pairs first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from maillage.graph.evaluation.alike import likeness, telling
from maillage.graph.evaluation.entity import Entity

# Likeness from which two entities may be one; those of the annotation format's scorer, for comparable figures.
LEAST = {"partner": 0.75, "frame": 0.6, "qpv": 0.6, "dispositif": 0.75}
CLAIMS_GOLD, CLAIMS_READ = 1, 2  # how many entities may share a form before it tells nobody apart
LEAST_OVERLAP = 0.5  # lines shared over lines in all, from which two spans may be one statement
FAR = 10**9  # lines, when one of two entities is seen nowhere


def match(gold: Sequence[Entity], read: Sequence[Entity], sort: str) -> dict[int, int]:
    """Index of a gold entity → index of the read one that is the same.

    Among equally alike pairs those of one kind come first, then those printed nearest to each other.
    """
    forms_gold, forms_read = telling(gold, CLAIMS_GOLD), telling(read, CLAIMS_READ)
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            alike = likeness(one, other, sort, shared_form=bool(forms_gold[i] & forms_read[j]))
            if alike >= LEAST[sort]:
                pairs.append((-round(alike, 6), one.kind != other.kind, _apart(one, other), i, j))
    return _one_to_one((i, j) for *_, i, j in sorted(pairs))


def match_spans(gold: Sequence[frozenset[int]], read: Sequence[frozenset[int]]) -> dict[int, int]:
    """Index of a gold span (line numbers) → index of the read one that is the same statement."""
    by_line: dict[int, list[int]] = defaultdict(list)
    for j, span in enumerate(read):
        for line in span:
            by_line[line].append(j)
    pairs = []
    for i, span in enumerate(gold):
        for j in {j for line in span for j in by_line[line]}:
            overlap = len(span & read[j]) / len(span | read[j])
            if overlap >= LEAST_OVERLAP:
                pairs.append((-overlap, i, j))
    return _one_to_one((i, j) for _, i, j in sorted(pairs))


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    taken: set[int] = set()
    found: dict[int, int] = {}
    for i, j in pairs:
        if i not in found and j not in taken:
            taken.add(j)
            found[i] = j
    return found


def _apart(one: Entity, other: Entity) -> int:
    """How many lines lie between the nearest places where two entities are seen."""
    return min((abs(a - b) for a in one.lines for b in other.lines), default=FAR)
