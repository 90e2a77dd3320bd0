"""Reading into a folder of facts: each file on its own, former readings replaced, what is missing said."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from maillage.loaders import ReadReport, documents, read_documents
from maillage.loaders.document import Document
from maillage.loaders.fact import DocumentFact, read_facts
from maillage.loaders.processes import can_fork

BASE = "https://exemple.org/id/"
CONTRACT = """Contrat de ville 2024-2030 de la Communauté d’agglomération du Val Clair

Les partenaires s’engagent à ouvrir une permanence dans la maison de quartier pour les familles.
La région accompagne les habitants du quartier vers la formation et vers un emploi.
Le département finance, avec la commune, les séances qui sont proposées aux jeunes.
"""


def write(folder: Path, name: str, text: str = CONTRACT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "maison" / "facts"


def read(facts: Path, *paths: Path) -> ReadReport:
    return read_documents(paths, base=BASE, facts_dir=facts)


def test_one_file_of_facts_for_each_document(tmp_path: Path, facts: Path) -> None:
    folder = tmp_path / "dossier"
    write(folder, "a.txt")
    write(folder, "b/c.txt", CONTRACT + "Et ainsi de suite.\n")
    report = read(facts, folder)
    assert [d.document for d in report.read] == ["a.txt", "b/c.txt"] and not report.failures
    assert {p.name for p in facts.iterdir()} == {f"{d.sha256[:16]}.jsonl" for d in report.read}
    first = next(read_facts(facts / f"{report.read[0].sha256[:16]}.jsonl"))
    assert first == report.read[0] and isinstance(first, DocumentFact) and first.id.startswith(BASE)


def test_what_a_contract_lacks_is_said(tmp_path: Path, facts: Path) -> None:
    warnings = read(facts, write(tmp_path, "a.txt", CONTRACT + "\f\fSuite.\n")).warnings
    assert any("no signatory" in w for w in warnings) and any("1 page(s) could not be read (2)" in w for w in warnings)


def test_other_files_are_still_read(tmp_path: Path, facts: Path) -> None:
    write(tmp_path, "vide.txt", "")
    write(tmp_path, "bon.txt")
    write(tmp_path, "notes.docx")
    report = read(facts, tmp_path, tmp_path / "absent.pdf")
    assert [d.document for d in report.read] == ["bon.txt"]
    assert {f.path.name for f in report.failures} == {"vide.txt", "absent.pdf"}
    assert all(f.cause and f.remedy for f in report.failures)
    assert any("notes.docx" in w for w in report.warnings)


def test_nothing_read_writes_nothing(tmp_path: Path, facts: Path) -> None:
    report = read(facts, write(tmp_path, "vide.txt", ""))
    assert not report.read and not facts.parent.exists()


def test_reading_again_replaces_the_facts(tmp_path: Path, facts: Path) -> None:
    path = write(tmp_path, "a.txt")
    read(facts, path)
    before = {p.name: p.read_bytes() for p in facts.iterdir()}
    report = read(facts, path)
    assert {p.name: p.read_bytes() for p in facts.iterdir()} == before
    assert not any("changed" in w for w in report.warnings)


def test_other_content_under_the_same_name_takes_its_place(tmp_path: Path, facts: Path) -> None:
    read(facts, write(tmp_path, "a.txt"))
    report = read(facts, write(tmp_path, "a.txt", CONTRACT + "Et la suite.\n"))
    assert [p.stem for p in facts.iterdir()] == [report.read[0].sha256[:16]]
    assert any("a.txt: its content has changed" in w for w in report.warnings)


def test_another_name_for_the_same_content_is_said(tmp_path: Path, facts: Path) -> None:
    read(facts, write(tmp_path, "a.txt"))
    report = read(facts, write(tmp_path, "b.txt"))
    assert len(list(facts.iterdir())) == 1 and any("read before under the name a.txt" in w for w in report.warnings)


def test_the_same_content_twice_is_read_once(tmp_path: Path, facts: Path) -> None:
    folder = tmp_path / "dossier"
    one, two = write(folder, "a.txt"), write(folder, "b.txt")
    report = read(facts, folder)
    assert [d.document for d in report.read] == ["a.txt"] and len(list(facts.iterdir())) == 1
    assert any(str(two) in w and one.name in w for w in report.warnings)


def test_two_files_of_one_name_are_not_mixed(tmp_path: Path, facts: Path) -> None:
    one, two = write(tmp_path, "un/a.txt"), write(tmp_path, "deux/a.txt", CONTRACT + "Autre.\n")
    report = read(facts, one, two)
    assert len(report.read) == 1 and [f.path for f in report.failures] == [two]


def test_a_fault_of_ours_costs_one_document(tmp_path: Path, facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = documents.read_document

    def fail(document: Document, *rest: object) -> object:
        if document.name == "a.txt":
            raise ValueError("two\nlines")
        return inner(document, BASE)

    monkeypatch.setattr(documents, "read_document", fail)
    one, two = write(tmp_path, "a.txt"), write(tmp_path, "b.txt", CONTRACT + "Et la suite.\n")
    report = read(facts, one, two)
    assert [d.document for d in report.read] == ["b.txt"]
    assert "ValueError: two lines, test_documents.py" in report.failures[0].cause


def test_facts_of_another_version_are_left_alone(tmp_path: Path, facts: Path) -> None:
    facts.mkdir(parents=True)
    (facts / "0.jsonl").write_text('{"fact":"unknown"}\n')
    (facts / "1.jsonl").write_text("")
    read(facts, write(tmp_path, "a.txt"))
    assert len(list(facts.iterdir())) == 3


def test_progress_and_leftovers(tmp_path: Path, facts: Path) -> None:
    folder = tmp_path / "dossier"
    write(folder, "a.txt")
    write(folder, "b.txt", "")
    seen: list[tuple[int, int, str]] = []
    read_documents([folder], base=BASE, facts_dir=facts, progress=lambda *step: seen.append(step))
    assert seen == [(1, 2, "a.txt"), (2, 2, "b.txt")]
    assert all(p.suffix == ".jsonl" for p in facts.iterdir())


@pytest.mark.skipif(not can_fork(), reason="processes are not copied here")
def test_side_by_side_or_not_the_facts_are_the_same(
    tmp_path: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dossier"
    for number in range(4):
        write(folder, f"{number}.txt", CONTRACT + f"Séance {number} pour les familles du quartier.\n" * (4 - number))
    write(folder, "vide.txt", "")
    alone = read(facts, folder)
    written = {p.name: p.read_bytes() for p in facts.iterdir()}
    monkeypatch.setattr(documents, "BESIDE_BYTES", 0)
    monkeypatch.setattr(documents, "can_fork", lambda: True)  # threads of other tests are idle: no lock is theirs
    together = read(facts.parent / "other", folder)
    assert (together.read, together.failures, together.warnings) == (alone.read, alone.failures, alone.warnings)
    assert {p.name: p.read_bytes() for p in (facts.parent / "other").iterdir()} == written


@pytest.mark.skipif(not can_fork(), reason="processes are not copied here")
def test_a_process_that_is_ended_costs_one_document(
    tmp_path: Path, facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, mine = documents.read_document, os.getpid()

    def die(document: Document, *rest: object) -> object:
        if document.name == "1.txt" and os.getpid() != mine:
            os._exit(9)
        return inner(document, BASE)

    monkeypatch.setattr(documents, "read_document", die)
    monkeypatch.setattr(documents, "BESIDE_BYTES", 0)
    monkeypatch.setattr(documents, "can_fork", lambda: True)  # threads of other tests are idle: no lock is theirs
    for number in range(3):
        write(tmp_path, f"{number}.txt", CONTRACT + f"Séance {number} pour les familles.\n")
    report = read(facts, tmp_path)
    assert [d.document for d in report.read] == ["0.txt", "2.txt"]
    assert [f.path.name for f in report.failures] == ["1.txt"] and "ended the process" in report.failures[0].cause


def test_no_process_is_copied_beside_threads() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        stop.set()
        thread.join()


def test_importing_the_package_loads_no_finder() -> None:
    code = (
        "import sys, maillage.loaders.fact; sys.exit(any(m.startswith('maillage.loaders.find') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
