"""Signature entries: cells of a page of signatures → the bodies that sign. Enters: cells. Leaves: signings, no person.

The office stands above, below or beside the name of its body, the body runs on over several lines, a delegation says
who holds the pen; each cell is known by its shape.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.names import title_case
from maillage.loaders.find.offices import body_of, is_body, office_in, town, trimmed
from maillage.loaders.find.persons import NAMED, first_names, is_person, without_person
from maillage.loaders.find.signature_cells import Cell
from maillage.loaders.find.signature_splits import tells_name
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

SENTENCE_WORDS = 8  # blanks in a line from which it may be a sentence
LONGEST = 230  # characters of an office and its body; more is a sentence
NEAR = 4  # cells between a body and the office that belongs to it
MOST_WORDS = 16  # of a body printed without an office
MOST_BARE_WORDS = 7  # of a body that nothing but its place in a list tells
MOST_GAP = 2  # blank lines inside an entry

_POUR = re.compile(r"pour (?:la |le |l')?")
_PLACE = re.compile(
    r"(?:(?:Le|La|Les) |L[’'])?[A-ZÀ-Ý][a-zà-ÿœ’'-]+(?:[A-ZÀ-Ý][\wÀ-ÿœ’'-]*)*"
)  # one word, hyphens inside
_POUR_CAPITAL = re.compile(r"Pour (?:l[ae] |l[’']|les )?(?=[A-ZÀ-Ý])")
# Organs of a body: their head signs for the body, which stands beside.
_ORGANS = {"directoire", "conseil d administration", "conseil de surveillance", "bureau", "conseil"}
_OPEN = re.compile(r"(?:[,’'&/-]|\b(?:de|du|des|la|le|les|l|d|et|en|à|a|au|aux|pour|sur))$", re.IGNORECASE)
_WANTS_NAME = re.compile(
    r"\b(?:agglomeration|urbaine|communes|regional|departemental|metropole|region|departement|prefecture|ville|commune|"
    r"sante|maladie|familiales|industrie|artisanat|hospitalier)$"
)
_STOP = re.compile(r"[a-zà-ÿ]{3}\. [A-ZÀ-Ý]")  # one sentence ends and another begins
_ENTRY = re.compile(r"(?:monsieur|madame|m\.|mme|le|la|pour)\b")
_GOES_ON = re.compile(r"(?:[Dd][eEuU]|[Dd][eE][sS]|[Dd]['’]|[Ee][Tt]|&|-|–|EN|POUR|AUX?)(?![\wÀ-ÿ])|[Dd]['’]|[a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Signing:
    """A body that signs: its name cleaned, where it stands, the office that signs for it, and whose contract it is."""

    body: str
    line: int
    function: str | None
    contract_hint: str | None


def says(text: str) -> bool:
    """Whether a text is a sentence about a body and not the name of one."""
    folded = fold(text)
    promises = matcher("verb.future").search(folded) or matcher("verb.pledge").search(folded)
    stops = text.endswith(".") or _STOP.search(text) is not None
    return text.count(" ") >= SENTENCE_WORDS and (stops or promises is not None)


@dataclass(slots=True)
class _Item:
    """What one entry of a page says: an office, a body, or both."""

    at: int  # index of its first cell
    line: int
    office: str | None
    body: str | None
    pour: bool = False  # "Pour la Région": the body is named, its office may follow
    small: bool = False  # opens with a small letter: "la directrice de…"
    told: bool = False  # the body is printed, and not known from the office alone: "l'inspecteur d'académie"


def read_cells(found: Sequence[Cell], names: Mapping[str, str]) -> Iterator[Signing]:
    """The bodies of one page of signatures: an office without a body belongs to the body beside it.

    ``names``: what places of the document sign as, by their comparable names.
    """
    items = _items(found, names)
    for index, item in enumerate(items):
        if _inside(items, index):
            items[index - 1].office = items[index - 1].office or item.office
        elif item.office and not item.body:
            beside = [*reversed(items[max(0, index - 1) : index]), *items[index + 1 : index + 2]]
            for other in beside:
                if other.body and not other.office and abs(other.at - item.at) <= NEAR:
                    other.office = item.office
                    break
    for index, item in enumerate(items):
        if item.body and not _twice(items, index) and not _inside(items, index):
            yield Signing(item.body, item.line, item.office, None)


def _inside(items: Sequence[_Item], index: int) -> bool:
    """ "Pour l'ARS, la directrice de la délégation de l'Orne": an office inside the body that signs."""
    former = items[index - 1] if index else None
    item = items[index]
    return bool(
        former and former.pour and former.body and item.office
        and (item.line == former.line or (item.told and item.line == former.line + 1))
        and item.at == former.at + 1 and item.small
        and "préfet" not in item.office
    )  # fmt: skip


def _twice(items: Sequence[_Item], index: int) -> bool:
    """ "Pour l'État" right above its prefect: the prefecture says more."""
    if index + 1 >= len(items) or fold(trimmed(items[index].body or "")) != "etat":
        return False
    following = items[index + 1]
    return bool(following.body) and "préfet" in (following.office or "") and following.at - items[index].at <= NEAR


def _items(found: Sequence[Cell], names: Mapping[str, str]) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    while at < len(found):
        if _delegated(found, at):
            at = _after_delegation(found, at)
            continue
        text = found[at].text if _POUR_CAPITAL.match(found[at].text) else without_person(found[at].text)
        bare = _bare(found, at, names)
        if not bare and not _opens(text):
            at += 1
            continue
        alone = bare or _beside(found, at)
        joined, end = (text, at + 1) if alone else join(found, at, text)
        item = _Item(at, found[at].line, None, bare) if bare else _item(at, found[at].line, joined, names)
        at = end if item else at + 1
        if item:
            items.append(item)
    return items


def _opens(text: str) -> bool:
    """Whether a text opens an entry: an office, or a body after "Pour" or on its own."""
    if (
        not text
        or says(text)
        or matcher("signature.group").match(fold(text))
        or matcher("signature.heading").match(fold(text))
    ):
        return False
    bare = without_pour(text)
    named = bare != text and bare[:1].isupper() and not (NAMED.match(bare) or first_names(bare))
    cut = bare != text and _WANTS_NAME.search(fold(bare)) is not None  # "Pour la commune", its name below
    return office_in(text) is not None or is_body(bare) or named or cut


def _item(at: int, line: int, joined: str, names: Mapping[str, str]) -> _Item | None:
    if len(joined) > LONGEST:
        return None
    office = office_in(joined)
    if office:
        body = body_of(office)
        body = None if body and key(body) in _ORGANS else body
        if body and office.word in ("président", "vice-président"):  # of a group that bears its town's name
            body = names.get(f"president {key(body)}") or body
        told = body is not None and key(body) in key(joined)
        return _Item(at, line, office.word, _as_known(body, names), small=joined[:1].islower(), told=told)
    bare = without_pour(joined)
    body = _as_known(trimmed(bare), names)
    return _Item(at, line, None, body, pour=bare != joined) if body and len(body.split()) <= MOST_WORDS else None


def _as_known(body: str | None, names: Mapping[str, str]) -> str | None:
    """A body that bears nothing but the name of a place, as that place signs; a town without what a column adds."""
    if body and body.startswith("Ville ") and key(body) not in map(key, names.values()):
        words = key(body).split()
        towns = (names.get(" ".join(words[start:end])) for start in (1, 2) for end in range(len(words), start, -1))
        return next((t for t in towns if t and t.startswith("Ville ")), body)
    return names.get(key(body), body) if body else None


def lists(text: str, names: Mapping[str, str]) -> bool:
    """Whether a short text is "Pour X", a place that signs or a name of landlords and associations."""
    bare = without_pour(text)
    if len(text.split()) > MOST_BARE_WORDS or NAMED.search(bare) or first_names(bare):
        return False
    return _POUR_CAPITAL.match(text) is not None or is_body(bare) or key(bare) in names or tells_name(bare)


def _beside(found: Sequence[Cell], at: int) -> bool:
    """Whether an office stands after its body on one line: "CAF de l'Orne – la directrice"."""
    return at > 0 and found[at - 1].line == found[at].line and found[at].text[:1].islower()


def _bare(found: Sequence[Cell], at: int, names: Mapping[str, str]) -> str | None:
    """The body that a cell names with no word of its kind: a place that is known, or an organisation by its nouns."""
    text = without_pour(found[at].text.strip())
    short = re.sub(r"^(?:[Ll]es? |[Ll]a |[Ll]['’]\s*)", "", text)
    if not 0 < len(text.split()) <= MOST_BARE_WORDS or not short[:1].isupper() or text[-1] in ".:;!?":
        return None
    if key(text) in names or key(short) in names:
        return names.get(key(text)) or names[key(short)]
    if NAMED.search(text) or first_names(text) or office_in(text) or is_body(short) or says(text):
        return None
    if matcher("signature.group").match(fold(text)) or matcher("signature.heading").match(fold(text)):
        return None
    if _is_town(found, at, text, names):
        return town(title_case(text))
    return text if " " in short and tells_name(short) else None


def _is_town(found: Sequence[Cell], at: int, text: str, names: Mapping[str, str]) -> bool:
    """Whether an unknown name is a town's: its mayor stands below, or it goes on with a list of towns."""
    if _PLACE.fullmatch(text) is None:
        return False
    following = office_in(found[at + 1].text) if at + 1 < len(found) else None
    if following and following.word == "maire" and not following.rest:
        return True
    before = names.get(key(found[at - 1].text), "") if at and not found[at].gap else ""
    return before.startswith("Ville ")


def without_pour(text: str) -> str:
    """What follows "Pour le", "Pour la" or "Pour"; the text itself when it opens with none of them."""
    pour = _POUR.match(fold(text))
    bare = text[pour.end() :] if pour else text
    told = matcher("body.introduced").pattern.match(fold(bare)) if pour else None
    return bare[told.end() :] if told and bare[told.end() :][:1].isupper() else bare


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
    if NAMED.match(cell.text) or _delegated(found, at) or cell.gap > MOST_GAP or _is_for_body(cell.text):
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
    if _ends_name(text, cell.text):
        return True
    after = found[at + 1].text if at + 1 < len(found) else ""
    return bool(_WANTS_NAME.search(fold(text))) and (not is_person(cell.text) or is_person(after))


def _is_for_body(text: str) -> bool:
    """ "Pour la Ville de Corbie,": the next entry; "Pour l'Insertion" may end a name."""
    return _POUR_CAPITAL.match(text) is not None and is_body(without_pour(text))


def _ends_name(text: str, below: str) -> bool:
    """Whether the line below ends the name that a line began: "Le directeur de France" over "Travail"."""
    whole = f"{text.rsplit(' ', 1)[-1]} {below}"
    lone = " " not in below and below[:1].isupper() and not first_names(below)
    return lone and (known_body(whole) or tells_name(whole)) and not known_body(below)
