"""Language: is a text French? Told by its small words, which every sentence needs."""

import re

# Words of French that its neighbours do not share: "de", "la", "en", "un" are also Spanish, Catalan or Italian.
_WORDS = frozenset(
    [
        "les",
        "des",
        "du",
        "et",
        "dans",
        "pour",
        "sur",
        "aux",
        "une",
        "au",
        "par",
        "est",
        "qui",
        "avec",
        "ce",
        "cette",
        "sont",
        "leur",
        "leurs",
        "ses",
        "plus",
        "ou",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
SAMPLES, SAMPLE = 12, 1500  # windows looked at, characters each: enough words to tell, and no more time for a long text
FEWEST = 40  # words; fewer tell nothing
# Share of those words. Contracts have 0.17 to 0.22, mis-encoded ones too; German and Catalan, the nearest, 0.06 at
# most, English, Dutch, Spanish and Italian below 0.01. Lists of names come between: better read than refused.
LEAST = 0.07
LEAST_IN_TABLES = 0.03  # invented tables of actions have 0.05 to 0.15: names of bodies, years, nouns without a sentence


def is_french(text: str, *, tables: bool = False) -> bool:
    """Whether a text is French, or too short to tell; ``tables``: it is cells, which have fewer small words."""
    share = french_share(text)
    return share is None or share >= (LEAST_IN_TABLES if tables else LEAST)


def french_share(text: str) -> float | None:
    """The share of French small words among the words of a sample; None when it has too few words."""
    step = max(SAMPLE, len(text) // SAMPLES)
    words = [w for start in range(0, len(text), step) for w in _WORD.findall(text[start : start + SAMPLE].lower())]
    return sum(word in _WORDS for word in words) / len(words) if len(words) >= FEWEST else None
