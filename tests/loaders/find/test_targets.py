"""Targets: quarters that a statement or its lead-in names, by their names or as the centre of a town."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, QpvFact
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.targets import Targets
from maillage.loaders.find.units import Unit
from maillage.loaders.reading import prepare, read_document

TEXT = """Contrat de ville de la Communauté d'agglomération de Clairbois 2024-2030

Les quartiers prioritaires :
• quartier Les Ormes (QN05901M), à Clairbois
• quartier Le Port (QN05902M), à Clairbois
• quartier Centre – Vieux Moulin (QN05903M), à Avray

Axe 1 : Travailler

Engagements de la Ville d'Avray
• La Ville d'Avray étend le permis de louer au centre-ville d'Avray.

Dans le quartier Le Port, la Ville s'engage à :
• Créer une halte-garderie de vingt places.
• Rénover la maison des associations.
"""


Told = dict[str, tuple[tuple[str, ...], str]]  # quote → names of quarters, scope


@pytest.fixture
def targets(document: Callable[..., Document]) -> Told:
    facts = read_document(document(TEXT), "https://example.org/")
    names = {fact.id: fact.name for fact in facts if isinstance(fact, QpvFact)}
    made = [fact for fact in facts if isinstance(fact, CommitmentFact)]
    return {fact.quote: (tuple(names.get(q, q) for q in fact.qpvs), fact.qpv_scope) for fact in made}


def test_the_centre_of_a_town_is_its_quarter_called_centre(targets: Told) -> None:
    (target,) = [target for quote, target in targets.items() if "permis de louer" in quote]
    assert target == (("Centre – Vieux Moulin",), "named")


def test_bullets_have_the_quarters_of_their_lead_in(targets: Told) -> None:
    assert [targets[q] for q in targets if "halte-garderie" in q or "associations" in q] == [
        (("Le Port",), "named")
    ] * 2


@pytest.mark.parametrize(
    ("text", "names", "scope"),
    [
        ("Antenne dans les quartiers prioritaires de Clairbois.", ["Les Ormes", "Le Port"], "named"),
        ("Antenne dans les quartiers prioritaires de Corbie.", [], "unstated"),
        ("Antenne dans les QPV de Clairbois et d'Avray.", [], "unstated"),
        ("Au Port, un sur trois vit seul. Antenne qui y sera ouverte.", ["Le Port"], "named"),
        ("Au Port, un sur trois vit seul. Antenne pour les jeunes du quartier.", ["Le Port"], "named"),
        ("Au Port, un sur trois vit seul. Antenne à laquelle l'État y contribue.", [], "unstated"),
        ("Au Port et aux Ormes, un sur trois vit seul. Antenne qui y sera ouverte.", [], "unstated"),
        ("Un sur trois vit seul. Antenne qui y sera ouverte.", [], "unstated"),
    ],
)
def test_towns_and_what_points_back(document: Callable[..., Document], text: str, names: list[str], scope: str) -> None:
    ready = prepare(document(f"{TEXT[: TEXT.index('Axe 1')]}\n\n{text}\n"))
    at, block = next((i, b) for i, b in enumerate(ready.prose.blocks) if "Antenne" in b.text)
    start, end = block.text.index("Antenne"), len(block.text)
    unit = Unit(at, block.first, block.last, start, end, frozenset(), frozenset(), 9, (), frozenset())
    statement = Statement(at, block.first, block.last, block.text[start:], Context(), units=(unit,))
    quarters, said = Targets(ready.prose, ready.quarters_in, ready.quarters).of(statement, ())
    assert ([quarter.name for quarter in quarters], said) == (names, scope)
