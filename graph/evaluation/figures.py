"""Figures: scores of all documents → one row a measure, document and kind, with its 95 % interval."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from maillage.graph.evaluation.bootstrap import interval, resampled
from maillage.graph.evaluation.scores import MEASURES, Scored
from maillage.graph.evaluation.tally import Tally, Unit, tally


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one document, or over all; of one kind of commitment, or of all."""

    measure: str
    document: str | None  # file name; None over all documents
    kind: str | None  # code of commitment-kind; None for all kinds
    value: float  # F1, or mean likeness
    low: float
    high: float
    precision: float
    recall: float
    right: float
    found: int
    wanted: int


def figures(scored: Mapping[str, Scored]) -> tuple[Figure, ...]:
    """Every figure: each document's, then over all, then over all by kind; ``scored``: scores by file name."""
    rows: list[Figure] = []
    for measure in MEASURES:
        units = {name: each.units[measure] for name, each in scored.items() if measure in each.units}
        rows += _rows(measure, None, units, each_document=True)
    for measure, kind in dict.fromkeys(_kinds(scored)):
        units = {name: each.by_kind.get((measure, kind), []) for name, each in scored.items()}
        rows += _rows(measure, kind, units, each_document=False)
    return tuple(rows)


def _kinds(scored: Mapping[str, Scored]) -> Iterable[tuple[str, str]]:
    found = {key for each in scored.values() for key in each.by_kind}
    return sorted(found, key=lambda key: (MEASURES.index(key[0]), key[1]))


def _rows(measure: str, kind: str | None, units: Mapping[str, list[Unit]], *, each_document: bool) -> list[Figure]:
    if not any(units.values()):
        return []
    drawn = {name: resampled(each, f"{name} {measure} {kind or ''}") for name, each in units.items()}
    own = [(name, tally(each), [drawn[name]]) for name, each in units.items()] if each_document else []
    whole = (None, sum((tally(each) for each in units.values()), Tally()), list(drawn.values()))
    return [_figure(measure, kind, *row) for row in (*own, whole)]


def _figure(measure: str, kind: str | None, document: str | None, sum_: Tally, drawn: list[list[Tally]]) -> Figure:
    low, high = interval(drawn)
    return Figure(
        measure, document, kind, sum_.f1, low, high, sum_.precision, sum_.recall, sum_.right, sum_.found, sum_.wanted
    )
