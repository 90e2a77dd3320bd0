"""Heads: what the columns of a table of actions hold. Enters: a row. Leaves: the kind of each column of a header."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from maillage.loaders.find.grids import Row
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

# In this order: "nom du référent" is no pilot, "objectif de l'action" no frame item.
KINDS = (
    "person", "indicators", "amount", "deadline", "pilot", "partners", "description", "dispositif", "quarters", "frame",
    "action",
)  # fmt: skip
LINKS = {"pilot", "partners", "deadline", "amount", "indicators", "frame", "quarters", "dispositif"}
MAX_WORDS = 10  # of a head
MOST_UNKNOWN = 0.5  # share of a header's cells that may be of no known kind
_PARENTHESES = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r" ?[/,&+–-] ?| et | ou ")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: what it says, folded, and what the column holds."""

    text: str
    kind: str
    printed: str  # folded, parentheses and all: "budget (k€)"


def header(row: Row) -> dict[int, Head]:
    """The heads by column, when the row is the header of a table of actions; else nothing."""
    found = {cell.column: known for cell in row.cells if (known := head(cell.text)) is not None}
    kinds = {known.kind for known in found.values()}
    says_what = "action" in kinds or "description" in kinds
    enough = len(found) >= (1 - MOST_UNKNOWN) * len({cell.column for cell in row.cells})
    return found if says_what and kinds & LINKS and len(row.texts) > 1 and enough else {}


def filled_in(rows: list[Row]) -> dict[int, Head]:
    """The heads of a sheet filled in from top to bottom: those of the first of its turned rows, three or more."""
    if len(rows) < 2:
        return {}
    found = {cell.column: known for cell in rows[0].cells if (known := head(cell.text)) is not None}
    kinds = {known.kind for known in found.values()}
    enough = len(found) >= (1 - MOST_UNKNOWN) * len(rows[0].cells)
    return found if len(kinds) >= 3 and len(kinds & LINKS) >= 2 and enough else {}


def head(text: str) -> Head | None:
    """What a text says as the head of a column or the label of a field; nothing when it is none that is known."""
    folded = " ".join(_PARENTHESES.sub("", fold(text)).replace("\n", " ").split()).strip(" :*.")
    if not folded or folded.count(" ") >= MAX_WORDS:
        return None
    kind = _kind(folded)
    return Head(folded, kind, fold(text)) if kind else None


@cache
def _kind(folded: str) -> str:
    """What a head says as a whole, else what its first part of a known kind says: "axe / objectif"."""
    return next((kind for text in _readings(folded) for kind in KINDS if matcher(f"head.{kind}").search(text)), "")


def _readings(folded: str) -> Iterator[str]:
    yield folded
    yield from (part for part in _PARTS.split(folded) if len(part) > 2)
