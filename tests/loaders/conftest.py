"""Documents made of invented text: each string is a document, its pages parted by a line that holds "\\f" only."""

import hashlib
from collections.abc import Callable

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import Fact
from maillage.loaders.find.frame import find_frame
from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import find_places
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.sections import contexts
from maillage.loaders.reading import read_document
from maillage.loaders.view import View, view

BASE = "https://example.org/"


def document_of(text: str, name: str = "essai.txt") -> Document:
    lines, starts = [], [1]
    for line in text.strip("\n").split("\n"):
        if line == "\f":
            starts.append(len(lines) + 1)
        else:
            lines.append(line)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, digest, "text", tuple(lines), tuple(starts))


@pytest.fixture
def document() -> Callable[..., Document]:
    return document_of


@pytest.fixture
def look() -> Callable[[str], View]:
    """The view of a text."""
    return lambda text: view(document_of(text))


@pytest.fixture
def read() -> Callable[..., list[Fact]]:
    """The facts of a text."""
    return lambda text, name="essai.txt": read_document(document_of(text, name), BASE)


@pytest.fixture
def under() -> Callable[[str], dict[str, Context]]:
    """The context of each block of a text, by the block's text."""

    def contexts_of(text: str) -> dict[str, Context]:
        seen = view(document_of(text))
        partners = Partners(seen, find_places(seen))
        found = contexts(seen, find_frame(seen), partners, lambda said, _: ["quartier"] if "Tilleuls" in said else [])
        return {block.text: context for block, context in zip(seen.blocks, found, strict=True)}

    return contexts_of
