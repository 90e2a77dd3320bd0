"""Numbering: numbered headings and their siblings. Enters: blocks. Leaves: what was open above the first of a series.

"2/ Financement" stands beside "1/ Gouvernance", not under it: what the first one opened ends where the second begins.
Only headings count: numbered lines that follow each other with nothing between them are a list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from maillage.loaders.blocks import Block

T = TypeVar("T")

LONGEST = 28  # words of a numbered heading
_NUMBERED = re.compile(
    r"(?P<deep>(?:\d{1,2}|[IVX]{1,5}|[A-H])(?:\.\d{1,2}){1,2})[.)/ -]|(?P<digit>\d{1,2}) ?(?:[.)/]|[–-] )"
    r"|(?P<roman>[IVX]{1,5}) ?(?:[.)/]|[–-] )|(?P<capital>[A-H]) ?(?:[.)/]|[–-] )|(?P<letter>[a-h]) ?[.)/]"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ENDS = (".", ";", ",", ":")


@dataclass(slots=True)
class _Level(Generic[T]):
    style: str
    number: int
    before: T  # what was open above the first heading of the series


@dataclass(slots=True)
class Numbering(Generic[T]):
    """The series of numbered headings that are open, outermost first."""

    levels: list[_Level[T]] = field(default_factory=list)

    def take(self, blocks: Sequence[Block], index: int, now: T) -> T | None:
        """What is open above a numbered heading that has elder sisters; none for any other block."""
        place = number_of(blocks[index])
        if place is None or _in_list(blocks, index, place):
            return None
        style, number = place
        for at in range(len(self.levels) - 1, -1, -1):
            level = self.levels[at]
            if level.style == style and level.number + 1 == number:
                del self.levels[at + 1 :]
                level.number = number
                return level.before
        if number == 1:
            self.levels = [level for level in self.levels if level.style != style]
            self.levels.append(_Level(style, number, now))
        return None

    def clear(self) -> None:
        """A new chapter: what was numbered before is over."""
        self.levels.clear()


def number_of(block: Block) -> tuple[str, int] | None:
    """The style and number of a numbered heading: "II/" → ("roman", 2), "II.3" → ("deep II", 3)."""
    if block.words > LONGEST or block.mark == "bullet" or block.text.endswith(_ENDS):
        return None
    if block.mark == "number":
        return "digit", int(block.number)
    match = _NUMBERED.match(block.text)
    if match is None:
        return None
    style, printed = str(match.lastgroup), match[0].rstrip(" .)/–-")
    if style == "deep":
        above, _, last = printed.rpartition(".")
        return f"deep {above}", int(last)
    if style == "roman":
        return style, _roman(printed)
    return style, int(printed) if style == "digit" else ord(printed.lower()) - ord("a") + 1


def _roman(printed: str) -> int:
    values = [_ROMAN[c] for c in printed]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _in_list(blocks: Sequence[Block], index: int, place: tuple[str, int]) -> bool:
    """Whether the number before or after it stands right beside it."""
    style, number = place
    beside = [number_of(blocks[i]) for i in (index - 1, index + 1) if 0 <= i < len(blocks)]
    return any(other in ((style, number - 1), (style, number + 1)) for other in beside)
