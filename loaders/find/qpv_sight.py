"""A sight: one place where a quarter seems to be named, and what is read beside it."""

import re
from dataclasses import dataclass

from maillage.loaders.find.names import NAME, listed_names, title_case

STRONG, HEADING, WEAK = 3, 2, 1  # a name is accepted from 3 on: one list, a heading and a mention, three mentions

_TOWNS = rf"{NAME}(?:(?:,| et| /) {NAME})*"
_AT = re.compile(rf" ?[»”\"]? ?,? ?(?:à|\((?:commune de )?|dans la ville d[e’'] ?) ?({_TOWNS})\)?")
CODE = re.compile(r"(?P<code>Q[NP] ?\d(?:\d|[AB])\d ?\d{2,3} ?[A-Z]?)\b")
# A number of inhabitants at the end of a row or a name; a year after a month belongs to the name.
POPULATION = re.compile(
    r"(?<!mai)(?<!juin)(?<!juillet)(?<!mars)(?<!novembre)(?<!septembre)"
    r" ?[–:|(-]? +(\d{1,3}(?: ?\d{3})|\d{3})(?: ?hab\w*)?\)?$"
)
COUNT = re.compile(
    r"(?<![\d.,] )\b(\d{1,3}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt) "
    r"(?:quartiers? (?:prioritaires?|politique|de la politique|en politique)|qpv)"
)
_DIGITS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "quinze": 15, "seize": 16, "vingt": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sight:
    """One place where a quarter seems to be named."""

    name: str
    line: int
    weight: int
    communes: tuple[str, ...] = ()
    code: str | None = None
    outside: bool = False
    group: int = 0  # names of one enumeration are different quarters
    population: int | None = None
    lead: str = ""  # what a heading says before the name; headings that share it are of one series


def towns_after(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """The communes after a name ("à Avray", "(Avray, Corbie)") and where they end."""
    match = _AT.match(text, position)
    if not match:
        return (), position
    names = tuple(title_case(n) for n in listed_names(match[1]) if not CODE.match(n))
    return names, match.end()


def number_of(count: re.Match[str]) -> int:
    """The number that a match of ``COUNT`` gives: "4 quartiers prioritaires", "quatre QPV"."""
    return _DIGITS.get(count[1]) or int(count[1])


def figure(text: str) -> int | None:
    """The number that a cell holds: "1 250 hab." → 1250."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None
