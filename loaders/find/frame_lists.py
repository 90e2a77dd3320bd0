"""Announced lists: "Les 8 défis", "… est constitué des priorités suivantes :". Enters: blocks. Leaves: items.

The number that is announced is the proof: a list that has as many entries is the frame, others are not taken.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_entries import MAX_ENTRY, Entry, bullets, explained_bullets, numbered_run
from maillage.loaders.find.frame_items import KINDS, TOP_KINDS, Frame, Item, half_alike, kind_of
from maillage.loaders.find.frame_labels import MAX_LABEL, letterspaced, quoted, split_actions, split_names
from maillage.loaders.find.frame_words import HEADING, arabic
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
DIGITS = {w: i for i, w in enumerate(_NUMBERS, 2)}
COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(DIGITS)})"
_KIND = (
    r"(?P<word>defi|orientation|pilier|ambition|axe|enjeu|priorite|thematique|cap|fil(?= rouge|s rouge))[sx]?"
    r"(?: rouges?)?"
)
_ADJECTIVES = (
    r"(?P<adjectives>(?: (?:strategique|prioritaire|thematique|transversa|structurant|majeur|commun|local"
    r"|territoria)\w*)*)"
)
# "4.2 Orientation 1" counts none.
ANNOUNCED = re.compile(rf"(?<!\d\.)\b{COUNT} (?:grande?s? |principa\w+ )?{_KIND}{_ADJECTIVES}\b")
_FOLLOWING = re.compile(
    rf"\b(?:les?|des?|aux|ces?|nos) (?:grande?s? |principa\w+ )?{_KIND}{_ADJECTIVES}(?: [a-z' ]{{0,40}})? suivante?s\b"
)
_OWN_KIND = re.compile(r"(?:le |la |l')?(?P<word>defi|orientation|axe|pilier|ambition)s? (?:de |du |d'|des )")
_VERB = re.compile(
    r"^(?:elles?|ils|on|nous)\b|\b(?:ont|est|sont|s'est|etablit|definit|porte|comporte|repose|travaille|s'engage|propose"
    r"|articulera|mene)\b|\ba (?!tou|l[ae]|de|chaque)[a-z]+(?:[eiu]|is|it)\b"
)
_NOT_OURS = re.compile(r"\b(?:elle|ils|elles) (?:s'|se |repose|comporte)|chaque (?:defi|axe|orientation|pilier)")
MAX_ANNOUNCEMENT = 400  # characters of a block that announces a list
_COLON = re.compile(r"[^.:;,«]{0,25}(?::| [–—-] | sont (?=l[ae] |les |l[’']))")
_DASH = re.compile(r" [–—-] ")
MAX_TITLE = 18  # words of a title that announces
MIN_LABEL = 3  # characters
LETTERS = 3  # of an entry: a figure that a diagram left is none
MAX_SENTENCE = 320  # characters at the end of a block in which its last sentence lies

Headed = Mapping[str, Mapping[str, list[str]]]  # kind → number → labels


def find_lists(view: View, frame: Frame) -> None:
    """Items of every announced list that has as many entries as it announces, or bulleted labels with explanations."""
    headed = _headed(view)
    for index, block in enumerate(view.blocks):
        if len(block.text) <= MAX_ANNOUNCEMENT and ANNOUNCED.search(block.folded):
            _counted(view, frame, index, headed)
        if "suivante" in block.folded:
            _followed(view, frame, index)


def _headed(view: View) -> Headed:
    """The labels of all that calls itself "Axe 1", "Axe 2" …: on its line, or on the one below."""
    found: dict[str, dict[str, list[str]]] = {}
    for index, block in enumerate(view.blocks):
        match = HEADING.match(block.folded) if block.words <= MAX_TITLE * 2 else None
        if match is None or not match["number"]:
            continue
        label = block.text[match.start("label") :]
        if len(label) <= MIN_LABEL and index + 1 < len(view.blocks):
            label = view.blocks[index + 1].text
        kind = kind_of(match["word"], transversal="transversal" in match["qualifier"])
        if kind not in TOP_KINDS:
            continue  # each quarter, each partner may count its own priorities
        found.setdefault(kind, {}).setdefault(arabic(match["number"]) or "", []).append(label[:MAX_LABEL])
    return found


def _contradicts(entries: Sequence[Entry], headings: Mapping[str, Sequence[str]]) -> bool:
    """Whether a list is of other things: chapters that call themselves by the announced word have other labels."""
    if len(headings) < 2:
        return False
    known = [(e.label, headings[str(e.number)]) for e in entries if str(e.number) in headings]
    alike = sum(any(half_alike(label, other) for other in others) for label, others in known)
    return alike * 2 < len(known)


def _counted(view: View, frame: Frame, index: int, headed: Headed) -> None:
    """ "Les 8 défis à relever" with as many numbered lines after or before it."""
    block = view.blocks[index]
    for match in ANNOUNCED.finditer(block.folded):
        kind, wanted = _kind(match), count_of(match["count"])
        if wanted < 2 or kind is None:
            continue
        if not _is_ours(view, index):
            names = _inline(block, match, wanted)
            if names and all(_heads_chapter(view, index, name) for name in names):
                for label in names:
                    frame.add(Item(kind, None, label, block.first, block.last))
                return
            continue
        for entries in (
            numbered_run(view, index, wanted, 1),
            numbered_run(view, index, wanted, -1),
            bullets(view, index, wanted),
        ):
            if len(entries) == wanted and _fits(entries, kind) and not _contradicts(entries, headed.get(kind, {})):
                _add(view, frame, entries, kind)
                return
        for label in _inline(block, match, wanted):
            frame.add(Item(kind, None, label, block.first, block.last))


def _inline(block: Block, match: re.Match[str], wanted: int) -> list[str]:
    """ "… de 3 axes : l'emploi, la santé et le logement" → the labels, when they are as many as announced.

    Dashes may hold them instead: "trois axes – l'emploi, la santé, le logement – et un principe".
    """
    colon = _COLON.match(block.text, match.end())
    if not colon or "transvers" in match["adjectives"]:
        return []  # transversal ones have their own module
    sentence = re.split(r"\.(?: |$)", block.text[colon.end() :])[0]
    sentence = sentence if colon[0].endswith(":") else _DASH.split(sentence)[0]
    parts = [p.strip() for p in sentence.split(";") if p.strip()]
    found = (quoted(sentence), parts, split_names(sentence, wanted), split_actions(sentence, wanted))
    return next((f for f in found if len(f) == wanted and all(3 < len(label) <= MAX_LABEL for label in f)), [])


def _heads_chapter(view: View, index: int, name: str) -> bool:
    """Whether a name is a title of its own below: what is announced is a part of this document."""
    told = key(name)
    return any(key(block.text) == told for block in view.blocks[index + 1 :] if block.words <= MAX_TITLE)


def _is_ours(view: View, index: int) -> bool:
    """Whether what a block announces is the contract's frame: it is a title, or its sentence speaks of the contract."""
    block = view.blocks[index]
    text = block.folded[-MAX_SENTENCE:]
    if matcher("frame.other").search(text) or _NOT_OURS.search(text):
        return False
    if matcher("frame.own").search(text):
        return True
    above = view.blocks[index - 1].folded if index else ""
    title = block.words <= MAX_TITLE and not block.text.endswith(".") and not _VERB.search(text)
    return title and not matcher("frame.other").search(above)


def _kind(match: re.Match[str]) -> str | None:
    word = "fil rouge" if match["word"] == "fil" else match["word"]
    return kind_of(word, transversal="transvers" in match["adjectives"]) if word in KINDS else None


def count_of(written: str) -> int:
    """ "trois" or "3" → 3."""
    return int(written) if written.isdigit() else DIGITS[written]


def _fits(entries: Sequence[Entry], kind: str) -> bool:
    """Entries that call themselves défis are no orientations; labels are titles, all different."""
    if any(letterspaced(e.label) or sum(map(str.isalpha, e.label)) < LETTERS for e in entries):
        return False
    if any("contrat de ville" in fold(e.label) or "contrats de ville" in fold(e.label) for e in entries):
        return False  # what a report is about, not what a contract aims at
    own = [m["word"] for e in entries for m in [_OWN_KIND.match(fold(e.label))] if m]
    if len(own) * 2 > len(entries) and KINDS[own[0]] != kind:
        return False
    return len({fold(e.label) for e in entries}) == len(entries)


def _add(view: View, frame: Frame, entries: Sequence[Entry], kind: str) -> None:
    shared = Counter(entry.index for entry in entries)
    for entry in entries:
        block = view.blocks[entry.index]
        number = str(entry.number) if entry.number else None
        item = frame.add(Item(kind, number, entry.label, block.first, block.last))
        if block.words <= MAX_ENTRY * 2 and block.mark != "bullet" and shared[entry.index] == 1:
            frame.headings.setdefault(entry.index, item)
        else:
            frame.label_blocks.add(entry.index)


def _followed(view: View, frame: Frame, index: int) -> None:
    """ "Le contrat est constitué des priorités suivantes :" with bullets that explain each."""
    block = view.blocks[index]
    match = _FOLLOWING.search(block.folded, max(0, len(block.folded) - MAX_SENTENCE))
    if not match or not _is_ours(view, index):
        return
    kind, entries = _kind(match), explained_bullets(view, index)
    if kind is not None and 2 <= len(entries) <= 15 and _fits(entries, kind):
        _add(view, frame, entries, kind)
        frame.label_blocks |= {e.index for e in entries}
