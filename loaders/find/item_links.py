"""Item links: the frame items that a commitment answers. Enters: statements. Leaves: items, and what gave them."""

import re
from collections.abc import Sequence

from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.item_mentions import ItemMentions
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

BACK = 6  # sentences above a statement in which the item that it calls the same is told
_STOP = re.compile(r"[.!?;] +")


class ItemLinks:
    """Tells the frame items of one statement after the other."""

    def __init__(self, frame: Frame, view: View) -> None:
        """``frame``: all items of the document that ``view`` shows."""
        self._mentions, self._view = ItemMentions(frame), view

    def of(self, statement: Statement, quarters: Sequence[Quarter]) -> tuple[tuple[Item, ...], str]:
        """The items, and what gave them: the statement's own words, else its heading or its column."""
        context = statement.context
        names = {key(form) for quarter in quarters for form in (quarter.name, *quarter.forms)}
        told = self._mentions.told(statement.text, names, aside=context.item is not None)
        if told and context.item_origin != "column":
            return told, "statement"
        if not context.item and (same := self._same(statement)):
            return same, "statement"
        return ((context.item, *context.other_items), context.item_origin) if context.item else ((), "none")

    def _same(self, statement: Statement) -> tuple[Item, ...]:
        """The items that "de cette même orientation", "au même titre" point back to, in the paragraph."""
        if not statement.units or not matcher("frame.same").search(fold(statement.text)):
            return ()
        above = self._view.blocks[statement.block].text[: statement.units[0].start]
        sentences = [sentence for sentence in _STOP.split(above)[::-1] if sentence.strip()][:BACK]
        return next((told for told in map(self._mentions.told, sentences) if told), ())
