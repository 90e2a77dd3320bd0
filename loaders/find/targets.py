"""Targets: for which quarters a statement is. Enters: statements in context. Leaves: quarters, their scope.

The statement's own words come first, then its lead-in, its fiche, its heading, its row; a commune's
statement that names none is for all of that commune's.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from maillage.loaders.find.partners import Partner
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.surroundings import lead_ins
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

QuartersIn = Callable[[str, str | None], Sequence[Quarter]]  # (text, commune of its chapter) → quarters named
Target = tuple[tuple[Quarter, ...], str]  # quarters, code of qpv-scope
TOWN_WORDS = 6  # of a town's name
_STOP = re.compile(r"[.!?] +")
_CENTRE = "quartier centre"  # as text names a quarter so called


class Targets:
    """Tells the quarters of the statements of one document."""

    def __init__(self, view: View, quarters_in: QuartersIn) -> None:
        """``quarters_in``: tells which quarters a text names."""
        self._view, self._quarters_in = view, quarters_in
        self._leads = lead_ins(view.blocks)

    def of(self, statement: Statement, who: Sequence[Partner]) -> Target:
        """The quarters that a statement of these partners is for; none when nothing narrows it."""
        town = statement.context.commune.place if statement.context.commune else None
        if named := tuple(dict.fromkeys((*self._quarters_in(statement.text, town), *self._centres(statement.text)))):
            return named, "named"
        if led := self._led(statement, town):
            return led, "named"
        if statement.context.quarters:
            return tuple(statement.context.quarters), "named"  # type: ignore[arg-type]
        if statement.context.scope == "stated_all" or matcher("scope.all").search(fold(statement.text)):
            return (), "stated_all"
        return (), "commune" if len(who) == 1 and who[0].type == "commune" else "unstated"

    def _led(self, statement: Statement, town: str | None) -> tuple[Quarter, ...]:
        """The quarters that the sentence leading in a list names: "Aux Ormes et au Port :"."""
        lead = self._leads[statement.block] if statement.units else None
        text = self._view.blocks[lead].text if lead is not None else ""
        return tuple(self._quarters_in(_STOP.split(text)[-1], town)) if text.endswith(":") else ()

    def _centres(self, text: str) -> Iterator[Quarter]:
        """The quarter called centre of each town whose centre the text names."""
        folded = fold(text)
        for match in matcher("target.centre").pattern.finditer(folded):
            words = key(folded[match.end() :].split(",")[0]).split()[:TOWN_WORDS]
            towns = {" ".join(words[:n]) for n in range(1, len(words) + 1)}
            here = [q for q in self._quarters_in(_CENTRE, None) if towns & {key(c) for c in q.communes}]
            if len(here) == 1:
                yield here[0]
