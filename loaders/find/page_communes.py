"""Page communes: whose chapter a page is of. Enters: a View and its partners. Leaves: communes by page.

Designed contracts print the name of the commune on the pages of its chapter: a page that bears one opens what its text
does not announce.
"""

import re
from collections.abc import Callable, Sequence

from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.fold import fold, key
from maillage.loaders.title_lines import is_cut
from maillage.loaders.view import View

MIN_TOWNS = 2  # communes with a chapter, from which there are chapters of communes
_WIDER = re.compile(r"\b(?:agglo|agglomeration|metropole|communaute|pays|intercom)\b")

QuartersIn = Callable[[str, str | None], Sequence[object]]  # (text, commune of its chapter) → quarters named


def page_communes(view: View, partners: Partners, quarters_in: QuartersIn) -> dict[int, Partner]:
    """The commune whose name stands alone on a page, when it is the only one: its chapter's running title.

    Contracts with chapters of communes have several of them; a town that alone stands so is a cell of a table.

    A format that says where paragraphs begin has no running titles: there such a line is a cell.
    """
    if view.document.begins is not None:
        return {}
    named: dict[int, set[str]] = {}
    for number, line in enumerate(view.lines, 1):
        if 2 < len(line) < 60 and not (number > 1 and is_cut(view.lines[number - 2].strip())):
            town = _town(line, partners) or _town(_with_next(view, number), partners)
            if town and not _is_wider(town, partners, quarters_in):
                named.setdefault(view.page_of(number), set()).add(town)
    alone = {page: next(iter(towns)) for page, towns in named.items() if len(towns) == 1}
    if len(set(alone.values())) < MIN_TOWNS:
        return {}
    return {page: partners.towns[town] for page, town in alone.items()}


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
