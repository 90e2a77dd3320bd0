"""Items called by their word and their name: "pilier emploi" for "Emploi et développement économique".

Enters: items and folded texts. Leaves: the item that a text calls. The first words of a name do, where no other item of
its kind begins so.
"""

import re
from collections.abc import Iterator, Sequence

from maillage.loaders.find.frame_items import Frame, Item, heading_kinds, kind_of
from maillage.loaders.fold import key

_WORD = re.compile(
    r"\b(?P<word>defi|pilier|ambition|axe|enjeu|priorite|thematique|orientation)(?P<transversal> transversale?)?"
    r"(?: ?: ?| ?[\"«] ?| (?=[a-z]))(?:(?:de la|de l'|du|des|de|d'|la|le|les|l') ?)?(?! )(?=[a-z])"
)
_SMALL = frozenset(("l", "la", "le", "les", "de", "du", "des", "d", "un", "une", "a", "au", "aux", "et", "en"))
LONGEST = 90  # characters of a name that are compared
SHORTEST = 4  # letters of a first word that tells a name


class Named:
    """Tells which items of a frame a text calls by their names."""

    def __init__(self, frame: Frame) -> None:
        """Index the items that head chapters and belong to no quarter."""
        kinds = heading_kinds(frame)
        self._names = [(item, _bare(item.label)) for item in frame.items if item.kind in kinds and not item.qpv]

    def calls(self, folded: str) -> Iterator[tuple[int, int, Item]]:
        """(start, end of the word before the name, item) of each item that a folded text calls."""
        if not self._names:
            return
        for match in _WORD.finditer(folded):
            kind = kind_of(match["word"], transversal=bool(match["transversal"]))
            item = self._called(_bare(folded[match.end() : match.end() + LONGEST]), kind)
            if item is not None:
                yield match.start(), match.end(), item

    def title(self, folded: str) -> Item | None:
        """The item of which a title is the word and the whole name: "Pilier Cohésion sociale"."""
        match = _WORD.match(folded)
        if match is None or ":" in match[0]:  # "Axe : Se loger" is a field
            return None
        kind, words = kind_of(match["word"], transversal=bool(match["transversal"])), _bare(folded[match.end() :])
        found = [item for item, name in self._names if item.kind == kind and name == words]
        return found[0] if len(found) == 1 else None

    def _called(self, words: Sequence[str], kind: str) -> Item | None:
        """The item of a kind whose name begins with most of the words, when no other's does."""
        if not words or len(words[0]) < SHORTEST:
            return None
        shared = [(_shared(words, name), item) for item, name in self._names if item.kind == kind]
        best = max((count for count, _ in shared), default=0)
        found = [item for count, item in shared if count == best]
        return found[0] if best and len(found) == 1 else None


def _bare(text: str) -> list[str]:
    return [word for word in key(text).split() if word not in _SMALL]


def _shared(words: Sequence[str], name: Sequence[str]) -> int:
    """How many words two begin with together."""
    return next((n for n, (a, b) in enumerate(zip(words, name, strict=False)) if a != b), min(len(words), len(name)))
