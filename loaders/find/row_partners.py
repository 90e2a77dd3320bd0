"""Row partners: who the columns of operators and partners of a table of actions name. Enters: rows. Leaves: partners.

An operator that no thesaurus knows is an organisation there; a bare noun is the body that the contract calls so.
"""

import re
from collections.abc import Iterator, Sequence

from maillage.loaders.document import Cell
from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.persons import is_person, without_somebody
from maillage.loaders.find.rows import ActionRow
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

MAX_NAME = 9  # words of an organisation's or a scheme's name
PIECES = re.compile(r"\s*(?:[;\n•]|,(?! ?[a-z])| / |/(?=[A-ZÀ-Ý])| \+ )\s*")
AND = re.compile(r"\s+(?:et|&)\s+")
MARKS = " -–•*.:;,"


def operators(rows: Sequence[ActionRow]) -> list[str]:
    """The organisations that columns of operators name and no thesaurus knows."""
    return list(dict.fromkeys(name for row in rows for cell in operating(row) for name in _bodies(cell)))


def operating(row: ActionRow) -> Sequence[Cell]:
    """The cells that say who commits: the operators, where there are none the partners."""
    if any(head.kind == "pilot" for head in row.heads.values()):
        return row.cells.get("pilot", ())
    return row.cells.get("partners", ())


def _bodies(cell: Cell) -> Iterator[str]:
    for piece in PIECES.split(cell.text):
        halves = AND.split(piece)
        for name in halves if any(map(known_body, halves)) else [piece]:
            name = without_somebody(name.strip(MARKS))
            if len(name) > 2 and name[0].isupper() and name.count(" ") < MAX_NAME and _is_body(name):
                yield name


def _is_body(name: str) -> bool:
    """Whether a name in a column of operators is an organisation's that the thesaurus does not know."""
    folded = fold(name)
    if known_body(name) or matcher("cell.nobody").search(folded) or matcher("cell.noun").search(folded):
        return False
    return matcher("body.noun").search(folded) is not None or not is_person(name)


def carriers_of(row: ActionRow, partners: Partners, nouns: Nouns, town: Partner | None) -> tuple[Partner, ...]:
    """The partners that its operators are, in the order in which the row names them.

    Args:
        row: a row of a table of actions.
        partners: those of the document.
        nouns: what they are called by: "Communauté" in a column is the contract's own.
        town: the one whose chapter the table stands in.
    """
    named = {partner.key: partner for partner in named_in_cells(operating(row), partners)}
    for cell in operating(row):
        for piece in filter(matcher("cell.noun").search, map(fold, _pieces(cell))):
            said = (f"la {piece}", f"l'{piece}")
            called = (c.partner for text in said for c in nouns.at(text, text, cell.first, town))
            if (partner := next(called, None)) is not None:
                named.setdefault(partner.key, partner)
    found = tuple(named.values())
    return tuple(p for p in found if not p.collective) or found


def _pieces(cell: Cell) -> Iterator[str]:
    """What a cell of several names lists."""
    for piece in PIECES.split(cell.text):
        yield from (name.strip(MARKS) for name in AND.split(piece))


def named_in_cells(cells: Sequence[Cell], partners: Partners) -> tuple[Partner, ...]:
    """The partners that cells name, in their order."""
    found: dict[str, Partner] = {}
    for cell in cells:
        text = fold(cell.text.replace("\n", " "))
        seen = [s for s in partners.at(cell.first, cell.last) if fold(s.surface) in text]
        for one in sorted(seen, key=lambda s: text.find(fold(s.surface))):
            found[one.partner.key] = one.partner
    return tuple(found.values())
