"""Answers and progress as a terminal shows them: tables by rich, rows as JSON or CSV, messages on the error stream."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

import click

Value = str | int | float | None
Row = Mapping[str, Value]

# What a reader sees above a column. A column that is not listed here is shown under its own name.
LABELS = {
    "contract_label": "contrat",
    "partner_label": "partenaire",
    "partner_type": "type",
    "partners": "partenaires",
    "collective": "collectif",
    "defi_label": "défi",
    "defi_number": "n°",
    "defis": "défis",
    "qpv_label": "QPV",
    "qpvs": "QPV",
    "qpv_scope": "portée",
    "dispositif_label": "dispositif",
    "dispositifs": "dispositifs",
    "commitments": "engagements",
    "confidence": "confiance",
    "quote": "citation",
    "kind": "genre",
    "gap": "lacune",
    "deadline": "échéance",
    "amount": "montant",
    "has_indicators": "indicateurs",
    "document_label": "document",
    "page": "page",
    "first_line": "ligne",
    "nature": "nature",
    "domain": "domaine",
    "named": "nommant ce quartier",
    "through_all": "valant pour tous",
    "name": "nom",
    "acronym": "sigle",
    "forms": "formes",
    "documents": "documents",
    "lines": "lignes",
}


class Tabular(Protocol):
    """Anything with columns and rows: an answer."""

    @property
    def columns(self) -> Sequence[str]:
        """Names of the columns, in order."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, each a value by column."""


def say(message: str) -> None:
    """A line for the person at the terminal; never on the output stream."""
    click.echo(message, err=True)


def shown_columns(columns: Sequence[str]) -> list[str]:
    """Columns for a reader: without identifiers that a label replaces or that only a link uses."""
    linked = {"commitment", "document", "last_line"}
    return [name for name in columns if f"{name}_label" not in columns and name not in linked] or list(columns)


def cell(value: Value) -> str:
    """One value as a reader reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")
    return str(value)


def print_table(title: str, answer: Tabular) -> None:
    """The answer as a table as wide as the terminal, on the output stream."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left")
    names = shown_columns(answer.columns)
    for name in names:
        number = all(isinstance(row.get(name), int | float | None) for row in answer.rows)
        table.add_column(LABELS.get(name, name), justify="right" if number else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(cell(row.get(name))) for name in names))
    # A pipe gets the whole text, not one folded to eighty columns.
    Console(width=None if sys.stdout.isatty() else 200).print(table)


def to_csv(answer: Tabular) -> str:
    """The answer as CSV with every column, identifiers included."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(answer.columns), extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(answer.rows)
    return out.getvalue()


def to_json(document: object) -> str:
    """Readable JSON, accents kept."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def output(path: str) -> Iterator[BinaryIO]:
    """The stream to write to: ``-`` is the output stream; a file appears only once it is whole."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    beside = target.with_name(target.name + ".part")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
