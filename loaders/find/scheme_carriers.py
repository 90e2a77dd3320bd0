"""Scheme carriers: who carries a scheme, where the text says so. Enters: a View and what it names. Leaves: carriers.

"The programme, carried by the fund", "the grant of the Region", "the town pilots the council": a body is a carrier when
what stands between its name and the scheme's says so, never because it stands near.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.dispositifs import Dispositif, Dispositifs
from maillage.loaders.find.mobilised import is_contract
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

_PLURAL = re.compile(r"es(?: \w+)* par\b")
REACH = 90  # characters between a scheme and its carrier

Place = tuple[int, int]  # where a name starts and ends in its block


@dataclass(frozen=True, slots=True)
class Carrier:
    """A body that the text says to carry a scheme, and the line that says it."""

    dispositif: str  # its key
    partner: Partner
    line: int


def scheme_carriers(view: View, dispositifs: Dispositifs, partners: Partners) -> list[Carrier]:
    """Each carrier of each scheme once, in the order of the text."""
    found: dict[tuple[str, str], Carrier] = {}
    for block in view.blocks:
        schemes = [d for d in dispositifs.at(block.first, block.last) if not is_contract(d)]
        bodies = partners.at(block.first, block.last) if schemes else []
        for carrier in _in_block(block, schemes, [s for s in bodies if not s.partner.collective]):
            found.setdefault((carrier.dispositif, carrier.partner.key), carrier)
    return list(found.values())


def _in_block(block: Block, schemes: Sequence[Dispositif], bodies: Sequence[Seen]) -> Iterator[Carrier]:
    bearers = sorted(
        {(p, s.partner.key): s.partner for s in bodies for p in _places(block.folded, fold(s.surface))}.items()
    )
    named = sorted(
        (place, scheme.key)
        for scheme in (schemes if bearers else ())
        for place in _longest({p for form in scheme.forms for p in _places(block.folded, fold(form))})
    )
    for at, (scheme_place, scheme) in enumerate(named):
        for (place, _), partner in bearers:
            if _carries(block.folded, scheme_place, place):
                joined = _joined(block.folded, named[: at + 1], place)
                yield from (Carrier(each, partner, line_in(block, place[0])) for each in (scheme, *joined))


def _joined(folded: str, named: Sequence[tuple[Place, str]], body: Place) -> Iterator[str]:
    """The schemes before the last one of a list, when what is said of it is said in the plural."""
    if _PLURAL.search(folded, named[-1][0][1], body[0]) is None:
        return
    for (before, scheme), (after, _) in reversed(list(pairwise(named))):
        if matcher("carrier.several").pattern.fullmatch(folded, before[1], after[0]) is None:
            return
        yield scheme


def _carries(folded: str, scheme: Place, body: Place) -> bool:
    """Whether what stands between a scheme and a body says that the body carries it."""
    if scheme[0] < body[0] and body[1] == scheme[1]:
        return matcher("carrier.within").pattern.fullmatch(folded, scheme[0], body[0]) is not None
    if scheme[1] <= body[0] <= scheme[1] + REACH:
        return matcher("carrier.after").pattern.fullmatch(folded, scheme[1], body[0]) is not None
    if body[1] <= scheme[0] <= body[1] + REACH:
        return matcher("carrier.before").pattern.fullmatch(folded, body[1], scheme[0]) is not None
    return False


def _places(folded: str, name: str) -> Iterator[Place]:
    """Where a name stands as whole words."""
    at = folded.find(name)
    while at >= 0:
        end = at + len(name)
        if not folded[max(0, at - 1) : at].isalnum() and not folded[end : end + 1].isalnum():
            yield at, end
        at = folded.find(name, at + 1)


def _longest(places: set[Place]) -> set[Place]:
    """Places that lie inside no other one."""
    return {p for p in places if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in places)}
