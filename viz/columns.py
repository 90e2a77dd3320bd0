"""Plain records that the templates of sheets show: terms with their values, tables with their columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Thing:
    """A value of a sheet: a word, the name of a thing (``iri``) or words that lead to an address, with a remark."""

    label: str
    iri: str | None = None
    note: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: the answer's column and its title; ``entity`` is shown by its label and linked."""

    name: str
    title: str
    entity: bool = False
    number: bool = False
    empty: str = "non trouvé"  # what stands where the answer has nothing


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer as a titled table; its first column heads the rows."""

    title: str
    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Any]]
    empty: str  # said in place of a table without rows
    passages: bool = True  # whether each row carries a supporting passage
    explained: str = ""


Facts = list[tuple[str, list[Thing]]]  # terms with their values, in order; a term without values is not shown


def words(*values: object, note: str | None = None) -> list[Thing]:
    """The values that there are, as plain words."""
    return [Thing(str(value), note=note) for value in values if value not in (None, "")]


def thing(row: Mapping[str, Any], column: str) -> list[Thing]:
    """The entity of a column of a row, when there is one."""
    return [Thing(row[f"{column}_label"], row[column])] if row[column] else []
