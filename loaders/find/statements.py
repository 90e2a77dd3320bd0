"""Statements: passages that say what somebody does or will do. Enters: blocks in context. Leaves: statements.

The text is cut into units, every way to join them is a candidate, a linear model tells how likely each is, and the best
that do not overlap are kept. A statement is a bullet, a row, a paragraph, some of its sentences, or one of
these with the blocks that complete it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from maillage.loaders.find.choice import Judged, Weights, choose, judge, weights
from maillage.loaders.find.dispositifs import Dispositifs
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.spans import Span, spans
from maillage.loaders.find.surroundings import surroundings
from maillage.loaders.find.units import Reader, Unit, units_of
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

SLIGHT = 0.005  # probability of a span up to which it counts for nothing
SAME_LINES = 0.5  # of the lines of two spans that they share, from which the scores take them for one
LEAST = 0.08  # probability of a cut that may stand for a passage of which no cut is likely enough…
SURE = 0.7  # …when about the same cuts reach this together: something is stated here, only its end is in doubt
LIKELIER = 0.001  # of two cuts that as much speaks for, the likelier one is kept: counts for no more than that
BEFORE, NEAR = 12, 3  # units and blocks above a statement in which somebody may have acted whom its pronoun stands for


@dataclass(slots=True)
class Statement:
    """A commitment, not yet attributed to identities of the graph."""

    block: int
    first: int
    last: int
    text: str
    context: Context
    features: frozenset[str] = frozenset()
    likely: float = 0.0  # probability that an annotator would mark it, with these bounds
    near: float = 0.0  # …with about these bounds: half of the lines or more in common
    rule: str = ""
    partners: tuple[Partner, ...] = ()
    partner_origin: str = "none"
    indicators: bool = False
    deadline: str | None = None
    amount: str | None = None
    units: tuple[Unit, ...] = field(default=(), repr=False)
    paying: tuple[Partner, ...] = ()  # whom a row's column of amounts names
    before: tuple[Partner, ...] = ()  # who acted last before it…
    before_at: int = 0  # …so many blocks above, 0: in its own


def find_statements(
    view: View, contexts: list[Context], partners: Partners, dispositifs: Dispositifs
) -> list[Statement]:
    """The statements of a document, in the order of the text."""
    model = weights()
    found, units = candidates(view, contexts, partners, dispositifs, model)
    every = [each for each in judge(found, model) if each.likely > SLIGHT]  # a long text has a million
    judged = [each for each in every if each.likely > model.threshold]
    kept = [judged[i] for i in choose([j.span for j in judged], [j.likely for j in judged], model.threshold)]
    kept = sorted([*kept, *undecided(kept, every, units)], key=lambda each: each.span.first)
    near = nearly([each.span for each in kept], every, units)
    statements = [statement(view, contexts, units, each.span, each.likely) for each in kept]
    for made, likely in zip(statements, near, strict=True):
        made.near = likely
    return statements


def candidates(
    view: View, contexts: list[Context], partners: Partners, dispositifs: Dispositifs, model: Weights | None
) -> tuple[Iterator[Span], list[Unit]]:
    """Every span that could be a statement, and the units they are made of; all words are noted without a model."""
    reader = Reader(partners, dispositifs.at, model.lexical if model else None)
    units = [units_of(block, i, contexts[i], reader) for i, block in enumerate(view.blocks)]
    found = spans(view, contexts, units, surroundings(view, contexts, units))
    return found, [unit for mine in units for unit in mine]


def statement(view: View, contexts: Sequence[Context], units: Sequence[Unit], span: Span, likely: float) -> Statement:
    """A span as a statement: its words, and the partners that it makes its subjects."""
    mine = units[span.first : span.end]
    block, text = view.blocks[span.block], _words(view, mine)
    subjects = tuple({p.key: p for unit in mine for p in unit.subjects}.values())
    before, before_at = _before(contexts, units, span)
    opens = next((k for k in ("infinitive", "noun", "gerund") if f"open-{k}" in mine[0].opener), "sentence")
    return Statement(
        span.block, mine[0].first, span.last_line, text, contexts[span.block], span.features, likely,
        rule=f"{block.mark or 'paragraph'}-{opens}", partners=subjects,
        partner_origin="statement" if subjects else "none",
        indicators=bool(matcher("indicators").search(fold(text))), units=tuple(mine),
        before=before, before_at=before_at,
    )  # fmt: skip


def nearly(spans: Sequence[Span], judged: Sequence[Judged], units: Sequence[Unit]) -> list[float]:
    """For each span the probability that an annotator marks about the same: that of every cut of its passage which
    shares half of the lines or more, as the scores count. ``spans`` do not overlap and are in order."""
    firsts, sums = [span.first for span in spans], [0.0] * len(spans)
    for each in judged:
        at = bisect_right(firsts, each.span.first) - 1
        for n in range(max(at, 0), len(spans)):
            if spans[n].first >= each.span.end:
                break
            sums[n] += each.likely if _alike(spans[n], each.span, units) else 0.0
    return [min(total, 1.0) for total in sums]


def undecided(kept: Sequence[Judged], every: Sequence[Judged], units: Sequence[Unit]) -> list[Judged]:
    """Where nothing is ``kept``, one cut of each passage which many share a probability that makes it sure together."""
    taken = {unit for each in kept for unit in range(each.span.first, each.span.end)}
    free = [e for e in every if e.likely > LEAST and taken.isdisjoint(range(e.span.first, e.span.end))]
    beside = sorted(every, key=lambda each: units[each.span.first].first) if free else []
    lines = [units[each.span.first].first for each in beside]
    near: list[float] = []
    for each in free:
        first, last = units[each.span.first].first, each.span.last_line
        alike = beside[bisect_left(lines, 2 * first - last - 1) : bisect_right(lines, last)]
        total = sum(other.likely for other in alike if _alike(each.span, other.span, units))
        near.append(min(total, 1.0) + LIKELIER * each.likely)
    return [free[i] for i in choose([each.span for each in free], near, SURE)]


def _alike(one: Span, other: Span, units: Sequence[Unit]) -> bool:
    first, last = units[one.first].first, one.last_line
    low, high = units[other.first].first, other.last_line
    shared = min(last, high) - max(first, low) + 1
    return shared > 0 and shared / (max(last, high) - min(first, low) + 1) >= SAME_LINES


def _before(contexts: Sequence[Context], units: Sequence[Unit], span: Span) -> tuple[tuple[Partner, ...], int]:
    """Who acted last before a span, and how many blocks above; a heading ends what was said before it."""
    for unit in reversed(units[max(0, span.first - BEFORE) : span.first]):
        above = span.block - unit.block
        if above > NEAR or contexts[unit.block].heading:
            break
        if unit.subjects:
            return unit.subjects, above
    return (), 0


def _words(view: View, units: Sequence[Unit]) -> str:
    """The text of units: what stands between two of one block is kept, blocks are parted by a space."""
    parts: list[str] = []
    for unit in units:
        block = view.blocks[unit.block]
        start = unit.start if not parts or unit.start else 0
        parts.append(block.text[start : unit.end].strip())
    return " ".join(parts)
