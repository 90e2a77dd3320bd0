"""Namespaces, and the one place where IRIs are minted.

The ontology and the thesauri have constant IRIs; what is read in documents starts with a base that is a setting
(``https://w3id.org/maillage/`` by default).
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

BASE = "https://w3id.org/maillage/"
ONTOLOGY = BASE + "ontology#"
VOCAB = BASE + "vocab/"

SLUG_LENGTH = 80  # characters; longer names end in a hash so that two never share a slug


def vocab(scheme: str, code: str = "") -> str:
    """IRI of a concept of one of our schemes, or of the scheme itself: ``vocab("theme", "emploi")``."""
    return f"{VOCAB}{scheme}/{code.replace('_', '-')}"


@lru_cache(maxsize=8192)  # every fact of a contract is minted under the same few names
def slug(name: str) -> str:
    """Lower-case ASCII words joined by hyphens: "Défi n° 3 : l'emploi" → "defi-n-3-l-emploi"; never empty."""
    ascii_name = (
        unicodedata.normalize("NFKD", name.lower().replace("œ", "oe").replace("’", "'"))
        .encode("ascii", "ignore")
        .decode()
    )
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_name))
    if not words or len(words) > SLUG_LENGTH:
        digest = short_hash(name)
        return f"{words[: SLUG_LENGTH - 9].rstrip('-')}-{digest}".lstrip("-")
    return words


def short_hash(*parts: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of the parts: enough for the few thousand statements of a contract."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


@lru_cache(maxsize=8192)  # as one string, however many facts name it
def mint(base: str, kind: str, *names: str) -> str:
    """IRI of a thing read in a document: ``mint(base, "defi", "contrat-x", "Défi 3")`` → …/defi/contrat-x/defi-3."""
    return base + "/".join([kind, *(slug(name) for name in names)])
