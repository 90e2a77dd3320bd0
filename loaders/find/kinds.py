"""Kinds: engagement, action, projet_phare or offre. Enters: a statement with its partners. Leaves: its kind (a code).

A linear (softmax) model: each kind's score is its bias plus its weights of the statement's features, and the greatest
wins. Features tell what headings, lead-in and words say the kind is, where the statement stands, how it speaks and who
takes it. The weights are all in `kinds.toml`, learned by `bench/train_kinds.py` from annotated contracts round a prior.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat

from maillage.loaders.find.amounts import amount_in, deadline_in
from maillage.loaders.find.carriers import Carried
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.surroundings import LEAD_END, heads, lead_ins
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

OPENS = 12  # characters before what a statement calls itself: a bullet, a number, an article
KINDS = ("engagement", "action", "projet_phare", "offre")  # codes of the scheme commitment-kind
TELLS = {"action": 10, "offer": 10, "pledge": 99, "flagship": 10}  # most words of a heading that tells it
REACH = 40  # blocks below a heading that may still tell…
HEADINGS = 8  # …and the last headings above that are asked
SHORT, MEDIUM = 12, 30  # words of a statement
_OF_SPANS = (
    "section-", "mark-", "open-", "verb-", "under-chapter", "under-heading", "under-column", "under-nobody",
    "near-verb-", "near-open", "near-bullet", "near-subject", "near-we", "lead-verb", "lead-subject", "lead-pledges",
    "head-",
)  # fmt: skip
_ALSO = frozenset((
    "not-past", "not-diagnosis", "we", "subject", "subject-own", "subject-collective", "in-commune", "amount",
    "year-coming", "year-gone", "indicators", "names-dispositif", "names-partner", "ends-colon", "after-colon", "idle",
    "verbless", "leads-bullets", "after-heading", "under-item", "under-scope",
))  # fmt: skip
_ACTS = ("open-infinitive", "open-noun", "open-gerund", "verb-future", "verb-pledge", "verb-offer")


@dataclass(frozen=True, slots=True)
class KindWeights:
    """The softmax model: for each kind what every statement starts from, and what each feature adds."""

    bias: Mapping[str, float]
    of: Mapping[str, Mapping[str, float]]

    def scores(self, features: frozenset[str]) -> dict[str, float]:
        """The score of each kind; summed exactly, so that the order of features does not matter."""
        return {k: math.fsum([self.bias[k], *map(self.of[k].get, features, repeat(0.0))]) for k in KINDS}

    def best(self, features: frozenset[str]) -> str:
        """The likeliest kind; of equals the first."""
        scores = self.scores(features)
        return max(KINDS, key=lambda kind: scores[kind])


@cache
def kind_weights() -> KindWeights:
    """The weights of ``kinds.toml``."""
    table = tomllib.loads((files("maillage.loaders") / "kinds.toml").read_text("utf-8"))
    return KindWeights(table["bias"], {kind: table["weights"].get(kind, {}) for kind in KINDS})


class Kinds:
    """Tells the kinds of the statements of one document."""

    def __init__(self, view: View, contexts: Sequence[Context]) -> None:
        """``view``: the one that the statements were found in."""
        self._view = view
        self._leads = lead_ins(view.blocks)
        self._above = _headings_above(view, contexts)

    def of(self, statement: Statement, carried: Carried) -> str:
        """The code of a statement's kind."""
        return kind_weights().best(self.features(statement, carried))

    def features(self, statement: Statement, carried: Carried) -> frozenset[str]:
        """The names of what is noted of a statement; ``carried``: its partners, and what gave them."""
        own = set(filter(_is_asked, statement.features))
        row = "row" in statement.features
        told = {"row", "section-table"} if row else set(self._headed(statement.block))
        told.update(_path(statement.context.path))
        told.update(_said(statement))
        told.update(_carried(carried))
        told.update(_together(statement, carried, own))
        return frozenset(own | told)

    def _headed(self, index: int) -> Iterator[str]:
        """What the headings above and the lead-in say."""
        above = self._above[index]
        if above:
            yield from _tells("over", self._view.blocks[above[-1]].folded)
        for at in reversed(above):
            if index - at > REACH:
                break
            if told := list(_tells("part", self._view.blocks[at].folded)):
                yield from told
                break
        if (lead := self._leads[index]) is not None:
            yield from _tells("lead-in", self._view.blocks[lead].folded[-LEAD_END:])


@lru_cache(maxsize=4096)
def _is_asked(name: str) -> bool:
    """Whether a feature of a statement's span tells its kind too; the same few features come with every statement."""
    return name in _ALSO or name.startswith(_OF_SPANS)


def _headings_above(view: View, contexts: Sequence[Context]) -> list[tuple[int, ...]]:
    """For each block the indexes of the last headings above it, known to a finder or only looking like one."""
    found: list[tuple[int, ...]] = []
    now: tuple[int, ...] = ()
    for index in range(len(view.blocks)):
        found.append(now)
        if contexts[index].heading or heads(view.blocks, index):
            now = (*now[-HEADINGS + 1 :], index)
    return found


def _tells(where: str, folded: str) -> Iterator[str]:
    return (f"{where}-{told}" for told in _told(folded))


@lru_cache(maxsize=4096)
def _told(folded: str) -> tuple[str, ...]:
    """What a heading tells: one speaks for many statements, so that it is asked once."""
    length = folded.count(" ") + 1
    return tuple(k for k, most in TELLS.items() if length <= most and matcher(f"tells.{k}").search(folded))


def _path(path: Sequence[str]) -> Iterator[str]:
    """What the chapter's title and the headings under it say, the innermost for itself too."""
    for heading in path:
        yield from _tells("path", fold(heading))
    if path:
        yield from _tells("inner", fold(path[-1]))


def _said(statement: Statement) -> Iterator[str]:
    folded = fold(statement.text)
    if matcher("open.numbered").match(folded):
        yield "numbered-action"
    if flagship := matcher("tells.flagship").pattern.search(folded):
        yield "says-flagship"
        if flagship.start() <= OPENS:
            yield "opens-flagship"
    if statement.deadline or deadline_in(statement.text):
        yield "deadline"
    if statement.amount or amount_in(statement.text):
        yield "has-amount"
    words = folded.count(" ") + 1
    yield "short" if words <= SHORT else "medium" if words <= MEDIUM else "long"


def _carried(carried: Carried) -> Iterator[str]:
    partners, origin = carried
    yield f"origin-{origin}"
    if partners:
        yield f"by-{partners[0].type}"
        if partners[0].collective or partners[0].group:
            yield "by-collective"


def _together(statement: Statement, carried: Carried, own: set[str]) -> Iterator[str]:
    """What only tells together: an infinitive is a pledge in a chapter, an action in a table."""
    section, item = statement.context.section, "item" if statement.context.item else "no-item"
    acts = [name for name in _ACTS[:3] if name in own] or [next((n for n in _ACTS[3:] if n in own), "plain")]
    yield item
    yield f"{section}|{carried[1]}"
    for act in acts:
        yield from (f"{act}|{section}", f"{act}|{item}")
