"""What the lists of a filter form offer: contracts, quarters, themes, partners, défis, dispositifs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maillage.graph.store import Store
from maillage.ontology.thesaurus import load_scheme
from maillage.viz import links, wording
from maillage.viz.answers import Row, ask


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a list: the value that the form sends and what the visitor reads."""

    value: str
    label: str


def contracts(store: Store) -> list[Option]:
    """Every contract of the store, by label."""
    return _options((row["contract"], row["contract_label"]) for row in ask(store, "contracts").rows)


def chosen(store: Store, contract: str) -> str | None:
    """The contract asked for, else the one with most commitments; None when the store holds none."""
    if contract:
        return links.short(contract)
    rows = ask(store, "contracts").rows
    return links.tail(max(rows, key=lambda row: row["commitments"])["contract"]) if rows else None


def label(options: list[Option], value: str) -> str:
    """The label of a value among options; the value itself when it is not among them."""
    return next((option.label for option in options if option.value == value), value)


def qpvs(store: Store, contract: str | None) -> list[Option]:
    """The quarters of a contract, of all when none is given."""
    rows = ask(store, "qpvs", **_within(contract)).rows
    return _options((row["qpv"], row["qpv_label"]) for row in rows)


def partners(store: Store, contract: str | None) -> list[Option]:
    """The partners of a contract, of all when none is given."""
    rows = ask(store, "partners", **_within(contract)).rows
    return _options((row["partner"], row["partner_label"]) for row in rows)


def dispositifs(store: Store, contract: str | None) -> list[Option]:
    """The dispositifs named by a contract, by all when none is given."""
    rows = ask(store, "dispositifs", **_within(contract)).rows
    return _options((row["dispositif"], row["dispositif_label"]) for row in rows)


def defis(store: Store, contract: str) -> list[Option]:
    """The items of a contract's frame in its order, each after its parent and set in by its depth."""
    rows = ask(store, "frame", contract=contract).rows
    children: dict[str | None, list[Row]] = {}
    known = {row["defi"] for row in rows}
    for row in rows:
        children.setdefault(row["parent"] if row["parent"] in known else None, []).append(row)
    return list(_set_in(children, None, 0))


def _set_in(children: dict[str | None, list[Row]], parent: str | None, depth: int) -> Iterator[Option]:
    for row in children.get(parent, []):
        label = wording.numbered(row["defi_number"], row["defi_label"])
        yield Option(links.tail(row["defi"]), "\u00a0\u00a0\u00a0" * depth + label)
        yield from _set_in(children, row["defi"], depth + 1)


def scheme(name: str) -> list[Option]:
    """The concepts of one of our thesauri, by label."""
    found = ((concept.iri.rsplit("/", 1)[-1], concept.pref_label) for concept in load_scheme(name).values())
    return sorted((Option(code, label) for code, label in found), key=lambda option: option.label.casefold())


def _within(contract: str | None) -> dict[str, str]:
    return {"contract": contract} if contract else {}


def _options(pairs: Iterable[tuple[str, str]]) -> list[Option]:
    """One option an entity, by label; an entity of several contracts comes once."""
    found = {links.tail(iri): label for iri, label in pairs}
    return sorted((Option(value, label) for value, label in found.items()), key=lambda option: option.label.casefold())
