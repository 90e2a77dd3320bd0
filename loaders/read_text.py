"""Text: bytes → lines and where pages start. Encodings are tried in a safe order; lines are never altered.

Plain text knows no pages, but two conventions mark them: a form feed (``pdftotext``), and a line that begins with a
single space (text layers saved page after page). Indented text, as web pages give it, follows neither.
"""

import codecs
from collections.abc import Sequence
from itertools import pairwise

# Tried in this order: only bytes that are valid UTF-8 pass for it, cp1252 leaves five codes undefined.
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNMARKED = ("utf-8", "cp1252", "latin-1")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
MAX_CONTROLS = 0.01  # share of control codes; text layers of broken fonts have up to 0.001, compressed data 0.10

LEAST_LETTERS = 3  # of a page's first line: less is a heading spelled letter by letter
LINES_OF_A_PAGE = 5  # on average, at least; the documents read have 28 or more, indented paragraphs 1 to 4
LINES_WITHOUT_FIRST = 20  # the same where the first line of all has no mark: the text may be indented instead
# A bullet whose sign was lost leaves the same mark as a page. It opens a narrow box, and boxes come in numbers.
BOX_WIDTH, BOX_LINES = 30, 6  # characters at most, lines at least; boxes of the documents read have 8 lines, titles 5
BOXES_NEAR = 120  # lines in which another box must stand: a page may open with one narrow column
MOSTLY = 2  # marked lines for each line indented further; the documents read have 5 or more, indented text less than 1


class NotTextError(ValueError):
    """The bytes are no text in any encoding."""


def decode(data: bytes) -> str:
    """Bytes as text; a byte order mark is dropped and ``\\r\\n`` becomes ``\\n``, which keeps the line numbers.

    Raises:
        NotTextError: binary data.
    """
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, (encoding,))
    if len(data) - len(data.translate(None, _CONTROLS)) > MAX_CONTROLS * len(data):
        raise NotTextError("binary data")
    return _decoded(data, _UNMARKED)


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    raise NotTextError(f"not valid {encodings[-1]}")


def split_lines(text: str) -> tuple[str, ...]:
    """Physical lines, as ``sed -n`` counts them: a final newline ends the last line and starts none."""
    return tuple(text.removesuffix("\n").split("\n"))


def find_pages(text: str, lines: tuple[str, ...]) -> tuple[int, ...]:
    """1-based first line of each page; one page when the text follows no convention."""
    if "\f" in text:
        return _after_form_feeds(lines)
    marked = _marked(lines)
    return (1, *marked) if marked else (1,)


def _after_form_feeds(lines: tuple[str, ...]) -> tuple[int, ...]:
    """A form feed at a line's start opens a page there, elsewhere on the next line; at the end of the text nowhere.

    A page without text starts on the same line as the page after it.
    """
    starts = [1]
    for number, line in enumerate(lines, 1):
        if "\f" in line:
            before = len(line) - len(line.lstrip("\f"))
            starts += [number] * before + [number + 1] * line.count("\f", before)
    while len(starts) > 1 and not any(line.strip() for line in lines[starts[-1] - 1 :]):
        starts.pop()
    return tuple(starts)


def _marked(lines: tuple[str, ...]) -> list[int]:
    """Lines after the first that a single space marks as the first of their page, if the text follows that convention.

    A page's text ends in something visible, so that a marked line after a blank one is an indented paragraph.
    """
    spaced = [n for n, line in enumerate(lines, 1) if line[:1] in (" ", "\t") and not line.isspace()]
    single = [n for n in spaced if lines[n - 1][0] == " " and lines[n - 1][1] not in " \t"]
    if len(single) < MOSTLY * (len(spaced) - len(single)):
        return []
    starts = [n for n in single if n > 1 and lines[n - 2].strip() and _speaks(lines[n - 1])]
    boxes = box_starts(lines)
    starts = [n for n in starts if n not in boxes]
    of_a_page = LINES_OF_A_PAGE if single[:1] == [1] else LINES_WITHOUT_FIRST
    return starts if len(lines) >= of_a_page * (len(starts) + 1) else []


def _speaks(line: str) -> bool:
    """Whether a line says something: a word, a number or a bullet, not one letter of a vertical heading."""
    return len(line.strip()) >= LEAST_LETTERS or line.strip().isdigit()


def box_starts(lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines that open a narrow box with a bullet whose sign was lost, where such boxes are listed."""
    boxes = [n for n, line in enumerate(lines, 1) if line[:1] == " " and _opens_box(lines, n)]
    return frozenset(n for pair in pairwise(boxes) if pair[1] - pair[0] <= BOXES_NEAR for n in pair)


def _opens_box(lines: Sequence[str], number: int) -> bool:
    """Whether a line starts a sentence that runs on in a narrow box."""
    box = lines[number - 1 : number - 1 + BOX_LINES]
    runs_on = len(box) == BOX_LINES and box[1][:1].islower()
    return runs_on and all(0 < len(line.strip()) <= BOX_WIDTH for line in box)
