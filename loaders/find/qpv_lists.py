"""Enumerations of quarters: names after "quartiers prioritaires … :". Enters: a View. Leaves: Sights.

The names stand in the same sentence or as the bullets below; what is nothing but names is a list of them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from maillage.loaders.find.names import NAME
from maillage.loaders.find.qpv_names import PREFIX, QNAME, clean, plausible
from maillage.loaders.find.qpv_sight import COUNT, STRONG, Sight, number_of, towns_after
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_PARENTHESIS = re.compile(r"((?:quartiers|qpv)[^.;:()]{0,60}(?:\(qpv\) ?)?)\(((?!qpv\))[^()]{5,600})\)")
_Item = tuple[str, tuple[str, ...], int]  # name, communes, position
_ARE = re.compile(
    r"\b(?:les|nos|ses|\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:quartiers|qpv)"
    r"(?: (?:prioritaires?|de la politique de la ville|retenus|concernes)){0,3}"
    r" (?:sont|s'appellent) (?!:)"
)
_ONLY = re.compile(
    r"\b(?:unique|seul|un\sdes)\s(?:\w+\s)?(?:quartiers?\s(?:prioritaires?|de\sla\spolitique\sde\sla\sville)|QPV)\b"
)
_IS_BEFORE = re.compile(rf"(?P<name>{QNAME}),?\s(?:est|demeure|reste|constitue|forme)\s(?:l['’]|le\s)?$")
NAME_REACH = 90  # characters before "l'unique quartier prioritaire" in which the quarter's name stands
_LIES_AT = re.compile(rf"\b(?:situés?|sont|se trouvent|localisés?) à (?P<town>{NAME}) ?$")
_THAT = re.compile(r"^celui (?:de la |de l[’'] ?|du |des |de |d[’'])")
_COUNTED = re.compile(
    r"\b(\d{1,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt) (?:quartiers|qpv)\b"
)
REACH = 6  # blank lines, but one for each name, among which counted names stand
FEWEST_TOLD = 2  # names with their communes, and communes, that tell an enumeration of quarters
NUMBER = 12  # characters before "quartiers" in which their number stands
_TOWN_FIRST = re.compile(rf"({NAME}) ?:")
_OF_TOWN = re.compile(rf"\b(?:commune|ville) (?:de |d[’'])({NAME}) *$")


_FIELD = re.compile(
    r" (?:Indicateurs?|[ÉE]ch[ée]ances?|Calendrier|Financements?|Co[ûu]t|Budget|Porteurs?|Pilotes?|Partenaires?|"
    r"Suivi|Moyens|Objectifs?|Publics?|Actions?)(?: [a-zà-ÿ’']+){0,3} ?:"
)


def listed(view: View, communes: Mapping[str, str]) -> Iterator[Sight]:
    """Names after "quartiers prioritaires … :", on the same line of thought or as the bullets below."""
    yield from _under_count(view)
    yield from _told(view)
    for index, block in enumerate(view.blocks):
        colon = block.text.find(":")
        while colon >= 0:
            start = max(0, block.folded.rfind(". ", 0, colon) + 1)
            lead = block.folded[start:colon]
            outside = _lead(lead) if "quartier" in lead or "qpv" in lead or "territoire" in lead else None
            if outside is not None:
                yield from _listed(view, index, colon + 1, communes, outside, block.text[start:colon])
            elif "quartier" in block.folded[:start] or "prioritaire" in block.folded[:colon]:
                yield from _with_towns(view, index, colon + 1, communes)
                yield from _at_town(view, index, colon, communes)
            colon = block.text.find(":", colon + 1)
        for match in _ARE.finditer(block.folded):  # "les deux quartiers prioritaires sont A et B"
            stop = block.text.find(".", match.end())
            names = list(_inline(view, index, match.end(), communes, False, stop if stop > 0 else None))
            count = COUNT.search(block.folded, max(0, match.start() - NUMBER), match.end())
            yield from names if not count or number_of(count) == len(names) else ()
        if "(" in block.text and ("quartiers" in block.folded or "qpv" in block.folded):
            yield from _between_parentheses(view, index, communes)


def _told(view: View) -> Iterator[Sight]:
    """ "Bel-Air est l'unique quartier prioritaire de la commune"."""
    for only in _ONLY.finditer(view.body):
        start = max(0, only.start() - NAME_REACH)
        match = _IS_BEFORE.search(view.body[start : only.start()])
        name = clean(match["name"]) if match else ""
        if match and plausible(name):
            yield Sight(name, view.line_at(start + match.start("name")), STRONG)


def _under_count(view: View) -> Iterator[Sight]:
    """As many lines "Bel-Air (Avray)" as a sentence above them counts quarters."""
    for number, line in enumerate(view.lines, 1):
        count = _COUNTED.search(fold(line)) if "uartiers" in line or "QPV" in line else None
        if count is None:
            continue
        wanted = number_of(count)
        reach = range(number + 1, min(number + 2 * wanted + REACH, len(view.lines) + 1))
        filled = [n for n in reach if view.lines[n - 1].strip() and n not in view.furniture][: wanted + 1]
        named = [
            (n, item) for n in filled for item in [_item(view.lines[n - 1].strip())] if item is not None and item[1]
        ]
        if wanted > 1 and [n for n, _ in named] == filled[:wanted]:
            yield from (Sight(name, n, STRONG, towns, group=number) for n, (name, towns) in named)


def _between_parentheses(view: View, index: int, communes: Mapping[str, str]) -> Iterator[Sight]:
    """ "trois quartiers prioritaires (Bel-Air, Les Tilleuls et Salines)": believed when the number is right."""
    block = view.blocks[index]
    for match in _PARENTHESIS.finditer(block.folded):
        found = list(_inline(view, index, match.start(2), communes, False, match.end(2)))
        count = COUNT.search(block.folded, max(0, match.start() - NUMBER), match.end(1))
        if found and count and number_of(count) == len(found):
            yield from found


def _listed(
    view: View, index: int, start: int, communes: Mapping[str, str], outside: bool, lead: str
) -> Iterator[Sight]:
    """The names that a lead announces; a lead that is about other things is only believed when the number is right."""
    found = list(_inline(view, index, start, communes, outside))
    if not found and not view.blocks[index].text[start:].strip():
        found = list(_bullets(view, index, outside))
    count = COUNT.search(fold(lead))
    exact = bool(count and len(found) == number_of(count))
    if not exact and matcher("qpv.not_lead").search(fold(lead)):
        return
    town = _OF_TOWN.search(lead)
    where = (town[1],) if town else ()
    yield from (replace(s, communes=s.communes or where) for s in found)


def _with_towns(view: View, index: int, start: int, communes: Mapping[str, str]) -> Iterator[Sight]:
    """ "… : Bel-Air et la Cité à Avray, les Ormes à Corbie": names with the communes of the contract are quarters'."""
    found = list(_inline(view, index, start, communes, False))
    told = [s for s in found if s.communes and all(key(town) in communes for town in s.communes)]
    if len(told) < FEWEST_TOLD or len({key(s.communes[0]) for s in told}) < FEWEST_TOLD or 2 * len(told) < len(found):
        return
    towns: tuple[str, ...] = ()
    for sight in reversed(found):  # "Bel-Air et la Cité à Avray": the first is of the next one's commune
        towns = sight.communes or towns
        yield replace(sight, communes=towns)


def _at_town(view: View, index: int, colon: int, communes: Mapping[str, str]) -> Iterator[Sight]:
    """ "Les autres sont situés à Avray : Bel-Air, la Cité et les Ormes"."""
    town = _LIES_AT.search(view.blocks[index].text, 0, colon)
    known = communes.get(key(town["town"])) if town else None
    if known:
        yield from (replace(s, communes=(known,)) for s in _inline(view, index, colon + 1, communes, False))


def _lead(lead: str) -> bool | None:
    """Whether the names that follow are outside the priority quarters; None when no quarters are announced."""
    if matcher("qpv.outside_before").search(lead.rstrip() + " "):
        return True
    return False if matcher("qpv.lead").search(lead.rstrip()) else None


def _inline(
    view: View, index: int, start: int, communes: Mapping[str, str], outside: bool, stop: int | None = None
) -> Iterator[Sight]:
    """ ": Avray-Nord, Bel-Air et Les Tilleuls." as quarters, when it is nothing but names and not only of communes."""
    block = view.blocks[index]
    text = block.text[start:stop]
    if (field := _FIELD.search(text)) is not None:
        text = text[: field.start()]  # "Quartiers : A, B / Indicateurs : …", the fields of a fiche in one block
    end = re.search(r"[.;](?:\s|$)(?! ?[A-Z]\w+ ;)", text) if ";" not in text else re.search(r"\.(?:\s|$)", text)
    text = text[: end.start()] if end else text
    pieces = _pieces(text)
    items: list[_Item] = []
    for piece, offset in pieces:
        item = _item(piece)
        item = _at_masculine(item, communes) if item else None
        if item and key(item[0]) in communes and items and items[-1][1]:
            items[-1] = (items[-1][0], (*items[-1][1], item[0]), items[-1][2])  # "Bel-Air à Avray et Corbie"
        elif item:
            items.append((*item, start + offset))
    if len(items) < 2 or len(items) < 0.6 * len(pieces) or sum(key(i[0]) in communes for i in items) * 2 >= len(items):
        return
    for name, towns, at in _of_one_town(items, text, start):
        line = view.line_at(view.starts[index] + at)
        yield Sight(name, line, STRONG, towns, outside=outside, group=block.first)


def _at_masculine(item: tuple[str, tuple[str, ...]], communes: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """ "Le Marais au Quesnet": the quarter, and the commune Le Quesnet, where that is known."""
    name, towns = item
    start, of, town = name.rpartition(" au ")
    known = communes.get(key(f"Le {town}")) if of and not towns else None
    return (start, (known,)) if known and plausible(start) else item


def _of_one_town(items: Sequence[_Item], text: str, start: int) -> Iterator[_Item]:
    """ "Bel-Air, Les Ormes et Les Lilas à Avray ; La Cité à Corbie": the commune is that of all between semicolons."""
    parts = text.split(";")
    groups: dict[int, list[_Item]] = {}
    for item in items:
        groups.setdefault(text.count(";", 0, item[2] - start), []).append(item)
    for group in groups.values():
        shared = group[-1][1] if len(parts) > 1 and not any(towns for _, towns, _ in group[:-1]) else ()
        yield from ((name, towns or shared, at) for name, towns, at in group)


_PIECE = re.compile(
    r"\s*(?:;| [ü✓] |,(?![^(]*\))(?! à [A-ZÀ-Ý])"
    r"|,? et (?:un |le |la |les )?(?:nouveau )?(?=quartier|celui|[A-ZÀ-Ýd«])(?![^(]*\)))\s*"
)


def _pieces(text: str) -> list[tuple[str, int]]:
    """An enumeration's pieces with their positions; commas between parentheses part nothing."""
    found, last = [], 0
    for match in _PIECE.finditer(text):
        found.append((text[last : match.start()], last))
        last = match.end()
    found.append((text[last:], last))
    return [(piece, at) for piece, at in found if piece.strip()]


def _item(text: str) -> tuple[str, tuple[str, ...]] | None:
    """ "le quartier Bel-Air à Avray" as a name and its communes; None when it is anything else."""
    text = text.strip(" .;,")
    text = text[text.rfind(":") + 1 :].strip() if ":" in text else text
    text = _THAT.sub("", text)
    bare = PREFIX.match(text)
    start = bare.end() if bare else 0
    quote = 1 if text[start : start + 1] in '«“"' and text[start : start + 1] else 0
    match = re.compile(rf" ?(?:[Ll]a |[Ll]e |[Ll]es )?{QNAME}").match(text, start + quote)
    if not match:
        return None
    towns, end = towns_after(text, match.end())
    name = clean(text[: match.end()])
    left = text[end:].strip(' »”".;,)')
    return (name, towns) if plausible(name) and (not left or re.match(r"\(|\d|[-–:,] ?\d", left)) else None


def _bullets(view: View, index: int, outside: bool) -> Iterator[Sight]:
    """The bullets or short lines under the announcement, as long as each is a name."""
    group = view.blocks[index].first
    for block in view.blocks[index + 1 : index + 60]:
        if len(block.text) > 160 or block.page > view.blocks[index].page + 1:
            return
        town = _TOWN_FIRST.match(block.text)
        pieces = [block.text] if not town and _item(block.text) else [p for p, _ in _pieces(_after_colon(block.text))]
        items = [item for item in map(_item, pieces) if item]
        if not items or len(items) < len(pieces):
            return
        seen = {key(t) for _, towns in items for t in towns}
        for name, towns in items:
            if towns or (key(name) not in seen and not _is_town(name, items)):
                where = towns or ((town[1],) if town else ())
                yield Sight(name, block.first, STRONG, where, outside=outside, group=group)


def _is_town(name: str, items: list[tuple[str, tuple[str, ...]]]) -> bool:
    """ "… Bel-Air à Avray et Corbie": the last of items that all have their commune is a commune itself."""
    return len(items) > 1 and items[-1][0] == name and all(towns for _, towns in items[:-1])


def _after_colon(text: str) -> str:
    return text[text.find(":") + 1 :]
