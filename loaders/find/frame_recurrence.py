"""Recurrence: where items are printed again. Enters: a Frame. Leaves: other headings; lists set aside."""

import re
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import KINDS, RANK, TOP_KINDS, Frame, Item, heading_kinds
from maillage.loaders.find.frame_labels import clean_label
from maillage.loaders.find.frame_named import Named
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import MUTE, View

_LEAD = re.compile(
    r"(?:le |la |l'|les )?(?P<word>defi|orientation|axe|pilier|ambition|enjeu) "
    r"(?:de la |de l'|du |des |de |d')(?P<rest>.+)$"
)
_BARE = re.compile(r"(?:le |l')?(?:defi|orientation|axe|pilier|ambition|enjeu) (?:de|du|des|d')(?: la| l')?$")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,2}(?= ?[^\d ])|[A-H](?= ?[.)/:–-])) ?[.)°/:–-]* ?(\D.*)$")
_CODE = re.compile(r"\d{1,2}[A-H]$")
_CODED = re.compile(r"(?P<code>\d{1,2}[A-Ha-h])\b ?[.:)–-]* ?(?P<rest>.*)$", re.DOTALL)
_PREFIX = re.compile(
    r"[A-ZÀ-Ý][\w.]{0,11} ?(?:[nN] ?° ?)?(?:\d{1,2}|[IVX]{1,4}|[A-H])(?:\.\d)? ?[:.–-] ?(?P<label>\S.+)$"
)
_MAX = 25  # words of a block that prints a label again
_LONGER = 14  # words of a title that begins with a transversal theme's name
_PAGE = 14  # blocks around a bare "Le défi de" in which the rest of its title stands
PAIR = 2  # titles that make a list when each is printed again as a chapter's
MIN_LIST = 3  # titles one right after the other that make a list and no chapters


def find_recurrences(view: View, frame: Frame) -> None:
    """Short blocks that print an item's label again are its headings too."""
    kinds = heading_kinds(frame)
    labels = {key(i.label): i for i in frame.items if len(key(i.label).split()) >= 2 and not i.qpv and i.kind in kinds}
    labels |= {_bare_words(i.label): i for i in labels.values() if len(_bare_words(i.label).split()) >= 2} | labels
    tails, named = _tails(frame), Named(frame)
    numbered: dict[tuple[str | None, str], Item] = {
        (i.number, key(i.label)): i for i in frame.items if i.number and (i.kind in kinds or "." in i.number)
    }
    coded = {i.number: i for i in frame.items if i.number and _CODE.match(i.number) and i.kind in TOP_KINDS}
    across = [(f"{_bare_words(i.label)} ", i) for i in frame.items if "transversal" in i.kind and len(i.label) > 8]
    for index, block in enumerate(view.blocks):
        if index in frame.headings or index in frame.label_blocks or block.mark == "bullet":
            continue
        if block.words <= _MAX:
            item = labels.get(key(_label(block.text))) or _longer(block, across) or _numbered(block, numbered)
            item = item or _coded(block, coded) or _prefixed(block, labels) or named.title(block.folded)
            if item is not None:
                frame.headings[index] = item
                continue
        if not tails:
            continue
        if _BARE.match(fold(block.lines[0])):
            _join_split(view, frame, index, tails)
        elif len(block.lines) > 1 and _BARE.match(fold(block.lines[-1])):
            item = tails.get(_bare_words(" ".join(block.lines[:-1])))  # its two lines were printed the wrong way round
            frame.headings |= {index: item} if item else {}
    for index, block in enumerate(view.blocks):
        if tails and block.text.endswith(":") and index not in frame.headings:
            _that_is(frame, index, block, labels)


def _label(text: str) -> str:
    """The text without the scope note that a repeated heading may bear."""
    return clean_label(text) if text.endswith(")") else text


def _numbered(block: Block, numbered: dict[tuple[str | None, str], Item]) -> Item | None:
    """ "2 - Habiter" opens the item 2 of that name, however short its name."""
    match = _NUMBER.match(block.text) if not block.mark else None
    number, label = (block.number, block.text) if block.number else (match[1], match[2]) if match else ("", "")
    number = str(ord(number) - ord("A") + 1) if number.isalpha() else number
    return (numbered.get((number, key(label))) or numbered.get((number, _less_word(label)))) if number else None


def _less_word(label: str) -> str:
    """ "Être tranquille Axe": the comparable label without the frame's word, which columns moved behind it."""
    start, _, last = key(label).rpartition(" ")
    return start if last in KINDS else key(label)


def _prefixed(block: Block, labels: dict[str, Item]) -> Item | None:
    """ "O.S. 1 – Bien grandir", "Chapitre 2 : Loger dignement": a label behind what numbers it in another way."""
    match = _PREFIX.match(block.text) if not block.mark else None
    return labels.get(key(match["label"])) if match else None


def _coded(block: Block, coded: dict[str, Item]) -> Item | None:
    """ "2A Ramener le", "2A (suite)": the number that is no plain one, with the beginning of its label or none."""
    match = _CODED.match(block.text)
    item = coded.get(match["code"].upper()) if match else None
    if match is None or item is None:
        return None
    rest = key(match["rest"].replace("(suite)", ""))
    return item if not rest or key(item.label).startswith(rest) or rest.startswith(key(item.label)) else None


def _longer(block: Block, across: list[tuple[str, Item]]) -> Item | None:
    """ "La participation des habitants à la vie du contrat" is a heading of "participation des habitants"."""
    if (
        not across
        or block.mark
        or not block.text[:1].isupper()
        or not block.text[-1:].isalnum()
        or block.words > _LONGER
    ):
        return None
    words = _bare_words(block.text)
    words = _bare_words(words.split(" ", 1)[1]) if words.startswith(("enjeu ", "axe ", "defi ")) else words
    return next((item for start, item in across if words.startswith(start)), None)


def _tails(frame: Frame) -> dict[str, Item]:
    """ "jeunesse" for "Le défi de la jeunesse": what remains when the title is split over two places."""
    found = {}
    for item in frame.items:
        match = _LEAD.match(fold(item.label))
        if match and item.kind in TOP_KINDS:
            found[_bare_words(match["rest"])] = item
    return found


def _bare_words(text: str) -> str:
    words = key(text).split()
    while words and words[0] in ("la", "le", "les", "l", "de", "du", "des", "d"):
        words.pop(0)
    return " ".join(words)


def _join_split(view: View, frame: Frame, index: int, tails: dict[str, Item]) -> None:
    """The rest of a title of which "Le défi de" stands alone: a block near it, or the last line of one."""
    if view.blocks[index].words <= _MAX:
        frame.label_blocks.add(index)
    near = sorted(range(max(0, index - _PAGE), min(len(view.blocks), index + _PAGE)), key=lambda i: abs(i - index))
    for at in near:
        block = view.blocks[at]
        item = tails.get(_bare_words(block.text)) if block.words <= _MAX else None
        if item is not None:
            frame.headings.setdefault(at, item)
            frame.label_blocks.discard(at)
            return
    for at in near:
        item = next((tails[t] for t in (_bare_words(line) for line in view.blocks[at].lines) if t in tails), None)
        if item is not None:
            opened = min(at + 1, index) if at < index else index
            frame.headings.setdefault(opened, item)
            frame.label_blocks.discard(opened)
            return


def _that_is(frame: Frame, index: int, block: Block, labels: dict[str, Item]) -> None:
    """ "Le défi du logement, c'est :" opens what it explains, also as the last line of a paragraph."""
    line = fold(block.lines[-1])
    match = _LEAD.match(line)
    if not match or len(line) > 120:
        return
    printed = f" {key(line)} "
    for label, item in labels.items():
        if printed.startswith(f" {label} "):
            frame.headings[index] = item
            return


def set_lists_aside(view: View, frame: Frame) -> None:
    """Titles one right after the other are a list: they open nothing, or the last would own what follows the list."""
    run: list[int] = []
    told = False  # the line above the run says that objectives follow
    for index, block in enumerate(view.blocks):
        if index in frame.headings:
            if any(frame.headings[i] is frame.headings[index] for i in run):
                _close(frame, run, told=told)  # the list is over: the first of its titles opens its chapter
                run, told = [], False
            run.append(index)
        elif index not in frame.label_blocks and not _filler(block):
            _close(frame, run, told=told)
            run, told = [], matcher("frame.objectives").match(block.folded) is not None
    _close(frame, run, told=told)


def _depth(item: Item) -> tuple[int, int]:
    """How deep an item's kind and number put it."""
    return RANK.get(item.kind, len(RANK)), (item.number or "").count(".")


def _filler(block: Block) -> bool:
    """A number that the columns moved."""
    return (block.text != MUTE and len(block.text) < 3) or (len(block.text) < 6 and block.text.strip(" .)°").isdigit())


def _close(frame: Frame, run: list[int], *, told: bool) -> None:
    if len(run) < PAIR:
        return
    depths = [_depth(frame.headings[i]) for i in run]
    nested = all(above < below for above, below in pairwise(depths))  # "Axe 1", "1.1", "1.1.1" open one chapter
    items = {id(frame.headings[i]) for i in run}
    again = {id(item) for index, item in frame.headings.items() if index not in run}
    listed = told or len(items) >= MIN_LIST or (len(items) == PAIR and items <= again)
    heads = all(depths[0] < depth for depth in depths[1:])  # an item with the list of its own objectives
    if listed and not nested:
        for index in run[1:] if heads else run:
            del frame.headings[index]
            frame.label_blocks.add(index)
