"""Frames numbered by codes: "D1 – Loger", "D2 – Former", called "D2" ever after. Enters: blocks. Leaves: items, codes.

A list of lines that begin with one letter and the numbers from 1 on is the frame where a title says so, no other
numbered item is known, and the codes return in the text.
"""

import re
from collections.abc import Iterator

from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

# The kinds that a code's letters may stand for; an axe is kept as an orientation.
KINDS_OF = {"D": "defi", "A": "orientation", "O": "orientation", "OS": "orientation", "E": "enjeu", "P": "pilier"}
_LINE = re.compile(r"(?P<letters>[A-Z]{1,2}) ?(?P<number>\d{1,2}) ?[.:–—-] ?(?P<label>[A-ZÀ-Ý][^:;]{3,110})$")
FEWEST = 2  # entries of the list
ABOVE = 3  # blocks above it among which its title is
SHARE = 0.5  # of the codes that must return

Entry = tuple[int, int, re.Match[str]]  # block, line number, match


def find_coded(view: View, frame: Frame) -> None:
    """The items of the first such list, and their codes."""
    if any(item.number and not item.qpv for item in frame.items):
        return
    for entries in _runs(view):
        letters = entries[0][2]["letters"]
        codes = [f"{letters}{entry[2]['number']}" for entry in entries]
        title = " ".join(b.folded for b in view.blocks[max(0, entries[0][0] - ABOVE) : entries[0][0]])
        again = sum(len(re.findall(rf"\b{code}\b", view.body)) > 1 for code in codes)
        if letters not in KINDS_OF or again < SHARE * len(codes) or not matcher("frame.list-title").search(title):
            continue
        for code, (index, number, match) in zip(codes, entries, strict=True):
            item = Item(KINDS_OF[letters], match["number"], match["label"], number, number)
            frame.codes[code] = frame.add(item)
            frame.label_blocks.add(index)
        return


def _runs(view: View) -> Iterator[list[Entry]]:
    """The lists of lines with one letter and the numbers 1, 2, 3…, one right after the other."""
    run: list[Entry] = []
    for index, block in enumerate(view.blocks):
        for line, number in zip(block.lines, block.numbers, strict=True):
            match = _LINE.match(line)
            goes_on = match and (not run or match["letters"] == run[0][2]["letters"])
            if match and goes_on and int(match["number"]) == len(run) + 1:
                run.append((index, number, match))
                continue
            if len(run) >= FEWEST:
                yield run
            run = [(index, number, match)] if match and match["number"] == "1" else []
    if len(run) >= FEWEST:
        yield run
