"""Processes: jobs done side by side where that is faster and safe, in any case with results in the order of the jobs.

A job that ends its process (no memory left, a broken PDF that brings PDFium down) is tried once more on its own; if it
ends that process too, it alone is lost.
"""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

SELDOM = 100_000  # objects made between two looks for garbage: a reader makes many, and hardly any in circles
_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_work: Callable[[Any], Any] | None = None  # of a forked process: what it does with each job


def side_by_side(
    work: Callable[[_Job], _Result], jobs: Sequence[_Job], weights: Sequence[int], lost: Callable[[_Job], _Result]
) -> Iterator[_Result]:
    """The results of ``work``, in the order of the jobs; the heaviest are started first.

    Args:
        work: done in a copy of this process, and so with all that it has loaded.
        jobs: what is worked on.
        weights: one for each job; only their order counts.
        lost: the result of a job whose process ended.
    """
    with _pool(work, min(len(jobs), _processors())) as pool:
        heaviest = sorted(range(len(jobs)), key=lambda i: -weights[i])
        futures = {i: pool.submit(_do, jobs[i]) for i in heaviest}
        for index, job in enumerate(jobs):
            try:
                yield futures[index].result()
            except BrokenProcessPool:
                yield _alone(work, job, lost)


def can_fork() -> bool:
    """Whether this process may be copied: on Linux, with a second processor, and while no thread may hold a lock."""
    return sys.platform == "linux" and _processors() > 1 and threading.active_count() == 1


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _alone(work: Callable[[_Job], _Result], job: _Job, lost: Callable[[_Job], _Result]) -> _Result:
    try:
        with _pool(work, 1) as pool:
            done: _Result = pool.submit(_do, job).result()
            return done
    except BrokenProcessPool:
        return lost(job)


def _pool(work: Callable[[_Job], _Result], processes: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_adopt, initargs=(work,))


def _adopt(work: Callable[[Any], Any]) -> None:
    global _work
    _work = work
    gc.freeze()  # what was loaded before the copy lives as long as it does
    gc.set_threshold(SELDOM)


def _do(job: Any) -> Any:
    assert _work is not None
    return _work(job)
