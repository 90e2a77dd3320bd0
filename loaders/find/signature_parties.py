"""Signature parties: "Entre… et…, il a été convenu". Enters: a View. Leaves: the bodies a contract is made between.

A party is named before what is said of it: who represents it, where it has its seat, what it is called below.
"""

import re
from collections.abc import Iterator

from maillage.loaders.find.offices import is_body
from maillage.loaders.find.signature_entries import Signing
from maillage.loaders.find.signature_lists import names_in
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

AFTER = 170  # lines that the parties may take
AROUND = 60  # lines around the parties that say which act they make

_OPENING = re.compile(
    r"^\s*entre(?: les (?:soussignes?|parties|signataires)(?: suivante?s)?)?(?: d'une part)?[ ,:]*", re.IGNORECASE
)
# Where one party ends and the next begins.
_APART = re.compile(
    r";|\n\s*\n|,?\s*d['’](?:une|autre) part\b[, ]*|\n\s*(?:et|ET)\s*:?\s*(?=\n|[A-ZÀ-Ý]|l['’]|la |le |les )|"
    r"\n\s*(?:[-–•*▪]|\d{1,2} ?[.)°])\s*|"
    r",\s*\n\s*(?=(?:[Ll][’']|[Ll]a |[Ll]e |[Ll]es )[A-ZÀ-Ýa-z]|[A-ZÀ-Ý])"
)
_SAID_OF_IT = re.compile(
    r",?\s*(?:representee?s?|ci-apres|dont le siege|agissant|domicilie|sis[e ]|ayant |habilite|immatricule|siren|\()"
)
_AND = re.compile(r"^\s*(?:(?:ET|Et|et)\b\s*:?|\d{1,2} ?[.)°])")


def parties(view: View) -> Iterator[Signing]:
    """Bodies between "ENTRE" and "IL A ÉTÉ CONVENU" at the top of a contract."""
    for number, line in enumerate(view.lines, 1):
        if line[:1] not in "Ee " or line.strip()[:5].lower() != "entre":
            continue
        last = _agreed(view, number) if _opens(view, number) else 0
        around = fold("\n".join(view.lines[max(0, number - AROUND) : last + AROUND])) if last else ""
        if "contrat de ville" in around and not makes_other_act(around):
            yield from _named(view, number, last)


def makes_other_act(folded: str) -> bool:
    """Whether an act is made around here that is no contract; one that is titled as its framework agreement is."""
    other = matcher("signature.other-act").search(folded) is not None
    return other and matcher("signature.frame-act").search(folded) is None


def _opens(view: View, number: int) -> bool:
    """Whether "Entre" stands alone, or before a party that somebody represents."""
    text = view.lines[number - 1].strip()
    if matcher("signature.parties").match(fold(text)):
        return True
    following = fold(" ".join(view.lines[number - 1 : number + 3]))
    return is_body(text[_opening(text) :]) and "represente" in following


def _opening(text: str) -> int:
    match = _OPENING.match(fold(text))
    return match.end() if match else 0


def _agreed(view: View, number: int) -> int:
    """The line before what closes the parties; 0 when nothing does."""
    following = range(number + 1, min(len(view.lines), number + AFTER) + 1)
    ends = (n - 1 for n in following if matcher("signature.parties-end").match(fold(view.lines[n - 1]).strip()))
    return next(ends, 0)


def _named(view: View, first: int, last: int) -> Iterator[Signing]:
    lines = [view.lines[n - 1] for n in range(first, last + 1)]
    text = "\n".join(lines)
    start = _opening(text)
    for apart in [*_APART.finditer(text, start), None]:
        end = apart.start() if apart else len(text)
        said = _SAID_OF_IT.search(fold(text), start, end)
        part = text[start : said.start() if said else end].replace("\n", " ")
        part = _AND.sub(lambda m: " " * len(m[0]), part, count=1)
        for name, at in names_in(view, part):
            yield Signing(name, first + text.count("\n", 0, start + at), None, None)
        start = apart.end() if apart else end
