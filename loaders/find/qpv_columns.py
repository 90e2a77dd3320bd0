"""Tables of quarters whose rows hold one quarter each: code, name, commune, population. Enters: a header and rows.

Leaves: Sights. Columns are told by bars or semicolons where the text has them, else by what stands in them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from maillage.loaders.find.names import title_case
from maillage.loaders.find.qpv_names import clean, plausible, prose_like, telling
from maillage.loaders.find.qpv_sight import CODE, POPULATION, STRONG, Sight, figure
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_ROLES = {
    "code": re.compile(r"\bcode\b|\bn°"),
    "town": re.compile(r"\b(?:communes?|villes?)\b"),
    "name": re.compile(r"\b(?:quartiers?|qpv|noms?|libelles?)\b"),
    "population": re.compile(r"\b(?:population|habitants?|hab)\b"),
}
LONGEST_HEAD = 40  # characters of a column's head
_SHARE = re.compile(r"(?: +\d{1,3}(?:,\d+)? ?%)+ *$")
_BARS = re.compile(r"[|;\t]")


def regular(header: str) -> bool:
    """Whether a header announces rows of one quarter each: bars, codes, or the quarter before its commune."""
    order = _order(header)
    first = [r for r in order if r in ("name", "town")]
    return bool(_BARS.search(header)) or "code" in order or first[:1] == ["name"]


def column_sights(header: str, rows: Sequence[tuple[int, str]], communes: Mapping[str, str]) -> Iterator[Sight]:
    """The quarters of the rows; an empty commune is the one above."""
    barred = bool(_BARS.search(header))
    roles = [_role(c) for c in _cells(header)] if barred else _order(header)
    ends = Counter(text.split(" ")[-1] for _, text in ((n, _bare(t)) for n, t in rows))
    town, counted = "", bool({"code", "population"} & set(roles))
    for number, text in rows:
        if barred and not _BARS.search(text):
            break  # the table is over
        if counted and not any(c.isdigit() for c in text):
            continue  # what stands under the table
        row = dict(zip(roles, _cells(text), strict=False)) if barred else _parse(text, roles, communes, ends)
        if not barred and "town" in roles and not row.get("town") and " " not in row.get("name", "").strip():
            continue  # a commune and its figures: the quarter's name stands on a line above
        name, town = clean(row.get("name", "")), title_case(row.get("town", "")) or town
        if not plausible(name) or prose_like(name) or (key(name) in communes and telling(name)):
            continue
        name, _, note = name.partition(" (")
        code = CODE.search(row.get("code", "") or text)
        population = figure(row.get("population", ""))
        outside = bool(note) and matcher("qpv.outside_before").search(fold(note)) is not None
        towns = tuple(t.strip() for t in re.split(r",| et |/", town) if t.strip())
        yield Sight(
            name, number, STRONG, towns, code[1].replace(" ", "") if code else None, outside, number, population
        )


def stacked(filled: Sequence[tuple[int, str]], header: int) -> tuple[str, list[tuple[int, str]]]:
    """A table printed one cell a line, as a header and rows parted by bars; no rows when it is not one.

    Args:
        filled: (line number, text) of the lines that hold text.
        header: index in ``filled`` of one of the header's cells.
    """
    first, last, roles = header, header, [_role(filled[header][1])]
    while first > 0 and (role := _head(filled[first - 1][1])) not in ("", *roles):
        first, roles = first - 1, [role, *roles]
    while last + 1 < len(filled) and (role := _head(filled[last + 1][1])) not in ("", *roles):
        last, roles = last + 1, [*roles, role]
    heads, rows = [text.strip() for _, text in filled[first : last + 1]], list[tuple[int, str]]()
    if "name" not in roles or not {"code", "population"} & set(roles):
        return "", []
    for start in range(last + 1, len(filled) - len(roles) + 1, len(roles)):
        cells = filled[start : start + len(roles)]
        row = {role: text.strip() for role, (_, text) in zip(roles, cells, strict=True)}
        if not (CODE.search(row.get("code", "")) or POPULATION.search(row.get("population", ""))):
            break
        rows.append((cells[roles.index("name")][0], " | ".join(row.values())))
    return " | ".join(heads), rows


def roles_of(header: str) -> list[str]:
    """What each column of a barred header holds: code, town, name, population, or nothing known."""
    return [_head(cell) for cell in _cells(header)]


def _head(text: str) -> str:
    """The role of the column that a line is the head of, or nothing."""
    return _role(text) if len(text) <= LONGEST_HEAD and not any(c.isdigit() for c in text) else ""


def _cells(text: str) -> list[str]:
    return [c.strip() for c in _BARS.split(text.strip().strip("|"))]


def _role(cell: str) -> str:
    return next((role for role, pattern in _ROLES.items() if pattern.search(fold(cell))), "")


def _order(header: str) -> list[str]:
    """The columns of a header without bars, in the order of their words; "code QPV" is a code's column."""
    text = re.sub(r"\bcode (?:qpv|quartier|du quartier)\b", "code", fold(header))
    found = {role: match.start() for role, pattern in _ROLES.items() if (match := pattern.search(text))}
    return sorted(found, key=lambda role: found[role])


def _bare(text: str) -> str:
    """A row without its code and its population."""
    return POPULATION.sub("", _SHARE.sub("", CODE.sub("", text))).strip(" -–:|()")


def _parse(text: str, roles: Sequence[str], communes: Mapping[str, str], ends: Counter[str]) -> dict[str, str]:
    """A row without bars: the commune is known, or the one word that rows share, at the side that the header says."""
    rest, population = _bare(text), POPULATION.search(text)
    row = {"name": rest, "population": population[1] if population else ""}
    if "town" not in roles:
        return row
    tokens = rest.split(" ")
    before = roles.index("town") < roles.index("name") if "name" in roles else False
    cuts = [at if before else len(tokens) - at for at in range(min(4, len(tokens) - 1), 0, -1)]
    for at in cuts:
        town, name = (tokens[:at], tokens[at:]) if before else (tokens[at:], tokens[:at])
        if key(" ".join(town)) in communes or (len(town) == 1 and _town_like(town[0], name, ends)):
            return row | {"name": " ".join(name), "town": " ".join(town)}
    return row


def _town_like(word: str, name: Sequence[str], ends: Counter[str]) -> bool:
    """A single word with a capital at the end of a row: shared by rows, hyphenated, or after a whole name."""
    return word[:1].isupper() and bool(name) and (ends[word] > 1 or "-" in word or telling(" ".join(name)))
