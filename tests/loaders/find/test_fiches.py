"""Fiches, whose fields say for which quarters they are and which item they answer; all text is invented."""

from collections.abc import Callable

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, Fact, QpvFact
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.find.section_state import Context
from maillage.loaders.reading import prepare

TEXT = """Contrat de ville de Corbeval

Les quartiers prioritaires sont : Bel-Air, Les Tilleuls et la Fontaine.

Axe 1 : Se loger
Axe 2 : Se former
Axe 3 : Se soigner

Fiche action n° 1

Description
La ville ouvre un lieu pour les familles.

Quartiers
Les Tilleuls

Axe : 2

Fiche action n° 2

Description
La caisse finance une ludothèque ambulante.

Quartiers : tous
Axe : Se soigner
"""


def test_fields_hold_for_their_whole_fiche(document: Callable[[str], Document]) -> None:
    ready = prepare(document(TEXT))
    under = {b.text: c for b, c in zip(ready.prose.blocks, ready.contexts, strict=True)}
    assert _says(under["La ville ouvre un lieu pour les familles."]) == ("named", ["Les Tilleuls"], "Se former")
    assert _says(under["La caisse finance une ludothèque ambulante."]) == ("stated_all", [], "Se soigner")


def test_the_name_of_an_action_says_its_quarter_when_no_field_does(document: Callable[[str], Document]) -> None:
    fiche = "Fiche action n° {0}\n\nIntitulé : Repeindre les halls{1}\n\nDescription\nLe bailleur repeint {0} halls.\n"
    named, other = fiche.format(3, " des Tilleuls"), fiche.format(4, "")
    ready = prepare(document(f"{TEXT[: TEXT.index('Fiche action')]}\n{named}\n{other}"))
    under = {b.text.split("\n")[-1]: c for b, c in zip(ready.prose.blocks, ready.contexts, strict=True)}
    found = {text[-20:]: _says(context)[1] for text, context in under.items() if "repeint" in text}
    assert list(found.values()) == [["Les Tilleuls"], []]


def _says(context: Context) -> tuple[str, list[str], str | None]:
    names = [q.name for q in context.quarters if isinstance(q, Quarter)]
    return context.scope, names, context.item.label if context.item else None


def test_an_article_of_the_contract_ends_the_last_fiche(document: Callable[[str], Document]) -> None:
    ready = prepare(document(f"{TEXT}\nArticle 6 – Gouvernance\n\nUn comité se réunit deux fois par an.\n"))
    under = {b.text: c for b, c in zip(ready.prose.blocks, ready.contexts, strict=True)}
    assert under["Un comité se réunit deux fois par an."].item is None


def test_quarters_told_for_the_part_of_an_objective(read: Callable[..., list[Fact]]) -> None:
    parts = "".join(
        f"Objectif {n} : {name}\n\nEngagements :\n- La ville de Corbeval s’engage à {act} en 2026.\n\n"
        f"Quartiers concernés : {quarter}.\n\n"
        for n, name, act, quarter in (
            (1, "Travailler", "ouvrir une halle", "Bel-Air"),
            (2, "Habiter", "planter des haies", "Les Tilleuls"),
        )
    )
    facts = read(
        f"Les quartiers prioritaires sont : Bel-Air, Les Tilleuls et la Fontaine.\n\nDéfi 1 : Vivre\n\n{parts}"
    )
    named = {q.id: q.name for q in facts if isinstance(q, QpvFact)}
    told = {c.quote.split()[-5]: [named.get(q, q) for q in c.qpvs] for c in facts if isinstance(c, CommitmentFact)}
    assert told == {"ouvrir": ["Bel-Air"], "planter": ["Les Tilleuls"]}


def test_one_part_of_several_names_its_quarters(read: Callable[..., list[Fact]]) -> None:
    act = "Engagements :\n- La ville de Corbeval s’engage à {} en 2026.\n\n"
    facts = read(
        "Les quartiers prioritaires sont : Bel-Air, Les Tilleuls et la Fontaine.\n\n"
        f"Ambition 1 : Vivre\n\n{act.format('ouvrir une halle')}Quartiers concernés : l’ensemble, et Bel-Air.\n\n"
        f"Ambition 2 : Habiter\n\n{act.format('planter des haies')}"
        "Quartiers concernés par l’ambition 2 : Bel-Air, Les Tilleuls.\n"
    )
    named = {q.id: q.name for q in facts if isinstance(q, QpvFact)}
    told = {c.quote.split()[-5]: [named.get(q, q) for q in c.qpvs] for c in facts if isinstance(c, CommitmentFact)}
    assert told == {"ouvrir": ["*"], "planter": ["Bel-Air", "Les Tilleuls"]}


def test_a_number_of_two_levels_goes_on_with_its_own_series(document: Callable[[str], Document]) -> None:
    text = "".join(
        f"PILIER {roman} – {name}\n\nEnjeux\nLe quartier attend depuis longtemps.\n\nObjectifs opérationnels\n"
        f"{roman}.1 – Commencer tôt\nLa ville de Corbeval agira dès 2025 avec tous ses services.\n\n"
        f"{roman}.2 – Suivre chaque année\nLa ville de Corbeval suivra les chantiers jusqu’en 2030.\n\n"
        for roman, name in (("I", "RÉUSSIR TÔT"), ("II", "HABITER MIEUX"), ("III", "VIVRE EN PAIX"))
    )
    ready = prepare(document(f"Contrat de ville de Corbeval 2024-2030\n\nLE CADRE\n\n{text}"))
    under = [c.item for b, c in zip(ready.prose.blocks, ready.contexts, strict=True) if "suivra" in b.text]
    assert [(item.top or item).label for item in under if item] == ["Réussir tôt", "Habiter mieux", "Vivre en paix"]
