"""Validate: the graph against the SHACL shapes → a report; the only user of pySHACL.

The shapes are read from ``ontology/shapes.ttl``. Violations are faults of the graph; warnings and informations are
contracts that are incomplete, which the product must show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import pyshacl
from rdflib import RDF, Dataset, Graph, URIRef
from rdflib.namespace import SH

from maillage.graph.store import Store

SEVERITIES = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
# Texts of pages are the bulk of a store and no shape looks at them.
_FOR_SHAPES = """PREFIX mlg: <https://w3id.org/maillage/ontology#>
CONSTRUCT { ?s ?p ?o } WHERE {
  ?s ?p ?o
  FILTER(?p != mlg:pageText && ?p != mlg:record && ?p != mlg:cellRecord && ?p != mlg:gapRecord
    && ?p != mlg:useRecord && ?p != mlg:about)
}"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the validation."""

    severity: str  # violation | warning | info
    focus: str  # IRI of the thing
    path: str | None  # property concerned
    message: str  # in French


def shapes() -> Graph:
    """The SHACL shapes."""
    return Graph().parse(data=(files("maillage.ontology") / "shapes.ttl").read_text("utf-8"), format="turtle")


def validate(store: Store) -> list[Finding]:
    """Every finding over the whole store, violations first."""
    data = Graph().parse(data=store.construct(_FOR_SHAPES), format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), advanced=False, inference="none")
    return sorted(_findings(report), key=lambda f: (list(SEVERITIES.values()).index(f.severity), f.focus, f.message))


def _findings(report: Graph | Dataset) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = report.value(result, SH.resultSeverity)
        path = report.value(result, SH.resultPath)
        yield Finding(
            SEVERITIES.get(severity, "violation") if isinstance(severity, URIRef) else "violation",
            str(report.value(result, SH.focusNode)),
            str(path) if isinstance(path, URIRef) else None,
            str(report.value(result, SH.resultMessage) or ""),
        )
