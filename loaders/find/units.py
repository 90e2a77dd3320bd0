"""Units: the sentences of each block, with what tells whether somebody acts in them. Enters: blocks in context.

A unit is the least that a commitment can be; statements are made of one or several (`find/spans.py`). What is noted of
a unit are names of features, never its text: the weights of `weights.toml` are read by these names.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.dispositifs import Dispositif
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.subjects import subjects_in
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.title_lines import is_cut
from maillage.loaders.view import line_in

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«])(?<!\bM\.\s)(?<!\bMme\.\s)")
_WORD = re.compile(r"[a-z]{2,}")
STEM, SHORTEST_WORD = 7, 4  # letters that tell words of one family; shorter words are grammar
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURES = re.compile(r"[^\W_a-z]+")  # digits, and letters that folding leaves as they are
_AMOUNT = re.compile(r"\d ?(?:€|euros?\b|m€|k€|millions?\b)")
_WE = re.compile(r"\b(?:je|nous|notre|nos)\b")
OPENERS = ("infinitive", "noun", "gerund", "link", "pronoun", "measure", "article", "scheme", "relative")
SAYS = (
    "verb.pledge", "verb.future", "verb.offer", "verb.finite", "verb.must",
    "not.statistics", "not.past", "not.diagnosis", "not.governance", "not.condition", "kind.flagship", "says.pilot",
)  # fmt: skip
_SAYS = tuple((kind, kind.replace(".", "-")) for kind in SAYS)  # kind of rule → feature
ACTS = ("open-infinitive", "open-noun", "open-gerund")
MIN_STATEMENT = 15  # characters before a follow-up; fewer are its heading
COMING = 2024  # the first year of the contracts of this generation
FULL_LINE = 0.85  # of a block's widest line: after a shorter one that no word carries on, another sentence may begin
MOSTLY = 0.5  # of a unit's characters, from which it only names what it names
FIGURES = 6  # a digit in so few characters makes a line of figures

DispositifsAt = Callable[[int, int], Sequence[Dispositif]]  # (first, last line) → schemes named there


@dataclass(frozen=True, slots=True)
class Reader:
    """What units are read with; ``vocabulary``: the lexical features that have a weight, all when there is none."""

    partners: Partners
    dispositifs_at: DispositifsAt
    vocabulary: Container[str] | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a block, or a block without any."""

    block: int
    first: int  # line numbers
    last: int
    start: int  # positions in the block's text
    end: int
    opener: frozenset[str]  # features of how it opens
    said: frozenset[str]  # features of what it says
    words: int
    subjects: tuple[Partner, ...]
    stems: frozenset[str]  # families of its words


def units_of(block: Block, index: int, context: Context, reader: Reader) -> list[Unit]:
    """The units of one block, in order."""
    starts = _starts(block)
    return [_unit(block, index, s, e, context, reader) for s, e in pairwise([*starts, len(block.text)])]


def _starts(block: Block) -> list[int]:
    """Where sentences begin: after a full stop, and on a line of its own after one that ends early."""
    found = {0, *(m.end() for m in _SENTENCE.finditer(block.text))}
    if len(block.lines) > 1 and not block.mark:
        found.update(_line_starts(block))
    return sorted(found)


def _line_starts(block: Block) -> Iterator[int]:
    width, at = max(map(len, block.lines)), 0
    for before, line in pairwise(block.lines):
        at = block.text.find(line, at + len(before) - 1)
        if at < 0:  # a word was joined over the line's end
            return
        ended = len(before) < FULL_LINE * width and not is_cut(before)
        if ended and line[:1].isupper():
            yield at


def _unit(block: Block, index: int, start: int, end: int, context: Context, reader: Reader) -> Unit:
    folded = block.folded[start:end].rstrip()
    first, last = line_in(block, start), line_in(block, max(start, start + len(folded) - 1))
    indicators = matcher("indicators").pattern.search(folded)
    acting = _cut_at(folded, indicators)
    seen = reader.partners.at(first, last)
    subjects = tuple({s.partner.key: s.partner for s in subjects_in(acting, seen)}.values())
    words = _WORD.findall(acting)
    stems = _stems(words, seen)
    opener = frozenset(_opening(acting, block.text[start:end]))
    said = {
        *_saying(acting), *_figures(folded), *_shape(folded, block.text[start:end]),
        *(("indicators",) if indicators else ()),
        *_who(subjects, seen, context, folded),
        *_schemes(reader.dispositifs_at(first, last), folded),
        *_lexical([f"word={stem}" for stem in stems], reader.vocabulary),
    }  # fmt: skip
    return Unit(
        index,
        first,
        last,
        start,
        start + len(folded),
        opener,
        frozenset(said),
        len(words),
        subjects,
        frozenset(stems),
    )


def without_follow_up(folded: str) -> str:
    """A statement without the indicators it ends with: they speak of figures and committees."""
    return _cut_at(folded, matcher("indicators").pattern.search(folded))


def _cut_at(folded: str, indicators: re.Match[str] | None) -> str:
    return folded[: indicators.start()] if indicators and indicators.start() > MIN_STATEMENT else folded


def _opening(folded: str, text: str) -> Iterator[str]:
    yield from (f"open-{kind}" for kind in OPENERS if matcher(f"open.{kind}").match(folded))
    if text[:1].islower():
        yield "open-lower"


def _saying(folded: str) -> Iterator[str]:
    yield from (feature for kind, feature in _SAYS if matcher(kind).search(folded))
    if _WE.search(folded):
        yield "we"


def _figures(folded: str) -> Iterator[str]:
    figures = "".join(_FIGURES.findall(folded))
    if "%" in folded:
        yield "percent"
    if not figures:  # of most sentences
        return
    years = [int(year) for year in _YEAR.findall(folded)]
    if any(year >= COMING for year in years):
        yield "year-coming"
    if any(year < COMING for year in years):
        yield "year-gone"
    if _AMOUNT.search(folded):
        yield "amount"
    if sum(map(str.isdigit, figures)) * FIGURES > len(folded):
        yield "figures"


def _shape(folded: str, text: str) -> Iterator[str]:
    if folded.endswith(":"):
        yield "ends-colon"
    if folded.endswith("?"):
        yield "question"
    if text.isupper():
        yield "capitals"


def _who(subjects: Sequence[Partner], seen: Sequence[Seen], context: Context, folded: str) -> Iterator[str]:
    """Which partners are named, and which of them act."""
    if subjects:
        yield "subject"
        if any(partner in context.partners for partner in subjects):
            yield "subject-own"
        if any(partner.collective for partner in subjects):
            yield "subject-collective"
    if seen:
        yield "names-partner"
        if any(s.partner in context.partners for s in seen):
            yield "names-own"
        if sum(len(s.surface) for s in seen) > MOSTLY * len(folded):
            yield "names-partners-only"


def _schemes(named: Sequence[Dispositif], folded: str) -> Iterator[str]:
    if named:
        yield "names-dispositif"
        forms = {fold(form) for dispositif in named for form in dispositif.forms}
        if sum(len(form) for form in forms if form in folded) > MOSTLY * len(folded):
            yield "names-dispositifs-only"


def _stems(words: Sequence[str], seen: Sequence[Seen]) -> list[str]:
    """The families of the words of a unit, without grammar and the names of partners: those tell places, not acts."""
    named = {word for s in seen for word in _WORD.findall(fold(s.surface))}
    return [word[:STEM] for word in words if len(word) >= SHORTEST_WORD and word not in named]


def _lexical(features: Sequence[str], vocabulary: Container[str] | None) -> Sequence[str]:
    return features if vocabulary is None else [feature for feature in features if feature in vocabulary]
