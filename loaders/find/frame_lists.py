"""Announced lists: "Les 11 défis", "… est constitué des priorités suivantes :". Enters: blocks. Leaves: items.

The number that is announced is the proof: a list that has as many entries is the frame, others are not taken.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import KINDS, Frame, Item, kind_of
from maillage.loaders.find.frame_labels import MAX_LABEL, explained, quoted, split_names, title_of
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_NUMBERS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze")
DIGITS = {w: i for i, w in enumerate(_NUMBERS, 2)}
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(DIGITS)})"
_KIND = (
    r"(?P<word>defi|orientation|pilier|ambition|axe|enjeu|priorite|thematique|cap|fil(?= rouge|s rouge))s?(?: rouges?)?"
)
_ADJECTIVES = (
    r"(?P<adjectives>(?: (?:strategique|prioritaire|thematique|transversa|structurant|majeur|commun|local"
    r"|territoria)\w*)*)"
)
ANNOUNCED = re.compile(rf"\b{_COUNT} (?:grande?s? |principa\w+ )?{_KIND}{_ADJECTIVES}\b")
_FOLLOWING = re.compile(
    rf"\b(?:les?|des?|aux|ces?|nos) (?:grande?s? |principa\w+ )?{_KIND}{_ADJECTIVES}(?: [a-z' ]{{0,40}})? suivante?s\b"
)
_TRANSVERSAL = re.compile(
    rf"(?:\b{_COUNT} |\b(?:les|des|aux|en|ses|nos|son|ce) |^)"
    r"(?:axe|enjeu|thematique|priorite|principe|fil)[sx]? (?:transversa\w+|rouges?)\b"
    r"(?P<after>[^:.«\"]{0,50}?) ?(?P<colon>:|lies? (?:aux? |a la |a l')|$)"
)
_OWN_KIND = re.compile(r"(?:le |la |l')?(?P<word>defi|orientation|axe|pilier|ambition)s? (?:de |du |d'|des )")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}) ?[.)°:–-]* ?(?P<label>[A-ZÀ-Ý«].{5,160})$", re.DOTALL)
_ARTICLE_FIRST = re.compile(r"(?:l[ea] |les |l['’]|une? |«)", re.IGNORECASE)
_OTHER_LIST = re.compile(
    r"\b(?:\d{1,2}|les|nos) (?:\d+ )?(?:thematique|defi|orientation|axe|pilier|enjeu|ambition|priorite)[sx]\b"
)
_VERB = re.compile(
    r"\b(?:ont|est|sont|s'est|etablit|etabli|definit|porte|comporte|repose|travaille|s'engage|propose|articulera|mene)\b"
)
_NOT_OURS = re.compile(r"\b(?:elle|ils|elles) (?:s'|se |repose|comporte)|chaque (?:defi|axe|orientation|pilier)")
MAX_ANNOUNCEMENT = 60  # words of a block that announces a list
MAX_TITLE = 18  # words of a title that announces
MAX_SENTENCE = 320  # characters at the end of a block in which its last sentence lies
MAX_ENTRY = 18  # words of a bulleted entry that has no explanation


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list: its number, label and block."""

    number: int | None
    label: str
    index: int


def find_lists(view: View, frame: Frame, contracts: Sequence[int]) -> None:
    """Items of every announced list that has as many entries as it announces, or bulleted labels with explanations."""
    counted = {bisect_right(view.starts, m.start()) - 1 for m in ANNOUNCED.finditer(view.folded)}
    for index, block in enumerate(view.blocks):
        if "transvers" in block.folded or "rouge" in block.folded:
            _transversal(view, frame, index, contracts[index])
        if index in counted and block.words <= MAX_ANNOUNCEMENT:
            _counted(view, frame, index, contracts[index])
        if "suivante" in block.folded:
            _followed(view, frame, index, contracts[index])


def _counted(view: View, frame: Frame, index: int, contract: int) -> None:
    """ "Les 11 défis à relever" with as many numbered lines after or before it."""
    block = view.blocks[index]
    for match in ANNOUNCED.finditer(block.folded):
        kind, wanted = _kind(match), count_of(match["count"])
        if wanted < 2 or kind is None or not _is_ours(view, index):
            continue
        for entries in (_run(view, index, wanted, 1), _run(view, index, wanted, -1), _bullets(view, index, wanted)):
            if len(entries) == wanted and _fits(entries, kind):
                _add(view, frame, entries, kind, contract)
                return


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


def _fits(entries: Sequence[_Entry], kind: str) -> bool:
    """Entries that call themselves défis are no orientations; labels are titles, all different."""
    own = [m["word"] for e in entries for m in [_OWN_KIND.match(fold(e.label))] if m]
    if len(own) * 2 > len(entries) and KINDS[own[0]] != kind:
        return False
    return len({fold(e.label) for e in entries}) == len(entries)


def _add(view: View, frame: Frame, entries: Sequence[_Entry], kind: str, contract: int) -> None:
    for entry in entries:
        block = view.blocks[entry.index]
        number = str(entry.number) if entry.number else None
        item = frame.add(Item(kind, number, entry.label, block.first, block.last, contract=contract))
        if block.words <= MAX_ENTRY * 2:
            frame.headings.setdefault(entry.index, item)
        else:
            frame.label_blocks.add(entry.index)


def _run(view: View, index: int, wanted: int, direction: int) -> list[_Entry]:
    """Numbers 1..wanted with their labels, near a block, before or after it; the first number may be lost."""
    span = wanted * 3 + 6
    near = (
        range(index + 1, min(index + span, len(view.blocks))) if direction > 0 else range(max(0, index - span), index)
    )
    found: list[_Entry] = []
    for at in near:
        number, label, where = _numbered(view, at)
        if number == len(found) + 1 <= wanted and label and len(label) <= MAX_LABEL:
            found.append(_Entry(number, label, where))
        elif number == 2 and not found and direction < 0 and label:
            first = title_of(view.blocks[at - 1]) if at else ""
            if 5 < len(first) <= MAX_LABEL and first[:1].isupper():
                found = [_Entry(1, first, at - 1), _Entry(2, label, where)]
    return found


def _numbered(view: View, at: int) -> tuple[int | None, str, int]:
    """The number and label that a block begins, whether they are one line or two."""
    block = view.blocks[at]
    number, label = block.number, title_of(block)
    joined = _NUMBERED.match(label) if not number and label[:1].isdigit() else None
    if joined:
        return int(joined["number"]), joined["label"], at
    if not number and block.text.isdigit() and at + 1 < len(view.blocks):
        return int(block.text), title_of(view.blocks[at + 1]), at + 1
    return (int(number), label, at) if number.isdigit() and len(label) > 3 else (None, "", at)


def _bullets(view: View, index: int, wanted: int | None) -> list[_Entry]:
    """The bullets right below a block, when they are titles or titles with their explanation."""
    if not view.blocks[index].text.rstrip(" »").endswith((":", "suivants", "suivantes")) and wanted is None:
        return []
    entries: list[_Entry] = []
    for at in range(index + 1, len(view.blocks)):
        block = view.blocks[at]
        if block.mark != "bullet" or (wanted is not None and len(entries) > wanted):
            break
        cut = explained(block.text)
        if cut is None and block.words > MAX_ENTRY:
            return []
        entries.append(_Entry(None, cut[0] if cut else block.text, at))
    return entries


def _followed(view: View, frame: Frame, index: int, contract: int) -> None:
    """ "Le contrat est constitué des priorités suivantes :" with bullets that explain each."""
    block = view.blocks[index]
    match = _FOLLOWING.search(block.folded, max(0, len(block.folded) - MAX_SENTENCE))
    if not match or not _is_ours(view, index):
        return
    kind, entries = _kind(match), _bullets_after(view, index)
    if kind is not None and 2 <= len(entries) <= 15 and _fits(entries, kind):
        _add(view, frame, entries, kind, contract)
        frame.label_blocks |= {e.index for e in entries}


def _bullets_after(view: View, index: int) -> list[_Entry]:
    """Bullets below an announcement; those that explain their title when most do."""
    entries: list[_Entry] = []
    for at in range(index + 1, len(view.blocks)):
        block = view.blocks[at]
        if block.mark != "bullet":
            break
        cut = explained(block.text)
        if cut is None:
            break
        entries.append(_Entry(None, cut[0], at))
    return entries


def _transversal(view: View, frame: Frame, index: int, contract: int) -> None:
    """ "Les axes transversaux : A, B et C", on one line or as the lines below it."""
    block = view.blocks[index]
    for match in _TRANSVERSAL.finditer(block.folded):
        wanted = count_of(match["count"]) if match["count"] else None
        rest = block.text[match.end() :].strip()
        for label, at in _transversal_labels(view, index, match, rest, wanted):
            entry = view.blocks[at]
            frame.add(Item("axe_transversal", None, label, entry.first, entry.last, contract=contract))
            if at != index or block.words <= MAX_ENTRY:
                frame.label_blocks.add(at)


def _transversal_labels(
    view: View, index: int, match: re.Match[str], rest: str, wanted: int | None
) -> Iterator[tuple[str, int]]:
    block = view.blocks[index]
    names = quoted(rest)
    if wanted and len(names) == wanted:
        yield from ((name, index) for name in names)
        return
    below = view.blocks[index + 1] if index + 1 < len(view.blocks) else block
    if not rest and match["colon"] == ":" and below.words <= MAX_ENTRY and "&" in below.text:
        yield from ((name, index + 1) for name in split_names(below.text, wanted))
        return
    heading = block.words <= MAX_ENTRY + 8 and not block.text.endswith(".")
    sentence = rest.split(". ")[0]
    if match["colon"] not in ("", ":"):
        sentence = block.text[match.end() :].split(". ")[0]
    names = _named(sentence, match, wanted) if sentence and (wanted or match["colon"]) else []
    if names and all(len(n) < 90 for n in names):
        yield from ((name, index) for name in names)
    elif heading and match["colon"] in (":", "") and not match["after"].strip():
        yield from _lines_below(view, index, rest, wanted)


def _named(sentence: str, match: re.Match[str], wanted: int | None) -> list[str]:
    """Names of an enumeration; two joined by "et" alone when what is named is a plural of few: fils rouges."""
    names = split_names(sentence, wanted)
    return names or (split_names(sentence, 2) if wanted is None and "rouge" in match[0] else [])


def _lines_below(view: View, index: int, rest: str, wanted: int | None) -> Iterator[tuple[str, int]]:
    """Short titles with an article below a heading, up to the next heading or paragraph."""
    found = [(rest, index)] if rest and len(rest) <= MAX_LABEL else []
    for at in range(index + 1, min(index + 8, len(view.blocks))):
        block = view.blocks[at]
        if not _short_name(block) or _OTHER_LIST.search(block.folded):
            break
        found.append((block.text, at))
    if len(found) == wanted or (wanted is None and rest and len(found) > 1):
        yield from found


def _short_name(block: Block) -> bool:
    name = _ARTICLE_FIRST.match(block.text) is not None and block.words <= 14 and not block.text.endswith((".", ":"))
    return name and not matcher("section.commitments").search(block.folded)
