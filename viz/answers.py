"""The one door to questions: their answers, whose columns each page knows by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from maillage.graph.questions import ask as ask_question
from maillage.graph.store import Store
from maillage.viz.values import MissingError

Row = dict[str, Any]  # a column's type is what its question says


@dataclass(frozen=True, slots=True)
class Reply:
    """Rows, and in French what they do not see."""

    rows: list[Row]
    caveats: list[str]


def ask(store: Store, name: str, **values: str | int | float | None) -> Reply:
    """The answer to a named question.

    Raises:
        QuestionError: a value is unknown, ambiguous or of the wrong type.
    """
    answer = ask_question(store, name, **values)
    return Reply([dict(row) for row in answer.rows], answer.caveats)


def only(reply: Reply, what: str) -> Row:
    """The single row of an answer about one thing.

    Raises:
        MissingError: there is none.
    """
    if not reply.rows:
        raise MissingError(f"Rien n'est connu sous cette adresse : {what}.")
    return reply.rows[0]


def caveats(*replies: Reply) -> list[str]:
    """The caveats of several answers, each once, in order."""
    return list(dict.fromkeys(sentence for reply in replies for sentence in reply.caveats))


def limits(store: Store, rows: Iterable[Row]) -> list[str]:
    """What was not read or found in the contracts of some rows: the caveats of an answer about things of theirs."""
    contracts = dict.fromkeys(row["contract"] for row in rows if row["contract"])
    return caveats(*(ask(store, "contracts", contract=contract) for contract in contracts))
