"""Signature pages: columns of offices, bodies and names. Enters: a View. Leaves: the bodies that sign, no person.

Such pages come out of a PDF scrambled: the office above or below the name, the body on several lines, the heading at
the end. So a page is found by its heading or closing formula, and each line in it is known by its shape.
"""

import re
from collections.abc import Iterator, Mapping

from maillage.loaders.find.offices import is_body, office_in
from maillage.loaders.find.persons import is_person
from maillage.loaders.find.signature_cells import cells
from maillage.loaders.find.signature_entries import Signing, lists, read_cells, says, without_pour
from maillage.loaders.find.signature_parties import makes_other_act
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

BEFORE, AFTER = 90, 170  # lines that signatures may stand above and below their heading
ABOVE_FOR = 4  # lines above "Pour la Région, sa présidente" that may be of the same page of signatures
NAME_LINES = 2  # lines that the name of a body may run on after its first
SILENCE = 12  # lines without office or body that end a page of signatures
PROSE_WIDTH, PROSE_WORDS = 55, 9  # from which a line that opens with no office or body is a sentence
PROSE_LINES = 3  # sentences in a row that end a page of signatures
LONGEST_HEADING = 120
PAGE_BEFORE = 150  # lines above that say which act is signed
_SPACED = re.compile(r"\s*(?:[A-ZÀ-Ý] ){5,}[A-ZÀ-Ý]\s*$")
_ANNEX = re.compile(r"\s*annexes?\b(?: ?(?:n°? ?)?(?:\d+|[ivx]+|[a-h])\b)?.{0,60}$", re.IGNORECASE)
ENOUGH = 3  # bodies below a formula, from which nothing above it is looked at


def signature_pages(view: View, names: Mapping[str, str]) -> Iterator[Signing]:
    """Every body of every page of signatures, in the order of the text; case is still as printed."""
    seeds = list(_seeds(view))
    reached = 0
    for number, kind in seeds:
        if number <= reached:
            continue
        first, last = _extent(view, number, max(reached, number - ABOVE_FOR) if kind == "for" else reached, names)
        found = list(read_cells(cells(view, first, last, names), names))
        if kind == "place":  # what a formula closes may be a table of bodies; those who sign stand below it
            below = list(read_cells(cells(view, number, last, names), names))
            found, first = (below, number) if len({s.body for s in below}) >= ENOUGH else (found, first)
        kinds = {k for seed, k in seeds if first <= seed <= last}
        if found and len({s.body for s in found}) >= _needed(view, kinds, first):
            yield from found
            reached = last


def _seeds(view: View) -> Iterator[tuple[int, str]]:
    """Lines that tell a page of signatures: its heading, "Fait à", a delegation, who signs for whom."""
    for number, line in enumerate(view.lines, 1):
        if not line:
            continue
        line = _close(line)
        opening = line[:6].lstrip().lower() if line[:1] in "FfPpSs " else ""
        signs = ("ign" in line or "IGN" in line) and len(line) < LONGEST_HEADING
        if signs and line.strip()[0].isupper() and matcher("signature.heading").match(fold(line).strip()):
            yield number, "heading"
        elif opening.startswith(("fait", "sign")) and matcher("signature.place").match(fold(line).strip()):
            yield number, "place"
        elif opening.startswith("pour") and matcher("signature.delegation").search(fold(line)):
            yield number, "delegation"
        elif opening.startswith("pour") and matcher("signature.for").match(fold(line).strip()):
            yield number, "for"


def _close(line: str) -> str:
    """ "S I G N A T A I R E S" without the spaces between its letters."""
    return line.replace(" ", "") if _SPACED.match(line) else line


def _needed(view: View, kinds: set[str], first: int) -> int:
    """How many bodies a page must show: one under a heading, more under a formula, none in another act."""
    if "heading" in kinds:
        return 1
    before = "\n".join(view.lines[max(0, first - PAGE_BEFORE) : first])
    if makes_other_act(fold(before)):
        return 1000
    return 2 if "place" in kinds else 3


def _extent(view: View, seed: int, reached: int, names: Mapping[str, str]) -> tuple[int, int]:
    """The lines around a seed that hold signatures."""
    first = _walk(view, range(seed - 1, max(reached, seed - BEFORE), -1), seed, names)
    return first, _walk(view, range(seed + 1, min(len(view.lines), seed + AFTER) + 1), seed, names)


def _walk(view: View, numbers: range, seed: int, names: Mapping[str, str]) -> int:
    """The last line of ``numbers`` before prose or silence."""
    kept, silent, prose = seed, 0, 0
    for number in numbers:
        text = view.lines[number - 1].strip()
        if not text:
            continue
        if number > seed and _ANNEX.match(text):
            break
        telling = _telling(text, names)
        long = len(text) > PROSE_WIDTH and text.count(" ") >= PROSE_WORDS and not text.isupper()
        prose = prose + 1 if long and not telling else 0
        silent = 0 if telling else silent + 1
        if prose >= PROSE_LINES or silent > SILENCE:
            break
        if telling or is_person(text) or (silent <= NAME_LINES and not long):
            kept = number
    return kept


def _telling(text: str, names: Mapping[str, str]) -> bool:
    text = next((part.strip() for part in text.split("|") if part.strip()), "")
    folded = fold(text)
    return not says(text) and bool(
        office_in(text)
        or is_body(without_pour(text))
        or lists(text, names)
        or matcher("signature.delegation").search(folded)
        or matcher("signature.for").match(folded)
        or matcher("signature.group").match(folded)
    )
