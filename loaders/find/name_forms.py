"""Name forms: how a body of the thesaurus is printed. Enters: a mention. Leaves: whether it is a name, its forms.

"le Département finance" names a body, "dans le département" does not; "les villes" are all of them, "les villes
d'Avray et de Corbie" are two; what follows a name may complete it: "Emmaüs Corbie", "BGE 47", "commissariat d'Avray".
"""

import re

from maillage.loaders.find.completions import after
from maillage.loaders.find.names import NAME, OF
from maillage.loaders.find.place_names import clean
from maillage.loaders.fold import fold
from maillage.loaders.gazetteer import Mention
from maillage.loaders.view import View
from maillage.ontology.thesaurus import Concept

# Words that only name a body when printed with a capital: "le Département finance", "dans le département".
_CAPITAL_TYPES = {"etat", "region", "departement", "epci", "commune"}
_OFFICE = re.compile(r"(?:sous-)?pref(?:et|ete|ecture)$")  # an office that is not printed with a capital
_SINGULAR = re.compile(r"(?:au|du|de|le|un) ")  # final s and x are no part of what names are compared by
_THESE = re.compile(r" (?:de |d[’']|du )(?=[A-ZÀ-Ý])")  # "les villes de Corbie et d'Avray"
_ANY = re.compile(r"(?:\b(?:d'un|un|une|aux?|des|les|chaque|plusieurs|autres) )$")  # "à l'échelle d'un EPCI"
_PLURAL = re.compile(r"(?:communautes|metropoles|agglomerations|etablissements) ")
_OF = re.compile(r" (?:d[eu]|des|d[’'])$")  # of a label that is only a name with it: "le commissariat de"
_NO_CENTRE = re.compile(r"(?<!centre[- ])\0")
_CONTRACTED = re.compile(r"^(?:des|aux) (?=[a-zà-ÿ])")  # "des bailleurs": the part they play is told by it
_COMPLETED = re.compile(rf"(?P<of> (?:{OF})?)(?P<name>{NAME}|\d{{2,3}}\b)")


def is_name(view: View, mention: Mention[object]) -> bool:
    """Whether a mention of a concept names the body, and not a place, one of its kind or some of a group."""
    concept, surface = mention.value, mention.surface
    assert isinstance(concept, Concept)
    plain = " " not in surface and concept.partner_type in _CAPITAL_TYPES and not _OFFICE.match(fold(surface))
    if plain and not surface[0].isupper():
        return False
    if concept.group:
        return not _SINGULAR.match(fold(surface)) and not (concept.partner_type == "commune" and _these(view, mention))
    return concept.partner_type != "epci" or not (_PLURAL.match(fold(surface)) or _any(view, mention))


def surface_of(mention: Mention[object]) -> str:
    """The words of a mention that are the name: "le commissariat de" ends before the place."""
    return _CONTRACTED.sub("", _OF.sub("", mention.surface))


def whole_form(view: View, mention: Mention[object]) -> str | None:
    """A name with what completes it on its line: "BGE Corbie"; None when nothing does."""
    of = _OF.search(mention.surface)
    match = _COMPLETED.match(f"{of[0] if of else ''}{after(view, mention)}".split("\n", 1)[0])
    name = clean(match["name"]) if match else ""
    return f"{surface_of(mention)}{match['of']}{name}" if match and name else None


def _these(view: View, mention: Mention[object]) -> bool:
    return _THESE.match(after(view, mention)) is not None


def _any(view: View, mention: Mention[object]) -> bool:
    line = fold(view.lines[mention.first - 1])
    return _ANY.search(line[: max(0, line.find(fold(mention.surface)))]) is not None


def is_centre(view: View, mention: Mention[object]) -> bool:
    """Whether what passes for a town is the middle of it: "le centre-ville de Corbie"."""
    line, surface = fold(view.lines[mention.first - 1]), fold(mention.surface)
    return surface.startswith("ville ") and surface in line and not _NO_CENTRE.search(line.replace(surface, "\0"))
