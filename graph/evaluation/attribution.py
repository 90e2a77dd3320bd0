"""Attribution: the links of annotated and of read commitments, in one set of names so that they can be compared.

What was read and is no annotated thing keeps a name of its own, ``?`` and its id: it is wrong, and never left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.graph.evaluation.alike import folded, jaccard, town
from maillage.graph.evaluation.entity import Entity, tops
from maillage.graph.evaluation.gold import Gold, GoldCommitment
from maillage.graph.evaluation.matching import match_spans
from maillage.graph.evaluation.readings import Read
from maillage.graph.evaluation.window import Window
from maillage.loaders.fact import CommitmentFact

ANY = "*"  # nothing narrows a commitment to named quarters


@dataclass(frozen=True, slots=True)
class Links:
    """What a commitment is linked to: ids of the annotations. An item under no top item stands for itself."""

    partner: frozenset[str]
    in_frame: frozenset[str]
    qpv: frozenset[str]
    dispositif: frozenset[str]

    @property
    def named(self) -> frozenset[str]:
        """The quarters that it names."""
        return self.qpv - {ANY}

    def likeness(self, other: "Links") -> dict[str, float]:
        """The Jaccard index of each set of links, by measure."""
        return {
            "partner": jaccard(self.partner, other.partner),
            "in_frame": jaccard(self.in_frame, other.in_frame),
            "qpv": jaccard(self.qpv, other.qpv),
            "dispositif": jaccard(self.dispositif, other.dispositif),
        }


@dataclass(frozen=True, slots=True)
class Commitments:
    """The commitments of a window, annotated and read, and which are the same statement (index → index)."""

    gold: list[GoldCommitment]
    read: list[CommitmentFact]
    same: dict[int, int]

    @classmethod
    def of(cls, gold: Gold, read: Read, window: Window) -> "Commitments":
        """A commitment belongs to the window in which it begins; its span is its lines with text."""
        last = read.line_count or max((last for _, last in gold.windows), default=0)
        shown = [fact for fact in read.commitments if window.holds(fact.lines[0])]

        def span(lines: tuple[int, int]) -> frozenset[int]:
            return frozenset(range(lines[0], min(lines[1], last) + 1)) - read.blank

        same = match_spans([span(each.lines) for each in gold.commitments], [span(fact.lines) for fact in shown])
        return cls(gold.commitments, shown, same)


def gold_links(commitment: GoldCommitment, gold: Gold) -> Links:
    """The links of an annotated commitment."""
    frame = _by_id(gold.entities["frame"])
    in_frame = _union(tops(item, frame) or {item} for item in commitment.frame)
    return Links(commitment.partners, in_frame, commitment.qpvs, commitment.dispositifs)


def read_links(fact: CommitmentFact, read: Read, gold: Gold, same: Mapping[str, Mapping[str, str]]) -> Links:
    """The links of a read commitment; ``same``: for each sort, id read → id annotated."""
    frames = _by_id(gold.entities["frame"]), _by_id(read.entities["frame"])

    def names(sort: str, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(each if each == ANY else same[sort].get(each, f"?{each}") for each in ids)

    in_frame = _union(_read_tops(item, frames, same["frame"]) for item in fact.defis)
    return Links(
        names("partner", fact.partners), in_frame, names("qpv", fact.qpvs), names("dispositif", fact.dispositifs)
    )


def _read_tops(
    item: str, frames: tuple[Mapping[str, Entity], Mapping[str, Entity]], same: Mapping[str, str]
) -> frozenset[str]:
    """The top items of a read item, as the annotations call them; of one they put under none, none is asked."""
    own = same.get(item)
    if own and not tops(own, frames[0]):
        return frozenset({own})
    return frozenset(same.get(top, f"?{top}") for top in tops(item, frames[1]) or {item})


def same_scope(commitment: GoldCommitment, wanted: Links, found: Links, gold: Gold) -> bool:
    """Whether a reading spells out what the annotation writes "*": every quarter, or every one of its communes.

    Territories that are no QPV may be among them or not.
    """
    if wanted.qpv != {ANY}:
        return False
    makers = [p for p in gold.entities["partner"] if p.id in commitment.partners and p.kind == "commune"]
    towns = {town(maker.name) for maker in makers}
    every = gold.entities["qpv"]
    theirs = [quarter for quarter in every if towns & set(map(folded, quarter.communes))]
    return any(
        found.qpv == {quarter.id for quarter in group if not (strict and quarter.outside)}
        for group in (every, theirs)
        if group
        for strict in (True, False)
    )


def cells(links: Iterable[Links]) -> set[tuple[str, str]]:
    """The cells of the coverage matrix that hold at least one commitment: (partner, top frame item)."""
    return {(partner, top) for each in links for partner in each.partner for top in each.in_frame}


def _by_id(items: Iterable[Entity]) -> dict[str, Entity]:
    return {item.id: item for item in items}


def _union(sets: Iterable[frozenset[str] | set[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
