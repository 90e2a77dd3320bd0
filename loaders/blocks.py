"""Blocks: lines that belong together. Enters: repaired lines. Leaves: headings, paragraphs, bullets with their lines.

A block never loses a line that holds text: each stands in one block or is furniture.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from maillage.loaders.fold import fold
from maillage.loaders.repair import BULLET
from maillage.loaders.rules import matcher
from maillage.loaders.title_lines import (
    ARTICLE,
    DEEP,
    ENDS_SENTENCE,
    LETTER,
    LONGEST_TITLE,
    OWN_LINE,
    announces,
    calls,
    is_article_title,
    is_cut,
    is_numbered_title,
    may_number,
    names_axis,
)

# Bullets of the Wingdings font, of which only the code is left: ▪ ➢ ✓ ☑ ➔ ❑ ❖, and the Macintosh's •.
_CODES = "§ØüþèqvÅ"
_MARK = re.compile(
    rf"(?P<bullet>{BULLET}|[-–—*](?=\s|[A-ZÀ-Ý])|>(?=\s+[^\W\d])|[o{_CODES}](?=\s+[A-ZÀ-Ý])|V(?=[A-ZÀ-Ý][a-zà-ÿ’]))\s*"
    r"|(?P<number>\d{1,2}(?:[.)]|°/?)(?!\d))\s*"
)
_SIGNS = frozenset(f"{BULLET}-–—*>o{_CODES}")  # how a line begins that may be a bullet
SOFT_HYPHEN = "\xad"
_YEARS = re.compile(r"20[2-4]\d(?: ?[-–/] ?20[2-4]\d)?$")
# A line that is a body's name and its acronym: "Direction des affaires culturelles (DRAC)".
_WITH_ACRONYM = re.compile(r"[A-ZÀ-Ý][^.;:!?()]{8,90} \([A-Z][\wÀ-ÿ-]{1,9}\)$")
SHORTEST_CELL = 12  # characters of an action that a cell of years follows; "2e semestre" goes on with its year
SHORT = 0.7  # of a block's widest line: a line shorter than that may end its paragraph
TITLE = 0.5  # of the line after it: a first line shorter than that is a title or a cell
NEARBY = 12  # lines above whose widest is as wide as the column
ROOM = 0.9  # of it that a line's end may leave and be full still
LABEL_WORDS = 6  # of a line that labels the bullets under it
TITLE_WORDS = 10  # of a title that says whose commitments follow
MAX_GAP = 4  # blank lines a sentence may run over (page break, running title, illustration)
RUNNING = 0.2  # share of those blank lines that a sentence runs over, on such a page
DOUBLE_SPACED = 0.6  # share of a page's lines followed by one blank line, from which blank lines part nothing


@dataclass(slots=True)
class Block:
    """Consecutive lines of one kind: a heading, a paragraph, a bullet, a numbered item."""

    first: int  # 1-based line numbers
    last: int
    page: int
    mark: str  # "" | "bullet" | "number"
    number: str  # what the mark says: "1." → "1"
    sign: str = ""  # the bullet as printed
    text: str = ""  # the lines joined, without the mark
    folded: str = ""
    gap_before: int = 0  # blank lines above
    lines: list[str] = field(default_factory=list)  # without the mark
    numbers: list[int] = field(default_factory=list)  # the line number of each
    level: int = 0  # of the heading that it is, where the format or the size of its letters says so

    @property
    def caps(self) -> bool:
        """Whether it is printed in capitals."""
        return is_caps(self.text)

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.text.count(" ") + 1


def is_caps(text: str) -> bool:
    """Whether a text of four letters or more is in capitals."""
    return text.isupper() and sum(c.isalpha() for c in text) >= 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds text: stripped, the blank lines above it, and what the format says of it."""

    number: int
    text: str
    gap: int  # a page break counts as one
    level: int = 0
    begins: bool | None = None
    heads_bullets: bool = False  # a bullet stands right below


class _Assembler:
    """Takes the lines one by one and closes a block when the next line does not belong to it."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.open: Block | None = None
        self.width = 0
        self.spaced = False  # the open block's lines are parted by blank lines
        self.widths: deque[int] = deque(maxlen=NEARBY)  # of the lines above

    def take(self, line: "_Line", page: int) -> None:
        """Take the next line that holds text."""
        number, text, gap = line.number, line.text, line.gap
        mark = _MARK.match(text)
        self.widths.append(len(text))
        if self.open is not None and self._joins(line, marked=mark is not None):
            self.spaced = self.spaced or gap > 0
            self.open.last = number
            self.open.lines.append(text)
            self.open.numbers.append(number)
            self.width = max(self.width, len(text))
            return
        self.close()
        kind = "" if not mark else "bullet" if mark["bullet"] else "number"
        label = mark["number"].rstrip(".)°/") if mark and mark["number"] else ""
        sign = mark["bullet"] if mark and mark["bullet"] else ""
        sign = BULLET if sign and sign in _CODES else sign
        self.open = Block(number, number, page, kind, label, sign, gap_before=gap, level=line.level)
        self.open.lines.append(text[mark.end() :] if mark else text)
        self.open.numbers.append(number)
        self.width, self.spaced = len(text), False

    def close(self) -> None:
        if self.open is not None:
            self.open.text = _join(self.open.lines)
            self.done.append(self.open)
        self.open = None

    def _joins(self, line: "_Line", *, marked: bool) -> bool:
        """Whether a line belongs to the open block: as the format says, else as the text does."""
        assert self.open is not None
        if line.begins is not None:
            return not line.begins
        if marked or self._parted(line.text) or self._titles_a_lead(line.text):
            return False
        if line.heads_bullets and self._ends_above(line.text):
            return False
        if line.level != self.open.level:  # the second line of a title may be set smaller
            return line.text[0].islower() and self.open.lines[-1] != "" and is_cut(self.open.lines[-1])
        return (line.level > 0 and line.gap == 0) or self._continues(line.text, line.gap)

    def _parted(self, text: str) -> bool:
        """Whether a heading of the frame begins here, or stands alone above."""
        assert self.open is not None
        before = self.open.lines[-1]
        if text[0].isupper() and not is_cut(before) and (OWN_LINE.match(text) or announces(text) or names_axis(text)):
            return True
        if ARTICLE.match(text) and not is_cut(before):
            return True
        if LETTER.match(text) and (before.endswith(":") or LETTER.match(self.open.lines[0])):
            return True
        alone = len(self.open.lines) == 1 and text[0].isupper()
        if alone and (names_axis(before) or is_article_title(before)):
            return True
        if alone and is_numbered_title(before, ends=self._has_room(text)):
            return True
        if DEEP.match(text) and not is_cut(before) and may_number(before):
            return True
        if _WITH_ACRONYM.match(text if before.endswith(ENDS_SENTENCE) else before if alone else ""):
            return True
        if (calls(text) and not is_cut(before)) or (alone and calls(before)):
            return True
        own = OWN_LINE.match(before) if len(self.open.lines) == 1 and before[:1].isupper() else None
        if own is None or not text[0].isupper():
            return False
        return own["bare"] is not None or not (is_cut(before) or is_caps(text))

    def _ends_above(self, text: str) -> bool:
        """Whether a short line over bullets labels them: under bullets, a sentence, or the title of all labels."""
        assert self.open is not None
        before = self.open.lines[-1]
        ended = before.endswith(ENDS_SENTENCE)
        whole = text[-1].isalnum() or text[-1] == ")"
        label = text[0].isupper() and whole and text.count(" ") < LABEL_WORDS * (2 if ended else 1)
        if not label or not before or is_cut(before) or not (ended or self._has_room(text)):
            return False
        alone = len(self.open.lines) == 1 and not self.open.mark
        return (
            self.open.mark == "bullet" or ended or (alone and bool(matcher("section.everybody").search(fold(before))))
        )

    def _titles_a_lead(self, text: str) -> bool:
        """Whether the line above is a title over the first label below it: "Les engagements" over "La CAF :"."""
        assert self.open is not None
        before = self.open.lines[-1]
        alone = len(self.open.lines) == 1 and not self.open.mark and before[-1:].isalnum()
        if not alone or not before[0].isupper() or not text[0].isupper() or is_cut(before) or not self._has_room(text):
            return False
        leads = text.endswith(":") and text.count(" ") < LABEL_WORDS * 2
        if leads or before.count(" ") >= TITLE_WORDS:
            return leads
        folded = fold(before)
        return any(matcher(kind).search(folded) for kind in ("section.commitments", "title.alone"))

    def _has_room(self, text: str) -> bool:
        """Whether the first word of a line had room on the line above, which so ends on purpose."""
        assert self.open is not None
        return max(self.widths) * ROOM - len(self.open.lines[-1]) - 1 - len(text.split(" ")[0]) > 0

    def _continues(self, text: str, gap: int) -> bool:
        assert self.open is not None
        before = self.open.lines[-1]
        if not before:  # a mark alone on its line: its text follows
            return gap <= MAX_GAP
        if gap > MAX_GAP or before.isdigit():  # a figure alone is a cell of a table
            return False
        first, cut = text[0], is_cut(before)
        unfinished = cut or (first.islower() and not before.endswith(ENDS_SENTENCE))
        if not cut and len(before) >= SHORTEST_CELL and _YEARS.match(text):  # the column of years of a table
            return False
        if gap and before.endswith(",") and first.isupper():  # items of a list, each ending in a comma
            return False
        if gap:
            return unfinished and (cut or not (is_caps(before) and not is_caps(text)))
        if is_caps(before) != is_caps(text) and not cut and len(before) > 3:
            return False
        if unfinished or first.islower():
            return True
        if self.spaced:
            return False
        title = len(self.open.lines) == 1 and (
            len(before) < LONGEST_TITLE < len(text) or len(before) < TITLE * len(text)
        )
        short = title or len(before) < SHORT * self.width
        return not (short and (first.isupper() or first.isdigit()) and len(text) > 3)


def _join(lines: Sequence[str]) -> str:
    """Lines as one text; a hyphen at a line's end keeps no space after it, and a soft one goes."""
    text = lines[0]
    for line in lines[1:]:
        joined = text.endswith("-") and text[-2:-1].isalpha() and line[:1].isalpha()
        joined = joined or text.endswith(SOFT_HYPHEN)
        text = text.removesuffix(SOFT_HYPHEN) + (line if joined else " " + line)
    return text.strip().removesuffix(SOFT_HYPHEN)


def blocks(
    lines: Sequence[str],
    page_starts: Sequence[int],
    furniture: frozenset[int],
    levels: Sequence[int] | None = None,
    begins: Sequence[bool | None] | None = None,
    parted: frozenset[int] = frozenset(),
) -> list[Block]:
    """All blocks of a document, in its order; ``levels`` and ``begins`` are those of its Document, at the lines of
    ``parted`` a block begins whatever the text looks like."""
    assembler = _Assembler()
    for page, (first, end) in enumerate(zip(page_starts, (*page_starts[1:], len(lines) + 1), strict=True), 1):
        double = begins is None and _double_spaced(lines[first - 1 : end - 1])
        filled = list(_filled(lines, first, end, furniture))
        for at, (number, text, gap) in enumerate(filled):
            below = filled[at + 1][1] if at + 1 < len(filled) else ""
            level, begin = levels[number - 1] if levels else 0, begins[number - 1] if begins else None
            begin = True if number in parted else begin
            gap, heads = max(0, gap - 1) if double else gap, below[:1] in _SIGNS and bool(_MARK.match(below))
            assembler.take(_Line(number, text, gap, level, begin, heads), page)
    assembler.close()
    _fold_all(assembler.done)
    return assembler.done


def _fold_all(found: list[Block]) -> None:
    """Fold every block's text in one go: one call over the document costs a tenth of one a block."""
    folded, at = fold("\n".join(block.text for block in found)), 0
    for block in found:
        block.folded = folded[at : at + len(block.text)]
        at += len(block.text) + 1


def _filled(lines: Sequence[str], first: int, end: int, furniture: frozenset[int]) -> Iterator[tuple[int, str, int]]:
    """(line number, stripped text, blank lines above) of each line that holds text; a page break counts as one.

    Blank lines under a running title are white space of the page.
    """
    gap, aside = 2, False  # two, so that it stays one on a double-spaced page
    for number in range(first, end):
        text = lines[number - 1].strip()
        if not text:
            gap += not aside
        elif number in furniture:
            aside = True
        else:
            yield number, text, gap
            gap, aside = 0, False


def _double_spaced(page: Sequence[str]) -> bool:
    """Whether blank lines part lines and not paragraphs: most lines have one below, and sentences run over them."""
    starts = [line.strip()[:1] for line in page]
    over = [i for i in range(len(starts) - 2) if starts[i] and not starts[i + 1] and starts[i + 2]]
    running = sum(starts[i + 2].islower() for i in over)
    return len(over) > DOUBLE_SPACED * max(1, sum(map(bool, starts))) and running >= RUNNING * len(over)
