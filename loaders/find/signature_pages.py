"""Signature pages: columns of offices, bodies and names. Enters: a View. Leaves: the bodies that sign, no person.

Such pages come out of a PDF scrambled: the office above or below the name, the body on several lines, the heading at
the end. So a page is found by its heading or closing formula, and each line in it is known by its shape.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maillage.loaders.find.offices import body_of, is_body, office_in, trimmed
from maillage.loaders.find.persons import NAMED, is_person, without_person
from maillage.loaders.find.signature_cells import Cell, cells
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

BEFORE, AFTER = 90, 170  # lines that signatures may stand above and below their heading
NAME_LINES = 2  # lines that the name of a body may run on after its first
SILENCE = 12  # lines without office or body that end a page of signatures
PROSE_WIDTH, PROSE_WORDS = 55, 9  # from which a line that opens with no office or body is a sentence
PROSE_LINES = 3  # sentences in a row that end a page of signatures
SENTENCE_WORDS = 8  # blanks in a line from which it may be a sentence
LONGEST_HEADING = 120
AROUND = 60  # lines around the parties that say which act they make
LONGEST = 230  # characters of an office and its body; more is a sentence
NEAR = 4  # cells between a body and the office that belongs to it
MOST_WORDS = 16  # of a body printed without an office
MOST_GAP = 2  # blank lines inside an entry

_POUR = re.compile(r"pour (?:la |le |l')?")
# Organs of a body: their head signs for the body, which stands beside.
_ORGANS = {"directoire", "conseil d administration", "conseil de surveillance", "bureau", "conseil"}
_OPEN = re.compile(r"(?:[,’'&/-]|\b(?:de|du|des|la|le|les|l|d|et|en|à|a|au|aux|pour|sur))$", re.IGNORECASE)
_WANTS_NAME = re.compile(
    r"\b(?:agglomeration|urbaine|communes|regional|departemental|metropole|region|departement|prefecture|ville|commune|"
    r"sante|maladie|familiales|industrie|artisanat|hospitalier)$"
)
_ENTRY = re.compile(r"(?:monsieur|madame|m\.|mme|le|la|pour)\b")
_GOES_ON = re.compile(r"(?:[Dd][eEuU]|[Dd][eE][sS]|[Dd]['’]|[Ee][Tt]|&|-|–|EN|POUR|AUX?)(?![\wÀ-ÿ])|[Dd]['’]|[a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Signing:
    """A body that signs: its name cleaned, where it stands, the office that signs for it, and whose contract it is."""

    body: str
    line: int
    function: str | None
    contract_hint: str | None


def signature_pages(view: View) -> Iterator[Signing]:
    """Every body of every page of signatures, in the order of the text; case is still as printed."""
    seeds = list(_seeds(view))
    reached = 0
    for number, _ in seeds:
        if number <= reached:
            continue
        first, last = _extent(view, number, reached)
        found = list(read_cells(cells(view, first, last)))
        kinds = {kind for seed, kind in seeds if first <= seed <= last}
        if found and len({s.body for s in found}) >= _needed(view, kinds, first):
            yield from found
            reached = last


def _seeds(view: View) -> Iterator[tuple[int, str]]:
    """Lines that tell a page of signatures: its heading, "Fait à", a delegation."""
    for number, line in enumerate(view.lines, 1):
        if not line:
            continue
        opening = line[:6].lstrip().lower() if line[:1] in "FfPp " else ""
        signs = ("ign" in line or "IGN" in line) and len(line) < LONGEST_HEADING
        if signs and line.strip()[0].isupper() and matcher("signature.heading").match(fold(line).strip()):
            yield number, "heading"
        elif opening.startswith("fait") and matcher("signature.place").match(fold(line).strip()):
            yield number, "place"
        elif opening.startswith("pour") and matcher("signature.delegation").search(fold(line)):
            yield number, "delegation"


def parties(view: View) -> Iterator[Signing]:
    """Bodies between "ENTRE" and "IL A ÉTÉ CONVENU" at the top of a contract."""
    for number, line in enumerate(view.lines, 1):
        if (
            line[:1] not in "Ee "
            or line.strip()[:5].lower() != "entre"
            or not matcher("signature.parties").match(fold(line).strip())
        ):
            continue
        last = _agreed(view, number)
        around = fold(" ".join(view.lines[max(0, number - AROUND) : last + AROUND])) if last else ""
        if "contrat de ville" in around and around.count("contrat de ville") >= around.count("convention"):
            yield from (replace(s, function=None) for s in read_cells(cells(view, number + 1, last)))


def _agreed(view: View, number: int) -> int:
    """The line before what closes the parties; 0 when nothing does."""
    following = range(number + 1, min(len(view.lines), number + AFTER) + 1)
    ends = (n - 1 for n in following if matcher("signature.parties-end").match(fold(view.lines[n - 1]).strip()))
    return next(ends, 0)


def _needed(view: View, kinds: set[str], first: int) -> int:
    """How many bodies a page must show: one under a heading, more under a formula, none in another act."""
    if "heading" in kinds:
        return 1
    before = fold(" ".join(view.lines[max(0, first - 150) : first]))
    if before.count("convention") > before.count("contrat de ville"):
        return 1000
    return 2 if "place" in kinds else 3


def _extent(view: View, seed: int, reached: int) -> tuple[int, int]:
    """The lines around a seed that hold signatures."""
    first = _walk(view, range(seed - 1, max(reached, seed - BEFORE), -1), seed)
    return first, _walk(view, range(seed + 1, min(len(view.lines), seed + AFTER) + 1), seed)


def _walk(view: View, numbers: range, seed: int) -> int:
    """The last line of ``numbers`` before prose or silence."""
    kept, silent, prose = seed, 0, 0
    for number in numbers:
        text = view.lines[number - 1].strip()
        if not text:
            continue
        telling = _telling(text)
        long = len(text) > PROSE_WIDTH and text.count(" ") >= PROSE_WORDS and not text.isupper()
        prose = prose + 1 if long and not telling else 0
        silent = 0 if telling else silent + 1
        if prose >= PROSE_LINES or silent > SILENCE:
            break
        if telling or is_person(text) or (silent <= NAME_LINES and not long):
            kept = number
    return kept


def _says(text: str) -> bool:
    """Whether a text is a sentence about a body and not the name of one."""
    folded = fold(text)
    promises = matcher("verb.future").search(folded) or matcher("verb.pledge").search(folded)
    return text.count(" ") >= SENTENCE_WORDS and (text.endswith(".") or promises is not None)


def _telling(text: str) -> bool:
    folded = fold(text)
    return not _says(text) and bool(
        office_in(text)
        or is_body(text)
        or matcher("signature.delegation").search(folded)
        or matcher("signature.group").match(folded)
    )


@dataclass(slots=True)
class _Item:
    """What one entry of a page says: an office, a body, or both."""

    at: int  # index of its first cell
    line: int
    office: str | None
    body: str | None


def read_cells(found: Sequence[Cell]) -> Iterator[Signing]:
    """The bodies of one page of signatures: an office without a body belongs to the body beside it."""
    items = _items(found)
    for index, item in enumerate(items):
        if item.office and not item.body:
            beside = [*reversed(items[max(0, index - 1) : index]), *items[index + 1 : index + 2]]
            for other in beside:
                if other.body and not other.office and abs(other.at - item.at) <= NEAR:
                    other.office = item.office
                    break
    for index, item in enumerate(items):
        if item.body and not _twice(items, index):
            yield Signing(item.body, item.line, item.office, None)


def _twice(items: Sequence[_Item], index: int) -> bool:
    """ "Pour l'État" right above its prefect: the prefecture says more."""
    if index + 1 >= len(items) or fold(trimmed(items[index].body or "")) != "etat":
        return False
    following = items[index + 1]
    return bool(following.body) and "préfet" in (following.office or "") and following.at - items[index].at <= NEAR


def _items(found: Sequence[Cell]) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    while at < len(found):
        if _delegated(found, at):
            at = _after_delegation(found, at)
            continue
        text = without_person(found[at].text)
        if not _opens(text):
            at += 1
            continue
        joined, end = join(found, at, text)
        item = _item(at, found[at].line, joined)
        at = end if item else at + 1
        if item:
            items.append(item)
    return items


def _opens(text: str) -> bool:
    """Whether a text opens an entry: an office, or a body after "Pour" or on its own."""
    if (
        not text
        or _says(text)
        or matcher("signature.group").match(fold(text))
        or matcher("signature.heading").match(fold(text))
    ):
        return False
    bare = _without_pour(text)
    named = bare != text and bare[:1].isupper() and not is_person(bare)
    return office_in(text) is not None or is_body(bare) or named


def _item(at: int, line: int, joined: str) -> _Item | None:
    if len(joined) > LONGEST:
        return None
    office = office_in(joined)
    if office:
        body = body_of(office)
        return _Item(at, line, office.word, None if body and key(body) in _ORGANS else body)
    body = trimmed(_without_pour(joined))
    return _Item(at, line, None, body) if len(body.split()) <= MOST_WORDS else None


def _without_pour(text: str) -> str:
    pour = _POUR.match(fold(text))
    return text[pour.end() :] if pour else text


def _delegated(found: Sequence[Cell], at: int) -> bool:
    """ "Pour le Président et par délégation, …", on one line or two."""
    text = fold(found[at].text)
    if text.startswith("delegation"):
        return True
    following = fold(found[at + 1].text) if at + 1 < len(found) and found[at + 1].gap == 0 else ""
    wide = f"{text} {following}" if text.startswith("pour ") and text.endswith((" par", " et")) else text
    return bool(matcher("signature.delegation").search(wide))


def _after_delegation(found: Sequence[Cell], at: int) -> int:
    """Where the delegate's name and office end: at a blank line or at the next entry."""
    at += 1
    while at < len(found) and found[at].gap == 0:
        text = found[at].text
        if _ENTRY.match(fold(text)) and office_in(text) and not _delegated(found, at):
            break
        at += 1
    return at


def join(found: Sequence[Cell], at: int, text: str) -> tuple[str, int]:
    """An entry with the cells that go on with it, and the index of the first cell after it."""
    end = at + 1
    while end < len(found) and len(text) < LONGEST and _goes_on(text, found, end):
        text = f"{text}{'' if text.endswith('’') or text.endswith(chr(39)) else ' '}{found[end].text}"
        text = re.sub(r"(?<=\w)- (?=[A-ZÀ-Ý])", "-", text)
        end += 1
    return text, end


def _goes_on(text: str, found: Sequence[Cell], at: int) -> bool:
    cell = found[at]
    if NAMED.match(cell.text) or _delegated(found, at) or cell.gap > MOST_GAP:
        return False
    if _OPEN.search(text):
        return matcher("signature.group").match(fold(cell.text)) is None
    if office_in(cell.text) or matcher("signature.group").match(fold(cell.text)):
        return False
    if cell.gap:
        return cell.text[0].islower() and len(text) < LONGEST // 2
    if _GOES_ON.match(cell.text):
        return True
    office = office_in(text)
    if office and body_of(office) is None and is_body(cell.text):
        return True
    after = found[at + 1].text if at + 1 < len(found) else ""
    return bool(_WANTS_NAME.search(fold(text))) and (not is_person(cell.text) or is_person(after))
