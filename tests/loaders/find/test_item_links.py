"""Item links: what a statement says that it answers, itself or by pointing back; all text is invented."""

from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.item_links import ItemLinks
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.units import Unit
from maillage.loaders.reading import prepare

HEAD = "Contrat de ville de Corbeval\n\nAxe 1 : Se loger\nAxe 2 : Se former\nAxe 3 : Se soigner\n\n"


@pytest.mark.parametrize(
    ("before", "text", "labels"),
    [
        ("Le lycée relève de l’axe 2. ", "De ce même axe procède la convention que la Ville signera.", ["Se former"]),
        ("Elle ouvre, pour l’axe 3, un centre. ", "Au même titre, la caisse aidera.", ["Se soigner"]),
        ("Le lycée relève de l’axe 2. ", "La Ville signera une convention.", []),
        ("Le lycée relève de l’axe 2. ", "Au même titre que les autres, la Ville signera.", []),
        ("Le lycée est loin. ", "De ce même axe procède la convention que la Ville signera.", []),
    ],
)
def test_what_a_statement_points_back_to(
    document: Callable[..., Document], before: str, text: str, labels: list[str]
) -> None:
    ready = prepare(document(f"{HEAD}{before}{text}\n"))
    at, block = next((i, b) for i, b in enumerate(ready.prose.blocks) if text in b.text)
    unit = Unit(
        at, block.first, block.last, len(before), len(block.text), frozenset(), frozenset(), 9, (), frozenset()
    )  # fmt: skip
    statement = Statement(at, block.first, block.last, text, Context(), units=(unit,))
    items, origin = ItemLinks(ready.frame, ready.prose).of(statement, ())
    assert ([item.label for item in items], origin) == (labels, "statement" if labels else "none")
