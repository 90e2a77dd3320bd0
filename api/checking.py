"""The command ``check``: what a reasoner says of the ontology, and the shapes of the store."""

from collections import Counter

import click

from maillage.api import service
from maillage.api.settings import Settings
from maillage.api.terminal import say
from maillage.graph.validate import Finding, validate
from maillage.ontology.reasoning import JavaMissingError, reason

ORDER = ("violation", "warning", "info")
WORDS = {"violation": "violation", "warning": "avertissement", "info": "information"}
SHOWN = 20  # things named under one message; the others are counted


def check(settings: Settings) -> bool:
    """Print the findings, grouped; True when the ontology is consistent and nothing violates the shapes.

    An incomplete contract is a warning. Without a Java the ontology is not reasoned about, which is said.

    Raises:
        StoreError: there is no store.
        ReasonerError: the reasoner failed.
    """
    return _check_ontology() & _check_store(settings)


def _check_ontology() -> bool:
    try:
        found = reason()
    except JavaMissingError as error:
        say(f"ontology not reasoned about: {error}")
        return True
    if not found.consistent:
        click.echo("violation : l'ontologie est incohérente")
    for iri in found.unsatisfiable:
        click.echo(f"violation : aucune chose ne peut être de la classe {iri}")
    if found.consistent and not found.unsatisfiable:
        say("ontology consistent, every class satisfiable")
    return found.consistent and not found.unsatisfiable


def _check_store(settings: Settings) -> bool:
    store = service.open_store(settings)
    try:
        findings = validate(store)
    finally:
        store.close()
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.severity, finding.message), []).append(finding)
    for (severity, message), found in sorted(groups.items(), key=lambda item: ORDER.index(item[0][0])):
        click.echo(f"{WORDS[severity]} : {message} ({len(found)})")
        for finding in found[:SHOWN]:
            click.echo(f"  {finding.focus}")
        if len(found) > SHOWN:
            click.echo(f"  … {len(found) - SHOWN} more")
    counts = Counter(finding.severity for finding in findings)
    say(", ".join(f"{counts[severity]} {severity}(s)" for severity in ORDER))
    return not counts["violation"]
