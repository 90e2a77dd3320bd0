"""Flat pieces: lines of a flattened table, cut where two cells share one. Enters: lines. Leaves: pieces, their look.

A narrow column parts a date over lines, a wide one prints a date or a body beside what is done.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.find.frame_labels import opens_action
from maillage.loaders.find.offices import known_head
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

BODIES = ("pilot", "partners")  # columns of organisations
WIDER = 1.1  # how much wider than most lines of actions one is that spans the table
MOST = 0.9  # of the lines of actions
NO_WIDTH = float("inf")
SOON = 12  # lines after which a date still is that of the row
FEWEST_DATES = 4  # that tell how wide the actions of a table are
DATE_LINES = 3  # over which a narrow column parts a date
LONG_NAME = 8  # words of a body's name in a cell
_CAPITAL = re.compile(r"(?<= )[A-ZÀ-Ý]")
_PREPOSITION = re.compile(r"(?:\b(?:en|de|du|des|ici|l'an|annee|depuis|apres|avant|pour|a|et|ou|au)|[(/])$")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one column on a line, or on a few that hold one date; ``gap``: a blank line stands above."""

    line: int
    last: int
    text: str
    gap: bool
    alone: bool = False  # no other line stands right above or below it


@dataclass(frozen=True, slots=True)
class Look:
    """What a table looks like: whether blank lines part its cells, and how wide its actions are, in characters."""

    spaced: bool
    width: float  # infinite where no line is wider than the actions are


def pieces_of(lines: Sequence[tuple[int, str]], kinds: Sequence[str]) -> list[Piece]:
    """The lines cut where a date and a body, or a date and what is done, share one; dates cut in two joined.

    Args:
        lines: (number, text) of those of the table that hold text.
        kinds: what its columns hold, from left to right.
    """
    found: list[Piece] = []
    at = 0
    while at < len(lines):
        number = lines[at][0]
        gap = at > 0 and number > lines[at - 1][0] + 1
        alone = (at == 0 or gap) and at + 1 < len(lines) and lines[at + 1][0] > number + 1
        if (used := _date(lines, at)) > 1:
            text = " ".join(line for _, line in lines[at : at + used])
            found.append(Piece(number, lines[at + used - 1][0], text, gap))
        else:
            for part in _parts(lines[at][1], kinds):
                found.append(Piece(number, number, part, gap, alone))
                gap = False
        at += max(1, used)
    return found


def _date(lines: Sequence[tuple[int, str]], at: int) -> int:
    """How many lines, one right under the other, hold one date and nothing else; 0 when those from there hold none."""
    text, found = "", 0
    for used, (number, line) in enumerate(lines[at : at + DATE_LINES], 1):
        if number != lines[at][0] + used - 1:
            break
        text = f"{text} {line}".strip()
        if dated(text):
            found = used
    return found


def dated(text: str) -> bool:
    """Whether a text is a date, or says when in a word or two: "Annuel", with a capital when no figure tells it."""
    folded = fold(text)
    told = text[:1].isupper() or any(c.isdigit() for c in text)
    return told and any(matcher(kind).pattern.fullmatch(folded) for kind in ("cell.date", "cell.dated"))


def _parts(text: str, kinds: Sequence[str]) -> Iterator[str]:
    """ "2026 CMA" → "2026", "CMA"; "Ouvrir un lieu (12 k€) 2026" → both; "ARS Finance un poste" → both."""
    beside = set(pairwise(kinds))
    if dated(text):
        yield text
        return
    folded = fold(text)
    date = matcher("cell.date").pattern.match(folded)
    if date and date.end() < len(text) and text[date.end() :].strip()[:1].isupper() and ("deadline", "pilot") in beside:
        yield text[: date.end()].strip()
        yield text[date.end() :].strip()
        return
    if any((kind, "action") in beside for kind in BODIES) and (end := _bodies_end(text)):
        yield text[:end].strip()
        text = text[end:].strip()
        folded = fold(text)
    last = matcher("cell.date-last").pattern.search(folded) if ("action", "deadline") in beside else None
    if last and last.start() > 0 and not _PREPOSITION.search(folded[: last.start()].rstrip()):
        yield text[: last.start()].strip()
        yield text[last.start() :].strip()
        return
    yield text


def _bodies_end(text: str) -> int:
    """Where the bodies end that a line opens with when it goes on with what they do: "ARS, ville de X | Ouvrir …"."""
    body = known_head(text)
    if body is None:
        return 0
    if (rest := text[body[1] :].lstrip()) and (rest[0].isupper() or rest[0].isdigit()) and " " in rest:
        return body[1]
    for match in _CAPITAL.finditer(text, body[1]):
        if text[: match.start()].count(" ") > LONG_NAME:
            break
        if opens_action(text[match.start() :]) or matcher("open.noun").match(fold(text[match.start() :])):
            return match.start()
    return 0


def look_of(pieces: Sequence[Piece]) -> Look:
    """Blank lines part the cells where most dates stand under one; actions stand right above dates."""
    dates = [at for at, piece in enumerate(pieces) if matcher("cell.date").pattern.fullmatch(fold(piece.text))]
    spaced = bool(dates) and sum(pieces[at].gap for at in dates) * 2 > len(dates)
    widths = sorted(len(pieces[at].text) for first in dates for at in _group(pieces, first - 1))
    if not spaced or len(dates) < FEWEST_DATES or not widths:
        return Look(spaced, NO_WIDTH)
    width = WIDER * widths[int(len(widths) * MOST)]
    wide = sum(
        piece.gap and len(piece.text) > width and any(at < date <= at + SOON for date in dates)
        for at, piece in enumerate(pieces)
    )
    return Look(spaced, width if wide else NO_WIDTH)


def _group(pieces: Sequence[Piece], last: int) -> Iterator[int]:
    """The indexes of the lines that stand together with one, up to it."""
    at = last
    while at >= 0:
        yield at
        if pieces[at].gap:
            return
        at -= 1
