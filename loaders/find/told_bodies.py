"""Told bodies: organisations that the text itself says are some. Enters: a View. Leaves: their names.

No thesaurus knows "Les Tresses"; a text says it once: "l'association Les Tresses", "Les Tresses, une association",
"Porteur : Les Tresses", "centre social Les Tresses"; landlords are known by the end of their names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from maillage.loaders.find.names import NAME, OF
from maillage.loaders.find.persons import NAMED, first_names
from maillage.loaders.find.place_names import clean
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

TWICE = 2  # times that a name of a landlord must be printed when nothing else tells it
MAX_WORDS = 7  # of a name
REACH = 90  # characters after a word that tells a body in which its name must fit

_TAIL = r"(?: (?:de |du |des |d[’']|en |à )(?:la |l[’'])?[a-zà-ÿœ]+)?"  # "Les Tanneurs d'images"
_NAME = re.compile(
    rf"\s?(?:« ?(?P<quoted>[A-ZÀ-Ý0-9][^«»\n]{{1,50}}?) ?»|(?P<name>{NAME}{_TAIL})(?P<more> [a-zà-ÿ]+)?)"
)
_CUT = re.compile(r"(?:^|[\s’'-])(?:de|du|des|d|la|le|les|l|et|en|sur)?[\s’'-]?$")
_OF_NAME = re.compile(rf"\s?(?P<of>{OF})?(?P<name>{NAME})")
_BEFORE = re.compile(
    rf"(?:^|\n|[.;:!?] |[•▪–-] )(?P<name>{NAME}{_TAIL}(?: [a-zà-ÿ]+)?)"
    r"(?:, | ?\(| – )(?:une? |l[’']|notre |la |le )?(?=[a-z])"
)
_WORD = r"[A-ZÀ-Ý][\wà-ÿ’-]*"
_LANDLORD = re.compile(
    rf"\b(?P<name>Logis (?:de |du |des |d[’'])(?:la |l[’'])?{_WORD}"
    rf"|(?:(?!Le Logis d){_WORD} (?:(?:{_WORD}|d[eu]|des|la|le) ){{0,2}})??(?!L[ea] ){_WORD} "
    r"(?:Habitat|HABITAT|Immobilier|Logis|Logement))"
    r"(?![\wà-ÿ’-])"
)


def told_bodies(view: View, known: Iterable[str] = ()) -> dict[str, str]:
    """The organisations that the text tells as such: name → the word that tells it, "" where the name does.

    ``known``: names that need no telling; a told name that one of them ends with or opens with is the same body's.
    """
    found: dict[str, str] = {}
    words: dict[str, str] = {}
    for name, word in (*_introduced(view), *_titled(view), *_explained(view), *_landlords(view)):
        if _is_name(name) and (key(name) not in found or found[key(name)].isupper()):
            found[key(name)] = name
            words[name] = words.get(name) or word
    same = [f" {key(name)} " for name in known]
    return {
        name: words[name]
        for identity, name in found.items()
        if not any(identity.startswith(f"{other} ") for other in found)
        and not any(body.startswith(f" {identity} ") or body.endswith(f" {identity} ") for body in same)
    }


def _is_name(name: str) -> bool:
    return len(name) > 2 and len(name.split()) <= MAX_WORDS and not matcher("body.nobody").search(fold(name))


def _introduced(view: View) -> Iterator[tuple[str, str]]:
    """ "l'association Les Tresses" → "Les Tresses"."""
    for match in matcher("body.introduced").pattern.finditer(view.folded):
        name = _NAME.match(view.body, match.end(), _line_end(view, match.end()))
        if name and name["quoted"]:
            yield name["quoted"].strip(), match[0].strip()
        elif name and not _goes_on(name["more"]):
            yield _whole(view, match.end(), clean(name["name"])), match[0].strip()


def _whole(view: View, position: int, name: str) -> str:
    """A name that a line's end cuts, as the document prints it elsewhere on one line."""
    longer = _NAME.match(view.body, position, position + REACH)
    whole = clean(longer["name"]) if longer and longer["name"] else name
    return whole if whole != name and any(whole in line for line in view.lines) else name


def _line_end(view: View, position: int) -> int:
    """Where the line that a position stands on ends, or the next one when the first is cut inside a name."""
    line, end = view.line_at(position), position
    while end < len(view.body) and view.body[end] != "\n" and end < position + REACH:
        goes_on = view.body[end + 1 : end + 2].islower() or _CUT.search(view.body, position, end)
        if view.body[end] == " " and not goes_on and view.line_at(end + 1) != line:
            break
        end += 1
    return end


def _goes_on(more: str | None) -> bool:
    """Whether the word after a capital belongs to a name that cannot be told from its verb: "Roule libre répare"."""
    return bool(more) and not matcher("subject.verb").match(fold(more or ""))


def _titled(view: View) -> Iterator[tuple[str, str]]:
    """ "le centre social Les Tresses" → "Centre social Les Tresses": what it is belongs to the name."""
    for match in matcher("body.titled").pattern.finditer(view.folded):
        name = _OF_NAME.match(view.body, match.end(), _line_end(view, match.end()))
        rest = clean(name["name"]) if name else ""
        if name and rest:
            kind = view.body[match.start() : match.end()]
            yield f"{kind[:1].upper()}{kind[1:]} {name['of'] or ''}{rest}", ""


def _explained(view: View) -> Iterator[tuple[str, str]]:
    """ "Les Tresses, une association…", "Pilote : Transcorbie (régie des transports)"."""
    for match in _BEFORE.finditer(view.body):
        name = match["name"]
        word = matcher("body.explained").pattern.match(view.folded, match.end())
        if word and not _is_somebody(name):
            yield name, word[0]


def _is_somebody(name: str) -> bool:
    return bool(NAMED.search(name) or first_names(name))


def _landlords(view: View) -> Iterator[tuple[str, str]]:
    """ "Val Habitat", "Logis du Port" where they are printed more than once."""
    names = [m["name"] for m in _LANDLORD.finditer(view.body)]
    counts = Counter(map(key, names))
    for name in names:
        if counts[key(name)] >= TWICE and not matcher("body.no-landlord").search(fold(name)):
            yield name, "bailleur"
