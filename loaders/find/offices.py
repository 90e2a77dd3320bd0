"""Offices: who signs for which body. Enters: "Monsieur le Maire de CORBIE". Leaves: the office and the body.

A prefect stands for a prefecture, a mayor for a town, a public prosecutor for himself, a director of State services for
the direction; every other office is followed by the name of its body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from maillage.loaders.find.names import of_form, title_case
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.ontology.thesaurus import load_scheme

TITLED = 3  # letters of an acronym that may be printed as a name: "Caf"
_RANK = r"generale?|regionale?|departementale?|territoriale?|academique|interregionale?|adjointe?|deleguee?"
# What the text prints, folded, and the word an office is known by. The first that matches decides.
_OFFICES = (
    (r"presidente?[- ]direct(?:eur|rice)[- ]generale?", "président-directeur général"),
    (r"vice[- ]?presidente?", "vice-président"),
    (r"presidente?", "président"),
    (r"sous[- ]prefete?", "sous-préfet"),
    (r"prefete?", "préfet"),
    (r"(?:depute[- ])?maire", "maire"),
    (r"adjointe? au maire", "adjoint au maire"),
    (r"procureure?(?: generale?)?", "procureur"),
    (r"rect(?:eur|rice)", "recteur"),
    (r"inspect(?:eur|rice) d'academie", "directeur académique"),
    (r"secretaire generale?", "secrétaire général"),
    (r"conseill(?:er|ere)(?: (?:regionale?|departementale?|metropolitaine?|municipale?|deleguee?))?", "conseiller"),
    (r"administrat(?:eur|rice)(?: generale?)?", "administrateur"),
    (r"gerante?", "gérant"),
    (r"commandante?", "commandant"),
    (r"deleguee?(?: (?:regionale?|departementale?|territoriale?|generale?))?", "délégué"),
    (rf"(?P<director>direct(?:eur|rice))(?P<rank>(?:,? (?:{_RANK}))*)", "directeur"),
)  # fmt: skip
_RANKS = {
    "general": "général", "regional": "régional", "departemental": "départemental", "territorial": "territorial",
    "academique": "académique", "interregional": "interrégional", "adjoint": "adjoint", "delegue": "délégué",
}  # fmt: skip
_CIVILITY = r"(?:monsieur|madame|m\.|mme\.?|mr\.?|mm\.)"
_ARTICLE = r"(?:(?:le|la|son|sa|du|de la) |l'|d')"
_OFFICE = re.compile(
    rf"(?:pour )?(?:{_CIVILITY} )?{_ARTICLE}?"
    rf"(?:{'|'.join(f'(?P<o{i}>{p})' for i, (p, _) in enumerate(_OFFICES))})\b(?!-)"
)
_NOT_SIGNING = re.compile(r",? de la republique\b|,? du conseil constitutionnel|,? de l'assemblee|,? du senat")

OF = re.compile(r"\s*,?\s*(?:de la |de l'\s*|de |du |des |d'\s*|a la |au |pour l[ae] )", re.IGNORECASE)
_PREFECT_OF = re.compile(r"prefecture |prefete?(?: deleguee?)?(?=,? (?:de |du |des |d'))")
_PLACE = re.compile(r"(?:de la |de l'|de |du |des |d')(?P<name>.+?)(?=, |$)")
_PROSECUTED = re.compile(r"(?:d'|de |du |des )(?P<name>[^,]+)$")
_ORGAN = re.compile(
    r".*?\b(?:directoire|conseil d'administration|conseil de surveillance|comite executif|bureau) (?=d)|membre (?=d)"
)
_TAIL = re.compile(
    r"[,(]? ?\b(?:deleguee?s?\b|en charge|chargee?s?\b|ci-apres|represent|dont le siege|agissant|habilit|domicili|"
    r"sise? (?:a|au)\b|nommee?\b|signe\b)"
    r"| ?\((?:[A-Za-z0-9 &-]{2,12})\)$"
)
_LETTERS = re.compile(r"[A-Z]{2,6}")
_OF_NAME = re.compile(r"\s*(?:DE LA |DE L[’']|DU |DES |DE |D[’']|de la |de l[’']|du |des |de |d[’']| )")
_ACRONYM = re.compile(r"[^AEIOUYÀ-Ý\W]{2,5}|HLM|OPH|ESH")
_SMALL = frozenset(
    {
        "de", "du", "des", "la", "le", "les", "en", "sur", "sous", "et", "lez", "aux", "au", "a", "d", "l",
        "agglomeration", "urbaine", "communes", "regional", "regionale", "departemental", "departementale", "general",
        "social", "sociale", "public", "publique", "immobiliere", "hospitalier", "intercommunal", "mixte",
    }
)  # fmt: skip
# A director whose rank is followed by a policy, not by a body, heads the State's direction for that policy.
_POLICY = re.compile(
    r" ?(?:de l'|de la |du |des |d')(?:emploi|economie|cohesion|finances|securite|territoires|affaires|protection|"
    r"travail|alimentation|jeunesse|environnement|solidarites|douanes|services|police|population|culture|equipement)"
)
_WIDE_BODY = re.compile(
    r"\b(?:communaute (?:d'agglomeration|urbaine|de communes)|metropole (?=d|[a-z])|conseil (?:regional|departemental)|"
    r"region\b|departement\b|prefecture\b|ville d|commune d)"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office found at the start of a text: its normalised word, and what follows."""

    word: str
    rest: str


def office_in(text: str) -> Office | None:
    """The office that a text opens with."""
    folded = fold(text)
    match = _OFFICE.match(folded)
    if not match:
        return None
    index = next(i for i in range(len(_OFFICES)) if match[f"o{i}"])
    word = _OFFICES[index][1]
    if word == "président" and _NOT_SIGNING.match(folded, match.end()):
        return None
    if match["director"]:
        ranks = [_rank(word.strip(",")) for word in match["rank"].split()]
        word = " ".join([word, *ranks])
    return Office(word, text[match.end() :].strip(" ,:"))


def _rank(folded: str) -> str:
    """A rank in the masculine: "régionale" and "déléguée" lose their last letter, "académique" and "délégué" do not."""
    return _RANKS.get(folded) or _RANKS[folded.removesuffix("e")]


def body_of(office: Office) -> str | None:
    """The name of the body an office stands for, as printed; None when the text does not say it."""
    word, rest = office.word, office.rest
    if word in ("préfet", "sous-préfet"):
        return _prefecture(word, rest)
    if word in ("maire", "adjoint au maire"):
        return _town(rest)
    if word == "procureur":
        return _prosecutor(rest)
    if word == "recteur":
        return f"Rectorat {rest}".strip() if not rest or rest[:1].islower() else rest
    if word == "directeur académique":
        place = re.search(r"(?:nationale|academie) (d.+)$", fold(rest))
        of = rest[place.start(1) :] if place else ""
        return f"Direction des services départementaux de l’Éducation nationale {of}".strip()
    if word.startswith("directeur ") and _POLICY.match(f" {fold(rest)}"):
        return f"Direction {_feminine(word)} {rest}"
    return _other(rest)


def _feminine(word: str) -> str:
    ranks = [r for r in word.split()[1:] if r not in ("adjoint", "délégué", "général")]
    return " ".join(f"{r}e" if not r.endswith("e") else r for r in ranks)


def _prefecture(word: str, rest: str) -> str | None:
    """The department's prefecture when a prefect has several titles: "préfet de la région X, préfet du Y"."""
    text = f"prefet {rest}"
    found = []
    for match in _PREFECT_OF.finditer(fold(text)):
        place = _PLACE.match(fold(text), match.end() + (match[0][-1] != " "))
        if place and not place["name"].startswith(("la zone", "zone", "republique")):
            start = match.end() + (match[0][-1] != " ")
            found.append(text[start : place.end()])
    departments = [place for place in found if "region" not in fold(place)] or found
    head = "Sous-préfecture" if word == "sous-préfet" else "Préfecture"
    return f"{head} {_OF_NAME.sub(lambda m: m[0].lower(), departments[-1], count=1)}" if departments else None


def _town(rest: str) -> str | None:
    name = re.sub(r"^(?:de la |de )?(?:ville|commune) (?=d)", "", rest, flags=re.IGNORECASE)
    match = re.match(r"(?P<of>de |du |des |d['’] ?)(?P<name>.+)$", name, re.IGNORECASE)
    if not match:
        return None
    article = {"du": "Le ", "des": "Les "}.get(match["of"].strip().lower(), "")
    return town(f"{article}{match['name']}")


def town(name: str) -> str:
    """A commune as a signing body: "CORBIE" → "Ville de Corbie"."""
    return f"Ville {of_form(title_case(name))}"


def _prosecutor(rest: str) -> str:
    place = _PROSECUTED.search(fold(rest).removeprefix("de la republique"))
    name = rest[len(rest) - len(place[0]) :] if place else ""
    return f"Procureur de la République {name}".strip()


def _other(rest: str) -> str | None:
    folded = fold(rest)
    wide = _WIDE_BODY.search(folded)
    organ = _ORGAN.match(folded)
    if organ:
        rest = rest[organ.end() :]
    elif wide:  # "politique de la ville à la communauté de X": what comes before is a subject
        rest = rest[wide.start() :]
    of = OF.match(rest.replace("’", "'"))
    rest = rest[of.end() :] if of else rest
    return rest if key(rest) and (of or organ or wide or is_body(rest)) else None


@cache
def _known() -> dict[str, str]:
    """Comparable label → label, of every body of the thesaurus; acronyms only as printed."""
    return {
        key(label): label
        for c in load_scheme("partner").values()
        for label in (c.pref_label, *c.alt_labels, *c.hidden_labels, c.acronym)
        if label
    }


def known_head(text: str) -> tuple[str, int] | None:
    """The thesaurus label that a text opens with, and how many of its characters it takes."""
    words = [m.end() for m in re.finditer(r"[\wÀ-ÿœ]+(?![\wÀ-ÿœ])", text)]
    for end in reversed(words[:10]):
        label = _known().get(key(text[:end]))
        if label and (not label.isupper() or text[:end].isupper() or (text[:end].istitle() and end >= TITLED)):
            return label, end
    return None


def is_body(text: str) -> bool:
    """Whether a text opens with the name of a body, an article aside."""
    bare = re.sub(r"^(?:[Ll]es? |[Ll]a |[Ll]['’])", "", text)
    return bool(matcher("signature.body").match(fold(bare))) or (bare[:1].isupper() and known_head(bare) is not None)


def trimmed(body: str) -> str:
    """A body without what says more of it: who represents it, its seat, its acronym in brackets."""
    tail = _TAIL.search(fold(body))
    body = body[: tail.start()] if tail and tail.start() > 2 else body
    return re.sub(r"\s+", " ", re.sub(r"^\s*(?:[Ll]es? |[Ll]a |[Ll]['’]\s*)", "", body)).strip(" ,;:.•–-'’\"»«")


def written(body: str, text: str, folded: str) -> str:
    """A body printed in capitals as the thesaurus or the document writes it, else with its usual capitals."""
    if not any(word.isupper() for word in re.findall(r"[^\W\d_]{3,}", body)):
        return body[:1].upper() + body[1:]
    head = known_head(body)
    label, end = head if head else ("", 0)
    of = _OF_NAME.match(body, end)
    joint = of[0].lower() if of else ""
    rest = body[of.end() if of else end :]
    if not end and _LETTERS.fullmatch(rest) and re.search(rf"[a-zà-ÿ]{{2}} {rest}\b", text):
        return rest  # in capitals beside small letters: "Bailleur social SIGLO"
    name = next(_elsewhere(rest, text, folded), None) or _capitals(rest, first=not end) if rest else ""
    return f"{label[:1].upper()}{label[1:]}{joint}{name}"


def _elsewhere(name: str, text: str, folded: str) -> Iterator[str]:
    """The name where the document does not print it in capitals."""
    wanted, at = fold(name), -1
    acronyms = [w for w in re.findall(r"[A-Z]{2,8}", name) if w.lower() in _acronyms()]
    while (at := folded.find(wanted, at + 1)) >= 0:
        surface = text[at : at + len(wanted)]
        alone = not folded[at - 1 : at].isalnum() and not folded[at + len(wanted) : at + len(wanted) + 1].isalnum()
        kept = all(acronym in surface for acronym in acronyms)
        if (
            alone
            and kept
            and surface[0].isupper()
            and not any(w.isupper() for w in re.findall(r"[^\W\d_]{4,}", surface))
        ):
            yield surface


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(k for k, label in _known().items() if label.isupper())


def _capitals(text: str, *, first: bool) -> str:
    """Words in capitals as names are written; without a vowel they are acronyms, after a kind of body lower case."""
    parts = re.split(r"([\s’'-]+)", text)
    for i, part in enumerate(parts):
        if part.isupper() and not _ACRONYM.fullmatch(part) and part.lower() not in _acronyms():
            lower = part.lower()
            small = (i > 0 or not first) and fold(lower) in _SMALL
            parts[i] = lower if small else lower[:1].upper() + lower[1:]
    return "".join(parts)
