"""Known bodies: what the thesaurus of partners says of a name. Enters: a text. Leaves: its concept, its type."""

import re
from functools import cache

from maillage.loaders.find.offices import known_head
from maillage.loaders.fold import fold, key
from maillage.loaders.gazetteer import Gazetteer
from maillage.loaders.rules import matcher
from maillage.ontology.thesaurus import Concept, load_scheme

_KINDS = ("commune", "bailleur", "association", "sante", "education", "entreprise")  # the first that its words tell


@cache
def thesaurus_labels() -> tuple[tuple[str, str, object], ...]:
    """(label, kind, concept) of every label of the thesaurus of partners, as a gazetteer takes them."""
    concepts = load_scheme("partner").values()
    return tuple((label, "partner", c) for c in concepts for label in (c.pref_label, *c.alt_labels, *c.hidden_labels))


@cache
def acronyms_known() -> frozenset[str]:
    """The comparable acronyms of bodies and schemes of the thesauri: they stand for nobody else."""
    concepts = [*load_scheme("partner").values(), *load_scheme("dispositif").values()]
    labels = (label for c in concepts for label in (c.acronym or "", *c.alt_labels, *c.hidden_labels))
    return frozenset(key(label) for label in labels if label.isupper())


@cache
def _labels() -> dict[str, Concept]:
    return {key(label): concept for label, _, concept in reversed(thesaurus_labels()) if isinstance(concept, Concept)}


_TOWN_OF = re.compile(r"^(?:Ville|Commune|Mairie) (?:de la |de l[’']|de |du |des |d[’'])")


@cache
def _known_labels() -> Gazetteer[object]:
    return Gazetteer(thesaurus_labels())


def concept_of(name: str) -> Concept | None:
    """The concept that has a name as one of its labels."""
    return _labels().get(key(name))


def known_body(name: str) -> bool:
    """Whether a body of the thesaurus is named in a text."""
    return bool(_known_labels().mentions((name,)))


def names_body(name: str) -> bool:
    """Whether a text that stands where a body's name may can be one at all.

    The name of a department or a region alone is what is left of "Le préfet de l'Orne" in columns.
    """
    return matcher("body.no_name").search(fold(name)) is None and key(_TOWN_OF.sub("", name)) not in _lands()


@cache
def _lands() -> frozenset[str]:
    """Departments and regions by comparable name, less those that are a town too, which a hidden label says."""
    return frozenset(key(c.pref_label) for c in load_scheme("territory").values() if not c.hidden_labels)


def kind_of(body: str, word: str = "") -> str:
    """The partner type that a name tells, or else the word beside it; "autre" when neither tells any."""
    folded = fold(body)
    head = known_head(body)
    concept = concept_of(body[: head[1]]) if head else None
    if concept and concept.partner_type:
        return concept.partner_type
    told = (code for text in (folded, word) for code in _KINDS if matcher(f"body.{code}").search(text))
    return next(told, "autre")
