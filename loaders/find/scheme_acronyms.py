"""Acronyms of schemes: names that an acronym beside them spells. Enters: a View. Leaves: names with their acronym."""

import re
from collections.abc import Iterator

from maillage.loaders.find.scheme_openers import Name, kinds_of, openers
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MAX_SPELLED = 12  # words that an acronym stands for
LONGEST_SPELLED = 140  # characters of them
_ACRONYM = re.compile(r"\((?:dits? |ou )?(?P<acronym>[A-Z][A-Za-zÀ-ÿ&+-]{1,11})\)")
_EXPANDED = re.compile(r"\b(?P<acronym>[A-ZÀ-Ý]{3,8}) ?\((?P<text>[^()\n]{8,90})\)")
_LETTER_WORDS = re.compile(r"[^\W_]+")


def spelled(view: View) -> Iterator[Name]:
    """Names that their acronym follows in parentheses, and whose words it spells."""
    for match in _ACRONYM.finditer(view.body):
        floor = max(view.body.rfind("\n", 0, match.start()) + 1, match.start() - LONGEST_SPELLED)
        before = view.body[floor : match.start()]
        start = spelled_from(before, match["acronym"])
        if start is None:
            continue
        text = before[start:].rstrip(' «»"“”')
        if _may_be_spelled(fold(text)):
            yield Name(floor + start, text, match["acronym"])


def expanded(view: View) -> Iterator[Name]:
    """Names in parentheses after the acronym that spells them: "PRC (plan des rives calmes)"."""
    for match in _EXPANDED.finditer(view.body):
        text = match["text"]
        if spelled_from(text, match["acronym"]) == 0 and _may_be_spelled(fold(text)):
            yield Name(match.start("text"), text, match["acronym"])


def _may_be_spelled(folded: str) -> bool:
    """Whether the words an acronym stands for open as a scheme does: no body, no single place."""
    opening = openers().match(folded)
    if opening is None or matcher("scheme.body").pattern.match(folded):
        return False
    return "scheme.place" not in kinds_of(opening.group()) or opening.group().endswith("s")


def spelled_from(before: str, acronym: str) -> int | None:
    """Where the words start whose initials make the acronym: "plan des rives calmes", "PRC" → 0; None when none do.

    Small words and second letters may be skipped on either side, but the first word gives the first letter and at
    least two thirds of the letters are initials.
    """
    letters = [c for c in fold(acronym) if c.isalpha()]
    words = [(m.start(), fold(m.group())) for m in _LETTER_WORDS.finditer(before)][-MAX_SPELLED:]
    for at in range(len(words) - 1, -1, -1):
        if len(words) - at < 2 or len(words[at][1]) < 3 or words[at][1][0] != letters[0]:
            continue
        rest, used = list(letters), 0
        for _, word in words[at:]:
            if rest and word[0] == rest[0]:
                rest.pop(0)
                used += 1
        if not rest or (used >= 3 and used * 3 >= len(letters) * 2):
            return words[at][0]
    return None
