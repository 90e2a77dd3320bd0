"""A text longer than a part: read piece by piece, told as one document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, ContractFact, DocumentFact, Fact, PageFact, PartnerFact
from maillage.loaders.parts import parts
from maillage.loaders.reading import read_document

BASE = "https://example.org/"
TEXT = (Path(__file__).parent / "invented.txt").read_text("utf-8").replace("\f", "\n\f\n").strip("\n")
SMALL = 1500  # characters a part, so that an invented text has several


@pytest.fixture
def long(document: Callable[..., Document]) -> Document:
    return document("\n\f\n".join([TEXT] * 3))


@pytest.fixture
def facts(long: Document, monkeypatch: pytest.MonkeyPatch) -> list[Fact]:
    monkeypatch.setattr(parts, "__defaults__", (SMALL,))
    return read_document(long, BASE)


def test_parts_hold_every_line_once_and_know_where_they_stand(long: Document) -> None:
    cut = list(parts(long, SMALL))
    assert len(cut) > 2
    assert tuple(line for part in cut for line in part.lines) == long.lines
    for part in cut:
        assert part.lines == long.lines[part.lines_before : part.lines_before + len(part.lines)]
        for page, start in list(enumerate(part.page_starts, 1))[1:]:
            assert long.page_starts[page + part.pages_before - 1] == start + part.lines_before


def test_a_text_without_pages_is_cut_too(document: Callable[..., Document]) -> None:
    lines = "\n".join(f"Le partenaire numéro {n} agit." for n in range(400))
    cut = list(parts(document(lines), SMALL))
    assert len(cut) > 2
    assert {part.pages_before for part in cut} == {0}
    assert sum(len(part.lines) for part in cut) == 400


def test_a_short_document_stays_whole(long: Document) -> None:
    (only,) = parts(long)
    assert only is long


def test_each_thing_is_told_once(facts: list[Fact], long: Document) -> None:
    identities = [fact.id for fact in facts]
    assert len(identities) == len(set(identities))
    (document,) = (fact for fact in facts if isinstance(fact, DocumentFact))
    assert (document.line_count, document.page_count) == (len(long.lines), len(long.page_starts))
    (contract,) = (fact for fact in facts if isinstance(fact, ContractFact))
    assert contract.lines == (1, len(long.lines))


def test_pages_are_those_of_the_whole(facts: list[Fact], long: Document) -> None:
    pages = [fact for fact in facts if isinstance(fact, PageFact)]
    assert [page.page for page in pages] == list(range(1, len(long.page_starts) + 1))
    assert [page.lines[0] for page in pages] == list(long.page_starts)


def test_lines_are_those_of_the_whole(facts: list[Fact], long: Document) -> None:
    found = [fact for fact in facts if isinstance(fact, CommitmentFact)]
    assert len(found) > 3
    for commitment in found:
        first_words = " ".join(commitment.quote.split()[:3])
        assert first_words in " ".join(
            " ".join(long.lines[slice(commitment.lines[0] - 1, commitment.lines[1])]).split()
        )
    assert max(fact.lines[-1] for fact in facts if isinstance(fact, PartnerFact)) > 2 * len(long.lines) // 3
