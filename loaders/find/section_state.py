"""Section state: what a block inherits from the headings above it, and what is open while they are read."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from maillage.loaders.find.frame import Frame, Item
from maillage.loaders.find.frame_items import TOP_KINDS
from maillage.loaders.find.heading_series import Series
from maillage.loaders.find.item_lifetime import Lifetime
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.numbering import Numbering
from maillage.loaders.find.outline import Outline
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.view import View

RETURNS = 3  # titles of an item that is treated in each commune's chapter
QuartersIn = Callable[[str, str | None], Sequence[object]]  # (text, commune of its chapter) → quarters named


@dataclass(frozen=True, slots=True)
class Context:
    """What a block inherits from the headings above it."""

    section: str = "start"
    heading: bool = False  # the block is itself a heading
    item: Item | None = None
    item_origin: str = "heading"  # heading | column
    other_items: tuple[Item, ...] = ()  # that a cell of a table names beside it
    partners: tuple[Partner, ...] = ()
    partner_origin: str = "none"  # chapter | heading | lead
    commune: Partner | None = None
    town: Partner | None = None  # of the quarter whose chapter it is: whom "la commune" means there
    quarters: tuple[object, ...] = ()
    scope: str = "unstated"
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """What is open while the blocks are read, and what they are read with."""

    view: View
    frame: Frame
    partners: Partners
    quarters_in: QuartersIn
    items: Lifetime
    nouns: Nouns
    now: Context = field(default_factory=Context)
    head_end: int = 0  # index of the block after the heads of columns of the table just opened
    said: str = ""  # the headings so far, as keys
    annexed: int = -2  # index of the heading of an annex that names nobody
    series: Series = field(default_factory=Series)  # of headings that are names of partners
    celled: frozenset[int] = frozenset()  # lines of the rows of tables
    communal: int = 0  # the last page whose title is a commune's name
    outline: Outline[Context] = field(default_factory=Outline)
    numbering: Numbering[Context] = field(default_factory=Numbering)

    def leaves_communes(self, item: Item, page: int) -> bool:
        """Whether a title ends the last commune's chapter: after the last page that names one, it opens an item of
        another kind than those that return in each chapter."""
        if self.now.commune is None or item.kind not in TOP_KINDS or page <= self.communal:
            return False
        headed = list(self.frame.headings.values())
        ((kind, _), most), *_ = Counter((each.kind, each.number) for each in headed).most_common(1)
        return most >= RETURNS > sum(each is item for each in headed) and item.kind != kind
