"""Row links: the rows of tables of actions → what their columns name, and one statement each.

Columns say what their cells are: an operator that no thesaurus knows is an organisation there, a quarter is named
without the word. What a column does not say, the headings above the table do.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.frame_items import KINDS, Frame, Item, kind_of, labels_alike
from maillage.loaders.find.frame_words import HEADING, arabic
from maillage.loaders.find.item_mentions import ItemMentions, innermost
from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.partners import Partners
from maillage.loaders.find.qpv_names import clean, plausible, telling
from maillage.loaders.find.qpv_sight import HEADING as LIKELY
from maillage.loaders.find.qpv_sight import STRONG, Sight
from maillage.loaders.find.row_partners import MARKS, MAX_NAME, PIECES, carriers_of, named_in_cells, operating
from maillage.loaders.find.rows import ActionRow, FrameCell
from maillage.loaders.find.section_state import Context, QuartersIn
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

SURE = 0.95  # probability: a row under a header that says "action" is a commitment, but for what nobody foresaw
MAX_QUARTER = 6  # words
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,4}(?=[.)]|\s*[-–:]))\s*[.):–-]*\s*(?P<label>\S.*)?$", re.DOTALL
)
_AIM = re.compile(r"(?:les )?(?:objectif|enjeu)s?(?: (?:vise|poursuivi|recherche|attendu)s?)? ?:?")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}")
_RANGE = re.compile(r"(\d{1,2}) a (\d{1,2})")
_SEVERAL = re.compile(
    r"(?P<word>(?:defi|axe|pilier|orientation|ambition|enjeu|objectif|priorite|thematique|levier|cap)s? ?)?"
    r"(?:n ?°s? ?)?"
    r"(?P<numbers>\d{1,2}(?:\.\d{1,2}){0,2}(?:(?: ?[,;/&+] ?| et | a | ?, et )\d{1,2}(?:\.\d{1,2}){0,2})+)"
)
_EACH = re.compile(r"\s*(?:[;\n•]|,| / | & | \+ |\bet\b)\s*(?=\S)")
MOST_RANGE = 12  # items that a range may stand for
_FRAME_WORD = re.compile(r"sous-thematique|thematique|fil rouge|[a-z]+")
_OTHER_WORDS = {"theme": "orientation", "volet": "orientation", "cap": "orientation"}
_YEAR = re.compile(r"\b20[2-4]\d\b")
_BARE_AMOUNT = re.compile(r"(?<![\w/])\d{1,3}(?:[   .]?\d{3})*(?:,\d+)?(?![\w/])")
_UNIT = re.compile(r"\b(k€|m€|keuros?|milliers d.euros)")


def add_items(rows: Sequence[ActionRow], frame: Frame) -> None:
    """Add the frame items that rows name to the frame, and give each row the innermost of its own."""
    known: dict[tuple[Item | None, FrameCell], Item] = {}
    mentions = ItemMentions(frame)  # as the contract announces them
    for row in rows:
        items: list[Item] = []
        for cell in row.frame:
            if not row.top and _own_aim(cell, frame):
                continue
            above = items[0] if items else None
            if told := _announced(cell, mentions):
                items = told
                continue
            items = []
            for one in _each(cell):
                if (above, one) not in known:
                    known[above, one] = frame.add(_item(one, above, frame))
                items.append(known[above, one])
        row.items = tuple(dict.fromkeys(items))


def _announced(cell: FrameCell, mentions: ItemMentions) -> list[Item]:
    """The items that a field calls by more than one number: "1 – objectif 1.2" in the field "Axe"."""
    text = " ".join(cell.text.split())
    told = mentions.told(f"{cell.head.split(' ')[0]} {text}")
    return innermost(told) if len(told) > 1 and _SEVERAL.fullmatch(fold(text)) is None else []


def _own_aim(cell: FrameCell, frame: Frame) -> bool:
    """Whether the field "Objectif" of a sheet says what the action is for, and names no objective of the contract."""
    numbered = _NUMBERED.match(cell.text) or HEADING.match(fold(cell.text))
    known = any(labels_alike(item.label, cell.text) for item in frame.items)
    return _AIM.fullmatch(cell.head) is not None and not numbered and not known


def _each(cell: FrameCell) -> list[FrameCell]:
    """The cells that one which names several items stands for: "Axe 1 et Axe 3", "Défis 1, 2", "1 à 3"."""
    text = " ".join(cell.text.split())
    several = _SEVERAL.fullmatch(fold(text))
    if several:
        word = text[: len(several["word"] or "")].strip().removesuffix("s")
        numbers = _numbers(several["numbers"])
        return [replace(cell, text=f"{word} {number}".strip()) for number in numbers]
    pieces = [" ".join(piece.split()) for piece in _EACH.split(cell.text) if piece.strip()]
    matches = [HEADING.match(fold(piece)) for piece in pieces]
    told = len(pieces) > 1 and all(match is not None and match["number"] for match in matches)
    return [replace(cell, text=piece) for piece in pieces] if told else [cell]


def _numbers(said: str) -> list[str]:
    """ "1, 2 et 4" → 1, 2, 4; "1 à 3" → 1, 2, 3."""
    bounds = _RANGE.fullmatch(said)
    if bounds and int(bounds[1]) < int(bounds[2]) <= int(bounds[1]) + MOST_RANGE:
        return [str(number) for number in range(int(bounds[1]), int(bounds[2]) + 1)]
    return _NUMBER.findall(said)


def _item(cell: FrameCell, parent: Item | None, frame: Frame) -> Item:
    """The item that a cell names: its kind by its own word or by the head of its column."""
    text = " ".join(cell.text.split())
    kind, number, label = _kind_of_head(cell.head), None, text
    match = HEADING.match(fold(text))
    if match and (match["number"] or match["end"].strip()):
        kind = kind_of(match["word"], transversal="transversal" in match["qualifier"])
        number, label = arabic(match["number"]), text[match.start("label") :].strip()
    elif numbered := _NUMBERED.match(text):
        number, label = arabic(numbered["number"].lower()), numbered["label"] or ""
    if not label and number:
        named = next((i for i in frame.items if (i.kind, i.number) == (kind, number)), None)
        above = next((i for i in frame.items if "." in number and i.number == number.rpartition(".")[0]), None)
        if named is None and above is not None and "." in (above.number or ""):
            return above  # "3.1.2" numbers the action itself
        label = named.label if named else text
    return Item(kind, number, label or text, cell.first, cell.last, parent)


def _kind_of_head(head: str) -> str:
    for word in _FRAME_WORD.findall(head):
        for known in (word, word.rstrip("s"), word.removesuffix("x")):
            if known in KINDS:
                return kind_of(known, transversal="transversa" in head)
            if known in _OTHER_WORDS:
                return _OTHER_WORDS[known]
    return "objectif"  # a row across the table


def schemes(rows: Sequence[ActionRow]) -> list[tuple[int, str]]:
    """(line, name) of each scheme that a column of schemes names."""
    found = []
    for row in rows:
        for cell in row.cells.get("dispositif", ()):
            for piece in map(str.strip, PIECES.split(cell.text)):
                if piece[:1].isupper() and 1 < len(piece.split()) <= MAX_NAME and not piece.endswith("."):
                    found.append((cell.first, piece))
    return found


def quarters_named(rows: Sequence[ActionRow], towns: Sequence[str]) -> list[Sight]:
    """The quarters that columns of quarters name; ``towns``: comparable names of the communes, which are none."""
    found = []
    for row in rows:
        heads = [head.text for head in row.heads.values() if head.kind == "quarters"]
        weight = STRONG if any(re.match(r"quartiers?|qpv|qp\b", head) for head in heads) else LIKELY
        for cell in row.cells.get("quarters", ()):
            for piece in PIECES.split(cell.text):
                name = clean(piece)
                if _names_quarter(name, towns):
                    found.append(Sight(name, cell.first, weight))
    return found


def _names_quarter(name: str, towns: Sequence[str]) -> bool:
    if not (plausible(name) and telling(name) and name[:1].isupper() and len(name.split()) <= MAX_QUARTER):
        return False
    folded = fold(name)
    return not (key(name) in towns or known_body(name) or matcher("cell.everywhere").search(folded))


def row_statements(
    view: View, rows: Sequence[ActionRow], under: Sequence[Context], partners: Partners, quarters_in: QuartersIn
) -> list[Statement]:
    """One statement a row, in the order of the text."""
    found = []
    firsts = [block.first for block in view.blocks]
    nouns = Nouns(view, partners)
    for row in rows:
        index = max(0, bisect_right(firsts, row.first) - 1)
        context = _context(row, under[index], partners, nouns, quarters_in)
        statement = Statement(
            index, row.first, row.last, _said(row, view), context, frozenset({"row"}), SURE, SURE, "table-row"
        )
        statement.indicators = _measured(row)
        statement.deadline = _deadline(row)
        statement.amount = _amount(row)
        statement.paying = named_in_cells(row.cells.get("amount", ()), partners)
        found.append(statement)
    return found


def _context(row: ActionRow, above: Context, partners: Partners, nouns: Nouns, quarters_in: QuartersIn) -> Context:
    """What a row's columns say; where they say nothing, what the headings above its table do."""
    context = replace(above, section="table", heading=False)
    if row.items:
        item, *others = row.items
        path = (*above.path[:2], item.label)
        context = replace(context, item=item, other_items=tuple(others), item_origin="column", path=path)
    if any(cell.text.strip(MARKS) for cell in operating(row)):
        context = replace(context, partners=carriers_of(row, partners, nouns, above.commune), partner_origin="column")
    places = row.text("quarters", " ; ")
    if quarters := tuple(quarters_in(places, above.commune.place if above.commune else None)) if places else ():
        context = replace(context, quarters=quarters, scope="named")
    elif places and matcher("cell.everywhere").search(fold(places).strip()):
        context = replace(context, quarters=(), scope="stated_all")
    return context


def _said(row: ActionRow, view: View) -> str:
    """What a row says is done; of a flattened table its lines as they are printed, but for the names of persons."""
    if not row.flat:
        return row.action.strip()
    aside = {number for cell in row.cells.get("person", ()) for number in range(cell.first, cell.last + 1)}
    lines = ((n, view.lines[n - 1].strip()) for n in range(row.first, row.last + 1))
    return " ".join(line for n, line in lines if line and n not in aside and n not in view.furniture)


def _measured(row: ActionRow) -> bool:
    """Whether a row has indicators: in their column, in a table without one in what the action says."""
    if any(head.kind == "indicators" for head in row.heads.values()):
        return bool(row.text("indicators").strip(MARKS))
    return matcher("indicators").search(fold(row.action)) is not None


def _deadline(row: ActionRow) -> str | None:
    """The year, or the first and last of the years, that a column of dates gives or heads."""
    text = row.text("deadline")
    if deadline := deadline_in(text):
        return deadline
    years = sorted(set(_YEAR.findall(text)))
    return "-".join(dict.fromkeys((years[0], years[-1]))) if years else None


def _amount(row: ActionRow) -> str | None:
    """The sum that a column of amounts gives; its unit may stand in the head."""
    for cell in row.cells.get("amount", ()):
        if amount := amount_in(cell.text):
            return amount
        if figure := _BARE_AMOUNT.search(cell.text.strip()):
            unit = _UNIT.search(row.heads[cell.column].printed) if cell.column in row.heads else None
            return f"{figure[0]} {unit[1].replace('m', 'M') if unit else '€'}"
    return None
