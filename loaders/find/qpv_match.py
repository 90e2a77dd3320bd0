"""Matching: which quarters a text names. Enters: quarters and a text. Leaves: the quarters, in the order of the text.

A name that could be any town's ("Centre") counts only after the word "quartier"; the parts of a double name count
where they tell it from the others; a street or a school that bears the name does not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.loaders.find.qpv_names import STOP, parts, street_like, telling, words
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_ARTICLES = {"les": ("les", "des", "aux"), "le": ("le", "du", "au"), "la": ("la",), "l": ("l",)}
_WORD = re.compile(r"[a-z0-9œ]+")
_NEXT = re.compile(r"[\W_]{0,3}([a-z0-9œ]+)")
_BEFORE = re.compile(r"([a-z0-9œ]+)[\W_]{0,3}$")
_ARTICLE = re.compile(r"[a-z]+[\W_]{0,3}")
_COMPOUND = re.compile(r"-[a-z]")
SMALL_WORDS = 3  # that may stand between two words of a name: "Bel-Air et les Tilleuls"
REACH = 30  # characters before a word in which the one before it ends
_AFTER_QUARTER = re.compile(
    r"\b(?:quartiers?|qpv)(?: (?:prioritaires?|politique de la ville))?(?: ?:)? ?"
    r"(?:(?:de la|de|du|des|(?P<bare>la|le|les)) |(?:de )?l'|d')? ?[\"]? ?$"
)
_PARENTHESIS = re.compile(r" \([^)]*\)$")
_SHORTEST = 5  # letters of a single-word part that counts by itself
_COMMON_WORDS = 2  # from which common words with capitals make a name
_DOWNTOWN = {"centre", "ville"}
_EVIDENT = 4  # words from which a part that is a street is kept ("Place du 8 mai 1945")


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quartier prioritaire, or a territory that a contract names beside them (``outside``)."""

    name: str
    forms: tuple[str, ...]
    communes: tuple[str, ...]
    code: str | None
    population: int | None
    lines: tuple[int, ...]
    outside: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to name a quarter."""

    own: tuple[str, ...]  # its telling words, without plurals
    anchor: int  # which of them is the longest, for a fast search
    articles: tuple[str, ...]  # one of which must stand before: "la Plaine"; () for any or none
    quarter: int
    lone: bool  # must follow the word "quartier"
    shared: bool  # another quarter is called so too
    capital: bool  # must be printed with a capital
    whole: bool  # the full name, not a part of it


class QuarterMatcher:
    """Tells which quarters a text names."""

    def __init__(self, quarters: Sequence[Quarter]) -> None:
        """Compile every form of ``quarters``."""
        self._quarters = list(quarters)
        self._by_anchor: dict[str, list[_Form]] = {}
        for form in _forms(self._quarters):
            self._by_anchor.setdefault(form.own[form.anchor], []).append(form)

    def find(self, text: str, commune: str | None = None) -> list[Quarter]:
        """The quarters that a text names, in its order; ``text`` may be folded already.

        A name that several towns share gives each of their quarters; ``commune`` keeps those of one town among them,
        and in its chapter a part of a double name of another town's quarter names none.
        """
        folded = fold(text)
        printed = text if text != folded and not text.isupper() else None
        spans = sorted((start, end, form.quarter, form.whole) for start, end, form in self._hits(folded, printed))
        if not commune:
            return [self._quarters[index] for index in dict.fromkeys(index for _, _, index, _ in spans)]
        town = key(commune)
        here = {i for i, q in enumerate(self._quarters) if town in map(key, q.communes)}
        told = [index for _, _, index, whole in spans if whole or index in here or not self._quarters[index].communes]
        own = [index for index in told if index in here]
        return [self._quarters[index] for index in dict.fromkeys(own or told)]

    def spans(self, folded: str, printed: str | None = None) -> Iterator[tuple[int, int, int]]:
        """(start, end, index of the quarter) of every mention, the longest where several overlap."""
        return ((start, end, form.quarter) for start, end, form in self._hits(folded, printed))

    def _hits(self, folded: str, printed: str | None) -> Iterator[tuple[int, int, _Form]]:
        hits = sorted(
            _hits(self._by_anchor, folded, printed),
            key=lambda hit: (hit[0], -hit[1], not hit[2].whole),
        )
        reached, last = -1, (0, 0)
        for start, end, form in hits:
            if start >= reached or (start, end) == last:
                yield start, end, form
                reached, last = max(reached, end), (start, end)


def quarter_matcher(quarters: Sequence[Quarter]) -> QuarterMatcher:
    """A matcher over these quarters; compile it once for a document."""
    return QuarterMatcher(quarters)


def _hits(forms: Mapping[str, Sequence[_Form]], folded: str, printed: str | None) -> Iterator[tuple[int, int, _Form]]:
    """Where forms stand: the longest word of each is searched, then the others on both sides of it."""
    for anchor, of_anchor in forms.items():
        at = folded.find(anchor)
        while at >= 0:
            for form in of_anchor:
                span = _span(form, folded, at)
                if span and _counts(form, span, folded, printed):
                    yield *span, form
            at = folded.find(anchor, at + 1)


def _span(form: _Form, folded: str, at: int) -> tuple[int, int] | None:
    word = _WORD.match(folded, at)
    if word is None or (at and folded[at - 1].isalnum()) or _stem(word[0]) != form.own[form.anchor]:
        return None
    start, end = _leftward(form, folded, at), _rightward(form, folded, word.end())
    if start is None or end is None:
        return None
    if len(form.own) == 1 and (folded[start - 1 : start] == "-" or _COMPOUND.match(folded, end)):
        return None  # "Bel-Air-Avray" names Bel-Air; "Corbel-sur-Orle" is not Corbel
    if form.articles:
        before = _BEFORE.search(folded, max(0, start - REACH), start)
        return (before.start(1), end) if before and before[1] in form.articles else None
    return start, end


def _rightward(form: _Form, folded: str, at: int) -> int | None:
    """Where the words after the anchor end."""
    for own in form.own[form.anchor + 1 :]:
        for _ in range(SMALL_WORDS + 1):
            word = _NEXT.match(folded, at)
            if word is None or (_stem(word[1]) != own and word[1] not in STOP):
                return None
            at = word.end()
            if _stem(word[1]) == own:
                break
        else:
            return None
    return at


def _leftward(form: _Form, folded: str, at: int) -> int | None:
    """Where the words before the anchor start."""
    for own in reversed(form.own[: form.anchor]):
        for _ in range(SMALL_WORDS + 1):
            word = _BEFORE.search(folded, max(0, at - REACH), at)
            if word is None or (_stem(word[1]) != own and word[1] not in STOP):
                return None
            at = word.start(1)
            if _stem(word[1]) == own:
                break
        else:
            return None
    return at


def _stem(word: str) -> str:
    """A word without the mark of the plural."""
    return word[:-1] if len(word) > 2 and word[-1] in "sx" else word


def _counts(form: _Form, span: tuple[int, int], folded: str, printed: str | None) -> bool:
    before = folded[max(0, span[0] - 45) : span[0]]
    if after := _AFTER_QUARTER.search(before):
        small = form.lone and after["bare"] and printed is not None and printed[span[0]].islower()
        return not small  # "sur le quartier le centre de santé" names none
    article = _ARTICLE.match(folded, span[0]) if form.articles else None
    if form.lone and not _in_capitals(form, span, folded, printed):
        return False
    if matcher("qpv.landmark").search(before + (article[0] if article else "")):
        return False
    return not (form.capital and printed is not None) or any(c.isupper() for c in printed[span[0] : span[1]])


def _in_capitals(form: _Form, span: tuple[int, int], folded: str, printed: str | None) -> bool:
    """Whether a name of common words is printed as one: "Cité du Parc", not "la cité du parc" nor "Centre Ville"."""
    if form.shared or not form.whole or len(form.own) < _COMMON_WORDS or printed is None or set(form.own) == _DOWNTOWN:
        return False
    found = [m for m in _WORD.finditer(folded, *span) if m[0] not in STOP]
    return all(printed[m.start()].isupper() for m in found)


def _forms(quarters: Sequence[Quarter]) -> list[_Form]:
    """Every form of every quarter; a part that two quarters share counts for both, and only after "quartier"."""
    wholes = [{_PARENTHESIS.sub("", f) for f in (q.name, *q.forms)} for q in quarters]
    claimed: dict[tuple[str, ...], set[int]] = {}
    for index, names in enumerate(wholes):
        for text in (t for name in names for t in (name, *parts(name))):
            claimed.setdefault(words(text), set()).add(index)
    found: dict[tuple[object, ...], _Form] = {}
    for index, names in enumerate(wholes):
        for name in sorted(names, key=lambda n: (-len(n), n)):
            for text in (name, *parts(name)):
                form = _form(text, index, text == name, len(claimed[words(text)]) > 1, quarters[index].communes)
                if form is not None:
                    found.setdefault((index, form.own, form.articles), form)
    return list(found.values())


def _form(name: str, index: int, whole: bool, shared: bool, towns: Sequence[str]) -> _Form | None:
    """How a name is searched: its words in order, small ones, punctuation and plurals free."""
    tokens = [w for w in re.findall(r"[a-z0-9œ]+", fold(name)) if w not in ("quartier", "quartiers", "qpv")]
    own = [w for w in tokens if w not in STOP]
    if not own or key(name) in {key(t) for t in towns} or (street_like(name) and not whole and len(tokens) < _EVIDENT):
        return None
    if len(own) == 1 and len(own[0]) < _SHORTEST and not whole:
        if len(tokens) < _EVIDENT - 1 or " " in name.strip():
            return None
        own = tokens  # "Sous-le-Bois": the small words and the hyphens make the name
    lone = shared or _is_common(name, own)
    short = len(own) == 1 and tokens[0] in _ARTICLES and len(tokens) == 2 and not lone
    stems = tuple(map(_stem, own))
    longest = max(range(len(own)), key=lambda i: len(stems[i]))
    articles = _ARTICLES[tokens[0]] if short else ()
    return _Form(stems, longest, articles, index, lone, shared, capital=not whole or len(own) == 1, whole=whole)


def _is_common(name: str, own: Sequence[str]) -> bool:
    """Whether a name is also an ordinary word, or many towns': it counts only after "quartier"."""
    if len(own) == 1 and matcher("qpv.common").match(own[0]):
        return True
    return not telling(name) and not (len(own) > 1 and own[-1][0].isdigit())
