"""The home page and the page of one contract: what was read, and what was not."""

from collections.abc import Iterable

from maillage.graph.store import Store
from maillage.viz import links, wording
from maillage.viz.answers import Row, ask, only
from maillage.viz.columns import Facts, Thing, words
from maillage.viz.render import page

COUNTS = (
    ("partners", "partenaires"),
    ("signatories", "signataires"),
    ("defis", "défis et leurs parties"),
    ("qpvs", "quartiers"),
    ("dispositifs", "dispositifs"),
    ("commitments", "engagements trouvés"),
)


def render_home(store: Store) -> str:
    """What this is, the contracts read with their counts and what is incomplete in them, and how to search."""
    contracts, issues = ask(store, "contracts"), ask(store, "issues")
    cards = [
        {
            "iri": row["contract"],
            "label": row["contract_label"],
            "fictitious": row["fictitious"],
            "issues": notices(issue for issue in issues.rows if issue["contract"] == row["contract"]),
            "counts": [(title, row[name]) for name, title in COUNTS],
        }
        for row in contracts.rows
    ]
    return page("home", links.HOME, contracts=cards, caveats=contracts.caveats, data=links.api("contracts"))


def render_contract(store: Store, slug: str) -> str:
    """A contract: its frame as a tree, signatories, quarters, documents and what is incomplete."""
    tail = f"contract/{slug}"
    row = only(ask(store, "contracts", contract=tail), tail)
    frame, signatories = ask(store, "frame", contract=tail), ask(store, "signatories", contract=tail)
    documents = [each for each in ask(store, "documents").rows if each["contract"] == row["contract"]]
    facts: Facts = [
        ("Intercommunalité", words(row["epci"])),
        ("Département", words(row["departement"])),
        ("Région", words(row["region"])),
        ("Période", words(row["period"])),
        ("Documents", [Thing(each["document_label"], each["document"]) for each in documents]),
    ]
    return page(
        "contract",
        iri=row["contract"],
        label=row["contract_label"],
        facts=facts,
        figures=[(row[name], title, None) for name, title in COUNTS],
        frame=tree(frame.rows),
        signatories=signatories.rows,
        qpvs=[_quarter(each) for each in ask(store, "qpvs", contract=tail).rows],
        caveats=frame.caveats,
        data=links.with_values(f"/{tail}", format="json"),
    )


def notices(issues: Iterable[Row]) -> list[str]:
    """What is incomplete in a contract, one sentence each; illegible pages are counted, not listed."""
    found = list(issues)
    pages = sum(issue["code"] == "page_unread" for issue in found)
    others = [issue["message"] for issue in found if issue["code"] != "page_unread"]
    return [*([wording.count(pages, "page illisible", "pages illisibles")] if pages else []), *others]


def tree(rows: list[Row], parent: str | None = None) -> list[Row]:
    """Rows of ``frame`` as nested items; an item whose parent is not among them stands at the top."""
    known = {row["defi"] for row in rows}
    return [
        {
            "iri": row["defi"],
            "top": parent is None,
            "kind": row["kind"],
            "label": wording.numbered(row["defi_number"], row["defi_label"]),
            "quarter": row["qpv_label"],
            "commitments": row["commitments"],
            "children": tree(rows, row["defi"]),
        }
        for row in rows
        if (row["parent"] if row["parent"] in known else None) == parent
    ]


def _quarter(row: Row) -> Thing:
    notes = [row["code"], row["commune"], row["population"] and f"{wording.number(row['population'])} habitants"]
    notes.append("hors quartiers prioritaires" if row["outside"] else None)
    return Thing(row["qpv_label"], row["qpv"], ", ".join(note for note in notes if note) or None)
