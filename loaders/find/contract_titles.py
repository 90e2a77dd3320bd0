"""Contract titles: where a file says whose contract follows. Enters: a View. Leaves: titles with the body's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.fuzz import token_set_ratio

from maillage.loaders.blocks import Block
from maillage.loaders.find.names import title_case
from maillage.loaders.find.places import Epci
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9]{1,8})\)?")
_NAME_ENDS = re.compile(r'\s*(?:[":;(|.,]|\s-\s|-\s|\b(?:19|20)\d\d\b)')
_GENERIC = {
    "communaute", "agglomeration", "agglo", "urbaine", "commune", "metropole", "ville", "grand", "d", "du", "de", "des",
    "la", "le", "l",
}  # fmt: skip
_KIND = re.compile(r"(?:la |le |l')?(?:communaute|metropole|agglomeration|ville|commune|pays|grand)\b")
MAX_TITLE = 30  # words of a heading that says whose contract follows
MAX_NAME = 10  # words of a body's name
SAME = 80  # token_set_ratio below which two names are two bodies
BETWEEN = 2  # blocks from which two titles are no entries of one list
COVER_REACH = 4  # blocks between the words of a cover and its body


@dataclass(frozen=True, slots=True)
class Title:
    """A line that says whose contract follows."""

    line: int
    name: str  # comparable, without the words for kinds of bodies
    printed: str
    sure: bool  # numbered among its like, or an annex


def core(name: str) -> str:
    """The comparable words of a body's name that are its own: "Communauté de communes du Val d'Avre" → "val avre"."""
    return " ".join(w for w in key(name).split() if w not in _GENERIC)


def alike(one: str, other: str) -> bool:
    """Whether two such names are one body's: one may say less than the other."""
    return one == other or token_set_ratio(one, other) >= SAME


def titles(view: View, epcis: Sequence[Epci]) -> list[Title]:
    """Every title of a contract, in the order of the text; running titles are some, and say the same again."""
    if view.folded.count("contrat de ville") + len(view.furniture) < 2:
        return []
    found = [*_headings(view), *_running(view)]
    named = (_named(title, epcis) for title in sorted(found, key=lambda t: t.line))
    return _without_lists(view, [title for title in named if title.name])


def _named(title: Title, epcis: Sequence[Epci]) -> Title:
    """The title with the name of the intercommunality that its acronym or short name stands for."""
    acronym = _ACRONYM.search(title.printed)
    said = {key(title.printed), title.name, key(acronym[1]) if acronym else ""} - {""}
    for epci in epcis:
        if (epci.acronym and key(epci.acronym) in said) or alike(core(epci.name), title.name):
            return Title(title.line, core(epci.name), epci.name, title.sure)
    return Title(title.line, title.name, _ACRONYM.sub("", title.printed).strip(), title.sure)


def _headings(view: View) -> Iterator[Title]:
    for index, block in enumerate(view.blocks):
        if "contrat de ville" not in block.folded[:60] or block.words > MAX_TITLE or block.mark == "bullet":
            continue
        if matcher("contract.cover").match(block.folded):
            yield from _cover(view, index)
        elif not block.text.endswith((".", ";", ",")):
            yield from _title(block.text, block.folded, block.first, sure=block.mark == "number")


def _running(view: View) -> Iterator[Title]:
    """Running titles that name the body: set aside from the text, they still say whose page it is."""
    for number in sorted(view.furniture):
        text = view.lines[number - 1].strip()
        if len(text) > 20 and "contrat de ville" in fold(text):
            yield from _title(text, fold(text), number, sure=False)


def _title(text: str, folded: str, line: int, *, sure: bool) -> Iterator[Title]:
    match = matcher("contract.title").pattern.match(folded)
    if match is None:
        return
    group = "name" if match["name"] else "owner"
    start, said = match.start(group), match[group]
    end = _NAME_ENDS.search(said)
    # What the parentheses after a name hold may be its acronym.
    shown = text[start : start + (end.start() if end else len(said))].strip(" -–")
    acronym = _ACRONYM.match(text[start + end.start() :].lstrip()) if end else None
    proper = shown[:1].isupper() or _KIND.match(fold(shown))
    if not proper or matcher("contract.nameless").match(fold(shown)) or len(shown.split()) > MAX_NAME:
        return
    annex = bool(match["annex"] or match["annexed"])
    printed = title_case(shown) + (f" ({acronym[1]})" if acronym else "")
    yield Title(line, core(shown), printed, sure or annex or folded[:1].isdigit())


def _cover(view: View, index: int) -> Iterator[Title]:
    """The words alone: the body stands on a line of its own, below or above on the same page."""
    block = view.blocks[index]
    sure = block.folded.startswith("annexe")
    beside = [*range(index + 1, index + 1 + COVER_REACH), index - 1, index - 2]
    for at in beside:
        other = view.blocks[at] if 0 <= at < len(view.blocks) else None
        if other is not None and other.page == block.page and _is_body(other):
            yield Title(min(block.first, other.first), core(other.text), title_case(other.text), sure)
            return


def _is_body(block: Block) -> bool:
    named = matcher("contract.owner").match(block.folded)
    return bool(named) and block.words <= MAX_NAME and not matcher("contract.nameless").match(block.folded)


def _without_lists(view: View, found: list[Title]) -> list[Title]:
    """Titles without those that only list contracts: different bodies named one right after the other."""
    lines = [block.first for block in view.blocks]
    close = [
        not alike(one.name, other.name)
        and sum(one.line < n < other.line for n in lines) < BETWEEN
        and view.page_of(one.line) == view.page_of(other.line)
        for one, other in pairwise(found)
    ]
    return [
        title for at, title in enumerate(found) if not ((at > 0 and close[at - 1]) or (at < len(close) and close[at]))
    ]
