"""Leave out: a document loses what fires in it alone, and nothing that another one has too, or that it says itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, DispositifFact, Fact, PartnerFact
from maillage.loaders.leave_out import documents_of, own_words, read_without_own
from maillage.loaders.reading import read_document

BASE = "https://example.org/"
HEAD = """Contrat de ville de la communauté d'agglomération de Clairbois 2024-2030
Défi 1 : Rapprocher les habitants de l'emploi
Engagements des partenaires
• La mission locale de Clairbois s'engage à tenir une permanence dans les quartiers.
"""
SHARED = "• La CAF finance des places avec le programme de réussite éducative.\n"
OWN = "• La CAF soutient les familles avec les cordées de la réussite.\n"


@pytest.fixture
def pair(document: Callable[..., Document]) -> list[Document]:
    """Two documents that share a scheme; the first names another one."""
    other = HEAD.replace("Clairbois", "Sombreval")
    return [document(HEAD + SHARED + OWN, "un.txt"), document(other + SHARED, "deux.txt")]


def names(facts: list[Fact], kind: type[PartnerFact] | type[DispositifFact]) -> set[str]:
    return {fact.name for fact in facts if isinstance(fact, kind)}


def test_own_words_fire_in_one_document_only(pair: list[Document]) -> None:
    first, second = own_words(pair, BASE)
    assert ("dispositif", "Cordées de la réussite") in first.labels
    assert not {label for _, label in first.labels | second.labels} & {"PRE", "Programme de réussite éducative", "CAF"}
    assert not first.rules & second.rules


def test_a_document_is_read_without_them(pair: list[Document]) -> None:
    first, second = (bare.facts for bare in read_without_own(pair, BASE))
    assert "Cordées de la réussite" in names(read_document(pair[0], BASE), DispositifFact)
    assert "Cordées de la réussite" not in names(first, DispositifFact)
    assert "Programme de réussite éducative" in names(first, DispositifFact) & names(second, DispositifFact)
    assert sum(isinstance(fact, CommitmentFact) for fact in first) >= 2


def test_names_that_a_document_gives_itself_stay(pair: list[Document]) -> None:
    first = next(read_without_own(pair, BASE))
    assert any("Clairbois" in name for name in names(first.facts, PartnerFact))
    assert not any("Clairbois" in label for _, label in first.words.labels)


def test_reading_afterwards_is_as_before(pair: list[Document]) -> None:
    before = read_document(pair[0], BASE)
    list(read_without_own(pair, BASE))
    assert read_document(pair[0], BASE) == before


def test_twins_and_a_lone_document_lose_nothing(pair: list[Document], document: Callable[..., Document]) -> None:
    assert not any(words.labels or words.rules for words in own_words([pair[0], pair[0]], BASE))
    (lone,) = read_without_own([pair[0]], BASE)
    assert lone.facts == read_document(pair[0], BASE)


def test_what_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD * 3, "utf-8")
    (tmp_path / "vide.txt").write_text("")
    assert [document.name for document in documents_of([tmp_path])] == ["a.txt"]
