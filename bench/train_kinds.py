"""Learn the weights of `loaders/kinds.toml` from annotated contracts, and say what they are worth on unseen ones.

    python bench/train_kinds.py --corpus FOLDER [--corpus FOLDER …] GOLD.json [GOLD.json …] [--write]

The examples are the commitments that the reader finds where an annotator found them, with the kind that he gave; so
weights of statements are learned first. The model is a softmax regression whose weights are drawn towards those of
`prior_kinds.toml` (a Gaussian prior around them) and keep the sign that is given there. Documents that are long weigh
less for each of their commitments. Leaving one document out tells what to expect on another contract.
"""

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from annotated import Case, arguments, cases
from scipy.optimize import minimize
from scipy.special import log_softmax

import maillage.loaders
from maillage.loaders.find.kinds import KINDS, Kinds, KindWeights

WEIGHTS = Path(next(iter(maillage.loaders.__path__))) / "kinds.toml"
PRIOR = Path(__file__).with_name("prior_kinds.toml")
SPREAD, SPREAD_TOGETHER, SPREAD_BIAS = 0.13, 0.04, 3.0  # standard deviations of weights around their prior
SEEN, SEEN_IN = 6, 3  # how often, and in how many documents, a feature without a prior must be met
LONG = 0.3  # power of a document's length by which each of its commitments weighs less
LEAST = 0.02  # weights closer to zero are left out
Floats = npt.NDArray[np.float64]
Known = tuple[str, frozenset[str], str]  # document, features, kind
Prior = Mapping[str, Mapping[str, float]]


def examples(found: Sequence[Case]) -> list[Known]:
    """What is learned from: the commitments that were read where one is annotated."""
    tellers: dict[int, Kinds] = {}
    known = []
    for case in found:
        if case.gold is not None:
            kinds = tellers.setdefault(id(case.found), Kinds(case.found.prose, case.found.under))
            features = kinds.features(case.read.statement, (case.read.partners, case.read.partner_origin))
            known.append((case.document, features, case.gold.kind))
    return known


def learn(known: Sequence[Known], prior: Prior) -> KindWeights:
    """The weights most likely after the examples (maximum a posteriori)."""
    names = _vocabulary(known, prior)
    rows, kinds, heavy = _matrix(known, names), _one_hot(known), _weight(known)
    center = np.array([[*(prior[kind].get(name, 0.0) for name in names), 0.0] for kind in KINDS])
    spread = np.array([*(SPREAD_TOGETHER if "|" in name else SPREAD for name in names), SPREAD_BIAS])
    bounds = [(0.0, None) if value > 0 else (None, None) for value in center.ravel()]

    def loss(flat: Floats) -> tuple[float, Floats]:
        values = flat.reshape(center.shape)
        logs = log_softmax(rows @ values.T, axis=1)
        away = (values - center) / spread
        gradient = ((np.exp(logs) - kinds) * heavy).T @ rows + away / spread
        return float(-(logs * kinds * heavy).sum() + (away**2).sum() / 2), gradient.ravel()

    found = minimize(loss, center.ravel(), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    values = found.x.reshape(center.shape)
    bias = {kind: round(float(row[-1]), 3) for kind, row in zip(KINDS, values, strict=True)}
    of = {kind: _told(names, row) for kind, row in zip(KINDS, values, strict=True)}
    return KindWeights(bias, of)


def _vocabulary(known: Sequence[Known], prior: Prior) -> list[str]:
    times = Counter(name for _, features, _ in known for name in features)
    documents: dict[str, set[str]] = defaultdict(set)
    for document, features, _ in known:
        for name in features:
            documents[name].add(document)
    seen = {name for name, count in times.items() if count >= SEEN and len(documents[name]) >= SEEN_IN}
    return sorted(seen.union(*prior.values()))


def _matrix(known: Sequence[Known], names: Sequence[str]) -> Floats:
    columns = {name: i for i, name in enumerate(names)}
    rows = np.zeros((len(known), len(names) + 1))
    rows[:, -1] = 1.0  # the bias
    for row, (_, features, _) in enumerate(known):
        rows[row, [columns[name] for name in features if name in columns]] = 1.0
    return rows


def _one_hot(known: Sequence[Known]) -> Floats:
    return np.array([[float(kind == each) for each in KINDS] for _, _, kind in known])


def _weight(known: Sequence[Known]) -> Floats:
    """What each example weighs, on average 1; a column."""
    length = Counter(document for document, _, _ in known)
    heavy = np.array([[length[document] ** -LONG] for document, _, _ in known])
    return np.asarray(heavy * len(heavy) / heavy.sum())


def _told(names: Sequence[str], row: Floats) -> dict[str, float]:
    values = {name: round(float(value), 3) for name, value in zip(names, row[:-1], strict=True)}
    return {name: value for name, value in values.items() if abs(value) >= LEAST}


def report(known: Sequence[Known], told: Sequence[str], title: str) -> None:
    """Print the share of right kinds, over all and by document."""
    right: dict[str, list[bool]] = defaultdict(list)
    for (document, _, kind), each in zip(known, told, strict=True):
        right[document].append(kind == each)
    every = [each for mine in right.values() for each in mine]
    print(f"{title}: {sum(every) / len(every):.3f} of {len(every)}")
    print("  " + ", ".join(f"{name[:14]} {sum(mine) / len(mine):.2f}" for name, mine in right.items()))


def write(weights: KindWeights) -> None:
    """The weights as a file that a person can read, the heaviest first."""
    lines = [
        "# Weights of the features of find/kinds.py: the score of a kind is its bias plus the weights of a statement's",
        "# features, and the greatest wins. Learned by bench/train_kinds.py; not edited by hand.",
        "[bias]",
        *(f"{kind} = {value}" for kind, value in weights.bias.items()),
    ]
    for kind, of in weights.of.items():
        heaviest = sorted(of.items(), key=lambda w: (-abs(w[1]), w[0]))
        lines += ["", f"[weights.{kind}]", *(f'"{name}" = {value}' for name, value in heaviest)]
    WEIGHTS.resolve().write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Learn, report, and write when asked to."""
    args = arguments(__doc__)
    found = [case for case in cases(args.gold, args.corpus) if case.gold is not None]
    known = examples(found)
    prior = tomllib.loads(PRIOR.read_text("utf-8"))
    report(known, [case.read.kind for case in found], "as read now")
    without = {name: learn([k for k in known if k[0] != name], prior) for name in dict.fromkeys(k[0] for k in known)}
    report(known, [without[name].best(features) for name, features, _ in known], "leaving one document out")
    weights = learn(known, prior)
    report(known, [weights.best(features) for _, features, _ in known], "on what it learned from")
    if args.write:
        write(weights)
    return 0


if __name__ == "__main__":
    sys.exit(main())
