"""Any bytes, under any name: each reader gives a Document, or one clear line that says why not."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from maillage.loaders import package
from maillage.loaders.document import Document
from maillage.loaders.read import KNOWN, read
from maillage.loaders.read_errors import (
    DamagedError,
    EncryptedError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
)
from maillage.loaders.reading import read_document

SUFFIXES = sorted(KNOWN)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
PIECES = [
    b"<table><tr><td rowspan=3>", b"</td>", b"<li>", b"<details><summary>", b"</ul>", b"<h2>",
    b"| a | b |\n|---|---|\n", b"# ", b"* x\n  1. y\n", b"---\n", b"> ", b"```\n", b";", b'"', b"\t", b"\n", b"\r",
    b"\0", b"&#0;", b"\xff", "é".encode(), b"Action;Pilote\n", b"Le texte des habitants ", b"<!--", b"<p>", b"     ",
    b"[a]: b\n", b"<button aria-expanded>",
]  # fmt: skip


def office(kind: str) -> bytes:
    made = io.BytesIO()
    if kind == "docx":
        document = docx.Document()
        document.add_heading("Le contrat", 1)
        document.add_table(2, 2).cell(0, 0).text = "Action"
        document.save(made)
    else:
        book = openpyxl.Workbook()
        book.active.append(("Action", "Pilote", 3, True))
        book.save(made)
    return made.getvalue()


OFFICE = {kind: office(kind) for kind in ("docx", "xlsx")}
MAIN = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


def repacked(data: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.namelist():
            target.writestr(member, part if member == name else source.read(member))
    return made.getvalue()


def taken(folder: Path, data: bytes, suffix: str) -> Document | ReadError:
    path = folder / f"contrat{suffix}"
    path.write_bytes(data)
    try:
        document = read(path)
    except ReadError as error:
        assert "\n" not in str(error) and error.cause and error.remedy
        return error
    _check(document)
    return document


def _check(document: Document) -> None:
    assert document.page_starts[0] == 1 and list(document.page_starts) == sorted(document.page_starts)
    assert document.page_starts[-1] <= len(document.lines)
    assert all("\n" not in line for line in document.lines)
    for column in (document.levels, document.begins):
        assert column is None or len(column) == len(document.lines)
    assert all(1 <= cell.first <= cell.last <= len(document.lines) for cell in document.cells)
    assert read_document(document, "https://example.org/") == read_document(document, "https://example.org/")


RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@RELAXED
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    taken(tmp_path, data, suffix)


@RELAXED
@example(pieces=[b'"', b"[a]: b\n", b"\t"], suffix=".csv")  # a quote left open ends with the file
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from([".html", ".md", ".csv", ".tsv", ".txt"]))
def test_any_pieces_of_markup(tmp_path: Path, pieces: list[bytes], suffix: str) -> None:
    taken(tmp_path, b"".join(pieces), suffix)


@RELAXED
@given(st.sampled_from(sorted(OFFICE)), st.integers(0, 40_000), st.binary(min_size=1, max_size=9))
def test_any_bytes_inside_an_office_document(tmp_path: Path, kind: str, at: int, data: bytes) -> None:
    whole = OFFICE[kind]
    at %= len(whole)
    taken(tmp_path, whole[:at] + data + whole[at + len(data) :], f".{kind}")


@RELAXED
@given(st.sampled_from(sorted(OFFICE)), st.data())
def test_any_order_of_elements(tmp_path: Path, kind: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(OFFICE[kind])) as source:
        part = source.read(MAIN[kind])
    cut = data.draw(st.integers(0, len(part)))
    tags = [
        b"</w:tc>",
        b"<w:tr>",
        b"<w:tbl/>",
        b"<w:p><w:r><w:t>x</w:t></w:r></w:p>",
        b"<c/>",
        b'<c r="ZZZ9999999"/>',
        b"&x;",
    ]
    inserted = b"".join(data.draw(st.lists(st.sampled_from(tags), max_size=4)))
    taken(tmp_path, repacked(OFFICE[kind], MAIN[kind], part[:cut] + inserted + part[cut:]), f".{kind}")


@pytest.mark.parametrize("kind", sorted(OFFICE))
def test_a_file_of_the_wrong_name_is_read_all_the_same(tmp_path: Path, kind: str) -> None:
    found = taken(tmp_path, OFFICE[kind], ".pdf")
    assert isinstance(found, Document) and found.format == kind


@pytest.mark.parametrize("kind", sorted(OFFICE))
def test_a_bomb_is_not_inflated(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LIMIT_PART", 10_000)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
        zipfile.ZipFile(io.BytesIO(OFFICE[kind])) as source,
    ):
        for name in source.namelist():
            target.writestr(name, bytes(5_000_000) if name == MAIN[kind] else source.read(name))
    assert isinstance(taken(tmp_path, made.getvalue(), f".{kind}"), TooLargeError)


def test_a_part_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = b"<w:sdt>" * 100_000
    part = b'<w:document xmlns:w="x"><w:body>' + deep + b"</w:sdt>" * 100_000 + b"</w:body></w:document>"
    assert isinstance(taken(tmp_path, repacked(OFFICE["docx"], MAIN["docx"], part), ".docx"), DamagedError)


@pytest.mark.parametrize(
    ("data", "error", "cause", "remedy"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "password", "without the password"),
        (OLE + "WordDocument".encode("utf-16-le"), UnknownFormatError, "an old DOC", "save it as DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), UnknownFormatError, "an old XLS", "save it as XLSX"),
        (OLE, UnknownFormatError, "an old office document", "save it as"),
        (b"{\\rtf1 Le contrat}", UnknownFormatError, "RTF", "save it as DOCX"),
    ],
)
def test_old_and_encrypted_files_say_what_to_do(
    tmp_path: Path, data: bytes, error: type[ReadError], cause: str, remedy: str
) -> None:
    found = taken(tmp_path, data, ".doc")
    assert type(found) is error and cause in found.cause and remedy in found.remedy


def test_macros_are_refused(tmp_path: Path) -> None:
    made = io.BytesIO(OFFICE["docx"])
    with zipfile.ZipFile(made, "a") as target:
        target.writestr("word/vbaProject.bin", b"x")
    found = taken(tmp_path, made.getvalue(), ".docm")
    assert isinstance(found, UnknownFormatError) and "macros" in found.cause


def test_an_archive_is_no_document(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("contrat.txt", "Le contrat")
    found = taken(tmp_path, made.getvalue(), ".zip")
    assert isinstance(found, UnknownFormatError) and "ZIP" in found.cause
