"""Transversal axes: "Les axes transversaux : A, B et C", "Trois enjeux transversaux : « A », « B » et « C »".

Enters: blocks. Leaves: items. They are told in one sentence, or listed below a heading of their own.
"""

import re
from collections.abc import Iterator

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_entries import MAX_ENTRY
from maillage.loaders.find.frame_items import Frame, Item
from maillage.loaders.find.frame_labels import MAX_LABEL, opens_action, quoted, split_names
from maillage.loaders.find.frame_lists import COUNT, count_of
from maillage.loaders.find.frame_words import HEADING
from maillage.loaders.find.numbering import number_of
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_TRANSVERSAL = re.compile(
    rf"(?:\b{COUNT} |\b(?:les|des|aux|en|ses|nos|son|ce) |^)"
    r"(?:axe|enjeu|thematique|priorite|principe|fil)[sx]? (?:transversa\w+|rouges?)\b"
    r"(?P<after>[^:.«\"]{0,50}?) ?(?P<colon>:|lies? (?:aux? |a la |a l')|$)"
)
_CHAPTER = re.compile(
    r"(?:\W*(?:chapitre |partie )?(?:\d{1,2}|[ivx]{1,4}) ?[.)/–-]* ?)?(?:les |nos )?"
    r"(?:axe|enjeu|thematique|priorite|theme|preoccupation)[sx]? transversa(?:les|ux)"
)
_ARTICLE_FIRST = re.compile(r"(?:l[ea] |les |l['’]|une? |«)", re.IGNORECASE)
_OTHER_LIST = re.compile(
    r"\b(?:\d{1,2}|les|nos) (?:\d+ )?(?:thematique|defi|orientation|axe|pilier|enjeu|ambition|priorite)[sx]\b"
)
MAX_NAME = 14  # words of a transversal axis listed on its own line
MAX_HEADING = 5  # words of a heading that says no more than that axes are transversal
CHAPTER = 40  # blocks of a chapter of transversal priorities
PARAGRAPH = 20  # words of what stands under the title of one
MOST = 6  # of its titles
REACH = 8  # blocks below such a heading in which its axes are listed


def find_transversal(view: View, frame: Frame) -> None:
    """Items of every enumeration of transversal axes."""
    for index, block in enumerate(view.blocks):
        across = "transvers" in block.folded or "rouge" in block.folded
        if across and not matcher("frame.across-one").match(block.folded):
            before = len(frame.items)
            _transversal(view, frame, index)
            if len(frame.items) == before and _CHAPTER.fullmatch(block.folded):
                _parts(view, frame, index)


def _transversal(view: View, frame: Frame, index: int) -> None:
    """ "Les axes transversaux : A, B et C", on one line or as the lines below it."""
    block = view.blocks[index]
    for match in _TRANSVERSAL.finditer(block.folded):
        wanted = count_of(match["count"]) if match["count"] else None
        rest = block.text[match.end() :].strip()
        for label, at in _transversal_labels(view, index, match, rest, wanted):
            entry = view.blocks[at]
            frame.add(Item("axe_transversal", None, label, entry.first, entry.last))
            if at != index or block.words <= MAX_ENTRY:
                frame.label_blocks.add(at)


def _parts(view: View, frame: Frame, index: int) -> None:
    """The titles that part a chapter which says no more than that its priorities are transversal."""
    if view.blocks[index].words > MAX_HEADING or view.blocks[index].mark or index in frame.headings:
        return
    titles: list[int] = []
    for at in range(index + 1, min(index + CHAPTER, len(view.blocks) - 1)):
        block = view.blocks[at]
        if at in frame.headings or _ends(block) or HEADING.match(block.folded):
            break
        if _is_title(block) and view.blocks[at + 1].words >= PARAGRAPH:
            titles.append(at)
    if 1 < len(titles) <= MOST:
        for at in titles:
            block = view.blocks[at]
            frame.headings[at] = frame.add(Item("axe_transversal", None, block.text, block.first, block.last))


def _ends(block: Block) -> bool:
    """Whether a title opens another chapter."""
    if block.words > MAX_NAME or block.mark == "bullet":
        return False
    told = ("governance", "signatures", "annex", "reset", "context", "indicators")
    return block.caps or bool(number_of(block)) or any(matcher(f"section.{k}").search(block.folded) for k in told)


def _is_title(block: Block) -> bool:
    """Whether a block stands alone on its line, between blank lines, and says a theme and no action."""
    alone = block.gap_before > 0 and len(block.lines) == 1 and not block.mark and block.words <= MAX_NAME
    return alone and block.text[:1].isupper() and block.text[-1:].isalnum() and not opens_action(block.text)


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
    alone = not rest and view.blocks[index].words <= MAX_HEADING
    for at in range(index + 1, min(index + REACH, len(view.blocks))):
        block = view.blocks[at]
        listed = block.mark == "bullet" and block.words <= MAX_NAME and not opens_action(block.text)
        if not (listed if alone or wanted else _short_name(block)) or _OTHER_LIST.search(block.folded):
            break
        found.append((block.text, at))
    if len(found) == wanted or (wanted is None and (rest or alone) and len(found) > 1):
        yield from found


def _short_name(block: Block) -> bool:
    name = (
        _ARTICLE_FIRST.match(block.text) is not None and block.words <= MAX_NAME and not block.text.endswith((".", ":"))
    )
    return name and not matcher("section.commitments").search(block.folded)
