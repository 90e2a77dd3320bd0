"""Title lines: lines that stand for themselves, whatever is printed above them. Enters: a line. Leaves: yes or no.

"Axe 2", "Article 3 – …", "5.1 Ville d'Avray", "Engagement spécifique pour le quartier des Ormes": each opens a block.
"""

import re

from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

# "Axe 2", "Orientation A – Habiter", "DÉFI 3 :": such a line stands for itself, whatever is printed right above it.
OWN_LINE = re.compile(
    r"(?i:d[ée]fi|orientation|pilier|ambition|axe|enjeu|objectif|priorit[ée]|th[ée]matique|cap|levier|"
    r"chantier|engagement|th[èe]me|volet|domaine|finalit[ée]|cible|promesse|horizon|champ|(?-i:OS))"
    r"(?i: (?:strat[ée]gique|op[ée]rationnel(?:le)?|transversale?|prioritaire))? ?(?:[nN] ?°)? ?"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[A-Ha-h]?|[IVX]{1,4}|[A-H])(?:(?P<bare>\.?$)|\.? ?[:–—|-]|\. (?=[A-ZÀ-Ý]))"
)
# "Sur le défi 4", "Ce que nous ferons pour relever le défi 2 :": a line that says no more opens what is said on it.
_CALLS = re.compile(
    r"[A-ZÀ-Ý][\wà-ÿ’']*(?: [a-zà-ÿ’']+){0,7}[ ’'](?i:d[ée]fi|orientation|pilier|ambition|axe|enjeu|th[ée]matique|cap)"
    r" (?:[nN] ?° ?)?(?:\d{1,2}|[IVX]{1,4}|[A-H]) ?:?$"
)
CALL_ENDS = "0123456789:IVXABCDEFGH"
LONGEST_CALL = 60  # characters of such a line
DEEP = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.? ?[–-]? ?[A-ZÀ-Ý]")
# "Axe 1 Réussir son enfance", without a mark between the number and the name.
_NUMBERED_NAME = re.compile(
    r"(?i:d[ée]fi|orientation|pilier|ambition|axe|enjeu|objectif|th[ée]matique) \d{1,2} [A-ZÀ-Ý«]"
)
LETTER = re.compile(r"[A-H] ?[.)/] ?[A-ZÀ-Ý]")
ARTICLE = re.compile(
    r"(?:Article|ARTICLE|Chapitre|CHAPITRE|Partie|PARTIE|Titre|TITRE) (?:\d{1,2}|1er|[IVX]{1,4}|premier|[A-H]) ?[.:–—-]"
    r"|(?:Action|ACTION|Mesure|MESURE|Fiche(?:[ -]action)?|FICHE(?:[ -]ACTION)?) (?:[nN] ?° ?)?"
    r"(?:[A-Z]?\.?\d{1,2}(?:\.\d{1,2}){0,2}) ?[.:–—-] ?[A-ZÀ-Ý]"
)
ENDS_SENTENCE = (".", "!", "?", "…", ".»", ". »")
# "Engagement spécifique pour le quartier des Ormes": what stands under it is for that quarter only.
_SCOPED = re.compile(
    r"(?i:engagements?|actions?) (?:communs?|communes|sp[ée]cifiques?|propres?) (?:à|au|aux|pour|de|du|d[’'])\b"
)
# "Pilier Cohésion sociale", "Défi Emploi": a word of the frame and a name with a capital.
_NAMED = re.compile(r"(?:Défi|Axe|Pilier|Orientation|Ambition|Enjeu|Thématique) (?:« ?)?[A-ZÀ-Ý][^.:;,]{3,60}$")
# A line that ends so is not finished, whatever follows it.
_OPEN_END = re.compile(
    r"(?:[,(’'/\xad-]|\b(?:de|du|des|la|le|les|l|d|et|ou|à|au|aux|en|pour|par|sur|un|une|dans|avec|que|qui|dont|leurs?|"
    r"ses|son|sa|ce|cette|ces|sont|est))$",
    re.IGNORECASE,
)
_OBJECTIVES = ("Objectif", "OBJECTIF")  # how a line begins that may say so without a colon
LONGEST_END = 6  # characters of the longest of them: its end only is searched
LONGEST_TITLE = 55  # characters of a first line that a longer one follows without being its rest
LONGEST_AXIS = 90  # characters of a line that names a transversal axis


def may_number(line: str) -> bool:
    """Whether a line may stand above "5.1": a title, another part so numbered, or the end of a sentence."""
    if line.endswith(ENDS_SENTENCE) or any(p.match(line) for p in (OWN_LINE, _NUMBERED_NAME, DEEP, ARTICLE)):
        return True
    return line[:8] in _OBJECTIVES and matcher("frame.objectives").match(fold(line)) is not None


def announces(line: str) -> bool:
    """Whether a line says that a list of objectives follows, or for which quarters the next engagements are."""
    if (line.endswith(":") or line[:8] in _OBJECTIVES) and matcher("frame.objectives").match(fold(line)):
        return True
    return line[-1] not in ".;" and _SCOPED.match(line) is not None


def is_numbered_title(line: str, *, ends: bool = False) -> bool:
    """Whether a line is a title such as "1.2 Réussir à l'école", and not the beginning of a paragraph.

    A longer one is a title when the next line's first word had room on it (``ends``: so the caller saw).
    """
    short = ends or len(line) < LONGEST_TITLE
    return short and DEEP.match(line) is not None and (line[-1].isalnum() or line[-1] == ")") and not is_cut(line)


def is_article_title(line: str) -> bool:
    """Whether a line is an article's title, and not the beginning of its text."""
    return ARTICLE.match(line) is not None and line[-1:] not in ".,;:" and not is_cut(line)


def names_axis(line: str) -> bool:
    """Whether a line is a title that names an item: "Fil rouge : l'égalité", "Pilier Cohésion sociale"."""
    if _NAMED.match(line) and not is_cut(line):
        return True
    if len(line) > LONGEST_AXIS or ":" not in line or line.endswith((".", ":", ",")):
        return False
    return matcher("frame.across-one").match(fold(line)) is not None


def calls(line: str) -> bool:
    """Whether a line says no more than which item what follows is on."""
    if len(line) > LONGEST_CALL or line[-1:] not in CALL_ENDS or not line[:1].isupper():
        return False
    return _CALLS.match(line) is not None


def is_cut(line: str) -> bool:
    """Whether a line ends in a comma or a word that never ends a sentence; "Grand Est" is a name, not a verb."""
    return not line.endswith(("Est", "EST")) and _OPEN_END.search(line, max(0, len(line) - LONGEST_END)) is not None
