"""CSV: lines keep their numbers, whatever parts the cells and whatever the encoding."""

import csv
import io
from pathlib import Path

import pytest

from maillage.loaders.read import read
from maillage.loaders.read_errors import DamagedError, ReadError
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, commitments, told

BASE = "https://example.org/"


def written(rows: list[tuple[str, ...]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_of_actions_gives_one_commitment_a_row(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(written([(PROSE,), HEADS, *ROWS], delimiter).encode(encoding))
    facts = read_document(read(path), BASE)
    assert told(facts) == EXPECTED
    assert [c.lines for c in commitments(facts)] == [(3, 3), (4, 4), (5, 5)]


def test_a_cell_over_several_lines_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_text('Action;Pilote\n"Ouvrir un lieu\npour les habitants";"Ville de\nCorbelle"\n;\nreste;"l""autre"\n')
    document = read(path)
    assert document.lines == (
        "Action | Pilote", "Ouvrir un lieu", "pour les habitants | Ville de", "Corbelle", "", "reste | l\"autre",
    )  # fmt: skip
    assert [(c.text, c.first, c.last) for c in document.cells if c.row == 1] == [
        ("Ouvrir un lieu\npour les habitants", 2, 3), ("Ville de\nCorbelle", 3, 4),
    ]  # fmt: skip
    (found,) = commitments(read_document(document, BASE))
    assert (found.lines, found.quote) == ((2, 4), "Ouvrir un lieu pour les habitants")


def test_a_quote_that_is_never_closed_says_so(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_text('Action;Pilote\n"Ouvrir;CAF\n' + "Tenir le lieu;CAF\n" * 1000)
    with pytest.raises(DamagedError, match="line 2"):
        read(path)


@pytest.mark.parametrize("data", [b"", b";;;\n;;\n", bytes(range(256)) * 9, b"1;2\n3;4\n"])
def test_files_that_hold_nothing_to_read_say_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(data)
    with pytest.raises(ReadError):
        read(path)
