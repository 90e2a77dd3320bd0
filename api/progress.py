"""A progress bar on the error stream, only where somebody watches it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.loaders.documents import Progress


@contextmanager
def progress_bar(title: str = "Reading") -> Iterator["Progress | None"]:
    """A bar that follows its callback; None where the error stream is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress as bars
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn(title),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}"),
    )
    # Drawn when a file is done, not by a thread of its own: processes are not copied beside threads.
    with bars.Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(title, total=None, name="")
        bar.refresh()
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name, refresh=True)
