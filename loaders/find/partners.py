"""Partners: who is named, under one identity. Enters: a View and its Places. Leaves: partners and their mentions.

A body of the thesaurus is completed by its territory: the one printed after it ("CAF du Nord"), else the one the
document gives it elsewhere, else the contract's own department or region. Towns and intercommunalities are found by
the names the document gives them.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from maillage.loaders.find.aliases import aliases
from maillage.loaders.find.completions import is_court_of_title, printed
from maillage.loaders.find.general_names import meant
from maillage.loaders.find.known_bodies import acronyms_known, concept_of, kind_of, known_body, thesaurus_labels
from maillage.loaders.find.name_forms import is_centre, is_name, surface_of, whole_form
from maillage.loaders.find.names import of_form
from maillage.loaders.find.place_names import short_towns
from maillage.loaders.find.places import Places, Territory, is_of, territories
from maillage.loaders.find.reasons import BY_TYPE, SAME_WORDS, defined_acronyms, why
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
    "l'ensemble des signataires", "l'ensemble des acteurs", "les parties au contrat", "les parties signataires",
    "chacune des parties", "les administrations signataires",
)  # fmt: skip
_NONE: Mapping[str, str] = {}
_LEADING = re.compile(r"^(?:le|la|l) ")
_STATE = {"services-de-l-etat"}
_DELEGATES = {"delegue-du-prefet", "prefet-delegue-egalite-des-chances"}
_PREFECT = {"prefecture", "prefecture-de-region", "sous-prefecture", *_DELEGATES}
_SERVICE = re.compile(r", (?:service|direction|pole|cellule|mission|bureau)s? ")  # a service is not a body of its own
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
    # (form, code of the scheme identity-reason) → where that form was first taken for it
    known_by: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """A partner where it is named."""

    line: int
    surface: str
    partner: Partner
    reason: str = SAME_WORDS  # why the surface means the partner: a code of the scheme identity-reason


# What the name of a town or an intercommunality holds beside its place: "Val Habitat" of a town called Val is a body.
_OF_PLACES = frozenset(
    {
        "ville", "commune", "mairie", "municipalite", "communaute", "agglomeration", "urbaine", "metropole", "pay",
        "de", "d", "du", "des", "la", "le", "les", "l", "et",
    }
)  # fmt: skip


class Partners:
    """The partners of a document."""

    def __init__(
        self, view: View, places: Places, bodies: Mapping[str, str] = _NONE, *, prefecture_apart: bool = False,
        main: "Partners | None" = None,
    ) -> None:  # fmt: skip
        """Find every mention; nothing is attributed yet.

        ``bodies``: names of organisations known to sign or act → the word that tells what each is;
        ``prefecture_apart``: the prefecture signs under its own name; ``main``: the partners of the file's main
        contract, which tell what this one leaves unsaid in the same department.
        """
        self.places = places
        self.by_key: dict[str, Partner] = {}
        short = short_towns(places.communes)
        self.towns = {k: self._town(places.communes[short.get(k, k)]) for k in places.communes}
        self.short_towns = {places.communes[k]: self.towns[k] for k in short}
        self.epcis = [self._add(slug(e.name), e.name, "epci", e.acronym) for e in places.epcis[:8]]
        # Where the prefecture does not sign by itself, the prefect speaks for the State (Constitution, article 72).
        self.state = None if prefecture_apart else self.of_concept(load_scheme("partner")["etat"], None)
        self.collective = self._add(COLLECTIVE, "Partenaires du contrat de ville", "autre", collective=True)
        self.signing: list[Partner] = []
        self.aliases: dict[str, Partner] = {}
        self._name(view, {body: word for body, word in bodies.items() if self._unknown(body)})
        mentions = _gazetteer(self).mentions(view.lines)
        near = main is not None and main.places.departement == places.departement
        self.usual: dict[str, Territory | str] = {
            **(main.usual if main and near else {}),
            **self._usual_territories(view, mentions),
        }
        self._meant = meant(mentions)
        self.seen = sorted(self._resolved(view, mentions), key=lambda s: s.line)
        self._lines = [s.line for s in self.seen]
        defined = defined_acronyms(view)
        for s in self.seen:
            s.partner.forms.add(s.surface)
            s.partner.lines.add(s.line)
            at = defined.get(s.surface)
            reason, line = ("acronym-defined", at) if at and s.surface == s.partner.acronym else (s.reason, s.line)
            s.partner.known_by.setdefault((s.surface, reason), line)

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

    def _name(self, view: View, bodies: Mapping[str, str]) -> None:
        """Add organisations that nothing else knows, and learn the short names that the document defines."""
        named = {
            form: epci for epci, at in zip(self.epcis, self.places.epcis, strict=False) for form in (at.name, *at.forms)
        }
        lands = {
            b: epci for epci, at in zip(self.epcis, self.places.epcis, strict=False) for b in bodies if is_of(at, b)
        }
        named |= lands
        whose = {body: body for body in bodies} | {form: epci.key for form, epci in named.items()}
        lands_of = (key(territory.name) for territory in territories().values())
        places = {word for place in (*self.towns, *map(key, named), *lands_of) for word in place.split()}
        short = aliases(view, whose, acronyms_known(), places)
        first = {_without_article(body): body for body in reversed(list(bodies))}
        group = {_without_article(form) for form in named}
        kept = [body for body in bodies if body not in short and first[_without_article(body)] == body]
        kept = [body for body in kept if _without_article(body) not in group]
        self.signing = [self._add(slug(body), body, kind_of(body, bodies[body])) for body in kept]
        named |= {partner.name: partner for partner in self.signing}
        self.aliases = lands | {alias: named[name] for alias, name in short.items() if name in named}
        for alias, partner in self.aliases.items():
            partner.acronym = partner.acronym or (alias if alias.isupper() else None)

    def _town(self, name: str) -> Partner:
        town = self._add(slug(f"Ville {of_form(name)}"), f"Ville {of_form(name)}", "commune")
        town.place = name
        return town

    def _unknown(self, body: str) -> bool:
        """Whether neither the thesaurus nor the places of the document know a body.

        A house with a name of its own is another one than all of its kind: "Centre social La Ruche".
        """
        house = matcher("body.titled").pattern.match(fold(body))
        rest = body[house.end() :].strip() if house else ""
        if house and rest[:1].isupper():
            return True
        words = f" {key(body)} "
        for place in sorted((*map(key, self.towns), *(key(e.name) for e in self.places.epcis)), key=len, reverse=True):
            words = words.replace(f" {place} ", " ")
        if _SERVICE.search(fold(body)):
            return False
        placed = words.split() != key(body).split() and all(word in _OF_PLACES for word in words.split())
        return not known_body(body) and (bool(house) or not placed)

    def of_concept(self, concept: Concept, territory: Territory | None, place: str | None = None) -> Partner:
        """The body of a thesaurus concept in a territory, or in a place that is no department or region."""
        if concept.partner_type == "epci":  # "l'agglo", whether or not its land is printed after it elsewhere
            own = [epci for epci in self.epcis if not place or key(place) in key(epci.name)]
            if own:
                return own[0]
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
        """For each concept the territory or place that this document prints after it most often.

        A local body is only completed so when the document names one of its kind: "la mission locale".
        """
        votes: dict[str, Counter[Territory | str]] = defaultdict(Counter)
        for mention in mentions:
            if isinstance(mention.value, Concept):
                found = printed(view, mention, mention.value)
                if found:
                    votes[mention.value.notation][found] += 1
        local = {c.notation for c in load_scheme("partner").values() if c.territorial == "local"}
        return {n: counter.most_common(1)[0][0] for n, counter in votes.items() if n not in local or len(counter) == 1}

    def _resolved(self, view: View, mentions: list[Mention[object]]) -> Iterator[Seen]:
        short = set(map(key, self.aliases))
        for mention in mentions:
            if isinstance(mention.value, Partner):
                # "la Communauté", not "la communauté"
                told = mention.surface[0].isupper() or key(mention.surface) not in short
                if told and not is_centre(view, mention):
                    reason = "short-name" if mention.surface in self.aliases else BY_TYPE.get(mention.value.type)
                    yield Seen(mention.first, mention.surface, mention.value, reason or SAME_WORDS)
            elif isinstance(mention.value, Concept) and is_name(view, mention) and not is_court_of_title(view, mention):
                concept = self._meant.get(mention.value.notation, mention.value)
                where = printed(view, mention, concept)
                partner = self._completed(concept, where)
                if where:
                    of = where if isinstance(where, str) else where.of
                    partner.forms.add(f"{mention.surface} {of}")
                elif whole := whole_form(view, mention):
                    partner.forms.add(whole)
                reason = why(mention.value, where, self.usual, partner.concept)
                yield Seen(mention.first, surface_of(mention), partner, reason)

    def _completed(self, concept: Concept, printed: Territory | str | None) -> Partner:
        """The body of a concept where a territory is printed after it, or else where the document has it."""
        if concept.notation in _STATE or (self.state and concept.notation in _PREFECT):
            return self.state or self.of_concept(load_scheme("partner")["etat"], None)
        if concept.notation in _DELEGATES:
            concept = load_scheme("partner")["prefecture"]
        where = printed or self.usual.get(concept.notation) or self._default_territory(concept)
        if isinstance(where, str):
            return self.of_concept(concept, None, where)
        return self.of_concept(concept, where)

    def body(self, name: str, line: int) -> Partner:
        """The partner that signs under a name: one already seen on that line or by that name, else a new one."""
        known = self.named(name) or self._intercommunality(name)
        if known is not None:
            return known
        wanted = set(key(name).split())
        near = [s for s in self.at(line - 1, line + 2) if set(key(s.surface).split()) <= wanted]
        if near:
            return max(near, key=lambda s: len(s.surface)).partner
        longer = [p for p in self.by_key.values() if key(p.name).startswith(f"{key(name)} ")]
        concept = concept_of(name)
        if concept:
            return longer[0] if len(longer) == 1 else self._completed(concept, None)
        return self._add(slug(name), name, kind_of(name))

    def _intercommunality(self, name: str) -> Partner | None:
        """The intercommunality that has a name as one of its forms, here or elsewhere in the file."""
        wanted = key(name)
        pairs = zip(self.epcis, self.places.epcis, strict=False)
        return next((partner for partner, epci in pairs if any(key(form) == wanted for form in epci.forms)), None)

    def named(self, text: str) -> Partner | None:
        """The partner that a short text names as a whole, its article aside."""
        wanted = _without_article(text)
        for partner in self.by_key.values():
            if any(_without_article(form) == wanted for form in (partner.name, *partner.forms)):
                return partner
        return None


def _without_article(name: str) -> str:
    return _LEADING.sub("", key(name))


def _gazetteer(partners: Partners) -> Gazetteer[object]:
    labels: list[tuple[str, str, Partner]] = []
    named = [(partner.name.removeprefix("Ville "), partner) for partner in partners.towns.values()]
    named += [(of_form(name), partner) for name, partner in partners.short_towns.items()]
    # An h or a y may elide nothing.
    named += [(f"de {p.place}", p) for p in partners.towns.values() if (p.place or "")[:1] in "HY"]
    for town, partner in named:
        labels += [(f"{word[:-3]} {town}", "partner", partner) for word in _TOWN_WORDS]
    for partner, epci in zip(partners.epcis, partners.places.epcis, strict=False):
        labels += [
            (form, "partner", partner) for form in (epci.name, *epci.forms, *([epci.acronym] if epci.acronym else []))
        ]
    labels += [(partner.name, "partner", partner) for partner in partners.signing]
    labels += [(alias, "partner", partner) for alias, partner in partners.aliases.items()]
    labels += [(form, "partner", partners.collective) for form in _COLLECTIVE_FORMS]
    once = {(key(label), group, partner.key): (label, group, partner) for label, group, partner in reversed(labels)}
    return Gazetteer([*reversed(once.values()), *thesaurus_labels()])
