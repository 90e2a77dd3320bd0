"""Gold: parts of one document become one, and a wrong file is named with its cause."""

import json
from pathlib import Path
from typing import Any

import pytest
import worked

from maillage.graph.evaluation.gold import Gold, GoldError, read_gold


def joined(tmp_path: Path, *parts: dict[str, Any]) -> Gold:
    paths = []
    for number, part in enumerate(parts):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps({"document": worked.FILE, "lignes": [1, 20], **part}), "utf-8")
    (gold,) = read_gold(paths)
    return gold


def test_what_two_parts_name_alike_is_one_with_the_words_of_both(tmp_path: Path) -> None:
    first = {"id": "caf", "nom": "CAF du Val", "type": "securite_sociale", "roles": ["cite"], "lignes": [3]}
    again = {**first, "id": "caf-val", "roles": ["engage"], "formes": ["la CAF"], "lignes": [30, 3]}
    said = {"id": "E1", "lignes": [31, 32], "genre": "action", "partenaires": ["caf-val"], "cadre": []}
    gold = joined(tmp_path, {"partenaires": [first]}, {"partenaires": [again], "engagements": [said]})
    (caf,) = gold.entities["partner"]
    assert (caf.id, caf.roles, caf.lines) == ("caf", {"mentioned", "committed"}, (3, 30))
    assert caf.forms == {"la CAF"} and gold.commitments[0].partners == {"caf"}


def test_a_parent_is_known_by_its_name_in_the_whole(tmp_path: Path) -> None:
    top = {"id": "d1", "genre": "defi", "libelle": "Lire"}
    below = {"id": "x", "genre": "objectif", "libelle": "Lire tôt", "parent": "axe-1"}
    gold = joined(tmp_path, {"cadre": [top]}, {"cadre": [{**top, "id": "axe-1", "genre": "orientation"}, below]})
    assert [(item.id, item.parent) for item in gold.entities["frame"]] == [("d1", None), ("x", "d1")]


def test_priorities_of_two_quarters_stay_two(tmp_path: Path) -> None:
    quarter = {"nom": "Les Ormes", "id": "ormes"}
    item = {"id": "p", "genre": "priorite", "libelle": "Loger", "quartier": "ormes"}
    other = {"id": "q", "genre": "priorite", "libelle": "Loger", "quartier": "lavoir"}
    same = {"id": "r", "genre": "priorite", "libelle": "Loger", "quartier": "les-ormes"}
    gold = joined(
        tmp_path,
        {"quartiers": [quarter], "cadre": [item]},
        {"quartiers": [{**quarter, "id": "les-ormes"}], "cadre": [other, same]},
    )
    assert [entity.id for entity in gold.entities["frame"]] == ["p", "q"]


def test_a_commitment_that_two_annotators_wrote_down_counts_once(tmp_path: Path) -> None:
    said = {"lignes": [2, 3], "genre": "action", "partenaires": [], "cadre": []}
    twice = {"engagements": [{"id": "E1", **said}]}
    gold = joined(tmp_path, twice, {"engagements": [{"id": "E7", **said}, {"id": "E8", **said, "lignes": [2, 4]}]})
    assert [commitment.lines for commitment in gold.commitments] == [(2, 3), (2, 4)]
    assert gold.windows == [(1, 20), (1, 20)]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{", "cannot be read as JSON"),
        ("[]", "no object"),
        ('{"lignes": [1, 2]}', "document"),
        ('{"document": "a.txt", "lignes": [1]}', "not enough values"),
        ('{"document": "a.txt", "lignes": [1, 2], "partenaires": [{"id": "a", "nom": "A", "roles": ["roi"]}]}', "roi"),
        ('{"document": "a.txt", "lignes": [1, 2], "engagements": [{"id": "E1", "lignes": [1, 2]}]}', "genre"),
    ],
)
def test_a_wrong_file_is_named_with_its_cause(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text, "utf-8")
    with pytest.raises(GoldError, match=cause) as caught:
        read_gold([path])
    assert str(caught.value).startswith(str(path))


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"absent\.json"):
        read_gold([tmp_path / "absent.json"])
