"""The command ``read FILE --explain LINE``: an explanation as lines of text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from maillage.api.settings import Settings
from maillage.loaders.explain import Candidate, Explanation, Weighed
from maillage.loaders.explain import explain as explain_line
from maillage.loaders.explain_carriers import Claimed
from maillage.loaders.fact import CommitmentFact, DefiFact, DispositifFact, Fact, IssueFact, PartnerFact, QpvFact
from maillage.loaders.find.qpv_reference import load_reference
from maillage.loaders.read import read

SHOWN = 160  # characters of a text
CLAIMS = 5  # to a commitment that are told with their features


def explain(settings: Settings, paths: Sequence[Path], line: int) -> None:
    """Print what the reading makes of a line of one file.

    Raises:
        click.UsageError: there is not one file.
        ReadError: the file cannot be read.
        NoLineError: it has no such line.
    """
    if len(paths) != 1:
        raise click.UsageError("--explain takes one file")
    document = read(paths[0], limit_bytes=settings.size_limit)
    reference = load_reference(settings.reference) if settings.reference else None
    for shown in told(explain_line(document, line, settings.base, reference)):
        click.echo(shown)


def told(found: Explanation) -> Iterator[str]:
    """The explanation, a line each."""
    yield f"{found.document}, line {found.line}, page {found.page}"
    yield from [f"contract  {found.contract}"] if found.contract else []
    yield f"raw       {found.raw}"
    yield f"repaired  {found.repaired}"
    yield from _place(found)
    yield "names seen"
    yield from (f"  {each.sort}: {each.name}, printed “{each.surface}”" for each in found.named)
    yield "rules whose words its block holds"
    yield from (f"  {each.rule} ({each.kind}): “{each.words}”" for each in found.held)
    yield "statements it could be, the likeliest cuts first; the best that do not overlap are kept"
    for candidate in found.candidates:
        yield from _candidate(candidate)
    for weighed in found.weighed:
        yield from _weighed(weighed)
    yield "facts it ended in"
    yield from (f"  {_fact(fact)}" for fact in found.facts)


def _place(found: Explanation) -> Iterator[str]:
    """Where the line stands, and what it inherits from there."""
    if found.furniture:
        yield "set aside as a running title or a page number"
    context = found.context
    if found.block is None or context is None:
        return
    heading = ", read as a heading" if context.heading else ""
    yield f"block     lines {found.block[0]} to {found.block[1]}, {found.mark or 'unmarked'}{heading}"
    yield f"section   {context.section}: {' › '.join(context.path) or 'no heading above'}"
    yield f"item      {context.item.label if context.item else 'none'}"
    partners = ", ".join(partner.name for partner in context.partners) or "none"
    yield f"partners  {partners} ({context.partner_origin})"
    yield f"quarters  {context.scope}"


def _candidate(candidate: Candidate) -> Iterator[str]:
    first, last = candidate.lines
    verdict = "kept" if candidate.kept else "not kept"
    yield f"  lines {first} to {last}, rule {candidate.rule}: {candidate.text[:SHOWN]}"
    yield f"    score {candidate.score:.2f}, probability {candidate.likely:.2f}: {verdict}"
    yield from (f"    {adds:+.2f}  {name}" for name, adds in candidate.features)


def _weighed(each: Weighed) -> Iterator[str]:
    """How the kind and the carriers of a commitment were chosen, and what its confidence is made of."""
    scores = ", ".join(f"{kind} {score:.2f}" for kind, score in each.scores)
    yield f"commitment of lines {each.lines[0]} to {each.lines[1]}: {each.kind} (scores of kinds: {scores})"
    yield from (f"    {adds:+.2f}  {name}" for name, adds in each.features)
    for claimed in each.claimed[:CLAIMS]:
        yield from _claimed(claimed)
    if unlikely := each.claimed[CLAIMS:]:
        yield f"    {len(unlikely)} more claims, less likely: {', '.join(claimed.partner for claimed in unlikely)}"
    product = " × ".join(f"{part.name} {part.likely:.2f}" for part in each.parts)
    yield f"    confidence {each.confidence:.2f}: {product}, read off the curve"
    for part in each.parts:
        yield from (f"    {adds:+.2f}  {part.name}: {name}" for name, adds in part.features)


def _claimed(claimed: Claimed) -> Iterator[str]:
    """Who may carry a commitment, and what speaks for and against it."""
    verdict = "believed" if claimed.believed else "not believed"
    yield f"    carrier {claimed.partner} ({', '.join(claimed.origins)}): probability {claimed.likely:.2f}, {verdict}"
    yield from (f"      {adds:+.2f}  {name}" for name, adds in claimed.features)


def _fact(fact: Fact) -> str:
    """What a fact is, and its identity."""
    match fact:
        case CommitmentFact():
            how = f"rule {fact.rule}, confidence {fact.confidence}, partner by {fact.partner_origin}"
            what = f"{how}, item by {fact.defi_origin}, quarters {fact.qpv_scope}: {fact.quote[:SHOWN]}"
        case DefiFact():
            what = f"{fact.kind} {fact.number or ''} {fact.label}"
        case PartnerFact() | QpvFact() | DispositifFact():
            what = fact.name
        case IssueFact():
            what = f"{fact.code}: {fact.message}"
        case _:
            what = ""
    return f"{fact.fact}: {what} <{fact.id}>"
