"""Frames told in one line: "défi n° 1 : loger ; défi n° 2 : soigner", "l'axe 1 (loger) et l'axe 2 (former)".

Enters: blocks. Leaves: items. The numbers from 1 on, one after the other, are the proof.
"""

import re
from itertools import zip_longest

from maillage.loaders.find.frame_items import Frame, Item, kind_of
from maillage.loaders.find.frame_labels import MAX_LABEL
from maillage.loaders.find.frame_words import arabic
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

_ENTRY = re.compile(
    r"\b(?P<word>defi|orientation|pilier|ambition|axe|enjeu|priorite)(?: (?:strategique|prioritaire))? ?"
    r"(?:n ?° ?)?(?P<number>\d{1,2}|[ivx]{1,4}) ?(?:(?P<open>\()|[:–-] ?)"
)
_EDGES = ' ,;.«»"“”–-'
_AND = re.compile(r"(?:[,;] ?|\s)(?:et |enfin |puis )?(?:le |la |l['’]|les )?$")
FEWEST = 2  # entries
SHORTEST = 3  # characters of a label


def find_enumerated(view: View, frame: Frame) -> None:
    """The items of every line that enumerates two or more of a word, from the first on."""
    for index, block in enumerate(view.blocks):
        if block.folded.count("1") + block.folded.count(" i ") == 0 or matcher("frame.other").search(block.folded):
            continue
        entries = list(_ENTRY.finditer(block.folded))
        numbers = [arabic(entry["number"]) for entry in entries]
        if len(entries) < FEWEST or numbers != [str(n + 1) for n in range(len(entries))]:
            continue
        aside = any(entry["open"] for entry in entries) and not matcher("frame.own").search(block.folded)
        if aside or len({entry["word"] for entry in entries}) > 1:
            continue  # "douze places (axe 1), deux (axe 2)": what answers items, and names none
        labels = [_label(block.text, entry, following) for entry, following in zip_longest(entries, entries[1:])]
        if not all(SHORTEST < len(label) <= MAX_LABEL for label in labels):
            continue
        for entry, number, label in zip(entries, numbers, labels, strict=True):
            first, last = line_in(block, entry.start()), line_in(block, entry.end() + len(label) - 1)
            kind = kind_of(entry["word"], transversal=False)
            frame.add(Item(kind, number, label, first, last))
        if not entries[0].start():
            frame.label_blocks.add(index)


def _label(text: str, entry: re.Match[str], following: re.Match[str] | None) -> str:
    """What stands after an entry's number: in its parentheses, or up to the next entry or the end of the sentence."""
    rest = text[entry.end() : following.start() if following else len(text)]
    if entry["open"]:
        return rest.partition(")")[0].strip(_EDGES)
    return re.split(r"[;.](?:\s|$)", _AND.sub("", rest))[0].strip(_EDGES)
