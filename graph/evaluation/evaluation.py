"""Evaluation: annotations and readings → one record of every figure, kept as JSON; the last one enters the graph.

Kept under ``evaluations/`` of the home, one file each, never changed: how the reading fared before stays known.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from maillage.graph.evaluation.calibration import Bin, calibration, sure
from maillage.graph.evaluation.figures import Figure, figures
from maillage.graph.evaluation.gold import Gold
from maillage.graph.evaluation.readings import Read, read_of
from maillage.graph.evaluation.scores import score
from maillage.loaders.fact import Fact, to_line

FOLDER = "evaluations"


class EvaluationError(ValueError):
    """There is nothing to evaluate, or a kept evaluation is of another version; the message says what to do."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a document was read without: the rules and words that fire in it and in no other document."""

    document: str
    rules: tuple[str, ...]  # ids
    labels: tuple[str, ...]  # "thesaurus: label"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All that was measured at once. ``without``: the figures of the readings that ``left_out`` tells of."""

    at: str  # ISO 8601, UTC
    readings: dict[str, str]  # file name → fingerprint of what was read in it
    figures: tuple[Figure, ...]
    calibration: tuple[Bin, ...]
    sure: Bin
    without: tuple[Figure, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def evaluate(
    golds: Sequence[Gold],
    readings: Iterable[Iterable[Fact]],
    without: Mapping[str, Iterable[Fact]] | None = None,
    left_out: Sequence[LeftOut] = (),
) -> Evaluation:
    """Hold readings against annotations.

    Args:
        golds: the annotations of each document.
        readings: the facts of each document, the document first; those that nobody annotated are passed over.
        without: the facts of documents read without some rules and words, by file name.
        left_out: which ones.

    Raises:
        EvaluationError: nothing is annotated, or an annotated document is not among the readings.
    """
    if not golds:
        raise EvaluationError("no annotations; give files of them, or a folder that holds some")
    facts = [list(each) for each in readings]
    reads = [read_of(each) for each in facts]
    prints = {read.document: fingerprint(each) for read, each in zip(reads, facts, strict=True)}
    whole = _pairs(golds, reads)
    scored = {read.document: score(gold, read) for gold, read in whole}
    judged = [each for one in scored.values() for each in one.judged]
    bare = _pairs(golds, [read_of(facts) for facts in without.values()]) if without else []
    return Evaluation(
        f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        {read.document: prints[read.document] for _, read in whole},
        figures(scored),
        calibration(judged),
        sure(judged),
        figures({read.document: score(gold, read) for gold, read in bare}),
        tuple(left_out),
    )


def fingerprint(facts: Iterable[Fact]) -> str:
    """The SHA-256 of a document's file of facts: another reading of it has another one."""
    return hashlib.sha256("".join(f"{to_line(fact)}\n" for fact in facts).encode()).hexdigest()


def _pairs(golds: Sequence[Gold], reads: Sequence[Read]) -> list[tuple[Gold, Read]]:
    """Each document's annotations with its reading: of the same name, whatever the format of the file."""
    by_name = {Path(read.document).stem: read for read in reads}
    pairs = []
    for gold in golds:
        read = by_name.get(Path(gold.document).stem)
        if read is None:
            raise EvaluationError(
                f"{gold.document}: annotated, but not among the documents read; name its folder with --corpus, "
                "or read it first with `maillage read`"
            )
        pairs.append((gold, read))
    return pairs


def keep(evaluation: Evaluation, home: Path) -> Path:
    """Write an evaluation beside the former ones; its file."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(evaluation), ensure_ascii=False, indent=1) + "\n"
    stamp = evaluation.at.translate({ord(c): None for c in "-:Z"})
    path = folder / f"{stamp}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.json"
    beside = path.with_suffix(".tmp")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    return path


def last(home: Path) -> Evaluation | None:
    """The newest evaluation that was kept; None when there is none.

    Raises:
        EvaluationError: it is not one of this version.
    """
    kept = sorted((home / FOLDER).glob("*.json"))
    if not kept:
        return None
    try:
        return _from(json.loads(kept[-1].read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise EvaluationError(
            f"{kept[-1]}: not an evaluation of this version ({type(error).__name__}: {error}); "
            "remove it, or evaluate again with `maillage evaluate`"
        ) from error


def _from(raw: dict[str, Any]) -> Evaluation:
    """The record that ``keep`` wrote."""
    left_out = tuple(LeftOut(e["document"], tuple(e["rules"]), tuple(e["labels"])) for e in raw.pop("left_out"))
    many: dict[str, Any] = {name: tuple(Figure(**each) for each in raw.pop(name)) for name in ("figures", "without")}
    bins = tuple(Bin(**each) for each in raw.pop("calibration"))
    return Evaluation(**{**raw, **many, "calibration": bins, "sure": Bin(**raw["sure"]), "left_out": left_out})
