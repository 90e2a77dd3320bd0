"""Pages of an answer: which rows, and the address of the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from maillage.graph.questions import Answer, ask, question
from maillage.graph.store import Store

Row = TypeVar("Row")

PAGING = frozenset({"limit", "offset"})
EVERYTHING = 1_000_000  # rows; no territory's contracts come near it
DEFAULT_LIMIT, MOST = 100, 1000  # rows of one page; an answer at corpus scale holds a few thousand


@dataclass(frozen=True, slots=True)
class Window:
    """The rows asked for."""

    limit: int
    offset: int


def whole_answer(store: Store, name: str, values: Mapping[str, str]) -> Answer:
    """Every row of an answer, also where the question itself can be cut, so that the rows can be counted.

    Raises:
        QuestionError: see ``ask``.
    """
    cuts = any(param.name == "limit" for param in question(name).params)
    return ask(store, name, **values, **({"limit": EVERYTHING} if cuts else {}))


def cut(rows: Sequence[Row], window: Window) -> Sequence[Row]:
    """The rows that lie in the window."""
    return rows[window.offset : window.offset + window.limit]


def next_link(path: str, values: Mapping[str, str], window: Window, total: int) -> str | None:
    """Address of the rows after the window, parameters kept; None when there are none."""
    after = window.offset + window.limit
    if after >= total:
        return None
    return f"{path}?{urlencode({**values, 'limit': window.limit, 'offset': after})}"
