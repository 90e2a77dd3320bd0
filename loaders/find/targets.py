"""Targets: for which quarters a statement is. Enters: statements in context. Leaves: quarters, their scope.

The statement's own words come first, then its lead-in, its fiche, its heading, its row, then the sentence above that it
points back to ("y", "le quartier"); a commune's statement that names none is for all of that commune's.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from maillage.loaders.find.names import NAME, listed_names
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
BACK = 2  # sentences above a statement that its "y" may stand for
_STOP = re.compile(r"[.!?] +")
_CENTRE = "quartier centre"  # as text names a quarter so called
_TOWNS = re.compile(rf"(?:de |d[’'])({NAME}(?:(?:, | et )(?:de |d[’'])?{NAME})*)")


class Targets:
    """Tells the quarters of the statements of one document."""

    def __init__(self, view: View, quarters_in: QuartersIn, quarters: Sequence[Quarter]) -> None:
        """``quarters_in``: tells which of the document's ``quarters`` a text names."""
        self._view, self._quarters_in = view, quarters_in
        self._leads = lead_ins(view.blocks)
        self._inside = [quarter for quarter in quarters if not quarter.outside]
        self._of_town: dict[str, list[Quarter]] = {}
        for quarter in self._inside:
            for town in quarter.communes:
                self._of_town.setdefault(key(town), []).append(quarter)

    def of(self, statement: Statement, who: Sequence[Partner]) -> Target:
        """The quarters that a statement of these partners is for; none when nothing narrows it."""
        town = statement.context.commune.place if statement.context.commune else None
        named = self._quarters_in(statement.text, town) or self._of_towns(statement.text)
        if named := tuple(dict.fromkeys((*named, *self._centres(statement.text)))):
            return named, "named"
        if led := self._led(statement, town):
            return led, "named"
        if statement.context.quarters:
            return tuple(statement.context.quarters), "named"  # type: ignore[arg-type]
        if statement.context.scope == "stated_all" or matcher("scope.all").search(fold(statement.text)):
            return (), "stated_all"
        if meant := self._meant(
            statement, town or (who[0].place if len(who) == 1 and who[0].type == "commune" else None)
        ):
            return (meant,), "named"
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

    def _of_towns(self, text: str) -> list[Quarter]:
        """All quarters of the towns that "les QPV d'Avray et de Corbie" enumerates; none where there are no others."""
        found: dict[str, Quarter] = {}
        for match in matcher("target.towns").pattern.finditer(fold(text)):
            named = _TOWNS.match(text, match.end())
            towns = [key(name) for name in listed_names(named[1])] if named else []
            if all(town in self._of_town for town in towns):
                found |= {quarter.name: quarter for town in towns for quarter in self._of_town[town]}
        return list(found.values()) if len(found) < len(self._inside) else []

    def _meant(self, statement: Statement, town: str | None) -> Quarter | None:
        """The quarter that "y" or "le quartier" stands for: that of a sentence above, or the commune's only one."""
        folded = fold(statement.text)
        the_quarter = matcher("target.the-quarter").search(folded) is not None
        if not the_quarter and not matcher("target.here").search(folded):
            return None
        for sentence in self._above(statement):
            if named := self._quarters_in(sentence, town):
                return named[0] if len(named) == 1 else None
        if not the_quarter:
            return None
        towns = {key(town)} if town else {each for each in self._of_town if f" {each} " in f" {key(folded)} "}
        only = [quarter for each in towns for quarter in self._of_town.get(each, [])]
        return only[0] if len(only) == 1 else None

    def _above(self, statement: Statement) -> list[str]:
        """The sentences right above a statement in its paragraph, the nearest first."""
        if not statement.units:
            return []
        text = self._view.blocks[statement.block].text[: statement.units[0].start]
        return [sentence for sentence in _STOP.split(text)[::-1] if sentence.strip()][:BACK]
