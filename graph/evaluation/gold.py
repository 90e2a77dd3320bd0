"""Gold: what people annotated by hand. Enters: the JSON files of the annotation guide. Leaves: one record a document.

A file covers a window of lines of one document. Parts of one document are joined: what two of them name alike becomes
one entity, with the roles, forms and lines of both; a commitment that two of them wrote down counts once.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from maillage.graph.evaluation.alike import folded, likeness
from maillage.graph.evaluation.entity import TOP_KINDS, Entity

SORTS = {"quartiers": "qpv", "partenaires": "partner", "cadre": "frame", "dispositifs": "dispositif"}
_ROLES = {"signataire": "signatory", "engage": "committed", "financeur": "funder", "cite": "mentioned"}


class GoldError(ValueError):
    """A file that is not an annotation of the guide's form; the message names it, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class GoldCommitment:
    """A commitment as annotated; links are ids of entities, ``qpvs`` may hold "*"."""

    lines: tuple[int, int]
    kind: str
    partners: frozenset[str]
    frame: frozenset[str]
    qpvs: frozenset[str]
    dispositifs: frozenset[str]
    indicators: bool


@dataclass(slots=True)
class Gold:
    """The annotations of one document, all parts together."""

    document: str  # file name
    windows: list[tuple[int, int]] = field(default_factory=list)
    entities: dict[str, list[Entity]] = field(default_factory=lambda: {sort: [] for sort in SORTS.values()})
    commitments: list[GoldCommitment] = field(default_factory=list)


def read_gold(paths: Iterable[Path]) -> list[Gold]:
    """The annotations of each document, in the order of the documents' names.

    Raises:
        GoldError: a file cannot be read as one.
    """
    found: dict[str, Gold] = {}
    for path in paths:
        raw = _load(path)
        try:
            gold = found.setdefault(Path(raw["document"]).stem, Gold(raw["document"]))
            _add(gold, raw)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            cause = f"{type(error).__name__}: {error}"
            raise GoldError(f"{path}: not an annotation ({cause}); write it as the annotation guide says") from error
    return [gold for _, gold in sorted(found.items())]


def _load(path: Path) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as JSON ({error}); give files of annotations") from error
    if not isinstance(raw, dict):
        raise GoldError(f"{path}: not an annotation (no object); write it as the annotation guide says")
    return raw


def _add(gold: Gold, raw: Mapping[str, Any]) -> None:
    """Join one part to those before it."""
    first, last = raw["lignes"]
    gold.windows.append((first, last))
    names: dict[tuple[str, str], str] = {}  # (sort, id in this part) → id in the whole
    for key, sort in SORTS.items():
        _join(gold.entities[sort], [_entity(each) for each in raw.get(key, [])], sort, names)
    known = {commitment.lines for commitment in gold.commitments}
    written = (_commitment(each, names) for each in raw.get("engagements", []))
    gold.commitments += [commitment for commitment in written if commitment.lines not in known]


def _join(whole: list[Entity], part: list[Entity], sort: str, names: dict[tuple[str, str], str]) -> None:
    """Add a part's entities of one sort; what an earlier part has already takes the other's words."""
    earlier, touched = len(whole), []
    for entity in part:
        entity = replace(entity, quarter=names.get(("qpv", entity.quarter or ""), entity.quarter))
        at = _twin(whole[:earlier], entity, sort)
        if at is None:
            touched.append(len(whole))
            whole.append(entity)
            continue
        names[sort, entity.id] = whole[at].id
        if entity.parent and not whole[at].parent:
            touched.append(at)
        whole[at] = _both(whole[at], entity)
    for at in touched:  # parents may be named before them or after
        parent = whole[at].parent
        whole[at] = replace(whole[at], parent=names.get((sort, parent or ""), parent))


def _twin(earlier: list[Entity], entity: Entity, sort: str) -> int | None:
    """Where an earlier part has the same entity: by its id, else by its name and place."""
    by_id = next((at for at, other in enumerate(earlier) if other.id == entity.id), None)
    if by_id is not None:
        return by_id
    return next((at for at, other in enumerate(earlier) if _same(other, entity, sort)), None)


def _same(one: Entity, other: Entity, sort: str) -> bool:
    if sort == "frame":
        alike = one.kind == other.kind or {one.kind, other.kind} <= TOP_KINDS
        return alike and one.quarter == other.quarter and folded(one.name) == folded(other.name)
    return likeness(one, other, sort, shared_form=False) == 1.0


def _both(one: Entity, other: Entity) -> Entity:
    return replace(
        one,
        roles=one.roles | other.roles,
        forms=one.forms | other.forms,
        lines=tuple(sorted({*one.lines, *other.lines})),
        parent=one.parent or other.parent,
    )


def _entity(raw: Mapping[str, Any]) -> Entity:
    number = raw.get("numero")
    return Entity(
        raw["id"],
        raw.get("nom") or raw["libelle"],
        raw.get("sigle"),
        frozenset(filter(None, raw.get("formes", []))),
        raw.get("genre") or raw.get("type"),
        str(number) if number else None,
        tuple(raw.get("lignes", [])),
        frozenset(_ROLES[role] for role in raw.get("roles", [])),
        raw.get("parent"),
        raw.get("quartier"),
        tuple(raw.get("communes") or []),
        bool(raw.get("hors_qpv")),
    )


def _commitment(raw: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> GoldCommitment:
    first, last = raw["lignes"]

    def links(key: str) -> frozenset[str]:
        return frozenset(names.get((SORTS[key], each), each) for each in raw.get(key, []))

    return GoldCommitment(
        (int(first), int(last)),
        raw["genre"],
        links("partenaires"),
        links("cadre"),
        links("quartiers"),
        links("dispositifs"),
        bool(raw.get("indicateurs")),
    )
