"""A folder of bad files: each is told in exactly one line that names it, says why it is not read, and what to do."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FORMATS = Path(__file__).parents[1] / "formats"
EXAMPLES = Path(__file__).parents[2] / "examples"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
WHOLE = {
    ".pdf": EXAMPLES / "bassin-de-lourmelle.pdf",
    ".docx": FORMATS / "metropole-de-sauvignac.docx",
    ".odt": FORMATS / "communaute-urbaine-vallonne.odt",
    ".xlsx": FORMATS / "fiches-actions.xlsx",
}
MAIN = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/workbook.xml"}
ALL = (".txt", ".html", ".md", ".csv", ".ods", ".png", *WHOLE)


def repacked(data: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, part if member == name else source.read(member))
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """An ODF document whose manifest says that it is encrypted."""
    return repacked(data, "META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>")


def bad() -> Iterator[tuple[str, bytes, str]]:
    """Name of a file, what it holds, and a word of its cause."""
    for suffix in ALL:
        yield f"vide{suffix}", b"", "empty"
        yield f"blanc{suffix}", b" \n\t\n", "empty"
        if suffix not in (".txt", ".md", ".html", ".csv"):
            yield f"bruit{suffix}", bytes(range(256)) * 8, "format"
    for suffix, path in WHOLE.items():
        data = path.read_bytes()
        yield f"coupe{suffix}", data[: len(data) // 2], "cut short"
        if suffix in MAIN:
            yield f"casse{suffix}", repacked(data, MAIN[suffix], b"<w:document><w:body>"), "no well-formed XML"
            yield f"bombe{suffix}", repacked(data, MAIN[suffix], bytes(70_000_000)), "over 60 MB"
    yield "chiffre.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"
    yield "chiffre.odt", locked(WHOLE[".odt"].read_bytes()), "password"
    yield "ancien.doc", OLE + "WordDocument".encode("utf-16-le"), "DOC"
    yield (
        "anglais.txt",
        b"The town will open a desk for the people of the district and the council pays for it. " * 9,
        "French",
    )
    yield "chiffres.csv", b"1;2;3\n4;5;6\n", "word"
    yield (
        "archive.docx",
        repacked(WHOLE[".docx"].read_bytes(), "", b"").replace(b"word/document", b"word/documenx"),
        "ZIP",
    )


BAD = list(bad())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the command says of a folder of bad files and a good one."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("documents")
    for name, data, _ in BAD:
        (folder / name).write_bytes(data)
    names = {name: folder / name for name, _, _ in BAD}
    command = [sys.executable, "-m", "maillage.api.cli", "read", *map(str, names.values())]
    done = subprocess.run(
        command, env={"MAILLAGE_HOME": str(home), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    return done.stderr.splitlines()


@pytest.mark.parametrize(("name", "cause"), [(name, cause) for name, _, cause in BAD])
def test_one_line_that_names_it_and_says_why_and_what_to_do(told: list[str], name: str, cause: str) -> None:
    lines = [line for line in told if name in line]
    assert len(lines) == 1, lines
    why, _, remedy = lines[0].partition("; ")
    assert cause in why and remedy, lines[0]


def test_nothing_else_is_said_but_the_sum(told: list[str]) -> None:
    assert len(told) == len(BAD) + 1 and f"{len(BAD)} not read" in told[-1]
