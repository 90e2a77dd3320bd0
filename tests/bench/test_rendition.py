"""The same words in another format are read as well as the text: facts mapped back to its lines score as much."""

import dataclasses
import json
import sys
from pathlib import Path

import pytest

from maillage.loaders import ocr
from maillage.loaders.document import Document
from maillage.loaders.fact import CommitmentFact, DefiFact, PartnerFact, QpvFact
from maillage.loaders.read import read
from maillage.loaders.reading import read_document

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))
import make_formats
import rendition
import typeset

pytest.importorskip("typst")
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FORMATS, CONTRACTS, EXAMPLES = ROOT / "tests" / "formats", ROOT / "tests" / "contracts", ROOT / "examples"
# What a format may lose of a figure. One contract holds few things of some sorts: one more or less weighs a lot.
MARGIN, MARGIN_OF_ONE = 0.03, 0.05
MARGINS_OF_ONE = {"qpv_links": 0.08}  # measured: links to quarters are what a document without pages loses
MARGIN_OF_SCAN = 0.1

Figures = dict[str, tuple[float, float]]


def lost(found: Figures, margin: float, margins: dict[str, float] | None = None) -> Figures:
    return {name: (a, b) for name, (a, b) in found.items() if a - b > (margins or {}).get(name, margin)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    make_formats.build(folder)
    return folder


def test_the_files_are_what_their_source_makes(built: Path) -> None:
    names = [path.name for path in sorted(FORMATS.iterdir()) if path.suffix not in (".py", ".txt", ".json", "")]
    assert names == sorted((*make_formats.OFFICE, *make_formats.OTHERS))
    for name in names:
        if name != "page-scannee.pdf":
            mine, again = read(FORMATS / name), read(built / name)
            assert dataclasses.replace(mine, sha256="") == dataclasses.replace(again, sha256="")


@pytest.mark.parametrize("name", make_formats.OFFICE)
def test_office_documents_and_pages_of_the_web(name: str) -> None:
    text, gold = (CONTRACTS / f"{Path(name).stem}{suffix}" for suffix in (".txt", ".json"))
    found = rendition.compared([(text, FORMATS / name)], [gold])
    assert not lost(found, MARGIN_OF_ONE, MARGINS_OF_ONE)


def test_contracts_as_pdf(tmp_path: Path) -> None:
    names = [Path(name).stem for name in make_formats.OFFICE]
    pairs = [(CONTRACTS / f"{name}.txt", tmp_path / f"{name}.pdf") for name in names]
    for text, target in pairs:
        typeset.typeset(text, target)
    assert not lost(rendition.compared(pairs, [text.with_suffix(".json") for text, _ in pairs]), MARGIN)


@pytest.mark.parametrize("name", ["fiches-actions.xlsx", "fiches-actions.csv"])
def test_rows_of_a_table_of_actions(name: str) -> None:
    facts = read_document(read(FORMATS / name), "https://example.org/")
    called = {f.id: f.name for f in facts if isinstance(f, PartnerFact | QpvFact)}
    called |= {f.id: f.label for f in facts if isinstance(f, DefiFact)}
    found = []
    for f in sorted((f for f in facts if isinstance(f, CommitmentFact)), key=lambda f: f.lines):
        links = {kind: [called.get(i, i) for i in getattr(f, kind)] for kind in ("partners", "defis", "qpvs")}
        others = {kind: getattr(f, kind) for kind in ("deadline", "amount", "has_indicators")}
        found.append({"quote": f.quote, **links, **others})
    assert found == json.loads((FORMATS / "fiches-actions.json").read_text("utf-8"))["expected"]


@pytest.mark.skipif(not ocr.is_installed(), reason="ocrmypdf and tesseract-ocr-fra are not installed")
def test_a_scanned_page() -> None:
    text, gold = FORMATS / "page-scannee.txt", FORMATS / "page-scannee.json"
    assert not lost(rendition.compared([(text, FORMATS / "page-scannee.pdf")], [gold]), MARGIN_OF_SCAN, {})


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared documents are not beside this repository")
def test_pdfs_of_the_shared_texts() -> None:
    assert not lost(rendition.of_the_corpus(SHARED), rendition.WITHIN, {})


def document(*lines: str) -> Document:
    return Document("x", "0" * 64, "text", lines, (1,))


def test_a_passage_that_moved_is_found_by_its_words() -> None:
    one, other = "La commune ouvre un atelier de réparation de vélos.", "Le bailleur remet en état toutes les caves."
    both = rendition.Rendition(document(one, "", other), document(other, "12", one))
    assert both._passage(1, 1, other) == (3, 3) and both._passage(1, 3, one) == (1, 3)


def test_what_only_the_rendition_says_has_no_line() -> None:
    both = rendition.Rendition(document("La commune ouvre un atelier de vélos."), document("Contrat de ville", "12"))
    assert both._passage(1, 2, "") is None


def test_the_typesetter_prints_every_word(tmp_path: Path) -> None:
    text = EXAMPLES / "pays-de-vrelle.txt"
    typeset.typeset(text, tmp_path / "vrelle.pdf")
    both = rendition.Rendition(read(tmp_path / "vrelle.pdf"), read(text))
    lost_letters = sum(place is None for place in both._place)
    assert lost_letters <= 0.03 * len(both._place)
