"""Flat cells: the lines of a flattened table → the column each belongs to. Enters: pieces, kinds. Leaves: cells.

What a line says (a date, a body, capitals, a sentence) and the order of the columns are weighed together: the likeliest
way to read all lines as rows is taken (a best path, as Viterbi's), and where rows end the table does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from maillage.loaders.blocks import is_caps
from maillage.loaders.find.flat_lines import NEVER, aims, fit
from maillage.loaders.find.flat_pieces import BODIES, Look, Piece
from maillage.loaders.title_lines import is_cut

MERGED = {"pilot", "partners", "person", "frame"}  # cells that tables merge over several rows
# What it costs to leave a column empty, by what it holds: an action is never, what is merged often.
EMPTY = {"action": 3.0, "deadline": 1.0, "pilot": 0.3, "partners": 0.3, "frame": 0.2, "person": 0.0}
EMPTY_OTHER = 0.5
ROW = 0.5  # a new row
NESTED = 0.3  # a title right under another one
ASTRAY = 1.0  # a merged cell printed before its turn
GAP = 1.5  # a blank line within a cell, or none between two, where cells stand apart
SMALL_GAP = 0.3  # a blank line within a cell where they do not
ENDED = 1.0  # a line that goes on after a full stop
CUT = 2.0  # a cell that begins in the middle of a sentence
JOINED = 0.5  # what a line gains that goes on in the middle of one


class _Path(NamedTuple):
    """A way to read the lines so far: its score, the one it goes on from, the last line's column, whether it opens."""

    score: float
    above: "_Path | None" = None
    kind: str = ""
    opens: bool = True


@dataclass(slots=True)
class FlatCell:
    """A cell: the column it belongs to, and its lines."""

    kind: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """What it says; a line that does not go on the one above, as "Avray" does "CPAM du Val-", is parted from it."""
        text = ""
        for piece in self.pieces:
            hyphen = text.endswith("-") and text[-2:-1].isalpha()
            goes_on = text and (is_cut(text.rsplit("\n", 1)[-1]) or piece.text[:1].islower())
            text += ("" if not text or hyphen else " " if goes_on else "\n") + piece.text
        return text


def cells_of(pieces: Sequence[Piece], kinds: tuple[str, ...], look: Look) -> list[FlatCell]:
    """The cells of the rows that the pieces begin with; what follows the last row is left out.

    Args:
        pieces: those of the table and of what follows it, in the order of the text.
        kinds: what its columns hold, from left to right.
        look: that of the table.
    """
    columns = tuple(dict.fromkeys((*kinds, "frame")))
    best = start = _Path(0.0)
    paths: dict[str, _Path] = {}
    for at, piece in enumerate(pieces):
        ways = {kind: [(-_first(kind, kinds), start, True)] for kind in columns}
        if at:
            before = pieces[at - 1].text
            ways = {kind: list(_ways(kind, paths, piece, before, look.spaced, kinds)) for kind in columns}
        paths = {kind: _best(kind, ways[kind], piece, look) for kind in columns}
        best = max(best, *paths.values(), key=lambda path: path.score)
    return _cells(pieces, best)


def _best(kind: str, ways: Sequence[tuple[float, _Path, bool]], piece: Piece, look: Look) -> _Path:
    """The best of the ways to read a line in a column, what the line says counted."""
    fits = {opens: fit(kind, piece, opens=opens, look=look) for opens in {opens for _, _, opens in ways}}
    score, above, opens = max(ways, key=lambda way: way[0] + fits[way[2]])
    return _Path(score + fits[opens], above, kind, opens)


def _ways(
    kind: str, paths: Mapping[str, _Path], piece: Piece, before: str, spaced: bool, kinds: tuple[str, ...]
) -> Iterator[tuple[float, _Path, bool]]:
    """(score, path so far, whether a cell begins) of every way to come to a column."""
    yield paths[kind].score - _going_on(kind, piece, before, spaced), paths[kind], False
    near = kind == "person" or aims(piece.text)
    apart = GAP if spaced and not piece.gap and not near else 0.0
    cut = CUT if is_cut(before) or piece.text[:1].islower() else 0.0
    for above, path in paths.items():
        yield path.score - step(above, kind, kinds) - apart - cut, path, True


def _going_on(kind: str, piece: Piece, before: str, spaced: bool) -> float:
    """What it costs that a line goes on the cell above it."""
    if kind == "frame" and is_caps(before) != is_caps(piece.text) and len(piece.text.split()) > 1:
        return NEVER
    joined = piece.text[:1].islower() or is_cut(before)
    ended = ENDED if before.endswith((".", ";")) and not joined else 0.0
    gap = (GAP if spaced else SMALL_GAP) if piece.gap and kind != "person" else 0.0
    return ended + gap - (JOINED if joined else 0.0)


@cache
def step(above: str, kind: str, kinds: tuple[str, ...]) -> float:
    """What it costs that a cell of one column is followed by one of another: the columns passed, a new row."""
    if above == kind == "frame":
        return NESTED
    if above == kind and kind in BODIES:
        return ASTRAY
    here = kinds.index(above) if above in kinds else -1
    there = kinds.index(kind) if kind in kinds else -1
    if above in MERGED and kind in MERGED and there > here and "action" in kinds[here + 1 : there]:
        return ASTRAY
    passed = kinds[here + 1 : there] if there > here else (*kinds[here + 1 :], *kinds[: max(0, there)])
    empty = sum(EMPTY.get(column, EMPTY_OTHER) for column in passed if column != kind)
    return empty + (0.0 if there > here else ROW)


def _first(kind: str, kinds: Sequence[str]) -> float:
    passed = kinds[: kinds.index(kind)] if kind in kinds else ()
    return sum(EMPTY.get(column, EMPTY_OTHER) for column in passed)


def _cells(pieces: Sequence[Piece], path: _Path) -> list[FlatCell]:
    read: list[_Path] = []
    while path.above is not None:
        read.append(path)
        path = path.above
    found: list[FlatCell] = []
    for piece, one in zip(pieces, reversed(read), strict=False):
        if one.opens:
            found.append(FlatCell(one.kind, [piece]))
        else:
            found[-1].pieces.append(piece)
    return found
