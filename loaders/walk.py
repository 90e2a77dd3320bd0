"""Walk: paths as given → the files to read, each with the name its facts will carry."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from maillage.loaders.read import KNOWN
from maillage.loaders.read_errors import NameTakenError, NothingKnownError, ReadError, UnreachableError

ABOUT = ("readme", "lisez-moi", "lisezmoi", "license", "licence")  # files that speak of a folder: read when named only


@dataclass(slots=True)
class Walk:
    """What was found under the paths: files to read, files left aside, and paths that lead nowhere."""

    files: list[tuple[str, Path]] = field(default_factory=list)  # (name relative to the folder given, path)
    ignored: list[Path] = field(default_factory=list)
    failures: list[ReadError] = field(default_factory=list)


def walk(paths: Iterable[Path]) -> Walk:
    """The files to read: those named, whatever they are called, and those of a known format in folders, sorted.
    Files that speak of their folder (README) are left aside there.

    Hidden files and folders are skipped; a file reached twice is read once.
    """
    found = Walk()
    seen: set[Path] = set()
    for path in paths:
        try:
            _take(path, found, seen)
        except ReadError as error:
            found.failures.append(error)
    return found


def _take(path: Path, found: Walk, seen: set[Path]) -> None:
    if not path.exists():
        raise UnreachableError(path, "there is no such file or folder", "check the path")
    if not path.is_dir():
        _add(path.name, path, found, seen)
        return
    files = list(_files_under(path))
    known = [file for file in files if file.suffix.lower() in KNOWN and file.stem.lower() not in ABOUT]
    found.ignored += [file for file in files if file not in known]
    if not known:
        formats = ", ".join(KNOWN)
        raise NothingKnownError(path, f"the folder holds no file of a known format ({formats})", "give another folder")
    for file in known:
        _add(file.relative_to(path).as_posix(), file, found, seen)


def _add(name: str, path: Path, found: Walk, seen: set[Path]) -> None:
    real = path.resolve()
    if real in seen:
        return
    if Path(name) in seen:
        # One would take the other's place: documents go by their names.
        error = NameTakenError(path, f"another file read with it is called {name} too", "read the folder above both")
        found.failures.append(error)
        return
    seen |= {real, Path(name)}
    found.files.append((name, path))


def _files_under(folder: Path) -> Iterator[Path]:
    """Every file that is not hidden, sorted by path; links to folders are not followed, they may turn in circles.

    Raises:
        UnreachableError: a folder may not be listed.
    """

    def refuse(error: OSError) -> None:
        raise UnreachableError(
            Path(error.filename), "the folder cannot be listed", "give yourself the right to"
        ) from error

    for top, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(top) / name for name in sorted(files) if not name.startswith("."))
