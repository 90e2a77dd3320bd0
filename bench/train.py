"""Learn the weights of `loaders/weights.toml` from annotated contracts, and say what they are worth on unseen ones.

    python bench/train.py --corpus FOLDER [--corpus FOLDER …] GOLD.json [GOLD.json …] [--write]

Each gold file names its document, looked for in the folders. Every candidate span that begins in an annotated window
is an example: right when it shares half of its lines or more with an annotated commitment (IoU >= 0.5, as the scores
count), and is among the best to do so. The model is that of `bench/semi_markov.py`.

Leaving one document out tells what to expect on a contract of another shape; the threshold is the one that scores best
so and on what was learned from, together. Without ``--write`` nothing is changed.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from semi_markov import LEXICAL, Lesson, Model

import maillage.loaders
from maillage.loaders.find.choice import choose
from maillage.loaders.find.spans import Span
from maillage.loaders.find.statements import candidates
from maillage.loaders.find.units import Unit
from maillage.loaders.read import read
from maillage.loaders.reading import prepare_each
from maillage.loaders.view import view

WEIGHTS = Path(next(iter(maillage.loaders.__path__))) / "weights.toml"
MATCH = 0.5  # IoU of lines from which two spans are one
NEAR_BEST = 0.67  # of the best IoU with an annotated span: a worse cut of it is wrong
THRESHOLDS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.33, 0.35, 0.39, 0.42, 0.45, 0.5]
AS_GOOD = 0.03  # of the sum of two F1: the highest threshold as good as the best is taken, as a wrong fact costs trust
SPREAD = 1.6  # from 1 to 2 documents left out score alike, those learned from better, their other pages a bit less
INVENTED = "document fictif"  # what every invented contract says of itself
REAL = 3.0  # how many times over a real contract counts: what is learned is for contracts as administrations write them
Lines = frozenset[int]


@dataclass(frozen=True, slots=True)
class Example:
    """One document: the spans that begin in an annotated window, the lines of each, and the annotated commitments.

    ``rows``: the lines of the rows of its tables of actions, which are commitments that nothing is learned for.
    """

    spans: Sequence[Span]
    lines: Sequence[Lines]
    gold: Sequence[Lines]
    rows: Sequence[Lines] = ()
    weight: float = 1.0

    def lesson(self) -> Lesson:
        """What is to be learned: for each commitment the spans that are right."""
        at: dict[int, list[int]] = defaultdict(list)
        for number, gold in enumerate(self.gold):
            for line in gold:
                at[line].append(number)
        alike: dict[int, dict[int, float]] = defaultdict(dict)
        for span, lines in enumerate(self.lines):
            near = {g for line in lines for g in at[line]}
            shared, gold = max(((overlap(lines, self.gold[g]), g) for g in near), default=(0.0, -1))
            if shared >= MATCH:
                alike[gold][span] = shared
        return Lesson(
            self.spans,
            [[s for s, v in each.items() if v >= NEAR_BEST * max(each.values())] for each in alike.values()],
            self.weight,
        )


def load(golds: Iterable[Path], folders: Sequence[Path]) -> dict[str, Example]:
    """Every annotated document, by name.

    Raises:
        FileNotFoundError: a gold file names a document that no folder holds.
    """
    found: dict[str, Example] = {}
    windows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    commitments: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for path in golds:
        gold = json.loads(path.read_text("utf-8"))
        windows[gold["document"]].append(tuple(gold["lignes"]))
        commitments[gold["document"]].update(tuple(e["lignes"]) for e in gold["engagements"])
    for name in sorted(windows):
        place = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if place is None:
            raise FileNotFoundError(f"{name}: in none of the folders {', '.join(map(str, folders))}")
        found[name] = _example(place, windows[name], sorted(commitments[name]))
    return found


def _example(path: Path, windows: Sequence[tuple[int, int]], commitments: Sequence[tuple[int, int]]) -> Example:
    document = read(path)
    every: list[Span] = []
    units: list[Unit] = []
    rows: list[tuple[int, int]] = []
    for ready in prepare_each(view(document)):  # each contract is read on its own
        found, own = candidates(ready.prose, ready.contexts, ready.partners, ready.dispositifs, None)
        before = len(units)
        every += [replace(span, first=span.first + before, end=span.end + before) for span in found]
        units += own
        rows += [(row.first, row.last) for row in ready.rows]
    blank = {n for n, line in enumerate(document.lines, 1) if not line.strip()}

    def lines(first: int, last: int) -> Lines:
        return frozenset(range(first, last + 1)) - blank

    def inside(line: int) -> bool:
        return any(first <= line <= last for first, last in windows)

    spans = [s for s in every if inside(units[s.first].first)]
    return Example(
        spans,
        [lines(units[s.first].first, s.last_line) for s in spans],
        [lines(*each) for each in commitments],
        [lines(*row) for row in rows if inside(row[0])],
        1.0 if INVENTED in "\n".join(document.lines).lower() else REAL,
    )


def overlap(one: Lines, other: Lines) -> float:
    """Intersection over union."""
    return len(one & other) / len(one | other) if one & other else 0.0


def counts(example: Example, likely: Sequence[float], threshold: float) -> tuple[int, int, int]:
    """How many annotated commitments are found, how many were predicted, how many there are."""
    predicted = [*example.rows, *(example.lines[i] for i in choose(example.spans, likely, threshold))]
    pairs = sorted(
        (-overlap(g, p), i, j)
        for i, g in enumerate(example.gold)
        for j, p in enumerate(predicted)
        if overlap(g, p) >= MATCH
    )
    golds, preds = set(), set()
    for _, i, j in pairs:
        if i not in golds and j not in preds:
            golds.add(i)
            preds.add(j)
    return len(golds), len(predicted), len(example.gold)


def f1(found: int, predicted: int, gold: int) -> float:
    """The F-measure of counts."""
    return 2 * found / (predicted + gold) if predicted + gold else 0.0


def leave_one_out(examples: Mapping[str, Example], spread: float, known: Model) -> dict[str, list[float]]:
    """For each document the probabilities that a model gives which never saw it; ``known`` is one that saw all."""
    lessons = {name: example.lesson() for name, example in examples.items()}
    return {
        name: Model([e for other, e in lessons.items() if other != name], spread, known).likely(example.spans)
        for name, example in examples.items()
    }


def report(examples: Mapping[str, Example], likely: Mapping[str, Sequence[float]], title: str) -> dict[float, float]:
    """Print the scores at each threshold, by document at the best one; F1 by threshold."""
    scores = {}
    for threshold in THRESHOLDS:
        each = {name: counts(example, likely[name], threshold) for name, example in examples.items()}
        total = tuple(map(sum, zip(*each.values(), strict=True)))
        scores[threshold] = (f1(*total), total, each)
    best = max(scores, key=lambda t: scores[t][0])
    value, (found, predicted, gold), each = scores[best]
    print(f"{title}: F1 {value:.3f} (P {found / predicted:.3f}, R {found / gold:.3f}) at threshold {best}")
    print("  " + ", ".join(f"{t}: {scores[t][0]:.3f}" for t in THRESHOLDS))
    for name, one in each.items():
        print(f"  {name:45s} {f1(*one):.3f}  {one}")
    return {threshold: score for threshold, (score, _, _) in scores.items()}


def write(model: Model, threshold: float) -> None:
    """The weights as a file that a person can read, the heaviest first."""
    bias, weights, follows_bias, follows = model.weights()
    lines = [
        "# Weights of the features of find/units.py, find/surroundings.py and find/spans.py: a score is the bias",
        "# plus the weights of its features. Learned by bench/train.py; not edited by hand.",
        f"bias = {bias}",
        f"follows_bias = {follows_bias}",
        f"threshold = {threshold}",
        "",
        "# What each feature adds to a span that another one ends right before.",
        "[follows]",
        *_table(follows),
        "",
        "[weights]",
        *_table(weights),
    ]
    WEIGHTS.resolve().write_text("\n".join(lines) + "\n", "utf-8")


def _table(weights: Mapping[str, float]) -> list[str]:
    return [f'"{name}" = {value}' for name, value in sorted(weights.items(), key=lambda w: (-abs(w[1]), w[0]))]


def main() -> int:
    """Learn, report, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--spread", type=float, default=SPREAD, help="how far weights may go from their prior")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = load(args.gold, args.corpus)
    model = Model([example.lesson() for example in examples.values()], args.spread)
    unseen = report(examples, leave_one_out(examples, args.spread, model), "leaving one document out")
    known = report(examples, {name: model.likely(e.spans) for name, e in examples.items()}, "on what it learned from")
    weights = model.weights()[1]
    print(f"{len(weights)} weights, {sum(n.startswith(LEXICAL) for n in weights)} of words")
    best = max(unseen[t] + known[t] for t in THRESHOLDS)
    threshold = max(t for t in THRESHOLDS if unseen[t] + known[t] >= best - AS_GOOD)
    print(f"threshold {threshold}: {unseen[threshold]:.3f} unseen, {known[threshold]:.3f} known")
    if args.write:
        write(model, threshold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
