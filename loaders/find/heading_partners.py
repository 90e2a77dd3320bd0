"""Heading partners: whom a heading names. Enters: a heading. Leaves: the partner behind what stands under it."""

import re

from maillage.loaders.blocks import Block
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher

MAX_BODY_WORDS = 9  # of an organisation's name
MAX_DESCRIBED_WORDS = 4  # of a name after what it is: "Bailleur social Val Habitat"
_PARENTHESIS = re.compile(r"\([^)]*\)")
_NUMBER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-H])(?: ?[.)/–-] ?| )"
)  # of a heading: "13.4 Le Département"
_ADJECTIVES = {
    "departementale": "departement", "regionale": "region", "metropolitaine": "epci", "communautaire": "epci",
    "intercommunale": "epci",
}  # fmt: skip
_ADJECTIVE = re.compile(
    r"\b(?:orientations|engagements|priorites|politiques|actions) "
    r"(departementale|regionale|metropolitaine|communautaire|intercommunale)s?\b"
)
_SMALL = ("le", "la", "de", "du", "et", "l", "d", "a", "au")


def named_in_heading(partners: Partners, block: Block, *, whole: bool = False) -> Partner | None:
    """The partner that a heading names; ``whole``: covering most of its words."""
    seen = partners.at(block.first, block.last)
    if seen:
        best = max(seen, key=lambda s: len(s.surface))
        bare = _NUMBER.sub("", _PARENTHESIS.sub("", block.text))
        words, named = len(_significant(bare)), len(_significant(best.surface))
        extra = len(_significant(best.partner.name))
        if not best.partner.collective and (not whole or words <= max(named, extra)):
            return best.partner
    adjective = _ADJECTIVE.search(block.folded)
    if adjective and not whole:
        return next((p for p in partners.by_key.values() if p.type == _ADJECTIVES[adjective[1]]), None)
    return None


def new_body(partners: Partners, block: Block, *, listed: bool) -> Partner | None:
    """An organisation that no thesaurus knows, told by what its heading says it is.

    ``listed``: the heading stands among those of partners, where a name that opens with a kind of body is enough.
    """
    if block.mark or block.words > MAX_BODY_WORDS:
        return None
    name = _described(block)
    if name is None and listed and matcher("body.name").search(block.folded):
        name = block.text
    if name is None:
        return None
    partner = _known_as(partners, name) or partners.body(name, block.first)
    partner.forms.add(name)
    partner.lines |= set(block.numbers)
    return partner


def _known_as(partners: Partners, name: str) -> Partner | None:
    """The one partner whose name begins with these words: "Val Habitat" signs as "Val Habitat – groupe Horizon"."""
    words = key(name).split()
    longer = [p for p in partners.by_key.values() if key(p.name).split()[: len(words)] == words]
    return longer[0] if len(longer) == 1 else None


def _described(block: Block) -> str | None:
    """The name that follows what a body is: "Bailleur social – Val Habitat" names Val Habitat."""
    match = matcher("body.described").pattern.match(block.folded)
    name = block.text[match.end() :].strip(" :–-«»") if match else ""
    words = name.split()
    if not 0 < len(words) <= MAX_DESCRIBED_WORDS or not all(w[0].isupper() or key(w) in _SMALL for w in words):
        return None
    return name


def _significant(text: str) -> list[str]:
    """The words of a name that are not small words."""
    return [word for word in key(text).split() if word not in _SMALL]
