"""Median milliseconds of each named question, in process, over documents or over invented facts of the same size.

    python bench/questions.py [HOME] [--runs 15]

``HOME``: a folder as ``MAILLAGE_HOME`` is, whose facts are built anew elsewhere; invented facts without it. A question
that takes a value is asked about what has the most commitments: the slowest answer there is.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import NamedTuple

from maillage.graph.build import build, describe, open_current
from maillage.graph.questions import Param, ask, questions
from maillage.graph.store import Store
from maillage.ontology.terms import BASE

RUNS = 15
BUDGET = 20.0  # milliseconds
LIMIT = 100_000_000  # bytes of one document
Values = dict[str, str | int | float]


class Measured(NamedTuple):
    """What one way to ask a question costs, in milliseconds, and how much it answers."""

    median: float
    fastest: float
    rows: int


def read(folder: Path, home: Path) -> None:
    """Read documents into facts under ``home``."""
    from maillage.loaders import read_documents

    read_documents([folder], base=BASE, facts_dir=home / "facts", reference=None, limit=LIMIT, progress=None)


def invent(home: Path) -> None:
    """Facts of five invented documents of 150 pages each, with 2,500 commitments."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "graph"))
    import invented

    invented.home(home, invented.corpus())


def heaviest(store: Store) -> Values:
    """For each kind of parameter the value with the most commitments; of quarters, the first of that contract."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in ("partner", "defi", "contract", "dispositif")}
    for kind, counter in counted.items():
        for row in ask(store, "dispositifs" if kind == "dispositif" else "coverage").rows:
            counter[str(row[kind])] += int(row["commitments"] or 0)
    found: Values = {kind: most.most_common(1)[0][0] for kind, most in counted.items() if most}
    contract = str(found["contract"])
    said = ask(store, "commitments", contract=contract, limit=1).rows[0]
    return found | {
        "qpv": str(ask(store, "qpvs", contract=contract).rows[0]["qpv"]),
        "commitment": str(said["commitment"]),
        "document": str(said["document"]),
        "page": 1,
        "text": "emploi",
        "theme": "emploi",
        "kind": "action",
        "min_confidence": 0.5,
        "limit": 50,
        "offset": 0,
    }


def cases(params: tuple[Param, ...], values: Values) -> list[Values]:
    """Ways to ask a question: with what it needs, and with each other value beside."""
    needed = {p.name: values[p.name] for p in params if p.required}
    return [needed, *(needed | {p.name: values[p.name]} for p in params if not p.required)]


def measure(store: Store, runs: int = RUNS) -> dict[str, Measured]:
    """Each question's slowest way to be asked."""
    values = heaviest(store)
    return {
        name: max(_measured(store, name, case, runs) for case in cases(asked.params, values))
        for name, asked in questions().items()
    }


def _measured(store: Store, name: str, values: Values, runs: int) -> Measured:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        rows = ask(store, name, **values).rows
        times.append((time.perf_counter() - start) * 1000)
    return Measured(median(times), min(times), len(rows))


def medians(folder: Path) -> dict[str, float]:
    """Median milliseconds of each question over the documents of a folder."""
    with tempfile.TemporaryDirectory() as home:
        read(folder, Path(home))
        build(Path(home))
        return {name: found.median for name, found in measure(open_current(Path(home))).items()}


def main() -> int:
    """Print the table; 1 when a question is over its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path, nargs="?", help="measure over these facts instead of invented ones")
    parser.add_argument("--runs", type=int, default=RUNS)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if args.home:
            for part in ("facts", "decisions"):
                if (args.home / part).is_dir():
                    shutil.copytree(args.home / part, home / part)
        else:
            invent(home)
        start = time.perf_counter()
        built = describe(build(home))
        seconds = time.perf_counter() - start
        found = measure(open_current(home), args.runs)
    print(f"build: {seconds:.2f} s, {built.facts} facts, {built.statements} statements\n")
    print("| question | rows | median ms | fastest ms | |\n|---|---|---|---|---|")
    for name, value in sorted(found.items(), key=lambda item: -item[1].median):
        over = "OVER" if value.median > BUDGET else ""
        print(f"| {name} | {value.rows} | {value.median:.1f} | {value.fastest:.1f} | {over} |")
    return int(any(value.median > BUDGET for value in found.values()))


if __name__ == "__main__":
    sys.exit(main())
