"""What the items of a list have in common, on blocks as the reader makes them."""

from maillage.loaders.blocks import Block, blocks
from maillage.loaders.find.siblings import siblings
from maillage.loaders.find.units import Unit


def _units(found: list[Block], opener: str) -> list[list[Unit]]:
    none: frozenset[str] = frozenset()
    return [
        [Unit(i, b.first, b.last, 0, len(b.text), frozenset({opener}) if b.mark else none, none, b.words, (), none)]
        for i, b in enumerate(found)
    ]


def _features(text: str, opener: str) -> list[list[str]]:
    found = blocks(text.split("\n"), [1], frozenset())
    return siblings(found, _units(found, opener))


def test_every_item_has_what_most_items_have() -> None:
    lead, first, second = _features("La ville agit :\n- ouvrir une ludothèque\n- former ses agents", "open-infinitive")
    assert first == second
    assert "list-open-infinitive-over-0.8" in first
    assert lead == []


def test_a_list_in_a_list_is_another_one() -> None:
    text = "• ouvrir\n- le lundi\n- le mardi matin\n- le jeudi\n• former ses agents"
    outer, inner, _, _, again = _features(text, "open-noun")
    assert outer == again != inner


def test_a_paragraph_ends_a_list() -> None:
    one, _, other = _features("- ouvrir une ludothèque\n\nAutrement dit, ceci.\n\n- former\n- équiper", "open-noun")[:3]
    assert "list-size-0" in one
    assert "list-size-1" in other


def test_a_list_of_names_is_told_by_what_it_lacks() -> None:
    _, name = _features("Les politiques :\n- Le fonds des jardins", "open-article")
    _, act = _features("Les politiques :\n- Ouvrir un jardin", "open-infinitive")
    assert "list-verbless-over-0.8" in name
    assert "list-verbless-over-0.8" not in act
