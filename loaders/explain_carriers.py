"""Explain carriers: who claims a commitment, and why one won. Enters: all that was found. Leaves: claims, weighed.

The claims are made anew from what the reading found and judged by the weights that it used, so that what is shown is
what decided.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from maillage.loaders.find.attribution import Attributed
from maillage.loaders.find.carriers import believed, carrier_weights
from maillage.loaders.find.claims import Claims
from maillage.loaders.resolve import Found


@dataclass(frozen=True, slots=True)
class Claimed:
    """A partner that a commitment may be of: what names it, how likely it carries it, and whether it was believed."""

    partner: str
    origins: tuple[str, ...]  # statement, lead, heading, chapter, column, carried or default; the nearest first
    likely: float
    believed: bool
    features: tuple[tuple[str, float], ...]  # name, and what it adds to the log-odds, the heaviest first


class Carrying:
    """Tells the claims to the commitments of a contract."""

    def __init__(self, found: Found) -> None:
        """A chapter is known by what is said in it: all commitments are looked at."""
        self._claims = Claims(found.view, found.partners, [each.statement for each in found.commitments])

    def of(self, commitment: Attributed) -> tuple[Claimed, ...]:
        """The claims to one commitment, the likeliest first."""
        claims, model = self._claims.of(commitment.statement), carrier_weights()
        likely = [model.probability(claim.features) for claim in claims]
        taken = {partner.key for partner in believed(claims, likely, model.threshold)[0]}
        told = [
            Claimed(
                claim.partner.name, tuple(dict.fromkeys(claim.origins)), probability, claim.partner.key in taken,
                heaviest((name, model.of[name]) for name in claim.features if name in model.of),
            )
            for claim, probability in zip(claims, likely, strict=True)
        ]  # fmt: skip
        return tuple(sorted(told, key=lambda each: (-each.likely, each.partner)))


def heaviest(adds: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """What features add, the heaviest first."""
    return tuple(sorted(adds, key=lambda each: (-abs(each[1]), each[0])))
