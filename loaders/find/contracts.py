"""Contracts: which lines of a file are of which contract. Enters: a View and its Places. Leaves: contracts, main first.

A deliberation may carry several contracts, a report may present them one by one. A contract begins where a title names
another body than the one above and what follows is a contract of its own: it counts from one, says who signs it or for
which quarters it is. Running titles and chapters of one contract name one body, and never part it. What stands outside
of any contract (the act that carries them) stays with the main one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from maillage.loaders.find.contract_titles import Title, alike, core, titles
from maillage.loaders.find.places import Epci, Places
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

Lines = tuple[int, int]

LEAST_LINES = 8  # lines of text of a contract; a title with less below it is an entry of a list
LEAST_SIGNS = 2  # of the three that tell a contract: it counts from one, it is signed, it has quarters
ACT_WORDS = 30  # of the heading of an act
ALIAS_WORDS = 4  # words of a contract's own title from which its beginning tells it
OWN_SHARE = 0.5  # of the longest titled contract: text above the titles that long may be a contract itself
NATIONAL = "engagement quartier"  # the brand of the generation 2024-2030, on every cover


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract of a file: the comparable name of its body, the name printed, and the lines that it holds."""

    name: str  # "" when nothing names it
    printed: str | None
    stretches: tuple[Lines, ...]

    @property
    def extent(self) -> Lines:
        """Its first and last line."""
        return self.stretches[0][0], self.stretches[-1][1]

    def holds(self, line: int) -> bool:
        """Whether a line is one of its own."""
        return any(first <= line <= last for first, last in self.stretches)


@dataclass(slots=True)
class _Stretch:
    """Text under one title, or under none."""

    name: str | None
    printed: str | None
    first: int
    last: int
    sure: bool  # numbered among its like, or an annex

    @property
    def length(self) -> int:
        return self.last - self.first + 1


def contracts_in(view: View, places: Places, known: Sequence[Contract] = ()) -> list[Contract]:
    """The contracts that a text holds, the main one first; one that holds all of it where there are not several.

    Args:
        view: the text.
        places: what it names; an acronym stands for its intercommunality.
        known: the contracts of the parts of the file above, the one that is open last.
    """
    said = titles(view, places.epcis)
    found = _stretches(view, _true(view, said))
    owner = known[-1] if known else _owner(view, found, places.epcis, said)
    grouped: dict[str, list[_Stretch]] = {owner.name: []}
    for stretch in found:
        name = owner.name if stretch.name is None else _same(stretch.name, (*grouped, *(c.name for c in known)))
        grouped.setdefault(name, []).append(stretch)
    held = {name: stretches for name, stretches in grouped.items() if stretches}
    contracts = [_contract(name, stretches, (*known, owner)) for name, stretches in held.items()]
    return contracts if len(contracts) > 1 else [replace(contracts[0], stretches=((1, len(view.lines)),))]


def _contract(name: str, held: Sequence[_Stretch], known: Iterable[Contract]) -> Contract:
    printed = [c.printed for c in known if c.name == name] + [s.printed for s in held]
    stretches: list[Lines] = []
    for stretch in held:
        if stretches and stretches[-1][1] + 1 == stretch.first:
            stretches[-1] = stretches[-1][0], stretch.last
        else:
            stretches.append((stretch.first, stretch.last))
    return Contract(name, next(filter(None, printed), None), tuple(stretches))


def _same(name: str, names: Iterable[str]) -> str:
    """The name among those known that is of the same body; else the name itself."""
    return next((other for other in names if other and alike(name, other)), name)


def _true(view: View, found: list[Title]) -> list[Title]:
    """Titles under which a contract of its own stands, and the lines where such a contract goes on by its own title."""
    held: dict[str, list[_Stretch]] = {}
    for stretch in _cut(view, found):
        if stretch.name:
            held.setdefault(_same(stretch.name, held), []).append(stretch)
    kept = [name for name, stretches in held.items() if _is_contract(view, stretches)]
    return [title for title in found if any(alike(title.name, name) for name in kept)]


def _stretches(view: View, found: list[Title]) -> list[_Stretch]:
    """The text cut at titles, and where a page opens with the title that a contract bears by itself."""
    cut = _cut(view, found)
    aliases = _aliases(view, cut)
    if not aliases:
        return cut
    loose = [s for s in cut if s.name is None]
    borne = [
        Title(block.first, *name, sure=False)
        for block in view.blocks
        if any(s.first <= block.first <= s.last for s in loose) and (name := _bears(key(block.text), aliases))
    ]
    return _cut(view, sorted([*found, *borne], key=lambda title: title.line))


def _cut(view: View, found: Sequence[Title]) -> list[_Stretch]:
    """The text cut where a title names another body than the one above, and at an assembly's act between titles."""
    acts = [b.first for b in view.blocks if b.words <= ACT_WORDS and matcher("contract.act").match(b.folded)]
    out = [_Stretch(None, None, 1, len(view.lines), sure=False)]
    for title in found:
        act = next((line for line in acts if out[-1].first < line < title.line), None) if out[-1].name else None
        starts = [_Stretch(None, None, act, len(view.lines), sure=False)] if act else []
        if starts or out[-1].name is None or not alike(out[-1].name, title.name):
            starts.append(_Stretch(title.name, title.printed, title.line, len(view.lines), sure=title.sure))
        for start in starts:
            out[-1].last = start.first - 1
            out.append(start)
    return [stretch for stretch in out if stretch.length > 0]


def _is_contract(view: View, stretches: Sequence[_Stretch]) -> bool:
    """Whether what stands under titles of one body is a contract of its own, and no chapter of the one above."""
    blocks = [b.folded for b in view.blocks if any(s.first <= b.first <= s.last for s in stretches)]
    lines = sum(bool(view.lines[n - 1].strip()) for s in stretches for n in range(s.first, s.last + 1))
    if lines < LEAST_LINES:
        return False
    counts = (matcher("contract.begins").search(b) for b in blocks)
    begins = next((at for at, rule in enumerate(counts) if rule), None)
    goes_on = next((at for at, b in enumerate(blocks) if matcher("contract.goes-on").match(b)), None)
    if goes_on is not None and (begins is None or goes_on < begins):
        return False  # what stands above counts on in it
    signs = (begins is not None, _any("contract.signed", blocks), _any("contract.quarters", blocks))
    return sum(signs) >= LEAST_SIGNS and (begins is not None or any(s.sure for s in stretches))


def _any(kind: str, blocks: Iterable[str]) -> bool:
    return any(matcher(kind).search(block) for block in blocks)


def _bears(words: str, aliases: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Whose title a block is, whole or cut short."""
    if len(words.split()) < ALIAS_WORDS:
        return None
    return next((name for alias, name in aliases.items() if alias.startswith(words)), None)


def _aliases(view: View, found: Iterable[_Stretch]) -> dict[str, tuple[str, str]]:
    """The titles that contracts bear by themselves, as comparable words; one that two bear tells nothing."""
    owners: dict[str, dict[str, str]] = {}
    for stretch in (s for s in found if s.name and s.printed):
        for block in view.blocks:
            if stretch.first <= block.first <= stretch.last and "contrat de ville" in block.folded:
                for match in matcher("contract.alias").pattern.finditer(block.folded):
                    alias = key(match["alias"])
                    if len(alias.split()) >= ALIAS_WORDS and NATIONAL not in alias:
                        owners.setdefault(alias, {})[str(stretch.name)] = str(stretch.printed)
    return {alias: next(iter(names.items())) for alias, names in owners.items() if len(names) == 1}


def _owner(view: View, found: Sequence[_Stretch], epcis: Sequence[Epci], said: Sequence[Title]) -> Contract:
    """Whose contract the text outside of titles belongs to: the main one."""
    loose = [s for s in found if s.name is None]
    titled: dict[str, int] = {}
    for stretch in found:
        if stretch.name:
            identity = _same(stretch.name, titled)
            titled[identity] = titled.get(identity, 0) + stretch.length
    if not titled:
        names = [*((core(e.name), e.name) for e in epcis[:1]), *((t.name, t.printed) for t in said), ("", None)]
        return Contract(*names[0], ())
    longest = max(titled, key=lambda n: titled[n])
    named = max(epcis, key=lambda e: sum(any(s.first <= n <= s.last for s in loose) for n in e.lines), default=None)
    if named is None:
        return Contract(longest, None, ())
    name = _same(core(named.name), titled)
    length = sum(s.length for s in loose)
    own = name in titled or (length >= OWN_SHARE * titled[longest] and _is_contract(view, loose))
    return Contract(name, named.name, ()) if own else Contract(longest, None, ())
