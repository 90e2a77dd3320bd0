"""Enumerations: where one name ends and the next begins. Enters: "A, B et C". Leaves: the names, with their commas.

A comma or an "et" may belong to a name: "Direction de l'Emploi, du Travail", "Toits et Jardins".
"""

import re
from collections.abc import Iterator

from maillage.loaders.find.offices import is_body, known_head, trimmed
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

USUAL = 2  # times a text must print "A, B" for the comma to belong to the name of an intercommunality

_AND = re.compile(
    r" (?:et|ainsi que|ou) (?=(?:la |le |les |l'|l’))| ainsi que (?:des |de la |du |d')?| et (?=(?:de |d[’'])?[A-ZÀ-Ý])"
)
_CONTINUES = re.compile(r"(?:du |de |des |d'|de la )")
_ARTICLED = re.compile(r"(?:la |le |les |l[’'])(?:[A-ZÀ-Ý]|association |bailleur |office |société |régie |mission )")
_EPCI = re.compile(r"(?:communaute|metropole)\b")


def parts(view: View, text: str, *, towns: bool) -> list[tuple[str, int]]:
    """What commas and "et" part, put together again where they belong to a name."""
    pieces: list[tuple[str, int]] = []
    for piece, at in split(text, towns=towns):
        former = pieces[-1][0] if pieces else ""
        if former and not towns and _same_name(view, former, piece):
            start = pieces[-1][1]
            pieces[-1] = (text[start : at + len(piece)], start)
        else:
            pieces.append((piece, at))
    return pieces


def split(text: str, *, towns: bool) -> Iterator[tuple[str, int]]:
    """(piece, position) between commas and "et", not inside brackets nor inside a known name."""
    cuts: list[tuple[int, int]] = []
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == "," and depth <= 0:
            cuts.append((i, i + 1))
    cuts += [m.span() for m in _AND.finditer(text) if towns or _parts_names(text, m)]
    position = 0
    for start, end in sorted(cuts):
        if start >= position:
            yield text[position:start], position
            position = end
    yield text[position:], position


def _parts_names(text: str, match: re.Match[str]) -> bool:
    """Whether an "et" parts two names; a bare one may stand inside a name: "Toits et Jardins"."""
    if match[0] != " et ":
        return True
    if text[match.end() :].startswith(("la ", "le ", "les ", "l'", "l’")) and _ARTICLED.match(text[match.end() :]):
        return True
    former = re.split(r"[,;:(]", text[: match.start()])[-1].strip()
    if "," in text[: match.start()] and " " in former and matcher("body.bailleur").search(fold(former)):
        return True  # "Val Habitat, Logis du Port et Sagim"
    before = trimmed(re.split(r"[,;:(]", text[: match.start()])[-1])
    known = known_head(before + text[match.start() :])
    return is_body(text[match.end() :]) and not (known and known[1] > len(before))


def _same_name(view: View, former: str, piece: str) -> bool:
    """Whether a piece completes the name before the comma: "…de l'Emploi, du Travail", or one printed so everywhere."""
    if _CONTINUES.match(fold(piece.strip())):
        return True
    if not _EPCI.match(fold(re.sub(r"^\s*(?:[Ll]a |[Ll]e )", "", former))) or not piece.strip()[:1].isupper():
        return False
    tail = former.split()[-1]
    return view.folded.count(fold(f"{tail}, {piece.strip()}")) >= USUAL
