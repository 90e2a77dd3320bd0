"""Decisions: what people corrected, as an append-only journal replayed at every build.

``decisions/journal.jsonl``, one decision a line: ``{"at", "who", "why", "reject": IRI}`` or ``{"at", "who", "why",
"correct": IRI, "field": …, "value": …}``. Lines are never edited in place; of two corrections of one field
the later one wins, and what is rejected stays so.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from maillage.loaders.fact import CommitmentFact, Fact

LISTS = frozenset({"partners", "defis", "qpvs", "dispositifs"})  # of IRIs
NULLABLE = frozenset({"deadline", "amount"})
CORRECTABLE = LISTS | NULLABLE | {"kind", "qpv_scope"}


class DecisionError(ValueError):
    """A line of the journal that is not a decision; the message names file, line and cause."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about a commitment."""

    at: str  # ISO 8601
    who: str  # a role or an organisation, not a person's name
    why: str
    reject: str | None = None  # IRI of what was read as a commitment and is none
    correct: str | None = None  # IRI of a commitment of which ``field`` takes ``value``
    field: str | None = None
    value: Any = None


def read_journal(path: Path) -> list[Decision]:
    """The decisions of a journal; none when it does not exist.

    Raises:
        DecisionError: naming file and line.
    """
    if not path.is_file():
        return []
    return [
        _decision(path, number, line)
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if line.strip()
    ]


def _decision(path: Path, number: int, line: str) -> Decision:
    names = {f.name for f in fields(Decision)}
    try:
        raw = json.loads(line)
        if not isinstance(raw, dict) or not all(isinstance(raw[n], str) for n in raw if n != "value"):
            raise ValueError("an object whose texts are texts is needed")
        if not set(raw) <= names or bool(raw.get("reject")) == bool(raw.get("correct")):
            raise ValueError(f"has {sorted(raw)}; needs at, who, why and either reject, or correct, field and value")
        decision = Decision(**raw)
        if decision.correct and decision.field not in CORRECTABLE:
            raise ValueError(f"field {decision.field!r} cannot be corrected; choose from {sorted(CORRECTABLE)}")
        if decision.correct and not _fits(decision.field, decision.value):
            raise ValueError(f"{decision.value!r} is no value of {decision.field}")
    except (ValueError, TypeError) as error:
        raise DecisionError(f"{path}:{number}: not a decision: {error}") from error
    return decision


def _fits(field: str | None, value: Any) -> bool:
    """Whether a field of a commitment can take a value."""
    if field in LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) or (value is None and field in NULLABLE)


def apply(decisions: Iterable[Decision], facts: list[Fact]) -> list[Fact]:
    """Facts as people decided: rejected commitments left out, corrected fields replaced."""
    rejected: set[str] = set()
    corrected: dict[str, dict[str, Any]] = {}
    for decision in decisions:
        if decision.reject:
            rejected.add(decision.reject)
        elif decision.correct and decision.field:
            value = tuple(decision.value) if isinstance(decision.value, list) else decision.value
            corrected.setdefault(decision.correct, {})[decision.field] = value
    if not rejected and not corrected:
        return facts
    kept = [f for f in facts if not (isinstance(f, CommitmentFact) and f.id in rejected)]
    return [replace(f, **corrected[f.id]) if isinstance(f, CommitmentFact) and f.id in corrected else f for f in kept]
