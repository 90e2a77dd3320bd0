"""Priorities of one quarter: "Les priorités", then "Label : explanation" each. Enters: blocks. Leaves: items."""

import re
from bisect import bisect_right

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item
from maillage.loaders.find.frame_labels import explained, opens_action
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

_HEADING = re.compile(
    r"(?:les |nos )?(?:\d )?(?:priorites|enjeux prioritaires)(?: (?:identifiees?|d'action|partagees?))*"
    r"(?: (?:du quartier|pour le quartier|de ce quartier)(?P<name> .{2,40}?)?)? ?:?$"
)
_NOT_NAME = re.compile(
    r"\b(?:priorite|enjeu|defi|chiffre|source|habitant|objectif|atout|diagnostic|carte|projet|page|contrat|annexe|cadre|action|part\b|"
    r"operationnel|thematique|territoriale)"
)
_TITLE = re.compile(
    r"(?:fiche |projet de |le )?(?:quartiers?|qpv)(?: prioritaires?)? ?(?:(?:de la|de l'|des|du|de|d'|:|-) ?)?"
    r"(?P<name>[^.:;,()]{3,40})$"
)
_NOT_QUARTER = re.compile(
    r"\b(?:2030|prioritaires?|ville|vecus?|avenir|demain|apaise|emancipe|plein emploi|transitions?|qui|de veille)\b"
)
FAR = 60  # blocks under a quarter's title in which a numbered priority is still its own
NEAR = 4  # lines from the heading in which the quarter's name stands beside it
REACH = 60  # lines after the heading in which it may stand at the foot of the page
MAX_NAME = 6  # words of a quarter's name alone on its line
MAX_ASIDE = 8  # words of what may stand between two priorities: a number, a name
MIN_EXPLANATION = 5  # spaces in an explanation; a key figure has fewer
MAX_QUARTER_TITLE = 60  # characters
_OPENS_TITLE = ("fiche ", "projet ", "le ", "quartier", "qpv")
LEAST = 3  # entries that make a list of priorities


def find_priorities(view: View, frame: Frame) -> None:
    """Under each "Les priorités" heading the titles that an explanation follows, as the page's quarter's."""
    firsts = [b.first for b in view.blocks]
    for number, line in enumerate(view.lines, 1):
        if (
            not 8 < len(line) < 70
            or ("riorit" not in line and "RIORIT" not in line)
            or not (match := _HEADING.match(fold(line).strip()))
        ):
            continue
        entries = _entries(view, bisect_right(firsts, number))
        if len(entries) < LEAST or sum(opens_action(label) for _, label in entries) * 2 <= len(entries):
            continue
        last = view.blocks[entries[-1][0]].last
        quarter = key(match["name"]) if match["name"] else _quarter(view, number)
        ranked = _ranked(view.lines[number:last], len(entries))
        for rank, (index, label) in enumerate(entries, 1):
            block = view.blocks[index]
            item = Item("priorite", str(rank) if ranked else None, label, block.first, block.last, qpv=quarter)
            frame.add(item)
            frame.label_blocks.add(index)


def own_quarters(view: View, frame: Frame) -> None:
    """Numbered priorities under a quarter's title are that quarter's, when two quarters or more have theirs."""
    title: tuple[int, str] | None = None
    found: list[tuple[int, str]] = []
    for index, block in enumerate(view.blocks):
        name = _named_quarter(block)
        title = (index, name) if name else title
        item = frame.headings.get(index)
        if item is not None and item.kind in TOP_KINDS:
            title = None
        if item is not None and item.kind == "priorite" and title and index - title[0] <= FAR:
            found.append((index, title[1]))
    if len({name for _, name in found}) > 1:
        for index, name in found:
            frame.headings[index] = _owned(view, frame, index, name)


def _owned(view: View, frame: Frame, index: int, name: str) -> Item:
    """The priority as this quarter's: another quarter may have one of the same words."""
    item, block = frame.headings[index], view.blocks[index]
    if item.qpv is None:
        item.qpv = name
    if item.qpv == name:
        return item
    return frame.add(Item("priorite", item.number, item.label, block.first, block.last, qpv=name))


def _named_quarter(block: Block) -> str | None:
    """The quarter that a title names: "Quartier des Tilleuls"."""
    if block.mark == "bullet" or len(block.text) > MAX_QUARTER_TITLE or not block.folded.startswith(_OPENS_TITLE):
        return None
    match = _TITLE.match(block.folded)
    if not match or _NOT_QUARTER.search(match["name"]) or not block.text[match.start("name") :][:1].isupper():
        return None
    return key(match["name"])


def _entries(view: View, start: int) -> list[tuple[int, str]]:
    """(block, label) of the explained titles that follow each other, whatever short cells stand between them."""
    found: list[tuple[int, str]] = []
    for index in range(start, len(view.blocks)):
        block = view.blocks[index]
        cut = explained(block.text)
        if cut and cut[0].count(" ") >= 2 and cut[1].count(" ") >= MIN_EXPLANATION and cut[1][0].isalpha():
            found.append((index, cut[0]))
        elif block.words > MAX_ASIDE or (found and block.first - view.blocks[found[-1][0]].last > REACH):
            break
    return found


def _quarter(view: View, number: int) -> str | None:
    """The name alone on its line, beside the heading or at the foot of its page."""
    near = [n for d in range(1, NEAR + 1) for n in (number + d, number - d)]
    below = range(number + NEAR + 1, number + REACH)
    lines = (view.lines[n - 1].strip() for n in (*near, *below) if 0 < n <= len(view.lines))
    name = next((line for line in lines if _is_name(line)), None)
    return key(name) if name else None


def _is_name(line: str) -> bool:
    """Whether a line can be a quarter's name: few words, a capital first, no figure, no sentence."""
    if not line[:1].isupper() or not line[-1:].isalpha() or line.count(" ") >= MAX_NAME:
        return False
    return not any(c.isdigit() or c in ":«" for c in line) and not _NOT_NAME.search(fold(line))


def _ranked(lines: tuple[str, ...], count: int) -> bool:
    """Whether the page prints the ranks, wherever its columns put them."""
    return {str(n) for n in range(2, count + 1)} <= {line.strip() for line in lines}
