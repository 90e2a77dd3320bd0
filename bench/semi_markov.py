"""The model of `loaders/find/lattice.py`, fitted: weights that make the annotated way to part each text the likeliest.

A semi-Markov conditional random field with features of whole spans (Sarawagi and Cohen, 2004). An annotated commitment
may be cut in a few ways that are as right; any of them will do, so what is maximised is the weight of all right ways in
that of all ways. The weights are drawn towards those of `prior.toml` (a Gaussian prior around them) and keep the sign
that is given there.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from maillage.loaders.find.lattice import Lattice, Shares
from maillage.loaders.find.spans import Span

PRIOR = Path(__file__).with_name("prior.toml")
SPREAD = 0.5  # standard deviation of a weight around its prior…
SPREAD_TOGETHER = 0.15  # …of one of features that only tell together, and of what follows…
SPREAD_NEARBY = 0.06  # …of what a list or the blocks nearby say, or a length: each contract has its ways of laying out
SPREAD_WORD = 0.06  # …and of a word
SPREAD_BIAS = 5.0
SEEN, SEEN_IN = 6, 3  # how often, and in how many documents, a feature must be met; words in SEEN_IN_WORDS documents
SEEN_IN_WORDS = 4
LEAST = 0.02  # weights closer to zero are left out
LEXICAL = ("word=",)
NEARBY = ("list-", "near-", "words-")
FOLLOWS = (
    "mark-",
    "before-",
    "section-",
    "kind-",
    "gap-",
    "inside-block",
    "after-heading",
)  # may tell that lists go on
TINY = 1e-300  # instead of zero below a fraction
STEPS = 120  # of the optimiser
Floats = npt.NDArray[np.float64]
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document to learn from: candidates, and for each annotated commitment, in order, those that are right.

    ``weight``: how many times over the document counts.
    """

    spans: Sequence[Span]
    right: Sequence[Sequence[int]]
    weight: float = 1.0


class Model:
    """A fitted model, and the features it knows."""

    def __init__(self, lessons: Sequence[Lesson], spread: float, start: "Model | None" = None) -> None:
        """Fit; ``spread`` multiplies how far weights may go from their prior, ``start`` is a model to start from."""
        names, follows = _vocabulary(lessons)
        self.columns = {name: i for i, name in enumerate(names)}
        self.follows = {name: i for i, name in enumerate(follows)}
        prior = tomllib.loads(PRIOR.read_text("utf-8"))
        wide = SPREAD_TOGETHER * spread
        center = np.array([*(float(prior["weights"].get(n, 0.0)) for n in names), float(prior["bias"])])
        center = np.concatenate([center, np.zeros(len(follows) + 1)])
        deviation = np.array([*(spread * _spread(name) for name in names), SPREAD_BIAS, *[wide] * (len(follows) + 1)])
        free: list[Bounds] = [(None, None)] * (len(follows) + 2)
        bounds = [*(_bounds(name, prior["sign"]) for name in names), *free]
        self.values = _fit([_Learned(self, lesson) for lesson in lessons], center, deviation, bounds, self._from(start))

    def _from(self, start: "Model | None") -> dict[int, float]:
        """Where to start: the values of another model for the features that both know."""
        if start is None:
            return {}
        bias, other = len(self.columns), len(start.columns)
        found = {i: start.values[start.columns[n]] for n, i in self.columns.items() if n in start.columns}
        found |= {
            bias + 1 + i: start.values[other + 1 + start.follows[n]]
            for n, i in self.follows.items()
            if n in start.follows
        }
        return found | {bias: start.values[other], len(self.columns) + len(self.follows) + 1: start.values[-1]}

    def likely(self, spans: Sequence[Span]) -> list[float]:
        """The probability of each candidate of a document."""
        return _Learned(self, Lesson(spans, [])).shares(self.values).all()

    def weights(self) -> tuple[float, dict[str, float], float, dict[str, float]]:
        """The bias, the features whose weight counts, and the same of what follows."""
        bias = len(self.columns)
        own = {name: round(float(self.values[i]), 3) for name, i in self.columns.items()}
        follows = {name: round(float(self.values[bias + 1 + i]), 3) for name, i in self.follows.items()}
        return (
            round(float(self.values[bias]), 3), {n: v for n, v in own.items() if abs(v) >= LEAST},
            round(float(self.values[-1]), 3), {n: v for n, v in follows.items() if abs(v) >= LEAST},
        )  # fmt: skip


class _Learned:
    """A lesson as matrices."""

    def __init__(self, model: Model, lesson: Lesson) -> None:
        self.lattice = Lattice([span.first for span in lesson.spans], [span.end for span in lesson.spans])
        self.own = _matrix(lesson.spans, model.columns, stretched=True)
        self.next = _matrix(lesson.spans, model.follows, stretched=False)
        self.right = list(_in_order(self.lattice, lesson.right))
        self.weight = lesson.weight

    def scores(self, values: Floats) -> tuple[Floats, Floats]:
        bias = self.own.shape[1]
        return self.own @ values[:bias] + values[bias], self.next @ values[bias + 1 : -1] + values[-1]

    def shares(self, values: Floats) -> Shares:
        scores, follows = self.scores(values)
        return self.lattice.shares(scores.tolist(), follows.tolist())

    def loss(self, values: Floats) -> tuple[float, Floats]:
        """Minus the log-likelihood of the right ways, and its gradient."""
        scores, follows = self.scores(values)
        ways = self.lattice.shares(scores.tolist(), follows.tolist())
        right, alone, after = _right_ways(self.lattice, self.right, scores, follows)
        next_ = np.array(ways.after_span) - after
        own = np.array(ways.all()) - alone
        gradient = np.concatenate([self.own.T @ own, [own.sum()], self.next.T @ next_, [next_.sum()]])
        return self.weight * (ways.log_total - right), self.weight * gradient


def _matrix(spans: Sequence[Span], columns: Mapping[str, int], *, stretched: bool) -> csr_matrix:
    """One row a candidate, one column a feature: how often it counts."""
    rows: list[int] = []
    cells: list[int] = []
    often: list[float] = []
    for row, span in enumerate(spans):
        for features, times in ((span.around, span.stretch if stretched else 1.0), (span.own, 1.0)):
            known = [columns[name] for name in features if name in columns]
            rows += [row] * len(known)
            cells += known
            often += [times] * len(known)
    return csr_matrix((often, (rows, cells)), shape=(len(spans), len(columns)))


def _in_order(lattice: Lattice, right: Sequence[Sequence[int]]) -> Iterator[npt.NDArray[np.int64]]:
    """Right cuts of each commitment that can stand after one of the commitment before; commitments without are left."""
    before: list[int] = []
    for cuts in sorted((c for c in right if c), key=lambda cuts: min(lattice.firsts[i] for i in cuts)):
        possible = [i for i in cuts if not before or any(lattice.ends[j] <= lattice.firsts[i] for j in before)]
        if possible:
            yield np.array(possible)
            before = possible


def _right_ways(
    lattice: Lattice, right: Sequence[npt.NDArray[np.int64]], scores: Floats, follows: Floats
) -> tuple[float, Floats, Floats]:
    """The logarithm of the weight of all right ways, each span's share of them, and its share right after another."""
    alone, after = np.zeros(len(scores)), np.zeros(len(scores))
    total, shares, joints = _way_forward(lattice, right, scores, follows)
    now = shares[-1] if shares else np.zeros(0)  # of the cuts of one commitment after the other, from the last
    for n in range(len(right) - 1, -1, -1):
        alone[right[n]] += now
        if n:
            joint, adjoining = joints[n - 1]
            joint = joint * (now / np.maximum(joint.sum(0), TINY))[None, :]
            after[right[n]] += (joint * adjoining).sum(0)
            now = joint.sum(1)
    return total, alone, after


def _way_forward(
    lattice: Lattice, right: Sequence[npt.NDArray[np.int64]], scores: Floats, follows: Floats
) -> tuple[float, list[Floats], list[tuple[Floats, npt.NDArray[np.bool_]]]]:
    """The logarithm of the weight of all right ways; for each commitment the share of its cuts in the ways up to it;
    for each but the first the shares of pairs of cuts (rows: of the one before), with whether they adjoin."""
    total, shares, joints = 0.0, [], []
    first, ends = np.array(lattice.firsts), np.array(lattice.ends)
    for n, cuts in enumerate(right):
        highest = scores[cuts].max()
        weight = np.exp(scores[cuts] - highest)
        if n:
            gap = first[cuts][None, :] - ends[right[n - 1]][:, None]
            step = np.where(gap > 0, 1.0, np.where(gap == 0, np.exp(follows[cuts])[None, :], 0.0))
            joint = shares[-1][:, None] * step * weight[None, :]
            joints.append((joint / joint.sum(), gap == 0))
            weight = joint.sum(0)
        total += float(highest + np.log(weight.sum()))
        shares.append(weight / weight.sum())
    return total, shares, joints


def _fit(
    lessons: Sequence[_Learned], center: Floats, deviation: Floats, bounds: Sequence[Bounds], start: Mapping[int, float]
) -> Floats:
    """The weights most likely after the lessons (maximum a posteriori)."""

    def loss(values: Floats) -> tuple[float, Floats]:
        away = (values - center) / deviation
        total, gradient = float((away**2).sum() / 2), away / deviation
        for lesson in lessons:
            more, slope = lesson.loss(values)
            total, gradient = total + more, gradient + slope
        return total, gradient

    begin = center.copy()
    for index, value in start.items():
        begin[index] = value
    options = {"maxiter": STEPS, "ftol": 1e-6}
    return minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def _spread(name: str) -> float:
    if name.startswith(LEXICAL):
        return SPREAD_WORD
    if name.startswith(NEARBY):
        return SPREAD_NEARBY
    return SPREAD_TOGETHER if "|" in name else SPREAD


def _bounds(name: str, sign: Mapping[str, Sequence[str]]) -> Bounds:
    if any(fnmatchcase(name, pattern) for pattern in sign["positive"]):
        return 0.0, None
    return (None, 0.0) if any(fnmatchcase(name, pattern) for pattern in sign["negative"]) else (None, None)


def _vocabulary(lessons: Sequence[Lesson]) -> tuple[list[str], list[str]]:
    """The features met often enough, and those that may tell that a list goes on."""
    times: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for lesson in lessons:
        seen = Counter(name for span in lesson.spans for name in span.features)
        times.update(seen)
        documents.update(seen.keys())
    few = min(SEEN_IN, len(lessons))
    known = sorted(
        name
        for name, count in times.items()
        if count >= SEEN and documents[name] >= (SEEN_IN_WORDS if name.startswith(LEXICAL) else few)
    )
    return known, [name for name in known if name.startswith(FOLLOWS)]
