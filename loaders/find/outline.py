"""Outline: headings that the format ranks. Enters: the rank of each. Leaves: what holds once others are closed."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from maillage.loaders.view import View

_State = TypeVar("_State")


@dataclass(slots=True)
class Outline(Generic[_State]):
    """The headings that are open: the rank of each, and what held before it."""

    open: list[tuple[int, _State]] = field(default_factory=list)

    def enter(self, level: int, now: _State) -> _State:
        """What holds where a heading of a rank begins: those of its rank or deeper are closed by it."""
        while self.open and self.open[-1][0] >= level:
            now = self.open.pop()[1]
        self.open.append((level, now))
        return now


def is_ranked(view: View) -> bool:
    """Whether the format ranks headings, and the document makes use of it: headings all of one rank tell nothing."""
    return view.document.begins is not None and len({block.level for block in view.blocks} - {0}) > 1
