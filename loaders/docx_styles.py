"""Styles of a DOCX: which paragraph styles are headings, and what automatic numbering prints before a paragraph."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from maillage.loaders.draft import BULLET, DASH
from maillage.loaders.package import Element, Package, attribute, child, children, whole

LEVELS = 9  # outline levels of Word; the tenth is body text
DEEPEST = 20  # styles that stand on one another; a chain that turns in circles is left there
_HEADING = re.compile(r"(?:heading|titre) (\d)$", re.IGNORECASE)
_TITLES = ("title", "titre")
_CONTENTS = re.compile(r"(?:toc|tm|table des mati[eè]res) \d$", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")


@dataclass(slots=True)
class Style:
    """A paragraph style, with what it takes from those it is based on."""

    level: int = 0
    contents: bool = False  # of a table of contents
    numbering: tuple[str, int] | None = None  # list, level in it


@dataclass(frozen=True, slots=True)
class _Level:
    """What a list prints at one of its levels."""

    form: str  # bullet | decimal | lowerLetter | …
    text: str  # "%1.", "Défi %1 –"
    start: int


@dataclass(slots=True)
class Styles:
    """The styles and lists of a document; counts its numbered paragraphs as they come."""

    styles: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)  # list → its pattern's id, levels
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def of(self, properties: Element | None) -> Style:
        """What a paragraph's properties (``w:pPr``) and its style make of it."""
        base = self.styles.get(attribute(child(properties, "pStyle"), "val") or "", Style())
        own = _style(properties)
        return Style(own.level or base.level, base.contents, own.numbering or base.numbering)

    def mark(self, style: Style) -> str:
        """What automatic numbering prints before the next paragraph of a style."""
        if style.numbering is None or style.numbering[0] not in self.lists:
            return ""
        pattern, levels = self.lists[style.numbering[0]]
        at = style.numbering[1]
        level = levels.get(at)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return DASH if at else BULLET
        counts = self.counts[pattern]
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [n for n in counts if n > at]:
            del counts[deeper]

        def number(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            form = levels[index].form if index in levels else "decimal"
            return _printed(counts.get(index, 1), form)

        return _PLACE.sub(number, level.text).strip()


def read_styles(package: Package) -> Styles:
    """The styles and lists of a document; a document may have neither.

    Raises:
        DamagedError: a part is broken.
    """
    styles = Styles()
    root = package.tree_or_none("word/styles.xml")
    raw = {attribute(s, "styleId") or "": s for s in children(root, "style") if attribute(s, "type") == "paragraph"}
    for identity in raw:
        styles.styles[identity] = _inherited(raw, identity)
    numbering = package.tree_or_none("word/numbering.xml")
    patterns = {
        attribute(a, "abstractNumId") or "": {whole(attribute(lvl, "ilvl")): _level(lvl) for lvl in children(a, "lvl")}
        for a in children(numbering, "abstractNum")
    }
    for num in children(numbering, "num"):
        pattern = attribute(child(num, "abstractNumId"), "val") or ""
        if pattern in patterns:
            styles.lists[attribute(num, "numId") or ""] = pattern, patterns[pattern]
    return styles


def _inherited(raw: dict[str, Element], identity: str) -> Style:
    found = Style()
    at: str | None = identity
    for _ in range(DEEPEST):
        if at is None or at not in raw:
            break
        element = raw[at]
        name = attribute(child(element, "name"), "val") or ""
        own = _style(child(element, "pPr"))
        heading = _HEADING.match(name)
        found.level = found.level or (int(heading[1]) if heading else own.level) or int(name.lower() in _TITLES)
        found.contents = found.contents or bool(_CONTENTS.match(name))
        found.numbering = found.numbering or own.numbering
        at = attribute(child(element, "basedOn"), "val")
    return found


def _style(properties: Element | None) -> Style:
    """What paragraph properties say themselves."""
    outline = attribute(child(properties, "outlineLvl"), "val")
    level = whole(outline, LEVELS) + 1 if outline is not None else 0
    numbered = child(properties, "numPr")
    identity = attribute(child(numbered, "numId"), "val")
    at = whole(attribute(child(numbered, "ilvl"), "val"))
    return Style(level if level <= LEVELS else 0, False, (identity, at) if identity else None)


def _level(element: Element) -> _Level:
    form = attribute(child(element, "numFmt"), "val") or "decimal"
    text = attribute(child(element, "lvlText"), "val") or ""
    return _Level(form, text, whole(attribute(child(element, "start"), "val"), 1))


def _printed(number: int, form: str) -> str:
    """A number as a list prints it."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < number < 40:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman.lower() if form == "lowerRoman" else roman
    return str(number)
