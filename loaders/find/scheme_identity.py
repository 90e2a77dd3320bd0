"""Identity of schemes without a concept: which printed names are one. Enters: names. Leaves: groups, each one scheme.

Case, number, article, quotes and years do not part two names; nor does a level of government that one of them leaves
out ("schéma départemental des solidarités 2023-2028", later "schéma des solidarités"). An acronym joins its names.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.loaders.find.scheme_openers import Name
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_YEARS = re.compile(r"[ ,]*\b(?:20[0-4]\d|19\d\d)(?: ?[-–/] ?(?:20)?\d\d)?\b")
_ARTICLE = re.compile(r"^(?:l[ae] |les |l[’'] ?)", re.IGNORECASE)
_PLURAL = re.compile(r"au\b")  # of "al", its x gone
_SMALL = ("de", "du", "d", "l", "la", "le", "a", "au", "al", "et", "pour")
_WORD = re.compile(r"[a-z0-9œ]+")


@dataclass(slots=True)
class Group:
    """One scheme: its names where they stand."""

    names: list[tuple[int, Name]] = field(default_factory=list)  # (line, name)

    @property
    def name(self) -> str:
        """The name most often printed, the longest among equals, rather not in capitals."""
        counted = Counter(without_article(name.text) for _, name in self.names)
        return max(counted, key=lambda text: (not text.isupper(), counted[text], len(text), text))

    @property
    def acronym(self) -> str | None:
        """The acronym that the document gives it."""
        return next((name.acronym for _, name in self.names if name.acronym), None)

    @property
    def labels(self) -> set[str]:
        """Every way to look for it elsewhere in the document."""
        texts = {t for _, name in self.names for t in (name.text, *name.shorter)}
        return {_YEARS.sub("", t) for t in texts} | texts | {level for t in texts if (level := without_level(t))}


def without_article(text: str) -> str:
    """ "le fonds biodiversité" → "fonds biodiversité"."""
    return _ARTICLE.sub("", text)


def without_level(text: str) -> str:
    """A name less its level of government and years, or "" when it has none or nothing is left of it."""
    words = _YEARS.sub("", text).split()
    kept = [w for w in words if not _level(w)]
    return " ".join(kept) if 2 < len(kept) < len(words) else ""


def _level(word: str) -> bool:
    return matcher("scheme.territorial").pattern.match(fold(word)) is not None


def same_words(text: str) -> str:
    """What two names of one scheme share: "Les Maisons des Aidants 2025", "maison des aidants" → "aidant maison"."""
    words = _WORD.findall(_PLURAL.sub("al", key(_YEARS.sub("", without_article(text)))))
    return " ".join(sorted(word for word in words if word not in _SMALL))


def grouped(names: Iterable[tuple[int, Name]]) -> list[Group]:
    """The names, gathered by scheme, in the order in which each is first met."""
    groups: list[Group] = []
    of: dict[str, Group] = {}
    for line, name in names:
        keys = [same_words(text) for text in (name.text, *name.shorter, name.acronym or "")]
        group = next((of[k] for k in keys if k and k in of), None)
        if group is None:
            group = Group()
            groups.append(group)
        group.names.append((line, name))
        of.update((k, group) for k in keys if k)
    return _joined_by_level(groups)


def _joined_by_level(groups: Sequence[Group]) -> list[Group]:
    """A name without level of government joins the only one that has the same words and a level."""
    with_level: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if short := without_level(group.name):
            with_level[same_words(short)].append(group)
    kept = []
    for group in groups:
        longer = with_level.get(same_words(group.name), [])
        if len(longer) == 1 and longer[0] is not group:
            longer[0].names.extend(group.names)
        else:
            kept.append(group)
    return kept
