"""How reliable the reading is: sentences for the pages that rest on it, and a page with every figure.

What was measured is what an evaluation against annotations made by hand told; without one the pages say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.graph.store import Store
from maillage.viz import links, wording
from maillage.viz.answers import Row, ask
from maillage.viz.render import page

NOT_MEASURED = (
    "La fiabilité de cette lecture n'a pas été mesurée : elle n'a été comparée à aucun passage annoté à la main."
)
NOT_COMPARED = (
    "Cette lecture-ci n'a été comparée à aucun passage annoté à la main ; voici ce que valait la lecture "
    "quand et là où elle l'a été."
)
BINS = "calibration"
SURE = "sure"


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one document or of all: each row with its twin, read without what serves one document alone."""

    title: str
    iri: str | None
    rows: Sequence[tuple[Row, Row | None]]


def sentences(store: Store, documents: Sequence[str] = ()) -> list[str]:
    """What a page says of the reading: over all, or of some documents (IRIs) when they were evaluated."""
    rows = [row for row in ask(store, "reliability").rows if not row["left_out"]]
    if not rows:
        return [NOT_MEASURED]
    own = {iri: label for iri in documents for label in _labels(rows, iri)}
    if not own:
        here = not documents and any(row["document"] for row in rows)
        return [*([] if here else [NOT_COMPARED]), *_said(rows, None), *_sure(rows)]
    said = {label: _said(rows, iri) for iri, label in own.items()}
    if len(said) == 1:
        return next(iter(said.values()))
    return [f"{label} : {sentence}" for label, found in said.items() for sentence in found]


def _labels(rows: Iterable[Row], document: str) -> list[str]:
    """The label of a document, when it was evaluated."""
    return [row["document_label"] for row in rows if row["document"] == document][:1]


def _said(rows: Iterable[Row], document: str | None) -> list[str]:
    """The sentences of one document, or over all."""
    by_measure = {row["measure"]: row for row in rows if _whole(row) and row["document"] == document}
    return [*_spans(by_measure.get("spans")), *_links(by_measure)]


def _whole(row: Row) -> bool:
    """Whether a row is about all kinds of commitment, and either about a document of the store or about all."""
    return row["kind"] is None and bool(row["document"]) == bool(row["document_label"])


def _spans(row: Row | None) -> list[str]:
    if row is None:
        return []
    right, shown = int(row["right"]), wording.count(row["found"], "affiché", "affichés")
    found = wording.count(right, "engagement trouvé", "engagements trouvés")
    are = "en sont bien" if right > 1 else "en est bien un"
    return [
        f"Sur les passages annotés à la main, {found} sur {wording.number(row['count'])} "
        f"({wording.percent(recall(row))}) ; sur {shown}, {wording.number(right)} {are} "
        f"({wording.percent(precision(row))})."
    ]


def _links(by_measure: dict[str, Row]) -> list[str]:
    partner, defi = by_measure.get("attribution_partner"), by_measure.get("attribution_in_frame")
    if partner is None or defi is None:
        return []
    return [
        f"Quand un engagement est trouvé, ses partenaires concordent avec les annotations à "
        f"{wording.percent(partner['value'])} et son défi à {wording.percent(defi['value'])}, en moyenne."
    ]


def _sure(rows: Iterable[Row]) -> list[str]:
    return [
        f"Parmi les engagements affichés avec une confiance d'au moins {wording.number(row['confidence_from'])}, "
        f"{wording.percent(row['value'])} sont justes à la fois par leurs lignes, leurs partenaires et leur défi."
        for row in rows
        if row["measure"] == SURE
    ]


def precision(row: Row) -> float | None:
    """Right ones among those shown; None when none was."""
    return row["right"] / row["found"] if row["found"] else None


def recall(row: Row) -> float | None:
    """Right ones among those annotated; None when none was."""
    return row["right"] / row["count"] if row["count"] else None


def render_reliability(store: Store) -> str:
    """Every figure of the last evaluation: over all, by document, by kind of commitment, by confidence."""
    rows = ask(store, "reliability").rows
    figures = [row for row in rows if row["confidence_from"] is None]
    return page(
        "reliability",
        links.RELIABILITY,
        said=sentences(store),
        at=wording.day(rows[0]["at"]) if rows else None,
        tables=_tables([row for row in figures if row["kind"] is None]),
        bare=any(row["left_out"] for row in figures),
        kinds=[row for row in figures if row["kind"] and not row["left_out"]],
        precision=precision,
        recall=recall,
        bins=[row for row in rows if row["measure"] in (BINS, SURE)],
        data=links.api("reliability"),
    )


def _tables(figures: Sequence[Row]) -> list[Table]:
    """Over all first, then each document."""
    twins = {(row["measure"], *_document(row)): row for row in figures if row["left_out"]}
    found: dict[tuple[str | None, str | None], list[Row]] = {(None, None): []}
    for row in figures:
        if not row["left_out"]:
            found.setdefault(_document(row), []).append(row)
    return [
        Table(
            label or "Tous les passages annotés", iri, [(row, twins.get((row["measure"], iri, label))) for row in rows]
        )
        for (iri, label), rows in found.items()
        if rows
    ]


def _document(row: Row) -> tuple[str | None, str | None]:
    return row["document"], row["document_label"]
