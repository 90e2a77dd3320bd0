"""Folding: the one way text is made comparable. Enters: repaired text. Leaves: lower-case text without accents.

``fold`` keeps the length of what it is given (one character for one), so positions in the folded text are positions in
the text; ``key`` does not: it leaves words only, in the singular, for names and labels.
"""

import re
import unicodedata
from functools import lru_cache

_EVERY = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸàáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_FOLDING = {ord(c): unicodedata.normalize("NFD", c)[0].lower() for c in _EVERY}
_FOLDING |= {ord(c): "'" for c in "’‘ʼ´`"} | {ord(c): "-" for c in "‐‑–—−"} | {ord(c): '"' for c in "«»“”"}

_NOT_WORD = re.compile(r"[^a-z0-9œ]+")


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes, hyphens and quotes; same length as ``text``."""
    low = text.lower()
    if low.isascii():  # translating costs ten times as much as lowering
        return low
    return low.translate(_FOLDING) if len(low) == len(text) else _fold_each(text)


def _fold_each(text: str) -> str:
    """Some capitals (İ) have two characters in lower case: keep the first."""
    return "".join(c.lower()[0] for c in text).translate(_FOLDING)


def singular_words(folded: str) -> str:
    """Folded text as words parted by one space, each without a final s or x: what labels and lines are compared by.

    Crude on purpose: both sides lose the same letters, and one pass over a whole document costs milliseconds.
    """
    words = f" {_NOT_WORD.sub(' ', folded)} ".replace("s ", " ").replace("x ", " ")
    return words.replace("   ", " ").replace("  ", " ").strip()


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """A name as comparable words: "Défi n°3 : l'Emploi" → "defi n 3 l emploi"; "Nœux" → "noeux"."""
    return singular_words(fold(name)).replace("œ", "oe")
