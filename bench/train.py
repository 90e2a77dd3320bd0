"""Learn the weights of `loaders/weights.toml` from annotated contracts, and say what they are worth on unseen ones.

    python bench/train.py --corpus FOLDER [--corpus FOLDER …] GOLD.json [GOLD.json …] [--write]

Each gold file names its document, looked for in the folders. Every candidate span that begins in an annotated window
is an example: right when it shares half of its lines or more with an annotated commitment (IoU >= 0.5, as the scores
count), and is among the best to do so. The model is a logistic regression whose weights are drawn towards those of
`prior.toml` (a Gaussian prior around them) and keep the sign that is given there.

Leaving one document out tells what to expect on a contract of another shape; the threshold is the one that scores best
so and on what was learned from, together. Without ``--write`` nothing is changed.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit

import maillage.loaders
from maillage.loaders.find.choice import choose
from maillage.loaders.find.spans import Span
from maillage.loaders.find.statements import candidates
from maillage.loaders.read import read
from maillage.loaders.reading import prepare

WEIGHTS = Path(next(iter(maillage.loaders.__path__))) / "weights.toml"
MATCH = 0.5  # IoU of lines from which two spans are one
NEAR_BEST = 0.67  # of the best IoU with an annotated span: a worse cut of it is wrong
PRIOR = Path(__file__).with_name("prior.toml")
SPREAD = 0.5  # standard deviation of a weight around its prior…
SPREAD_TOGETHER = 0.3  # …of one of features that only tell together…
SPREAD_WORD = 0.15  # …and of a word
SEEN, SEEN_IN = 6, 3  # how often, and in how many documents, a feature must be met; words in SEEN_IN_WORDS documents
SEEN_IN_WORDS = 4
LEAST = 0.02  # weights closer to zero are left out
THRESHOLDS = [n / 100 for n in range(10, 55, 5)]
AS_GOOD = 0.02  # of the sum of two F1: the highest threshold as good as the best is taken, as a wrong fact costs trust
LEXICAL = ("word=", "first=")
Lines = frozenset[int]
Floats = npt.NDArray[np.float64]
Bounds = tuple[float | None, float | None]


@dataclass(slots=True)
class Example:
    """One document: its spans, which of them begin in an annotated window, and the annotated commitments."""

    spans: list[Span]
    lines: list[Lines]
    chosen: list[int] = field(default_factory=list)
    gold: list[Lines] = field(default_factory=list)
    labels: list[float] = field(default_factory=list)


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
    ready = prepare(read(path))
    found, units = candidates(ready.prose, ready.contexts, ready.partners, ready.dispositifs, None)
    spans = list(found)
    blank = {n for n, line in enumerate(ready.view.document.lines, 1) if not line.strip()}

    def lines(first: int, last: int) -> Lines:
        return frozenset(range(first, last + 1)) - blank

    example = Example(spans, [lines(units[s.first].first, s.last_line) for s in spans])
    example.gold = [lines(*each) for each in commitments]
    starts = [units[s.first].first for s in spans]
    example.chosen = [i for i, start in enumerate(starts) if any(a <= start <= b for a, b in windows)]
    example.labels = _labels(example)
    return example


def overlap(one: Lines, other: Lines) -> float:
    """Intersection over union."""
    return len(one & other) / len(one | other) if one & other else 0.0


def _labels(example: Example) -> list[float]:
    at: dict[int, list[int]] = defaultdict(list)
    for number, gold in enumerate(example.gold):
        for line in gold:
            at[line].append(number)
    best: dict[int, float] = defaultdict(float)
    pairs: list[tuple[float, int]] = []
    for i in example.chosen:
        near = {g for line in example.lines[i] for g in at[line]}
        shared, gold = max(((overlap(example.lines[i], example.gold[g]), g) for g in near), default=(0.0, -1))
        pairs.append((shared, gold))
        best[gold] = max(best[gold], shared)
    return [float(s >= MATCH and s >= NEAR_BEST * best[g]) for s, g in pairs]


class Model:
    """A fitted model, and the features it knows."""

    def __init__(self, examples: Sequence[Example], spread: float) -> None:
        """Fit on all candidates of the examples; ``spread`` multiplies how far weights may go from their prior."""
        names = _vocabulary(examples)
        self.columns = {name: i for i, name in enumerate(names)}
        rows = vstack([self.matrix(example) for example in examples]).tocsr()
        labels = np.concatenate([np.array(example.labels) for example in examples])
        prior = tomllib.loads(PRIOR.read_text("utf-8"))
        center = np.array([*(float(prior["weights"].get(name, 0.0)) for name in names), float(prior["bias"])])
        deviation = np.array([*(spread * _spread(name) for name in names), 5.0])
        bounds = [*(_bounds(name, prior["sign"]) for name in names), (None, None)]
        self.values = _fit(rows, labels, center, deviation, bounds)

    def matrix(self, example: Example) -> csr_matrix:
        """One row a candidate, one column a feature."""
        rows, columns = [], []
        for row, i in enumerate(example.chosen):
            known = [self.columns[name] for name in example.spans[i].features if name in self.columns]
            rows += [row] * len(known)
            columns += known
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(example.chosen), len(self.columns)))

    def likely(self, example: Example) -> list[float]:
        """The probability of each candidate."""
        return list(expit(self.matrix(example) @ self.values[:-1] + self.values[-1]))

    def weights(self) -> tuple[float, dict[str, float]]:
        """The bias, and the features whose weight counts."""
        values = {name: round(float(self.values[i]), 3) for name, i in self.columns.items()}
        return round(float(self.values[-1]), 3), {n: v for n, v in values.items() if abs(v) >= LEAST}


def _spread(name: str) -> float:
    if name.startswith(LEXICAL):
        return SPREAD_WORD
    return SPREAD_TOGETHER if "|" in name else SPREAD


def _bounds(name: str, sign: Mapping[str, Sequence[str]]) -> tuple[float | None, float | None]:
    if any(fnmatchcase(name, pattern) for pattern in sign["positive"]):
        return 0.0, None
    return (None, 0.0) if any(fnmatchcase(name, pattern) for pattern in sign["negative"]) else (None, None)


def _fit(rows: csr_matrix, labels: Floats, center: Floats, deviation: Floats, bounds: Sequence[Bounds]) -> Floats:
    """The weights most likely after the examples (maximum a posteriori), the bias last."""
    signs = 2 * labels - 1

    def loss(values: Floats) -> tuple[float, Floats]:
        margin = signs * (rows @ values[:-1] + values[-1])
        away = (values - center) / deviation
        pull = -signs * expit(-margin)
        gradient = np.append(rows.T @ pull, pull.sum()) + away / deviation
        return float(np.logaddexp(0, -margin).sum() + (away**2).sum() / 2), gradient

    return minimize(loss, center, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x


def _vocabulary(examples: Sequence[Example]) -> list[str]:
    times: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for example in examples:
        seen = Counter(name for i in example.chosen for name in example.spans[i].features)
        times.update(seen)
        documents.update(seen.keys())
    few = min(SEEN_IN, len(examples))
    return sorted(
        name
        for name, count in times.items()
        if count >= SEEN and documents[name] >= (SEEN_IN_WORDS if name.startswith(LEXICAL) else few)
    )


def counts(example: Example, likely: Sequence[float], threshold: float) -> tuple[int, int, int]:
    """How many annotated commitments are found, how many were predicted, how many there are."""
    kept = choose([example.spans[i] for i in example.chosen], likely, threshold)
    predicted = [example.lines[example.chosen[k]] for k in kept]
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


def leave_one_out(examples: Mapping[str, Example], spread: float) -> dict[str, list[float]]:
    """For each document the probabilities that a model gives which never saw it."""
    return {
        name: Model([e for other, e in examples.items() if other != name], spread).likely(example)
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


def write(bias: float, weights: Mapping[str, float], threshold: float) -> None:
    """The weights as a file that a person can read, the heaviest first."""
    lines = [
        "# Weights of the features of find/units.py, find/surroundings.py and find/spans.py: a score is the bias",
        "# plus the weights of its features. Learned by bench/train.py; not edited by hand.",
        f"bias = {bias}",
        f"threshold = {threshold}",
        "",
        "[weights]",
    ]
    lines += [f'"{name}" = {value}' for name, value in sorted(weights.items(), key=lambda w: (-abs(w[1]), w[0]))]
    WEIGHTS.resolve().write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Learn, report, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--spread", type=float, default=1.0, help="how far weights may go from their prior")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = load(args.gold, args.corpus)
    unseen = report(examples, leave_one_out(examples, args.spread), "leaving one document out")
    model = Model(list(examples.values()), args.spread)
    known = report(examples, {name: model.likely(e) for name, e in examples.items()}, "on what it learned from")
    bias, weights = model.weights()
    print(f"{len(weights)} weights, {sum(n.startswith(LEXICAL) for n in weights)} of words")
    best = max(unseen[t] + known[t] for t in THRESHOLDS)
    threshold = max(t for t in THRESHOLDS if unseen[t] + known[t] >= best - AS_GOOD)
    print(f"threshold {threshold}: {unseen[threshold]:.3f} unseen, {known[threshold]:.3f} known")
    if args.write:
        write(bias, weights, threshold)
    return 0


if __name__ == "__main__":
    sys.exit(main())
