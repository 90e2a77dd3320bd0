"""The examples are what they say: fictitious, whole, rebuilt to the same text, with expected facts that hold."""

import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest

from maillage.loaders.document import Document
from maillage.loaders.read import read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NAMES = ("bassin-de-lourmelle.pdf", "pays-de-vrelle.txt", "rives-d-ense.txt")
LISTS = {"partenaires": "partenaires", "cadre": "cadre", "dispositifs": "dispositifs", "quartiers": "quartiers"}


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def document(name: str) -> Document:
    return read(EXAMPLES / name)


@pytest.fixture(scope="module")
def expected(name: str) -> dict[str, Any]:
    path = EXAMPLES / "expected" / f"{Path(name).stem}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def joined(lines: tuple[str, ...]) -> str:
    """Lines as one text; a hyphen at a line's end holds its word together."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=\w-)\n", "", "\n".join(lines)))


def pages(document: Document) -> list[str]:
    ends = (*document.page_starts[1:], len(document.lines) + 1)
    return [joined(document.lines[a - 1 : b - 1]) for a, b in zip(document.page_starts, ends, strict=True)]


def test_every_example_is_listed() -> None:
    assert sorted(p.name for p in EXAMPLES.iterdir() if p.suffix in (".pdf", ".txt")) == sorted(NAMES)


def test_it_says_that_it_is_fictitious(document: Document) -> None:
    assert "document fictif" in joined(document.lines).lower()


def test_its_extent(document: Document, expected: dict[str, Any]) -> None:
    assert 6 <= len(document.page_starts) <= 15
    assert 25 <= len(expected["engagements"]) <= 60


def test_the_pdf_is_what_its_source_makes(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    spec = importlib.util.spec_from_file_location("make_examples", EXAMPLES / "make_examples.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for built in module.build(tmp_path):
        assert read(built).lines == read(EXAMPLES / built.name).lines
    again = tmp_path / "again"
    again.mkdir()
    assert [p.read_bytes() for p in module.build(again)] == [p.read_bytes() for p in sorted(tmp_path.glob("*.pdf"))]


def test_what_is_referred_to_exists(expected: dict[str, Any]) -> None:
    ids = {kind: {item["id"] for item in expected[kind]} for kind in LISTS}
    for statement in expected["engagements"]:
        for kind in LISTS:
            assert set(statement[kind]) - {"*"} <= ids[kind], statement["id"]
    assert {item["parent"] for item in expected["cadre"]} - {None} <= ids["cadre"]


def test_surface_forms_are_in_the_text(document: Document, expected: dict[str, Any]) -> None:
    text = joined(document.lines)
    for kind in ("partenaires", "quartiers", "dispositifs"):
        for item in expected[kind]:
            assert item["formes"] and all(form in text for form in item["formes"]), item["id"]


def test_statements_stand_where_they_are_said_to(document: Document, expected: dict[str, Any]) -> None:
    texts = pages(document)
    for statement in expected["engagements"]:
        if "lignes" in statement:
            first, last = statement["lignes"]
            span = document.lines[first - 1 : last]
            assert 1 <= first <= last <= len(document.lines) and span[0].strip() and span[-1].strip(), statement["id"]
        else:
            text = texts[statement["page"] - 1]
            assert 0 <= text.find(statement["debut"]) <= text.find(statement["fin"]), statement["id"]


def test_frame_items_are_printed(document: Document, expected: dict[str, Any]) -> None:
    text = joined(document.lines)
    assert all(item["libelle"] in text for item in expected["cadre"])
