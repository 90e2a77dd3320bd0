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
FEWEST_NUMBERS = 3  # of rows, one after the other
YEAR = 4  # figures of a year: fewer on a line of their own are a number
DATE_LINES = 3  # over which a narrow column parts a date
LONG_NAME = 8  # words of a body's name in a cell
_CAPITAL = re.compile(r"(?<= )[A-ZÀ-Ý]")
_PREPOSITION = re.compile(r"(?:\b(?:en|de|du|des|ici|l'an|annee|depuis|apres|avant|pour|a|et|ou|au)|[(/])$")


_Line = tuple[int, int, str, bool]  # first and last line number, text, whether a row's number stands above


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one column on a line, or on a few that hold one date; ``gap``: a blank line stands above."""

    line: int
    last: int
    text: str
    gap: bool
    alone: bool = False  # no other line stands right above or below it
    numbered: bool = False  # the number of a row stands above it, on a line of its own


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
    held = _without_numbers(lines)
    at = 0
    while at < len(held):
        first, last, text, numbered = held[at]
        gap = at > 0 and first > held[at - 1][1] + 1
        alone = (at == 0 or gap) and at + 1 < len(held) and held[at + 1][0] > last + 1
        if (used := _date(held, at)) > 1:
            date = " ".join(line[2] for line in held[at : at + used])
            found.append(Piece(first, held[at + used - 1][1], date, gap))
        else:
            for part in _parts(text, kinds):
                found.append(Piece(first, last, part, gap, alone, numbered))
                gap = numbered = False
        at += max(1, used)
    return found


def _without_numbers(lines: Sequence[tuple[int, str]]) -> list[_Line]:
    """The lines, numbers of rows on lines of their own told by the line below, numbers of pages left out.

    Numbers of rows follow each other, three or more of them: 1, 2, 3.
    """
    numbers = _row_numbers([(at, int(text)) for at, (_, text) in enumerate(lines[:-1]) if _is_number(text)])
    found: list[_Line] = []
    for at, (number, text) in enumerate(lines):
        if _is_number(text):
            continue
        told = at - 1 in numbers
        found.append((lines[at - 1][0] if told else number, number, text, told))
    return found


def _is_number(text: str) -> bool:
    return text.isdigit() and len(text) < YEAR


def _row_numbers(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """The places of the longest run of (place, number) whose numbers follow each other, as no pages' numbers do."""
    runs: list[list[tuple[int, int]]] = []
    for at, number in numbers:
        run = next((run for run in runs if run[-1][1] == number - 1), None)
        if run is None:
            runs.append([(at, number)])
        else:
            run.append((at, number))
    longest = max(runs, key=len, default=[])
    return {at for at, _ in longest} if len(longest) >= FEWEST_NUMBERS else set()


def _date(lines: Sequence[_Line], at: int) -> int:
    """How many lines, one right under the other, hold one date and nothing else; 0 when those from there hold none."""
    text, found = "", 0
    for used, (_, last, line, _) in enumerate(lines[at : at + DATE_LINES], 1):
        if last != lines[at][1] + used - 1:
            break
        text = f"{text} {line}".strip()
        if dated(text):
            found = used
    return found


def dated(text: str) -> bool:
    """Whether a text is a date, or says in a word or two when it holds: "Existant", with a capital."""
    folded = fold(text)
    if any(matcher(kind).pattern.fullmatch(folded) for kind in ("cell.date", "cell.dated")):
        return True
    return text[:1].isupper() and matcher("cell.status").search(folded) is not None


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
