"""Attribution: who, for which défi, where, with what. Enters: statements in context. Leaves: their links.

For each link the statement's own words come first, then its bullet, its heading, its chapter, its column; which of
them gave the link is kept.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.loaders.find.carriers import Carriers
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.frame import Item
from maillage.loaders.find.item_links import ItemLinks
from maillage.loaders.find.mobilised import Mobilised
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.sections import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

QuartersIn = Callable[[str, str | None], Sequence[Quarter]]  # (text, commune of its chapter) → quarters named


@dataclass(frozen=True, slots=True)
class Attributed:
    """A commitment: a statement with its links and what gave them."""

    statement: Statement
    kind: str
    partners: tuple[Partner, ...]
    partner_origin: str
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
    quarters_in: QuartersIn,
    items: ItemLinks,
) -> tuple[Attributed, ...]:
    """Give each statement its partners, frame item, quarters and dispositifs."""
    found = []
    carriers, mobilised = Carriers(view, partners, statements), Mobilised(view, dispositifs)
    for statement in statements:
        who, origin = carriers.of(statement)
        quarters, scope = _quarters(statement, who, quarters_in)
        found.append(
            Attributed(
                statement,
                _kind(statement),
                who,
                origin,
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


def _quarters(
    statement: Statement, who: tuple[Partner, ...], quarters_in: QuartersIn
) -> tuple[tuple[Quarter, ...], str]:
    commune = statement.context.commune
    named = tuple(quarters_in(statement.text, commune.place if commune else None))
    if named:
        return named, "named"
    if statement.context.quarters:
        return tuple(statement.context.quarters), "named"  # type: ignore[arg-type]
    if statement.context.scope == "stated_all" or matcher("scope.all").search(fold(statement.text)):
        return (), "stated_all"
    if len(who) == 1 and who[0].type == "commune":
        return (), "commune"
    return (), "unstated"


def _kind(statement: Statement) -> str:
    """engagement, action, projet_phare or offre (codes of the scheme commitment-kind)."""
    context: Context = statement.context
    if matcher("kind.flagship").search(fold(statement.text)) or any(
        matcher("kind.flagship").search(fold(p)) for p in context.path
    ):
        return "projet_phare"
    if context.section == "table":
        return "action"
    features = statement.features
    promises = any(name in features for name in ("open-infinitive", "open-noun", "open-gerund", "verb-future"))
    if not promises and "verb-finite" in features and ("verb-pledge" not in features or context.item is None):
        return "offre"
    return "engagement"
