"""The process in which a stranger's query runs: ``python -m maillage.api.runner STORE FORM``, the query on its input.

It talks to the engine itself, not through ``graph.store``: only the engine writes the four W3C result formats, and this
process holds nothing else that could be harmed. Exit codes: 0 answered, 3 refused (the reason on the error stream).
"""

import sys
from typing import IO, cast

import pyoxigraph as ox

MEMORY = 4_000_000_000  # bytes of address space: the engine maps its files besides what it holds
ANSWER = 50_000_000  # bytes
REFUSED, TOO_MUCH = 3, 4
FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}


class _Bounded:
    """A writer that gives up when an answer grows past its limit."""

    def __init__(self) -> None:
        self.left = ANSWER

    def write(self, data: bytes) -> int:
        self.left -= len(data)
        if self.left < 0:
            sys.stdout.flush()
            sys.exit(TOO_MUCH)
        return sys.stdout.buffer.write(data)

    def flush(self) -> None:
        sys.stdout.buffer.flush()


def limit_memory() -> None:
    """Bound this process's memory, where the system can."""
    try:
        import resource
    except ImportError:  # not a Unix
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def main() -> int:
    """Run the query; the exit code."""
    directory, form = sys.argv[1:]
    store = ox.Store.read_only(directory)
    limit_memory()
    try:
        result = store.query(sys.stdin.read(), use_default_graph_as_union=True)
    except SyntaxError as error:
        sys.stderr.write(str(error))
        return REFUSED
    out = cast(IO[bytes], _Bounded())
    if isinstance(result, ox.QueryTriples):
        result.serialize(out, format=ox.RdfFormat.TURTLE)
    elif isinstance(result, ox.QueryBoolean) and form in ("csv", "tsv"):
        sys.stdout.write(f"{str(bool(result)).lower()}\n")
    else:
        result.serialize(out, format=FORMATS[form])
    return 0


if __name__ == "__main__":
    sys.exit(main())
