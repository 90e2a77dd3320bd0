"""Prose: "le premier enjeu « A » se décline en 3 ambitions visant à B, à C et à D". Enters: blocks. Leaves: items.

Reports on a contract tell its frame in sentences. Ordinals, counts and enumerations must agree before an item is taken.
"""

import re
from dataclasses import dataclass

from maillage.loaders.find.frame_items import KINDS, Frame, Item, kind_of
from maillage.loaders.find.frame_labels import split_actions
from maillage.loaders.find.frame_lists import ANNOUNCED, count_of
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

_ORDINALS = (
    *("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme"),
    *("sixieme", "septieme", "huitieme", "neuvieme", "dixieme"),
)
_RANKS = {w: str(i) for i, w in enumerate(_ORDINALS, 1)} | {"premiere": "1", "second": "2", "seconde": "2"}
_ORDINAL = rf"(?P<ordinal>premiere?|seconde?|{'|'.join(_ORDINALS[1:])}|1ere?|1er|(?P<digit>\d{{1,2}})e(?:me)?)"
_TOLD = re.compile(
    rf"(?:enfin,? |puis,? |et )?(?:le |la |l'|un )?{_ORDINAL} "
    r"(?P<word>defi|orientation|pilier|ambition|axe|enjeu|engagement|priorite)"
    r"(?P<qualifier>[a-z' ]{0,45}?),? ?\"(?P<label>[^\"]{4,260}?)\""
)
_CHILDREN = re.compile(
    r"\ben (?P<count>\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) "
    r"(?P<word>ambition|objectif|orientation|axe)s?\b"
)
_ACTIONS = re.compile(
    r"\b(?:visant|concourant|consistant|qui visent?|consiste(?:nt)?|vise|visent|cherchent?|ayant pour but) "
    r"(?=a |d'|de )"
)
_CLAUSE = re.compile(
    rf"(?:^|[.;] )(?:et |puis |enfin,? )?(?:le |la |l'){_ORDINAL}"
    r"(?: (?:defi|orientation|pilier|ambition|axe|enjeu|priorite))?"
    r"(?:,? (?:est (?:de |d')?|vise a |consiste a |concerne |porte sur |s'intitule )|,? ?: ?|, )"
    r"(?P<label>[^,.;:\"]{4,110})(?=[,.;:])"
)
CLOSE = 3  # blocks under an announcement in which a sentence each tells what it announced
_NEAR = 14  # blocks under an announcement in which its ordinals are looked for


@dataclass(slots=True)
class _Told:
    """An ordinal sentence: what it names and the actions that it enumerates."""

    index: int
    item: Item
    word: str
    wanted: int | None  # how many children it says
    child: str | None
    actions: list[str]


def find_prose(view: View, frame: Frame) -> None:
    """Series of ordinal sentences, each an item, with the children they enumerate."""
    series: list[_Told] = []
    for index, block in enumerate(view.blocks):
        if not block.mark and not any(i.number for i in frame.items):
            _clauses(view, frame, index)
        told = _told(view, index) if '"' in block.folded and "em" in block.folded else None
        if told is None:
            continue
        if series and not (
            told.word == series[-1].word and int(told.item.number or 0) == int(series[-1].item.number or 0) + 1
        ):
            _add_series(view, frame, series)
            series = []
        series.append(told)
    _add_series(view, frame, series)


def _clauses(view: View, frame: Frame, index: int) -> None:
    """ "… quatre orientations. La première, loger mieux, part de … La deuxième, …": as many sentences as announced."""
    announced = [m for m in ANNOUNCED.finditer(view.blocks[index].folded) if m["word"] in KINDS]
    if not announced or matcher("frame.other").search(view.blocks[index].folded):
        return
    kind = kind_of(announced[-1]["word"], transversal="transvers" in announced[-1]["adjectives"])
    found: list[Item] = []
    for block in view.blocks[index : index + CLOSE + 1]:
        for match in _CLAUSE.finditer(block.folded):
            number = match["digit"] or _RANKS.get(match["ordinal"], "1")
            if int(number) == len(found) + 1:
                label = block.text[match.start("label") : match.end("label")].strip()
                first, last = line_in(block, match.start("label")), line_in(block, match.end("label"))
                found.append(Item(kind, number, label, first, last))
    if len(found) == count_of(announced[-1]["count"]) and len(found) > 1:
        for item in found:
            frame.add(item)


def _told(view: View, index: int) -> _Told | None:
    """What a block says when it opens with "le premier enjeu « … »"."""
    block = view.blocks[index]
    match = _TOLD.match(block.folded)
    if not match:
        return None
    number = match["digit"] or _RANKS.get(match["ordinal"], "1")
    label = block.text[match.start("label") : match.end("label")].removesuffix("(…)").strip()
    kind = (
        "engagement"
        if match["word"] == "engagement"
        else kind_of(match["word"], transversal="transversal" in match["qualifier"])
    )
    rest, folded = block.text[match.end() :], block.folded[match.end() :]
    counted, actions = _CHILDREN.search(folded), _ACTIONS.search(folded)
    wanted = count_of(counted["count"]) if counted else None
    found = split_actions(rest[actions.end() :], wanted) if actions else []
    item = Item(kind, number, label, block.first, block.last)
    return _Told(index, item, match["word"], wanted, KINDS[counted["word"]] if counted else None, found)


def _add_series(view: View, frame: Frame, series: list[_Told]) -> None:
    """The items of a series of two or more, under the kind that its announcement gives when its own word is vague."""
    if len(series) < 2 or series[0].item.number != "1":
        return
    announced = _announced(view, series[0].index)
    container = next((kind for kind, count in announced if count == len(series)), None)
    if series[0].item.kind == "engagement" and container is None:
        return
    total = sum(len(told.actions) for told in series)
    shared = next((kind for kind, count in announced if count == total and kind != container), None)
    for told in series:
        told.item.kind = container if told.item.kind == "engagement" and container else told.item.kind
        parent = frame.add(told.item)
        frame.label_blocks.add(told.index)
        child = told.child or shared
        if child and (told.wanted or shared):
            for label in told.actions:
                frame.add(Item(child, None, label, told.item.first, told.item.last, parent))


def _announced(view: View, index: int) -> list[tuple[str, int]]:
    """The kinds and counts that the nearest announcement above gives: "3 piliers déclinés en 12 ambitions"."""
    for block in reversed(view.blocks[max(0, index - _NEAR) : index]):
        found = [m for m in ANNOUNCED.finditer(block.folded) if m["word"] in KINDS]
        if found:
            return [(KINDS[m["word"]], count_of(m["count"])) for m in found]
    return []
