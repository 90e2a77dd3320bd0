"""Network: rows of ``network-edges`` → a networkx graph and its measures; the only user of networkx.

Two kinds of nodes, partners and top frame items; an edge where at least one commitment links them, weighted by how
many do. Measures are deterministic: communities are seeded, ties are broken by IRI.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from maillage.graph.questions import ask
from maillage.graph.store import Store

SEED = 7  # of the community search: the same network has the same communities
PLACES = 4  # decimals kept of a betweenness


@dataclass(frozen=True, slots=True)
class Alone:
    """A défi on which only one partner was found."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class PartnerMeasures:
    """A partner's place in the network."""

    iri: str
    label: str
    collective: bool
    degree: int  # défis it is linked to
    commitments: int
    betweenness: float  # share of the shortest paths that pass through it, 0..1
    community: int  # 1 is the largest
    alone: tuple[Alone, ...]  # défis that would be left without a partner if it withdrew


def network(edges: Iterable[Mapping[str, Any]]) -> "nx.Graph[str]":
    """Rows of ``network-edges`` → an undirected graph; nodes and edges in the order of the IRIs."""
    graph: nx.Graph[str] = nx.Graph()
    for edge in sorted(edges, key=lambda e: (e["partner"], e["defi"])):
        graph.add_node(
            edge["partner"], kind="partner", label=edge["partner_label"], collective=bool(edge["collective"])
        )
        graph.add_node(edge["defi"], kind="defi", label=edge["defi_label"], collective=False)
        graph.add_edge(edge["partner"], edge["defi"], weight=int(edge["commitments"]))
    return graph


def measures(graph: "nx.Graph[str]") -> list[PartnerMeasures]:
    """The measures of every partner, the most linked first.

    Betweenness is Freeman's (1977), normalised, on the unweighted graph; communities are Louvain's (Blondel et al.
    2008), weighted by commitments.
    """
    if not graph:
        return []
    between = nx.betweenness_centrality(graph)
    of_node = {node: number for number, group in enumerate(communities(graph), 1) for node in group}
    found = [
        PartnerMeasures(
            node,
            data["label"],
            data["collective"],
            graph.degree(node),
            int(graph.degree(node, weight="weight")),
            round(between[node], PLACES),
            of_node[node],
            _alone(graph, node),
        )
        for node, data in graph.nodes(data=True)
        if data["kind"] == "partner"
    ]
    return sorted(found, key=lambda m: (-m.degree, -m.commitments, m.label, m.iri))


def communities(graph: "nx.Graph[str]") -> list[list[str]]:
    """Groups of nodes that commitments join more than chance would, the largest first."""
    # Whole numbers in a fixed order: each process walks sets of strings in another order.
    numbered = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    names = sorted(graph)
    found = nx.community.louvain_communities(numbered, weight="weight", seed=SEED)
    return sorted((sorted(names[n] for n in group) for group in found), key=lambda group: (-len(group), group))


def _alone(graph: "nx.Graph[str]", partner: str) -> tuple[Alone, ...]:
    """Défis whose only named partner it is: the collective is nobody in particular and does not count."""
    if graph.nodes[partner]["collective"]:
        return ()
    held = [
        defi
        for defi in graph[partner]
        if all(other == partner or graph.nodes[other]["collective"] for other in graph[defi])
    ]
    return tuple(Alone(defi, graph.nodes[defi]["label"]) for defi in sorted(held))


def graphml(store: Store, contract: str | None = None) -> str:
    """The network as GraphML, with labels and measures on its nodes, for Gephi, Cytoscape or yEd."""
    graph = network(ask(store, "network-edges", contract=contract).rows)
    for partner in measures(graph):
        graph.nodes[partner.iri].update(
            betweenness=partner.betweenness, community=partner.community, commitments=partner.commitments
        )
    for _, shown in graph.nodes(data=True):
        shown["label"] = "".join(
            c if c.isprintable() else " " for c in shown["label"]
        )  # XML holds no control character
    return "\n".join(nx.generate_graphml(graph)) + "\n"
