"""Carriers: who takes each commitment. Enters: statements in context, in order. Leaves: partners, and what gave them.

Every partner that a statement, its lead-in, its heading, its column or its chapter names claims it, and so do all
signatories together (`find/claims.py`). A linear model tells how likely each claim is; the likeliest is believed, and
with it others that are likelier than not, for what several carry together.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from maillage.loaders.find.claim_features import Claim
from maillage.loaders.find.claims import Claims
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.statements import Statement
from maillage.loaders.view import View

Carried = tuple[tuple[Partner, ...], str]  # partners, and what gave them
TIE = 1e-9  # difference of probabilities up to which claims are as likely
GUESS, NEAR = 0.3, 0.05  # a name under the one and no more than the other likelier than all signatories is a guess
LEAST = 0.1  # probability under which even the likeliest claim is not believed: nobody is better than a wrong name


@dataclass(frozen=True, slots=True)
class CarrierWeights:
    """A linear model: what each feature adds, what every claim starts from, and when others than the best count."""

    bias: float
    threshold: float
    of: Mapping[str, float]

    def probability(self, features: AbstractSet[str]) -> float:
        """How likely a claim with these features is right, between 0 and 1; summed exactly, whatever their order."""
        score = math.fsum([self.bias, *map(self.of.__getitem__, features & self.of.keys())])
        return 1 / (1 + math.exp(-score))


@cache
def carrier_weights() -> CarrierWeights:
    """The weights of ``carriers.toml``, learned by `bench/train_carriers.py` from annotated contracts."""
    table = tomllib.loads((files("maillage.loaders") / "carriers.toml").read_text("utf-8"))
    of = {str(name): float(value) for name, value in table["weights"].items()}
    return CarrierWeights(float(table["bias"]), float(table["threshold"]), of)


class Carriers:
    """Tells the partners of one statement after the other."""

    def __init__(self, view: View, partners: Partners, statements: Sequence[Statement]) -> None:
        """All statements of the document, in the order of the text."""
        self._claims = Claims(view, partners, statements)

    def of(self, statement: Statement) -> tuple[Carried, float]:
        """Whose commitment a statement is, and how likely it is exactly theirs."""
        claims = self._claims.of(statement)
        model = carrier_weights()
        likely = [model.probability(c.features) for c in claims]
        carried = believed(claims, likely, model.threshold)
        return carried, exactly(carried[0], claims, likely)


def believed(claims: Sequence[Claim], likely: Sequence[float], threshold: float) -> Carried:
    """The partners whose claims are believed, in the order of the claims, and what gave the likeliest.

    ``likely``: the probability of each claim; those from ``threshold`` on are believed beside the likeliest, and those
    as likely as it. All signatories together and one of them do not go together.
    """
    best = max(range(len(claims)), key=lambda i: likely[i], default=-1)
    if best < 0 or likely[best] < LEAST:
        return (), "none"
    if likely[best] < GUESS:
        best = max(
            range(len(claims)),
            key=lambda i: (likely[i] >= likely[best] - NEAR and claims[i].partner.collective, likely[i]),
        )
    origin = claims[best].origins[0]
    if claims[best].partner.collective:
        return (claims[best].partner,), origin
    alike = likely[best] - TIE  # of two that nothing tells apart, one alone would be a guess
    taken = [c for i, c in enumerate(claims) if likely[i] >= min(threshold, alike)]
    return tuple(c.partner for c in taken if not c.partner.collective), origin


def exactly(partners: Sequence[Partner], claims: Sequence[Claim], likely: Sequence[float]) -> float:
    """How likely exactly these partners carry a statement: their claims are right, and all others are wrong.

    Where nobody claims a statement its carrier was not found: 0.
    """
    if not claims:
        return 0.0
    keys = {partner.key for partner in partners}
    return math.prod(p if claim.partner.key in keys else 1 - p for claim, p in zip(claims, likely, strict=True))
