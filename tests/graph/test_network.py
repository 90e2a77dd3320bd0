"""Measures of the network on shapes whose measures are known, and its GraphML."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import small

from maillage.graph.network import communities, graphml, measures, network
from maillage.graph.store import EmbeddedStore

Edge = dict[str, object]
XMLNS = "{http://graphml.graphdrawing.org/xmlns}"
TWO_GROUPS = [(f"{side}{who}", f"{side}defi{what}", 3) for side in "xy" for who in "abc" for what in "123"]


def edge(partner: str, defi: str, commitments: int = 1) -> Edge:
    return {
        "partner": partner, "partner_label": partner.upper(), "partner_type": "Association",
        "collective": partner == "tous", "defi": defi, "defi_label": defi.upper(), "defi_number": None,
        "commitments": commitments,
    }  # fmt: skip


def test_bridge_has_all_the_betweenness() -> None:
    found = {
        m.iri: m for m in measures(network([edge("a", "d1"), edge("b", "d1", 4), edge("b", "d2"), edge("c", "d2")]))
    }
    assert [found[iri].degree for iri in "abc"] == [1, 2, 1]
    assert found["b"].commitments == 5
    # Of the six pairs among the four other nodes, b stands on the way of those that lie on either side of it.
    assert found["b"].betweenness == pytest.approx(4 / 6, abs=1e-3)
    assert found["a"].betweenness == found["c"].betweenness == 0


def test_centre_of_a_star_lies_on_every_path() -> None:
    centre = measures(network([edge("a", f"d{n}", n) for n in range(1, 5)]))[0]
    assert (centre.degree, centre.commitments, centre.betweenness) == (4, 10, 1.0)
    assert [alone.iri for alone in centre.alone] == ["d1", "d2", "d3", "d4"]


def test_alone_is_who_leaves_a_defi_uncovered() -> None:
    rows = [edge("a", "d1"), edge("tous", "d1"), edge("a", "d2"), edge("b", "d2"), edge("tous", "d3")]
    found = {m.iri: [each.iri for each in m.alone] for m in measures(network(rows))}
    assert found == {"a": ["d1"], "b": [], "tous": []}


def test_two_groups_joined_by_a_thread_are_two_communities() -> None:
    rows = [edge(*each) for each in TWO_GROUPS] + [edge("xa", "ydefi1")]
    found = communities(network(rows))
    assert [{node[0] for node in group} for group in found] == [{"x"}, {"y"}]


def test_empty_network() -> None:
    assert measures(network([])) == []


def test_same_communities_in_every_process(tmp_path: Path) -> None:
    script = tmp_path / "ask.py"
    script.write_text(
        "import sys, json\nfrom maillage.graph.network import *\n"
        "rows = [dict(partner=f'p{i % 17}', partner_label='', collective=False, defi=f'd{i * 7 % 11}', defi_label='',"
        " commitments=i % 3 + 1) for i in range(60)]\nprint(json.dumps(communities(network(rows))))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, str(script)], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1


def test_graphml_has_labels_and_measures(hamlet: EmbeddedStore) -> None:
    root = ET.fromstring(graphml(hamlet))
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{XMLNS}key")}
    nodes = {
        node.get("id"): {keys[data.get("key")]: data.text for data in node.iter(f"{XMLNS}data")}
        for node in root.iter(f"{XMLNS}node")
    }
    lavoir = nodes[small.of("partner", "Les Amis du Lavoir")]
    assert (lavoir["label"], lavoir["kind"], lavoir["commitments"]) == ("Les Amis du Lavoir", "partner", "2")
    assert {"betweenness", "community"} <= set(lavoir)
    assert nodes[small.of("defi", "Lire")]["label"] == "Lire"
    assert graphml(hamlet) == graphml(hamlet, small.CONTRACT), "one contract is all there is"


def test_graphml_survives_any_label(tmp_path: Path) -> None:
    name = 'Les <Amis> & \x0c"l\'eau"'
    store = small.opened(tmp_path, small.partner(name), small.defi("Lire"), small.commitment("lire", name, "Lire"))
    assert "Les <Amis> &" in "".join(ET.fromstring(graphml(store)).itertext())
    store.close()
