"""An invented contract and its table of actions, which the tests of every format write in that format."""

from collections.abc import Sequence

from maillage.loaders.fact import CommitmentFact, DefiFact, Fact, PartnerFact, QpvFact

HEADS = (
    "Défi",
    "Intitulé de l'action",
    "Pilote",
    "Partenaires associés",
    "QPV",
    "Échéance",
    "Budget (k€)",
    "Indicateurs",
)
ROWS = (
    ("Défi 1 : Rapprocher les habitants de l'emploi", "Ouvrir un guichet mobile de l'emploi", "Ville de Corbelle",
     "CAF de la Somme", "Les Tilleuls", "2026", "45", "Nombre de personnes reçues"),
    ("", "Former les jeunes aux métiers du soin", "Ateliers du Vent, Mission locale", "",
     "Tous les QPV", "2025-2027", "", ""),
    ("Défi 2 : Améliorer la santé de tous", "Déployer un bus de la santé", "ARS", "", "Bel-Air", "fin 2027", "", ""),
)  # fmt: skip
TITLE = "Contrat de ville de la Communauté d'agglomération de Corbelle"
PROSE = "Le contrat réunit les partenaires de la Communauté d'agglomération de Corbelle, dans la Somme, pour six ans."


def names(facts: Sequence[Fact], ids: Sequence[str]) -> list[str]:
    """What the things with those ids are called."""
    called = {f.id: f.name for f in facts if isinstance(f, PartnerFact | QpvFact)}
    called |= {f.id: f.label for f in facts if isinstance(f, DefiFact)}
    return [called.get(i, i) for i in ids]


def commitments(facts: Sequence[Fact]) -> list[CommitmentFact]:
    """The commitments, in the order of the document."""
    return sorted((f for f in facts if isinstance(f, CommitmentFact)), key=lambda f: f.lines)


def told(facts: Sequence[Fact]) -> list[tuple[object, ...]]:
    """What each commitment says, links by name, without its lines."""
    return [
        (c.quote, names(facts, c.partners), names(facts, c.defis), names(facts, c.qpvs), c.qpv_scope, c.deadline,
         c.amount, c.has_indicators)
        for c in commitments(facts)
    ]  # fmt: skip


EMPLOI, SANTE = "Rapprocher les habitants de l'emploi", "Améliorer la santé de tous"
EXPECTED = [
    ("Ouvrir un guichet mobile de l'emploi", ["Ville de Corbelle"], [EMPLOI], ["Les Tilleuls"], "named", "2026",
     "45 k€", True),
    ("Former les jeunes aux métiers du soin", ["Ateliers du Vent", "Mission locale"], [EMPLOI], ["*"], "stated_all",
     "2025-2027", None, False),
    ("Déployer un bus de la santé", ["Agence régionale de santé"], [SANTE], ["Bel-Air"], "named", "2027", None, False),
]  # fmt: skip


def defis(facts: Sequence[Fact]) -> list[tuple[str, str | None, str]]:
    """The frame items, in the order of the document."""
    found = sorted((f for f in facts if isinstance(f, DefiFact)), key=lambda f: f.lines)
    return [(f.kind, f.number, f.label) for f in found]
