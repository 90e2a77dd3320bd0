"""Window: the lines that annotations cover, and what of a reading counts there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from maillage.graph.evaluation.entity import Entity, tops
from maillage.graph.evaluation.gold import Gold
from maillage.graph.evaluation.readings import Read
from maillage.loaders.fact import CommitmentFact

WHOLE = 0.9  # of a document's lines, from which its annotations are taken to cover all of it

_LINKS: tuple[Callable[[CommitmentFact], Iterable[str]], ...] = (
    lambda fact: fact.partners,
    lambda fact: fact.defis,
    lambda fact: fact.qpvs,
    lambda fact: fact.dispositifs,
)


@dataclass(frozen=True, slots=True)
class Window:
    """The annotated lines of one document."""

    spans: tuple[tuple[int, int], ...]
    whole: bool  # whether they are as good as the whole document
    used: frozenset[str]  # ids of what the commitments read there refer to

    @classmethod
    def of(cls, gold: Gold, read: Read) -> "Window":
        """The window of some annotations, over what was read."""
        spans = tuple(gold.windows)
        covered = sum(last - first + 1 for first, last in spans)
        whole = bool(read.line_count) and covered >= WHOLE * read.line_count
        frame = {item.id: item for item in read.entities["frame"]}
        here = (fact for fact in read.commitments if _inside(spans, fact.lines[0]))
        used = {name for fact in here for links in _LINKS for name in links(fact)}
        used |= {top for name in used for top in tops(name, frame)}
        return cls(spans, whole, frozenset(used))

    def holds(self, line: int) -> bool:
        """Whether a line was annotated."""
        return _inside(self.spans, line)

    def shows(self, entity: Entity) -> bool:
        """Whether an entity counts here."""
        return self.whole or not entity.lines or entity.id in self.used or any(map(self.holds, entity.lines))

    def shows_item(self, item: Entity) -> bool:
        """Whether a frame item counts here; its lines are the first and the last."""
        if not item.lines or self.whole or item.id in self.used:
            return True
        return any(first <= item.lines[-1] and item.lines[0] <= last for first, last in self.spans)


def _inside(spans: Iterable[tuple[int, int]], line: int) -> bool:
    return any(first <= line <= last for first, last in spans)
