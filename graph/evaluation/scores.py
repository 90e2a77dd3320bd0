"""Scores: one document's reading held against its annotations → units, by measure, and how sure each commitment was.

Measures, as the annotation format defines them:

- ``signatories``, ``partners`` (those that sign, commit or fund), ``frame`` (top items), ``qpvs``, ``dispositifs``:
  entities found, one to one by their names.
- ``spans``: commitments found, by the lines with text that they share.
- ``attribution_…`` of the commitments found: ``partner``, ``in_frame``, ``qpv``, ``dispositif`` (likeness of the sets
  of links), ``indicators``, ``kind`` (same or not).
- ``qpv_links``: pairs of a commitment and a quarter it names. ``cells``: pairs of a partner and a top frame item that
  hold at least one commitment.

A found entity counts in a window when one of its lines lies there, when a commitment there refers to it, or when it
gives no line at all. A top item is found wherever the document announces it; the window only decides what is too much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from maillage.graph.evaluation.attribution import Commitments, Links, cells, gold_links, read_links, same_scope
from maillage.graph.evaluation.calibration import Judged
from maillage.graph.evaluation.entity import COLLECTIVE, TOP_KINDS, Entity
from maillage.graph.evaluation.gold import Gold, GoldCommitment
from maillage.graph.evaluation.matching import match
from maillage.graph.evaluation.readings import Read
from maillage.graph.evaluation.tally import MATCH, Unit, counted
from maillage.graph.evaluation.window import Window
from maillage.loaders.fact import CommitmentFact

ENTITY_MEASURES = ("signatories", "partners", "frame", "qpvs", "dispositifs")
ATTRIBUTIONS = tuple(
    f"attribution_{name}" for name in ("partner", "in_frame", "qpv", "dispositif", "indicators", "kind")
)
MEASURES = (*ENTITY_MEASURES, "spans", *ATTRIBUTIONS, "qpv_links", "cells")
_ACTIVE = frozenset({"signatory", "committed", "funder"})


@dataclass(slots=True)
class Scored:
    """One document: units by measure; by measure and kind of commitment; the commitments shown, with their confidence.

    Of a commitment that is not one, the kind is the one it was read as; of any other, the annotated one.
    """

    units: dict[str, list[Unit]] = field(default_factory=dict)
    by_kind: dict[tuple[str, str], list[Unit]] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A commitment that was read in a window: the annotation it matches by its lines, and which links are its."""

    read: CommitmentFact
    gold: GoldCommitment | None
    partners: bool = False  # exactly the annotated ones
    frame: bool = False  # under exactly the annotated top items

    @property
    def right(self) -> bool:
        """Whether span, partners and frame item are all right."""
        return self.gold is not None and self.partners and self.frame


def score(gold: Gold, read: Read) -> Scored:
    """Hold the reading of one document against its annotations. A measure of nothing is left out."""
    window = Window.of(gold, read)
    scored = Scored()
    same = _same_entities(scored, gold, read, window)
    if gold.commitments:
        _commitments(scored, Commitments.of(gold, read, window), gold, read, same)
    return scored


def judge(gold: Gold, read: Read) -> list[Judgement]:
    """Each commitment read in the window of some annotations, held against them."""
    window = Window.of(gold, read)
    commitments = Commitments.of(gold, read, window)
    return _judgements(commitments, gold, read, _same_entities(Scored(), gold, read, window))


def _same_entities(scored: Scored, gold: Gold, read: Read, window: Window) -> dict[str, dict[str, str]]:
    """For each sort, id read → id annotated; how well they were found is added to the scores."""
    return {
        "partner": _partners(scored, gold, read, window),
        "frame": _frame(scored, gold, read, window),
        "qpv": _named(scored, gold, read, window, "qpv"),
        "dispositif": _named(scored, gold, read, window, "dispositif"),
    }


def _judgements(
    commitments: Commitments, gold: Gold, read: Read, same: Mapping[str, Mapping[str, str]]
) -> list[Judgement]:
    of_read = {j: commitments.gold[i] for i, j in commitments.same.items()}
    found = []
    for j, fact in enumerate(commitments.read):
        links, annotated = read_links(fact, read, gold, same), of_read.get(j)
        wanted = gold_links(annotated, gold) if annotated else links
        found.append(Judgement(fact, annotated, wanted.partner == links.partner, wanted.in_frame == links.in_frame))
    return found


def _partners(scored: Scored, gold: Gold, read: Read, window: Window) -> dict[str, str]:
    """Signatories, and partners that sign, commit or fund. Gives: id read → id annotated."""
    wanted = [entity for entity in gold.entities["partner"] if entity.id != COLLECTIVE]
    found = read.entities["partner"]
    same = match(wanted, found, "partner")
    for measure, roles in (("signatories", frozenset({"signatory"})), ("partners", _ACTIVE)):
        asked = [i for i, entity in enumerate(wanted) if entity.roles & roles]
        shown = {j for j, entity in enumerate(found) if entity.roles & roles and window.shows(entity)}
        if measure == "partners":  # one that the annotation only cites is neither right nor wrong
            shown -= {j for i, j in same.items() if i not in asked}
        if asked:
            right = sum(same.get(i) in shown for i in asked)
            scored.units[measure] = counted(right, len(shown), len(asked))
    return {found[j].id: wanted[i].id for i, j in same.items()} | dict.fromkeys(read.collectives, COLLECTIVE)


def _frame(scored: Scored, gold: Gold, read: Read, window: Window) -> dict[str, str]:
    """The top items. Gives: id read → id annotated, of every item.

    Top items are matched a second time among themselves, which keeps a sub-item from taking their place.
    """
    wanted, found = gold.entities["frame"], read.entities["frame"]
    same = _same_ids(wanted, found, "frame")
    wanted_tops, found_tops = _tops_of(wanted), _tops_of(found)
    tops = _same_ids(wanted_tops, found_tops, "frame")
    if wanted_tops:
        extra = sum(item.id not in tops and window.shows_item(item) for item in found_tops)
        scored.units["frame"] = counted(len(tops), len(tops) + extra, len(wanted_tops))
    return same | tops


def _tops_of(items: Iterable[Entity]) -> list[Entity]:
    return [item for item in items if item.kind in TOP_KINDS]


def _named(scored: Scored, gold: Gold, read: Read, window: Window, sort: str) -> dict[str, str]:
    """Quarters or dispositifs. Gives: id read → id annotated.

    A window without any says nothing of those read there, unless it is the whole document.
    """
    wanted, found = gold.entities[sort], [entity for entity in read.entities[sort] if window.shows(entity)]
    same = _same_ids(wanted, found, sort)
    if wanted or (window.whole and found):
        scored.units[f"{sort}s"] = counted(len(same), len(found), len(wanted))
    return same


def _same_ids(gold: list[Entity], read: list[Entity], sort: str) -> dict[str, str]:
    return {read[j].id: gold[i].id for i, j in match(gold, read, sort).items()}


def _commitments(
    scored: Scored, commitments: Commitments, gold: Gold, read: Read, same: dict[str, dict[str, str]]
) -> None:
    """Spans, attribution, quarters named, cells; and which commitments are right."""
    wanted = [gold_links(each, gold) for each in commitments.gold]
    found = [read_links(each, read, gold, same) for each in commitments.read]
    for i, j in commitments.same.items():
        if same_scope(commitments.gold[i], wanted[i], found[j], gold):
            found[j] = replace(found[j], qpv=frozenset("*"))
        _add_pair(scored, commitments, i, j, wanted[i], found[j])
    _add_lone(scored, commitments, wanted, found)
    if not any(links.named for links in wanted):
        _forget(scored, "qpv_links")
    cells_wanted, cells_found = cells(wanted), cells(found)
    if cells_wanted:
        scored.units["cells"] = counted(len(cells_wanted & cells_found), len(cells_found), len(cells_wanted))
    judged = _judgements(commitments, gold, read, same)
    scored.judged = [Judged(each.read.confidence, each.right) for each in judged]


def _add_pair(scored: Scored, commitments: Commitments, i: int, j: int, wanted: Links, found: Links) -> None:
    """What one commitment found adds to each measure."""
    gold, fact = commitments.gold[i], commitments.read[j]
    _add(scored, "spans", gold.kind, MATCH)
    same = {"indicators": gold.indicators == fact.has_indicators, "kind": gold.kind == fact.kind}
    for name, value in {**wanted.likeness(found), **same}.items():
        _add(scored, f"attribution_{name}", gold.kind, (float(value), 1, 1))
    both = float(len(wanted.named & found.named))
    _add(scored, "qpv_links", gold.kind, (both, len(found.named), len(wanted.named)))


def _add_lone(scored: Scored, commitments: Commitments, wanted: list[Links], found: list[Links]) -> None:
    """What commitments missed, and those that are none, take away."""
    taken = set(commitments.same.values())
    for i, gold in enumerate(commitments.gold):
        if i not in commitments.same:
            _add(scored, "spans", gold.kind, (0.0, 0, 1))
            _add(scored, "qpv_links", gold.kind, (0.0, 0, len(wanted[i].named)))
    for j, fact in enumerate(commitments.read):
        if j not in taken:
            _add(scored, "spans", fact.kind, (0.0, 1, 0))
            _add(scored, "qpv_links", fact.kind, (0.0, len(found[j].named), 0))


def _add(scored: Scored, measure: str, kind: str, unit: Unit) -> None:
    scored.units.setdefault(measure, []).append(unit)
    scored.by_kind.setdefault((measure, kind), []).append(unit)


def _forget(scored: Scored, measure: str) -> None:
    """Leave out a measure of which the annotations say nothing."""
    scored.units.pop(measure, None)
    for key in [key for key in scored.by_kind if key[0] == measure]:
        del scored.by_kind[key]
