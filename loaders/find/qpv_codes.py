"""Coded quarters: the name beside an official code, wherever it is. Enters: a View and communes. Leaves: Sights.

A code may follow its name in a sentence ("Bel-Air, à Avray (QN05999M)"), stand in its row, or have a line of its own
under the name and the commune when a table was printed one cell a line.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from maillage.loaders.find.names import NAME, listed_names, title_case
from maillage.loaders.find.qpv_columns import roles_of
from maillage.loaders.find.qpv_names import QNAME, clean, plausible, prose_like
from maillage.loaders.find.qpv_sight import CODE, POPULATION, STRONG, Sight, towns_after
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

_EDGE = " -–:|();,\t"
_CASED = re.compile(QNAME)
_OPEN = re.compile(r"(?:[-–/]|\b(?:[Dd]e|[Dd]u|[Dd]es|[Ll]a|[Ll]e|[Ll]es|[Ee]t))$|^$")
_GOES_ON = re.compile(r"(?:[Dd]e|[Dd]u|[Dd]es|[Ee]t|[-–/])\b ?")
_TOWNS = rf"{NAME}(?:(?:,| et| /) {NAME})*"
_BEFORE = re.compile(
    rf"(?P<name>{QNAME})(?:,? (?:à|\(?commune d[e’'] ?) ?(?P<towns>{_TOWNS})| \((?P<inside>{_TOWNS}),)?"
    r"[ ,–:|-]*\(?(?:(?:[Cc]ode(?: QPV)?|n°) ?:? ?)?$"
)
_ROW = re.compile(rf" *(?:[Ll]a |[Ll]e |[Ll]es )?{QNAME} ?\( ?$")
_COLUMNS = re.compile(r" {2,}|\t|\|")
_FIGURES = re.compile(r"[\d  .,%–—()€-]+(?:hab(?:itants|\.)?)?$")
_TOWN_CELL = re.compile(rf"\)\s+(?P<towns>{_TOWNS})\s+\d")
_LABEL = re.compile(r"(?:communes?|villes?)(?:\(s\))? ?: ?")
_CODE_LABEL = re.compile(r"(?:code|n°)(?: (?:du )?(?:qpv|quartier))?$")
# What is told of a quarter in another column, or that column's head: "Revenu médian 10 870 €", "Moins de 25 ans".
_MEASURE = re.compile(r"[%€]$|\d ?(?:€|%|hab\b|euros)|^(?:part|taux|revenu|nombre|indice|moins|evolution|nb|pop)\b")
_HEAD = re.compile(r"\b(?:quartiers?|qpv|communes?|code|population|habitants|projet|fiche|logements|nom)\b")
_LONE_HEAD = re.compile(r"communes?(?: concernees?)?")
_AND = re.compile(r", | et | / ")
_BESIDES = re.compile(r" [-–|] |, | : ")  # what is told of a quarter under its title, on one line
_CLAUSE = re.compile(r" ?[:,;] | et (?:le |la |les )?")
MAX_WORDS = 6  # of a name in a sentence, its last words in small letters: "Centre ancien"
BACK = 6  # filled lines above a code in which the cells of its row stand
LONGEST = 60  # characters of such a cell
HEADS = 5  # heads of columns that may stand one under the other
REACH = 200  # characters of a sentence before a code


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands before a code: a sentence's end, or the cells of its row."""

    number: int
    text: str


def coded(view: View, communes: Mapping[str, str]) -> Iterator[Sight]:
    """The quarters of all codes of a document."""
    town_first = _town_first(view)
    for number, line in enumerate(view.lines, 1):
        if "QN" not in line and "QP" not in line:
            continue
        codes = list(CODE.finditer(line))
        last = 0
        for match, following in zip_longest(codes, codes[1:]):
            rest = line[match.end() : following.start() if following else len(line)].strip(_EDGE)
            before = line[last : match.start()]
            named = _ROW.match(before) is not None  # "Bel-Air (QN05999M) Avray 1 200"
            told = _BEFORE.search(before) if line[match.end() :].lstrip().startswith(")") else None
            named = named or bool(told and told["inside"])  # "Bel-Air (Avray, QN05999M), Les Tilleuls (…"
            sight = _after(view, number, rest, match, communes) if not named and (rest or match.start() < 3) else None
            sight = sight or _before(view, number, line[last : match.start()], match, communes, town_first)
            last = match.end()
            if sight is not None:
                yield sight


def _sight(name: str, number: int, towns: tuple[str, ...], match: re.Match[str]) -> Sight | None:
    bare = clean(POPULATION.sub("", name))
    if not plausible(bare) or prose_like(bare):
        return None
    return Sight(bare, number, STRONG, towns, match["code"].replace(" ", ""))


def _after(view: View, number: int, rest: str, match: re.Match[str], communes: Mapping[str, str]) -> Sight | None:
    """ "QN05999M - Les Tilleuls Avray": the name after a code, that goes on below while it is not finished.

    A commune alone under a code alone is the next cell of a row whose name stands above.
    """
    if not rest and _below(view, number, communes):
        return None
    for below in view.lines[number : number + 16]:
        text = below.strip()
        if not text:
            continue
        if (rest and not _OPEN.search(rest) and not _GOES_ON.match(text)) or CODE.search(text):
            break
        rest = f"{rest} {text}".strip()
    name = _CASED.match(rest)
    if name is None:
        return None
    bare, town = _without_town(clean(POPULATION.sub("", name[0])), communes)
    return _sight(bare, number, (town,) if town else towns_after(rest, len(name[0]))[0], match)


def _before(
    view: View, number: int, head: str, match: re.Match[str], communes: Mapping[str, str], town_first: bool
) -> Sight | None:
    """The name that stands before a code: in its sentence, in its row, or in the lines above."""
    titled = _under_title(view, number, head, match, communes)
    if titled is not None:
        return titled
    inline = head.rstrip().endswith(("(", "code", ":", ",")) and not _CODE_LABEL.match(fold(head).strip(" :"))
    told = _BEFORE.search(_sentence(view, number, head)) if inline else None
    if told and not _CODE_LABEL.search(fold(told["name"])):
        beside = told["towns"] or told["inside"]
        towns = tuple(title_case(n) for n in listed_names(beside)) if beside else ()
        bare, town = _without_town(told["name"], communes) if not towns else (told["name"], None)
        behind = towns_after(view.lines[number - 1][match.end() :].lstrip(_EDGE), 0)[0] or _next_cell(
            view, number, match
        )
        return _sight(bare, number, (town,) if town else towns or behind, match)
    if inline and head.strip(_EDGE):
        last = _CLAUSE.split(head.strip(_EDGE))[-1].strip()
        plain = last[:1].isupper() and last.count(" ") < MAX_WORDS
        return _sight(last, number, (), match) if plain and not _is_header(last) else None
    row = _cells(view, number, head)
    if not row:
        return None
    names, towns = _parted(row, communes, town_first)
    if len(row) == 1 and names:
        bare, town = _without_town(names[0].text, communes)
        if town is None and town_first:
            bare, towns = _after_towns(view, names[0].text)
        return _sight(bare, names[0].number, (town,) if town else towns or _below(view, number, communes), match)
    return _sight(names[0].text, names[0].number, towns, match) if names else None


def _under_title(view: View, number: int, head: str, match: re.Match[str], communes: Mapping[str, str]) -> Sight | None:
    """ "Avray – 4 312 habitants – code QN05999M" under the title "BEL-AIR": the title, and the commune."""
    parts = [part for part in _BESIDES.split(head.strip(_EDGE)) if part and not _FIGURES.match(part)]
    towns = [part for part in parts if not _CODE_LABEL.match(fold(part).strip(" :"))]
    if len(towns) != 1 or len(towns) == len(_BESIDES.split(head)) or key(towns[0]) not in communes:
        return None
    above = next((n for n in range(number - 1, max(0, number - 3), -1) if view.lines[n - 1].strip()), 0)
    title = view.lines[above - 1].strip() if above else ""
    if not title[:1].isupper() or len(title) > LONGEST or CODE.search(title) or not title[-1:].isalnum():
        return None
    return _sight(title_case(title) if title.isupper() else title, above, (communes[key(towns[0])],), match)


def _after_towns(view: View, text: str) -> tuple[str, tuple[str, ...]]:
    """ "Avray, Corbie Les Tilleuls" of a row whose first column holds communes: the name, and those communes.

    That words are a commune's name is told by the document: it speaks of its town hall, or says "à Avray, …".
    """
    words = text.split(" ")
    for at in range(len(words) - 1, 0, -1):
        towns = _AND.split(" ".join(words[:at]))
        if words[at][0].isupper() and all(_is_town(view, town) for town in towns):
            return " ".join(words[at:]), tuple(towns)
    return text, ()


def _is_town(view: View, name: str) -> bool:
    said = (
        rf"(?:\b(?:[Cc]ommunes?|[Vv]illes?|[Mm]aires?|[Mm]airie) (?:de |d['’])|(?:^|\W)[ÀA] ){re.escape(name)}(?![\w-])"
    )
    return re.search(said, view.body, re.MULTILINE) is not None


def _next_cell(view: View, number: int, match: re.Match[str]) -> tuple[str, ...]:
    """The commune in the column after a name with its code: "Bel-Air (QN05999M)  Avray  1 200"."""
    cell = _TOWN_CELL.match(view.lines[number - 1], match.end())
    return tuple(title_case(n) for n in listed_names(cell["towns"])) if cell else ()


def _below(view: View, number: int, communes: Mapping[str, str]) -> tuple[str, ...]:
    """The commune on the line under a name with its code, where its column was printed so."""
    below = next((line.strip() for line in view.lines[number : number + 2] if line.strip()), "")
    return (communes[key(below)],) if key(below) in communes else ()


def _sentence(view: View, number: int, head: str) -> str:
    """What stands before the code in its sentence, from the line above on when it begins there."""
    above = view.lines[number - 2].strip() if number > 1 and len(head.strip(_EDGE)) < 3 else ""
    return f"{above} {head.lstrip()}"[-REACH:]


def _cells(view: View, number: int, head: str) -> list[_Row]:
    """The cells of a code's row: those on its line, else the short lines above it down from the row before."""
    raw = view.document.lines[number - 1]
    printed = raw[: raw.find(CODE.search(raw)[0])] if CODE.search(raw) else head  # type: ignore[index]
    here = [c.strip(_EDGE) for c in _COLUMNS.split(printed if printed.strip() else head)]
    cells = [_Row(number, c) for c in here if c and not _CODE_LABEL.match(fold(c).strip(" :"))]
    if len(cells) > 1 and _COLUMNS.search(printed.strip()):
        return cells
    found = cells[:]
    first = max(view.document.page_starts[view.page_of(number) - 1], 1)
    filled = [n for n in range(first, number) if view.lines[n - 1].strip() and n not in view.furniture][-BACK:]
    for n in reversed(filled):
        text = view.lines[n - 1].strip()
        if text.startswith("(") and text.endswith(")") and len(text) <= 2 * LONGEST:
            found.insert(0, _Row(n, f"Communes : {text[text.find(':') + 1 :].strip(' ()')}"))
            continue
        if len(text) > LONGEST or _FIGURES.match(text) or CODE.search(text) or text.endswith((".", ";", ":", "?")):
            break
        if (
            (text[0].islower() and not _GOES_ON.match(text))
            or _MEASURE.search(fold(text))
            or (any(c.isdigit() for c in text) and _HEAD.search(fold(text)))
        ):
            break
        if _is_header(text):
            break
        found.insert(0, _Row(n, text))
    return _joined(found)


def _is_header(text: str) -> bool:
    """Whether a line is the head of a column, or of several."""
    heads = set(_HEAD.findall(_LABEL.sub("", fold(text))))
    return len(heads) > 1 or bool(heads and _roles(text))


def _roles(text: str) -> list[str]:
    return [role for role in roles_of(text) if role]


def _joined(cells: list[_Row]) -> list[_Row]:
    """Cells whose text was cut over two lines: "Montaigu-" over "Bellevue"."""
    found: list[_Row] = []
    for cell in cells:
        if found and _OPEN.search(found[-1].text):
            glue = "" if found[-1].text.endswith("-") and found[-1].text[-2:-1].isalpha() else " "
            found[-1] = _Row(found[-1].number, f"{found[-1].text}{glue}{cell.text}")
        else:
            found.append(cell)
    return found


def _parted(row: list[_Row], communes: Mapping[str, str], town_first: bool) -> tuple[list[_Row], tuple[str, ...]]:
    """The cells that name the quarter, and the communes: those known or labelled, else the last one or the first."""
    towns, names = [], []
    for cell in row:
        label = _LABEL.match(fold(cell.text))
        text = cell.text[label.end() :] if label else cell.text
        if label or all(key(town) in communes for town in _AND.split(text)):
            towns.append(text)
        else:
            names.append(cell)
    if not names:  # every cell may be a town's name: the quarter bears one
        names, towns = [_Row(row[-1 if town_first else 0].number, row[-1 if town_first else 0].text)], []
    if len(names) > 1 and not towns:
        towns = [names.pop(0).text] if town_first else [names.pop().text]
    return names[-1:] if town_first or any(_HEAD.search(fold(n.text)) for n in names[:1]) else names[:1], tuple(
        title_case(t) for town in towns for t in _AND.split(town)
    )


def _town_first(view: View) -> bool:
    """Whether a header of the document names the commune's column before the quarter's."""
    for number, line in enumerate(view.lines):
        if len(line) >= 2 * LONGEST or "ommune" not in line or line.rstrip().endswith((".", ",", ";")):
            continue
        if _LONE_HEAD.fullmatch(fold(line).strip()):  # a head a line, one under the other
            line = " ".join(text.strip() for text in view.lines[number : number + HEADS])
        if "uartier" in line or "QPV" in line:
            folded = fold(line)
            if "code" in folded or "habitants" in folded or "population" in folded:
                return folded.find("commune") < max(folded.find("quartier"), folded.find("qpv"))
    return False


def _without_town(name: str, communes: Mapping[str, str]) -> tuple[str, str | None]:
    """ "Les Tilleuls Avray" of a row of a table: the name and its commune, where that is known."""
    found = name.split(" ")
    for at in range(1, len(found)):
        town = " ".join(found[at:])
        if key(town) in communes and found[at - 1] not in ("-", "–", "/"):
            return " ".join(found[:at]), communes[key(town)]
    return name, None
