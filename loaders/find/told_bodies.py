"""Told bodies: organisations that the text itself says are some. Enters: a View. Leaves: their names.

No thesaurus knows "Les Tresses"; a text says it once: "l'association Les Tresses", "Les Tresses, une association",
"Porteur : Les Tresses", "centre social Les Tresses"; landlords are known by the end of their names.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.known_bodies import known_body
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
    rf"\s?(?:« ?(?P<quoted>[A-ZÀ-Ý0-9][^«»\n]{{1,50}}?) ?»"
    rf"|(?P<name>{NAME}(?: & {NAME})?{_TAIL})(?P<more>(?: [a-zà-ÿ’']+){{1,3}})?)"
)
# A word that is told to be a verb by what follows it: "loue des", "répare votre".
_VERB = re.compile(
    r"[a-z]{2,}(?:e|ent|it|issent|oit|end|et|ient) "
    r"(?:des|les?|la|l'\w+|un|une|deux|trois|quatre|dix|vingt|cent|sur|son|sa|ses|leurs?|vos|votre|nos|chaque|aux?)$"
)
_ENDS_NAME = re.compile(r"(?:y|se|ne|et|ou|qui|dont|est|sont|a|ont)$")
_PARTICIPLE = re.compile(r"ée?s?$")
_SMALL_WORD = re.compile(r" (?:et|ou|de|du|des|en|a|au|aux|pour|sur|dans|par|avec|qui|que|dont|est|sont|puis)$")
_CUT = re.compile(r"(?:^|[\s’'-])(?:de|du|des|d|la|le|les|l|et|en|sur)?[\s’'-]?$")
_OF_NAME = re.compile(rf"\s?(?P<of>{OF})?(?P<name>{NAME})")
_BEFORE = re.compile(
    rf"(?:^|\n|[.;:!?] |[•▪–-] )(?P<name>{NAME}{_TAIL}(?: [a-zà-ÿ]+)?)"
    r"(?:, | ?\(| – )(?:une? |l[’']|notre |la |le )?(?=[a-z])"
)
_AGENT = re.compile(
    r"\b(?:exploite|anime|gere|porte|assure|organise|propose|conduit|tenu|mene|coordonne)e?s? par (?=[a-z])"
)
_PARTED = re.compile(r" ?[;,] ?| et ")
_ROLE = re.compile(r"^ ?(?:[A-Za-zà-ÿ’ -]{4,30} ?: ?)?")  # "partenaires : " before the next names
LONGEST_BRACKET = 240  # characters of who does it
LISTED = 2  # known bodies that open bullets of a list, from which the list says who does what
_LABEL = re.compile(r"\W*(?P<label>[A-ZÀ-Ý][^:.;!?()]{2,60}?) ?:(?= |$)")
_LABEL_NAME = re.compile(rf"(?:L[ae] |L[’'])?(?:[a-zà-ÿ]+ ){{0,3}}?(?:{NAME}(?: [a-zà-ÿ]+| \d{{2,3}})?|[A-Z]{{3,8}})")
_TOWN = re.compile(r"(?:[Ll](?:a|e|es) )?(?:[Cc]ommune|[Vv]ille)s? ")
_ARTICLE = re.compile(r"(?:La|Le|Les|L[’']) ?(?=\w)")
_KIND = re.compile(r"^(?:[a-zà-ÿ]+ )+(?=[A-ZÀ-Ý])")
BARE = 1  # blocks without a label between two of a list
_WORD = r"[A-ZÀ-Ý][\wà-ÿ’-]*"
_LANDLORD = re.compile(
    rf"\b(?P<name>Logis (?:de |du |des |d[’'])(?:la |l[’'])?{_WORD}"
    rf"|(?:(?!Le Logis d){_WORD} (?:(?:{_WORD}|d[eu]|des|la|le) ){{0,2}})??(?!L[ea] ){_WORD} "
    r"(?:Habitat|HABITAT|Immobilier|Logis|Logement))"
    r"(?![\wà-ÿ’-])"
)


def told_bodies(view: View, known: Collection[str] = ()) -> dict[str, str]:
    """The organisations that the text tells as such: name → the word that tells it, "" where the name does.

    ``known``: names that need no telling; a told name that one of them ends with or opens with is the same body's.
    """
    found: dict[str, str] = {}
    words: dict[str, str] = {}
    for name, word in (
        *_introduced(view),
        *_titled(view),
        *_explained(view),
        *_landlords(view),
        *_agents(view),
        *_listed(view, known),
        *_bracketed(view),
    ):
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
        elif name and (tail := _tail(name["more"])) is not None:
            whole = _whole(view, match.end(), clean(name["name"])) if not tail else f"{name['name']}{tail}"
            yield whole, match[0].strip()


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


def _tail(more: str | None) -> str | None:
    """The word after a capital that belongs to the name, "" for none; None where a name cannot be told from its verb.

    "Les Tresses propose": nothing; "Les Tresses vertes répare des vélos": " vertes".
    """
    words = fold(more or "").split()
    participle = (more or "").split()[:1] and _PARTICIPLE.search((more or "").split()[0])  # "Le Panier partagé"
    if not words or (_is_verb(words) and not participle) or _ENDS_NAME.match(words[0]):
        return ""
    told = len(words) > 1 and _is_verb(words[1:]) and not _SMALL_WORD.match(f" {words[0]}")
    return f" {(more or '').split()[0]}" if told else None


def _is_verb(words: Sequence[str]) -> bool:
    """Whether the first of folded words is a verb: one of promises, or told by what follows."""
    return matcher("subject.verb").match(f" {words[0]}") is not None or _VERB.match(" ".join(words[:2])) is not None


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


def _agents(view: View) -> Iterator[tuple[str, str]]:
    """ "exploité par Val Mobilités" → "Val Mobilités": who does something, by a name of which a word is a body's."""
    for match in _AGENT.finditer(view.folded):
        name = _NAME.match(view.body, match.end(), _line_end(view, match.end()))
        whole = clean(name["name"]) if name and name["name"] else ""
        told = matcher("body.noun").search(fold(whole)) and " " in whole and not _TOWN.match(whole)
        if told and not known_body(whole) and not _is_somebody(whole):
            yield whole, ""


def _listed(view: View, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """ "La CAF : …", "Les Tresses : …" → "Les Tresses": in a list that says who does what, most of them known."""
    names = [f" {key(name)} " for name in known]
    for labels in _series(view.blocks):
        told = [known_body(label) or any(name in f" {key(label)} " for name in names) for label in labels]
        if sum(told) < LISTED or sum(told) * 2 < len(labels):
            continue
        for label, is_known in zip(labels, told, strict=True):
            if not is_known and _LABEL_NAME.fullmatch(label) and not _TOWN.match(label) and not _is_somebody(label):
                yield _bare(label), ""


def _bracketed(view: View) -> Iterator[tuple[str, str]]:
    """ "[Pilote : Les Tresses ; partenaires : CAF, Val Mobilités]" → "Les Tresses", "Val Mobilités"."""
    for match in matcher("says.pilot").pattern.finditer(view.folded):
        end = min((at for at in (view.body.find(c, match.end()) for c in ")]") if at > 0), default=-1)
        if end < 0 or end - match.end() > LONGEST_BRACKET:
            continue
        for piece in _PARTED.split(view.body[match.end() : end]):
            name = _ROLE.sub("", piece).strip(" .")
            plain = _LABEL_NAME.fullmatch(name) and not _TOWN.match(name) and not _is_somebody(name)
            if plain and not known_body(name):
                yield _bare(name), ""


def _series(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """What stands before the colons that open the blocks of a list; a line between two of them ends none."""
    labels: list[str] = []
    bare = 0
    for block in blocks:
        match = _LABEL.match(block.text)
        if match and _TOWN.match(block.text, match.end() + 1):  # what a town does, and not who does something
            continue
        bare = 0 if match else bare + 1
        if match:
            labels.append(match["label"])
        elif bare > BARE and labels:
            yield labels
            labels = []
    if labels:
        yield labels


def _bare(label: str) -> str:
    """A label without its article, and without the word that says what it is when that is no part of the name."""
    article = _ARTICLE.match(label)
    rest = label[article.end() :] if article else label
    if rest.split(" ")[0].isupper() or rest[:1].islower():
        label = rest
    kind = "" if matcher("body.titled").pattern.match(fold(label)) else "".join(_KIND.findall(label)[:1])
    label = label[len(kind) :]
    return label[:1].upper() + label[1:]
