"""Headings: "Défi 3", "AXE 1 : …", "Thématique transversale". Enters: blocks. Leaves: items and headings.

A heading may hold its label, stand above it, below it, or be the last line of the block before: columns decide that.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from maillage.loaders.blocks import SHORT, Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item, half_alike, kind_of, labels_alike
from maillage.loaders.find.frame_labels import (
    LEADERS,
    LONG,
    MAX_LABEL,
    clean_label,
    letterspaced,
    title_of,
    under_figure,
)
from maillage.loaders.find.frame_own_word import own_word
from maillage.loaders.find.frame_runs import Sight, answer, assign
from maillage.loaders.find.frame_words import ANY_HEADING, HEADING, OPENS, OWN_WORDS, number_in
from maillage.loaders.fold import fold
from maillage.loaders.view import View

_SECOND = re.compile(r"\b(?:defi|orientation|pilier|ambition|axe|enjeu|priorite)s?(?: strategique)? ?(?:n ?°)? ?\d")
_SENTENCE_END = re.compile(r"[.;,]$")
_NAMED_IN_CAPITALS = (
    "pilier",
    "defi",
    "ambition",
)  # "PILIER COHÉSION SOCIALE"; "ORIENTATION" in capitals is a common noun
_CHAPTER = re.compile(r"(?:partie|titre|chapitre) (?:\d{1,2}|[ivx]{1,4})\b")  # in a table of contents
_LABELLED = re.compile(r" ?[:–-]")
Known = dict[tuple[str, str | None], Counter[str]]  # kind and number → labels printed with them


def find_headings(view: View, frame: Frame) -> None:
    """Every block that opens with a frame word and a number, or a transversal one."""
    sights = []
    for index, block in enumerate(view.blocks):
        if not _listed(frame, index, block):
            sights += [sight for sight in [_sight(index, block)] if sight is not None]
    frame.word = own_word(view, frame.items, sights)
    sights = [s for s in sights if s.word not in OWN_WORDS or s.word == frame.word]
    sisters = Counter(s.kind for s in {(s.kind, fold(s.label)): s for s in sights if s.series}.values())
    sights = [s for s in sights if not s.series or sisters[s.kind] > 1]
    above = _labels_above(view, sights)

    def beside(sight: Sight) -> str:
        return sight.label or ("" if sight.kind in above else _label_at(view, sight.index + 1))

    assign(sights, frame.items, beside)
    answer(sights, beside)
    called = [s for s in sights if s.role]
    sights = _without_sentences([s for s in sights if not s.role and not s.told])
    known, sure = _known_labels(view, frame, sights), _own_labels(sights)
    for sight in sights:
        _open(view, frame, sight, known, sure, above=sight.kind in above)
    for sight in called:
        _call(view, frame, sight)


def _call(view: View, frame: Frame, sight: Sight) -> None:
    """A heading that calls an item by its number, whatever it prints beside it."""
    block = view.blocks[sight.index]
    item = frame.add(Item(sight.kind, sight.number, sight.name, block.first, block.last))
    if sight.role == "lead":
        frame.leads[sight.index] = item
    else:
        frame.headings[sight.index] = item
        frame.calls.add(sight.index)
        item.aliases |= {clean_label(sight.label)} if sight.label else set()


def _listed(frame: Frame, index: int, block: Block) -> bool:
    """Whether a block is a list of headings, one a line, as tables of contents print them: items, and no chapter."""
    if len(block.lines) < 2 or not OPENS.match(block.folded):
        return False
    matches = [HEADING.match(fold(line)) for line in block.lines]
    titles = [
        (line, m) for line, m in zip(block.lines, matches, strict=True) if m and m["number"] and len(m["label"]) > 3
    ]
    if len(titles) < 2 or len({m["number"] for _, m in titles}) < 2:
        return False
    for line, match in titles:
        number = block.numbers[block.lines.index(line)]
        item = Item(_kind(match), number_in(match), line[match.start("label") :], number, number)
        frame.add(item)
    frame.label_blocks.add(index)
    return True


def _sight(index: int, block: Block) -> Sight | None:
    """What a block, or its last line, says as a heading."""
    if OPENS.match(block.folded):
        found = _as_heading(index, block)
        if block.mark == "bullet":
            return _bulleted(found)
        if found is not None:
            return found
    if len(block.lines) > 1 and block.folded[-1] in "0123456789ivx":
        match = HEADING.search(block.folded, len(block.folded) - len(block.lines[-1]) - 6)
        if match and match["number"] and not match["label"] and match.start() and not _inside_sentence(block, match):
            return Sight(index, _kind(match), number_in(match), "", tail=True)
    return None


def _without_sentences(sights: list[Sight]) -> list[Sight]:
    """The sights less "Défi 2 – La Région ouvre …": a statement, when another heading gives that number its name."""
    by_number: dict[tuple[str, str | None], list[str]] = {}
    for sight in sights:
        if sight.label and not sight.label.endswith("."):
            by_number.setdefault((sight.kind, sight.number), []).append(sight.label)
    return [s for s in sights if not (s.label.endswith(".") and s.number and _is_other(s, by_number))]


def _is_other(sight: Sight, by_number: dict[tuple[str, str | None], list[str]]) -> bool:
    known = by_number.get((sight.kind, sight.number), [])
    return bool(known) and not any(half_alike(sight.label, label) for label in known)


def _bulleted(sight: Sight | None) -> Sight | None:
    """ "• Axe 1 : Habiter" is an entry of a list of the frame, when the list has more of its kind."""
    if sight is None or not sight.number or not sight.label:
        return None
    return replace(sight, series=True, listed=True)


def _inside_sentence(block: Block, match: re.Match[str]) -> bool:
    """ "… du défi 4" at a line's end is a mention; "Défi 4" there is a heading that the page's columns moved."""
    return not block.text[match.start()].isupper() or block.text.endswith((".", ","))


def _as_heading(index: int, block: Block) -> Sight | None:
    match = ANY_HEADING.match(block.folded)
    if not match:
        return None
    title = title_of(block)
    label = title[match.start("label") :].strip(" :–-")
    if not _is_heading(match, title, label):
        return None
    transversal = "transversal" in match["qualifier"]
    if not number_in(match) and not transversal:
        return _unnumbered(index, block, match, label) if match["word"] not in OWN_WORDS else None
    if not block.level and match["end"].strip() == "" and label and not _title_like(block, title, label):
        return None
    if transversal and not match["number"] and "«" in label and not label.endswith("»"):
        return None
    sentence = _goes_on(block, title)
    told = bool(_SENTENCE_END.search(label)) and len(label) > LONG and not _LABELLED.match(match["end"])
    if (told or len(title) > MAX_LABEL) and not sentence:
        return None
    form = block.text[: match.start("number")].strip() if match["number"] else ""
    label = label if len(label) > 3 else ""
    return Sight(
        index, _kind(match), number_in(match), label,
        word=match["word"], form=form, sentence=sentence and bool(label), told=told,
    )  # fmt: skip


def _is_heading(match: re.Match[str], title: str, label: str) -> bool:
    """Whether what opens like a heading may be one: a single number, no rank that a sentence goes on from."""
    if len(match["number"] or "12") == 1 and title[match.start("number")].islower():
        return False
    if match["rank"] and (match["number"] or (label and not match["end"].strip())):
        return False  # "la première orientation est …"
    numbered = number_in(match) or "transversal" in match["qualifier"]
    return not numbered or not (_SECOND.search(fold(label)) or label.count("«") != label.count("»"))


def _goes_on(block: Block, title: str) -> bool:
    """Whether what a block opens with is no title, but a sentence that fills its lines."""
    if not block.text.endswith(".") or len(title) > LONG:
        return block.text.endswith(".")
    rest = block.text[len(title) :].strip()
    line = next((x for x in reversed(block.lines) if title.endswith(x)), "")
    full = len(line) >= SHORT * max(map(len, block.lines))
    return bool(rest) and full and rest[1:2] != ")"


def _unnumbered(index: int, block: Block, match: re.Match[str], label: str) -> Sight | None:
    """ "Pilier : …", "Axe « … »": a title only where others of its kind are printed alike."""
    kind = _kind(match)
    told = match["end"].strip() in (":", "-") or (label[:1] in '«"“' and label[-1:] in '»"”')
    told = told or (block.caps and match["word"] in _NAMED_IN_CAPITALS)
    if kind in TOP_KINDS and told and len(label) > 5 and block.words <= 20 and not _SENTENCE_END.search(label):
        return Sight(index, kind, None, label, series=True)
    return None


def _title_like(block: Block, title: str, label: str) -> bool:
    """ "Axe 1 Développer l'emploi" is a title; "Orientation 1 du contrat sera suivie" is a sentence."""
    if not (label[:1].isupper() or label[:1] in '«"' or block.caps):
        return False
    return not _SENTENCE_END.search(title) or (block.mark == "number" and len(label) < 80)


def _kind(match: re.Match[str]) -> str:
    return kind_of(match["word"], transversal="transversal" in match["qualifier"])


def _can_be_label(block: Block) -> bool:
    text = title_of(block)
    return _CHAPTER.match(block.folded) is None and (
        3 < len(text) <= MAX_LABEL and not block.mark and not text.endswith((".", ";", ",", ":")) and text[:1].isalpha()
    )


def _label_at(view: View, index: int) -> str:
    """The label that a block can be for a bare heading beside it, or nothing."""
    if not 0 <= index < len(view.blocks):
        return ""
    block = view.blocks[index]
    return title_of(block) if _can_be_label(block) and _sight(index, block) is None else ""


def _known_labels(view: View, frame: Frame, sights: Sequence[Sight]) -> Known:
    """For each kind and number the labels that its headings have on their own line or below them."""
    known: Known = {}
    for item in frame.items:
        known.setdefault((item.kind, item.number), Counter())[item.label] += 1
    for sight in sights:
        label = sight.label or _label_at(view, sight.index + 1)
        if label and sight.number:
            known.setdefault((sight.kind, sight.number), Counter())[clean_label(label)] += 1
    return known


def _own_labels(sights: Sequence[Sight]) -> Known:
    """For each kind and number the labels that its headings have on their own line."""
    own: Known = {}
    for sight in sights:
        if sight.label and sight.number:
            own.setdefault((sight.kind, sight.number), Counter())[clean_label(sight.label)] += 1
    return own


def _labels_above(view: View, sights: Sequence[Sight]) -> set[str]:
    """The kinds of which two headings or more have a label above them and none below: they are printed that way."""
    bare = [s for s in sights if not s.label and not s.tail and s.number]
    above = Counter(s.kind for s in bare if _label_at(view, s.index - 1) and not _label_at(view, s.index + 1))
    return {kind for kind, count in above.items() if count > 1}


def _open(view: View, frame: Frame, sight: Sight, known: Known, sure: Known, *, above: bool) -> None:
    """Make a heading's item, with the label beside it that its other headings confirm."""
    block, at = view.blocks[sight.index], sight.index
    label, label_at = sight.label, None
    if not label:
        label, label_at = _beside(view, sight, known, sure, is_above=above)
    if not label or letterspaced(label):
        return
    if label_at is not None and sight.tail:
        at = label_at
    elif label_at is not None:
        at = min(at, label_at)
        frame.label_blocks |= {label_at, sight.index} - {at}
    first = block.last if sight.tail else view.blocks[at].first
    last = max(block.last, view.blocks[label_at if label_at is not None else at].last)
    item = frame.add(Item(sight.kind, sight.number, label, first, last))
    if sight.listed or LEADERS.search(block.text):
        frame.label_blocks.add(at)  # a table of contents opens nothing
    else:
        frame.headings[at] = item


def _beside(view: View, sight: Sight, known: Known, sure: Known, *, is_above: bool) -> tuple[str, int | None]:
    """The label below a bare heading, or above it when the item's other headings say so, or nothing fits below."""
    below, above = _label_at(view, sight.index + 1), "" if sight.tail else _label_at(view, sight.index - 1)
    labels = known.get((sight.kind, sight.number), Counter())
    usual, times = labels.most_common(1)[0] if labels else ("", 0)
    own = sure.get((sight.kind, sight.number), ())
    if usual in own and all(half_alike(usual, label) for label in own):  # not where each quarter counts its own
        times += 1
    if above and times > 1 and labels_alike(above, usual) and not (below and labels_alike(below, usual)):
        return above, sight.index - 1
    if below and times > 1 and not half_alike(below, usual):
        return usual, None  # a running reminder of the item; what stands below it is another title
    if below:
        return below, sight.index + 1
    if not sight.tail and (under := under_figure(view.blocks[sight.index + 1 : sight.index + 2])):
        return under, sight.index + 1
    if above and is_above and (not usual or half_alike(above, usual)):
        return above, sight.index - 1
    return ("" if sight.tail else usual), None
