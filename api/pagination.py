"""Pages of an answer: which rows, and the address of the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")

DEFAULT_LIMIT, MOST = 100, 1000  # rows of one page; an answer at corpus scale holds a few thousand


@dataclass(frozen=True, slots=True)
class Window:
    """The rows asked for."""

    limit: int
    offset: int


def cut(rows: Sequence[Row], window: Window) -> Sequence[Row]:
    """The rows that lie in the window."""
    return rows[window.offset : window.offset + window.limit]


def next_link(path: str, values: Mapping[str, str], window: Window, total: int) -> str | None:
    """Address of the rows after the window, parameters kept; None when there are none."""
    after = window.offset + window.limit
    if after >= total:
        return None
    return f"{path}?{urlencode({**values, 'limit': window.limit, 'offset': after})}"
