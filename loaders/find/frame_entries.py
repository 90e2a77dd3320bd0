"""Entries: the lines of a list, by their numbers or their bullets. Enters: blocks. Leaves: entries, in order."""

import re
from dataclasses import dataclass

from maillage.loaders.find.frame_headings import HEADING, arabic
from maillage.loaders.find.frame_labels import MAX_LABEL, explained, title_of
from maillage.loaders.fold import fold
from maillage.loaders.view import View

_NUMBERED = re.compile(r"(?P<number>\d{1,2}) ?[.)°:–-]* ?(?P<label>[A-ZÀ-Ý«].{5,160})$", re.DOTALL)
_LETTERED = re.compile(r"(?P<number>[A-H]) ?[.)/:–-] ?(?P<label>[A-ZÀ-Ý«].{4,160})$", re.DOTALL)
_DIGITS = [str(n) for n in range(1, 20)]
MAX_ENTRY = 18  # words of a bulleted entry that has no explanation


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: its number, label and block."""

    number: int | None
    label: str
    index: int


def numbered_run(view: View, index: int, wanted: int, direction: int) -> list[Entry]:
    """Numbers 1..wanted with their labels, near a block, before or after it; the first number may be lost."""
    span = wanted * 3 + 6
    near = (
        range(index + 1, min(index + span, len(view.blocks))) if direction > 0 else range(max(0, index - span), index)
    )
    found: list[Entry] = []
    for at in near:
        together = _lines(view, at)
        if len(together) == wanted:
            return together
        number, label, where = _numbered(view, at)
        if number == len(found) + 1 <= wanted and label and len(label) <= MAX_LABEL:
            found.append(Entry(number, label, where))
        elif number == 2 and not found and direction < 0 and label:
            first = title_of(view.blocks[at - 1]) if at else ""
            if 5 < len(first) <= MAX_LABEL and first[:1].isupper():
                found = [Entry(1, first, at - 1), Entry(2, label, where)]
    return found


def _numbered(view: View, at: int) -> tuple[int | None, str, int]:
    """The number and label that a block begins, whether they are one line or two."""
    block = view.blocks[at]
    lettered = _LETTERED.match(title_of(block)) if not block.mark else None
    if lettered:
        return ord(lettered["number"]) - ord("A") + 1, lettered["label"], at
    number, label = block.number, title_of(block)
    joined = _NUMBERED.match(label) if not number and label[:1].isdigit() else None
    if joined:
        return int(joined["number"]), joined["label"], at
    if not number and block.text.isdigit() and at + 1 < len(view.blocks):
        return int(block.text), title_of(view.blocks[at + 1]), at + 1
    return (int(number), label, at) if number.isdigit() and len(label) > 3 else (None, "", at)


def bullets(view: View, index: int, wanted: int | None) -> list[Entry]:
    """The bullets right below a block, when they are titles or titles with their explanation."""
    entries: list[Entry] = []
    for at in range(index + 1, len(view.blocks)):
        block = view.blocks[at]
        if block.mark != "bullet" or (wanted is not None and len(entries) > wanted):
            break
        number, text = _own_number(block.text)
        cut = explained(text)
        if cut is None and text.count(" ") >= MAX_ENTRY:
            return []
        entries.append(Entry(number, cut[0] if cut else text, at))
    return entries


def _own_number(text: str) -> tuple[int | None, str]:
    """ "Axe 2 : Habiter" → 2 and its label; a text that does not number itself is its own label."""
    match = HEADING.match(fold(text))
    number = arabic(match["number"]) if match and match["number"] else None
    if match is None or number is None or not number.isdigit() or not match["label"]:
        return None, text
    return int(number), text[match.start("label") :]


def _lines(view: View, at: int) -> list[Entry]:
    """The entries of a list whose lines were taken for one block: each begins with the next number."""
    lines = view.blocks[at].lines
    for pattern, marks in ((_NUMBERED, _DIGITS), (_LETTERED, "ABCDEFGH")):
        found = [m for line in lines for m in [pattern.match(line)] if m]
        if len(lines) > 1 and [m["number"] for m in found] == list(marks[: len(lines)]):
            return [Entry(n, m["label"], at) for n, m in enumerate(found, 1)]
    return []


def explained_bullets(view: View, index: int) -> list[Entry]:
    """Bullets below an announcement; those that explain their title when most do."""
    entries: list[Entry] = []
    for at in range(index + 1, len(view.blocks)):
        block = view.blocks[at]
        if block.mark != "bullet":
            break
        cut = explained(block.text)
        if cut is None:
            break
        entries.append(Entry(None, cut[0], at))
    return entries
