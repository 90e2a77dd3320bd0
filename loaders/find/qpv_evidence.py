"""Evidence of quarters: each place where the text names one. Enters: a View and the communes known. Leaves: Sights.

A code, a list and a table name quarters by themselves; a heading nearly so; prose has to repeat itself.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from maillage.loaders.blocks import Block, is_caps
from maillage.loaders.find.qpv_code_rows import code_rows
from maillage.loaders.find.qpv_codes import coded
from maillage.loaders.find.qpv_figures import figure_rows
from maillage.loaders.find.qpv_lists import listed
from maillage.loaders.find.qpv_names import QNAME, clean, plausible, telling
from maillage.loaders.find.qpv_outside import outside
from maillage.loaders.find.qpv_sight import (
    COUNT,
    HEADING,
    STRONG,
    WEAK,
    Sight,
    number_of,
    towns_after,
)
from maillage.loaders.find.qpv_towns import under_towns
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.title_lines import is_cut
from maillage.loaders.view import View

_HIT = re.compile(r"q(?:uartiers?|pv)(?<![a-z0-9]quartiers)(?<![a-z0-9]quartier)(?<![a-z0-9]qpv)\b")
_KIND = r"(?: (?:prioritaires?|politique de la ville|intercommunal))?(?: n ?° ?\d{1,2})?(?: ?:)?"
_OF = rf"{_KIND} (?P<of>de la |de l[’'] ?|de |du |des |d[’'] ?)?"
_QUOTED = r"[«“\"]? ?(?:des |du |de la |de l[’'] ?)?"
_NAMED = re.compile(rf"{_OF}{_QUOTED}(?P<name>{QNAME})", re.IGNORECASE)
_PROSE = re.compile(r"\b(?:par|dans|pour|mais|une?|avec|et|en|au titre|retenus|aux?)\b", re.IGNORECASE)
_CASED = re.compile(QNAME)
_AND = re.compile(rf"(?:,| et|;) (?:de la |de l[’']|de |du |des |d[’']|l[ea]s? )?(?=({QNAME}))")
FEWEST = 2  # names that make an enumeration
BEFORE = 15  # characters before "quartiers" in which their number stands
MOST = 120  # quarters of one contract; more is a region or the country
_FIELD = re.compile(r"(?:quartiers?|qpv)(?: prioritaires?| concernes?)?")
BESIDE = 70  # characters around a name that may say it is outside
LONGEST_LINE = 70
INDENT = 14  # characters before the word on the line of a title: "Projet de "
_UNFINISHED = re.compile(r"(?:[.;,]|[ ’'](?:de|du|des|la|le|les|l|d|et|à|en|«))$|\b(?:est|sont|a|ont|qui|que)\b")
LONGEST_TITLE = 40
LONGEST_HEADING = 130  # characters


def announced(view: View) -> int | None:
    """How many priority quarters the document says there are: the largest number given twice, else the most given."""
    hits = _HIT.finditer(view.folded)
    near = (COUNT.search(view.folded, max(0, h.start() - BEFORE), h.end() + BEFORE) for h in hits)
    found = {m.start(): number_of(m) for m in near if m}
    counts = Counter(found.values())
    twice = [n for n, times in counts.items() if times > 1 and n <= MOST]
    return max(twice) if twice else max(counts, key=lambda n: (counts[n], n), default=None)


def sights(view: View, communes: Mapping[str, str], others: frozenset[str] = frozenset()) -> list[Sight]:
    """Every place where a quarter is named, but for tables; ``others``: comparable names of larger territories."""
    rows = list(code_rows(view))
    known_codes = {s.code for s in rows}
    found = [
        *rows,
        *(s for s in coded(view, communes) if s.code not in known_codes),
        *listed(view, communes),
        *under_towns(view, communes),
        *outside(view, communes),
        *_running_titles(view),
    ]
    known = set(communes) | {key(c) for s in found for c in s.communes} | others
    found.extend(figure_rows(view, known))
    for hit in _HIT.finditer(view.folded):
        found.extend(_named(view, hit, known))
    return found


_TITLE_ALONE = re.compile(
    r"(?:(?:projet|fiche|zoom)s? (?:de |sur )?(?:le )?)?(?:quartiers?|qpv)(?: prioritaires?)?\W*$"
)


def _running_titles(view: View) -> Iterator[Sight]:
    """ "QUARTIER" alone on its line, and the name in capitals or alone on the lines below."""
    lines = view.lines
    for number, line in enumerate(lines, 1):
        if ("UARTIER" not in line and "QPV" not in line) or len(line) > LONGEST_TITLE:
            continue
        if not _TITLE_ALONE.match(fold(line).strip()):
            continue
        name, gap, at = [], 0, 0
        for below in range(number, min(number + 10, len(lines))):
            text = lines[below].strip()
            gap = 0 if text else gap + 1
            if (text and not is_caps(text) and not (text.isupper() and len(text) > 1)) or gap > 2 or len(text) > 60:
                break
            if text:
                name.append(text)
                at = at or below + 1
        joined = clean(" ".join(name))
        if name and plausible(joined) and len(name) <= 4:
            yield Sight(joined, at, HEADING, lead=fold(line).strip())


def _named(view: View, hit: re.Match[str], known: set[str]) -> Iterator[Sight]:
    """What follows the word "quartier" or "QPV": a name in a heading, in prose, or several."""
    named = _NAMED.match(view.body, hit.end())
    if matcher("qpv.institution").search(view.folded[max(0, hit.start() - BEFORE) : hit.start()]):
        return
    if not named or not (cased := _CASED.match(view.body, named.start("name"))):
        return
    index = bisect_right(view.starts, hit.start()) - 1
    found = [(cased[0], cased.end())]
    while hit[0].endswith("s") and (more := _AND.match(view.body, found[-1][1])):
        found.append((more[1], more.end(1)))
    loose = hit[0].endswith("s") and len(found) == 1 and not named["of"]
    found = [_on_its_line(view, hit, text, end) for text, end in found]
    lead = "" if loose else _title(view, hit, view.blocks[index])
    for text, end in found:
        if (view.blocks[index].caps and _PROSE.search(text)) or _acronym(text, view.blocks[index]):
            continue
        sight = _sight(view, text, end, hit, _weight(lead, hit, named, len(found)), known)
        if sight:
            yield replace(sight, lead=lead)


def _on_its_line(view: View, hit: re.Match[str], text: str, end: int) -> tuple[str, int]:
    """A name and its end, without the next line's first words where "Quartier des Ormes" has its line for itself."""
    line = view.lines[view.line_at(hit.start()) - 1]
    if hit[0] not in fold(line)[: INDENT + len(hit[0])] or is_cut(line.strip()):
        return text, end
    words = text.split(" ")
    for at in range(len(words) - 1, 0, -1):
        first = " ".join(words[:at])
        if line.strip().endswith(first) and words[at][:1].isupper():
            return first, end - len(text) + len(first)
    return text, end


def _weight(lead: str, hit: re.Match[str], named: re.Match[str], several: int) -> int:
    """How surely a name after "quartier" is a quarter's: "les quartiers prioritaires A, B et C" is a list of them."""
    if named[0].lstrip().startswith(":") and _FIELD.fullmatch(lead):
        return STRONG  # "Quartier : Bel-Air", and nothing else on its line
    priority = hit[0] == "qpv" or "prioritaire" in named[0][: named.start("name") - named.start()].lower()
    if several >= FEWEST and priority:
        return STRONG
    if hit[0].endswith("s") and several < FEWEST and not priority:
        return WEAK  # "Quartiers du Large", a contract's title
    return HEADING if lead or priority or several > FEWEST else WEAK


def _acronym(text: str, block: Block) -> bool:
    """ "QPV de la CAVL": one short word in capitals among others that are not."""
    return text.isupper() and " " not in text and len(text) <= 6 and not block.caps


def _title(view: View, hit: re.Match[str], block: Block) -> str:
    """What a heading says up to the word "quartier"; "" in prose, where a name weighs less."""
    before = block.folded[: hit.end() - view.starts[bisect_right(view.starts, hit.start()) - 1]]
    short = len(block.text) <= LONGEST_HEADING and not block.text.rstrip().endswith((".", ";", ","))
    alone = _title_line(view, hit)
    return alone or (before.strip() if short and matcher("qpv.heading").match(before) else "")


def _title_line(view: View, hit: re.Match[str]) -> str:
    """A heading that its block joins with other lines: it has its line for itself, and none goes on below it."""
    number = view.line_at(hit.start())
    line = view.lines[number - 1].strip()
    below = next((x.strip() for x in view.lines[number : number + 3] if x.strip()), "")
    if len(line) > LONGEST_LINE or not line[:1].isupper() or below[:1].islower() or _UNFINISHED.search(line):
        return ""
    before = fold(line).partition(hit[0])[0] + hit[0]
    return before if matcher("qpv.heading").match(before) else ""


def _sight(view: View, text: str, end: int, hit: re.Match[str], weight: int, known: set[str]) -> Sight | None:
    towns, after = towns_after(view.body, end)
    direct = "\n" not in view.body[hit.start() : end] and "," not in view.body[hit.end() : end]
    name = clean(view.body[hit.start() : end] if direct and not telling(text) and hit[0] != "qpv" else text)
    qualified = hit[0] == "qpv" and weight > WEAK  # "le QPV Centre-Gare": a name that many towns' quarters have
    if not plausible(name) or key(text) in known or (not telling(name) and weight == WEAK and not qualified):
        return None
    if weight == HEADING and towns and view.body[after : after + 1] in ("", "\n"):
        weight = STRONG  # "Le quartier Bel-Air à Avray" and nothing else
    else:
        towns = tuple(t for t in towns if key(t) in known)
    before, behind = view.folded[max(0, hit.start() - BESIDE) : hit.start()], view.folded[end : end + BESIDE]
    aside = bool(matcher("qpv.outside_before").search(before) or matcher("qpv.outside_after").match(behind))
    return Sight(name, view.line_at(end - len(text)), STRONG if aside else weight, towns, outside=aside)
