"""Matching: which quarters a text names. Enters: quarters and a text. Leaves: the quarters, in the order of the text.

A name that could be any town's ("Centre") counts only after the word "quartier"; the parts of a double name count
where they tell it from the others; a street or a school that bears the name does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.loaders.find.qpv_names import STOP, parts, street_like, telling, words
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_ARTICLE = {"les": "(?:les|des|aux)", "le": "(?:le|du|au)", "la": "la", "l": "l"}
_BETWEEN = r"[\W_]{0,3}(?:(?:de|du|des|la|le|les|l|d|et|en|a|au|aux|sur|sous)[\W_]{1,3}){0,3}"
_AFTER_QUARTER = re.compile(
    r"\b(?:quartiers?|qpv)(?: (?:prioritaires?|politique de la ville))?(?: ?:)? ?"
    r"(?:(?:de la|de|du|des|la|le|les) |(?:de )?l'|d')? ?[\"]? ?$"
)
_PARENTHESIS = re.compile(r" \([^)]*\)$")
REACH = 130  # characters around its longest word in which a name lies
_SHORTEST = 5  # letters of a single-word part that counts by itself
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

    anchor: str  # its longest word, for a fast search
    pattern: re.Pattern[str]
    quarter: int
    lone: bool  # must follow the word "quartier"
    capital: bool  # must be printed with a capital
    whole: bool  # the full name, not a part of it


class QuarterMatcher:
    """Tells which quarters a text names."""

    def __init__(self, quarters: Sequence[Quarter]) -> None:
        """Compile every form of ``quarters``."""
        self._quarters = list(quarters)
        self._forms = _forms(self._quarters)

    def find(self, text: str, commune: str | None = None) -> list[Quarter]:
        """The quarters that a text names, in its order; ``text`` may be folded already.

        A name that several towns share gives each of their quarters; ``commune`` keeps those of one town among them.
        """
        folded = fold(text)
        printed = text if text != folded and not text.isupper() else None
        order = dict.fromkeys(index for _, _, index in sorted(self.spans(folded, printed)))
        found = [self._quarters[index] for index in order]
        here = [q for q in found if commune and key(commune) in {key(c) for c in q.communes}]
        return here or found

    def spans(self, folded: str, printed: str | None = None) -> Iterator[tuple[int, int, int]]:
        """(start, end, index of the quarter) of every mention, the longest where several overlap."""
        hits = sorted(
            ((start, end, form) for form in self._forms for start, end in _hits(form, folded, printed)),
            key=lambda hit: (hit[0], -hit[1], not hit[2].whole),
        )
        reached, last = -1, (0, 0)
        for start, end, form in hits:
            if start >= reached or (start, end) == last:
                yield start, end, form.quarter
                reached, last = max(reached, end), (start, end)


def quarter_matcher(quarters: Sequence[Quarter]) -> QuarterMatcher:
    """A matcher over these quarters; compile it once for a document."""
    return QuarterMatcher(quarters)


def _hits(form: _Form, folded: str, printed: str | None) -> Iterator[tuple[int, int]]:
    at = folded.find(form.anchor)
    reached = -1
    while at >= 0:
        near = form.pattern.finditer(folded, max(0, at - REACH, reached), at + REACH)
        match = next((m for m in near if m.start() <= at < m.end()), None)
        if match and _counts(form, match, folded, printed):
            yield match.span()
            reached = match.end()
        at = folded.find(form.anchor, at + 1)


def _counts(form: _Form, match: re.Match[str], folded: str, printed: str | None) -> bool:
    before = folded[max(0, match.start() - 45) : match.start()]
    if _AFTER_QUARTER.search(before):
        return True
    if form.lone or matcher("qpv.landmark").search(before):
        return False
    return not (form.capital and printed is not None) or any(c.isupper() for c in printed[match.start() : match.end()])


def _forms(quarters: Sequence[Quarter]) -> list[_Form]:
    """Every form of every quarter; a part that two quarters share counts for both, and only after "quartier"."""
    wholes = [{_PARENTHESIS.sub("", f) for f in (q.name, *q.forms)} for q in quarters]
    claimed: dict[tuple[str, ...], set[int]] = {}
    for index, names in enumerate(wholes):
        for text in (t for name in names for t in (name, *parts(name))):
            claimed.setdefault(words(text), set()).add(index)
    found: dict[tuple[int, str], _Form] = {}
    for index, names in enumerate(wholes):
        for name in sorted(names, key=lambda n: (-len(n), n)):
            for text in (name, *parts(name)):
                form = _form(text, index, text == name, len(claimed[words(text)]) > 1, quarters[index].communes)
                if form is not None:
                    found.setdefault((index, form.pattern.pattern), form)
    return list(found.values())


def _form(name: str, index: int, whole: bool, shared: bool, towns: Sequence[str]) -> _Form | None:
    """The pattern of a name: words in order, small ones and punctuation free, plurals free."""
    tokens = [w for w in re.findall(r"[a-z0-9œ]+", fold(name)) if w not in ("quartier", "quartiers", "qpv")]
    own = [w for w in tokens if w not in STOP]
    if not own or key(name) in {key(t) for t in towns} or (street_like(name) and not whole and len(tokens) < _EVIDENT):
        return None
    if len(own) == 1 and len(own[0]) < _SHORTEST and not whole:
        return None
    lone = shared or _is_common(name, own)
    short = len(own) == 1 and tokens[0] in _ARTICLE and len(tokens) == 2
    head = rf"{_ARTICLE[tokens[0]]}[\W_]{{1,2}}" if short and not lone else ""
    body = _BETWEEN.join(re.escape(re.sub(r"(?<=\w\w)[sx]$", "", w)) + "[sx]?" for w in own)
    edge = "" if len(own) > 1 else "-"  # "Bel-Air-Avray" names Bel-Air; "Corbie-sur-Avre" is not Corbie
    pattern = re.compile(rf"(?<![a-z0-9œ{edge}]){head}{body}(?![a-z0-9œ]{'|-[a-z]' if edge else ''})")
    anchor = max((re.sub(r"[sx]$", "", w) for w in own), key=len)
    return _Form(anchor, pattern, index, lone, capital=not whole or len(own) == 1, whole=whole)


def _is_common(name: str, own: Sequence[str]) -> bool:
    """Whether a name is also an ordinary word, or many towns': it counts only after "quartier"."""
    if len(own) == 1 and matcher("qpv.common").match(own[0]):
        return True
    return not telling(name) and not (len(own) > 1 and own[-1][0].isdigit())
