"""The documents kept beside the repository, when they are there: all are read, fast, and nobody is named."""

import time
from functools import cache
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import DefiFact, Fact, IssueFact, PageFact, PartnerFact
from maillage.loaders.find.persons import NAMED, is_person
from maillage.loaders.find.signatories import find_signatories
from maillage.loaders.fold import key
from maillage.loaders.read import read
from maillage.loaders.reading import read_document
from maillage.loaders.view import view

FOLDER = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(FOLDER.glob("*.txt")) if FOLDER.is_dir() else []
MOST_SECONDS = 6.0  # for all of them; a laptop needs one

pytestmark = pytest.mark.skipif(not FILES, reason="the documents are not beside this repository")


@cache
def document(path: Path) -> Document:
    return read(path)


@cache
def facts(path: Path) -> tuple[Fact, ...]:
    return tuple(read_document(document(path), "https://example.org/"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEachDocument:
    def test_a_frame_is_found_or_its_absence_said(self, path: Path) -> None:
        items = [fact for fact in facts(path) if isinstance(fact, DefiFact)]
        assert items or any(isinstance(f, IssueFact) and f.code == "no_frame" for f in facts(path))

    def test_pages_keep_every_line(self, path: Path) -> None:
        lines = sum(fact.text.count("\n") + 1 for fact in facts(path) if isinstance(fact, PageFact))
        assert lines == len(document(path).lines)

    def test_no_line_is_lost_between_blocks(self, path: Path) -> None:
        seen = view(document(path))
        filled = {n for n, line in enumerate(seen.lines, 1) if line.strip()}
        assert {n for block in seen.blocks for n in block.numbers} == filled - seen.furniture

    def test_nobody_of_the_signatures_is_a_partner(self, path: Path) -> None:
        seen = view(document(path))
        around = {n + by for n in (s.line for s in find_signatories(seen)) for by in range(-4, 5)}
        lines = [seen.lines[n - 1] for n in around if 1 <= n <= len(seen.lines)]
        people = {key(m[0]) for line in lines for m in NAMED.finditer(line) if is_person(m[0])}
        partners = [fact for fact in facts(path) if isinstance(fact, PartnerFact)]
        names = {key(name) for p in partners for name in (p.name, *p.forms)}
        assert [name for name in names for person in people if f" {person} " in f" {name} "] == []


def test_all_are_read_in_time() -> None:
    documents = [document(path) for path in FILES]
    start = time.process_time()
    for one in documents:
        read_document(one, "https://example.org/")
    assert time.process_time() - start <= MOST_SECONDS
