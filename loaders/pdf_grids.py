"""Grids of a PDF page: the lines that a table is ruled with → its cells, merged ones too.

A line may be a stroke, the edge of a cell's background or a rectangle as thin as a stroke. Where the line between two
places of the grid is missing, they are one cell.
"""

import ctypes
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

SNAP = 3.0  # points between two lines that are one, or between a line and the one that it meets
SHORTEST = 6.0  # points of a line; shorter ones are of drawings
MOST = 4000  # lines of a page; one with more is a map or a drawing
FEWEST = 2  # rows and columns of a table


@dataclass(frozen=True, slots=True)
class Segment:
    """A line across (``level``) or upright: where it lies, and from where to where it runs."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its first row and column, from 0, how many of each it covers, and where it stands."""

    row: int
    column: int
    down: int
    across: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x < self.right and self.bottom <= y < self.top


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the left ends of its columns, how many rows it has, and its cells row by row."""

    columns: tuple[float, ...]
    rows: int
    boxes: tuple[Box, ...]


def segments_of(page: pdfium.PdfPage, turn: int) -> list[Segment]:
    """The lines across and upright of a page, as it is read: ``turn`` quarter turns from how it is printed."""
    found: list[Segment] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        for start, end in _strokes(item.raw):
            segment = _segment(_turned(start, turn), _turned(end, turn))
            if segment is not None:
                found.append(segment)
        if len(found) > MOST:
            return []
    return found


def grids_of(segments: Sequence[Segment]) -> list[Grid]:
    """The tables that lines rule, from the top of the page."""
    level = _merged([s for s in segments if s.level])
    upright = _merged([s for s in segments if not s.level])
    found = [grid for lines in _components(level, upright) if (grid := _grid(*lines)) is not None]
    return sorted(found, key=lambda grid: (-grid.boxes[0].top, grid.boxes[0].left))


def _strokes(path: object) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight lines of a path, as the page has them; a curve is none."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = None
    for index in range(min(raw.FPDFPath_CountSegments(path), MOST)):
        part = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(part, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(part)
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        first = point if kind == raw.FPDF_SEGMENT_MOVETO or first is None else first
        if raw.FPDFPathSegment_GetClose(part):
            yield last, first


def _turned(point: tuple[float, float], turn: int) -> tuple[float, float]:
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _segment(start: tuple[float, float], end: tuple[float, float]) -> Segment | None:
    if not all(map(math.isfinite, (*start, *end))):
        return None
    wide, high = abs(start[0] - end[0]), abs(start[1] - end[1])
    if wide >= SHORTEST and high < 1:
        return Segment(True, (start[1] + end[1]) / 2, *sorted((start[0], end[0])))
    if high >= SHORTEST and wide < 1:
        return Segment(False, (start[0] + end[0]) / 2, *sorted((start[1], end[1])))
    return None


def _merged(segments: Sequence[Segment]) -> list[Segment]:
    """Lines at the same place that meet, as one."""
    places: dict[int, list[Segment]] = defaultdict(list)
    ats = _snapped(s.at for s in segments)
    for segment in segments:
        places[_nearest(ats, segment.at)].append(segment)
    found: list[Segment] = []
    for place, lines in sorted(places.items()):
        run: Segment | None = None
        for line in sorted(lines, key=lambda s: s.start):
            if run is not None and line.start <= run.end + SNAP:
                run = Segment(run.level, run.at, run.start, max(run.end, line.end))
                found[-1] = run
            else:
                run = Segment(line.level, ats[place], line.start, line.end)
                found.append(run)
    return found


def _snapped(values: Iterator[float] | Sequence[float]) -> list[float]:
    """Places in their order, those that lie closer than a stroke as one."""
    found: list[list[float]] = []
    for value in sorted(values):
        if found and value - found[-1][0] <= SNAP:
            found[-1].append(value)
        else:
            found.append([value])
    return [sum(group) / len(group) for group in found]


def _nearest(places: Sequence[float], value: float) -> int:
    at = bisect_left(places, value)
    return min((n for n in (at - 1, at) if 0 <= n < len(places)), key=lambda n: abs(places[n] - value))


def _components(level: list[Segment], upright: list[Segment]) -> Iterator[tuple[list[Segment], list[Segment]]]:
    """Lines that meet each other, directly or by others."""
    group = list(range(len(level) + len(upright)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for a, line in enumerate(level):
        for b, post in enumerate(upright, len(level)):
            meets = line.start - SNAP <= post.at <= line.end + SNAP and post.start - SNAP <= line.at <= post.end + SNAP
            if meets:
                group[root(a)] = root(b)
    found: dict[int, tuple[list[Segment], list[Segment]]] = defaultdict(lambda: ([], []))
    for n, segment in enumerate((*level, *upright)):
        found[root(n)][not segment.level].append(segment)
    yield from found.values()


def _grid(level: list[Segment], upright: list[Segment]) -> Grid | None:
    """The table that some lines rule; None where they rule fewer than two rows or columns. Open sides are closed."""
    if not level or not upright:
        return None
    columns = _snapped([s.at for s in upright] + [min(s.start for s in level), max(s.end for s in level)])
    rows = _snapped([s.at for s in level] + [min(s.start for s in upright), max(s.end for s in upright)])[::-1]
    if len(columns) <= FEWEST or len(rows) <= FEWEST:
        return None
    boxes = tuple(_boxes(columns, rows, level, upright))
    tall = len({box.row for box in boxes}) >= FEWEST
    return Grid(tuple(columns[:-1]), len(rows) - 1, boxes) if tall and len(boxes) >= FEWEST**2 else None


def _boxes(columns: list[float], rows: list[float], level: list[Segment], upright: list[Segment]) -> Iterator[Box]:
    """The cells row by row: each place of the grid not yet covered, as far as no line ends it."""

    def ruled(lines: list[Segment], at: float, across: float) -> bool:
        return any(abs(s.at - at) <= SNAP and s.start <= across <= s.end for s in lines)

    middles = [(a + b) / 2 for a, b in pairwise(columns)]
    heights = [(a + b) / 2 for a, b in pairwise(rows)]
    covered: set[tuple[int, int]] = set()
    for row in range(len(heights)):
        for column in range(len(middles)):
            if (row, column) in covered:
                continue
            right = column + 1
            while right < len(middles) and not ruled(upright, columns[right], heights[row]):
                right += 1
            down = row + 1
            while down < len(heights) and not any(ruled(level, rows[down], middles[c]) for c in range(column, right)):
                down += 1
            covered |= {(r, c) for r in range(row, down) for c in range(column, right)}
            yield Box(row, column, down - row, right - column, columns[column], rows[down], columns[right], rows[row])
