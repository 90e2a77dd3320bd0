"""Folding: the one way text is made comparable. Enters: repaired text. Leaves: lower-case text without accents.

``fold`` keeps the length of what it is given (one character for one), so positions in the folded text are positions in
the text; ``key`` does not: it leaves words only, in the singular, for names and labels.
"""

import codecs
import re
import unicodedata
from functools import lru_cache

_EVERY = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸàáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
_FOLDING = {ord(c): unicodedata.normalize("NFD", c)[0].lower() for c in _EVERY}
_FOLDING |= {ord(c): "'" for c in "’‘ʼ´`"} | {ord(c): "-" for c in "‐‑–—−"} | {ord(c): '"' for c in "«»“”"}

# Folding by way of single bytes, four times as fast as ``str.translate``: a text of these characters only is encoded
# by one table and decoded by another. Any other character in it takes the slow way, to the same result.
_SEEN = (
    "".join(map(chr, range(128)))
    + "".join(c for c in map(chr, _FOLDING) if ord(c) > 127 and c == c.lower())
    + "œæ€…•°²³½§©®×"
)
_ENCODE = codecs.charmap_build(_SEEN.ljust(256, "\ufffe"))
_DECODE = _SEEN.translate(_FOLDING)

SHORT = 200  # characters of a text that is kept folded
_NOT_WORD = re.compile(r"[^a-z0-9œ]+")


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes, hyphens and quotes; same length as ``text``."""
    return _fold_short(text) if len(text) < SHORT else _fold(text)


def _fold(text: str) -> str:
    low = text.lower()
    if low.isascii():  # translating costs ten times as much as lowering
        return low.replace("`", "'")
    if len(low) != len(text):
        return _fold_each(text)
    try:
        return codecs.charmap_decode(codecs.charmap_encode(low, "strict", _ENCODE)[0], "strict", _DECODE)[0]
    except UnicodeEncodeError:
        return "\n".join(map(fold, low.split("\n"))) if "\n" in low else low.translate(_FOLDING)


_fold_short = lru_cache(maxsize=32768)(_fold)  # lines and names, which many finders fold


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
