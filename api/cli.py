"""The command line: every command reads its settings, calls one function of ``service`` and chooses the exit code.

Exit codes: 0 done, 1 done but a file could not be read (or a check failed), 2 bad usage or nothing could be done.
Results go to the output stream, progress and messages to the error stream. Heavy modules are imported by the command
that needs them, so that ``maillage --help`` answers at once.
"""

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from maillage.api.errors import exit_code_of, explain
from maillage.api.settings import VARIABLES, Settings, read_settings
from maillage.api.terminal import say

if TYPE_CHECKING:
    from maillage.loaders import ReadReport

DONE, PARTLY, NOTHING = 0, 1, 2
PATHS = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
OUTPUT = click.option("-o", "--output", default="-", help="File to write; - is the output stream.", show_default=True)
REFERENCE = click.option("--reference", type=click.Path(path_type=Path), help="CSV file of the official list of QPV.")
SIZE_LIMIT = click.option("--size-limit", type=click.FloatRange(min=0.001), help="Megabytes; larger files are refused.")


class Commands(click.Group):
    """A group that turns the errors of the table into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that nobody expected keeps its traceback."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output left: nothing more to say
            sys.exit(DONE)
        except Exception as error:
            code = exit_code_of(error)
            if code is None:
                raise
            say(f"maillage: {explain(error)}")
            sys.exit(code)


EPILOG = "Settings, from the environment: " + "; ".join(
    f"{variable.name} ({variable.meaning}; default {variable.default or 'none'})" for variable in VARIABLES.values()
)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="maillage", prog_name="maillage")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Read contrats de ville into a graph of partners and commitments, and answer who acts on which défi."""
    ctx.obj = read_settings()


def _with_options(settings: Settings, reference: Path | None, size_limit: float | None) -> Settings:
    if reference is not None:
        settings = replace(settings, reference=reference)
    if size_limit is not None:
        settings = replace(settings, size_limit=int(size_limit * 1_000_000))
    return settings


def _read(settings: Settings, paths: tuple[Path, ...], facts: Path) -> tuple["ReadReport", int]:
    from maillage.api import service
    from maillage.api.progress import progress_bar

    with progress_bar() as progress:
        report = service.read(settings, paths, facts, progress)
    for warning in report.warnings:
        say(f"warning: {warning}")
    for document in report.read:
        if document.repairs:
            say(f"repaired: {document.document}: {', '.join(document.repairs)}")
    for failure in report.failures:
        say(f"not read: {failure.path}: {failure.cause}; {failure.remedy}")
    say(f"{len(report.read)} document(s) read into {facts}, {len(report.failures)} not read")
    if not report.read:
        return report, NOTHING
    return report, PARTLY if report.failures else DONE


def _build(settings: Settings) -> None:
    from maillage.api import service

    say(f"store built: {service.build(settings)}")


@main.command()
@PATHS
@click.option("--facts", type=click.Path(path_type=Path), help="Folder for the facts instead of MAILLAGE_HOME/facts.")
@click.option("--explain", "line", type=click.IntRange(1), help="Write no facts: say what is made of this line.")
@REFERENCE
@SIZE_LIMIT
@click.pass_obj
def read(
    settings: Settings,
    paths: tuple[Path, ...],
    facts: Path | None,
    line: int | None,
    reference: Path | None,
    size_limit: float | None,
) -> None:
    """Read documents (files, or folders walked for known formats) into facts.

    With --explain LINE, and one file: its words raw and repaired, what it stands under, the names seen in it, the
    rules whose words it holds, the statements it could be with the weight of each feature, who claims to carry each
    commitment and which claims are believed, and the facts it ended in.
    """
    settings = _with_options(settings, reference, size_limit)
    if line is not None:
        from maillage.api import explaining

        explaining.explain(settings, paths, line)
        return
    _, code = _read(settings, paths, facts or settings.facts)
    sys.exit(code)


@main.command()
@click.pass_obj
def build(settings: Settings) -> None:
    """Build a new store from the facts and decisions, and serve it from now on."""
    _build(settings)


@main.command()
@PATHS
@REFERENCE
@SIZE_LIMIT
@click.pass_obj
def load(settings: Settings, paths: tuple[Path, ...], reference: Path | None, size_limit: float | None) -> None:
    """Read documents, then build the store: unchanged when nothing could be read."""
    settings = _with_options(settings, reference, size_limit)
    _, code = _read(settings, paths, settings.facts)
    if code != NOTHING:
        _build(settings)
    sys.exit(code)


@main.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question", required=False)
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@OUTPUT
@click.pass_context
def ask(ctx: click.Context, question: str | None, form: str, output: str) -> None:
    """Ask a named question, as in: maillage ask gaps --contract name; without a name, list them all.

    The question's own parameters are options: --contract, --partner, --defi… Each takes an IRI, the end of one
    (defi/contract/slug), or a label; --limit and --offset cut the rows.
    """
    from maillage.api import asking

    if question is None:
        asking.list_questions()
        return
    asking.answer(ctx.obj, question, asking.parse_values(ctx.args), form, output)


@main.command()
@click.argument("file")
@click.option(
    "--format", "form", type=click.Choice(["json", "csv", "tsv", "xml"]), help="Default: csv; triples are Turtle."
)
@OUTPUT
@click.pass_obj
def sparql(settings: Settings, file: str, form: str | None, output: str) -> None:
    """Run a read-only SPARQL query from FILE (- for the input stream) over the store."""
    from maillage.api import service
    from maillage.api.terminal import output as stream_to

    text = sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    result = service.sparql(settings, text, form or "csv")
    with stream_to(output) as stream:
        stream.write(result.body)


@main.command()
@click.argument("what", type=click.Choice(["facts", "rdf", "graphml"]))
@OUTPUT
@click.pass_obj
def export(settings: Settings, what: str, output: str) -> None:
    """Export the facts (JSON Lines), the store (N-Quads) or the partner–défi network (GraphML)."""
    from maillage.api import exports
    from maillage.api.terminal import output as stream_to

    with stream_to(output) as stream:
        exports.EXPORTS[what](settings, stream)


@main.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Check the store against the SHACL shapes, and the ontology for consistency."""
    from maillage.api import checking

    sys.exit(DONE if checking.check(settings) else PARTLY)


@main.command()
@click.option("--host", help="Default: MAILLAGE_HOST.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: MAILLAGE_PORT.")
@click.pass_obj
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the pages and the API until interrupted."""
    import uvicorn

    from maillage.api.app import create_app

    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    app = create_app(settings)
    say(f"Maillage on http://{settings.host}:{settings.port} (Ctrl+C to stop)")
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")


@main.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--corpus", type=click.Path(path_type=Path), help="Read these documents afresh, not those of `read`.")
@click.option("--leave-out", is_flag=True, help="Score each document also without what fires in it alone.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
def evaluate(settings: Settings, gold: tuple[Path, ...], corpus: Path | None, leave_out: bool, form: str) -> None:
    """Score the reading against files of annotations made by hand, and keep the figures for the next build.

    Each figure has a 95 % bootstrap interval; confidences are held against how many commitments are right. With
    --leave-out, which needs --corpus, each document is read again without the rules and the words of the thesauri
    that fire in no other document, and these are listed.
    """
    from maillage.api import evaluating

    if leave_out and corpus is None:
        raise click.UsageError("--leave-out reads the documents again: name their folder with --corpus")
    code = DONE
    with TemporaryDirectory() as folder:
        facts = settings.facts
        if corpus is not None:
            facts = Path(folder)
            _, code = _read(settings, (corpus,), facts)
        evaluating.evaluate(settings, gold, facts, corpus if leave_out else None, form)
    sys.exit(code)


@main.command()
@click.pass_obj
def stores(settings: Settings) -> None:
    """List the stores that are kept, newest first; * marks the one served."""
    from maillage.api import service

    for line in service.stores(settings):
        click.echo(line)


@main.command()
@click.argument("name", required=False)
@click.pass_obj
def rollback(settings: Settings, name: str | None) -> None:
    """Serve a former store again: NAME, or the one before the current one."""
    from maillage.api import service

    say(f"now serving {service.rollback(settings, name)}")


@main.group()
def thesaurus() -> None:
    """Keep the thesaurus of dispositifs up with what documents name."""


@thesaurus.command()
@click.option("--at-least", "least", type=click.IntRange(1), default=2, show_default=True, help="Lines that name it.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@OUTPUT
@click.pass_obj
def suggest(settings: Settings, least: int, form: str, output: str) -> None:
    """List names of schemes that documents repeat and the thesaurus does not know, for a person to add."""
    from maillage.api import suggestions

    suggestions.show(settings, least, form, output)


if __name__ == "__main__":
    main()
