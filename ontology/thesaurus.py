"""Thesauri as plain records. Enters: the SKOS files of ``vocab/``. Leaves: ``Concept`` records; no RDF leaks out.

The reading command starts with this module, so files are parsed by pyoxigraph (milliseconds) and kept for the process.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from maillage.ontology.terms import ONTOLOGY, VOCAB

SCHEMES = (
    "partner-type", "frame-kind", "commitment-kind", "domain", "nature", "theme", "qpv-scope",
    "measure", "identity-reason", "partner", "dispositif", "territory",
)  # fmt: skip
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Values = Mapping[str, list[ox.NamedNode | ox.Literal]]  # of one subject, by predicate


class ThesaurusError(ValueError):
    """A thesaurus that is absent or broken; the message names the scheme, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. Codes are the ``notation`` of the concepts they refer to; labels are French."""

    iri: str
    scheme: str
    notation: str
    pref_label: str
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    acronym: str | None = None  # a dispositif's may be too ambiguous to be one of its labels
    domain: str | None = None
    themes: tuple[str, ...] = ()
    nature: str | None = None  # droit-commun | specifique
    carriers: tuple[str, ...] = ()  # partner types that usually carry a dispositif
    partner_type: str | None = None
    territorial: str | None = None  # national | region | departement | local: how a body's name is completed
    part_of: str | None = None  # body of which this one is a service
    group: bool = False  # stands for a set of bodies: "bailleurs sociaux"
    definition: str = ""
    source: tuple[str, ...] = ()  # public pages that define it

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label that names the concept in a text, the preferred one first."""
        return (self.pref_label, *self.alt_labels, *self.hidden_labels)


@cache
def load_scheme(name: str) -> dict[str, Concept]:
    """The concepts of a scheme by notation, in the order of its file; the same dictionary at each call.

    Raises:
        ThesaurusError: there is no such scheme, or its file is not the SKOS that this module reads.
    """
    subjects = _subjects(name)
    concepts = [_concept(name, iri, values) for iri, values in subjects.items() if f"{SKOS}notation" in values]
    by_notation = {concept.notation: concept for concept in concepts}
    if len(by_notation) < len(concepts):
        raise ThesaurusError(f"thesaurus {name}: two concepts share a notation; give each its own")
    return by_notation


def _turtle(name: str) -> bytes:
    if name not in SCHEMES:
        raise ThesaurusError(f"no thesaurus {name!r}; choose from {', '.join(SCHEMES)}")
    # Not importlib.resources, whose import alone costs as much as parsing every thesaurus but one.
    path = Path(__file__).parent / "vocab" / f"{name}.ttl"
    try:
        return path.read_bytes()
    except OSError as error:
        raise ThesaurusError(f"{path}: cannot be read ({error.strerror}); reinstall Maillage") from error


def _subjects(name: str) -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    subjects: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    try:
        for triple in ox.parse(_turtle(name), format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                values = subjects.setdefault(triple.subject.value, {})
                values.setdefault(triple.predicate.value, []).append(triple.object)
    except SyntaxError as error:
        raise ThesaurusError(f"thesaurus {name}: not Turtle ({error}); correct the file") from error
    return subjects


def _concept(scheme: str, iri: str, values: Values) -> Concept:
    preferred = _french(values, "prefLabel")
    if not preferred:
        raise ThesaurusError(f"thesaurus {scheme}: {iri} has no French skos:prefLabel; add one")
    return Concept(
        iri=iri,
        scheme=scheme,
        notation=values[f"{SKOS}notation"][0].value,
        pref_label=preferred[0],
        alt_labels=_french(values, "altLabel"),
        hidden_labels=_french(values, "hiddenLabel"),
        acronym=_first(values, f"{ONTOLOGY}acronym"),
        domain=_code(values, "domain"),
        themes=_codes(values, "theme"),
        nature=_code(values, "nature"),
        carriers=_codes(values, "usualCarrier"),
        partner_type=_code(values, "partnerType"),
        territorial=_first(values, f"{ONTOLOGY}territorial"),
        part_of=_code(values, "partOf"),
        group=_first(values, f"{ONTOLOGY}group") == "true",
        definition=next(iter(_french(values, "definition")), ""),
        source=tuple(value.value for value in values.get(f"{DCT}source", ())),
    )


def _french(values: Values, predicate: str) -> tuple[str, ...]:
    literals = values.get(f"{SKOS}{predicate}", ())
    return tuple(value.value for value in literals if isinstance(value, ox.Literal) and value.language == "fr")


def _first(values: Values, predicate: str) -> str | None:
    return values[predicate][0].value if predicate in values else None


def _code(values: Values, predicate: str) -> str | None:
    return next(iter(_codes(values, predicate)), None)


def _codes(values: Values, predicate: str) -> tuple[str, ...]:
    return tuple(_notations(_scheme_of(value.value))[value.value] for value in values.get(f"{ONTOLOGY}{predicate}", ()))


def _scheme_of(iri: str) -> str:
    return iri.removeprefix(VOCAB).split("/")[0]


class _Notations(dict[str, str]):
    """Notations of a scheme by IRI; says which IRI is unknown."""

    def __missing__(self, iri: str) -> str:
        raise ThesaurusError(f"{iri} is no concept of thesaurus {_scheme_of(iri)}; correct the file that refers to it")


@cache
def _notations(scheme: str) -> _Notations:
    # From the file, not from load_scheme: bodies refer to bodies of their own scheme.
    subjects = _subjects(scheme)
    return _Notations((iri, v[f"{SKOS}notation"][0].value) for iri, v in subjects.items() if f"{SKOS}notation" in v)
