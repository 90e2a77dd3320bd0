"""The official list of priority quarters, when one is given. Enters: a CSV file. Leaves: its rows; quarters with codes.

The list is never required: it adds codes to quarters that were found in the text, and finds none by itself.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.fuzz import token_set_ratio

from maillage.loaders.find.qpv_match import Quarter
from maillage.loaders.find.qpv_names import telling, words
from maillage.loaders.fold import key

_SEVERAL = re.compile(r"[|,;/]")
COLUMNS = ("code_qp", "lib_qp", "insee_com", "lib_com")
SAME_NAME = 85  # token_set_ratio from which a name is the official one, when a commune is its witness
ONLY_NAME = 95  # the same without a witness, and only where no other row comes as near


class QpvReferenceError(ValueError):
    """A reference list that cannot be used; the message names file and cause."""


@dataclass(frozen=True, slots=True)
class ReferenceQpv:
    """One quarter of the official list."""

    code: str
    name: str
    communes: tuple[str, ...]
    insee: tuple[str, ...]


def load_reference(path: Path) -> dict[str, list[ReferenceQpv]]:
    """The official quarters by comparable name of each of their communes.

    Raises:
        QpvReferenceError: the file cannot be read, is not UTF-8 CSV, or lacks one of ``COLUMNS``.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise QpvReferenceError(f"{path}: lacks the column {missing[0]}; expected {', '.join(COLUMNS)}")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QpvReferenceError(f"{path}: cannot be read as a CSV list of quarters ({error})") from error
    return _by_commune(rows)


def _by_commune(rows: Sequence[Mapping[str, str]]) -> dict[str, list[ReferenceQpv]]:
    """A quarter over several communes has one row for each, or several communes in one row; both are joined by code."""
    joined: dict[str, ReferenceQpv] = {}
    for row in rows:
        names = tuple(n.strip() for n in _SEVERAL.split(row["lib_com"] or "") if n.strip())
        insee = tuple(n.strip() for n in _SEVERAL.split(row["insee_com"] or "") if n.strip())
        code = row["code_qp"].strip()
        known = joined.get(code, ReferenceQpv(code, row["lib_qp"].strip(), (), ()))
        joined[code] = ReferenceQpv(code, known.name, (*known.communes, *names), (*known.insee, *insee))
    found: dict[str, list[ReferenceQpv]] = {}
    for quarter in joined.values():
        for commune in quarter.communes:
            found.setdefault(key(commune), []).append(quarter)
    return found


def link(quarters: Sequence[Quarter], reference: Mapping[str, Sequence[ReferenceQpv]]) -> list[Quarter]:
    """The quarters with the official codes that the list knows; one code goes to one quarter only, the likest."""
    every = list({q.code: q for rows in reference.values() for q in rows}.values())
    pairs = []
    for index, quarter in enumerate(quarters):
        if quarter.code or quarter.outside:
            continue
        near = [q for c in quarter.communes for q in reference.get(key(c), [])]
        alone = [] if quarter.communes or not telling(quarter.name) else every
        for row in near or alone:
            score = _likeness(quarter, row)
            if score >= (SAME_NAME if near else ONLY_NAME):
                pairs.append((score, index, row, bool(near)))
    return _assign(list(quarters), pairs)


def _likeness(quarter: Quarter, row: ReferenceQpv) -> float:
    official = " ".join(words(row.name))
    scores = [token_set_ratio(" ".join(words(n)), official) for n in (quarter.name, *quarter.forms) if words(n)]
    exact = sorted(words(quarter.name)) == sorted(words(row.name))
    return max(scores, default=0.0) + exact


def _assign(quarters: list[Quarter], pairs: list[tuple[float, int, ReferenceQpv, bool]]) -> list[Quarter]:
    taken = {q.code for q in quarters if q.code}
    for score, index, row, witnessed in sorted(pairs, key=lambda p: (-p[0], p[1], p[2].code)):
        rivals = [p for p in pairs if p[1] == index and p[0] >= score and p[2].code != row.code]
        if quarters[index].code or row.code in taken or (rivals and not witnessed):
            continue
        taken.add(row.code)
        communes = quarters[index].communes or row.communes
        quarters[index] = replace(quarters[index], code=row.code, communes=communes)
    return quarters
