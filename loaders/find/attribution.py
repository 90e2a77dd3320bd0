"""Attribution: who, for which défi, where, with what. Enters: statements in context. Leaves: their links.

For each link the statement's own words come first, then its bullet, its heading, its chapter, its column; which of
them gave the link is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from maillage.loaders.find.carriers import Carriers
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.frame import Item
from maillage.loaders.find.item_links import ItemLinks
from maillage.loaders.find.kinds import Kinds
from maillage.loaders.find.mobilised import Mobilised
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.targets import Targets
from maillage.loaders.view import View


@dataclass(frozen=True, slots=True)
class Attributed:
    """A commitment: a statement with its links and what gave them."""

    statement: Statement
    kind: str
    partners: tuple[Partner, ...]
    partner_origin: str
    partner_likely: float  # probability that exactly these carry it
    items: tuple[Item, ...]
    item_origin: str
    quarters: tuple[Quarter, ...]
    scope: str
    dispositifs: tuple[Dispositif, ...]
    deadline: str | None


def attribute(
    view: View,
    statements: Sequence[Statement],
    partners: Partners,
    dispositifs: Dispositifs,
    targets: Targets,
    items: ItemLinks,
    kinds: Kinds,
) -> tuple[Attributed, ...]:
    """Give each statement its kind, partners, frame item, quarters and dispositifs."""
    found = []
    carriers, mobilised = Carriers(view, partners, statements), Mobilised(view, dispositifs)
    for statement in statements:
        (who, origin), likely = carriers.of(statement)
        quarters, scope = targets.of(statement, who)
        found.append(
            Attributed(
                statement,
                kinds.of(statement, (who, origin)),
                who,
                origin,
                likely,
                *items.of(statement, quarters),
                quarters,
                scope,
                mobilised.by(statement),
                statement.deadline,
            )
        )
    for commitment in found:
        for partner in commitment.partners:
            partner.roles.add("committed")
    return tuple(found)
