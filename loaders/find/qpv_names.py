"""Names of quarters: what they look like, what they are made of, when two are one.

Enters: names as printed. Leaves: clean names, their words and parts.
"""

import re
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from maillage.loaders.find.names import title_case
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

_CAP = r"[A-ZÀ-ÝŒ][\wÀ-ÿœ]*(?:[’'.](?=[\wÀ-ÿ])[\wÀ-ÿœ]+)*"
_NUM = r"\d{1,4}(?:/\d{1,3})?(?:er|e|ème)?\b(?: (?:mai|juin|juillet|novembre|septembre|mars) \d{4})?"
_SMALL = r"(?:de|du|des|la|le|les|sur|sous|lès|lez|aux?|ar|an|[dl][’'])"
_SEP = r"(?: ?[-–—/] ?| )"
# A capitalised word, then more of them or numbers, joined by spaces, hyphens, slashes or small words: "Cité 3",
# "Bel-Air / Les Tilleuls", "Place du 8 mai 1945". A few quarters are called by a lower-case kind ("cité du 7/9").
_HEAD = rf"(?:(?:cité|résidence|hameau|faubourg|[Ll][ae]s?|[Ll][’']) ?(?:{_SMALL} ?)?)?"
QNAME = (
    rf"{_HEAD}(?:{_CAP}|(?<=cité du )\d+(?:/\d+)?)"
    rf"(?:{_SEP}(?:{_SMALL}{_SEP}?){{0,2}}{_CAP}|[ /-](?:du |des )?{_NUM}(?! ?\d{{3}}| ?%| ?hab))*"
)
PREFIX = re.compile(
    r"(?:l[ea]s? |nos )?(?:futurs? |nouveaux? |nouvelle )?(?:quartiers?(?: prioritaires?)?|qpv)"
    r"(?: (?:politique de la ville|dits?))?(?: ?:)? "
    r"(?P<of>de la |de l[’'] ?|de |du |des |d[’'] ?)?",
    re.IGNORECASE,
)
_PARTS = re.compile(r" ?[–—/] ?| - |, |(?<=\w)-(?=(?:Les?|La|L’|L')[ A-Z])| et (?:de |du |des |d[’'])?(?=[A-ZÀ-Ý])")
_KIND = re.compile(r"(?:(?<=intercommunal)|(?<=multisites)|(?<=multisite)) (?=[A-ZÀ-Ý])")
_SMALL_WORDS = ("de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "sur", "sou", "sous")
STOP = frozenset(_SMALL_WORDS) | {"quartier", "quartiers", "qpv", "prioritaire"}
_STREET = re.compile(r"(?:rue|place|avenue|boulevard|route|chemin|allée|impasse|quai) ", re.IGNORECASE)
_ORDINARY = re.compile(r"(?<= )(?:(?!(?:de|du|des|la|le|les|et|sur|sous|en|aux?) )[a-zà-ÿ][a-zà-ÿ’']*,? )+")
PROSE = 3  # ordinary words in a row that no name has
SAME_SPELLING = 88  # rapidfuzz.ratio of two names' words from which the spelling alone differs ("Belair", "Bel Air")
LONGEST = 110  # characters of a name; official ones reach 90


@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """The telling words of a name, in its order: "Quartier des Hauts-Prés" → ("haut", "pre")."""
    return tuple(w for w in key(name).split() if w not in STOP)


@lru_cache(maxsize=4096)
def telling(name: str) -> bool:
    """Whether a name can be told from an ordinary noun and from another town's quarter: it has a word of its own."""
    return any(not generic(w) and not w.isdigit() and len(w) > 2 for w in words(name))


@lru_cache(maxsize=4096)
def generic(word: str) -> bool:
    """Whether a word is of the kind that many towns' quarters have."""
    return matcher("qpv.generic").match(word) is not None


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """The names in a double name: "Bel-Air – Les Tilleuls" → ("Bel-Air", "Les Tilleuls"); () for a single one."""
    found = [p.strip(' «»"') for piece in _PARTS.split(name) for p in _KIND.split(piece, maxsplit=1)]
    return tuple(p for p in found if words(p)) if len(found) > 1 else ()


def street_like(name: str) -> bool:
    """Whether a part of a name is a street or a square."""
    return bool(_STREET.match(name))


def clean(text: str) -> str:
    """A printed name without quotes and bullets; "quartier" stays only where it is needed ("Quartier du village")."""
    name = re.sub(r"\s+", " ", text).strip(' .,;:•«»"“”-–()|*')
    bare = PREFIX.match(name)
    rest = name[bare.end() :].lstrip("« ") if bare else name
    if bare and rest and (rest[0].isupper() or name.isupper()) and telling(rest):
        name = rest
    name = re.sub(r"(?<=[^\W\d]) ?/ ?(?=[^\W\d])", " / ", name)
    name = title_case(name) if name.isupper() else name
    return name[:1].upper() + name[1:]


_YEAR = re.compile(r"\b20\d\d\b")  # of no name in the official list of 2024
_STOP = re.compile(r"[a-zà-ÿ][.;!?] [A-ZÀ-Ý]")  # a sentence ends within


def plausible(name: str) -> bool:
    """Whether a cleaned name can be a quarter's at all."""
    found = words(name)
    if not found or len(name) > LONGEST or len(name) < 3 or (name.isupper() and len(name) <= 5):
        return False
    if not name[0].isalnum() or _STOP.search(name) or _YEAR.search(name):
        return False
    bare = PREFIX.match(name)
    return not matcher("qpv.not_a_name").match(fold(name[bare.end() if bare else 0 :]))


def alike(a: str, b: str, but: frozenset[str] = frozenset()) -> bool:
    """Whether two names are one, in another order, spelling or length; ``but``: words of towns, which come and go."""
    one, two = _less(words(a), but), _less(words(b), but)
    if _spelt_alike(tuple(sorted(one)), tuple(sorted(two))):
        return True
    pairs = [(p, q) for p in _own_parts(a, but) for q in _own_parts(b, but)]
    return any(_spelt_alike(p, q) or _short_for(p, q) or _short_for(q, p) for p, q in pairs)


@lru_cache(maxsize=4096)
def _own_parts(name: str, but: frozenset[str]) -> list[tuple[str, ...]]:
    """The words of each part that can tell a quarter by itself."""
    own = [p for p in (parts(name) or (name,)) if telling(p) and not street_like(p)]
    return [_telling_words(_less(words(p), but)) for p in own]


def _telling_words(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in found if not generic(w)) or found


def _spelt_alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a == b or (_numbers(a) == _numbers(b) and ratio("".join(a), "".join(b)) >= SAME_SPELLING)


def _less(found: tuple[str, ...], but: frozenset[str]) -> tuple[str, ...]:
    return tuple(w for w in found if w not in but) or found


def _numbers(found: tuple[str, ...]) -> list[str]:
    return sorted(w for w in found if w[:1].isdigit())


def _short_for(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """ "Bel Air" is short for "Bel Air Salines"; a number more makes another name."""
    return 1 < len(shorter) < len(longer) and longer[: len(shorter)] == shorter and not _numbers(longer[len(shorter) :])


def prose_like(name: str) -> bool:
    """Whether a text is rather a sentence than a name: several ordinary words in a row, or a stop within."""
    ordinary = max((len(run.split()) for run in _ORDINARY.findall(f" {name} ")), default=0)
    return ordinary >= PROSE or re.search(r"[.;!?»] [A-Za-zÀ-ÿ]", name) is not None
