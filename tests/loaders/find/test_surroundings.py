"""Surroundings: what the headings above say of a block; all text is invented."""

from collections.abc import Callable

from maillage.loaders.document import Document
from maillage.loaders.find.surroundings import surroundings
from maillage.loaders.reading import prepare

TEXT = """Volet 1 : Un enfant qui apprend

Les caps que nous nous donnons

Apprendre
• Favoriser un accueil de qualité avant trois ans
• Soutenir les parents

S’ouvrir
• Multiplier les sorties hors du quartier

Les engagements des signataires

• Ouvrir deux crèches en 2026
"""


def test_a_heading_speaks_over_the_titles_that_part_its_list(document: Callable[[str], Document]) -> None:
    ready = prepare(document(TEXT))
    around = surroundings(ready.prose, ready.contexts, [[] for _ in ready.prose.blocks])
    said = {block.text[:9]: features for block, features in zip(ready.prose.blocks, around, strict=True)}
    assert "part-objectives" in said["Favoriser"] and "part-objectives" in said["Multiplie"]
    assert "part-objectives" not in said["Ouvrir de"] and "part-pledges" in said["Ouvrir de"]
