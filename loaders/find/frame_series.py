"""Series of titles printed alike: a partner's themes, titles under a plural. Enters: blocks. Leaves: items.

One such title says nothing; three that open with the same words and each head a text are the parts of a frame.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import Frame, Item, kind_of
from maillage.loaders.find.frame_lists import ANNOUNCED, count_of
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_NAMED = re.compile(
    r"(?:le |l'|la )(?P<word>defi|orientation|axe|pilier|ambition|enjeu|cap) (?:de la |de l'|du |des |de |d').{3,60}$"
)
FEWEST = 2  # titles that a count confirms
LEAST = 3  # titles that make a series
APART = 30  # blocks between two of its titles at most
MAX_WORDS = 16  # of a title
_KIND_WORDS = ("orientation", "axe", "defi", "ambition", "pilier", "enjeu", "cap")


def find_series(view: View, frame: Frame) -> None:
    """Items of every series of titles that are printed alike."""
    _themes(view, frame)
    _named(view, frame)
    for index, block in enumerate(view.blocks):
        if block.words <= 10 and block.mark == "" and matcher("frame.plural").match(block.folded):
            _under(view, frame, index)


def _themes(view: View, frame: Frame) -> None:
    """ "En matière d'emploi", "En matière de santé" …: its priorities; a transversal title closes them."""
    theme, across = matcher("frame.theme"), matcher("frame.theme-transversal")
    found = [i for i, b in enumerate(view.blocks) if _is_title(b) and (theme.match(b.folded) or across.match(b.folded))]
    for run in _runs(found):
        if sum(theme.match(view.blocks[i].folded) is not None for i in run) < LEAST:
            continue
        kind = "priorite"
        for index in run:
            block = view.blocks[index]
            kind = "axe_transversal" if across.match(block.folded) else kind
            item = Item(kind, None, block.text, block.first, block.last)
            frame.headings[index] = frame.add(item)


def _named(view: View, frame: Frame) -> None:
    """ "L'enjeu de la jeunesse", "L'enjeu de l'emploi" …, as many as "trois enjeux" announces."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(view.blocks):
        match = _NAMED.match(block.folded) if _is_title(block) else None
        if match and index not in frame.headings:
            found.setdefault(match["word"], []).append(index)
    for word, indexes in found.items():
        announced = {
            count_of(m["count"])
            for b in view.blocks
            if word in b.folded
            for m in ANNOUNCED.finditer(b.folded)
            if m["word"] == word
        }
        titles = {view.blocks[i].folded for i in indexes}
        alike = len(titles) >= LEAST and all(view.blocks[i].caps for i in indexes)
        if (len(titles) not in announced and not alike) or len(indexes) < FEWEST:
            continue
        kind = kind_of(word, transversal=False)
        for index in indexes:
            block = view.blocks[index]
            item = frame.add(Item(kind, None, block.text, block.first, block.last))
            frame.headings.setdefault(index, item)


def _runs(found: list[int]) -> list[list[int]]:
    """Indexes parted where two are further from each other than a section is long."""
    runs: list[list[int]] = [found[:1]] if found else []
    for before, index in pairwise(found):
        if index - before > APART:
            runs.append([])
        runs[-1].append(index)
    return runs


def _is_title(block: Block) -> bool:
    return (
        block.mark != "bullet" and block.words <= MAX_WORDS and block.text[:1].isupper() and block.text[-1:].isalnum()
    )


def _under(view: View, frame: Frame, index: int) -> None:
    """Titles under "Orientations de …" that open with one same word and each head bullets."""
    opening: str | None = None
    found: list[int] = []
    for at in range(index + 1, min(index + APART, len(view.blocks))):
        block = view.blocks[at]
        if block.mark == "bullet":
            continue
        word = fold(block.text.split(" ")[0])
        opening = opening or word
        if word != opening or not _is_title(block) or not _heads_bullets(view, at):
            break
        found.append(at)
    kind = kind_of(_word(view.blocks[index]), transversal=False)
    if len(found) < LEAST:
        return
    for at in found:
        block = view.blocks[at]
        frame.headings[at] = frame.add(Item(kind, None, block.text, block.first, block.last))


def _heads_bullets(view: View, index: int) -> bool:
    return index + 1 < len(view.blocks) and view.blocks[index + 1].mark == "bullet"


def _word(block: Block) -> str:
    at: Callable[[str], int] = block.folded.find
    return min((w for w in _KIND_WORDS if at(w) >= 0), key=at, default="orientation")
