"""Queries that strangers write: refused on their parsed form when they could write or call out, run where they can be
killed.

The engine can neither cancel a query nor bound it, and follows ``SERVICE`` clauses to any address it can reach. So a
query is parsed first, and runs in a process of its own, on the served store (which no build ever changes in place),
with a deadline, a memory limit and a limit on what it may answer.
"""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from maillage.api.negotiation import RESULT_TYPES

AT_ONCE = BoundedSemaphore(2)  # queries; a machine of two cores serves its pages meanwhile
LONGEST = 100_000  # characters of a query
TURTLE_TYPE = "text/turtle"
REFUSED = 3  # exit code of a child that could not run the query as it is


class QueryRefusedError(ValueError):
    """A query that is not run: it does not parse, writes, or calls another server; the message says which."""


class QueryTooLongError(TimeoutError):
    """A query that was stopped at its deadline or at a limit; the message says which."""


class BusyError(RuntimeError):
    """As many queries as allowed are running."""


@dataclass(frozen=True, slots=True)
class Result:
    """A serialised answer."""

    media_type: str
    body: bytes


def check(text: str) -> str:
    """The form of a query: SelectQuery, AskQuery, ConstructQuery or DescribeQuery.

    Raises:
        QueryRefusedError: it does not parse as a query, or reaches outside the store.
    """
    from rdflib.plugins.sparql.parser import parseQuery

    if len(text) > LONGEST:
        raise QueryRefusedError(f"longer than {LONGEST} characters")
    try:
        _, query = parseQuery(text)
    except Exception as error:  # the parser raises several kinds, its own recursion limit among them
        raise QueryRefusedError(
            f"not a SPARQL query ({' '.join(str(error).split())[:200]}); updates are refused"
        ) from error
    names = set(_names(query))
    if "ServiceGraphPattern" in names:
        raise QueryRefusedError("SERVICE is refused: a query may not call other servers")
    return str(query.name)


def _names(node: Any) -> Iterator[str]:
    """The names of every part of a parsed query."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        yield node.name
        parts: Any = node.values()
    elif isinstance(node, list | tuple) or type(node).__name__ == "ParseResults":
        parts = node
    else:
        return
    for part in parts:
        yield from _names(part)


def run(store: Path, text: str, form: str, seconds: float) -> Result:
    """The answer of a query over a store directory; ``form`` is a key of ``RESULT_TYPES``, for rows.

    Raises:
        QueryRefusedError: see ``check``; or the engine refused it.
        QueryTooLongError: the deadline or a limit was reached.
        BusyError: too many queries at once.
    """
    triples = check(text) in ("ConstructQuery", "DescribeQuery")
    media_type = TURTLE_TYPE if triples else RESULT_TYPES[form][0]
    if not AT_ONCE.acquire(timeout=seconds):
        raise BusyError("other queries are running; try again in a moment")
    try:
        command = [sys.executable, "-P", "-m", "maillage.api.runner", str(store), form]
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise QueryTooLongError(f"stopped after {seconds:g} s; narrow the query or add a LIMIT") from error
    finally:
        AT_ONCE.release()
    if done.returncode == REFUSED:
        raise QueryRefusedError(done.stderr.decode("utf-8", "replace").strip())
    if done.returncode != 0:
        raise QueryTooLongError("stopped at its limit of memory or of answer; narrow the query or add a LIMIT")
    return Result(media_type, done.stdout)
