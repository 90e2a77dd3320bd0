"""The command ``check``: what the shapes say of the store, on the output; how it ends, as a number of violations."""

from collections import Counter

import click

from maillage.api import service
from maillage.api.settings import Settings
from maillage.api.terminal import say
from maillage.graph.validate import Finding, validate

ORDER = ("violation", "warning", "info")
WORDS = {"violation": "violation", "warning": "avertissement", "info": "information"}
SHOWN = 20  # things named under one message; the others are counted


def check(settings: Settings) -> bool:
    """Print the findings, grouped; True when none is a violation (an incomplete contract is a warning).

    Raises:
        StoreError: there is no store.
    """
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
