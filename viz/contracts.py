"""The home page and the page of one contract: what was read, and what was not."""

from maillage.graph.store import Store
from maillage.viz import links, wording
from maillage.viz.answers import Row, ask, only
from maillage.viz.columns import Facts, Thing, words
from maillage.viz.reliability import sentences
from maillage.viz.render import page

COUNTS = (
    ("partners", "partenaires"),
    ("signatories", "signataires"),
    ("defis", "défis et leurs parties"),
    ("qpvs", "quartiers"),
    ("dispositifs", "dispositifs"),
    ("commitments", "engagements trouvés"),
)


# Codes of issues that leave a hole in a whole contract; the others concern some of its statements.
INCOMPLETE = frozenset({"page_unread", "no_frame", "no_signatory", "no_qpv", "no_contract"})


def render_home(store: Store) -> str:
    """What this is, the contracts read with their counts and what is incomplete in them, and how to search."""
    contracts, issues = ask(store, "contracts"), ask(store, "issues")
    cards = [
        _card(row, [each for each in issues.rows if each["contract"] == row["contract"]]) for row in contracts.rows
    ]
    return page(
        "home",
        links.HOME,
        contracts=cards,
        reliability=sentences(store),
        caveats=contracts.caveats,
        data=links.api("contracts"),
    )


def _card(row: Row, issues: list[Row]) -> Row:
    return {
        "iri": row["contract"],
        "label": row["contract_label"],
        "fictitious": row["fictitious"],
        "incomplete": any(issue["code"] in INCOMPLETE for issue in issues),
        "issues": notices(issues),
        "counts": [(title, row[name]) for name, title in COUNTS],
    }


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
        reliability=sentences(store, [each["document"] for each in documents]),
        caveats=frame.caveats,
        data=links.with_values(f"/{tail}", format="json"),
    )


def notices(issues: list[Row]) -> list[str]:
    """What is incomplete in a contract, one sentence each; illegible pages are counted, not listed."""
    pages = sum(issue["code"] == "page_unread" for issue in issues)
    others = [issue["message"] for issue in issues if issue["code"] != "page_unread"]
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
