"""A text longer than a part: read piece by piece, told as one document."""

from collections.abc import Callable
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.draft import Draft, Paragraph, Table, TableCell
from maillage.loaders.fact import CommitmentFact, ContractFact, DocumentFact, Fact, PageFact, PartnerFact, QpvFact
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


def sheet(*rows: tuple[str, ...]) -> Document:
    draft = Draft()
    draft.sheet("", rows)
    return draft.document("actions.csv", b"", "csv")


def test_a_table_cut_keeps_its_header_in_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"Ouvrir le guichet numéro {n} dans le quartier", "CAF", "2026") for n in range(120)]
    table = sheet(("Action", "Pilote", "Échéance"), *rows)
    assert len(list(parts(table, SMALL))) > 2
    monkeypatch.setattr(parts, "__defaults__", (SMALL,))
    found = [fact for fact in read_document(table, BASE) if isinstance(fact, CommitmentFact)]
    assert [fact.lines for fact in found] == [(n, n) for n in range(2, 122)]
    assert {(fact.deadline, fact.rule, len(fact.partners)) for fact in found} == {("2026", "table-row", 1)}


def test_a_table_of_quarters_cut_keeps_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"QN06{n:03}M", f"Bel-Air {n}", "Corbeval") for n in range(100, 200)]
    monkeypatch.setattr(parts, "__defaults__", (SMALL,))
    facts = read_document(sheet(("Code", "Quartier", "Commune"), *rows), BASE)
    assert len([fact for fact in facts if isinstance(fact, QpvFact)]) == 100


def test_no_part_begins_within_a_row() -> None:
    draft = Draft()
    text = "\n".join(f"Étape {n} du chantier de la place du marché" for n in range(4))
    cells = [[TableCell([Paragraph(text)]), TableCell([Paragraph("CAF")])] for _ in range(60)]
    draft.write([Table(cells)])
    whole = draft.document("actions.docx", b"", "docx")
    goes_on = {n for cell in whole.cells for n in range(cell.first + 1, cell.last + 1)}
    firsts = {part.lines_before + 1 for part in parts(whole, SMALL)}
    assert len(firsts) > 2 and not firsts & goes_on
