"""Contracts in one document: a report may present several. Enters: a View. Leaves: each block's contract."""

import re

from rapidfuzz.fuzz import token_set_ratio

from maillage.loaders.blocks import Block
from maillage.loaders.fold import key
from maillage.loaders.view import View

_TITLE = re.compile(
    r"(?:le |iii?[./)] ?)?contrat de ville (?:\S+ ){0,4}?(?:de la |du |de l'|de )(?P<name>"
    r"(?:communaute|metropole|agglomeration|grand|pays)\b.*|\S+ (?:metropole|agglomeration)\b.*)$"
)
_ACRONYM = re.compile(r"\([^)]*\)?")
_GENERIC = {"communaute", "agglomeration", "urbaine", "commune", "metropole", "grand", "d", "du", "de", "la", "le", "l"}
MAX_TITLE = 26  # words of a heading that says whose contract follows
OTHER = 80  # token_set_ratio below which two names are two intercommunalities


def contract_of_blocks(view: View) -> list[int]:
    """For each block the contract whose heading it stands under: 1, 2, …; 0 everywhere when there is only one."""
    names: list[str] = []
    found, now = [], 0
    for block in view.blocks:
        name = _title(block)
        if name:
            known = next((i for i, other in enumerate(names) if token_set_ratio(name, other) >= OTHER), None)
            if known is None:
                names.append(name)
            now = len(names) if known is None else known + 1
        found.append(now)
    return found if len(names) > 1 else [0] * len(found)


def _title(block: Block) -> str | None:
    """The intercommunality that a heading says the contract is of."""
    if "contrat de ville" not in block.folded[:30] or block.words > MAX_TITLE or block.text.endswith("."):
        return None
    match = _TITLE.match(block.folded)
    name = key(_ACRONYM.sub("", match["name"])) if match else ""
    return " ".join(w for w in name.split() if w not in _GENERIC) or None
