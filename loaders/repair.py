"""Repair: a legible view beside the text. Enters: a Document. Leaves: as many lines, made readable, and what was done.

The source text is never altered: the repaired lines run parallel to it, so line numbers stay true.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maillage.loaders.cut_words import soften
from maillage.loaders.document import Document
from maillage.loaders.ligatures import spell_out
from maillage.loaders.lost_spaces import part_words
from maillage.loaders.read_text import box_starts
from maillage.loaders.title_lines import OWN_LINE
from maillage.loaders.vertical import put_together

BULLET = "•"
# Bullets of symbol fonts land in the private use area; the rest are marks that word processors offer.
_BULLETS = "➜➝➞➟➠➥➧➨▻▹❯◾◽▪▫◦●○■□►▶▸➢➔→➤❖⮚✓✔➡◆◇⚫‣⁃∙·"
_PLAIN = (
    dict.fromkeys(range(0xF000, 0xF100), BULLET)
    | {ord(c): BULLET for c in _BULLETS}
    | {0xA0: " ", 0x2009: " ", 0x202F: " ", 0x2002: " ", 0x2003: " ", 0x9: " ", 0x200B: "", 0xFEFF: ""}
    | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0x92: "’"}
)
_NOT_PLAIN = re.compile(f"[{''.join(map(re.escape, map(chr, _PLAIN)))}]")  # few: found faster than all are translated
_INNER_SOFT_HYPHEN = re.compile("\xad(?![ \t]*(?:\n|$))")  # at a line's end it parts a word: the blocks join it again
_SPACES = re.compile(r"  +")
# "D É F I   3": a heading whose letters are parted by one space and its words by several.
_SPACED_OUT = re.compile(r"(?m)^ ?\S(?: \S){2,}(?: {2,}\S(?: \S)*)* *$|^ ?\S(?: \S)*(?: {2,}\S(?: \S)*)+ *$")
MIN_SPACED = 4  # letters of a heading that is closed up: "1 2 3" and "A B" are cells
_LOST_HYPHEN_SPACE = re.compile(r"(?<=[a-zà-ÿA-Z]) -(?=[a-zà-ÿA-Z])")

# Apple's standard glyph order (TrueType reference, 'post' table): glyph 3 is the space, so a font whose glyph numbers
# were taken for characters is read 29 codes too low up to "~", 30 too low in Mac Roman after it.
_SHIFT_LOW, _SHIFT_HIGH, _LAST_LOW = 29, 30, 0x61
_SHIFTED_WORD = re.compile(r"[^\s�]+")
_SHIFT_EVIDENCE = 3  # lost spaces or digits (U+FFFD) in one line; clean lines of the documents read have none


@dataclass(frozen=True, slots=True)
class Repaired:
    """The legible view: ``lines`` as many as the document's, how often each repair was made, and unread pages."""

    lines: tuple[str, ...]
    counts: dict[str, int]
    unread: tuple[int, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The counts as words, the most frequent repair first: "402 e-acute"."""
        return _told(self.counts)


def told_together(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """What was told of the repairs of two parts of a document, told of both."""
    counts: Counter[str] = Counter()
    for number, kind in (told.split(" ", 1) for told in (*one, *other)):
        counts[kind] += int(number)
    return _told(counts)


def _told(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{number} {kind}" for kind, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One mistaken character, in its context."""

    id: str
    pattern: re.Pattern[str]
    by: str


@cache
def glyphs() -> tuple[re.Pattern[str], int, tuple[Glyph, ...]]:
    """The evidence pattern, how often a page must show it, and the repairs, in the order of their file."""
    table = tomllib.loads((files("maillage.loaders") / "repairs" / "glyphs.toml").read_text("utf-8"))
    repairs = tuple(Glyph(g["id"], re.compile(g["pattern"]), g["by"]) for g in table["glyph"])
    return re.compile(table["evidence"]), table["evidence_count"], repairs


def repair(document: Document) -> Repaired:
    """The document's lines made legible, page by page."""
    counts: Counter[str] = Counter()
    text = "\n".join(document.lines)
    evidence, wanted, _ = glyphs()
    if len(evidence.findall(text)) >= wanted:
        text = _repair_glyphs(text, counts)
    if "�" in text:
        text = "\n".join(_unshift(line, counts) for line in text.split("\n"))
    if "\xad" in text:
        text = _INNER_SOFT_HYPHEN.sub("", text)
    text = _NOT_PLAIN.sub(lambda m: _PLAIN[ord(m[0])], text)
    text = _SPACED_OUT.sub(lambda m: _close_up(m[0], counts), text)
    text = part_words(spell_out(_SPACES.sub(" ", text), document.page_starts, counts), counts)
    whole = text.split("\n")
    put_together(whole, counts)
    lines = _mark_boxes(document, soften(whole, counts), counts)
    return Repaired(lines, dict(counts), _unread(document, lines))


def _mark_boxes(document: Document, lines: list[str], counts: Counter[str]) -> tuple[str, ...]:
    """The bullets lost from narrow boxes put back, where a text has several."""
    for number in box_starts(document.lines) - set(document.page_starts):
        lines[number - 1] = f"{BULLET} {lines[number - 1].lstrip()}"
        counts["lost-bullet"] += 1
    return tuple(lines)


def _repair_glyphs(text: str, counts: Counter[str]) -> str:
    for glyph in glyphs()[2]:
        text, number = glyph.pattern.subn(glyph.by, text)
        if number:
            counts[glyph.id] += number
    return _LOST_HYPHEN_SPACE.sub("-", text)


def _close_up(line: str, counts: Counter[str]) -> str:
    """A line printed letter by letter, as words; it keeps the space that begins a page."""
    words = [word.replace(" ", "") for word in _SPACES.split(line.strip())]
    closed = " ".join(words)
    if sum(map(str.isalpha, line)) < MIN_SPACED and not OWN_LINE.match(closed):  # "A X E   3" is short
        return line
    counts["spaced-out"] += 1
    return " " * line.startswith(" ") + closed


def _unshift(line: str, counts: Counter[str]) -> str:
    """A line of shifted characters read back; lost spaces and digits become one space."""
    if line.count("�") < _SHIFT_EVIDENCE:
        return line
    counts["shifted"] += 1
    return _SHIFTED_WORD.sub(lambda m: _shift_word(m[0]), line).replace("�", " ")


def _shift_word(word: str) -> str:
    if not word.isascii() or sum(map(word.count, "aeiou")) * 3 > len(word):
        return word  # already legible: the producer mixed fonts in one line
    low = (chr(ord(c) + _SHIFT_LOW) if ord(c) <= _LAST_LOW else _mac_roman(ord(c) + _SHIFT_HIGH) for c in word)
    return "".join(low)


def _mac_roman(code: int) -> str:
    return bytes([code]).decode("mac_roman")


MIN_LEGIBLE = 0.6  # share of letters and spaces in a page; the poorest legible page of the documents read has 0.72
LEAST_TEXT, MANY_WORDS = 200, 120  # characters and words of a page, below which nothing is said of it
LEAST_FRENCH = 0.005  # of the words of a page, those below; a list of sixty quarters has 0.017, running text 0.1
_LEADERS = re.compile(r"[.·…_]{4,}")  # of a table of contents; lines to write on
_FRENCH = (
    " de ",
    " la ",
    " les ",
    " et ",
    " des ",
    " à ",
    " du ",
    " en ",
    " le ",
    " pour ",
    " d’",
    " l’",
    " d'",
    " l'",
)


def _unread(document: Document, lines: tuple[str, ...]) -> tuple[int, ...]:
    """Pages with no text at all, and those that stay illegible."""
    unread = set(document.empty_pages)
    ends = (*document.page_starts[1:], len(lines) + 1)
    for number, (first, end) in enumerate(zip(document.page_starts, ends, strict=True), 1):
        if _is_illegible(" ".join(lines[first - 1 : end - 1])):
            unread.add(number)
    return tuple(sorted(unread))


def _is_illegible(text: str) -> bool:
    """Whether a page's characters are mostly not letters, or its letters make no French."""
    if len(text) <= LEAST_TEXT:
        return False
    spaces = text.count(" ")
    if spaces > MANY_WORDS and sum(map(text.count, _FRENCH)) < LEAST_FRENCH * spaces:
        return True
    if sum(map(str.isalpha, text)) + spaces >= MIN_LEGIBLE * len(text):
        return False
    bare = _LEADERS.sub("", text)
    return sum(map(str.isalpha, bare)) + bare.count(" ") < MIN_LEGIBLE * len(bare)
