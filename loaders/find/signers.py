"""Signers: signing bodies → partners. Enters: signings as printed. Leaves: each partner's lines where it signs."""

from collections import defaultdict
from collections.abc import Sequence

from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import Places
from maillage.loaders.find.signatories import Signing
from maillage.loaders.fold import fold
from maillage.loaders.view import View

PREFECTURE = "prefecture "
NEAR = 2  # lines that a body's name may run on after the office that signs for it


def prefecture_signs(view: View, signings: Sequence[Signing]) -> bool:
    """Whether a prefecture signs under its own name, and is named elsewhere; else its prefect signs for the State."""
    apart = [
        signing.line
        for signing in signings
        if fold(signing.body).startswith(PREFECTURE)
        and PREFECTURE in fold("\n".join(view.lines[signing.line - 1 : signing.line + NEAR]))
    ]
    aside = {n for line in apart for n in range(line, line + NEAR + 1)}
    named = (n for n, line in enumerate(view.lines, 1) if n not in aside and PREFECTURE.strip() in fold(line))
    return bool(apart) and next(named, None) is not None


def sign(signings: Sequence[Signing], partners: Partners, places: Places) -> dict[str, tuple[int, ...]]:
    """Partner key → the lines where it signs; a body that no mention names becomes a partner of its own."""
    lines: dict[str, list[int]] = defaultdict(list)
    for signing in signings:
        of_state = partners.state and fold(signing.body).startswith(PREFECTURE)
        partner = partners.state if of_state and partners.state else partners.body(signing.body, signing.line)
        partner.lines.add(signing.line)
        partner.forms.add(signing.body)
        partner.known_by.setdefault((signing.body, "signature"), signing.line)
        lines[partner.key].append(signing.line)
    return {identity: tuple(sorted(set(at))) for identity, at in lines.items()}
