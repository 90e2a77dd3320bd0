"""Alike: how far two names are one. The definitions are those of the annotation format's scorer, to the last digit.

Names are compared as sets of folded words without articles, each as it is or shortened by its acronym ("caf nord" for
"Caisse d'allocations familiales du Nord"), by their Jaccard index: words shared over words in all.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache

from maillage.graph.evaluation.entity import Entity

_SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "pour", "un", "une", "dans", "sur",
     "s", "par")
)  # fmt: skip
_SAINT = {"st": "saint", "ste": "sainte"}
_TOWN = re.compile(r"^(?:ville|commune|mairie|municipalite)\b")
SHARED_FORM = 0.9  # likeness of two entities that a telling form names both; a little more when their names agree too
SAME_NUMBER = 0.5  # likeness of two frame items of one kind and number, whatever their labels


@cache
def folded(name: str) -> str:
    """Lower-case ASCII words of a name, singular, without articles and the like."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("\u00ad", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = (_SAINT.get(word, word) for word in re.findall(r"[a-z0-9]+", plain) if word not in _SMALL)
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words)


def town(name: str) -> str:
    """The folded name without what says that it is a town's: "Ville d'Orge" → "orge"."""
    return _TOWN.sub("", folded(name)).strip()


def jaccard(one: Set[str], other: Set[str]) -> float:
    """Shared members over all members; two empty sets are the same."""
    return len(one & other) / len(one | other) if one or other else 1.0


def shortened(name: str, acronym: str) -> str | None:
    """The acronym, then the words that its letters do not cover; None when they are not all initials of the name."""
    letters, rest = re.findall(r"[a-z]", acronym.lower()), []
    for word in folded(name).split():
        if letters and word[0] == letters[0]:
            letters.pop(0)
        else:
            rest.append(word)
    return None if letters else folded(" ".join([acronym, *rest]))


def _readings(name: str, acronym: str | None) -> set[str]:
    short = shortened(name, acronym) if acronym else None
    return {each for each in (folded(name), short) if each}


def similarity(one: str, other: str, acronyms: tuple[str | None, str | None] = (None, None)) -> float:
    """The best Jaccard index of the words of two names, from 0 to 1."""
    return max(
        (
            jaccard(set(a.split()), set(b.split()))
            for a in _readings(one, acronyms[0])
            for b in _readings(other, acronyms[1])
        ),
        default=0.0,
    )


def telling(entities: Sequence[Entity], most: int) -> list[set[str]]:
    """Each entity's folded names, less those that more than ``most`` entities claim: they tell nobody apart."""
    names = [{folded(name) for name in entity.names} - {""} for entity in entities]
    claims = Counter(name for each in names for name in each)
    return [{name for name in each if claims[name] <= most} for each in names]


def likeness(gold: Entity, read: Entity, sort: str, *, shared_form: bool) -> float:
    """How far two entities of a sort (partner, frame, qpv, dispositif) are one, from 0 to 1."""
    acronyms = (gold.acronym, read.acronym) if sort == "partner" else (None, None)
    best = similarity(gold.name, read.name, acronyms)
    if sort == "partner" and _one_town(gold, read):
        return 1.0
    if shared_form:
        best = max(best, SHARED_FORM + 0.05 * best)
    if sort == "frame" and gold.number and gold.number == read.number and gold.kind == read.kind:
        best = max(best, SAME_NUMBER + 0.5 * best)
    return best


def _one_town(gold: Entity, read: Entity) -> bool:
    """Whether both are towns, or of one type, with one name once "ville de" and the like are left out."""
    both = gold.kind == read.kind or (_TOWN.match(folded(gold.name)) and _TOWN.match(folded(read.name)))
    return bool(both) and town(gold.name) != "" and town(gold.name) == town(read.name)
