"""Partners: who is named, under one identity. Enters: a View and its Places. Leaves: partners and their mentions.

A body of the thesaurus is completed by its territory: the one printed after it ("CAF du Nord"), else the one the
document gives it elsewhere, else the contract's own department or region. Towns and intercommunalities are found by
the names the document gives them.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from maillage.loaders.find.names import NAME, OF, of_form, title_case
from maillage.loaders.find.places import Places, Territory, territories
from maillage.loaders.fold import fold, key
from maillage.loaders.gazetteer import Gazetteer, Mention
from maillage.loaders.rules import matcher
from maillage.loaders.view import View
from maillage.ontology.terms import slug
from maillage.ontology.thesaurus import Concept, load_scheme

COLLECTIVE = "partenaires-du-contrat"
_COLLECTIVE_FORMS = (
    "les partenaires du contrat de ville", "partenaires du contrat", "les partenaires signataires", "les signataires",
    "signataires du contrat", "signataires du contrat de ville", "les partenaires", "l'ensemble des partenaires",
    "l'ensemble des signataires", "l'ensemble des acteurs",
)  # fmt: skip
_FOLLOWING = re.compile(
    rf"\s*(?:\([A-Za-zÀ-ÿ0-9 -]{{2,12}}\)\s*)?(?:,? ?)"
    rf"(?P<of>{OF}|d’|D’|DU |DE LA |DE L’|DES |DE )(?P<name>{NAME}|[A-ZÀ-Ý’' -]{{4,40}})"
)
_REGION_NAME = re.compile(rf"\s*(?P<name>{NAME})")
_ALSO = re.compile(r"\s*\((?P<acronym>[A-Z][A-Za-z&0-9]{1,9})\)")
# Words that only name a body when printed with a capital: "le Département finance", "dans le département".
_CAPITAL_TYPES = {"etat", "region", "departement", "epci", "commune"}
_TOWN_WORDS = ("ville de", "commune de", "mairie de", "municipalite de")


@dataclass(slots=True)
class Partner:
    """One identity."""

    key: str  # slug, unique in the document and, for bodies of the thesaurus, across documents
    name: str
    type: str
    acronym: str | None = None
    concept: str | None = None
    collective: bool = False
    group: bool = False
    place: str | None = None  # the town, for a commune
    forms: set[str] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Seen:
    """A partner where it is named."""

    line: int
    surface: str
    partner: Partner


# What the name of a town or an intercommunality holds beside its place: "Val Habitat" of a town called Val is a body.
_OF_PLACES = frozenset(
    {
        "ville", "commune", "mairie", "municipalite", "communaute", "agglomeration", "urbaine", "metropole", "pay",
        "de", "d", "du", "des", "la", "le", "les", "l", "et",
    }
)  # fmt: skip


class Partners:
    """The partners of a document."""

    def __init__(self, view: View, places: Places, bodies: Iterable[str] = ()) -> None:
        """Find every mention; nothing is attributed yet. ``bodies``: names of organisations known to sign."""
        self.places = places
        self.by_key: dict[str, Partner] = {}
        self.towns = {k: self._town(name) for k, name in places.communes.items()}
        self.epcis = [self._add(slug(e.name), e.name, "epci", e.acronym) for e in places.epcis[:8]]
        self.collective = self._add(COLLECTIVE, "Partenaires du contrat de ville", "autre", collective=True)
        self.signing = [self._add(slug(body), body, _kind_of(body)) for body in bodies if self._unknown(body)]
        mentions = _gazetteer(self).mentions(view.lines)
        usual = self._usual_territories(view, mentions)
        self.seen = sorted(self._resolved(view, mentions, usual), key=lambda s: s.line)
        self._lines = [s.line for s in self.seen]
        for s in self.seen:
            s.partner.forms.add(s.surface)
            s.partner.lines.add(s.line)

    def at(self, first: int, last: int) -> list[Seen]:
        """Partners named on the lines from ``first`` to ``last``."""
        return self.seen[bisect_left(self._lines, first) : bisect_left(self._lines, last + 1)]

    def _add(
        self, identity: str, name: str, kind: str, acronym: str | None = None, *, collective: bool = False
    ) -> Partner:
        partner = self.by_key.get(identity)
        if partner is None:
            partner = self.by_key[identity] = Partner(identity, name, kind, acronym, collective=collective)
        return partner

    def _town(self, name: str) -> Partner:
        town = self._add(slug(f"Ville {of_form(name)}"), f"Ville {of_form(name)}", "commune")
        town.place = name
        return town

    def _unknown(self, body: str) -> bool:
        """Whether neither the thesaurus nor the places of the document know a body."""
        words = f" {key(body)} "
        for place in sorted((*map(key, self.towns), *(key(e.name) for e in self.places.epcis)), key=len, reverse=True):
            words = words.replace(f" {place} ", " ")
        placed = words.split() != key(body).split() and all(word in _OF_PLACES for word in words.split())
        return not known_body(body) and not placed

    def of_concept(self, concept: Concept, territory: Territory | None, place: str | None = None) -> Partner:
        """The body of a thesaurus concept in a territory, or in a place that is no department or region."""
        if concept.partner_type == "epci" and self.epcis and not place:
            return self.epcis[0]
        of = territory.of if territory else (place or "")
        if concept.notation == "region" and territory:
            of = territory.name
        identity = concept.notation + (f"-{slug(of)}" if of else "")
        partner = self._add(
            identity, f"{concept.pref_label} {of}".strip(), concept.partner_type or "autre", concept.acronym
        )
        partner.concept, partner.group = concept.iri, concept.group
        return partner

    def _default_territory(self, concept: Concept) -> Territory | None:
        if concept.territorial == "departement":
            return self.places.departement
        return self.places.region if concept.territorial == "region" else None

    def _usual_territories(self, view: View, mentions: list[Mention[object]]) -> dict[str, Territory | str]:
        """For each territorial concept the territory that this document prints after it most often."""
        votes: dict[str, Counter[object]] = defaultdict(Counter)
        for mention in mentions:
            if isinstance(mention.value, Concept) and mention.value.territorial in ("departement", "region"):
                found = _printed_territory(view, mention, mention.value)
                if found:
                    votes[mention.value.notation][found] += 1
        return {notation: counter.most_common(1)[0][0] for notation, counter in votes.items()}  # type: ignore[misc]

    def _resolved(
        self, view: View, mentions: list[Mention[object]], usual: dict[str, Territory | str]
    ) -> Iterator[Seen]:
        for mention in mentions:
            if isinstance(mention.value, Partner):
                yield Seen(mention.first, mention.surface, mention.value)
            elif isinstance(mention.value, Concept) and _is_name(mention):
                yield Seen(mention.first, mention.surface, self._body(view, mention, mention.value, usual))

    def _body(
        self, view: View, mention: Mention[object], concept: Concept, usual: dict[str, Territory | str]
    ) -> Partner:
        if concept.territorial in ("departement", "region"):
            where = _printed_territory(view, mention, concept) or usual.get(concept.notation)
            if isinstance(where, str):
                return self.of_concept(concept, None, where)
            return self.of_concept(concept, where or self._default_territory(concept))
        if concept.territorial == "local" and not concept.group:
            place = _following(view, mention)
            if place and not place["name"].isupper():
                return self.of_concept(concept, None, f"{place['of'].lower().replace('’', chr(39))}{place['name']}")
        return self.of_concept(concept, None)

    def body(self, name: str, line: int) -> Partner:
        """The partner that signs under a name: one already seen on that line or by that name, else a new one."""
        known = self.named(name)
        if known is not None:
            return known
        wanted = set(key(name).split())
        near = [s for s in self.at(line - 1, line + 2) if set(key(s.surface).split()) <= wanted]
        if near:
            return max(near, key=lambda s: len(s.surface)).partner
        return self._add(slug(name), name, _kind_of(name))

    def named(self, text: str) -> Partner | None:
        """The partner that a short text names as a whole: the mention that covers most of it."""
        wanted = key(text)
        for partner in self.by_key.values():
            if key(partner.name) == wanted or any(key(form) == wanted for form in partner.forms):
                return partner
        return None


def _gazetteer(partners: Partners) -> Gazetteer[object]:
    labels: list[tuple[str, str, object]] = []
    for partner in partners.towns.values():
        town = partner.name.removeprefix("Ville ")
        labels += [(f"{word[:-3]} {town}", "partner", partner) for word in _TOWN_WORDS]
    for partner, epci in zip(partners.epcis, partners.places.epcis, strict=False):
        labels += [
            (form, "partner", partner) for form in (epci.name, *epci.forms, *([epci.acronym] if epci.acronym else []))
        ]
    labels += [(partner.name, "partner", partner) for partner in partners.signing]
    labels += [(form, "partner", partners.collective) for form in _COLLECTIVE_FORMS]
    return Gazetteer([*labels, *_thesaurus_labels()])


@cache
def _thesaurus_labels() -> tuple[tuple[str, str, object], ...]:
    concepts = load_scheme("partner").values()
    return tuple((label, "partner", c) for c in concepts for label in (c.pref_label, *c.alt_labels, *c.hidden_labels))


@cache
def _known_labels() -> Gazetteer[object]:
    return Gazetteer(_thesaurus_labels())


def known_body(name: str) -> bool:
    """Whether a body of the thesaurus is named in a text."""
    return bool(_known_labels().mentions((name,)))


def _kind_of(body: str) -> str:
    """The partner type that a name tells; "autre" when it tells none."""
    folded = fold(body)
    return next(
        (code for code in ("bailleur", "commune", "association") if matcher(f"body.{code}").search(folded)), "autre"
    )


def _is_name(mention: Mention[object]) -> bool:
    concept = mention.value
    assert isinstance(concept, Concept)
    plain_word = " " not in mention.surface and concept.partner_type in _CAPITAL_TYPES
    return not plain_word or mention.surface[0].isupper()


def _following(view: View, mention: Mention[object]) -> re.Match[str] | None:
    """What is printed right after a mention when it looks like "du Nord"."""
    text = " ".join(view.lines[n - 1].strip() for n in range(mention.last, min(mention.last + 2, len(view.lines)) + 1))
    at = fold(text).find(fold(mention.surface[-12:]))
    return _FOLLOWING.match(text, at + len(mention.surface[-12:])) if at >= 0 else None


def _printed_territory(view: View, mention: Mention[object], concept: Concept) -> Territory | str | None:
    match = _following(view, mention)
    if concept.notation == "region" and not match:
        return None
    if not match:
        return None
    name = match["name"].strip()
    words = key(name).split()
    for length in range(len(words), 0, -1):
        territory = territories().get(" ".join(words[:length]))
        if territory:
            return territory
    if len(words) > 4 or (name.isupper() and len(words) > 2):
        return None
    return f"{match['of'].lower().replace('’', chr(39))}{title_case(name)}" if _is_place(concept, name) else None


def _is_place(concept: Concept, name: str) -> bool:
    """Funds and chambers are completed by a territory of their own ("CPAM de l'Artois"); other bodies are not."""
    return concept.partner_type in ("securite_sociale", "consulaire", "sante", "education", "justice_police")
