"""Dispositifs: schemes named in a document. Enters: a View. Leaves: dispositifs with their mentions by line.

Known ones come from the thesaurus. Others are recognised by the words that open their names ("contrat local de …",
"plan … 2024-2030") when they are printed as names; they stay without a concept, for a person to add to the thesaurus.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from maillage.loaders.find.names import NAME
from maillage.loaders.fold import fold, key
from maillage.loaders.gazetteer import Gazetteer
from maillage.loaders.view import View
from maillage.ontology.terms import slug
from maillage.ontology.thesaurus import Concept, load_scheme

_HEAD = (
    r"(?:[Dd]ispositif|[Pp]rogramme|[Pp]lan|[Ss]ch[ée]ma|[Cc]ontrat|[Pp]acte|[Cc]harte|[Cc]onvention|[Ll]abel|[Aa]ppel à (?:projets?|initiatives?|manifestation d[’']intérêt)|"
    r"[Pp]rojet|[Oo]p[ée]ration|[Ss]trat[ée]gie|[Ff]euille de route|[Pp]lateforme|[Ff]onds|[Rr][ée]seau|[Pp]ass|[Cc]oncours|[Ee]xp[ée]rimentation|[Dd][ée]marche|[Aa]ction)"
)
_QUOTED = re.compile(rf"{_HEAD}s?(?: [a-zà-ÿ’'-]+){{0,4}} ?[«“\"] ?(?P<name>[^»”\"\n]{{3,60}}?) ?[»”\"]")
_CAPITALISED = re.compile(rf"\b(?P<name>(?:Plan|Schéma|Contrat|Pacte|Charte|Programme|Projet|Stratégie|Label|Maisons?|Pass|Fonds)s? (?:[A-ZÀ-Ý][\wà-ÿ]+|[a-zà-ÿ]+(?:al|aux|ale|if|ives?)) (?:{NAME}|(?:d[eu]s? |de la |d[’'])(?:[A-ZÀ-Ý][\wà-ÿ’-]+)(?: {NAME})?))(?: \((?P<acronym>[A-Z]{{2,8}})\))?")
_WITH_ACRONYM = re.compile(rf"\b(?P<name>{NAME}) \((?P<acronym>[A-Z]{{3,8}})\)")
_HEAD_DOMAIN = "transversal"


@dataclass(slots=True)
class Dispositif:
    """One scheme."""

    key: str
    name: str
    domain: str
    acronym: str | None = None
    concept: Concept | None = None
    forms: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Found:
    """A scheme where it is named."""

    line: int
    dispositif: Dispositif


class Dispositifs:
    """The schemes of a document."""

    def __init__(self, view: View) -> None:
        """Find every mention of a known scheme, then names that look like schemes."""
        self.by_key: dict[str, Dispositif] = {}
        found: list[Found] = []
        for mention in _gazetteer().mentions(view.lines):
            concept = mention.value
            dispositif = self._add(concept.notation, concept.pref_label, concept.domain or _HEAD_DOMAIN, concept)
            found.append(_seen(dispositif, mention.surface, mention.first))
        taken: dict[int, list[str]] = defaultdict(list)
        for item in found:
            taken[item.line].extend(key(form) for form in item.dispositif.forms)
        found += self._unknown(view, taken)
        self.found = sorted(found, key=lambda f: (f.line, f.dispositif.key))
        self._lines = [f.line for f in self.found]

    def at(self, first: int, last: int) -> list[Dispositif]:
        """The schemes named on the lines from ``first`` to ``last``, each once, in the order of the text."""
        between = self.found[bisect_left(self._lines, first) : bisect_left(self._lines, last + 1)]
        return list(dict.fromkeys(item.dispositif.key for item in between)) and [
            self.by_key[k] for k in dict.fromkeys(item.dispositif.key for item in between)
        ]

    def _add(self, identity: str, name: str, domain: str, concept: Concept | None = None) -> Dispositif:
        known = self.by_key.get(identity)
        if known is None:
            acronym = concept.acronym if concept else None
            known = self.by_key[identity] = Dispositif(identity, name, domain, acronym, concept)
        return known

    def _unknown(self, view: View, taken: dict[int, list[str]]) -> list[Found]:
        found = []
        for match in _QUOTED.finditer(view.body):
            name, line = match["name"].strip(), view.line_at(match.start("name"))
            words = key(name)
            if not words or any(words in t or t in words for n in (line, line + 1) for t in taken[n]) or len(words.split()) > 7:
                continue
            found.append(_seen(self._add(slug(name), name, _HEAD_DOMAIN), name, line))
        return found


def _seen(dispositif: Dispositif, surface: str, line: int) -> Found:
    dispositif.forms.add(surface)
    dispositif.lines.add(line)
    return Found(line, dispositif)


@cache
def _gazetteer() -> Gazetteer[Concept]:
    concepts = load_scheme("dispositif").values()
    return Gazetteer(
        (label, "dispositif", concept)
        for concept in concepts
        for label in (concept.pref_label, *concept.alt_labels, *concept.hidden_labels)
    )


def looks_like_name(text: str) -> bool:
    """Whether a quoted text is a name and not speech: it opens with a capital or has no verb of its own."""
    return fold(text[:1]) != text[:1] or len(text.split()) <= 4
