"""Item links: the frame items that a commitment answers. Enters: statements. Leaves: items, and what gave them."""

from collections.abc import Sequence

from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.item_mentions import ItemMentions
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import key


class ItemLinks:
    """Tells the frame items of one statement after the other."""

    def __init__(self, frame: Frame) -> None:
        """``frame``: all items of the document."""
        self._mentions = ItemMentions(frame)

    def of(self, statement: Statement, quarters: Sequence[Quarter]) -> tuple[tuple[Item, ...], str]:
        """The items, and what gave them: the statement's own words, else its heading or its column."""
        context = statement.context
        names = {key(form) for quarter in quarters for form in (quarter.name, *quarter.forms)}
        told = self._mentions.told(statement.text, names, aside=context.item is not None)
        if told and context.item_origin != "column":
            return told, "statement"
        return ((context.item, *context.other_items), context.item_origin) if context.item else ((), "none")
