"""Explain: one line of a document → all that the reading made of it. Nothing is written.

For whoever must find out why a fact is wrong: where the line stands, what was seen in it, which rules hold words of it,
how near it came to being a commitment, and the facts that cite it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.loaders.blocks import Block
from maillage.loaders.document import Document
from maillage.loaders.explain_carriers import Carrying, Claimed, heaviest
from maillage.loaders.fact import CommitmentFact, DefiFact, DispositifFact, Fact, IssueFact, PartnerFact, QpvFact
from maillage.loaders.find.choice import Judged, judge, weights
from maillage.loaders.find.confidence import PARTS, trust
from maillage.loaders.find.evidence import Evidence
from maillage.loaders.find.kinds import Kinds, kind_weights
from maillage.loaders.find.qpv import quarter_matcher
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import candidates, statement
from maillage.loaders.fold import fold
from maillage.loaders.parts import parts
from maillage.loaders.reading import Reference, find, read_document
from maillage.loaders.resolve import Found, whole_of
from maillage.loaders.rules import rules
from maillage.loaders.view import view

BETWEEN = "carrier."  # kinds of rules that are asked what stands between two names, never a whole block
SHOWN = 6  # candidates of a line: all cuts of a paragraph hold it, most of them hopeless


class NoLineError(ValueError):
    """The document has no such line; the message says how many it has."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the line names."""

    sort: str  # partner | dispositif | qpv
    name: str
    surface: str  # as printed


@dataclass(frozen=True, slots=True)
class Held:
    """A rule whose words the line's block holds; whether a finder asked it is another matter."""

    rule: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that the line could be part of, and whether it was kept: the best that do not overlap are."""

    lines: tuple[int, int]
    text: str
    rule: str
    score: float
    likely: float  # the probability of its score
    features: tuple[tuple[str, float], ...]  # name, and what it adds to the score, the heaviest first
    kept: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a commitment: how likely it is right, and what speaks for and against it."""

    name: str  # span, partners or item
    likely: float
    features: tuple[tuple[str, float], ...]  # name, and what it adds to the log-odds, the heaviest first


@dataclass(frozen=True, slots=True)
class Weighed:
    """A commitment of the line: how its kind and its carriers were chosen, and what its confidence is made of."""

    lines: tuple[int, int]
    kind: str
    scores: tuple[tuple[str, float], ...]  # of each kind, the greatest first
    features: tuple[tuple[str, float], ...]  # name, and what it adds to the score of its kind
    claimed: tuple[Claimed, ...]  # who may carry it, the likeliest first
    parts: tuple["Part", ...]  # span, partners and frame item
    confidence: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the reading made of one line."""

    document: str
    line: int
    page: int
    raw: str
    repaired: str
    contract: str  # whose contract the line is of, as the document names it; "" when nothing does
    furniture: bool  # a running title or page number, set aside
    block: tuple[int, int] | None  # first and last line of the paragraph, bullet or cell; None when in none
    mark: str  # how the block is marked: bullet, number…
    context: Context | None
    named: tuple[Named, ...]
    held: tuple[Held, ...]
    candidates: tuple[Candidate, ...]
    weighed: tuple[Weighed, ...]
    facts: tuple[Fact, ...]


def explain(document: Document, line: int, base: str, reference: Reference | None = None) -> Explanation:
    """What the reading makes of a line (from 1).

    Raises:
        NoLineError: the document is shorter.
    """
    if not 1 <= line <= len(document.lines):
        raise NoLineError(f"{document.name}: no line {line}; it has {len(document.lines)}")
    part = next(each for each in parts(document) if each.lines_before < line <= each.lines_before + len(each.lines))
    at = line - part.lines_before
    found = next(each for each in find(view(part), reference) if each.contract.holds(at))
    index = next((i for i, block in enumerate(found.view.blocks) if at in block.numbers), None)
    block = None if index is None else found.view.blocks[index]
    context = None if index is None else found.under[index]
    return Explanation(
        document=document.name,
        line=line,
        page=found.view.page_of(at) + part.pages_before,
        raw=document.lines[line - 1],
        repaired=found.view.lines[at - 1],
        contract=found.contract.printed or "",
        furniture=at in found.view.furniture,
        block=_moved((block.first, block.last), part.lines_before) if block else None,
        mark=block.mark if block else "",
        context=context,
        named=tuple(_named(found, at, context)),
        held=tuple(_held(block)) if block else (),
        candidates=tuple(_candidates(found, at, part.lines_before)) if block else (),
        weighed=tuple(_weighed(found, at, part.lines_before)),
        facts=tuple(fact for fact in read_document(document, base, reference) if _cites(fact, line)),
    )


def _moved(lines: tuple[int, int], by: int) -> tuple[int, int]:
    return lines[0] + by, lines[1] + by


def _named(found: Found, line: int, context: Context | None) -> Iterator[Named]:
    """Partners, dispositifs and quarters that a line of the part names."""
    text = found.view.lines[line - 1]
    yield from (Named("partner", seen.partner.name, seen.surface) for seen in found.partners.at(line, line))
    for dispositif in found.dispositifs.at(line, line):
        yield Named("dispositif", dispositif.name, _printed(dispositif.forms, text))
    town = context.commune.place if context is not None and context.commune is not None else None
    for quarter in quarter_matcher(found.quarters).find(text, town):
        yield Named("qpv", quarter.name, _printed(quarter.forms, text))


def _printed(forms: Iterable[str], text: str) -> str:
    """The longest of the forms that the text prints; none when it runs over the line's end."""
    folded = fold(text)
    return max((form for form in sorted(forms) if fold(form) in folded), key=len, default="")


def _held(block: Block) -> Iterator[Held]:
    for rule in rules():
        if rule.kind.startswith(BETWEEN):
            continue
        match = rule.pattern.search(block.folded)
        if match and match[0].strip():
            yield Held(rule.id, rule.kind, match[0].strip())


def _candidates(found: Found, line: int, before: int) -> Iterator[Candidate]:
    """The likeliest cuts of the text around the line, and what was kept of them."""
    model = weights()
    spans, units = candidates(found.prose, list(found.under), found.partners, found.dispositifs, model)
    kept = {(c.statement.first, c.statement.last, c.statement.text) for c in found.commitments}
    all_spans = list(spans)
    judged = {id(each.span): each for each in judge(all_spans, model)}
    near = [
        judged.get(id(span)) or Judged(span, model.score(span, model.around(span.around)), 0.0)
        for span in all_spans
        if units[span.first].first <= line <= span.last_line
    ]
    near.sort(key=lambda each: (-each.likely, -each.score, each.span.first, each.span.end))
    for each in near[:SHOWN]:
        made = statement(found.prose, found.under, units, each.span, each.likely)
        yield Candidate(
            _moved((made.first, made.last), before), made.text, made.rule, each.score, made.likely,
            heaviest(model.adds(each.span).items()), (made.first, made.last, made.text) in kept,
        )  # fmt: skip


def _weighed(found: Found, line: int, before: int) -> Iterator[Weighed]:
    """The commitments that hold the line."""
    kinds, whole, carrying = Kinds(found.prose, found.under), whole_of(found), Carrying(found)
    for each in found.commitments:
        if not each.statement.first <= line <= each.statement.last:
            continue
        features = kinds.features(each.statement, (each.partners, each.partner_origin))
        scores = kind_weights().scores(features)
        of, evidence = kind_weights().of[each.kind], whole.evidence(each)
        yield Weighed(
            _moved((each.statement.first, each.statement.last), before), each.kind,
            tuple(sorted(scores.items(), key=lambda score: (-score[1], score[0]))),
            heaviest((name, of[name]) for name in features if name in of),
            carrying.of(each), tuple(_parts(evidence)), trust().confidence(evidence),
        )  # fmt: skip


def _parts(evidence: Evidence) -> Iterator[Part]:
    """What makes the confidence, part by part."""
    model = trust()
    for name in PARTS:
        logistic, features = getattr(model, name), getattr(evidence, name)
        adds = logistic.adds(features)
        yield Part(name, logistic.probability(features), heaviest(adds.items()))


def _cites(fact: Fact, line: int) -> bool:
    match fact:
        case PartnerFact():
            return line in fact.lines or line in fact.signature_lines
        case QpvFact() | DispositifFact() | IssueFact():
            return line in fact.lines
        case DefiFact() | CommitmentFact():
            return fact.lines[0] <= line <= fact.lines[1]
        case _:  # the document, its pages and its contract hold every line
            return False
