"""Aliases: short names that a document gives its bodies. Enters: a View and full names. Leaves: short name → full name.

"Habitat des Deux Vals (HDV)", "la communauté d'agglomération de Corbie, ci-après « la Communauté »", initials that
stand alone where one body only has them, a name without the legal form before it or the trade after it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_BRACKET = re.compile(r"\s?\((?:dite? )?(?P<alias>[A-Z][A-Za-z&]{1,8})\)")
_HEREAFTER = re.compile(
    r"[^.;\n]{0,40}?\bci-après[^«“\".;\n]{0,30}[«“\"]\s?(?:l[ae] |l[’'])?(?P<alias>[A-ZÀ-Ý][\wÀ-ÿ’' -]{1,30}?)\s?[»”\"]"
)
_INITIALS = re.compile(r"(?<![\w’'-])[A-Z]{3,8}(?![\w-])")
_CAPITAL = re.compile(r"(?:L[’']|L[ae]s? )?(?=[A-ZÀ-Ý])")
# "Communauté d'agglomération du Grand Bassin de Corbie" is called "Grand Bassin".
_LAND = re.compile(
    r"(?<= )(?P<land>(?:[A-ZÀ-Ý][\wÀ-ÿ-]+ (?:et )?)+[A-ZÀ-Ý][\wÀ-ÿ-]+) (?:de |du |des |d[’'])(?:la |l[’'])?[A-ZÀ-Ý]"
)
_SMALL = frozenset({"d", "de", "du", "des", "l", "la", "le", "les", "en", "et", "a", "au", "aux", "sur"})
TWICE, FEW = 2, 3  # times that so few letters must be printed to be a body's initials: more do not agree by chance
COINED = 6  # letters of the first word of a name from which it may stand alone: "Transcorbie"


def aliases(
    view: View, names: Iterable[str], taken: Collection[str] = (), places: Collection[str] = ()
) -> dict[str, str]:
    """Each alias with the one of ``names`` that it stands for; an alias of two bodies is nobody's.

    ``names``: several may be of one body when it is a mapping, name → body; ``taken``: comparable names that mean
    something else; ``places``: comparable words of the names of places, which are nobody's short name.
    """
    found: dict[str, set[str]] = {}
    whose: Mapping[str, str] = names if isinstance(names, Mapping) else {name: name for name in names}
    for name in whose:
        for alias in (*_defined(view, name), *_shortened(view, name, places)):
            found.setdefault(alias, set()).add(name)
    for short, full in _by_initials(view, whose).items():
        if key(short) not in taken or short in whose:
            found.setdefault(short, full)
    one = (each for each in sorted(found.items()) if len({whose[name] for name in each[1]}) == 1)
    return {alias: min(full) for alias, full in one}


def _by_initials(view: View, names: Iterable[str]) -> dict[str, set[str]]:
    """What is printed in capitals, or is a name itself, → the names that have those initials."""
    full: dict[str, set[str]] = {}
    for name in names:
        for initials in _initials(name):
            full.setdefault(initials.upper(), set()).add(name)
    printed = Counter(_INITIALS.findall(view.body))
    short = {s for s, times in printed.items() if times >= TWICE or len(s) > FEW}
    short |= {name for name in names if name.isupper() and name.isalpha() and len(name) <= COINED}
    return {s: full[s] - {s} for s in sorted(short) if full.get(s, set()) - {s}}


def _defined(view: View, name: str) -> Iterator[str]:
    """What the document says, right after a name, that it will call it."""
    wanted, at = fold(name), -1
    while (at := view.folded.find(wanted, at + 1)) >= 0:
        match = _BRACKET.match(view.body, at + len(wanted)) or _HEREAFTER.match(view.body, at + len(wanted))
        if match:
            yield match["alias"]


def _shortened(view: View, name: str, places: Collection[str]) -> Iterator[str]:
    """A name without its legal form, or its first word alone, where the document prints that: "la Corbelloise"."""
    legal = matcher("body.legal").pattern.match(fold(name))
    rest = name[legal.end() :] if legal else ""
    article = _CAPITAL.match(rest)
    rest = rest[article.end() :] if article else rest[:1].upper() + rest[1:]
    first = name.split(" ")[0]
    coined = len(first) >= COINED and " " in name and not legal and not matcher("body.noun").search(fold(first))
    land = _LAND.search(name) if fold(name).startswith("communaute") else None
    for short in (rest, first if coined else "", land["land"] if land else ""):
        if short and _names_only(view, short, places, first) and _stands_alone(view, name, short):
            yield short


def _names_only(view: View, short: str, places: Collection[str], first: str) -> bool:
    """Whether a part of a name is no word of the language and no place."""
    if short != first:
        return len(short) >= COINED - 2
    word = short.lower()
    common = word in view.body and re.search(rf"\b{re.escape(word)}\b", view.body) is not None
    return not common and not set(key(short).split()) & set(places)


def _stands_alone(view: View, name: str, short: str) -> bool:
    """Whether a part of a name is printed elsewhere than within it."""
    if view.folded.count(fold(short)) <= view.folded.count(fold(name)):
        return False
    pattern = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w’'-])")
    within = [(m.start(), m.end()) for m in re.finditer(re.escape(fold(name)), view.folded)]
    return any(
        not any(start <= m.start() and m.end() <= end for start, end in within) for m in pattern.finditer(view.body)
    )


def _initials(name: str) -> set[str]:
    """The first letters of the words of a name, small words and all, and without; none when it has but one word."""
    words = key(name).split()
    if len(words) == 1:
        return set()
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in _SMALL)}
