"""Everything that can be wrong with a file leaves as one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from maillage.loaders import read as module
from maillage.loaders.read import read
from maillage.loaders.read_errors import (
    ChangedError,
    DamagedError,
    EmptyError,
    NotFrenchError,
    ReadError,
    ScannedError,
    TooLargeError,
    UnknownFormatError,
    UnreachableError,
)

FRENCH = (
    "La commune ouvre un guichet pour les habitants du quartier et finance les séances avec ses partenaires.\n"
    "Les familles sont reçues par une équipe qui tient une permanence dans la maison de quartier.\n"
) * 5
OTHERS = {
    "english": "The town opens a desk for the people of the quarter and pays for the lessons with its partners. ",
    "spanish": "La ciudad abre una ventanilla para los vecinos del barrio y paga las clases con sus socios de la red. ",
    "german": "Die Stadt öffnet einen Schalter für die Leute des Viertels und zahlt die Kurse mit ihren Partnern. ",
    "italian": "La città apre uno sportello per gli abitanti del quartiere e paga le lezioni con i suoi partner. ",
    "catalan": "La ciutat obre una finestreta per als veïns del barri i paga les classes amb els seus socis. ",
    "dutch": "De stad opent een loket voor de bewoners van de wijk en betaalt de lessen met haar partners. ",
}


def file(folder: Path, data: bytes | str, name: str = "contrat.txt") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text(tmp_path: Path) -> None:
    document = read(file(tmp_path, FRENCH))
    assert (document.name, document.format, len(document.lines), document.page_starts) == (
        "contrat.txt",
        "text",
        10,
        (1,),
    )
    assert document.sizes is None and document.bolds is None and document.empty_pages == ()


def test_the_name_can_be_given_and_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    one, two = file(tmp_path, FRENCH), file(tmp_path, FRENCH, "copie.txt")
    assert read(one, name="dossier/contrat.txt").name == "dossier/contrat.txt"
    assert read(one).sha256 == read(two).sha256


def test_a_page_without_text_is_listed(tmp_path: Path) -> None:
    document = read(file(tmp_path, FRENCH + "\f\f" + FRENCH))
    assert len(document.page_starts) == 3 and document.empty_pages == (2,)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyError),
        (b" \n\n\t \n", EmptyError),
        (b"12 34 ... 56\n", EmptyError),
        (bytes(range(256)) * 10, UnknownFormatError),
        (b"PK\x03\x04" + b"word/document.xml" * 9, DamagedError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, UnknownFormatError),
        (b"\x89PNG\r\n\x1a\n" * 9, ScannedError),
        (b"%PDF-1.7\n1 0 obj\n<<", DamagedError),
        *[(text.encode() * 20, NotFrenchError) for text in OTHERS.values()],
    ],
)
def test_wrong_content(tmp_path: Path, data: bytes, error: type[ReadError]) -> None:
    path = file(tmp_path, data)
    with pytest.raises(error) as caught:
        read(path)
    line = str(caught.value)
    assert line == f"{path}: {caught.value.cause}; {caught.value.remedy}" and "\n" not in line


def test_content_counts_and_not_the_name(tmp_path: Path) -> None:
    assert read(file(tmp_path, FRENCH, "contrat.pdf")).format == "text"
    assert read(file(tmp_path, "\ufeff\n<!DOCTYPE html><p>Bonjour", "contrat.txt")).format == "html"
    with pytest.raises(DamagedError):
        read(file(tmp_path, b"PK\x03\x04" + b"mot" * 99, "contrat.txt"))


def test_a_few_words_tell_no_language(tmp_path: Path) -> None:
    assert read(file(tmp_path, "Contrat de ville\nDocument fictif\n")).lines[1] == "Document fictif"


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.txt", tmp_path, tmp_path / "absent" / "contrat.txt"):
        with pytest.raises(UnreachableError):
            read(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "tuyau.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreachableError):
        read(pipe)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = file(tmp_path, FRENCH)
    path.chmod(0)
    with pytest.raises(UnreachableError):
        read(path)


def test_over_the_limit(tmp_path: Path) -> None:
    path = file(tmp_path, FRENCH)
    with pytest.raises(TooLargeError, match="over the limit"):
        read(path, limit_bytes=len(FRENCH) - 1)


def test_a_file_that_grows_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = file(tmp_path, FRENCH)
    read_bytes = Path.read_bytes

    def slow(self: Path) -> bytes:
        data = read_bytes(self)
        self.write_bytes(data + b"encore")
        return data

    monkeypatch.setattr(Path, "read_bytes", slow)
    with pytest.raises(ChangedError):
        read(path)


def test_a_failing_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(UnreachableError, match="Input/output error"):
        read(file(tmp_path, FRENCH))


def test_50_mb_within_1_gb(tmp_path: Path) -> None:
    line = FRENCH.splitlines()[0].replace("'", "’") + " L’été.\n"
    path = file(tmp_path, line * (50_000_000 // len(line.encode())))
    # The largest size of the child itself: what getrusage tells starts, on Linux, with the size of who forked it.
    code = (
        f"import resource, sys, pathlib; from {module.__name__} import read; read(pathlib.Path(sys.argv[1])); "
        "status = pathlib.Path('/proc/self/status'); "
        "lines = status.read_text().splitlines() if status.exists() else []; "
        "own = [int(line.split()[1]) for line in lines if line.startswith('VmHWM')]; "
        "print(own[0] if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)
    peak = int(done.stdout) * (1 if sys.platform == "darwin" else 1024)  # kilobytes on Linux, bytes on macOS
    assert peak < 600_000_000
