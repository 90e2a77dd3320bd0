"""Schemes of statements: their own, those of the sentence that introduces their list, those of their heading."""

from collections.abc import Callable

from maillage.loaders.find.dispositifs import Dispositifs
from maillage.loaders.find.mobilised import Mobilised
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.statements import Statement
from maillage.loaders.view import View

Look = Callable[[str], View]


def mobilised(look: Look, text: str, saying: str, path: tuple[str, ...] = ()) -> list[str]:
    """Names of the schemes of the block that says something."""
    view = look(text)
    (index,) = (i for i, block in enumerate(view.blocks) if saying in block.text)
    block = view.blocks[index]
    statement = Statement(index, block.first, block.last, block.text, Context(path=path))
    return [d.name for d in Mobilised(view, Dispositifs(view)).by(statement)]


LIST = "Le pass permis sera relancé par la ville :\n\n• ouvrir des ateliers\n\n• former avec la prime vélo\n"


def test_a_bullet_has_the_scheme_of_its_introduction(look: Look) -> None:
    assert mobilised(look, LIST, "ateliers") == ["pass permis"]


def test_its_own_scheme_comes_first(look: Look) -> None:
    assert mobilised(look, LIST, "former") == ["prime vélo", "pass permis"]


def test_only_the_last_sentence_introduces(look: Look) -> None:
    lead = "Le pass permis existe déjà depuis longtemps dans toute la ville et\nau-delà de la ville. La ville propose :"
    text = f"{lead}\n\n• ouvrir des ateliers\n"
    assert mobilised(look, text, "ouvrir") == []


def test_a_paragraph_that_ends_otherwise_introduces_nothing(look: Look) -> None:
    text = "Le pass permis sera relancé par la ville.\n\n• ouvrir des ateliers\n"
    assert mobilised(look, text, "ouvrir") == []


def test_a_short_heading_gives_its_scheme(look: Look) -> None:
    text = "Relancer le pass permis\n\nLa ville ouvre des ateliers pour tous.\n"
    assert mobilised(look, text, "ouvre", ("Relancer le pass permis",)) == ["pass permis"]
    assert mobilised(look, text, "ouvre", ("Relancer " + "encore " * 12 + "le pass permis",)) == []


def test_the_contract_itself_is_not_mobilised(look: Look) -> None:
    text = "Le contrat Engagements Quartiers 2030 prévoit :\n\n• ouvrir des ateliers\n"
    assert mobilised(look, text, "ouvrir") == []
