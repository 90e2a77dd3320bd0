"""The data of one thing of the graph: what the documents say of it and of what refers to it, as JSON-LD or Turtle."""

import json
from typing import Any

from rdflib import Graph

from maillage.graph.store import Store, sparql_term
from maillage.ontology.terms import ONTOLOGY

CONTEXT = {
    "mlg": ONTOLOGY,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Statements of the documents only: what a build derives from them to answer fast would drown them.
SPARQL = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{ ?thing ?property ?value . ?value rdfs:label ?label . ?other ?of ?thing }} WHERE {{
  VALUES ?thing {{ {thing} }}
  {{ GRAPH ?source {{ ?thing ?property ?value }} FILTER(?source != {derived})
     OPTIONAL {{ ?value rdfs:label ?label }} }}
  UNION {{ GRAPH ?source {{ ?other ?of ?thing }} FILTER(?source != {derived}) }}
}}"""


class NoSuchThingError(LookupError):
    """The store holds nothing under that address; the message names it."""


def describe(store: Store, base: str, tail: str) -> Graph:
    """What the documents say of the thing whose IRI ends with ``tail``.

    Raises:
        NoSuchThingError: nothing.
    """
    query = SPARQL.format(thing=sparql_term(base + tail), derived=sparql_term(f"{base}graph/derived"))
    graph = Graph(bind_namespaces="none")
    graph.parse(data=store.construct(query), format="nt")
    if not len(graph):
        raise NoSuchThingError(f"{base}{tail}")
    for prefix, namespace in CONTEXT.items():
        graph.bind(prefix, namespace)
    return graph


def to_turtle(graph: Graph) -> str:
    """The description as Turtle."""
    return graph.serialize(format="turtle")


def to_json_ld(graph: Graph) -> Any:
    """The description as a JSON-LD document."""
    return json.loads(graph.serialize(format="json-ld", context=CONTEXT, auto_compact=True))
