"""Targets: quarters that a statement or its lead-in names, by their names or as the centre of a town."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, QpvFact
from maillage.loaders.reading import read_document

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


Targets = dict[str, tuple[tuple[str, ...], str]]  # quote → names of quarters, scope


@pytest.fixture
def targets(document: Callable[..., Document]) -> Targets:
    facts = read_document(document(TEXT), "https://example.org/")
    names = {fact.id: fact.name for fact in facts if isinstance(fact, QpvFact)}
    made = [fact for fact in facts if isinstance(fact, CommitmentFact)]
    return {fact.quote: (tuple(names.get(q, q) for q in fact.qpvs), fact.qpv_scope) for fact in made}


def test_the_centre_of_a_town_is_its_quarter_called_centre(targets: Targets) -> None:
    (target,) = [target for quote, target in targets.items() if "permis de louer" in quote]
    assert target == (("Centre – Vieux Moulin",), "named")


def test_bullets_have_the_quarters_of_their_lead_in(targets: Targets) -> None:
    assert [targets[q] for q in targets if "halte-garderie" in q or "associations" in q] == [
        (("Le Port",), "named")
    ] * 2
