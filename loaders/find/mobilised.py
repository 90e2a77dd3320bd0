"""Mobilised: with which schemes a statement works. Enters: a statement. Leaves: schemes, its own first.

Besides the schemes that its own lines name, a bullet has those of the sentence that introduces its list, and a
statement those of its heading when that is short enough to be about them. The contract itself is no such scheme.
"""

from functools import cached_property

from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import key
from maillage.loaders.view import View, line_in

LONGEST_HEADING = 12  # words of a heading that is about the scheme it names
LONGEST_LIST = 25  # bullets after one introduction
_THE_CONTRACT = "contrat de ville"


class Mobilised:
    """The schemes of each statement of a document."""

    def __init__(self, view: View, dispositifs: Dispositifs) -> None:
        """``dispositifs``: the schemes found in the view."""
        self._view, self._dispositifs = view, dispositifs
        self._of_heading: dict[str, tuple[Dispositif, ...]] = {}

    def by(self, statement: Statement) -> tuple[Dispositif, ...]:
        """The schemes that a statement mobilises, each once."""
        own = self._dispositifs.at(statement.first, statement.last)
        inherited = (*self._introduced(statement.block), *self._headed(statement.context.path))
        return tuple({d.key: d for d in (*own, *(d for d in inherited if not is_contract(d)))}.values())

    def _introduced(self, index: int) -> list[Dispositif]:
        """Those of the sentence with a colon that introduces the list of a bullet."""
        blocks = self._view.blocks
        if not blocks[index].mark:
            return []
        for lead in reversed(blocks[max(0, index - LONGEST_LIST) : index]):
            if lead.mark:
                continue
            text = lead.text.rstrip()
            if not text.endswith(":"):
                return []
            start = max(text.rfind(stop, 0, len(text) - 1) for stop in (". ", "; ", "! ")) + 1
            return self._dispositifs.at(line_in(lead, start), lead.last)
        return []

    def _headed(self, path: tuple[str, ...]) -> tuple[Dispositif, ...]:
        heading = path[-1] if path else ""
        if heading not in self._of_heading:
            found = self._named_in(heading) if len(heading.split()) <= LONGEST_HEADING else ()
            self._of_heading[heading] = found
        return self._of_heading[heading]

    def _named_in(self, heading: str) -> tuple[Dispositif, ...]:
        words = f" {key(heading)} "
        return tuple(d for forms, d in self._forms if any(f" {form} " in words for form in forms))

    @cached_property
    def _forms(self) -> list[tuple[set[str], Dispositif]]:
        found = self._dispositifs.by_key.values()
        return [({key(f) for f in d.forms if len(f) > 3} - {""}, d) for d in found]


def is_contract(dispositif: Dispositif) -> bool:
    """Whether a scheme is the contrat de ville itself, which is no scheme among those that it mobilises."""
    return key(dispositif.name).startswith(_THE_CONTRACT)
