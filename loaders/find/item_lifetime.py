"""Lifetime of a frame item: when a title ends it. Enters: blocks read in order. Leaves: the item that is open still.

An item whose chapter goes on outlives the titles that part it. An item told under a partner's name is of that partner's
part, and ends with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.frame_reach import reaches, series
from maillage.loaders.view import View

NEAR_TITLE = 1  # blocks under an item's title in which a numbered one is a part of it, not of what was before
NEAR_PARTNER = 2  # blocks under a partner's title in which an item's title is of its part
_LONG_AGO = -9


class Held(Protocol):
    """What holds where a block stands: who speaks, and the item that is open."""

    @property
    def item(self) -> Item | None:
        """The frame item."""

    @property
    def partners(self) -> Sequence[object]:
        """Who speaks."""


@dataclass(slots=True)
class Lifetime:
    """What is known of the item that is open, block after block."""

    frame: Frame
    chapters: dict[int, Item]  # block → the item whose chapter it stands in
    sisters: frozenset[Item]  # items whose chapters follow each other
    index: int = 0  # of the block that is read
    lent: bool = False  # the item is of one partner's part, and ends with it
    item_at: int = field(default=_LONG_AGO)  # block of the last item's title
    told_at: int = field(default=_LONG_AGO)  # block that named the partner who speaks

    def in_chapter(self, item: Item | None) -> bool:
        """Whether an item is open still: its chapter, or that of its parent, goes on."""
        chapter = self.chapters.get(self.index)
        return item is not None and chapter is not None and not self.lent and chapter in (item, item.parent, item.top)

    def has_sisters(self, item: Item | None) -> bool:
        """Whether an item's chapter is one of several, so that its end is known."""
        return item is not None and (item in self.sisters or item.top in self.sisters)

    def just_opened(self, index: int) -> bool:
        """Whether an item's title stands right above a block."""
        return index - self.item_at <= NEAR_TITLE

    def is_near_partner(self) -> bool:
        """Whether the title that is read stands right under a partner's name: an item told there is of its part."""
        return self.index - self.told_at <= NEAR_PARTNER

    def ends_with_partner(self, before: Held, now: Held) -> bool:
        """Whether the item that was open ends where another partner speaks, and no other item was opened."""
        if {id(p) for p in now.partners} == {id(p) for p in before.partners}:
            return False
        self.told_at = self.index
        ends = self.lent and now.item is not None and now.item is before.item
        self.lent = self.lent and not ends
        return ends

    def closes_partner(self) -> bool:
        """Whether a chapter of the frame begins that ends its sister's, in which the partner who speaks was named."""
        item, told = self.frame.headings.get(self.index), self.chapters.get(self.told_at)
        own = item is not None and item in self.sisters and self.index not in self.frame.calls
        return own and told is not None and told is not item and not self.lent

    def opened(self, origin: str) -> Item | None:
        """Note an item's title; the item that the title of something else names, or that a sentence is on."""
        index = self.index
        if index in self.frame.headings:
            self.item_at = index
            near = self.is_near_partner() or index in self.frame.calls
            self.lent = origin == "chapter" and (self.lent or near) and not self.closes_partner()
        item = self.frame.titles.get(index) or self.frame.leads.get(index)
        self.lent = self.lent or item is not None
        return item


def lifetime(view: View, frame: Frame) -> Lifetime:
    """The lifetimes of a document's items, before its first block."""
    return Lifetime(frame, reaches(view, frame), series(frame))
