"""Persons: names known by their shape, to be left out. Enters: a short text. Leaves: the text without them.

No name of a person may leave a page of signatures; when in doubt, what may be one is dropped.
"""

import re

from maillage.loaders.find.offices import is_body, known_head, office_in
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

CIVILITY = r"(?:Monsieur|Madame|M\.|Mme\.?|Mr\.?|Me|Dr)"
# Words of bodies and offices that look like a first name before words in capitals.
_NO_FIRST = (
    r"(?!(?:Républiques?|Régions?|Villes?|Communes?|Conseil|Communauté|Métropole|Département|Préfecture|Agence|Caisse|Chambre|Office|Société|"
    r"Banque|Direct\w*|Centre|Union|Syndicat|Association|Groupe|Habitat|Maire|Présidente?|Préf\w*|Procureure?|Rect\w*|Membre|Directoire|"
    r"Académie|Mission|Maison|Pôle|Délégu\w*|Secrétaire|Vice|Sous|État|Etat|Pour|Les?|La|Monsieur|Madame|Bailleurs?|Service|Tribunal|Police)\b)"
)
_FIRST = _NO_FIRST + r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[- ]?[A-ZÀ-Ý][a-zà-ÿ]+)?"
_LAST = r"(?:(?:de|du|des|la|le|d[’']|el|van|von|ben)[ -]?){0,2}[A-ZÀ-Ý][A-ZÀ-Ý’'-]+(?:[ -][A-ZÀ-Ý][A-ZÀ-Ý’'-]+)*"
NAMED = re.compile(rf"\b(?:{CIVILITY} )?{_FIRST} {_LAST}")
_CIVIL_NAME = re.compile(rf"{CIVILITY} (?!(?:le|la)\b|l[’'])[^,:–]+")
_PARTICLE = re.compile(r"(?:de|du|des|la|le|d[’']|el|van|von|ben)$", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?: (?:de la|de l['’]|de|du|des|d['’]))?\s*$")
# Nouns whose institution may bear a person's name: "centre social Jeanne Martin".
_BEARS_NAME = re.compile(
    r"(?:social|socioculturel|hospitalier|lycee|college|ecole|fondation|maison|espace|centre|association|institut|universite|residence|"
    r"groupe|club|clinique|hopital|theatre|foyer|scolaire|abbe|saint|sainte|mission) $"
)


def is_person(text: str) -> bool:
    """Whether a text is nothing but persons' names."""
    rest = text.strip(" .,;")
    if office_in(rest):
        return False
    match = NAMED.match(rest) or _CIVIL_NAME.match(rest)
    if match and (match.end() == len(rest) or NAMED.fullmatch(rest[match.end() :].strip())):
        return not is_body(rest)
    words = rest.split()
    capitalised = (
        all(w[:1].isupper() or _PARTICLE.match(w) for w in words) and rest.replace(" ", "").replace("-", "").isalpha()
    )
    return 2 <= len(words) <= 4 and capitalised and not is_body(rest) and known_head(rest) is None


def without_person(text: str) -> str:
    """A text without the name before its office or after its body; "" when it is nothing but a name."""
    if is_person(text):
        return ""
    name = NAMED.match(text) or _CIVIL_NAME.match(text)
    if name:
        after = text[name.end() :].lstrip(" ,;:–-")
        return after if office_in(after) else ""
    inside = NAMED.search(text)
    return (
        text[: inside.start()].rstrip(" ,;:–-")
        if inside and not is_body(inside[0]) and inside.end() == len(text)
        else text
    )


def without_somebody(body: str) -> str:
    """A body's name cut before the person's that may follow it; "" when nothing safe is left."""
    named = next((m.start() for m in NAMED.finditer(body) if not is_body(m[0])), None)
    first = next((at for at in first_names(body)), None)
    cut = min((at for at in (named, first) if at is not None), default=None)
    if cut is None:
        return body
    left = body[:cut].strip()
    return left if left == _LEFT_OVER.sub("", left) and len(left.split()) > 1 else ""


def first_names(body: str) -> list[int]:
    """Where a usual first name stands before another capital, unless an institution bears it."""
    folded = fold(body)
    return [
        m.start()
        for m in matcher("signature.first-name").pattern.finditer(folded)
        if body[m.start()].isupper() and body[m.end() :][:1] == " " and body[m.end() + 1 :][:1].isupper()
        and body[m.start() - 1 : m.start()] != "-" and not _BEARS_NAME.search(folded[: m.start()])
    ]  # fmt: skip
