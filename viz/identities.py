"""Identities: which names were taken for one partner, which look alike but stay two, and why."""

from maillage.graph.store import Store
from maillage.viz import links, options, values
from maillage.viz.answers import Row, ask
from maillage.viz.columns import Facts, Thing
from maillage.viz.render import page


def render_identities(store: Store, partner: str = "") -> str:
    """Every form read for a partner and every partner told apart from another, of all partners or of one."""
    filters = values.given(partner=partner)
    answer = ask(store, "identities", **filters)
    return page(
        "identities",
        links.IDENTITIES,
        merged=[row for row in answer.rows if not row["other"]],
        apart=[row for row in answer.rows if row["other"]],
        filters=filters,
        choices={"partner": options.partners(store, None)},
        caveats=answer.caveats,
        data=links.api("identities", **filters),
    )


def told(store: Store, partner: str) -> Facts:
    """For the sheet of a partner: the names merged into it and the partners it is not, each with the reason."""
    rows = ask(store, "identities", partner=partner).rows
    return [
        ("Noms réunis", [_read(row) for row in rows if row["form"]]),
        ("À ne pas confondre avec", [_other(row, partner) for row in rows if row["other"]]),
    ]


def _read(row: Row) -> Thing:
    where = links.passage(row["document"], row["page"], row["first_line"]) if row["page"] else None
    return Thing(row["form"], url=where, note=row["reason"].lower())


def _other(row: Row, partner: str) -> Thing:
    own = row["partner"].endswith(f"/{partner}")
    name = "other" if own else "partner"
    return Thing(row[f"{name}_label"], row[name], note=row["reason"].lower())
