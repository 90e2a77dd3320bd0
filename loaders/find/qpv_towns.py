"""Quarters under their communes: "Avray" on a line, its quarters on the next. Enters: a View, communes. Leaves: Sights.

No header says so and no code stands beside: a sentence announces the list, and the lines are communes that the text
knows, each followed by names parted by semicolons, commas or lines.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maillage.loaders.find.qpv_names import clean, plausible, prose_like
from maillage.loaders.find.qpv_sight import STRONG, Sight
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_CUT = re.compile(r"(?:[-–/]|\b(?:[Dd]e|[Dd]u|[Dd]es|[Ll]a|[Ll]e|[Ll]es|[Ee]t))$")
_PARTS = re.compile(r" ?; ?|(?:, | et )(?=[A-ZÀ-Ý]|l[ea]s? [A-ZÀ-Ý]|l[’'][A-ZÀ-Ý])")
_SAYS = re.compile(r" (?!(?:de|du|des|la|le|les|et|sur|sous|en|aux?)\b)[a-zà-ÿ]{4,}$")  # a sentence's last word
_ARTICLE = re.compile(r"(?:l[ea]s? |l[’'])(?=[A-ZÀ-Ý])")
_ASIDE = re.compile(r" ?\([^()]*\)")
_HEADED = re.compile(
    r"(?:[Cc]ommune d[e’'] ?|[Vv]ille d[e’'] ?)?(?P<town>[A-ZÀ-Ý][^:,;]{2,40}?) ?: ?(?P<names>.{3,200})$"
)
ABOVE = 4  # blocks above the announcement in which it is said to be of quarters
LONGEST = 90  # characters of a line of the list
MOST = 60  # filled lines of the list
FEWEST = 2  # communes that make it one
MAX_TITLE = 10  # words of a title that does
MAX_WORDS = 8  # of a name


@dataclass(frozen=True, slots=True)
class _Entry:
    number: int
    text: str
    town: str
    outside: bool


def under_towns(view: View, communes: Mapping[str, str]) -> Iterator[Sight]:
    """The quarters of every announced list of communes with their quarters."""
    for index, block in enumerate(view.blocks):
        for at, (line, number) in enumerate(zip(block.lines, block.numbers, strict=True)):
            if "uartier" not in line and "UARTIER" not in line and "QPV" not in line and not line.endswith(":"):
                continue
            if not _announces(
                " ".join(block.lines[max(0, at - 1) : at + 1]) if line.endswith(":") else line
            ) or not _of_quarters(view, index):
                continue
            entries = _entries(view, number, communes)
            if len({entry.town for entry in entries}) >= FEWEST:
                yield from (sight for entry in _joined(entries) for sight in _sights(entry, block.first))


def _announces(line: str) -> bool:
    """Whether a line, or the end of a sentence on it, announces such a list."""
    if matcher("qpv.by_town").search(fold(line)) is None:
        return False
    return line.endswith(":") or (line[-1:] not in ".,;" and line.count(" ") < MAX_TITLE)


def _of_quarters(view: View, index: int) -> bool:
    above = " ".join(b.folded for b in view.blocks[max(0, index - ABOVE) : index + 1])
    return "quartiers" in above or "qpv" in above


def _entries(view: View, last: int, communes: Mapping[str, str]) -> list[_Entry]:
    """The lines under an announcement that are names, with the commune above each."""
    found: list[_Entry] = []
    town, outside = "", False
    filled = (n for n in range(last + 1, len(view.lines) + 1) if view.lines[n - 1].strip())
    for _, number in zip(range(MOST), filled, strict=False):
        line = view.lines[number - 1].strip()
        text = line.lstrip(" •-–").rstrip(" :;,.")
        headed = _HEADED.match(text)
        if headed and _is_name(headed["names"]) and plausible(headed["town"]):
            town = communes.get(key(headed["town"]), headed["town"])
            found.append(_Entry(number, headed["names"], town, outside))
        elif key(text) in communes:
            town = communes[key(text)]
        elif matcher("qpv.outside_before").search(f"{fold(text)} "):
            town, outside = "", True
        elif town and _is_name(text) and not (line.endswith(".") and _SAYS.search(text)):
            found.append(_Entry(number, text, town, outside))
        else:
            break
    return found


def _is_name(text: str) -> bool:
    if len(text) > LONGEST or text[-1:] in ".:!?":
        return False
    opens = text[:1].isupper() or _ARTICLE.match(text) is not None
    return opens and all(map(_plausible, _names(text)))


def _plausible(name: str) -> bool:
    return plausible(name) and not prose_like(name) and name.count(" ") < MAX_WORDS


def _names(text: str) -> list[str]:
    text = _ASIDE.sub("", text)
    return [clean(part) for part in _PARTS.split(_CUT.sub("", text)) if part.strip()]


def _joined(entries: list[_Entry]) -> list[_Entry]:
    """Entries whose line was cut: "Les Lilas ; Port-" over "Rohan"."""
    found: list[_Entry] = []
    for entry in entries:
        before = found[-1] if found else None
        if before is not None and before.town == entry.town and _CUT.search(before.text):
            glue = "" if before.text[-1] in "-/" else " "
            found[-1] = _Entry(before.number, f"{before.text}{glue}{entry.text}", before.town, before.outside)
        else:
            found.append(entry)
    return found


def _sights(entry: _Entry, group: int) -> Iterator[Sight]:
    for part in _PARTS.split(_ASIDE.sub("", entry.text)):
        if plausible(clean(part)):
            yield Sight(clean(part), entry.number, STRONG, (entry.town,), outside=entry.outside, group=group)
