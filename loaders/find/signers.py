"""Signers: signing bodies → partners. Enters: signings as printed. Leaves: each partner's lines where it signs."""

from collections import defaultdict
from collections.abc import Sequence

from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import Places
from maillage.loaders.find.signatories import Signing


def sign(signings: Sequence[Signing], partners: Partners, places: Places) -> dict[str, tuple[int, ...]]:
    """Partner key → the lines where it signs; a body that no mention names becomes a partner of its own."""
    lines: dict[str, list[int]] = defaultdict(list)
    for signing in signings:
        partner = partners.body(signing.body, signing.line)
        partner.lines.add(signing.line)
        partner.forms.add(signing.body)
        lines[partner.key].append(signing.line)
    return {identity: tuple(sorted(set(at))) for identity, at in lines.items()}
