"""Kinds: what headings, tables and words say of a commitment is what it is read as."""

import math
from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact
from maillage.loaders.find.kinds import KINDS, kind_weights
from maillage.loaders.reading import read_document
from maillage.ontology.thesaurus import load_scheme

TEXT = """Contrat de ville de la Communauté d'agglomération de Clairbois 2024-2030

Défi 1 : Grandir et apprendre

{heading}
• La Ville de Clairbois ouvre une ludothèque aux Ormes, avec deux animateurs.
• La Caf de la Vrelle finance douze places de crèche aux horaires décalés.
• Création d'un atelier vélo porté par le centre social.
"""


def kinds_in(document: Document) -> set[str]:
    return {fact.kind for fact in read_document(document, "https://example.org/") if isinstance(fact, CommitmentFact)}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Actions retenues", "action"),
        ("Droit commun mobilisé", "offre"),
        ("Nos engagements", "engagement"),
        ("Actions phares", "projet_phare"),
    ],
)
def test_the_heading_of_a_list_tells_its_kind(heading: str, kind: str, document: Callable[..., Document]) -> None:
    assert kinds_in(document(TEXT.format(heading=heading))) == {kind}


def test_a_statement_that_calls_itself_a_flagship_is_one(document: Callable[..., Document]) -> None:
    text = TEXT.format(heading="Nos engagements").replace("• La Ville", "• Projet phare : la Ville")
    kinds = [f.kind for f in read_document(document(text), "https://example.org/") if isinstance(f, CommitmentFact)]
    assert kinds == ["projet_phare", "engagement", "engagement"]


def test_kinds_are_those_of_the_thesaurus() -> None:
    assert set(KINDS) == {concept.notation for concept in load_scheme("commitment-kind").values()}


def test_scores_are_sums_of_weights_in_any_order() -> None:
    weights = kind_weights()
    names = frozenset(weights.of["action"])
    assert weights.scores(names)["action"] == math.fsum([weights.bias["action"], *weights.of["action"].values()])
    assert weights.scores(frozenset()) == weights.bias
