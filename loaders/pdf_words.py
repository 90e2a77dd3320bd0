"""Words of a PDF page: PDFium's characters → words with their place, size and weight.

PDFium parts words and lines by itself, with characters that the page does not hold. Its order of words is that of the
file, which need not be that of reading: ``columns`` finds that one.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from maillage.loaders.pdf_grids import Grid, grids_of, segments_of
from maillage.loaders.pieces import Word

LINE_END_HYPHEN = 0x02  # what PDFium makes of a hyphen that ends a line
BOLD_WEIGHT = 650  # regular fonts have 400, semi-bold ones 600; PDFium guesses it from the thickness of the stems
_BOLD_NAME = re.compile(r"bold|black|heavy|gras", re.IGNORECASE)
QUARTER_TURN = 90  # degrees: text is read in the quarter turn nearest to its own angle
COVERING = 0.5  # share of a page from which an image is the page itself, scanned
OF_OCR = "GlyphLessFont"  # Tesseract's: a word and the space after it are stretched together to the word's own width
SPACE = 0x20
SMALLEST = 1.0  # points; a font of size nought is an error of its producer
STAMP = 200  # letters; a scanned page may bear a printed stamp ("received on …") of fewer


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page, upright first, and whether the page shows what its text does not say."""

    upright: list[Word]
    turned: list[list[Word]]  # words of each other direction, turned upright too
    unread: bool  # an image where text should be
    grids: list[Grid]  # the ruled tables of the upright words


def page_words(page: pdfium.PdfPage) -> PageWords:
    """The words of a page. The direction of most of its letters is upright, however the page is turned."""
    textpage = page.get_textpage()
    try:
        by_turn: dict[int, list[Word]] = {}
        for turn, word in _words(textpage):
            by_turn.setdefault(turn, []).append(word)
    finally:
        textpage.close()
    letters = Counter({turn: sum(len(w.text) for w in words) for turn, words in by_turn.items()})
    turns = [turn for turn, _ in letters.most_common()]
    upright = by_turn[turns[0]] if turns else []
    unread = letters.total() < STAMP and (_is_scan(page) if letters else _draws(page))
    grids = grids_of(segments_of(page, turns[0])) if turns else []
    return PageWords(upright, [by_turn[turn] for turn in turns[1:]], unread, grids)


def _words(textpage: pdfium.PdfTextPage) -> Iterator[tuple[int, Word]]:
    """Each word with the quarter turns it is written at."""
    handle, start, text = textpage.raw, 0, ""
    unicode_at = raw.FPDFText_GetUnicode
    for index in range(textpage.count_chars()):
        code = unicode_at(handle, index)
        character = _character(code)
        if not text:
            start = index
        if not character.isspace():
            text += character
        if text and (character.isspace() or code == LINE_END_HYPHEN):
            yield _word(handle, start, index - character.isspace(), text)
            text = ""
    if text:
        yield _word(handle, start, textpage.count_chars() - 1, text)


def _character(code: int) -> str:
    if code == LINE_END_HYPHEN:
        return "-"
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "�"  # a glyph without a character: repairing knows the sign
    return chr(code)


def _word(handle: object, first: int, last: int, text: str) -> tuple[int, Word]:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(handle, first, matrix)
    turn = round(math.degrees(_number(math.atan2(matrix.b, matrix.a))) / QUARTER_TURN) % 4
    size = _number(raw.FPDFText_GetFontSize(handle, first) * math.hypot(matrix.c, matrix.d))
    font, bold = _font(handle, first)
    if font == OF_OCR and raw.FPDFText_GetUnicode(handle, last + 1) == SPACE:
        last += 1
    ends = [_upright(corner, turn)[0] for index in {first, last} for corner in _corners(handle, index)]
    baseline = _upright(_origin(handle, first), turn)[1]
    return turn, Word(text, min(ends), max(ends), baseline, size or SMALLEST, bold)


def _corners(handle: object, index: int) -> list[tuple[float, float]]:
    """Two opposite corners of a character's box, as PDF counts: upwards."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, box)
    return [(_number(box.left), _number(box.bottom)), (_number(box.right), _number(box.top))]


def _origin(handle: object, index: int) -> tuple[float, float]:
    """Where a character stands on its baseline."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, index, x, y)
    return _number(x.value), _number(y.value)


def _number(value: float) -> float:
    """A measure, or nought where a broken file gives none."""
    return value if math.isfinite(value) else 0.0


def _upright(point: tuple[float, float], turn: int) -> tuple[float, float]:
    """A point once the page is turned so that the text is upright."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _font(handle: object, index: int) -> tuple[str, bool]:
    """The name of a character's font, and whether it is bold."""
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", "replace")
    return name, bool(_BOLD_NAME.search(name)) or raw.FPDFText_GetFontWeight(handle, index) >= BOLD_WEIGHT


def _draws(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(max_depth=1))


def _is_scan(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= COVERING * width * height:
            return True
    return False
