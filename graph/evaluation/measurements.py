"""Measurements: an evaluation → N-Quads of its named graph, in the words of W3C's Data Quality Vocabulary (DQV).

Each figure is a ``dqv:QualityMeasurement`` of a concept of the thesaurus of measures; a document is named by its IRI
where the store holds the very reading that was evaluated, and by its file name always.
"""

from collections.abc import Iterator, Mapping

from maillage.graph.evaluation.calibration import Bin
from maillage.graph.evaluation.evaluation import Evaluation
from maillage.graph.evaluation.figures import Figure
from maillage.graph.rdf import DCT, RDF_TYPE, XSD, Line, boolean, concept, iri, mlg, number, text
from maillage.ontology.terms import mint

DQV = "http://www.w3.org/ns/dqv#"
DIGITS = 6  # after the point: more would say nothing


def measurements(evaluation: Evaluation, documents: Mapping[str, str], base: str) -> Iterator[Line]:
    """Every statement; ``documents``: IRIs of the documents of the store by their reading's fingerprint."""
    own = mint(base, "evaluation", evaluation.at)
    yield iri(own), RDF_TYPE, mlg("Evaluation")
    yield iri(own), f"<{DCT}created>", f'"{evaluation.at}"^^<{XSD}dateTime>'
    known = {name: documents[print_] for name, print_ in evaluation.readings.items() if print_ in documents}
    place = 0
    bare = [figure for figure in evaluation.without if figure.kind is None]  # by kind they stay in the file
    for left_out, figures in ((False, evaluation.figures), (True, bare)):
        for figure in figures:
            place += 1
            yield from _figure(f"{own}/{place}", figure, known)
            yield from _of(f"{own}/{place}", own, place, left_out=left_out)
    for measure, each in (*(("calibration", b) for b in evaluation.calibration), ("sure", evaluation.sure)):
        if each.share is not None and each.interval is not None:
            place += 1
            yield from _bin(f"{own}/{place}", measure, each)
            yield from _values(f"{own}/{place}", each.share, each.interval)
            yield from _of(f"{own}/{place}", own, place, left_out=False)


def _of(name: str, evaluation: str, place: int, *, left_out: bool) -> Iterator[Line]:
    """What every figure has."""
    yield iri(name), RDF_TYPE, mlg("Figure")
    yield iri(name), RDF_TYPE, f"<{DQV}QualityMeasurement>"
    yield iri(name), mlg("evaluation"), iri(evaluation)
    yield iri(name), mlg("figurePlace"), number(place)
    yield iri(name), mlg("leftOut"), boolean(left_out)


def _figure(name: str, figure: Figure, documents: Mapping[str, str]) -> Iterator[Line]:
    yield iri(name), f"<{DQV}isMeasurementOf>", concept("measure", figure.measure)
    if figure.document is not None:
        yield iri(name), mlg("fileMeasured"), text(figure.document, None)
        if figure.document in documents:
            yield iri(name), f"<{DQV}computedOn>", iri(documents[figure.document])
    if figure.kind is not None:
        yield iri(name), mlg("kindMeasured"), concept("commitment-kind", figure.kind)
    yield from _values(name, figure.value, (figure.low, figure.high))
    yield from _counts(name, figure.right, figure.found, figure.wanted)


def _bin(name: str, measure: str, each: Bin) -> Iterator[Line]:
    yield iri(name), f"<{DQV}isMeasurementOf>", concept("measure", measure)
    yield iri(name), mlg("confidenceFrom"), _decimal(each.low)
    yield iri(name), mlg("confidenceTo"), _decimal(each.high)
    yield from _counts(name, each.right, each.count, each.count)


def _values(name: str, value: float, interval: tuple[float, float]) -> Iterator[Line]:
    yield iri(name), f"<{DQV}value>", _decimal(value)
    yield iri(name), mlg("low"), _decimal(interval[0])
    yield iri(name), mlg("high"), _decimal(interval[1])


def _counts(name: str, right: float, found: int, wanted: int) -> Iterator[Line]:
    yield iri(name), mlg("rightCount"), _decimal(right)
    yield iri(name), mlg("foundCount"), number(found)
    yield iri(name), mlg("wantedCount"), number(wanted)


def _decimal(value: float) -> str:
    """A decimal without an exponent, which the type does not allow."""
    return f'"{value:.{DIGITS}f}"^^<{XSD}decimal>'
