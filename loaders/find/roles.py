"""Roles: what part partners play in a sentence that names them. Enters: a folded sentence. Leaves: features of each.

"La CAF finance" acts, "porté par la CAF" too, "avec l'appui de la CAF" helps, "les locaux de la CAF" only tells a
place. What is noted are the words around a name, as names of features; `carriers.toml` says what they are worth.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maillage.loaders.find.partners import Partner, Seen
from maillage.loaders.find.subjects import ENDURES, KINDS_OF, as_in, subjects_in
from maillage.loaders.rules import matcher

AROUND = 60  # characters before and after a name that tell its part
OPENING = 6  # characters before a name that opens a sentence: its article, a mark
MANY = 3  # names: no more are counted
_ARTICLE = (
    r"(?:l'|la |le |les |son |sa |ses |leurs? |nos |notre |un |une |cette |deux |trois |des |du )?"
    rf"(?:(?:{KINDS_OF}) (?:\" ?)?)?"
)
# What stands before a name, the first that matches.
_BEFORE = (
    ("shared", r"\b(?:a parite|a parts egales|pour moitie|commune?s?|partagee?s?|"
               r"co-?(?:financement|investissement|portage|pilotage|animation)s?) (?:entre|avec|par|a|au) "),
    ("agent", r"[a-z]{2,}(?:e|i|u|is|it|ert|aint)e?s?(?: [a-z]+ment| notamment| en partie| pour moitie)? par "),
    ("by", r"\bpar "),
    ("help", r"\b(?:appui|soutien|concours|aide|cofinancement|financement|participation|contribution|accord|"
             r"mobilisation|co-?pilotage|pilotage|maitrise d'ouvrage|initiative|intermediaire|egide)(?: [a-z]+)?"
             r" (?:de |du |des |d')"),
    ("owner", r"\b(?:maitres? d'ouvrage|pilotes?|porteurs?|operateurs?|referents?|responsables?|financeurs?|"
              r"coordinateurs?)(?: [a-z']{2,12})? ?(?:: ?|- ?)"),
    ("beside", r"\b(?:en (?:lien|partenariat|collaboration|cooperation|articulation|liaison|relation|concertation)"
               r"(?: [a-z]+)? avec|aux cotes d[eu']s?|conjointement avec|ensemble avec|associant|reunissant|via) ?"),
    ("with", r"\bavec "),
    ("staff", r"\b(?:services?|agents?|equipes?|conseillers?|conseilleres?|conseil|direction|elus|delegues?|locaux|"
              r"centre|agence|antenne|travailleurs sociaux)(?: [a-z]+)? (?:de |du |des |d')"),
    ("level", r"\b(?:au niveau|du cote|de la part) (?:de |du |des |d')"),
    ("scale", r"\b(?:a l'echelle|sur le (?:territoire|perimetre)|au sein|au coeur) (?:de |du |des |d')"),
    ("of", r"\b(?:de |du |des |d'|d )"),
    ("to", r"\b(?:a |au |aux |aupres d[eu'] ?|vers |chez |pour |dans |sur |en |entre |contre |par rapport a )"),
    ("paren", r"\((?:[^()]{0,40}[ ,/+'])?"),
    ("and", r"(?:\bet |[/&+] ?)"),
    ("start", r"[;:.!?»\"-] ?"),
    ("comma", r", ?"),
    ("that", r"\b(?:que |qu'|dont |ou |comme |si |lorsque |quand )"),
)  # fmt: skip
_AT_PLACE = re.compile(r"\W*(?:a|aux?) ")  # "À Corbie, un bus roule": the town acts, or what it does is told there
_BEFORE_RES = tuple((name, re.compile(f"{pattern}{_ARTICLE}$")) for name, pattern in _BEFORE)
# What stands after a name, the first that matches; a place or acronym that completes it is passed over.
_AFTER = (
    ("colon", r" ?:"),
    ("dash", r" ?- "),
    ("close", r" ?[^()]{0,25}\)"),
    ("and", r"(?: et|,| ?[/&+]) (?:l'|la |le |les )?"),
    ("comma", r" ?,"),
    ("passive", r" (?:[^.;:,]{0,30}? )?(?:est|sont|sera|seront|a ete|ont ete|etant) "
                r"(?!engage|dote|mobilise|attenti|present)[a-z]+(?:e|i|u|is|it)e?s?\b"),
    ("benefits", r" beneficie(?:nt|ra|ront)?\b"),
    ("verb", r" (?:s'|se |ne |n'|y |en |l'|les |leur |a |ont |est |sont )?(?!(?:de|une|entre|contre|comme|notamment|"
             r"ville|et|cette|elle|ensemble)\b)[a-z]{2,}(?:e|ent|it|issent|oit|oivent|end|et|ettent|ient|a|ra|ront)\b"),
    ("by", r" (?:par|via)\b"),
    ("of", r" (?:de|du|des|d')"),
    ("end", r"[\W\d]*$"),
    ("stop", r" ?[.;!?]"),
)  # fmt: skip
_AFTER_RES = tuple((name, re.compile(pattern)) for name, pattern in _AFTER)
_VERB = dict(_AFTER_RES)["verb"]
_JOIN = re.compile(
    r"(?:[^,;.:()]{0,25}(?: ?\([^()]{1,25}\))?)?(?: ?[,/&+-] ?| et | ainsi que | ou |,? puis )"
    r"(?:avec |de |du |des |d')?(?:la |le |les |l')?"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A partner where a sentence names it: positions in the folded text."""

    partner: Partner
    at: int
    end: int


def named_in(folded: str, seen: Sequence[Seen]) -> list[Named]:
    """Where a folded text names partners, in its order; of names that overlap the longest."""
    found: list[Named] = []
    surfaces = {(as_in(folded, s.surface), s.partner.key): s.partner for s in seen}
    for (surface, _), partner in sorted(surfaces.items(), key=lambda s: (-len(s[0][0]), s[0])):
        at = folded.find(surface)
        while at >= 0:
            end = at + len(surface)
            if all(end <= other.at or at >= other.end for other in found):
                found.append(Named(partner, at, end))
            at = folded.find(surface, end)
    return sorted(found, key=lambda n: n.at)


def roles(folded: str, seen: Sequence[Seen]) -> dict[str, frozenset[str]]:
    """For each partner, by key, that a folded text names: the features of the part it plays there."""
    found = named_in(folded, seen)
    acting = {s.partner.key for s in subjects_in(folded, seen)} | _acting_together(folded, found)
    features: dict[str, set[str]] = defaultdict(set)
    before = ""
    for i, name in enumerate(found):
        joined = i > 0 and _JOIN.fullmatch(folded, found[i - 1].end, name.at) is not None
        own = _before(folded, name.at)
        before = before if joined and before else own
        mine = features[name.partner.key]
        mine.update(_part(folded, name, own, before, joined=joined))
        mine.update({"named-first"} if i == 0 else {"named-later"})
        if name.partner.key in acting:
            mine.add("acts")
        elif acting:
            mine.add("beside-actor")
    count = min(MANY, len({n.partner.key for n in found if not n.partner.collective}))
    return {key: frozenset({*mine, f"of-{count}"}) for key, mine in features.items()}


def _acting_together(folded: str, found: Sequence[Named]) -> set[str]:
    """The partners of a row of names that opens a text and that a verb follows: "La DDT et l'ARS instruisent"."""
    row: list[Named] = []
    for name in found:
        if not row and name.at > OPENING:
            break
        if row and not _JOIN.fullmatch(folded, row[-1].end, name.at):
            break
        row.append(name)
    if (
        not row
        or ENDURES.match(folded, row[-1].end)
        or not (_VERB.match(folded, row[-1].end) or matcher("subject.verb").match(folded, row[-1].end))
    ):
        return set()
    return {name.partner.key for name in row}


def _part(folded: str, name: Named, own: str, before: str, *, joined: bool) -> Iterator[str]:
    after = next((n for n, r in _AFTER_RES if r.match(folded, name.end)), "other")
    yield f"before-{before}"
    yield f"after-{after}"
    yield f"before-{before}+after-{after}"
    if joined:
        yield "joined"
        yield f"joined+before-{own}"
    if matcher("subject.verb").match(folded, name.end):
        yield "verb-follows"
    if name.at * 2 > len(folded):
        yield "in-second-half"


def _before(folded: str, at: int) -> str:
    if at <= OPENING:
        return "place-first" if _AT_PLACE.fullmatch(folded[:at]) else "open"
    text = folded[max(0, at - AROUND) : at]
    return next((name for name, pattern in _BEFORE_RES if pattern.search(text)), "other")
