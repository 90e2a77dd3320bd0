from typing import Any

import pytest

from maillage.viz.network import drawing, script_json, vis_assets

BASE = "https://w3id.org/maillage/"


def edge(partner: str, defi: str, commitments: int) -> dict[str, Any]:
    return {
        "partner": f"{BASE}partner/{partner}",
        "partner_label": partner.upper(),
        "collective": partner == "tous",
        "defi": f"{BASE}defi/valombre/{defi}",
        "defi_label": "Un défi dont le libellé est si long qu'il faut le couper en plusieurs lignes et plus encore",
        "defi_number": "2",
        "commitments": commitments,
    }


def test_one_node_a_thing_one_line_a_link() -> None:
    drawn = drawing([edge("caf", "emploi", 3), edge("tous", "emploi", 1), edge("caf", "sante", 2)])
    assert len(drawn["nodes"]) == 4
    assert [line["value"] for line in drawn["edges"]] == [3, 1, 2]
    assert {node["id"].rsplit("/", 1)[-1]: node["value"] for node in drawn["nodes"]} == {
        "caf": 5,
        "emploi": 4,
        "tous": 1,
        "sante": 2,
    }


def test_kinds_differ_by_shape_and_nodes_open_their_page() -> None:
    nodes = drawing([edge("caf", "emploi", 3), edge("tous", "emploi", 1)])["nodes"]
    assert [node["shape"] for node in nodes] == ["dot", "box", "diamond"]
    assert [node["url"] for node in nodes] == ["/partner/caf", "/defi/valombre/emploi", "/partner/tous"]
    assert nodes[1]["label"].count("\n") == 2 and nodes[1]["label"].endswith("…")


def test_drawing_writes_nothing(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    drawing([edge("caf", "emploi", 3)])
    assert not list(tmp_path.iterdir())


def test_the_script_comes_from_the_installed_package() -> None:
    assert (vis_assets() / "vis-network.min.js").stat().st_size > 100_000


def test_data_cannot_end_its_script() -> None:
    assert "</" not in script_json({"label": "</script><script>alert(1)</script>"})
