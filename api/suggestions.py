"""The command ``thesaurus suggest``: names of schemes that documents repeat and the thesaurus does not know."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.api.exports import NothingReadError
from maillage.api.settings import Settings
from maillage.api.terminal import Row, output, print_table, to_csv, to_json
from maillage.loaders.fact import DispositifFact, read_facts

COLUMNS = ("name", "acronym", "forms", "domain", "documents", "lines", "document_label", "first_line")
TITLE = "Quels dispositifs reviennent sans être au thésaurus ?"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Names for a person to add, the most widespread first."""

    columns: Sequence[str]
    rows: Sequence[Row]


def suggestions(settings: Settings, least: int) -> Suggestions:
    """The schemes without a concept that are named on ``least`` lines or more, over all documents read.

    Raises:
        NothingReadError: no document was read.
        FactError: a facts file is of another version.
    """
    paths = sorted(settings.facts.glob("*.jsonl"))
    if not paths:
        raise NothingReadError(f"{settings.facts}: no facts; read documents first with `maillage read PATH`")
    found: dict[str, list[DispositifFact]] = defaultdict(list)
    for path in paths:
        for fact in read_facts(path):
            if isinstance(fact, DispositifFact) and fact.concept is None:
                found[fact.id].append(fact)
    rows = [_row(facts) for facts in found.values() if sum(len(fact.lines) for fact in facts) >= least]
    return Suggestions(COLUMNS, sorted(rows, key=_widespread_first))


def _widespread_first(row: Row) -> tuple[int, int, str]:
    return -int(row["documents"] or 0), -int(row["lines"] or 0), str(row["name"])


def _row(facts: Sequence[DispositifFact]) -> Row:
    sample = max(facts, key=lambda fact: (len(fact.lines), fact.document))
    return {
        "name": sample.name,
        "acronym": next((fact.acronym for fact in facts if fact.acronym), None),
        "forms": " | ".join(sorted(_all(fact.forms for fact in facts))),
        "domain": sample.domain,
        "documents": len({fact.document for fact in facts}),
        "lines": sum(len(fact.lines) for fact in facts),
        "document_label": sample.document,
        "first_line": min(sample.lines, default=None),
    }


def _all(groups: Iterable[Sequence[str]]) -> set[str]:
    return {form for group in groups for form in group}


def show(settings: Settings, least: int, form: str, path: str) -> None:
    """Write the suggestions in the form asked for."""
    found = suggestions(settings, least)
    if form == "table" and path == "-":
        print_table(TITLE, found)
        return
    text = to_json({"columns": found.columns, "rows": found.rows}) if form == "json" else to_csv(found)
    with output(path) as stream:
        stream.write(text.encode())
