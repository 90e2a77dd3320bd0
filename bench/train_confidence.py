"""Measure the figures of `loaders/confidence.toml` on annotated contracts, and say how well they hold.

    python bench/train_confidence.py --corpus FOLDER [--corpus FOLDER …] GOLD.json [GOLD.json …] [--write]

Each contract is read by a model of statements learned from the others, so that a confidence says what to expect on a
contract that nobody has seen. To be run again when carriers, frames or weights of statements change, after
`train.py --write`. The curve is an isotonic regression (R. Barlow et al., Statistical Inference under Order
Restrictions, 1972) of what is right on the product of the three probabilities, each product by figures that
did not see its document.
"""

import math
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from annotated import Case, arguments, cases
from scipy.optimize import minimize
from scipy.special import expit
from unseen import unseen

import maillage.loaders
from maillage.graph.evaluation.calibration import Bin, Judged, calibration, sure
from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.confidence import Logistic, Trust, item_features, partner_features

FIGURES = Path(next(iter(maillage.loaders.__path__))) / "confidence.toml"
SPREAD, SPREAD_BIAS = 0.8, 3.0  # standard deviations of weights around 0
SEEN = 5  # how often a feature must be met
POOL = 60  # commitments that a point of the curve stands for, at least
CAUTION = 0.5  # standard errors that a share is taken to be less than measured
Floats = npt.NDArray[np.float64]


def learn(known: Sequence[Case]) -> Trust:
    """The figures without their curve."""
    spans = [(case.read.statement.likely, case.gold is not None) for case in known]
    matched = [case for case in known if case.gold is not None]
    return Trust(
        _span(spans),
        _logistic([(partner_features(case.read), case.judged.partners) for case in matched]),
        _logistic([(item_features(case.read), case.judged.frame) for case in matched]),
        (),
    )


def _span(known: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    odds = np.array([[1.0, math.log(likely / (1 - likely))] for likely, _ in known])
    found = _fit(odds, [right for _, right in known], np.array([SPREAD_BIAS, SPREAD_BIAS]))
    return round(float(found[0]), 3), round(float(found[1]), 3)


def _logistic(known: Sequence[tuple[Sequence[str], bool]]) -> Logistic:
    every = [name for features, _ in known for name in features]
    names = sorted({name for name in every if every.count(name) >= SEEN})
    rows = np.array([[1.0, *(float(name in features) for name in names)] for features, _ in known])
    found = _fit(rows, [right for _, right in known], np.array([SPREAD_BIAS, *[SPREAD] * len(names)]))
    return Logistic(round(float(found[0]), 3), {n: round(float(v), 3) for n, v in zip(names, found[1:], strict=True)})


def _fit(rows: Floats, right: Sequence[bool], spread: Floats) -> Floats:
    signs = 2.0 * np.array(right) - 1

    def loss(values: Floats) -> tuple[float, Floats]:
        margin = signs * (rows @ values)
        gradient = rows.T @ (-signs * expit(-margin)) + values / spread**2
        return float(np.logaddexp(0, -margin).sum() + ((values / spread) ** 2).sum() / 2), gradient

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x)


def products(known: Sequence[Case]) -> list[float]:
    """For each commitment the product of its three probabilities, by figures that did not see its document."""
    names = dict.fromkeys(case.document for case in known)
    without = {name: learn([case for case in known if case.document != name]) for name in names}
    return [math.prod(without[case.document].parts(case.read)) for case in known]


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
    """The share that is right, by the law of succession, less half its standard error, to promise no more."""
    share = (pool[1] + 1) / (pool[2] + 2)
    return float(share - CAUTION * math.sqrt(share * (1 - share) / (pool[2] + 2)))


def report(title: str, known: Sequence[Case], confidence: Callable[[Attributed, str], float]) -> None:
    """Print how many are right, by confidence."""
    judged = [Judged(confidence(case.read, case.document), case.judged.right) for case in known]
    print(title)
    for each in (*calibration(judged), sure(judged)):
        print(f"  {_row(each)}")


def _row(each: Bin) -> str:
    share = "-" if each.share is None else f"{each.share:.3f}"
    return f"{each.low:.2f} to {each.high:.2f}: {each.right} of {each.count} right, {share}"


def write(found: Trust) -> None:
    """The figures as a file that a person can read."""
    lines = [
        "# How much the parts of a commitment are to be trusted (find/confidence.py): odds of its span, of its",
        "# partners by what gave them, of its frame item by where it comes from. Measured by",
        "# bench/train_confidence.py; not edited by hand.",
        "[span]",
        f"intercept = {found.span[0]}",
        f"slope = {found.span[1]}",
    ]
    for name, part in (("partners", found.partners), ("item", found.item)):
        lines += ["", f"[{name}]", f"bias = {part.bias}", "", f"[{name}.weights]"]
        lines += [f'"{each}" = {value}' for each, value in sorted(part.of.items(), key=lambda w: (-abs(w[1]), w[0]))]
    points = ", ".join(f"[{x}, {y}]" for x, y in found.curve)
    lines += ["", "[curve] # product of the three → share that is right", f"points = [{points}]"]
    FIGURES.resolve().write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Measure, report, and write when asked to."""
    args = arguments(__doc__)
    known = list(unseen(args.gold, args.corpus))
    pairs = [(product, case.judged.right, case.document) for product, case in zip(products(known), known, strict=True)]
    bare = learn(known)
    found = Trust(bare.span, bare.partners, bare.item, curve((product, right) for product, right, _ in pairs))
    names = dict.fromkeys(case.document for case in known)
    without = {n: _without(n, known, curve((p, right) for p, right, document in pairs if document != n)) for n in names}
    report("leaving one document out", known, lambda read, document: without[document].confidence(read))
    report("as read now", cases(args.gold, args.corpus), lambda read, document: found.confidence(read))
    if args.write:
        write(found)
    return 0


def _without(name: str, known: Sequence[Case], points: tuple[tuple[float, float], ...]) -> Trust:
    bare = learn([case for case in known if case.document != name])
    return Trust(bare.span, bare.partners, bare.item, points)


if __name__ == "__main__":
    sys.exit(main())
