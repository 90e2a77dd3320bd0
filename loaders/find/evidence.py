"""Evidence: what speaks for and against a commitment. Enters: a commitment and those of its contract. Leaves: features.

A feature is a name and a number: the log-odds that a model gave, or 1 for what is so. There are three sets, for what
must be right: the span, exactly its partners, exactly its frame item. What a whole contract looks like counts too:
where a frame runs 1, 2, 3 and its items are printed often, a heading is to be believed more than where nothing is.
They are few: what the words say is in the log-odds already, and more features only tell the contracts read apart.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item

Features = Mapping[str, float]
ODDS = ("span", "span-around", "carried")  # the features that are log-odds of a model
MOST = 0.999  # a probability is never taken for certain
LONG = (1, 2, 4, 8)  # lines of a statement: no more than these
FAR = (15, 60)  # blocks below the heading that gave an item
PRINTED = (2, 4)  # times that an item's heading or name is printed


@dataclass(frozen=True, slots=True)
class Evidence:
    """The features of the three things that must be right."""

    span: Features
    partners: Features
    item: Features


class Whole:
    """The contract that commitments are read in."""

    def __init__(self, commitments: Sequence[Attributed], frame: Frame, signing: Collection[str]) -> None:
        """``signing``: keys of the partners that sign."""
        self._signing = signing
        self._headings: dict[int, list[int]] = defaultdict(list)  # id of an item → the blocks of its headings
        for block, item in sorted(frame.headings.items()):
            self._headings[id(item)].append(block)
        self._series = {kind for kind in {i.kind for i in frame.items} if _runs(kind, frame.items)}
        self._around = odds(math.fsum(each.statement.near for each in commitments) / max(len(commitments), 1))

    def evidence(self, commitment: Attributed) -> Evidence:
        """What speaks for one of the commitments."""
        statement = commitment.statement
        section, lines = f"section-{statement.context.section}", statement.last - statement.first + 1
        return Evidence(
            {
                "span": odds(statement.near),
                "span-around": self._around,
                f"lines-{sum(lines > least for least in LONG)}": 1.0,
            },
            {"carried": odds(commitment.partner_likely)} | dict.fromkeys((section, *self._partners(commitment)), 1.0),
            dict.fromkeys((section, *self._item(commitment)), 1.0),
        )

    def _partners(self, commitment: Attributed) -> Iterator[str]:
        origin = commitment.partner_origin
        yield f"by-{origin}"
        if any(partner.collective for partner in commitment.partners):
            yield "all"
        elif commitment.partners:
            yield "several" if len(commitment.partners) > 1 else "one"
            yield "signs" if all(p.key in self._signing for p in commitment.partners) else "signs-not"

    def _item(self, commitment: Attributed) -> Iterator[str]:
        origin = commitment.item_origin
        if not commitment.items:
            yield "item-none"
            return
        item = commitment.items[0]
        top = item.top
        what = f"{'top' if top.kind in TOP_KINDS else 'under-none'}-{'numbered' if top.number else 'plain'}"
        yield from (f"item-{origin}", what, f"{what}|item-{origin}")
        yield "series" if top.kind in self._series else "series-not"
        printed = sum(top.labels.values())
        yield f"printed-{sum(printed >= least for least in PRINTED)}"
        if len(commitment.items) > 1:
            yield "items-several"
        if origin == "heading":
            yield f"far-{self._far(item, commitment.statement.block)}"

    def _far(self, item: Item, block: int) -> int:
        """How far below the item's heading a block is, as one of few degrees."""
        above = self._headings[id(item)]
        at = bisect_right(above, block)
        return sum(block - above[at - 1] > blocks for blocks in FAR) if at else len(FAR)


def odds(probability: float) -> float:
    """The logarithm of the odds of a probability."""
    sure = min(max(probability, 1 - MOST), MOST)
    return math.log(sure / (1 - sure))


def _runs(kind: str, items: Sequence[Item]) -> bool:
    """Whether the items of a kind are numbered 1, 2, 3… without a gap."""
    numbers = {i.number for i in items if i.kind == kind and i.number and i.qpv is None}
    return len(numbers) > 1 and numbers == {str(n + 1) for n in range(len(numbers))}
