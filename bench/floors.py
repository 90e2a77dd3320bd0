"""Score the reading of the shared corpus and hold it to the floors recorded in ``floors.json``.

    python bench/floors.py --shared ../shared            # exit code 1 when a figure is under its floor
    python bench/floors.py --shared ../shared --record   # raise the floors to what is measured now, never lower them

A floor is named after the scorer's figure: ``frame`` is an F1, ``attribution.partner`` a mean Jaccard.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
MAILLAGE = [sys.executable, "-m", "maillage.api.cli"]


def score(shared: Path) -> dict[str, Any]:
    """What the shared scorer says of the facts read in the shared corpus: its JSON, per document and for ``ALL``.

    Raises:
        subprocess.CalledProcessError: the corpus could not be read, or the scorer refused the facts.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"MAILLAGE_HOME": home}
        facts = str(Path(home) / "facts.jsonl")
        subprocess.run([*MAILLAGE, "read", str(shared / "corpus")], env=environment, check=True)
        subprocess.run([*MAILLAGE, "export", "facts", "-o", facts], env=environment, check=True)
        gold = sorted(str(path) for path in (shared / "evaluation" / "gold").glob("*.json"))
        scorer = str(shared / "evaluation" / "score.py")
        done = subprocess.run([sys.executable, scorer, facts, *gold, "--json"], stdout=subprocess.PIPE, check=True)
    results: dict[str, Any] = json.loads(done.stdout)
    return results


def figures(results: dict[str, Any]) -> dict[str, float]:
    """The figures over all documents, flat: an F1 under its own name, attributions as ``attribution.partner``."""
    flat: dict[str, float] = {}
    for name, row in results["ALL"].items():
        if name == "attribution":
            flat |= {f"attribution.{key}": value for key, value in row.items() if key != "n"}
        else:
            flat[name] = row["f1"]
    return flat


def main() -> int:
    """Print each figure beside its floor; 0 when all stand, 1 when one fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--record", action="store_true", help="raise the floors to what is measured")
    args = parser.parse_args()
    measured = figures(score(args.shared))
    floors: dict[str, float] = json.loads(FLOORS.read_text("utf-8"))
    fallen = 0
    for name, value in measured.items():
        floor = floors.get(name)
        below = floor is not None and value < floor
        fallen += below
        print(f"{name:24} {value:.3f}   floor {'-' if floor is None else f'{floor:.2f}'}{'   FELL' if below else ''}")
    for name in floors.keys() - measured.keys():
        fallen += 1
        print(f"{name:24} not measured   FELL")
    if args.record:
        raised = {name: max(floor, math.floor(measured.get(name, 0) * 100) / 100) for name, floor in floors.items()}
        FLOORS.write_text(json.dumps(raised, indent=2) + "\n", "utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
