"""Columns: pieces of a page → blocks in reading order. An XY-cut that asks what white space means before it cuts.

White space across the page cuts it into bands. Bands that share a gutter make columns, which are read one after the
other, or row by row when they are those of a table.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from maillage.loaders.pieces import Piece, split

GUTTER = 0.9  # ems of white space, shared by several lines, that part columns; cells of tables are padded so
LONE_GUTTER = 1.8  # the same for a line that stands alone
BLOCK_GAP = 0.6  # ems of white space between lines that make two blocks of them; ordinary leading leaves 0.1 to 0.5
WIDE_GAP = 2.0  # ems of white space that part the rows of a grid even when it has only two
FAR = 4.0  # ems of white space across the page, beyond which nothing goes on: the foot of the page is not its columns
HEADING = 1.15  # a line this much larger than its surroundings is a heading
TEXT_COLUMN = 10.0  # ems; a narrower column holds cells, not running text
FILLED = 0.75  # share of a column's width that a line of running text fills…
MOSTLY_FILLED = 0.5  # …and the share of its lines that must
ALIGNED = 0.6  # share of a column's breaks that run across all columns: those of a table's rows do
LEVEL = 0.3  # ems between the baselines of two cells of a row that begin beside each other
LEVEL_STARTS = 0.8  # share of the cells of a table's column that begin beside one of another column
TABLE_ROWS = 4  # lines that all have two cells or more: rows, however close they stand
DEEPEST = 12  # cuts within cuts; a page nests four or five

Pieces = list[Piece]
Spans = list[tuple[float, float]]


@dataclass
class _Run:
    """Bands, from the top, that share their gutters."""

    bands: list[Pieces] = field(default_factory=list)
    free: Spans = field(default_factory=list)  # white from the top of the run to its bottom

    @property
    def pieces(self) -> Pieces:
        return [piece for band in self.bands for piece in band]


@dataclass(frozen=True, slots=True)
class WhiteTable:
    """A table whose cells only white space parts: where its columns begin, and the pieces by row and column."""

    columns: tuple[float, ...]
    rows: tuple[tuple[tuple[int, Pieces], ...], ...]


def reading_blocks(pieces: Pieces, depth: int = 0, tables: list[WhiteTable] | None = None) -> Iterator[Pieces]:
    """Blocks of text in reading order, each the pieces of a column, a cell, or the page's whole width.

    ``tables``, where it is given, takes the tables that are read row by row, outermost ones only.
    """
    for run in _runs(pieces):
        columns = _columns(run)
        if len(columns) < 2 or depth >= DEEPEST:
            yield run.pieces
        elif _is_table(run, columns):
            if tables is not None:
                tables.append(_white_table(run, columns))
            for row in _table_rows(run):
                for cell in _cells(row, columns):
                    yield from reading_blocks(cell, depth + 1)
        else:
            for column in columns:
                yield from reading_blocks(column, depth + 1, tables)


def _white_table(run: _Run, columns: list[Pieces]) -> WhiteTable:
    starts = tuple(min(piece.left for piece in column) for column in columns)
    rows = []
    for row in _table_rows(run):
        cells: dict[int, Pieces] = {}
        for piece in row:
            cells.setdefault(sum(piece.left >= start - 0.01 for start in starts[1:]), []).append(piece)
        rows.append(tuple(sorted(cells.items(), key=lambda cell: cell[0])))
    return WhiteTable(starts, tuple(rows))


def bands_of(pieces: Pieces, gap: float = 0.0) -> list[Pieces]:
    """Pieces from the top, cut where white space of ``gap`` ems runs across."""
    found: list[Pieces] = []
    floor = 0.0
    for piece in sorted(pieces, key=lambda p: -p.top):
        if not found or floor - piece.top > gap * piece.size:
            found.append([])
            floor = piece.bottom
        found[-1].append(piece)
        floor = min(floor, piece.bottom)
    return found


def _runs(pieces: Pieces) -> list[_Run]:
    if not pieces:
        return []
    width = (min(p.left for p in pieces), max(p.right for p in pieces))
    bands = bands_of(pieces)
    parted = [bool(_gutters(band, _free(band, width), GUTTER)) for band in bands]
    runs = [_Run()]
    for number, band in enumerate(bands):
        run, free = runs[-1], _free(band, width)
        shared = _intersection(run.free, free) if run.bands else free
        was_parted = any(parted[number - len(run.bands) : number])
        if run.bands and _breaks(run, band, shared, was_parted, parted[number:]):
            runs.append(_Run([band], free))
        else:
            run.bands.append(band)
            run.free = shared
    return runs


def _breaks(run: _Run, band: Pieces, shared: Spans, was_parted: bool, parted: Sequence[bool]) -> bool:
    """Whether a band ends the run above it."""
    if _gap(run.bands[-1], band) > FAR * median(piece.size for piece in run.pieces):
        return True
    if not was_parted:
        return parted[0]
    gutters = _gutters(run.pieces + band, shared, GUTTER)
    if not gutters or _starts_table(run, band, len(gutters)):
        return True
    return not parted[0] and any(parted[1:]) and _is_heading(run, band)


def _starts_table(run: _Run, band: Pieces, gutters: int) -> bool:
    """Whether a band under columns has more cells than they are, and white space above it."""
    own = _gutters(band, _free(band, (min(p.left for p in band), max(p.right for p in band))), GUTTER)
    return len(own) > gutters and _gap(run.bands[-1], band) > BLOCK_GAP * band[0].size


def _is_heading(run: _Run, band: Pieces) -> bool:
    """Whether a band is a heading over the columns that follow, though shorter than the first of them."""
    size = median(piece.size for piece in run.pieces)
    gap = _gap(run.bands[-1], band)
    larger = any(piece.size >= HEADING * size for piece in band)
    bolder = all(p.bold for p in band) and not any(p.bold for p in run.bands[-1])
    return (larger or bolder) and gap > BLOCK_GAP * size


def _gap(above: Pieces, below: Pieces) -> float:
    """White space between two bands, in points."""
    return min(p.bottom for p in above) - max(p.top for p in below)


def _free(band: Pieces, width: tuple[float, float]) -> Spans:
    """The white spans of a band, from the left end of the region to the right one."""
    spans, at = [], width[0]
    for piece in sorted(band, key=lambda p: p.left):
        if piece.left > at:
            spans.append((at, piece.left))
        at = max(at, piece.right)
    return [*spans, (at, width[1])] if at < width[1] else spans


def _intersection(one: Spans, other: Spans) -> Spans:
    return [(max(a, c), min(b, d)) for a, b in one for c, d in other if min(b, d) > max(a, c)]


def _gutters(pieces: Pieces, free: Spans, ems: float) -> Spans:
    """Free spans wide enough to part columns, with text on both sides and not just marks before it."""
    least = ems * median(piece.size for piece in pieces)
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    wide = [(a, b) for a, b in free if b - a >= least and a > left and b < right]
    found: Spans = []
    for a, b in wide:
        since = found[-1][1] if found else left
        if not all(p.is_mark for p in pieces if since <= p.left < a):
            found.append((a, b))
    return found


def _columns(run: _Run) -> list[Pieces]:
    """The pieces of each column, from left to right."""
    lone = len({round(piece.y) for piece in run.pieces}) == 1
    return _cells(run.pieces, [], _gutters(run.pieces, run.free, LONE_GUTTER if lone else GUTTER))


def _cells(pieces: Pieces, columns: list[Pieces], gutters: Spans | None = None) -> list[Pieces]:
    """Pieces by the column they begin in."""
    starts = [b for _, b in gutters] if gutters is not None else [min(p.left for p in c) for c in columns[1:]]
    cells: list[Pieces] = [[] for _ in range(len(starts) + 1)]
    for piece in pieces:
        cells[sum(piece.left >= start - 0.01 for start in starts)].append(piece)
    return [cell for cell in cells if cell]


def _is_table(run: _Run, columns: list[Pieces]) -> bool:
    """Whether columns are those of a table: cells rather than running text, or breaks that run across."""
    if len(run.bands) < 2 and not any(len(bands_of(column, BLOCK_GAP)) > 1 for column in columns):
        return False
    most = max(len(bands_of(column, BLOCK_GAP)) - 1 for column in columns)
    across = _breaks_across(run, columns, BLOCK_GAP)
    grid = most == 1 == _breaks_across(run, columns, WIDE_GAP)
    if grid or (across >= 2 and across >= ALIGNED * most):
        return True
    return len(run.bands) > 1 and not all(_is_running_text(column) for column in columns) and _cells_are_level(columns)


def _cells_are_level(columns: list[Pieces]) -> bool:
    """Whether what begins in a column begins beside what begins in another, as the cells of a row do."""
    starts = sorted((_starts(column) for column in columns), key=len)
    others = sorted(y for column in starts[1:] for y in column)
    level = LEVEL * median(piece.size for column in columns for piece in column)
    beside = sum(bisect(others, y + level) > bisect(others, y - level) for y in starts[0])
    return len(starts[0]) > 1 and beside >= LEVEL_STARTS * len(starts[0])


def _starts(column: Pieces) -> list[float]:
    """The baselines of a column's lines that go on with nothing: under white space, or not within a sentence."""
    found: list[float] = []
    above: Pieces = []
    for line in bands_of(column):
        first = min(line, key=lambda p: p.left).words[0].text
        if not above or not first[0].islower() or _gap(above, line) > BLOCK_GAP * line[0].size:
            found.append(max(p.y for p in line))
        above = line
    return found


def _breaks_across(run: _Run, columns: list[Pieces], gap: float) -> int:
    """How often white runs across between rows; where one column has ended, the other's breaks are its own."""
    return sum(len(_cells(row, columns)) > 1 for row in bands_of(run.pieces, gap)) - 1


def _is_running_text(column: Pieces) -> bool:
    """Whether a column's lines are long and mostly full."""
    left, right = min(p.left for p in column), max(p.right for p in column)
    lines = [(min(p.left for p in line), max(p.right for p in line)) for line in bands_of(column)]
    full = sum(b - a >= FILLED * (right - left) for a, b in lines)
    return right - left >= TEXT_COLUMN * median(p.size for p in column) and full >= MOSTLY_FILLED * len(lines)


def _table_rows(run: _Run) -> list[Pieces]:
    """The rows of a table: parted by white space, or line by line where every line has several cells."""
    rows = []
    for row in _split_rows(run.bands):
        alone = len(row) >= TABLE_ROWS and all(len(band) > 1 for band in row)
        rows += row if alone else [[piece for band in row for piece in band]]
    return rows


def _split_rows(bands: list[Pieces]) -> list[list[Pieces]]:
    def apart(above: Pieces, below: Pieces) -> bool:
        return _gap(above, below) > BLOCK_GAP * median(p.size for p in below)

    parted = split(bands, apart)
    return parted if len(parted) > 1 else [[band] for band in bands]
