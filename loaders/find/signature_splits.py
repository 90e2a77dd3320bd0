"""Signature splits: entries printed side by side on one line. Enters: a line of a page of signatures. Leaves: entries.

Columns of a page that lost their spacing read "Le maire de Corbie La maire d'Avray", "Pour la CAF Pour la CPAM",
"CAF de l'Orne Mission locale": each entry opens with an office, a "Pour", an article or a body that is known.
"""

import re
from collections.abc import Iterator, Mapping

from maillage.loaders.find.offices import body_of, is_body, known_head, office_in
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_CAPITAL = re.compile(r" (?=[A-ZÀ-Ý])")
_ARTICLE = re.compile(r"(?:Le |La |Les |L[’'] ?)(?=[A-ZÀ-Ýa-zà-ÿ])")
_POUR = re.compile(r"Pour (?:le |la |l[’'] ?|les )?(?=[A-ZÀ-Ý])|Pour (?:la|le) (?=[a-zà-ÿ])|Pour l[’'](?=\w)")
_LEAD = re.compile(r"^(?:Les |L[ae] )?[a-zà-ÿ ]{3,30} ?: ?")  # "Les directions : CAF, CPAM, ARS"
_TIED = re.compile(
    r"(?:^|[\s’'])(?:de|du|des|la|le|les|l|d|et|à|a|au|aux|en|sur|sous|pour|par|lès|lez|&|–|-|/)$", re.IGNORECASE
)
# A word that opens names of bodies and ends others: "Corbie Métropole", "Val Habitat".
_ENDS_NAMES = re.compile(r"(?:metropole|agglomeration|agglo|habitat|groupe|region)\b(?! d)")


def split(text: str, names: Mapping[str, str]) -> list[str]:
    """The entries of a line, one when it is one.

    ``names``: what towns and intercommunalities of the document sign as, by the comparable name of their place.
    """
    towns = _in_row(text, names)
    if len(towns) > 1:
        return towns
    listed = _LEAD.sub("", text).split(", ")
    if sum(is_known(part) or tells_name(part) or key(part) in names for part in listed) > 1:
        return listed
    entries, start = [], 0
    for match in _CAPITAL.finditer(text):
        if _parts(text[start : match.start()].strip(), text[match.end() :], names):
            entries.append(text[start : match.start()])
            start = match.end()
    return [*entries, text[start:]]


def _parts(before: str, after: str, names: Mapping[str, str]) -> bool:
    """Whether a capital after a space opens another entry."""
    if not before or _TIED.search(before):
        return False
    if _POUR.match(after):
        return True
    article = _ARTICLE.match(after)
    if article and office_in(after):
        return True
    if not _complete(before, names):
        return False
    if article and after[article.end() :][:1].isupper():
        return True
    return is_known(after) and not _ENDS_NAMES.match(fold(after))


def is_known(text: str) -> bool:
    """Whether a text opens with a body that the thesaurus or its first words tell."""
    return text[:1].isupper() and (
        known_head(text) is not None or matcher("signature.body").match(fold(text)) is not None
    )


def _complete(text: str, names: Mapping[str, str]) -> bool:
    """Whether a text names a body, as a whole."""
    bare = _POUR.sub("", text)
    office = office_in(bare)
    if office:
        return body_of(office) is not None
    return is_body(bare) or key(bare) in names or tells_name(bare)


def tells_name(text: str) -> bool:
    """Whether a short text is a name that holds a word of landlords or associations: "Val Habitat"."""
    words = [w for w in re.split(r"[\s’'-]+", text) if len(w) > 3]
    capitals = sum(w[0].isupper() for w in words)
    return 2 * capitals >= len(words) > 0 and any(
        matcher(f"body.{kind}").search(fold(text)) for kind in ("bailleur", "association")
    )


def _in_row(text: str, names: Mapping[str, str]) -> list[str]:
    """The towns of a line that names nothing else."""
    return list(_towns(text.split(), names)) if len(text) < 90 else []


def _towns(words: list[str], names: Mapping[str, str]) -> Iterator[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        end = next((e for e in range(len(words), at, -1) if key(" ".join(words[at:e])) in names), 0)
        if not end:
            return
        found.append(" ".join(words[at:end]))
        at = end
    yield from found
