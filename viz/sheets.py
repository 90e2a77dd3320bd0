"""Pages of one thing: partner, défi, quarter, dispositif: what it is, then who does what about it."""

from typing import Any

from maillage.graph.store import Store
from maillage.viz import identities, links, wording
from maillage.viz.answers import Row, ask, limits, only
from maillage.viz.columns import Column, Facts, Table, Thing, thing, words
from maillage.viz.render import page
from maillage.viz.values import given

SHOWN = 20  # statements printed on a sheet; the list with filters has the others

PARTNER = Column("partner", "Partenaire", entity=True, empty="non identifié")
DEFI = Column("defi", "Défi", entity=True, empty="non identifié")
CONTRACT = Column("contract", "Contrat", entity=True)
COMMITMENTS = Column("commitments", "Engagements trouvés", number=True)


def render_partner(store: Store, slug: str, contract: str = "") -> str:
    """A partner: its names, its contracts, the défis it acts on and its commitments."""
    tail = f"partner/{slug}"
    sheet = ask(store, "partner-sheet", partner=tail)
    row = only(sheet, tail)
    filters = given(contract=contract)
    defis = ask(store, "defis-of-partner", partner=tail, **filters)
    statements = ask(store, "commitments", partner=tail, **filters)
    facts: Facts = [
        ("Type", words(row["partner_type"])),
        ("Sigle", words(row["acronym"])),
        ("Formes lues", words(row["forms"])),
        ("Signataire de", words(row["signs"])),
        ("Porte", [_carried(each, "dispositif") for each in ask(store, "carriers", partner=tail).rows]),
        *identities.told(store, tail),
    ]
    return _sheet(
        "Partenaires du contrat, collectivement" if row["collective"] else "Partenaire",
        row["partner_label"],
        facts,
        [_acts_on(row["partner_label"], defis.rows)],
        tail=tail,
        caveats=limits(store, [*defis.rows, *statements.rows]),
        statements=statements.rows[:SHOWN],
        statements_total=len(statements.rows),
        more=links.with_values(links.COMMITMENTS, partner=tail, **filters),
    )


def render_defi(store: Store, contract: str, slug: str, qpv: str = "") -> str:
    """A défi: its place in the frame, who acts on it, with which dispositifs."""
    tail = f"defi/{contract}/{slug}"
    row = only(ask(store, "defi-sheet", defi=tail), tail)
    frame = ask(store, "frame", contract=row["contract"]).rows
    partners = ask(store, "partners-on-defi", defi=tail, **given(qpv=qpv))
    dispositifs = ask(store, "dispositifs-by-defi", defi=tail)
    facts: Facts = [
        ("Contrat", thing(row, "contract")),
        ("Sorte", words(row["kind"])),
        ("Annoncé", _announced(row)),
        ("Fait partie de", thing(row, "parent")),
        ("Comprend", [Thing(_numbered(each), each["defi"]) for each in frame if each["parent"] == row["defi"]]),
        (
            "Priorité du quartier",
            [quarter for each in frame if each["defi"] == row["defi"] for quarter in thing(each, "qpv")],
        ),
    ]
    return _sheet(
        "Défi",
        _numbered(row),
        facts,
        [_who_acts(partners.rows), _with_what(dispositifs.rows)],
        tail=tail,
        trail=[(links.path(row["contract"]), row["contract_label"])],
        caveats=limits(store, [row]),
        more=links.with_values(links.COMMITMENTS, contract=row["contract"], defi=tail, qpv=qpv),
    )


def render_qpv(store: Store, slug: str) -> str:
    """A quarter: who acts there on what, telling apart what names it and what goes for every quarter."""
    tail = f"qpv/{slug}"
    about = only(ask(store, "qpvs", qpv=tail), tail)
    answer = ask(store, "qpv-sheet", qpv=tail)
    facts: Facts = [
        ("Contrat", thing(about, "contract")),
        ("Code officiel", words(about["code"])),
        ("Communes", words(about["commune"])),
        ("Population", words(wording.number(about["population"]))),
    ]
    return _sheet(
        "Territoire nommé par le contrat, hors quartiers prioritaires" if about["outside"] else "Quartier prioritaire",
        about["qpv_label"],
        facts,
        [_acts_here(answer.rows)],
        tail=tail,
        trail=[(links.path(about["contract"]), about["contract_label"])],
        caveats=limits(store, [about]),
        more=links.with_values(links.COMMITMENTS, qpv=tail),
    )


def render_dispositif(store: Store, slug: str) -> str:
    """A dispositif: what it is and the commitments that mobilise it."""
    tail = f"dispositif/{slug}"
    row = only(ask(store, "dispositif-sheet", dispositif=tail), tail)
    statements = ask(store, "commitments", dispositif=tail)
    facts: Facts = [
        ("Sigle", words(row["acronym"])),
        ("Nature", words(row["nature"]) or words("non précisée")),
        ("Porté par", [_carried(each, "partner") for each in ask(store, "carriers", dispositif=tail).rows]),
        ("Domaine", words(row["domain"])),
        ("Définition", words(row["definition"])),
        ("Source de la définition", [Thing(url, url=url) for url in (row["source"] or "").split() if "://" in url]),
        ("Formes lues", words(row["forms"])),
    ]
    return _sheet(
        "Dispositif",
        row["dispositif_label"],
        facts,
        [],
        tail=tail,
        caveats=limits(store, statements.rows),
        statements=statements.rows[:SHOWN],
        statements_total=len(statements.rows),
        more=links.with_values(links.COMMITMENTS, dispositif=tail),
    )


def _acts_on(partner: str, rows: list[Row]) -> Table:
    return Table(
        "Défis sur lesquels il agit",
        f"Défis auxquels répond au moins un engagement trouvé de {partner}",
        (DEFI, CONTRACT, COMMITMENTS),
        numbered(rows),
        "Aucun engagement de ce partenaire n'a été trouvé sur un défi.",
    )


def _who_acts(rows: list[Row]) -> Table:
    return Table(
        "Qui agit",
        "Partenaires dont au moins un engagement trouvé répond à ce défi ou à l'une de ses parties",
        (PARTNER, Column("partner_type", "Type"), COMMITMENTS, Column("dispositifs", "Dispositifs", empty="aucun")),
        rows,
        "Aucun engagement trouvé sur ce défi, ce qui ne prouve pas que personne n'agit : voyez les limites.",
    )


def _with_what(rows: list[Row]) -> Table:
    return Table(
        "Avec quels dispositifs",
        "Dispositifs que ces engagements mobilisent",
        (Column("dispositif", "Dispositif", entity=True), Column("partners", "Partenaires"), COMMITMENTS),
        rows,
        "Aucun dispositif trouvé dans les engagements sur ce défi.",
    )


def _acts_here(rows: list[Row]) -> Table:
    named = Column("named", "dont nommant ce quartier", number=True)
    through_all = Column("through_all", "dont valables pour tous les quartiers", number=True)
    return Table(
        "Qui agit ici, sur quoi",
        "Partenaires et défis des engagements qui concernent ce quartier",
        (PARTNER, DEFI, COMMITMENTS, named, through_all),
        numbered(rows),
        "Aucun engagement trouvé pour ce quartier.",
        explained="Un engagement que rien ne restreint est compté pour tous les quartiers de son contrat, même "
        "quand le document ne le dit pas ; la colonne « nommant ce quartier » ne compte que ceux qui le citent.",
    )


def _carried(row: Row, name: str) -> Thing:
    """One end of a carriage, and the contract that says so."""
    where = f"{row['contract_label']}, page {row['page']}, ligne {row['first_line']}"
    return Thing(row[f"{name}_label"], row[name], note=f"dit par {where}")


def numbered(rows: list[Row]) -> list[Row]:
    """Rows whose défis are shown with their numbers."""
    return [
        {**row, "defi_label": row["defi_label"] and wording.numbered(row.get("defi_number"), row["defi_label"])}
        for row in rows
    ]


def _announced(row: Row) -> list[Thing]:
    """Where the frame announces a défi, when that was found."""
    if not row["document"] or not row["page"]:
        return []
    where = f"page {row['page']}, ligne {row['first_line']}"
    return [Thing(where, url=links.passage(row["document"], row["page"], row["first_line"]))]


def _numbered(row: Row) -> str:
    return wording.numbered(row["defi_number"], row["defi_label"])


def _sheet(kind: str, label: str, facts: Facts, tables: list[Table], **more: Any) -> str:
    shown = {"trail": [], "statements": None, "statements_total": 0, "more": None, **more}
    tail = shown.pop("tail")
    return page(
        "sheet",
        kind=kind,
        label=label,
        facts=facts,
        tables=tables,
        data=links.with_values(f"/{tail}", format="json"),
        **shown,
    )
