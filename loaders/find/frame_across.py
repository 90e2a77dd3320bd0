"""What runs through a frame: "deux exigences traversent les défis : A et B". Enters: blocks. Leaves: items.

The words are many (exigence, fil rouge, principe), what they say is one: each of these is an axis of every item. They
are told in a sentence, alone in a title, or head parts of their own with a letter or a number each.
"""

import re
from collections.abc import Iterator, Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_entries import MAX_ENTRY
from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.frame_labels import MAX_LABEL, opens_action, split_names
from maillage.loaders.find.frame_lists import COUNT, count_of
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_SENTENCE_END = re.compile(r"[.;](?:\s|$)")
_LABEL_END = re.compile(r",| ?[;.:](?:\s|$)")
_SMALL = re.compile(r"^(?:sont |seront |est |:|d[eu]s? |d')+ ?", re.IGNORECASE)
_SIDES = re.compile(r",? d[’'](?:une|autre) part")
_PART = re.compile(r"(?P<mark>[A-H1-9]) ?[.)/–-] ?(?P<label>[A-ZÀ-Ý].{4,90})$")
MAX_NAME = 12  # words of such an axis
STEM = 6  # letters that a verb and its noun share
REACH = 40  # blocks under a title in which its lettered parts stand
FEWEST = 2  # parts


def find_across(view: View, frame: Frame) -> None:
    """The items that run through all others, wherever they are told."""
    for index, block in enumerate(view.blocks):
        for label in [*_told(block), *_subject(block)]:
            frame.add(Item("axe_transversal", None, label, block.first, block.last))
        for entry in _announced(view, index):
            label = _first_sentence(entry)
            last = entry.last if label == entry.text.rstrip(" ;.,") else entry.first
            frame.add(Item("axe_transversal", None, label, entry.first, last))
        single = _alone(view, index)
        if single:
            kind = "thematique_transversale" if "thematique" in block.folded else "axe_transversal"
            known = _known_as(frame, single)
            item = known or frame.add(Item(kind, None, single, block.first, block.last))
            frame.headings[index] = item
        if matcher("frame.across-title").match(block.folded):
            for at, number, label in _parts(view, index):
                part = view.blocks[at]
                item = Item("axe_transversal", number, label, part.first, part.last)
                frame.headings[at] = frame.add(item)


def _known_as(frame: Frame, label: str) -> Item | None:
    """The axis that a shorter title reminds of: "Participer" of "La participation des habitants"."""
    stems = {word[:STEM] for word in key(label).split() if len(word) >= STEM}
    across = [i for i in frame.items if i.kind in ("axe_transversal", "thematique_transversale")]
    near = [i for i in across if stems and stems <= {word[:STEM] for word in key(i.label).split()}]
    return near[0] if len(near) == 1 else None


def _told(block: Block) -> Iterator[str]:
    """ "Les deux exigences transversales sont A et B", "une même exigence les traverse, A, à laquelle…"."""
    for match in matcher("frame.across").pattern.finditer(block.folded):
        rest = block.text[match.end() :].strip()
        sentence = _SENTENCE_END.split(rest)[0]
        count = re.search(rf"\b{COUNT}\b", match[0])
        if count:
            names = split_names(_SMALL.sub("", _SIDES.sub("", sentence)), count_of(count["count"]))
        else:
            names = [_LABEL_END.split(_SMALL.sub("", rest))[0]]
        if all(3 < len(name) <= MAX_LABEL and name.count(" ") < MAX_NAME and not opens_action(name) for name in names):
            yield from (name.strip() for name in names)


def _announced(view: View, index: int) -> Sequence[Block]:
    """The bullets under "Deux exigences irriguent les trois axes :", as many as it says."""
    block = view.blocks[index]
    match = next(iter(matcher("frame.across").pattern.finditer(block.folded)), None)
    count = re.search(rf"\b{COUNT}\b", match[0]) if match else None
    if match is None or count is None or block.text[match.end() :].strip():
        return ()
    wanted = count_of(count["count"])
    below = view.blocks[index + 1 : index + 1 + wanted]
    return below if len(below) == wanted and all(map(_is_name, below)) else ()


def _is_name(block: Block) -> bool:
    return block.mark == "bullet" and _first_sentence(block).count(" ") < MAX_ENTRY


def _first_sentence(block: Block) -> str:
    return _SENTENCE_END.split(block.text)[0].rstrip(" ;.,")


def _subject(block: Block) -> list[str]:
    """ "L'égalité femmes-hommes irrigue les quatre défis": what a sentence says of a theme."""
    match = matcher("frame.across-subject").pattern.match(block.folded)
    if match is None:
        return []
    name = block.text[match.start("name") : match.end("name")].split(", comme ")[0]
    return [part.strip() for part in split_names(name, 2) or split_names(name, None) or [name]]


def _alone(view: View, index: int) -> str:
    """The label of "Fil rouge : l'égalité, partout", on its line or on the one below; one name, not a list."""
    block = view.blocks[index]
    match = matcher("frame.across-one").pattern.match(block.folded) if block.words <= MAX_ENTRY else None
    if match is None or block.mark == "bullet" or block.text.endswith((".", ";")):
        return ""
    label = block.text[match.end() :].strip(" :–-«»")
    if not label and index + 1 < len(view.blocks):
        below = view.blocks[index + 1]
        label = below.text if below.words <= MAX_NAME and not below.mark and not below.text.endswith((".", ":")) else ""
    return label if len(label) > 3 and label.count(" ") < MAX_NAME else ""


def _parts(view: View, index: int) -> list[tuple[int, str, str]]:
    """The lettered or numbered titles under "Axes transversaux", each with its text: (block, number, label)."""
    found: list[tuple[int, str, str]] = []
    for at in range(index + 1, min(index + REACH, len(view.blocks))):
        match = _PART.match(_printed(view.blocks[at]))
        if match and match["mark"] == "A1"[match["mark"].isdigit()] * (not found) + _next(found):
            found.append((at, match["mark"], match["label"]))
    return found if len(found) >= FEWEST else []


def _printed(block: Block) -> str:
    return f"{block.number}. {block.text}" if block.number else block.text


def _next(found: Sequence[tuple[int, str, str]]) -> str:
    """The mark that follows the last one."""
    return chr(ord(found[-1][1]) + 1) if found else ""
