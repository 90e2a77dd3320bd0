"""The network of partners and défis as data for vis-network; the only user of pyvis.

pyvis writes whole pages that load Bootstrap and vis-network from content delivery networks, and copies folders into
the working directory when it writes them. So only its graph and its options are taken, as data, and the script it
installs is served from where it lies. Importing pyvis takes half a second (it brings IPython): only this page pays it.
"""

import json
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from maillage.viz import links
from maillage.viz.wording import numbered

VIS_VERSION = "vis-9.1.2"
# Shape and colour both tell the kinds apart: colour alone would not do for every reader.
PARTNER = {"shape": "dot", "color": {"background": "#5fabb4", "border": "#0b5563"}}
COLLECTIVE = {"shape": "diamond", "color": {"background": "#c9d1da", "border": "#4a5665"}}
DEFI = {"shape": "box", "color": {"background": "#fdf3e3", "border": "#b3470b"}}
OPTIONS: dict[str, Any] = {
    "nodes": {"font": {"size": 19, "color": "#1b2430"}, "borderWidth": 2, "scaling": {"min": 8, "max": 28}},
    "edges": {"color": {"color": "#9aa5b1", "highlight": "#0b5563"}, "smooth": False, "scaling": {"min": 1, "max": 8}},
    # The same seed draws the same picture each time; the layout is computed once, then everything stands still.
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "physics": {
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {"gravitationalConstant": -140, "springLength": 190, "avoidOverlap": 0.8},
        "stabilization": {"iterations": 250, "fit": True},
    },
    "interaction": {"keyboard": {"enabled": True, "bindToWindow": False}, "hover": True, "tooltipDelay": 100},
}


def vis_assets() -> Path:
    """The folder of vis-network's script inside the installed pyvis; it is served at ``links.VIS``.

    Raises:
        FileNotFoundError: pyvis is not installed, or of a version that brings another vis-network.
    """
    spec = find_spec("pyvis")
    for root in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(root) / "lib" / VIS_VERSION
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"pyvis with {VIS_VERSION} is not installed; install maillage with its dependencies")


def drawing(edges: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of ``network-edges`` → nodes, edges and options as vis-network takes them."""
    from pyvis.network import Network  # type: ignore[import-untyped]

    # "directed" spares pyvis a comparison of every pair of edges; no arrow is drawn.
    network = Network(directed=True, cdn_resources="local")
    network.set_options(json.dumps(OPTIONS))
    for edge in edges:
        _add_node(network, edge["partner"], edge["partner_label"], COLLECTIVE if edge["collective"] else PARTNER)
        _add_node(network, edge["defi"], numbered(edge["defi_number"], edge["defi_label"]), DEFI)
        counted = f"{edge['commitments']} engagement{'s' if edge['commitments'] > 1 else ''}"
        network.add_edge(edge["partner"], edge["defi"], value=edge["commitments"], title=counted, arrows="")
    _weigh(network)
    nodes, drawn, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": drawn, "options": json.loads(options)}


def script_json(value: Any) -> str:
    """JSON that cannot end the ``<script>`` that carries it, whatever its strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _add_node(network: Any, iri: str, label: str, look: Mapping[str, Any]) -> None:
    network.add_node(iri, label=_wrapped(label), title=label, url=links.path(iri), **look)


def _weigh(network: Any) -> None:
    weights: dict[str, int] = {}
    for edge in network.edges:
        for end in (edge["from"], edge["to"]):
            weights[end] = weights.get(end, 0) + edge["value"]
    for node in network.nodes:
        node["value"] = weights.get(node["id"], 0)


def _wrapped(label: str, width: int = 22) -> str:
    """A label on lines of about ``width`` characters, at most three of them."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines if len(lines) <= 3 else [*lines[:2], lines[2] + " …"])
