"""Whatever a document says, and in whatever format: no line is lost, none is invented, and twice is the same."""

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, DefiFact, Fact, PageFact
from maillage.loaders.read import KNOWN, read
from maillage.loaders.read_errors import ReadError
from maillage.loaders.reading import read_document
from maillage.loaders.repair import repair
from maillage.loaders.view import view

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import office
import typeset

BASE = "https://example.org/"
FORMATS = Path(__file__).parents[1] / "formats"
RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SLOW = settings(RELAXED, max_examples=8)
WORDS = (
    "la commune", "ouvre un atelier", "pour les habitants", "du quartier", "et finance", "les séances", "avec la CAF",
    "l'emploi", "Défi 2", "s'engage à", "dans le cadre", "des actions", "porte-à-porte", "œuvre", "2026", "45 k€",
    "la santé", "Article 3", "est", "qui", "Les Tilleuls",
)  # fmt: skip
SENTENCE = "La commune ouvre un guichet pour les habitants du quartier et finance les séances avec ses partenaires."
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
any_line = st.one_of(
    words,
    words.map(lambda text: f"• {text}"),
    words.map(str.upper),
    st.sampled_from(["", " ", "-", "o", "12", "1.", "DÉFI 1", "\f", " •", "õ®¨", "inter-", "A B C D E", "�� �"]),
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=("Cs",)), max_size=30),
)
groups = st.builds(
    typeset.Group,
    st.sampled_from(["h1", "h2", "h3", "t", "p", "b"]),
    st.lists(words, min_size=1, max_size=4).map(tuple),
)


def bare(lines: Sequence[str]) -> str:
    """Letters and digits only: bullets, hyphens and white space are the format's."""
    return re.sub(r"[\W_]", "", "".join(lines)).lower()


def check_every_line(document: Document) -> None:
    """Lines, repaired lines, blocks and pages hold the same lines."""
    seen = view(document)
    assert len(repair(document).lines) == len(document.lines) == len(seen.lines)
    filled = {n for n, line in enumerate(seen.lines, 1) if line.strip()}
    in_blocks = [n for block in seen.blocks for n in block.numbers]
    assert len(in_blocks) == len(set(in_blocks)) and set(in_blocks) == filled - seen.furniture
    facts = read_document(document, BASE)
    assert sum(f.text.count("\n") + 1 for f in facts if isinstance(f, PageFact)) == len(document.lines)
    assert all(1 <= n <= len(document.lines) for fact in facts for n in lines_of(fact))
    assert facts == read_document(document, BASE)


def lines_of(fact: Fact) -> tuple[int, ...]:
    return fact.lines if isinstance(fact, CommitmentFact | DefiFact) else ()


@RELAXED
@given(st.lists(any_line, max_size=60))
def test_any_lines_of_a_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    check_every_line(Document("x.txt", "0" * 64, "text", tuple(text.split("\n")), (1,)))


@RELAXED
@given(st.lists(any_line, max_size=40), st.data())
def test_any_pages_and_hints(lines: list[str], data: st.DataObject) -> None:
    lines = lines or [""]
    many = len(lines)
    hints = st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=many, max_size=many).map(tuple)
    begins = st.lists(st.sampled_from([True, False, None]), min_size=many, max_size=many).map(tuple)
    starts = sorted(data.draw(st.sets(st.integers(1, many), max_size=4)) | {1})
    furniture = tuple(sorted(data.draw(st.sets(st.integers(1, many), max_size=5))))
    document = Document(
        "x.pdf", "0" * 64, "pdf", tuple(lines), tuple(starts), levels=data.draw(hints),
        begins=data.draw(st.none() | begins), furniture=furniture,
    )  # fmt: skip
    check_every_line(document)


def written(folder: Path, name: str, data: bytes) -> Document:
    path = folder / name
    path.write_bytes(data)
    document = read(path)
    assert document == read(path)
    return document


@pytest.mark.parametrize("write", [office.docx, office.odt, office.html], ids=lambda write: write.__name__)
@RELAXED
@given(found=st.lists(groups, min_size=1, max_size=12))
def test_office_documents_say_what_was_written(
    tmp_path: Path, write: Callable[[Sequence[typeset.Group]], bytes], found: list[typeset.Group]
) -> None:
    found = [*found, typeset.Group("p", (SENTENCE,))]
    document = written(tmp_path, f"contrat.{write.__name__}", write(found))
    assert bare(document.lines) == bare([line for group in found for line in group.lines])
    check_every_line(document)


@SLOW
@given(found=st.lists(groups, min_size=1, max_size=12), flow=st.booleans())
def test_a_pdf_says_what_was_printed(tmp_path: Path, found: list[typeset.Group], flow: bool) -> None:
    typst = pytest.importorskip("typst")
    found = [*found, typeset.Group("p", (SENTENCE,))]
    made = typst.compile(typeset.source([found], flow=flow).encode(), ignore_system_fonts=True)
    document = written(tmp_path, "contrat.pdf", bytes(made))
    printed = sorted(bare([line for group in found for line in group.lines]))
    at_edges = set(document.furniture) | {n for n, line in enumerate(document.lines, 1) if line == "Contrat de ville"}
    said = sorted(bare([line for n, line in enumerate(document.lines, 1) if n not in at_edges]))
    missing = list(printed)
    for letter in said:
        if letter in missing:
            missing.remove(letter)
    assert not missing  # the page's own head and number are more
    check_every_line(document)


@pytest.mark.parametrize(
    "name", sorted(p.name for p in FORMATS.iterdir() if p.suffix in KNOWN and p.stem != "page-scannee")
)
@SLOW
@given(at=st.integers(0, 50_000), data=st.binary(min_size=1, max_size=12), cut=st.booleans())
def test_real_files_with_any_bytes_in_them(tmp_path: Path, name: str, at: int, data: bytes, cut: bool) -> None:
    whole = (FORMATS / name).read_bytes()
    at %= len(whole)
    path = tmp_path / name
    path.write_bytes(whole[:at] + data + (b"" if cut else whole[at + len(data) :]))
    try:
        document = read(path)
    except ReadError as error:
        assert "\n" not in str(error) and name in str(error) and error.cause and error.remedy
        return
    assert document == read(path)
    check_every_line(document)
