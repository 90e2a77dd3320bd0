"""Quarters: the quartiers prioritaires of a contract, and the territories named beside them.

Enters: a View and its Places. Leaves: Quarters with every line where one is seen, and a matcher that tells which of
them a text names. No official list is needed; ``reference`` only adds codes.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from maillage.loaders.find.places import Places
from maillage.loaders.find.qpv_evidence import announced, sights
from maillage.loaders.find.qpv_match import Quarter, QuarterMatcher, quarter_matcher
from maillage.loaders.find.qpv_names import alike, clean, parts, telling, words
from maillage.loaders.find.qpv_reference import QpvReferenceError, ReferenceQpv, link, load_reference
from maillage.loaders.find.qpv_sight import CODE, STRONG, WEAK, Sight
from maillage.loaders.find.qpv_tables import table_sights
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View

__all__ = [
    "QpvReferenceError",
    "Quarter",
    "QuarterMatcher",
    "ReferenceQpv",
    "find_qpvs",
    "load_reference",
    "quarter_matcher",
]

ENOUGH = 3  # weight from which a name is a quarter: one list, a heading with a mention, three mentions in prose
ENOUGH_WHEN_MISSING = 2  # the same, while the document announces more quarters than its lists name
STEM = 4  # letters that a town and the name of its inhabitants share
_INHABITANTS = re.compile(r"\w+(?:iens?|éens?|ois|ais)")
SHORT = 60  # characters of a line that holds a name and a figure, and no sentence
NEAR = 6  # filled lines under a quarter's title among which its population is printed
_POPULATION = re.compile(r"(?<![\d,.])(\d{1,2}[  .]?\d{3}|\d{3}) ?(?:habitants|hab\b)")

_BESIDE = re.compile(
    r" ?[»\"]? ?(?:\(|[–:,-]|compte|rassemble)? ?(?:[^()\d]{0,12})?(\d{1,2}[ .]?\d{3}|\d{3}) ?(?:habitants|hab\b)"
)

FEWEST_CODES = 3  # of one page, that make the rows of a table


@dataclass(slots=True)
class _Cluster:
    """Sights of one quarter, and what they say together."""

    sights: list[Sight] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    towns: dict[str, str] = field(default_factory=dict)  # comparable name → name, with its accents
    codes: set[str] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)
    orders: set[tuple[str, ...]] = field(default_factory=set)  # each name's words, sorted

    def add(self, sight: Sight) -> None:
        self.sights.append(sight)
        self.names.add(sight.name)
        self.orders.add(tuple(sorted(words(sight.name))))
        self.codes |= {sight.code} if sight.code else set()
        self.groups |= {sight.group} if sight.group else set()
        for town in sight.communes:
            known = self.towns.setdefault(key(town), town)
            self.towns[key(town)] = max(known, town, key=lambda n: sum(c > "z" for c in n))

    @property
    def strong(self) -> bool:
        return any(s.weight >= STRONG for s in self.sights)

    @property
    def weight(self) -> int:
        """The sum over lines: the best sight of each, or all that prose says there."""
        best: dict[int, int] = {}
        weak: Counter[int] = Counter()
        for s in self.sights:
            best[s.line] = max(best.get(s.line, 0), s.weight)
            weak[s.line] += s.weight == WEAK
        return sum(max(weight, weak[line]) for line, weight in best.items())

    def confirmed(self, series: Mapping[str, set[str]]) -> bool:
        """Whether more than one place, or a series of headings, speaks for it."""
        return len(self.sights) > 1 or self.in_series(series)

    def in_series(self, series: Mapping[str, set[str]]) -> bool:
        """Whether one of its headings has sisters: "Fiche quartier : …" over several names."""
        return any(len(series.get(s.lead, ())) > 1 for s in self.sights)

    @property
    def outside(self) -> bool:
        """Said to be outside, and by no list said to be inside."""
        inside = any(s.weight >= STRONG and not s.outside for s in self.sights)
        return not inside and any(s.outside for s in self.sights)


def find_qpvs(
    view: View,
    places: Places,
    reference: Mapping[str, Sequence[ReferenceQpv]] | None = None,
    told: Sequence[Sight] = (),
) -> list[Quarter]:
    """All quarters of a document, in the order in which it names them; never fails for want of a reference list.

    ``told``: sights in columns that the format itself tells apart.
    """
    tables = [*table_sights(view, places.communes), *told]
    towns = {key(c): c for s in tables for c in s.communes}
    communes = {**places.communes, **towns}
    coded = {s.line for s in tables}
    others = sights(view, communes, _other_territories(places))
    tables = _read_by_rows(view, tables, others)
    found = [*tables, *(s for s in others if not (s.code and s.line in coded))]
    found = list(_each(found))
    clusters = _clusters(found)
    order = {id(s): (s.line, i) for i, s in enumerate(found)}
    accepted = sorted(_accepted(clusters, announced(view)), key=lambda c: min(order[id(s)] for s in c.sights))
    quarters = _quarters(accepted)
    quarters = _with_inhabitants_name(quarters, found)
    quarters = _seen(view, quarters)
    quarters = [replace(q, population=q.population or _population(view, q, quarters)) for q in quarters]
    if reference:
        quarters = link(quarters, reference)
    return quarters


def _read_by_rows(view: View, tables: Sequence[Sight], others: Sequence[Sight]) -> list[Sight]:
    """The sights of tables, but for pages where the code of each row tells better where its name is.

    So it is where sights of the table have no code, or took one for a part of a name.
    """
    codes = Counter(view.page_of(s.line) for s in others if s.code)
    every = Counter(view.page_of(s.line) for s in tables)
    wrong = {view.page_of(s.line) for s in tables if not s.code or CODE.search(" ".join((s.name, *s.communes)))}
    told = {page for page in wrong if codes[page] >= max(every[page], FEWEST_CODES)}
    return [s for s in tables if view.page_of(s.line) not in told]


def _other_territories(places: Places) -> frozenset[str]:
    """Comparable names of what is larger than a quarter: "les quartiers de la CAVL" names none."""
    names = [n for e in places.epcis for n in (e.name, e.acronym or "", *e.forms)]
    names += [t.name for t in (places.departement, places.region) if t]
    return frozenset(key(n) for n in names if n)


def _each(found: Sequence[Sight]) -> Iterator[Sight]:
    """The sights, "Genêts, Bel-Orme" as one of each where both are quarters and no code is theirs together."""
    alone = {words(s.name) for s in found if s.weight >= STRONG and not parts(s.name)}
    coded = {words(s.name) for s in found if s.code}
    for sight in found:
        names = parts(sight.name) if words(sight.name) not in coded else ()
        several = bool(names) and all(words(name) in alone for name in names)
        yield from (replace(sight, name=clean(name)) for name in names) if several else (sight,)


def _clusters(found: Iterable[Sight]) -> list[_Cluster]:
    """Sights that name one quarter, the surest first so that variants gather round official names."""
    clusters: list[_Cluster] = []
    homes: dict[tuple[object, ...], _Cluster] = {}  # the same name again needs no second comparison
    for sight in sorted(found, key=lambda s: (-s.weight, not s.code, -len(words(s.name)), s.line)):
        same = (sight.name, sight.communes, sight.code, sight.group)
        home = homes.get(same) or next((c for c in clusters if _belongs(sight, c)), None)
        if home is None:
            home = _Cluster()
            clusters.append(home)
        home.add(sight)
        homes[same] = home
    return clusters


def _belongs(sight: Sight, cluster: _Cluster) -> bool:
    """Whether a sight is of the cluster's quarter: a name alike, and no towns or codes that say otherwise."""
    mine, theirs = {key(c) for c in sight.communes}, set(cluster.towns)
    own = words(sight.name)
    same_words = tuple(sorted(own)) in cluster.orders
    apart = bool(mine and theirs and not mine & theirs)
    if sight.code and cluster.codes and sight.code not in cluster.codes:
        return False
    if apart and not (same_words and len(own) > 2):
        return False
    if same_words:
        return telling(sight.name) or not (mine and theirs) or not apart
    if sight.group in cluster.groups or (not telling(sight.name) and not mine & theirs):
        return False
    but = frozenset(w for c in mine | theirs for w in c.split())
    return any(alike(sight.name, name, but) for name in cluster.names)


def _accepted(clusters: list[_Cluster], number: int | None) -> list[_Cluster]:
    """The clusters that are quarters. Lists that name as many as are announced leave no room for hearsay."""
    strong = sum(c.strong and not c.outside for c in clusters)
    if number is not None and strong >= number:
        return [c for c in clusters if c.strong]
    series: dict[str, set[str]] = {}
    for s in (s for c in clusters for s in c.sights if s.lead):
        series.setdefault(s.lead, set()).add(s.name)
    enough = ENOUGH_WHEN_MISSING if number is not None and strong < number else ENOUGH
    return [c for c in clusters if c.strong or (c.confirmed(series) and c.weight + c.in_series(series) >= enough)]


def _quarters(clusters: list[_Cluster]) -> list[Quarter]:
    """Named quarters without lines yet; two of one name are told apart by their communes."""
    named = [(c, _name(c)) for c in clusters]
    twice = Counter(key(name) for _, name in named)
    found = []
    for cluster, name in named:
        communes = tuple(cluster.towns.values())
        if twice[key(name)] > 1 and communes and words(communes[0])[0] not in words(name):
            name = f"{name} ({communes[0]})"
        forms = tuple(sorted({s.name for s in cluster.sights} | {name}))
        code = next((s.code for s in cluster.sights if s.code), None)
        lines = tuple(sorted({s.line for s in cluster.sights}))
        population = next((s.population for s in cluster.sights if s.population), None)
        found.append(Quarter(name, forms, communes, code, population, lines, cluster.outside))
    return found


def _with_inhabitants_name(quarters: list[Quarter], found: Iterable[Sight]) -> list[Quarter]:
    """ "Le quartier prioritaire corbéen": the only quarter of the town whose inhabitants are called so is meant."""
    for sight in found:
        if not _INHABITANTS.fullmatch(sight.name):
            continue
        stem = key(sight.name)[:STEM]
        near = [i for i, q in enumerate(quarters) if any(key(c).startswith(stem) for c in q.communes)]
        if len(near) == 1:
            quarter = quarters[near[0]]
            quarters[near[0]] = replace(quarter, lines=tuple(sorted({*quarter.lines, sight.line})))
    return quarters


def _name(cluster: _Cluster) -> str:
    """The fullest name among lists and tables; without them the one most printed."""
    best = max(s.weight for s in cluster.sights)
    sure = Counter(s.name for s in cluster.sights if s.weight == best)
    if best < STRONG:
        return max(sure, key=lambda n: (sure[n], len(words(n)), n))
    return max(sure, key=lambda n: (len(words(n)), len(parts(n)), sure[n], n))


def _seen(view: View, quarters: list[Quarter]) -> list[Quarter]:
    """The quarters with every line and form in which they are named."""
    matcher = quarter_matcher(quarters)
    lines: dict[int, set[int]] = {i: set(q.lines) for i, q in enumerate(quarters)}
    forms: dict[int, set[str]] = {i: set(q.forms) for i, q in enumerate(quarters)}
    counts: dict[int, int] = {}
    spans = list(matcher.spans(view.folded, view.body))
    claims = Counter(span[:2] for span in spans)
    for start, end, index in spans:
        if claims[start, end] > 1:  # "quartier du centre" of two towns: which one is not said here
            continue
        lines[index].add(view.line_at(start))
        forms[index].add(view.body[start:end].replace("\n", " "))
        if beside := _BESIDE.match(view.body, end):
            counts.setdefault(index, _number(beside[1]))
    aside = sorted(n for n in view.furniture if any(c.isalpha() for c in view.lines[n - 1]))
    texts = [view.lines[n - 1] for n in aside]
    starts = list(accumulate((len(t) + 1 for t in texts), initial=0))
    printed = "\n".join(texts)
    for start, _, index in matcher.spans(fold(printed), printed):
        lines[index].add(aside[bisect_right(starts, start) - 1])
    return [replace(q, lines=tuple(sorted(lines[i])), forms=tuple(sorted(forms[i]))) for i, q in enumerate(quarters)]


def _population(view: View, quarter: Quarter, quarters: list[Quarter]) -> int | None:
    """The number of inhabitants printed beside a quarter's name, or under it where it is a title."""
    others = sorted({n for q in quarters if q is not quarter for n in q.lines})
    own = {key(form) for form in quarter.forms}
    for number in quarter.lines:
        text = view.lines[number - 1]
        beside = _POPULATION.search(text) if len(text) <= SHORT else None
        if beside and not _has(others, number, number):
            return _number(beside[1])
        if len(text) > SHORT or not (key(text) in own or key(text).endswith(tuple(own))):
            continue
        for n in _below(view, number):
            if _has(others, n, n):
                break
            if match := _POPULATION.search(view.lines[n - 1]):
                return _number(match[1])
    return None


def _below(view: View, number: int) -> list[int]:
    """The next filled lines under a line."""
    near = range(number + 1, min(number + 4 * NEAR, len(view.lines) + 1))
    return [n for n in near if view.lines[n - 1].strip()][:NEAR]


def _has(numbers: list[int], first: int, last: int) -> bool:
    return bisect_left(numbers, first) < bisect_right(numbers, last)


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
