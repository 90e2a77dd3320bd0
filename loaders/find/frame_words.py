"""Words of frame headings: "Défi 3", "Article 6 – Ambition 1 : …", "Première thématique : …". Enters: folded text.

Leaves: what such a heading says: its word, its number, where its label begins. A heading may be numbered twice, by the
document and by the frame: the first number is the document's.
"""

import re

_USUAL = "defi|orientation|pilier|ambition|axe|enjeu|objectif|priorite|sous-thematique|thematique|cap|levier"
# Words of which a contract may make its own; alone they say nothing.
OWN_WORDS = (
    "chantier", "engagement", "theme", "volet", "domaine", "finalite", "cible", "promesse", "horizon", "champ", "os",
)  # fmt: skip
SPELLED = {"os": re.compile(r"\bobjectifs? strategiques?\b")}  # what a contract says in full of one that is short
_QUALIFIER = (
    r"(?P<qualifier>(?: (?:strategique|operationnel(?:le)?|transversale?|thematique|prioritaire|structurante?|majeure?"
    r"|de travail|specifique|generale?|partagee?))*)"
)
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}[a-h]?\b|[ivx]{1,4}\b|[a-h](?= ?[:.|-]|$))"
_PLACE = r"(?:\d{1,2}|[ivx]{1,4}|[a-h])(?:\.\d{1,2}){0,2}"  # "2.1", "III.2", "A.1"
_LEAD = (
    rf"(?:(?:(?:article|chapitre|titre|partie|section|volet|fiche)s? (?:n ?° ?)?{_PLACE} ?[:.-]"
    rf"|{_PLACE} ?[.)/-]|(?:\d{{1,2}}|[ivx]{{1,4}}|[a-h])(?:\.\d{{1,2}})+ ) ?)?"
)
RANKS = {
    "premier": "1", "premiere": "1", "deuxieme": "2", "second": "2", "seconde": "2", "troisieme": "3",
    "quatrieme": "4", "cinquieme": "5", "sixieme": "6", "septieme": "7", "huitieme": "8", "neuvieme": "9",
    "dixieme": "10",
}  # fmt: skip
_RANK = rf"(?:(?:l[ea] |notre )?(?P<rank>{'|'.join(RANKS)}) (?:grande? )?)?"


def _heading(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"{_LEAD}{_RANK}(?P<word>{words})(?![a-z]){_QUALIFIER}(?: ?n ?°)? ?{_NUMBER}?"
        r"(?P<end> ?[:.|-]+ ?| |$)(?P<label>.*)$",
        re.DOTALL,
    )


HEADING = _heading(_USUAL)
ANY_HEADING = _heading("|".join((_USUAL, *OWN_WORDS)))
# What a block opens with that may be such a heading: a quick look before the whole pattern.
OPENS = re.compile(
    rf"{'|'.join(OWN_WORDS)}"
    r"|defi|orient|pilier|ambit|axe|enjeu|objec|prior|them|cap|levier|sous-|\d|[a-h] ?[.)/-]|[ivx]+ ?[.)/-]"
    r"|(?:article|chapitre|titre|partie|section|volet|fiche)s? "
    r"|(?:l[ea] |notre )?(?:prem|seco|deux|troi|quat|cinq|sixi|sept|huit|neuv|dixi)"
)
_ROMAN = {roman: str(n) for n, roman in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)}


def arabic(number: str | None) -> str | None:
    """ "iv" → "4", "b" → "B"."""
    return _ROMAN.get(number, number.upper()) if number else None


def number_in(match: re.Match[str]) -> str | None:
    """The number that a match of ``HEADING`` says, in figures, in letters or as a rank."""
    return arabic(match["number"]) or RANKS.get(match["rank"] or "")


def ordinal(number: str | None) -> int | None:
    """The place in a series that a number says: "3" → 3, "C" → 3; none for "2.1"."""
    if number is None:
        return None
    if number.isdigit():
        return int(number)
    return ord(number) - ord("A") + 1 if len(number) == 1 and "A" <= number <= "Z" else None
