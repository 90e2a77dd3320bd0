"""Heading series: partners who speak one after the other. Enters: headings. Leaves: whether one more goes on.

"La CAF", "La Région", "Les autres": where headings that look alike name partners, the next one like them that names
nobody known ends the part of the last one all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from maillage.loaders.blocks import Block
from maillage.loaders.find.numbering import number_of

LEAST = 2  # headings of partners that make a series
MAX_WORDS = 8  # of another heading like them
HEADS = 2  # times its words that what it heads has more of

Shape = tuple[object, ...]  # how a heading looks


@dataclass(slots=True)
class Series:
    """The headings of partners that look alike, since the last heading of another kind."""

    shapes: list[Shape] = field(default_factory=list)

    @property
    def is_long(self) -> bool:
        """Whether more partners than a series needs spoke one after the other."""
        return len(self.shapes) > LEAST

    def take(self, block: Block) -> None:
        """One more heading that is a partner's name; it begins another series when it looks otherwise."""
        shape = _shape(block)
        self.shapes = [*self.shapes, shape] if self.shapes[-1:] == [shape] else [shape]

    def goes_on(self, blocks: Sequence[Block], index: int) -> bool:
        """Whether a block that names no partner looks like the headings of the series."""
        block, after = blocks[index], blocks[index + 1] if index + 1 < len(blocks) else None
        heads = after is not None and after.words > HEADS * block.words and not after.mark
        alike = len(self.shapes) >= LEAST and _shape(block) == self.shapes[-1]
        return alike and heads and block.words <= MAX_WORDS and block.text[0].isupper()

    def clear(self) -> None:
        """A heading of another kind."""
        self.shapes.clear()


def _shape(block: Block) -> Shape:
    """What headings of one series share: the blank line above, capitals, a number, a bullet, a rank."""
    number = number_of(block)
    return (block.gap_before > 0, block.caps, number and number[0], block.mark, block.level)
