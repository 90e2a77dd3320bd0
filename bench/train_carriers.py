"""Learn the weights of `loaders/carriers.toml`: which of the partners that claim a commitment carries it.

    python bench/train_carriers.py --scorer score.py --corpus FOLDER [--corpus FOLDER …] GOLD.json … [--write]

The statements that are found are matched with the annotated commitments (IoU of their lines >= 0.5); each claim to one
(`find/claims.py`) is an example, right when its partner is among the annotated ones. Statements of which no claim is
right teach nothing: their carrier was not found at all. The model is that of `bench/train.py`, its weights drawn
towards those of `carriers_prior.toml`; a document with many statements weighs less for each.

Printed is the mean Jaccard of partners on what matched, leaving one document out and on what it learned from.
"""

import argparse
import json
import runpy
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit
from train import MATCH, Lines, overlap

import maillage.loaders
from maillage.loaders.find.carriers import believed
from maillage.loaders.find.claim_features import Claim
from maillage.loaders.find.claims import Claims
from maillage.loaders.find.partners import Partner
from maillage.loaders.find.row_links import row_statements
from maillage.loaders.find.statements import Statement, find_statements
from maillage.loaders.read import read
from maillage.loaders.reading import Prepared, prepare

WEIGHTS = Path(next(iter(maillage.loaders.__path__))) / "carriers.toml"
PRIOR = Path(__file__).with_name("carriers_prior.toml")
COLLECTIVE = "partenaires-du-contrat"
SPREAD, SPREAD_TOGETHER = 0.5, 0.3  # standard deviation of a weight around its prior; of one that only tells together
SEEN, SEEN_IN = 4, 2  # how often, and in how many documents, a feature must be met
LEAST = 0.02  # weights closer to zero are left out
MANY = 60  # statements from which a document weighs less for each, by the square root
THRESHOLD = (
    0.55  # a partner too many costs as much as one missed, and claims of one sentence are right or wrong together
)
Floats = npt.NDArray[np.float64]
Match = Callable[[Sequence[Any], Sequence[Any], str], dict[int, int]]
Weighted = tuple[float, Mapping[str, float]]  # bias, and the weight of each feature


@dataclass(slots=True)
class Example:
    """A statement that matched: its claims, whether each is right, and how many partners were annotated."""

    document: str
    claims: list[Claim]
    right: list[bool]
    gold: int

    def score(self, model: Weighted) -> float:
        """The Jaccard of the partners that a model believes and the annotated ones."""
        bias, weights = model
        likely = [float(expit(bias + sum(weights.get(f, 0.0) for f in sorted(c.features)))) for c in self.claims]
        partners, _ = believed(self.claims, likely, THRESHOLD)
        keys = {p.key for p in partners}
        hits = sum(right for claim, right in zip(self.claims, self.right, strict=True) if claim.partner.key in keys)
        both = len(keys) + self.gold - hits
        return hits / both if both else 1.0


def load(golds: Iterable[Path], folders: Sequence[Path], match: Match) -> list[Example]:
    """The examples of every annotated document.

    Raises:
        FileNotFoundError: a gold file names a document that no folder holds.
    """
    by_document: dict[str, list[Any]] = defaultdict(list)
    for path in golds:
        gold = json.loads(path.read_text("utf-8"))
        by_document[gold["document"]].append(gold)
    found: list[Example] = []
    for name in sorted(by_document):
        place = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if place is None:
            raise FileNotFoundError(f"{name}: in none of the folders {', '.join(map(str, folders))}")
        found += _examples(place, by_document[name], match)
    return found


def _examples(path: Path, golds: Sequence[Any], match: Match) -> Iterable[Example]:
    ready = prepare(read(path))
    statements = _statements(ready)
    claims = Claims(ready.view, ready.partners, statements)
    blank = {n for n, line in enumerate(ready.view.document.lines, 1) if not line.strip()}
    for gold in golds:
        known = _identities(gold["partenaires"], ready, match)
        commitments = [(frozenset(range(e["lignes"][0], e["lignes"][1] + 1)) - blank, e) for e in gold["engagements"]]
        found = [(frozenset(range(s.first, s.last + 1)) - blank, s) for s in statements]
        for statement, commitment in _matched(found, commitments):
            claimed, wanted = claims.of(statement), set(commitment["partenaires"])
            right = [known.get(claim.partner.key) in wanted for claim in claimed]
            yield Example(path.name, claimed, right, len(wanted))


def _statements(ready: Prepared) -> list[Statement]:
    found = [
        *find_statements(ready.prose, ready.contexts, ready.partners, ready.dispositifs),
        *row_statements(ready.view, ready.rows, ready.contexts, ready.partners, ready.quarters_in),
    ]
    return sorted(found, key=lambda statement: statement.first)


def _matched(
    found: Sequence[tuple[Lines, Statement]], commitments: Sequence[tuple[Lines, Any]]
) -> Iterable[tuple[Statement, Any]]:
    """Statements and annotated commitments, one to one, the best overlaps first."""
    pairs = sorted(
        (-overlap(lines, other), i, j)
        for i, (lines, _) in enumerate(commitments)
        for j, (other, _) in enumerate(found)
        if overlap(lines, other) >= MATCH
    )
    golds, statements = set(), set()
    for _, i, j in pairs:
        if i not in golds and j not in statements:
            golds.add(i)
            statements.add(j)
            yield found[j][1], commitments[i][1]


def _identities(gold: Sequence[Any], ready: Prepared, match: Match) -> dict[str, str]:
    """For each partner found, by key, the annotated one that the scorer takes it for."""
    bodies = [partner for partner in gold if partner["id"] != COLLECTIVE]
    found = [partner for partner in ready.partners.by_key.values() if not partner.collective]
    pairs = match(bodies, [_as_fact(partner) for partner in found], "partner")
    known = {found[j].key: str(bodies[i]["id"]) for i, j in pairs.items()}
    return known | {ready.partners.collective.key: COLLECTIVE}


def _as_fact(partner: Partner) -> dict[str, Any]:
    return {
        "name": partner.name, "acronym": partner.acronym, "type": partner.type, "forms": sorted(partner.forms),
        "lines": sorted(partner.lines),
    }  # fmt: skip


def matcher_of(scorer: Path) -> Match:
    """The function by which a scorer tells which entities found are which annotated ones.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return cast(Match, runpy.run_path(str(scorer))["match"])


def fit(examples: Sequence[Example]) -> Weighted:
    """The weights most likely after the examples (maximum a posteriori)."""
    taught = [example for example in examples if any(example.right)]
    prior = tomllib.loads(PRIOR.read_text("utf-8"))
    names = sorted({*_vocabulary(taught), *prior["weights"]})  # what is believed holds though it was not met
    center = np.array([*(float(prior["weights"].get(name, 0.0)) for name in names), float(prior["bias"])])
    deviation = np.array([*(SPREAD_TOGETHER if "|" in name or "+" in name else SPREAD for name in names), 5.0])
    values = minimize(
        _loss(taught, names, center, deviation), center, jac=True, method="L-BFGS-B",
        bounds=[*(_bounds(name, prior["sign"]) for name in names), (None, None)], options={"maxiter": 400},
    ).x  # fmt: skip
    return float(values[-1]), {name: float(value) for name, value in zip(names, values[:-1], strict=True)}


def _loss(examples: Sequence[Example], names: Sequence[str], center: Floats, deviation: Floats) -> Any:
    columns = {name: i for i, name in enumerate(names)}
    counts = Counter(example.document for example in examples)
    rows, cols, signs, weights = [], [], [], []
    for example in examples:
        for claim, right in zip(example.claims, example.right, strict=True):
            known = [columns[f] for f in claim.features if f in columns]
            rows += [len(signs)] * len(known)
            cols += known
            signs.append(1.0 if right else -1.0)
            weights.append(min(1.0, (MANY / counts[example.document]) ** 0.5))
    matrix = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(len(signs), len(names)))
    sign, weight = np.array(signs), np.array(weights)

    def loss(values: Floats) -> tuple[float, Floats]:
        margin = sign * (matrix @ values[:-1] + values[-1])
        away = (values - center) / deviation
        pull = -sign * expit(-margin) * weight
        gradient = np.append(matrix.T @ pull, pull.sum()) + away / deviation
        return float((np.logaddexp(0, -margin) * weight).sum() + (away**2).sum() / 2), gradient

    return loss


def _vocabulary(examples: Sequence[Example]) -> list[str]:
    times: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for claim in example.claims:
            for name in claim.features:
                times[name] += 1
                documents[name].add(example.document)
    few = min(SEEN_IN, len({example.document for example in examples}))
    return sorted(name for name, count in times.items() if count >= SEEN and len(documents[name]) >= few)


def _bounds(name: str, sign: Mapping[str, Sequence[str]]) -> tuple[float | None, float | None]:
    if any(fnmatchcase(name, pattern) for pattern in sign["positive"]):
        return 0.0, None
    return (None, 0.0) if any(fnmatchcase(name, pattern) for pattern in sign["negative"]) else (None, None)


def report(scores: Mapping[str, Sequence[float]], title: str) -> None:
    """Print the mean Jaccard, over all and by document."""
    every = [score for each in scores.values() for score in each]
    print(f"{title}: {np.mean(every):.3f} on {len(every)} statements")
    for name, each in scores.items():
        print(f"  {name:45s} {np.mean(each):.3f}  ({len(each)})")


def _scores(examples: Sequence[Example], models: Mapping[str, Weighted]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for example in examples:
        found[example.document].append(example.score(models[example.document]))
    return found


def write(model: Weighted) -> None:
    """The weights as a file that a person can read, the heaviest first."""
    bias, weights = model
    lines = [
        "# Weights of the features of find/claims.py and find/roles.py: how likely a claim to a commitment is right.",
        "# Learned by bench/train_carriers.py; not edited by hand.",
        f"bias = {round(bias, 3)}",
        f"threshold = {THRESHOLD}",
        "",
        "[weights]",
    ]
    rounded = {name: round(value, 3) for name, value in weights.items() if abs(value) >= LEAST}
    lines += [f'"{name}" = {value}' for name, value in sorted(rounded.items(), key=lambda w: (-abs(w[1]), w[0]))]
    WEIGHTS.resolve().write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(rounded)} weights")


def main() -> int:
    """Learn, report, and write when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--scorer", type=Path, required=True, help="score.py, which tells partners apart")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    examples = load(args.gold, args.corpus, matcher_of(args.scorer))
    names = sorted({example.document for example in examples})
    unseen = {name: fit([e for e in examples if e.document != name]) for name in names}
    report(_scores(examples, unseen), "leaving one document out")
    model = fit(examples)
    report(_scores(examples, dict.fromkeys(names, model)), "on what it learned from")
    if args.write:
        write(model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
