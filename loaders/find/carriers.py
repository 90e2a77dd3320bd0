"""Carriers: who takes each commitment. Enters: statements in context, in order. Leaves: partners, and what gave them.

A statement's own subject comes first, then whom its pronoun stands for, the sentence that leads in its list, its
heading, its column, its chapter; in a common part of the contract what names nobody is said by all signatories.
"""

from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.subjects import subjects_in
from maillage.loaders.find.surroundings import lead_ins
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

Carried = tuple[tuple[Partner, ...], str]  # partners, and what gave them
NEAR = 2  # blocks between a partner that spoke and the pronoun that stands for it
SOMEBODY = ("start", "editorial", "annex", "signatures")  # parts that one body wrote, though its name is not found
_SENTENCE_ENDS = (". ", "! ", "? ", "; ")


class Carriers:
    """Tells the partners of one statement after the other."""

    def __init__(self, view: View, partners: Partners) -> None:
        """Statements are to be given in the order of the text."""
        self._view, self._partners = view, partners
        self._leads = lead_ins(view.blocks)
        self._spoke: Carried = ((), "none")  # who spoke last by name…
        self._spoke_in = -1  # …and in which block
        self._said: dict[int, tuple[Partner, ...]] = {}  # block → who was the subject of a statement of it

    def of(self, statement: Statement) -> Carried:
        """Whose commitment a statement is."""
        found, origin = self._found(statement)
        if found and not found[0].collective and not found[0].group:
            self._spoke, self._spoke_in = (found, origin), statement.units[-1].block if statement.units else -1
        if statement.partners:
            self._said[statement.block] = found
        return found, origin

    def _found(self, statement: Statement) -> Carried:
        context = statement.context
        named = statement.partners
        if context.partners:  # in somebody's chapter "les partenaires" are those he works with
            named = tuple(p for p in named if not p.collective and not p.group)
        if named:
            return _with_town(statement, named), statement.partner_origin
        if self._is_near(statement) and matcher("open.pronoun").match(fold(statement.text)):
            return self._spoke[0], "carried"
        if lead := self._led(statement):
            return _with_town(statement, lead), "lead"
        if context.partners:
            return context.partners, context.partner_origin
        if only := self._only_one(statement):
            return only, "lead"
        if context.partner_origin == "column":  # its operator is named, and is nobody that is known
            return (), "none"
        if self._spoke_in == statement.block:
            return self._spoke[0], "carried"
        if context.item is None and context.section in SOMEBODY:
            return (), "none"
        return (self._partners.collective,), "default"

    def _is_near(self, statement: Statement) -> bool:
        return self._spoke_in >= 0 and 0 <= statement.block - self._spoke_in <= NEAR

    def _led(self, statement: Statement) -> tuple[Partner, ...]:
        """The partners of the sentence, not ended, that leads in the list that a bullet stands in."""
        lead = self._leads[statement.block]
        block = self._view.blocks[lead] if lead is not None else None
        if lead is None or block is None or block.text.endswith((".", "!", "?")):
            return ()
        start = max((block.folded.rfind(end, 0, -1) + 1 for end in _SENTENCE_ENDS), default=0)
        seen = self._partners.at(line_in(block, start), block.last)
        subjects = {s.partner.key: s.partner for s in subjects_in(block.folded[start:].strip(), seen)}
        return tuple(subjects.values()) or self._said.get(lead, ())

    def _only_one(self, statement: Statement) -> tuple[Partner, ...]:
        """The one partner that the lead-in of a list names at all."""
        lead = self._leads[statement.block]
        if lead is None:
            return ()
        block = self._view.blocks[lead]
        named = {s.partner.key: s.partner for s in self._partners.at(block.first, block.last)}
        return tuple(p for p in named.values() if not p.collective and not p.group) if len(named) == 1 else ()


def _with_town(statement: Statement, named: tuple[Partner, ...]) -> tuple[Partner, ...]:
    """In a commune's chapter that commune takes part in what others do there."""
    commune = statement.context.commune
    return (commune, *named) if commune is not None and commune not in named else named
