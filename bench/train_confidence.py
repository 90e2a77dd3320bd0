"""Measure the figures of `loaders/confidence.toml` on annotated contracts, and say how well they hold.

    python bench/train_confidence.py [--scorer score.py] --corpus FOLDER [--corpus FOLDER …] GOLD.json … [--write]

Each contract is read by models of statements and of carriers learned from the others, so that a confidence says what to
expect on a contract that nobody has seen. To be run again when carriers, frames or weights of statements change, after
`train.py --write`. The curve is an isotonic regression (R. Barlow et al., Statistical Inference under Order
Restrictions, 1972) of what is right on the product of the three probabilities, each product by figures that
did not see its document.
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from annotated import Case, arguments, cases
from scipy.optimize import minimize
from scipy.special import expit
from unseen import unseen

import maillage.loaders
from maillage.graph.evaluation.calibration import Bin, Judged, calibration, sure
from maillage.loaders.find.confidence import PARTS, Logistic, Trust
from maillage.loaders.find.evidence import ODDS, Features

FIGURES = Path(next(iter(maillage.loaders.__path__))) / "confidence.toml"
SPREAD, SPREAD_ODDS, SPREAD_BIAS = 0.3, 3.0, 3.0  # standard deviations of weights around 0
SEEN = 5  # how often a feature must be met
MANY = 60  # commitments from which a document weighs less for each, by the square root
POOL = 60  # commitments that a point of the curve stands for, at least
Floats = npt.NDArray[np.float64]
Known = tuple[Features, bool, float]  # what speaks for a part, whether it is right, and what this weighs


def learn(known: Sequence[Case]) -> Trust:
    """The figures without their curve."""
    matched = [case for case in known if case.gold is not None]
    every, some = _weights(known), _weights(matched)
    return Trust(
        _logistic([(c.evidence.span, c.gold is not None, w) for c, w in zip(known, every, strict=True)]),
        _logistic([(c.evidence.partners, c.judged.partners, w) for c, w in zip(matched, some, strict=True)]),
        _logistic([(c.evidence.item, c.judged.frame, w) for c, w in zip(matched, some, strict=True)]),
        (),
    )


def _weights(known: Sequence[Case]) -> list[float]:
    counts = Counter(case.document for case in known)
    return [min(1.0, (MANY / counts[case.document]) ** 0.5) for case in known]


def _logistic(known: Sequence[Known]) -> Logistic:
    counts = Counter(name for features, _, _ in known for name in features)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    rows = np.array([[1.0, *(features.get(name, 0.0) for name in names)] for features, _, _ in known])
    spread = np.array([SPREAD_BIAS, *(SPREAD_ODDS if name in ODDS else SPREAD for name in names)])
    signs = 2.0 * np.array([right for _, right, _ in known]) - 1
    found = _fit(rows, signs, np.array([weight for *_, weight in known]), spread)
    return Logistic(round(float(found[0]), 3), {n: round(float(v), 3) for n, v in zip(names, found[1:], strict=True)})


def _fit(rows: Floats, signs: Floats, weights: Floats, spread: Floats) -> Floats:
    def loss(values: Floats) -> tuple[float, Floats]:
        margin = signs * (rows @ values)
        gradient = rows.T @ (-signs * weights * expit(-margin)) + values / spread**2
        return float((weights * np.logaddexp(0, -margin)).sum() + ((values / spread) ** 2).sum() / 2), gradient

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


def products(known: Sequence[Case]) -> list[float]:
    """For each commitment the product of its three probabilities, by figures that did not see its document."""
    names = dict.fromkeys(case.document for case in known)
    without = {name: learn([case for case in known if case.document != name]) for name in names}
    return [math.prod(without[case.document].parts(case.evidence)) for case in known]


def curve(pairs: Iterable[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Points of (product, share right), both rising: neighbours that do not rise are pooled."""
    pools: list[list[float]] = []  # sum of products, right, count
    for product, right in sorted(pairs):
        if pools and pools[-1][2] < POOL:
            pools[-1] = [pools[-1][0] + product, pools[-1][1] + right, pools[-1][2] + 1]
        else:
            pools.append([product, float(right), 1.0])
        while len(pools) > 1 and pools[-1][2] >= POOL and _share(pools[-2]) >= _share(pools[-1]):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    if len(pools) > 1 and pools[-1][2] < POOL:
        last = pools.pop()
        pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return tuple((round(pool[0] / pool[2], 3), round(_share(pool), 3)) for pool in pools)


def _share(pool: Sequence[float]) -> float:
    """The share that is right, by the law of succession."""
    return float((pool[1] + 1) / (pool[2] + 2))


def report(title: str, known: Sequence[Case], trusted: Callable[[str], Trust]) -> None:
    """Print how many are right, by confidence; ``trusted``: what a document is judged by."""
    judged = [Judged(trusted(case.document).confidence(case.evidence), case.judged.right) for case in known]
    print(title)
    for each in (*calibration(judged), sure(judged)):
        print(f"  {_row(each)}")


def _row(each: Bin) -> str:
    share = "-" if each.share is None else f"{each.share:.3f}"
    return f"{each.low:.2f} to {each.high:.2f}: {each.right} of {each.count} right, {share}"


def write(found: Trust) -> None:
    """The figures as a file that a person can read."""
    lines = [
        "# How much what speaks for the parts of a commitment (find/evidence.py) is to be trusted: what each",
        "# feature adds to the log-odds of its part (find/confidence.py). Measured by bench/train_confidence.py;",
        "# not edited by hand.",
    ]
    for name in PARTS:
        part: Logistic = getattr(found, name)
        lines += ["", f"[{name}]", f"bias = {part.bias}", "", f"[{name}.weights]"]
        lines += [f'"{each}" = {value}' for each, value in sorted(part.of.items(), key=lambda w: (-abs(w[1]), w[0]))]
    points = ", ".join(f"[{x}, {y}]" for x, y in found.curve)
    lines += ["", "[curve] # product of the three → share that is right", f"points = [{points}]"]
    FIGURES.resolve().write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Measure, report, and write when asked to."""
    args = arguments(__doc__)
    known = list(unseen(args.gold, args.corpus, args.scorer))
    pairs = [(product, case.judged.right, case.document) for product, case in zip(products(known), known, strict=True)]
    found = replace(learn(known), curve=curve((product, right) for product, right, _ in pairs))
    names = dict.fromkeys(case.document for case in known)
    without = {
        name: replace(
            learn([case for case in known if case.document != name]),
            curve=curve((product, right) for product, right, document in pairs if document != name),
        )
        for name in names
    }
    report("leaving one document out", known, without.__getitem__)
    report("as read now", cases(args.gold, args.corpus), lambda _: found)
    if args.write:
        write(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
