"""The command ``evaluate``: the figures as tables that fit a terminal, or the whole evaluation as JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from maillage.api import service
from maillage.api.settings import Settings
from maillage.api.terminal import Row, print_table, say, to_json
from maillage.graph.evaluation.calibration import Bin
from maillage.graph.evaluation.evaluation import FOLDER, Evaluation
from maillage.graph.evaluation.figures import Figure

OVERALL = "all"
SHOWN = 14  # characters of a document's name above its column; the JSON has all of them


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to print."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Row]


def evaluate(settings: Settings, gold: Sequence[Path], facts: Path, corpus: Path | None, form: str) -> None:
    """Evaluate, keep, and print in the form asked for; see ``service.evaluate`` for what it can raise."""
    found = service.evaluate(settings, gold, facts, corpus)
    if form == "json":
        click.echo(to_json(asdict(found)), nl=False)
    else:
        for sheet in sheets(found):
            print_table(sheet.title, sheet)
        for line in left_out(found):
            click.echo(line)
    say(f"kept in {settings.home / FOLDER}; `maillage build` shows it in the pages")


def sheets(found: Evaluation) -> Iterator[Sheet]:
    """The tables of an evaluation: over all, each document, each kind of commitment, calibration."""
    bare = {figure.measure: figure for figure in found.without if figure.document is None and figure.kind is None}
    whole = [figure for figure in found.figures if figure.document is None and figure.kind is None]
    rows = [_row(figure, bare.get(figure.measure)) for figure in whole]
    yield Sheet("Over all documents", list(rows[0]) if rows else [], rows)
    yield _crossed("F1 of each document", found.figures, _document)
    if found.without:
        yield _crossed("F1 of each document, read without what fires in it alone", found.without, _document)
    yield _crossed("F1 of each kind of commitment", found.figures, lambda figure: figure.kind)
    bins = [_bin(each) for each in (*found.calibration, found.sure)]
    yield Sheet("Confidence of commitments, and how many are right", list(bins[0]), bins)


def left_out(found: Evaluation) -> Iterator[str]:
    """The rules and words that fire in one document only, a line each."""
    for each in found.left_out:
        yield f"{each.document}: {len(each.rules)} rule(s) and {len(each.labels)} label(s) fire in it alone"
        yield from (f"  rule {rule}" for rule in each.rules)
        yield from (f"  label {label}" for label in each.labels)


def _document(figure: Figure) -> str | None:
    return None if figure.kind else (figure.document or OVERALL)[:SHOWN]


def _row(figure: Figure, bare: Figure | None) -> dict[str, str | int]:
    alone = {"left out F1": _digits(bare.value), "left out 95 %": _interval(bare.low, bare.high)} if bare else {}
    return {
        "measure": figure.measure, "F1": _digits(figure.value), "95 %": _interval(figure.low, figure.high), **alone,
        "precision": _digits(figure.precision), "recall": _digits(figure.recall), "right": f"{figure.right:.4g}",
        "found": figure.found, "wanted": figure.wanted,
    }  # fmt: skip


def _crossed(title: str, figures: Iterable[Figure], column: Callable[[Figure], str | None]) -> Sheet:
    """Measures by columns, each cell a figure with its interval."""
    rows: dict[str, dict[str, str]] = {}
    for figure in figures:
        name = column(figure)
        if name:
            rows.setdefault(figure.measure, {"measure": figure.measure})[name] = _cell(figure)
    columns = dict.fromkeys(name for row in rows.values() for name in row)
    return Sheet(title, list(columns), list(rows.values()))


def _bin(each: Bin) -> Mapping[str, str | int]:
    share = "" if each.share is None else _digits(each.share)
    interval = "" if each.interval is None else _interval(*each.interval)
    bounds = f"{each.low:.2f} to {each.high:.2f}"
    return {"confidence": bounds, "found": each.count, "right": each.right, "share": share, "95 %": interval}


def _cell(figure: Figure) -> str:
    return f"{_digits(figure.value)} {_interval(figure.low, figure.high)}"


def _interval(low: float, high: float) -> str:
    return f"[{_digits(low)}, {_digits(high)}]"


def _digits(value: float) -> str:
    return f"{value:.3f}"
