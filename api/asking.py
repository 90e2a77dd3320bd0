"""The command ``ask``: options that are a question's parameters, and the answer in the form asked for."""

import sys
from collections.abc import Sequence
from dataclasses import replace

import click

from maillage.api import service
from maillage.api.pagination import PAGING, Window, cut, whole_answer
from maillage.api.settings import Settings
from maillage.api.terminal import output, print_table, say, to_csv, to_json
from maillage.graph.questions import Answer, questions


def parse_values(arguments: Sequence[str]) -> dict[str, str]:
    """``--name value`` and ``--name=value`` as values by name; a hyphen in a name stands for an underscore.

    Raises:
        click.UsageError: an argument is no option, or an option has no value.
    """
    values: dict[str, str] = {}
    left = list(arguments)
    while left:
        option = left.pop(0)
        if not option.startswith("--") or len(option) == 2:
            raise click.UsageError(f"unexpected argument {option!r}: parameters are given as --name value")
        name, given, value = option[2:].partition("=")
        if not given:
            if not left:
                raise click.UsageError(f"{option} needs a value")
            value = left.pop(0)
        values[name.replace("-", "_")] = value
    return values


def _window(values: dict[str, str]) -> Window:
    """The rows that ``--limit`` and ``--offset`` ask for, taken out of the values.

    Raises:
        click.UsageError: one of them is not a whole number.
    """
    try:
        limit, offset = int(values.pop("limit", sys.maxsize)), int(values.pop("offset", 0))
    except ValueError as error:
        raise click.UsageError("--limit and --offset take a whole number") from error
    if limit < 1 or offset < 0:
        raise click.UsageError("--limit is at least 1, --offset at least 0")
    return Window(limit, offset)


def list_questions() -> None:
    """Print every question with its parameters."""
    for question in questions().values():
        options = [
            f"--{param.name.replace('_', '-')}{' (required)' if param.required else ''}"
            for param in question.params
            if param.name not in PAGING
        ]
        click.echo(f"{question.name:20} {question.question}")
        if options:
            click.echo(f"{'':20} {' '.join(options)}")


def answer(settings: Settings, name: str, values: dict[str, str], form: str, path: str) -> None:
    """Ask, and write the answer: rows on the output, what it does not see on the error stream."""
    window = _window(values)
    store = service.open_store(settings)
    try:
        found = whole_answer(store, name, values)
    finally:
        store.close()
    shown = replace(found, rows=list(cut(found.rows, window)))
    _write(shown, form, path)
    if len(shown.rows) < len(found.rows):
        say(f"{len(shown.rows)} of {len(found.rows)} rows shown")
    for caveat in found.caveats:
        say(f"réserve : {caveat}")


def _write(found: Answer, form: str, path: str) -> None:
    if form == "table" and path == "-":
        print_table(found.question, found)
        return
    if form == "json":
        text = to_json(
            {"question": found.question, "columns": found.columns, "rows": found.rows, "caveats": found.caveats}
        )
    else:  # a table goes to a terminal; a file gets what another program can read
        text = to_csv(found)
    with output(path) as stream:
        stream.write(text.encode())
