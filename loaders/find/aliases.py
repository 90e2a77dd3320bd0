"""Aliases: short names that a document gives its bodies. Enters: a View and full names. Leaves: short name → full name.

"Habitat des Deux Vals (HDV)", "la communauté d'agglomération de Corbie, ci-après « la Communauté »", or a landlord's
initials that stand alone where its full name is known.
"""

import re
from collections.abc import Iterable, Iterator

from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

_BRACKET = re.compile(r"\s?\((?:dite? )?(?P<alias>[A-Z][A-Za-z&]{1,8})\)")
_HEREAFTER = re.compile(
    r"[^.;\n]{0,40}?\bci-après[^«“\".;\n]{0,30}[«“\"]\s?(?:l[ae] |l[’'])?(?P<alias>[A-ZÀ-Ý][\wÀ-ÿ’' -]{1,30}?)\s?[»”\"]"
)


def aliases(view: View, names: Iterable[str]) -> dict[str, str]:
    """Each alias with the one of ``names`` that it stands for; an alias of two bodies is nobody's."""
    found: dict[str, set[str]] = {}
    names = list(names)
    for name in names:
        for alias in _defined(view, name):
            found.setdefault(alias, set()).add(name)
    for short in names:
        if short.isupper() and short.isalpha() and len(short) <= 6:
            full = {n for n in names if n != short and _initials(n) == short.lower()}
            if len(full) == 1:
                found.setdefault(short, full)
    return {alias: next(iter(whose)) for alias, whose in found.items() if len(whose) == 1}


def _defined(view: View, name: str) -> Iterator[str]:
    """What the document says, right after a name, that it will call it."""
    wanted, at = fold(name), -1
    while (at := view.folded.find(wanted, at + 1)) >= 0:
        match = _BRACKET.match(view.body, at + len(wanted)) or _HEREAFTER.match(view.body, at + len(wanted))
        if match:
            yield match["alias"]


def _initials(name: str) -> str:
    """The first letters of a name, small words and all; "" when it has but one word."""
    words = key(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""
