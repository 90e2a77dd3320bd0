"""Dispositifs: schemes named in a document. Enters: a View. Leaves: dispositifs with their mentions by line.

Known ones come from the thesaurus. Others are told by how their names are printed (``scheme_names``); they stay without
a concept, for a person to add to the thesaurus. A name found once is then recognised wherever the document repeats it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from maillage.loaders.find.scheme_identity import Group, grouped, without_article
from maillage.loaders.find.scheme_names import generic, scheme_names
from maillage.loaders.find.scheme_openers import Name, openers
from maillage.loaders.fold import fold, key
from maillage.loaders.gazetteer import Gazetteer, Mention, is_acronym
from maillage.loaders.rules import matcher
from maillage.loaders.themes import themes_of
from maillage.loaders.view import View
from maillage.ontology.terms import slug
from maillage.ontology.thesaurus import Concept, load_scheme

_NO_DOMAIN = "transversal"
_AL = re.compile(r"(?<=[a-zé])al\b")
SHORTEST = 5  # characters of a name of one word that is looked for elsewhere in the document

Known = Mention[Concept]


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

    def __init__(self, view: View, bodies: Collection[str] = (), told: Iterable[tuple[int, str]] = ()) -> None:
        """Find every mention of a known scheme, then names that look like schemes.

        ``bodies``: names and acronyms of the document's partners, which are no schemes; ``told``: (line, name) of what
        stands in a column of schemes.
        """
        self.by_key: dict[str, Dispositif] = {}
        known = _gazetteer().mentions(view.lines)
        names, longer = _unknown(view, known, {key(body) for body in bodies})
        seen = dict.fromkeys(self._known(mention) for mention in known if mention not in longer)
        covered = _by_line(known)
        names += [(line, Name(0, name)) for line, name in told if not any(k in key(name) for k in covered[line])]
        seen |= dict.fromkeys(self._open(view, grouped(names), known))
        self.found = sorted(
            (_seen(self.by_key[identity], line, form) for identity, line, form in seen),
            key=lambda f: (f.line, f.dispositif.key),
        )
        self._lines = [f.line for f in self.found]

    def at(self, first: int, last: int) -> list[Dispositif]:
        """The schemes named on the lines from ``first`` to ``last``, each once, in the order of the text."""
        between = self.found[bisect_left(self._lines, first) : bisect_left(self._lines, last + 1)]
        return [self.by_key[k] for k in dict.fromkeys(item.dispositif.key for item in between)]

    def _known(self, mention: Known) -> tuple[str, int, str]:
        concept = mention.value
        if concept.notation not in self.by_key:
            self.by_key[concept.notation] = Dispositif(
                concept.notation, concept.pref_label, concept.domain or _NO_DOMAIN, concept.acronym, concept
            )
        return concept.notation, mention.first, mention.surface

    def _open(self, view: View, groups: Sequence[Group], known: Sequence[Known]) -> Iterator[tuple[str, int, str]]:
        """Where each scheme without a concept is named: where its name was told, and where it is repeated."""
        labels = []
        for group in groups:
            name = group.name
            identity = slug(key(name)) or slug(name)
            if identity not in self.by_key:
                self.by_key[identity] = Dispositif(identity, name, _domain(name), group.acronym)
            for line, printed in group.names:
                yield from (
                    (identity, line, form) for form in (printed.text, *printed.shorter, *_some(printed.acronym))
                )
            labels += [(label, "open", identity) for label in sorted(group.labels) if _findable(label)]
            labels += [(acronym, "open", identity) for acronym in _some(group.acronym) if is_acronym(acronym)]
        covered, printed_as = _by_line(known), {label for label, *_ in labels}
        for mention in Gazetteer(labels).mentions(view.lines):
            words = key(mention.surface)
            if not any(words in other for other in covered[mention.first]) and _as_printed(mention.surface, printed_as):
                yield mention.value, mention.first, mention.surface


def _as_printed(surface: str, labels: Collection[str]) -> bool:
    """Whether a repeated name has the capital its first letter had, unless its first word announces a scheme."""
    if matcher("scheme.herald").pattern.match(fold(surface)) or openers().match(fold(surface)):
        return True
    return any(
        surface[0] == label[0]
        for label in labels
        if label[:1].lower() == surface[:1].lower() and key(label) == key(surface)
    )


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _findable(label: str) -> bool:
    """Whether a name may be looked for whatever its case."""
    return " " in label or (len(label) >= SHORTEST and any(c.isdigit() or c in "(.&" for c in label))


def _seen(dispositif: Dispositif, line: int, form: str) -> Found:
    dispositif.forms.update((form, *_without_opening(form, dispositif)))
    dispositif.lines.add(line)
    return Found(line, dispositif)


def _without_opening(form: str, dispositif: Dispositif) -> tuple[str, ...]:
    """A known scheme's shorter label inside what is printed: "programme Rives calmes" also prints "Rives calmes"."""
    opening = matcher("scheme.herald").pattern.match(fold(form))
    rest = form[opening.end() :].strip() if opening and dispositif.concept else ""
    known = {key(label) for label in dispositif.concept.labels} if dispositif.concept else set()
    return (rest,) if rest and key(rest) in known else ()


def _unknown(view: View, known: Sequence[Known], bodies: Collection[str]) -> tuple[list[tuple[int, Name]], list[Known]]:
    """(line, name) of what looks like a scheme where no known one stands, and the known ones of which it is longer."""
    by_line: dict[int, list[Known]] = defaultdict(list)
    for mention in known:
        for line in range(mention.first, mention.last + 1):
            by_line[line].append(mention)
    names, longer = [], []
    bodies = {
        *bodies,
        *(key(m.value.acronym) for m in known if m.value.acronym),
    }  # "programme PRC" names what it spells
    for name in scheme_names(view):
        line, words = view.line_at(name.position), key(without_article(name.text))
        if not words or generic(name.text) or words in bodies or words in _bodies() or _known_body(name, bodies):
            continue
        beside = [m for n in (line, line + 1, line + 2) for m in by_line[n]]
        if any(f" {words} " in f" {key(m.surface)} " or _ends_in(key(m.surface), words) for m in beside):
            continue
        if name.acronym and any(m.surface == name.acronym for m in beside):
            continue  # another name of a known scheme
        inside = [m for m in beside if f" {key(m.surface)} " in f" {words} "]
        if inside and not all(_goes_on(words, key(m.surface)) for m in inside):
            continue
        longer += inside
        names.append((line, name))
    return names, longer


def _ends_in(known: str, words: str) -> bool:
    """Whether a name starts inside a known one: "contrat de plan État-Région", and "plan État-Région Rives"."""
    parts = known.split()
    return any(words.startswith(" ".join(parts[i:]) + " ") for i in range(1, len(parts) - 1))


def _known_body(name: Name, bodies: Collection[str]) -> bool:
    """Whether the opening word is only followed by a body: "convention CAF"."""
    return any(key(short) in bodies or key(short) in _bodies() for short in name.shorter)


def _goes_on(words: str, inside: str) -> bool:
    """Whether a longer name than a known one is another scheme: an adjective or a subject follows, and no level."""
    rest = f" {words} ".split(f" {inside} ", 1)[1].split()
    if not rest or words.split()[0] != inside.split()[0]:
        return False
    kinds = ("scheme.territorial", "scheme.adjective", "scheme.topic")
    level, adjective, topic = (matcher(kind).pattern.match(f"{rest[0]}s") is not None for kind in kinds)
    topic = topic or matcher("scheme.topic").pattern.match(rest[0]) is not None
    return (adjective or topic) and not level


def _by_line(known: Iterable[Known]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for mention in known:
        found[mention.first].append(key(mention.surface))
    return found


def _domain(name: str) -> str:
    """The domain that the first theme of a name stands for."""
    domains = load_scheme("domain")
    return next((code for theme in themes_of(name) if (code := theme.replace("-", "_")) in domains), _NO_DOMAIN)


@cache
def _bodies() -> frozenset[str]:
    """Names of bodies, which also open with "Maison", "Mission" or "Pôle"."""
    partners = load_scheme("partner").values()
    return frozenset(key(label) for c in partners for label in (c.pref_label, *c.alt_labels, *_some(c.acronym)))


@cache
def _gazetteer() -> Gazetteer[Concept]:
    concepts = load_scheme("dispositif").values()
    return Gazetteer((label, "dispositif", concept) for concept in concepts for label in _labels(concept))


def _labels(concept: Concept) -> tuple[str, ...]:
    """The labels, and their plurals that an s does not make: "contrat local" is also "contrats locaux"."""
    plurals = (_AL.sub("aux", label) for label in concept.labels if _AL.search(label))
    return (*concept.labels, *plurals)
