"""General names: a branch named for the one body of it that acts here. Enters: mentions. Leaves: whom each name means.

"L'Éducation nationale" is the departmental direction where the document names that as often: the thesaurus defines it
as the ministry where the text names none of its services.
"""

from collections import Counter
from collections.abc import Iterable

from maillage.loaders.gazetteer import Mention
from maillage.ontology.thesaurus import Concept, load_scheme

# Branches, each with the bodies of it that have a territory, by notation.
_BRANCHES = {"education-nationale": ("dsden", "rectorat")}


def meant(mentions: Iterable[Mention[object]]) -> dict[str, Concept]:
    """For the notation of a branch the concept that it means in a document: the body of it named as often or more."""
    times = Counter(m.value.notation for m in mentions if isinstance(m.value, Concept))
    found = {}
    for branch, bodies in _BRANCHES.items():
        body = max(bodies, key=lambda notation: times[notation])
        if times[branch] and times[body] >= times[branch]:
            found[branch] = load_scheme("partner")[body]
    return found
