"""Territories beside the priority quarters: "le Faubourg X … demeure en veille". Enters: a View. Leaves: Sights.

A contract says in a sentence that a territory has left the list, or was never on it, and is followed all the same. The
sentence's subject is its name, whatever kind of place it says it is.
"""

import re
from collections.abc import Iterator, Mapping

from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.names import NAME, listed_names, title_case
from maillage.loaders.find.qpv_names import QNAME, clean, plausible, prose_like, telling
from maillage.loaders.find.qpv_sight import STRONG, Sight
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

_TOWNS = rf"{NAME}(?:(?:,| et| /) {NAME})*"
_KIND = r"(?:(?:cité|hameau|faubourg|bourg|secteur|quartier|résidence|lotissement) )"
_PLACE = rf"(?P<name>{QNAME})(?:,? à (?P<at>{_TOWNS})| \((?P<in>{_TOWNS})\))?"
_SUBJECT = re.compile(
    rf"(?:[IVX\d]+[.)°] ?[–-]? ?)?(?:(?P<before>[^,.;:]{{0,40}}, )|Et |Quant à |Quant au )?"
    rf"(?P<article>[Ll]e |[Ll]a |[Ll]es |[Ll][’'])?(?P<of>{_KIND}(?:de la |de l[’']|des |du |de |d[’'])?)?"
    rf"{_PLACE}(?=,| \?| [a-zà-ÿ]+)"
)
_LISTED = re.compile(rf"(?P<lead>[^:.;]{{3,70}}) ?: ?{_PLACE}(?=[,.;(]|$)")
# "… sont suivis aussi : les Sables, à Avray, et le quartier des Prés, à Corbie": each with its town.
_WITH_TOWN = re.compile(
    rf"(?:^|,|\bet) ?(?P<article>[Ll]e |[Ll]a |[Ll]es |[Ll][’'])?"
    rf"(?P<of>{_KIND}(?:de la |de l[’']|des |du |de |d[’'])?)?"
    rf"(?P<name>{QNAME}),? (?:à |\()(?P<at>{NAME})(?=[,.;)]| et |$)"
)
_SENTENCE = re.compile(r"(?<=[.!;])\s+(?=[A-ZÀ-Ý«])")
_KEEPS = ("cité", "hameau", "faubourg", "résidence")  # kinds that are a part of the name
LONGEST = 500  # characters of such a sentence


def outside(view: View, communes: Mapping[str, str]) -> Iterator[Sight]:
    """The territories that a sentence says are followed though they are no priority quarters."""
    for block in view.blocks:
        if not matcher("qpv.followed").search(block.folded):
            continue
        for line, number in zip(block.lines, block.numbers, strict=True):
            if ":" in line and len(block.lines) > 1 and (sight := _subject(line, number, communes, listed=True)):
                yield sight
        at = 0
        for sentence in _SENTENCE.split(block.text):
            start = block.text.find(sentence, at)
            at = start + len(sentence)
            if len(sentence) <= LONGEST and matcher("qpv.followed").search(block.folded[start:at]):
                printed = line_in(block, start)
                several = list(_with_towns(sentence, printed, communes))
                sight = None if several else _subject(sentence, printed, communes)
                yield from several or ([sight] if sight else [])


def _with_towns(sentence: str, line: int, communes: Mapping[str, str]) -> Iterator[Sight]:
    """What a sentence that says so lists after its colon, when each has its town beside it."""
    lead, colon, listed = sentence.partition(":")
    if not colon or not matcher("qpv.followed").search(fold(lead)):
        return
    for match in _WITH_TOWN.finditer(listed.strip()):
        name = clean(f"{'' if match['of'] else match['article'] or ''}{match['name']}")
        if _may_be(name) and key(match["name"]) not in communes:
            yield Sight(name, line, STRONG, (title_case(match["at"]),), outside=True)


def _may_be(name: str) -> bool:
    return plausible(name) and telling(name) and not prose_like(name) and not known_body(name)


def _named(match: re.Match[str]) -> bool:
    """Whether a subject is told to be a place: by its kind, its town, its article before a name, or what it left."""
    if match["of"] or match["at"] or match["in"]:
        return True
    if match["article"]:
        return not match["name"].isupper()
    return matcher("qpv.followed").search(fold(match["before"] or "")) is not None


def _subject(sentence: str, line: int, communes: Mapping[str, str], *, listed: bool = False) -> Sight | None:
    text = sentence.strip("«» ")
    match = _LISTED.match(text)
    if match is not None and matcher("qpv.followed").search(fold(match["lead"])):
        keeps, name = False, clean(match["name"])
    else:
        if listed:
            return None
        match = _SUBJECT.match(text)
        if match is None or not _named(match):
            return None
        keeps = (match["of"] or "").split(" ")[0] in _KEEPS
        article = match["article"] if not match["of"] and match["article"] else ""
        name = clean(f"{match['of']}{match['name']}" if keeps else f"{article}{match['name']}")
    if not _may_be(name):
        return None
    if not keeps and key(match["name"]) in communes:
        return None
    told = match["at"] or match["in"]
    towns = tuple(title_case(n) for n in listed_names(told)) if told else ()
    return Sight(name, line, STRONG, towns, outside=True)
