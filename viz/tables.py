"""Pages that look over a whole contract: matrix, commitments, dispositifs, network, gaps; and the search."""

from collections.abc import Iterable

from maillage.graph import network as measured
from maillage.graph.store import Store
from maillage.viz import links, network, options, values, wording
from maillage.viz.answers import Row, ask, caveats
from maillage.viz.matrix import Head, matrix
from maillage.viz.render import page

FILTERS = ("contract", "partner", "defi", "qpv", "dispositif", "theme", "kind")


def render_matrix(store: Store, contract: str = "", qpv: str = "", theme: str = "") -> str:
    """Partners × défis of one contract (the first when none is chosen), with counts that open their commitments."""
    contracts = options.contracts(store)
    chosen = options.chosen(store, contract)
    if not chosen:
        return page("empty", links.MATRIX, heading="Matrice de couverture")
    filters = values.given(qpv=qpv, theme=theme)
    answer = ask(store, "coverage", contract=chosen, **filters)
    signatories = ask(store, "signatories", contract=chosen)
    table = matrix(answer.rows, *_heads(store, chosen, signatories.rows))
    return page(
        "matrix",
        links.MATRIX,
        matrix=table,
        doubtful=wording.DOUBTFUL,
        contract=chosen,
        contract_label=options.label(contracts, chosen),
        filters=filters,
        choices={"contract": contracts, "qpv": options.qpvs(store, chosen), "theme": options.scheme("theme")},
        signatories={row["partner"] for row in signatories.rows},
        caveats=caveats(answer, signatories),
        data=links.api("coverage", contract=chosen, **filters),
    )


def _heads(store: Store, contract: str, signatories: list[Row]) -> tuple[list[Head], list[Head]]:
    """The défis and the signatories of a contract: columns and rows even where no commitment was found."""
    # The priorities of one quarter are columns only where commitments answer them: some contracts have dozens.
    tops = [row for row in ask(store, "frame", contract=contract).rows if not row["parent"] and not row["qpv"]]
    return (
        [Head(row["defi"], row["defi_label"], row["defi_number"]) for row in tops],
        [Head(row["partner"], row["partner_label"]) for row in signatories],
    )


def _choices(store: Store, contract: str | None) -> dict[str, list[options.Option]]:
    return {
        "contract": options.contracts(store),
        "partner": options.partners(store, contract),
        "defi": options.defis(store, contract) if contract else [],
        "qpv": options.qpvs(store, contract),
        "dispositif": options.dispositifs(store, contract),
        "theme": options.scheme("theme"),
        "kind": options.scheme("commitment-kind"),
    }


def render_commitments(store: Store, min_confidence: str = "", number: str = "", **chosen: str) -> str:
    """Commitments that pass every filter, one page of them; ``number`` is the page's."""
    filters = values.given(
        **{name: links.short(value) for name, value in chosen.items()},
        min_confidence=values.share("confiance minimale", min_confidence),
    )
    at = values.whole("page", number, 1)
    answer = ask(store, "commitments", **filters)
    size = values.PAGE_SIZE
    return page(
        "commitments",
        links.COMMITMENTS,
        rows=answer.rows[(at - 1) * size : at * size],
        total=len(answer.rows),
        at=at,
        first=(at - 1) * size + 1,
        pages=max(1, -(-len(answer.rows) // size)),
        filters=filters,
        choices=_choices(store, chosen.get("contract")),
        caveats=answer.caveats,
        data=links.api("commitments", **filters),
    )


def render_dispositifs(store: Store, contract: str = "", defi: str = "") -> str:
    """Which dispositifs are mobilised on which défi, by whom."""
    contracts = options.contracts(store)
    chosen = options.chosen(store, contract)
    if not chosen:
        return page("empty", links.DISPOSITIFS, heading="Dispositifs mobilisés")
    filters = {"contract": chosen, **values.given(defi=defi)}
    answer = ask(store, "dispositifs-by-defi", **filters)
    carriers: dict[str, list[str]] = {}
    for row in ask(store, "carriers", contract=chosen).rows:
        carriers.setdefault(row["dispositif"], []).append(row["partner_label"])
    return page(
        "dispositifs",
        links.DISPOSITIFS,
        groups=grouped(answer.rows, "defi"),
        carriers={scheme: " · ".join(dict.fromkeys(labels)) for scheme, labels in carriers.items()},
        filters=filters,
        choices={"contract": contracts, "defi": options.defis(store, chosen)},
        caveats=answer.caveats,
        data=links.api("dispositifs-by-defi", **filters),
    )


def render_gaps(store: Store, contract: str = "", qpv: str = "") -> str:
    """Défis where no commitment was found, or whose commitments lack a second partner, a date or an indicator."""
    filters = values.given(contract=contract, qpv=qpv)
    answer = ask(store, "gaps", **filters)
    found = {kind: [row for row in answer.rows if wording.code(row["gap"]) == kind] for kind in wording.GAPS}
    return page(
        "gaps",
        links.GAPS,
        gaps=[(kind, *wording.GAPS[kind], rows) for kind, rows in found.items()],
        filters=filters,
        choices={"contract": options.contracts(store), "qpv": options.qpvs(store, contract or None)},
        caveats=answer.caveats,
        data=links.api("gaps", **filters),
    )


def render_search(store: Store, q: str = "") -> str:
    """Things whose name holds the words typed, by kind."""
    answer = ask(store, "search-labels", text=q) if q.strip() else None
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in answer.rows if answer else []:
        groups.setdefault(links.kind(row["entity"]), []).append((row["entity"], row["entity_label"]))
    return page(
        "search",
        links.SEARCH,
        sought=q,
        groups=[(wording.ENTITIES[kind], found) for kind, found in groups.items()],
        total=sum(map(len, groups.values())),
        data=links.api("search-labels", text=q) if q.strip() else None,
    )


def render_network(store: Store, contract: str = "", least: str = "") -> str:
    """The network of partners and défis of a contract, drawn, and the same as a table with its measures."""
    contracts = options.contracts(store)
    chosen = options.chosen(store, contract)
    if not chosen:
        return page("empty", links.NETWORK, heading="Réseau des partenaires")
    fewest = values.whole("engagements au moins", least, 1, most=1000)
    answer = ask(store, "network-edges", contract=chosen)
    drawn = [edge for edge in answer.rows if edge["commitments"] >= fewest]
    return page(
        "network",
        links.NETWORK,
        drawing=network.script_json(network.drawing(drawn)),
        edges=drawn,
        partners=measured.measures(measured.network(answer.rows)),
        filters={"contract": chosen, "least": fewest},
        contract_label=options.label(contracts, chosen),
        choices={"contract": contracts},
        caveats=answer.caveats,
        data=links.api("network-edges", contract=chosen),
    )


def grouped(rows: Iterable[Row], entity: str) -> list[tuple[str | None, str, list[Row]]]:
    """Rows under the entity of one column, in order of first appearance: (IRI, label, rows)."""
    found: dict[str | None, list[Row]] = {}
    for row in rows:
        found.setdefault(row[entity], []).append(row)
    return [(iri, group[0][f"{entity}_label"] or "", group) for iri, group in found.items()]
