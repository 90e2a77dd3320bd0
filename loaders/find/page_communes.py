"""Page communes: whose chapter a page is of. Enters: a View and its partners. Leaves: communes by page.

Designed contracts print the name of the commune on the pages of its chapter: a page that bears one opens what its text
does not announce.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.fold import fold, key
from maillage.loaders.title_lines import is_cut
from maillage.loaders.view import View

ENDS = (".", ",", ";", ":")  # of a sentence whose last word is a town; a title has none of them
LONGEST = 60  # characters of a line that is a town's name
SERIES = 3  # titles that are towns' names, from which they open chapters wherever they stand
BELOW = 6  # lines under such a title in which its text begins
MIN_TOWNS = 2  # communes with a chapter, from which there are chapters of communes
_PAGE_NUMBER = re.compile(r"\W*(?:[Pp]age )?\d{1,3}\W*")
_WIDER = re.compile(r"\b(?:agglo|agglomeration|metropole|communaute|pays|intercom)\b")

QuartersIn = Callable[[str, str | None], Sequence[object]]  # (text, commune of its chapter) → quarters named


def page_communes(
    view: View, partners: Partners, quarters_in: QuartersIn
) -> tuple[dict[int, Partner], dict[int, Partner]]:
    """The communes whose name stands alone on a page, by page where it is the only one: its chapter's running title;
    else by the line of the name, when that heads its page.

    Contracts with chapters of communes have several of them; a town that alone stands so is a cell of a table.

    A format that says where paragraphs begin has no running titles: there such a line is a cell.
    """
    named = _named(view, partners, quarters_in)
    alone = {page: next(iter(towns.values())) for page, towns in named.items() if len(set(towns.values())) == 1}
    if len(set(alone.values())) < MIN_TOWNS:
        return {}, {line: partners.towns[town] for line, town in _in_series(view, named).items()}
    heads = {line: town for page, towns in named.items() if page not in alone for line, town in towns.items()}
    return (
        {page: partners.towns[town] for page, town in alone.items()},
        {line: partners.towns[town] for line, town in heads.items() if _heads_page(view, line)},
    )


def _named(view: View, partners: Partners, quarters_in: QuartersIn) -> dict[int, dict[int, str]]:
    """For each page the lines that are a town's name and nothing else."""
    named: dict[int, dict[int, str]] = {}
    for number, line in enumerate(view.lines if view.document.begins is None else (), 1):
        if not 2 < len(line) < LONGEST or line.rstrip().endswith(ENDS):
            continue
        town = _town(line, partners) or _town(_with_next(view, number), partners)
        goes_on = town is not None and number > 1 and is_cut(view.lines[number - 2].strip())
        if town and not goes_on and not _is_wider(town, partners, quarters_in):
            named.setdefault(view.page_of(number), {})[number] = town
    return named


def _in_series(view: View, named: dict[int, dict[int, str]]) -> dict[int, str]:
    """The lines in capitals that are a town's name over a text, when several towns have one each."""
    lines = {line: town for towns in named.values() for line, town in towns.items()}
    often = Counter(lines.values())
    found = {
        line: town
        for line, town in lines.items()
        if often[town] == 1 and view.lines[line - 1].strip().isupper() and _heads_text(view, line)
    }
    return found if len(found) >= SERIES else {}


def _heads_text(view: View, number: int) -> bool:
    """Whether a paragraph stands under a line, with at most a line or two between."""
    below = [line.strip() for line in view.lines[number : number + BELOW] if line.strip()]
    return any(len(line) > LONGEST for line in below)


def _heads_page(view: View, number: int) -> bool:
    """Whether a line is the first of its page, or stands below the number of a page that a text file runs on after."""
    above = next((n for n in range(number - 1, 0, -1) if view.document.lines[n - 1].strip()), None)
    if above is None or view.page_of(above) != view.page_of(number):
        return True
    return _PAGE_NUMBER.fullmatch(view.document.lines[above - 1]) is not None


def _is_wider(town: str, partners: Partners, quarters_in: QuartersIn) -> bool:
    """Whether what passes for a town is an intercommunality or a quarter: their names open no commune's chapter."""
    name = partners.towns[town].name
    wider = any(town == key(epci.name) or town in map(key, epci.forms) for epci in partners.places.epcis)
    return wider or bool(_WIDER.search(fold(name))) or bool(quarters_in(name, None))


def _town(text: str, partners: Partners) -> str | None:
    """The town that a text names and nothing else; designed pages print a title over its own shadow, twice."""
    bare = text.strip()
    half = bare[: len(bare) // 2]
    for name in (bare, half) if half * 2 == bare else (bare,):
        if key(name) in partners.towns:
            return key(name)
    return None


def _with_next(view: View, number: int) -> str:
    """A line cut at a hyphen, joined to the next one."""
    line = view.lines[number - 1].strip()
    return line + view.lines[number].strip() if line.endswith("-") and number < len(view.lines) else ""
