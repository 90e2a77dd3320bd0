"""Frames told twice: titles that a list announces and chapters bear, whatever they call themselves. Enters: blocks.

Leaves: items and their headings. Where no usual word numbers the items of a contract, this remains: a line that speaks
of its priorités or its thèmes, the titles under it, and the same titles again, each above its text. Titles numbered in
one way under "Axes d'intervention" are such chapters at once.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import Frame, Item, heading_kinds, kind_of
from maillage.loaders.find.numbering import number_of
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

FEWEST, MOST = 2, 12  # items of a frame
MAX_WORDS = 16  # of a title
SHARE = 0.6  # of a list's entries that must be titles of chapters
REACH = 3  # blocks under the line that announces, in which its list begins
_CODE = re.compile(r"[A-Z]{1,3} ?\d{1,2} ?[.:–-] ?")
_PART = re.compile(r"(?:[IVX]{1,4}|[A-H])(?:\.\d{1,2}){1,2}[.)]?$")
_OTHERS = ("context", "governance", "indicators", "annex", "signatures", "reset", "commitments")


def find_repeated(view: View, frame: Frame) -> None:
    """The items of a frame that lists announce and chapters repeat, when no other is known."""
    known = [i for i in frame.items if i.kind in heading_kinds(frame) and "transversal" not in i.kind and not i.qpv]
    titles = _titles(view, frame)
    if len(known) >= FEWEST:
        if not any(item in known for item in frame.headings.values()):
            _head(view, frame, {key(item.label): item for item in known}, titles)
        return
    for index, block in enumerate(view.blocks):
        kind = _announces(block) if index not in frame.label_blocks else ""
        for found in (_listed(view, index, titles), _numbered(view, index)) if kind else ():
            if FEWEST <= len(found) <= MOST:
                _add(view, frame, found, kind)
                return


def _titles(view: View, frame: Frame) -> dict[str, list[int]]:
    """The blocks that may be a chapter's title, by their words."""
    found: dict[str, list[int]] = {}
    for index, block in enumerate(view.blocks):
        if _is_title(block) and index not in frame.label_blocks:
            found.setdefault(key(_bare(block)), []).append(index)
    return found


def _is_title(block: Block) -> bool:
    title = block.words <= MAX_WORDS and block.mark != "bullet" and not block.text.endswith((".", ";", ",", ":"))
    return title and block.text[:1].isupper()


def _bare(block: Block) -> str:
    """A title without its number or its code: "II. Pour l'emploi", "OS2 – Pour l'emploi"."""
    head, _, rest = block.text.partition(" ")
    plain = not block.mark and rest and number_of(block) and len(head) <= len("VIII.")
    numbered = plain or _PART.match(head)
    return rest.lstrip("-–—.) ") if numbered else _CODE.sub("", block.text)


def _announces(block: Block) -> str:
    """The kind of items that a line says the contract has, or nothing."""
    if matcher("frame.other").search(block.folded):
        return ""
    match = matcher("frame.announces").pattern.search(block.folded)
    if match is None or not (block.text.endswith(":") or block.words <= MAX_WORDS):
        return ""
    return kind_of(match["word"] or match["first"], transversal=False)


def _listed(view: View, index: int, titles: dict[str, list[int]]) -> list[tuple[int, str, int | None]]:
    """(block, label, number) of the entries under a line, most of which are titles of later chapters."""
    entries: list[str] = []
    last = index
    for at in range(index + 1, len(view.blocks)):
        block = view.blocks[at]
        several = len(block.lines) > 1 and all(_CODE.match(line) for line in block.lines)
        if not several and (not (block.mark or _is_title(block)) or block.words > MAX_WORDS):
            break
        if key(_bare(block)) in map(key, entries):
            break
        coded = [_CODE.sub("", line) for line in block.lines if _CODE.match(line)]
        entries += coded if len(coded) == len(block.lines) else [_bare(block).rstrip(" ;.,")]
        last = at
    found = [(at, label) for label in entries for at in titles.get(key(label), ()) if at > last]
    known = {key(label) for _, label in found}
    if len(known) < FEWEST or len(known) < SHARE * len(entries) or _others(view, [at for at, _ in found]):
        return []
    return [(at, label, None) for at, label in found]


def _numbered(view: View, index: int) -> list[tuple[int, str, int | None]]:
    """The titles numbered in one way, from 1 on, that begin right under a title in the plural."""
    found: list[tuple[int, str, int | None]] = []
    style = ""
    for at in range(index + 1, len(view.blocks)):
        place = number_of(view.blocks[at]) if _is_title(view.blocks[at]) else None
        if not found and at > index + REACH:
            break
        if place is None or (style and place[0] != style) or place[1] != len(found) + 1:
            continue
        if _others(view, [at]):
            break
        style = place[0]
        found.append((at, _bare(view.blocks[at]), place[1]))
    apart = all(b[0] - a[0] > 1 for a, b in pairwise(found))
    return found if apart else []


def _others(view: View, indexes: Sequence[int]) -> bool:
    """Whether most titles are of a contract's other parts: the diagnosis, the governance."""
    other = [i for i in indexes if any(matcher(f"section.{k}").search(view.blocks[i].folded) for k in _OTHERS)]
    return len(other) * 2 > len(indexes)


def _add(view: View, frame: Frame, found: Sequence[tuple[int, str, int | None]], kind: str) -> None:
    for at, label, number in found:
        block = view.blocks[at]
        item = Item(kind, str(number) if number else None, label, block.first, block.last)
        frame.headings[at] = frame.add(item)


def _head(view: View, frame: Frame, items: dict[str, Item], titles: dict[str, list[int]]) -> None:
    """Chapters whose titles are the names that a sentence has given, one word each as they may be."""
    found = {at: item for words, item in items.items() for at in titles.get(words, ())}
    if len({id(item) for item in found.values()}) >= max(FEWEST, SHARE * len(items)):
        frame.headings |= found
