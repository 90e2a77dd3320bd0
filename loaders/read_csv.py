"""CSV: bytes → Document. Lines keep their numbers: a row stands on the line, or the lines, that it has in the file.

The cells of a row are parted by bars; what parts them in the file (semicolon, comma, tab, bar) is told from its rows.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from maillage.loaders.document import Cell, Document
from maillage.loaders.draft import BAR, MOST_COLUMNS, Draft, broken, plain
from maillage.loaders.read_errors import DamagedError
from maillage.loaders.read_text import decode, split_lines

DELIMITERS = ";\t|,"  # of those that part as many rows alike, the first: a comma also stands in sentences
SAMPLE = 200  # lines from which the delimiter is told
LONGEST_ROW = 400  # lines of a row; more is a quote that was never closed


def read_csv(path: Path, name: str, data: bytes) -> Document:
    """The document a table of separated values holds.

    Raises:
        NotTextError: binary data.
        DamagedError: a quote is opened and never closed.
    """
    lines = split_lines(decode(data).replace("\r", " ").replace("\0", " "))
    draft = Draft()
    for number, (first, row) in enumerate(_rows(path, lines, _delimiter(lines))):
        _write(draft, first, row, number)
    return draft.document(name, data, "csv")


def _rows(path: Path, lines: tuple[str, ...], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The first line of each row, and its cells."""
    reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter)
    first = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _unclosed(path, first) from error
        if row is None:
            return
        if reader.line_num - first >= LONGEST_ROW:
            raise _unclosed(path, first)
        if row and reader.line_num >= len(lines):  # a quote left open ends with the file, after one line break too many
            row[-1] = row[-1].removesuffix("\n")
        yield first, row
        first = reader.line_num + 1


def _unclosed(path: Path, first: int) -> DamagedError:
    return DamagedError(path, f"a quote opened on line {first} is never closed", "save it again from its spreadsheet")


def _delimiter(lines: tuple[str, ...]) -> str:
    """What parts the cells: what gives most rows as many cells, more than one."""
    best, most = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader((line + "\n" for line in lines[:SAMPLE]), delimiter=delimiter))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if len(row) > 1)
        alike = max(widths.values(), default=0)
        if alike > most:
            best, most = delimiter, alike
    return best


def _write(draft: Draft, first: int, row: list[str], number: int) -> None:
    """Write a row on its lines; where a cell runs over several, the next one begins on its last."""
    texts, cells = [""], []
    for column, cell in enumerate(row):
        if column:
            texts[-1] += BAR
        begins = len(texts)
        for index, piece in enumerate(cell.split("\n")):
            if index:
                texts.append("")
            texts[-1] += plain(piece)
        if plain(cell) and column < MOST_COLUMNS:
            # blank lines at the end of a cell are none of it
            said = max(index for index, piece in enumerate(cell.split("\n")) if plain(piece))
            cells.append(Cell(1, number, column, first + begins - 1, first + begins - 1 + said, broken(cell)))
    for index, text in enumerate(texts):
        line = text.rstrip(" |").lstrip(" ")
        draft.line(line, begins=not index if line else None)
    draft.cells += cells
