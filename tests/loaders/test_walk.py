"""Folders are walked for known formats; what is left aside is listed."""

from pathlib import Path

from maillage.loaders.read_errors import NothingKnownError, UnreachableError
from maillage.loaders.walk import walk


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("texte")


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    make(tmp_path, "b/un.txt", "a.PDF", "b/deux.text", "b/c/x.txt", ".cache/y.txt", "b/.z.txt", "notes.odp")
    found = walk([tmp_path])
    assert [name for name, _ in found.files] == ["a.PDF", "b/deux.text", "b/un.txt", "b/c/x.txt"]
    assert found.ignored == [tmp_path / "notes.odp"] and not found.failures


def test_a_named_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    make(tmp_path, "contrat")
    assert walk([tmp_path / "contrat"]).files == [("contrat", tmp_path / "contrat")]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "lien.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "boucle").symlink_to(tmp_path)
    assert walk([tmp_path, tmp_path / "a.txt"]).files == [("a.txt", tmp_path / "a.txt")]


def test_one_wrong_path_does_not_stop_the_others(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "vide/notes.odp")
    found = walk([tmp_path / "absent", tmp_path / "vide", tmp_path / "a.txt"])
    assert len(found.files) == 1
    assert [type(failure) for failure in found.failures] == [UnreachableError, NothingKnownError]


def test_what_speaks_of_a_folder_is_left_aside_unless_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About this folder.")
    (tmp_path / "contrat.txt").write_text("Le contrat de ville.")
    found = walk([tmp_path])
    assert [name for name, _ in found.files] == ["contrat.txt"] and [p.name for p in found.ignored] == ["README.md"]
    assert [name for name, _ in walk([tmp_path / "README.md"]).files] == ["README.md"]
