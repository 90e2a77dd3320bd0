"""Flat heads: the header of a table that a text layer left cell by cell. Enters: lines. Leaves: where, which columns.

"Objectifs / Actions concrètes / Calendrier de mise / en œuvre / Opérateur": every head begins with a capital, and all
of them are heads that tables of actions have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.loaders.find.heads import Head, head
from maillage.loaders.fold import fold

FEWEST, MOST = 3, 9  # columns of a table of actions
MAX_LINES = 10  # of a header
LONG_HEAD = 3  # words of a head that is not known
LONGEST = 90  # characters of a line of a header
WHO_OR_WHEN = {"pilot", "partners", "deadline"}  # a table without one of these is not told apart from prose
_EACH = re.compile(r"\s+(?=[A-ZÀ-ÝŒ])")
_NOT_HEAD = re.compile(r"[.;!?«»\d|]|^[^A-ZÀ-ÝŒ(]")


@dataclass(frozen=True, slots=True)
class FlatHead:
    """A header: its first and last line, and its heads in the order in which it prints them."""

    first: int
    last: int
    heads: tuple[Head, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the columns hold, from left to right; what describes actions is the action where nothing else is."""
        found = tuple(known.kind for known in self.heads)
        return found if "action" in found else tuple("action" if kind == "description" else kind for kind in found)


def flat_heads(lines: Sequence[str]) -> list[FlatHead]:
    """The headers of a document's flattened tables, in its order; ``lines`` are the repaired lines."""
    found: list[FlatHead] = []
    for number in range(1, len(lines) + 1):
        if (not found or number > found[-1].last) and (one := _header(lines, number)) is not None:
            found.append(one)
    return found


def _header(lines: Sequence[str], first: int) -> FlatHead | None:
    """The longest header that begins on a line."""
    opening = lines[first - 1].strip()
    if not opening or len(opening) > LONGEST or _NOT_HEAD.search(opening) or head(_EACH.split(opening)[0]) is None:
        return None
    best = None
    text = ""
    for number, line in _near(lines, first):
        text = f"{text} {line}".strip()
        heads = _heads(text)
        if heads is not None:
            best = FlatHead(first, number, heads)
    if best is None or not _tells(best.kinds):
        return None
    if best.kinds[0] in best.kinds[1:] and (below := _header(lines, first + 1)) is not None:
        return below  # the first line is the end of the table's title: "Actions de la première / année"
    return best


def _near(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    """The lines that may belong to a header: short, without figures and marks; one blank line at most between two."""
    blank = 0
    for number in range(first, min(len(lines), first + 2 * MAX_LINES) + 1):
        line = lines[number - 1].strip()
        blank = blank + 1 if not line else 0
        if blank > 1 or len(line) > LONGEST or (line and _NOT_HEAD.search(line) and not line[0].islower()):
            return
        if line:
            yield number, line


def _heads(text: str) -> tuple[Head, ...] | None:
    """The heads that a text is made of; nothing where some of it is none, but for one between others that are."""
    pieces = _EACH.split(text)
    heads = [head(piece) for piece in pieces]
    unknown = [at for at, known in enumerate(heads) if known is None]
    strange = [at for at in unknown if not 0 < at < len(heads) - 1 or pieces[at].count(" ") >= LONG_HEAD]
    if len(heads) > MOST or len(unknown) > 1 or strange:
        return None
    return tuple(known or Head(fold(piece), "other", piece) for known, piece in zip(heads, pieces, strict=True))


def _tells(kinds: Sequence[str]) -> bool:
    """Whether columns are those of a table of actions: what is done, and by whom or when."""
    told = {*kinds} - {"other"}
    return len(told) >= FEWEST and bool(told & {"action", "description"}) and bool(told & WHO_OR_WHEN)
