"""Completions: the territory that completes a body's name. Enters: a mention of a body. Leaves: where it is.

"CAF du Nord", "CIDFF 47", "mission locale du Val d'Avray", "procureur près le tribunal judiciaire de Corbie".
"""

import re

from maillage.loaders.find.epci_mentions import body_names
from maillage.loaders.find.names import NAME, OF, title_case
from maillage.loaders.find.place_names import clean
from maillage.loaders.find.places import Territory, territories
from maillage.loaders.fold import fold, key
from maillage.loaders.gazetteer import Mention
from maillage.loaders.view import View
from maillage.ontology.thesaurus import Concept

_NOUNS = ("ville", "commune", "agglomeration", "metropole")  # what a body is called by, and no place
# "du bassin d'Avray", "du Bassin avrayais": an area, and its place or its adjective.
_AREA = (
    rf"(?:[Bb]assin(?: d[’']emploi| de vie| minier)?|[Pp]ays|[Tt]erritoire|[Ss]ecteur|[Ll]ittoral) "
    rf"(?:(?:{OF})?{NAME}|[a-zà-ÿ]{{4,}}(?:ais|ois|ien|ain|in|an)\b)"
)
_FOLLOWING = re.compile(
    rf"\s*(?:\([A-Za-zÀ-ÿ0-9 -]{{2,12}}\)\s*)?(?:,? ?)"
    rf"(?P<of>{OF}|d’|D’|DU |DE LA |DE L’|DES |DE )(?P<name>{_AREA}|{NAME}|[A-ZÀ-Ý’' -]{{4,40}})"
)
# "CIDFF 47": the number of the department after an acronym.
_NUMBER = re.compile(r"[  ](?P<number>\d{2,3}|2[AB])(?![\w/-]|[ .,]\d)")
_GOES_ON = re.compile(
    r"(?:\b(?:de|du|des|la|le|les|et|en|sur|près|tribunal|judiciaire)|[’'-])\n|\n(?=(?:de|du|des|d[’']|judiciaire|sur|lès)\b)"
)
_COURT = re.compile(
    rf"[ ,]*près (?:le |du )?[Tt]ribunal (?:judiciaire|de grande instance) (?P<of>{OF})(?P<name>{NAME})"
)
# After a place: what its body does ("Mission locale d'Avray – Maintien"), the next body ("d'Avray et l'Éducation").
_NO_PLACE = re.compile(r" [–—-] | et (?=l[’'ae])")
_BEFORE_COURT = re.compile(r"pres (?:le |du )?$")


def is_court_of_title(view: View, mention: Mention[object]) -> bool:
    """Whether a court is named in the title of its prosecutor: "procureur près le tribunal judiciaire d'Avray"."""
    if not fold(mention.surface).startswith("tribunal"):
        return False
    text = fold(" ".join(line.strip() for line in view.lines[max(0, mention.first - 2) : mention.first]))
    return bool(_BEFORE_COURT.search(text[: text.rfind(fold(mention.surface))]))


def after(view: View, mention: Mention[object]) -> str:
    """What is printed after a mention, on its last line and the two below."""
    lines = [view.lines[n - 1].strip() for n in range(mention.last, min(mention.last + 2, len(view.lines)) + 1)]
    text = _GOES_ON.sub(lambda m: m[0].replace("\n", " "), "\n".join(lines))  # elsewhere a line ends a name
    at = fold(text).find(fold(mention.surface[-12:]))
    return text[at + len(mention.surface[-12:]) :] if at >= 0 else ""


def _following(view: View, mention: Mention[object]) -> re.Match[str] | None:
    """What is printed right after a mention when it looks like "du Nord"."""
    return _FOLLOWING.match(after(view, mention))


def _numbered(view: View, mention: Mention[object]) -> Territory | None:
    """The department whose number follows an acronym: "CIDFF 47"."""
    match = _NUMBER.match(after(view, mention)) if mention.surface.isupper() else None
    code = f"departement-{match['number'].lower()}" if match else None
    return next((t for t in territories().values() if t.code.lower() == code), None) if code else None


def printed(view: View, mention: Mention[object], concept: Concept) -> Territory | str | None:
    """The territory or place printed after a body that takes one."""
    if concept.territorial in ("departement", "region"):
        return _numbered(view, mention) or _printed_territory(view, mention, concept)
    if concept.notation == "procureur" and (court := _COURT.match(after(view, mention))):
        return _completion(court)
    if concept.territorial == "local" and not concept.group:
        place = _following(view, mention)
        if place and not place["name"].isupper():
            return _completion(place)
    return None


def _completion(match: re.Match[str]) -> str | None:
    """ "de " and "Corbie" as they complete the name of a body."""
    name = clean(_NO_PLACE.split(match["name"])[0])
    if key(name) in body_names() or key(name) in _NOUNS:  # "l'agglomération, de la Ville et de l'État"
        return None
    return f"{match['of'].lower().replace('’', chr(39))}{name}" if name else None


def _printed_territory(view: View, mention: Mention[object], concept: Concept) -> Territory | str | None:
    match = _following(view, mention)
    if concept.notation == "region" and not match:
        return None
    if not match:
        return None
    name = match["name"].strip()
    words = key(name).split()
    for length in range(len(words), 0, -1):
        territory = territories().get(" ".join(words[:length]))
        if territory:
            return territory
    acronym = (
        name.isupper() and match["of"].islower()
    )  # "la CAF de la CAVE" serves an agglomeration: it has no such name
    if len(words) > 4 or (name.isupper() and len(words) > 2) or acronym:
        return None
    return f"{match['of'].lower().replace('’', chr(39))}{title_case(name)}" if _is_place(concept, name) else None


def _is_place(concept: Concept, name: str) -> bool:
    """Funds and chambers are completed by a territory of their own ("CPAM de l'Artois"); other bodies are not."""
    return concept.partner_type in ("securite_sociale", "consulaire", "sante", "education", "justice_police")
