"""Layout: the words of a page → its lines in the order of reading, block by block.

Words become segments (a line, or a column's part of one), segments become blocks (a paragraph, a cell, a box), and
blocks are put in order by cutting the page where white runs through it: columns from left to right, each from top to
bottom, and tables row by row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, counted downwards from the top of the page, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as read; a blank one has no size."""

    text: str
    size: float = 0.0
    bold: bool = False


# All in em, the size of the text at hand, unless said otherwise.
SAME_ROW = 0.5  # share of a word's height that lies beside another word of its row
WORD_GAP = (
    0.9  # white inside a line: more parts two columns or cells (cells have 1.0 between them, justified words less)
)
MARK_GAP = 4.0  # white between a bullet or a number and its text
LONGEST_MARK = 3  # characters of a bullet or a number
TIGHT = 0.25  # quantile of the white between lines that is the leading inside paragraphs: most lines are inside one
LOOSE = 0.35  # white beyond the leading that parts two paragraphs
MOST = 1.5  # white that always parts them
LARGER = 1.2  # sizes of two lines in proportion, from which they are not of one paragraph
GUTTER = 0.7  # white between columns of blocks
TOUCH = 0.3  # boxes of letters are higher than the letters: rows of blocks may overlap by so much
APART = 2.5  # white between rows across which no column runs on: what follows is a footer or another part of the page
ALIGNED = 0.6  # tops of two cells of a row differ by less
TABLE_ROWS = 3  # rows at least
TABLE_SHARE = 0.75  # of the blocks of the column with fewest that have a neighbour at their height


@dataclass(slots=True)
class Box:
    """A rectangle around what it holds: words of a segment, or segments of a block."""

    left: float
    top: float
    right: float
    bottom: float

    def cover(self, other: "Word | Box") -> None:
        """Grow around another one."""
        self.left, self.top = min(self.left, other.left), min(self.top, other.top)
        self.right, self.bottom = max(self.right, other.right), max(self.bottom, other.bottom)


@dataclass(slots=True)
class Segment(Box):
    """Words that follow each other on one line, without a column's white between them."""

    words: list[Word] = field(default_factory=list)
    size: float = 0.0

    def line(self) -> Line:
        """The segment as a line of text."""
        bold = sum(len(w.text) for w in self.words if w.bold)
        return Line(
            " ".join(w.text for w in self.words), round(self.size, 1), 2 * bold > sum(len(w.text) for w in self.words)
        )


@dataclass(slots=True)
class Block(Box):
    """Segments that follow each other downwards: a paragraph, a cell, a box."""

    segments: list[Segment] = field(default_factory=list)

    @property
    def size(self) -> float:
        """Size of its text."""
        return self.segments[0].size


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a page in the order of reading, with a blank line between blocks."""
    lines: list[Line] = []
    for block in ordered(blocks_of(segments_of(words))):
        if lines:
            lines.append(Line(""))
        lines += [segment.line() for segment in block.segments]
    return lines


def segments_of(words: Sequence[Word]) -> list[list[Segment]]:
    """The rows of a page, from the top, each with its segments from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.top + w.bottom):
        if rows and _beside(rows[-1][0], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_with_marks(_parted(sorted(row, key=lambda w: w.left))) for row in rows]


def _beside(one: Word, other: Word) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= SAME_ROW * max(0.1, min(one.bottom - one.top, other.bottom - other.top))


def _parted(row: Sequence[Word]) -> list[Segment]:
    segments: list[Segment] = []
    for word in row:
        if segments and word.left - segments[-1].right <= WORD_GAP * max(word.size, segments[-1].words[-1].size):
            segments[-1].words.append(word)
            segments[-1].cover(word)
        else:
            segments.append(Segment(word.left, word.top, word.right, word.bottom, [word]))
    for segment in segments:
        segment.size = median(w.size for w in segment.words)
    return segments


def _with_marks(segments: Sequence[Segment]) -> list[Segment]:
    """A bullet or a number joins the text after it."""
    joined: list[Segment] = []
    for segment in segments:
        before = joined[-1] if joined else None
        if before and _is_mark(before) and segment.left - before.right <= MARK_GAP * segment.size:
            before.words += segment.words
            before.cover(segment)
            before.size = segment.size
        else:
            joined.append(segment)
    return joined


def _is_mark(segment: Segment) -> bool:
    text = segment.words[0].text
    return len(segment.words) == 1 and len(text) <= LONGEST_MARK and (not text.isalnum() or text in "ov")


def blocks_of(rows: Sequence[Sequence[Segment]]) -> list[Block]:
    """Each segment joins the block right above it, if it goes on with it."""
    leading = _leading(rows)
    open_blocks: list[Block] = []
    done: list[Block] = []
    for row in rows:
        above = [_above(segment, open_blocks) for segment in row]
        for segment, over in zip(row, above, strict=True):
            alone = len(over) == 1 and sum(over[0] in others for others in above) == 1
            if alone and _goes_on(over[0].segments[-1], segment, leading):
                over[0].segments.append(segment)
                over[0].cover(segment)
            else:
                open_blocks.append(Block(segment.left, segment.top, segment.right, segment.bottom, [segment]))
        top = row[0].top - 2 * MOST * max(s.size for s in row)
        done += [b for b in open_blocks if b.bottom < top]
        open_blocks = [b for b in open_blocks if b.bottom >= top]
    return done + open_blocks


def _above(segment: Segment, blocks: Iterable[Block]) -> list[Block]:
    """The blocks that the segment lies under, without another one in between."""
    over = [b for b in blocks if b.left < segment.right and segment.left < b.right and b.segments[-1].top < segment.top]
    over = [b for b in over if b.segments[-1].left < segment.right and segment.left < b.segments[-1].right]
    lowest = max((b.bottom for b in over), default=0.0)
    return [b for b in over if b.bottom > lowest - segment.size]


def _goes_on(before: Segment, after: Segment, leading: float) -> bool:
    size = min(before.size, after.size)
    gap = after.top - before.bottom
    return max(before.size, after.size) <= LARGER * size and gap <= min(leading + LOOSE, MOST) * size


def _leading(rows: Sequence[Sequence[Segment]]) -> float:
    """The white between lines of a paragraph, in em."""
    gaps = []
    for above, row in pairwise(rows):
        for segment in row:
            over = [s for s in above if s.left < segment.right and segment.left < s.right and s.size > 0]
            gaps += [(segment.top - s.bottom) / s.size for s in over[:1]]
    gaps = sorted(gap for gap in gaps if -1 < gap < MOST)
    return gaps[int(TIGHT * len(gaps))] if gaps else 0.0


def ordered(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in the order of reading."""
    if len(blocks) < 2:
        return list(blocks)
    rows = _rows(blocks)
    parts = _apart(rows)
    if len(parts) > 1:
        return [b for part in parts for b in ordered(part)]
    columns = _columns(blocks)
    if len(columns) > 1:
        if _is_table(columns):
            return [b for row in rows for b in sorted(row, key=lambda b: (b.left, b.top))]
        return [b for column in columns for b in ordered(column)]
    bands = _bands(rows)
    if len(bands) > 1:
        return [b for band in bands for b in ordered(band)]
    return sorted(blocks, key=lambda b: (b.top, b.left))


def _columns(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks parted where white runs from top to bottom."""
    columns: list[list[Block]] = []
    right = 0.0
    for block in sorted(blocks, key=lambda b: b.left):
        if columns and block.left - right < GUTTER * block.size:
            columns[-1].append(block)
        else:
            columns.append([block])
        right = max(right, block.right) if len(columns[-1]) > 1 else block.right
    return columns


def _rows(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks parted where white runs from left to right."""
    rows: list[list[Block]] = []
    bottom = 0.0
    for block in sorted(blocks, key=lambda b: b.top):
        if rows and block.top - bottom < -TOUCH * block.size:
            rows[-1].append(block)
            bottom = max(bottom, block.bottom)
        else:
            rows.append([block])
            bottom = block.bottom
    return rows


def _apart(rows: Sequence[list[Block]]) -> list[list[Block]]:
    """The parts of a page between which much white runs from left to right."""
    parts: list[list[Block]] = []
    bottom = 0.0
    for row in rows:
        if parts and min(b.top for b in row) - bottom <= APART * max(b.size for b in row):
            parts[-1] += row
        else:
            parts.append(list(row))
        bottom = max(b.bottom for b in parts[-1])
    return parts


def _bands(rows: Sequence[list[Block]]) -> list[list[Block]]:
    """Rows joined as long as the same white parts their columns: what stands across them starts a band of its own."""
    bands: list[list[Block]] = []
    for row in rows:
        joined = [*bands[-1], *row] if bands else []
        if joined and len(_columns(joined)) >= max(2, len(_columns(bands[-1])), len(_columns(row))):
            bands[-1] = joined
        else:
            bands.append(list(row))
    return bands


def _is_table(columns: Sequence[Sequence[Block]]) -> bool:
    """Whether the blocks of two columns stand at the same heights, row by row."""
    few, *others = sorted(columns, key=len)
    level = sum(any(abs(b.top - o.top) <= ALIGNED * b.size for o in others[-1]) for b in few)
    return level >= TABLE_ROWS and level >= TABLE_SHARE * len(few)
