"""Dispositifs: schemes named in a document. Enters: a View. Leaves: dispositifs with their mentions by line.

Known ones come from the thesaurus. Others are recognised by the words that open their names ("contrat local de …",
"plan … 2024-2030") when they are printed as names; they stay without a concept, for a person to add to the thesaurus.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from maillage.loaders.fold import key
from maillage.loaders.gazetteer import Gazetteer
from maillage.loaders.view import View
from maillage.ontology.terms import slug
from maillage.ontology.thesaurus import Concept, load_scheme

# Words that open a scheme's name. After the strong ones a quoted text is a name whatever its case.
_STRONG = (
    r"[Dd]ispositif|[Pp]rogramme|[Pp]lan|[Ll]abel|[Aa]ppel à (?:projets?|initiatives?|manifestation d[’']intérêt)|"
    r"[Oo]p[ée]ration|[Ff]onds|[Cc]oncours|[Pp]acte|[Cc]harte|[Pp]ass|[Pp]lateforme|[Aa]pplication|[Pp]rime|[Bb]ourse"
)
_WEAK = (
    r"[Pp]rojet|[Dd][ée]marche|[Aa]ction|[Ss]trat[ée]gie|[Rr][ée]seau|[Cc]ontrat|[Cc]onvention|[Ss]ch[ée]ma|"
    r"[Ee]xp[ée]rimentation|[Dd][ée]lib[ée]ration|[Mm]odule|[Aa]telier"
)
_BETWEEN = r"s?(?: [a-zà-ÿ’'-]+){0,4} ?[«“\"] ?"
_QUOTED = re.compile(
    rf"\b(?:(?:{_STRONG}){_BETWEEN}(?P<strong>[^»”\"\n]{{3,60}}?)"
    rf"|(?:{_WEAK}){_BETWEEN}(?P<weak>[A-ZÀ-Ý0-9][^»”\"\n]{{2,60}}?)) ?[»”\"]"
)
_OPENERS = (
    r"Plans?|Sch[ée]mas?|Contrats?|Pactes?|Chartes?|Programmes?|Projets?|Strat[ée]gies?|Maisons?|Fonds|Pr[êe]ts?|"
    r"Bourses?|Budgets?|Convention|Camions?|Bus|Tourn[ée]e|Acc[ée]l[ée]rateurs?|P[ôo]les?|Cellules?|"
    r"Appels? à projets?|Aides?|Dispositifs?|Mission|Module|R[ée]sidences?"
)
_SMALL = r"(?:d[eu]s? |de la |de l[’']|d[’']|à la |à l[’']|pour la |pour le |pour les |et |en |au )"
_ADJECTIVE = r"[a-zà-ÿ]+(?:al|aux|ale|ales|if|ifs|ive|ives|ien|ienne) "
# "Maisons Nord Emploi", "Pacte pour le bien vivre": an opener in capitals and words of which one more has a capital.
_CAPITALISED = re.compile(
    rf"\b(?P<name>(?:{_OPENERS})(?: (?:{_SMALL})?(?:{_ADJECTIVE})?{_SMALL}?[A-ZÀ-Ý][\w’'-]+){{1,6}})"
)
# "pass permis", "prime vélo", "bourse au permis": instruments that are named by two common words.
_COUPLE = re.compile(
    r"\b(?P<name>(?:pass|prime|bourse|chèque|plan|budget) (?:au |aux )?(?:permis|vélos?|marche|sports?|culture|"
    r"mobilité|santé|citoyen|jeunes?|numérique|énergie|loisirs|associations?|arbres?))\b",
    re.IGNORECASE,
)
_NOT_NAMES = {
    "aller vers", "allers vers", "aller ver", "developpement durable", "vivre ensemble", "bien vivre", "droit commun",
    "politique de la ville", "investissement", "emploi", "sante", "education", "insertion", "contrat de ville",
    "maison de quartier",
}  # fmt: skip
MAX_NAME = 9  # words
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

    def __init__(self, view: View, told: Iterable[tuple[int, str]] = ()) -> None:
        """Find every mention of a known scheme, then names that look like schemes.

        ``told``: (line, name) of what stands in a column of schemes.
        """
        self.by_key: dict[str, Dispositif] = {}
        found: list[Found] = []
        for mention in _gazetteer().mentions(view.lines):
            concept = mention.value
            dispositif = self._add(concept.notation, concept.pref_label, concept.domain or _HEAD_DOMAIN, concept)
            found.append(_seen(dispositif, mention.surface, mention.first))
        taken: dict[int, list[str]] = defaultdict(list)
        for item in found:
            taken[item.line].extend(key(form) for form in item.dispositif.forms)
        found += self._unknown((*((line, name, None) for line, name in told), *_printed(view)), taken)
        self.found = sorted(found, key=lambda f: (f.line, f.dispositif.key))
        self._lines = [f.line for f in self.found]

    def at(self, first: int, last: int) -> list[Dispositif]:
        """The schemes named on the lines from ``first`` to ``last``, each once, in the order of the text."""
        between = self.found[bisect_left(self._lines, first) : bisect_left(self._lines, last + 1)]
        return [self.by_key[k] for k in dict.fromkeys(item.dispositif.key for item in between)]

    def _add(self, identity: str, name: str, domain: str, concept: Concept | None = None) -> Dispositif:
        known = self.by_key.get(identity)
        if known is None:
            acronym = concept.acronym if concept else None
            known = self.by_key[identity] = Dispositif(identity, name, domain, acronym, concept)
        return known

    def _unknown(self, names: Iterable[tuple[int, str, str | None]], taken: dict[int, list[str]]) -> list[Found]:
        """Names that look like schemes where no known scheme stands, each as often as it is printed."""
        found = []
        for line, name, acronym in names:
            words = key(name)
            known = any(words in other or other in words for n in (line, line + 1) for other in taken[n])
            if (
                not words
                or words in _NOT_NAMES
                or words in _bodies()
                or known
                or not 1 < len(words.split()) + len(name) // 6 <= MAX_NAME + 10
            ):
                continue
            dispositif = self._add(slug(_singular(name)), name, _HEAD_DOMAIN)
            dispositif.acronym = dispositif.acronym or acronym
            found.append(_seen(dispositif, name, line))
        return found


@cache
def _bodies() -> frozenset[str]:
    """Names of bodies, which also open with "Maison", "Mission" or "Pôle"."""
    return frozenset(key(label) for c in load_scheme("partner").values() for label in (c.pref_label, *c.alt_labels))


def _singular(name: str) -> str:
    """ "Maisons Nord Emploi" and "Maison Nord Emploi" are one scheme."""
    return " ".join(word.rstrip("s") if len(word) > 4 else word for word in name.split())


def _printed(view: View) -> Iterator[tuple[int, str, str | None]]:
    """(line, name, acronym) of what is printed as the name of a scheme."""
    return ((view.line_at(at), name, acronym) for at, name, acronym in _candidates(view.body))


def _candidates(body: str) -> Iterator[tuple[int, str, str | None]]:
    """(position, name, acronym) of what is printed as the name of a scheme."""
    yield from _quoted(body)
    starts = set()
    for match in _CAPITALISED.finditer(body):
        if len(match["name"].split()) >= 2:
            starts.add(match.start())
            yield match.start("name"), match["name"].rstrip("’'-"), None
    for match in _COUPLE.finditer(body):
        if match.start() not in starts:  # else part of a longer name
            yield match.start("name"), match["name"], None


def _quoted(body: str) -> Iterator[tuple[int, str, None]]:
    """Names in quotes after a word that announces one; only lines with a quote are searched."""
    at = 0
    for line in body.split("\n"):
        for match in _QUOTED.finditer(line) if any(quote in line for quote in '«“"') else ():
            group = "strong" if match["strong"] else "weak"
            name = match[group].strip()
            if len(name.split()) <= MAX_NAME and not name.endswith((".", "?", "!")):
                yield at + match.start(group), name, None
        at += len(line) + 1


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
