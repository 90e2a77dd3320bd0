"""Documents: paths → files of facts, one a document, and a report of what was read and what was not.

Each file is read on its own: one that is wrong stops none of the others. Reading a document again replaces its facts; a
document of the same name with other content takes the place of the former one.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from maillage.loaders.document import Document
from maillage.loaders.fact import DocumentFact, FactError, IssueFact, read_facts, write_facts
from maillage.loaders.find.qpv_reference import load_reference
from maillage.loaders.processes import can_fork, side_by_side
from maillage.loaders.read import LIMIT_BYTES, read
from maillage.loaders.read_errors import FaultError, LostError, ReadError
from maillage.loaders.reading import Reference, read_document
from maillage.loaders.walk import Walk, walk

# Called with how many files are done, how many there are, and the name of the one just done.
Progress = Callable[[int, int, str], None]

HASH_SHOWN = 16  # hexadecimal digits of a document's hash that name its file of facts
BESIDE_BYTES = 50_000  # beside the largest file, from which a second process pays: 0.1 s of reading, 0.02 s to start
PAGES_SHOWN = 12  # numbers in a warning; more are counted
FILES_SHOWN = 5  # names in a warning; more are counted

# What a contract must have to be complete, by the code of the issue that says it has not.
_INCOMPLETE = {
    "no_frame": "no défi, axe or orientation was found in it",
    "no_signatory": "no signatory was found in it",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, why, and what to do about it."""

    path: Path
    cause: str
    remedy: str


@dataclass(slots=True)
class ReadReport:
    """What became of the files: the documents read, in the order given, the failures, and what deserves a look."""

    read: list[DocumentFact] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, and where its facts wait until they take their place."""

    name: str
    path: Path
    part: Path


@dataclass(frozen=True, slots=True)
class Reading:
    """What a job gave: the document, and the codes of the issues met."""

    document: DocumentFact
    issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one file after the other, with the same choices for all."""

    base: str
    reference: Reference | None
    limit_bytes: int

    def warm(self) -> None:
        """Load rules and thesauri, which processes forked from this one then share."""
        read_document(Document("", "0" * 64, "text", ("",), (1,)), self.base, self.reference)

    def take(self, job: Job) -> Reading | ReadError:
        """Read one file into ``job.part``; what is wrong with it is returned, so that the next one is still read."""
        try:
            document = read(job.path, name=job.name, limit_bytes=self.limit_bytes)
            facts = read_document(document, self.base, self.reference)
        except ReadError as error:
            return error
        except (
            Exception
        ) as error:  # a fault of ours in one document must not cost the others; it is reported, not hidden
            return FaultError.of(job.path, error)
        job.part.parent.mkdir(parents=True, exist_ok=True)
        write_facts(facts, job.part)
        (found,) = (fact for fact in facts if isinstance(fact, DocumentFact))
        return Reading(found, tuple(fact.code for fact in facts if isinstance(fact, IssueFact)))


def read_documents(
    paths: Iterable[Path],
    *,
    base: str,
    facts_dir: Path,
    reference: Path | None = None,
    limit: int = LIMIT_BYTES,
    progress: Progress | None = None,
) -> ReadReport:
    """Read files, and folders walked for known formats, into ``facts_dir``.

    Args:
        paths: files and folders.
        base: start of the IRIs of what is read.
        facts_dir: where each document's facts go; not created when nothing can be read.
        reference: CSV file of the official list of QPV.
        limit: bytes; larger files are refused.
        progress: called after each file.

    Raises:
        QpvReferenceError: the official list cannot be read.
    """
    reader = Reader(base, load_reference(reference) if reference else None, limit)
    found = walk(paths)
    jobs = [Job(n, p, facts_dir / f".{os.getpid()}-{i}.part") for i, (n, p) in enumerate(found.files)]
    report = ReadReport(failures=[_failure(error) for error in found.failures], warnings=_ignored(found))
    try:
        shelf = _Shelf(facts_dir)
        for done, (job, result) in enumerate(zip(jobs, _run(reader, jobs), strict=True), 1):
            _note(job, result, report, shelf)
            if progress is not None:
                progress(done, len(jobs), job.name)
    finally:
        for job in jobs:
            job.part.unlink(missing_ok=True)
    return report


def _run(reader: Reader, jobs: Sequence[Job]) -> Iterator[Reading | ReadError]:
    sizes = [_size(job.path) for job in jobs]
    if sum(sizes) - max(sizes, default=0) < BESIDE_BYTES or not can_fork():
        return map(reader.take, jobs)
    reader.warm()
    return side_by_side(reader.take, jobs, sizes, lambda job: LostError.of(job.path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it says why


def _note(job: Job, result: Reading | ReadError, report: ReadReport, shelf: "_Shelf") -> None:
    if isinstance(result, ReadError):
        report.failures.append(_failure(result))
        return
    twin = shelf.new.get(shelf.place(result.document))
    if twin is not None:
        report.warnings.append(f"{job.path}: the same content as {twin}, read once")
        return
    report.warnings += shelf.put(job, result.document) + _about(result)
    report.read.append(result.document)


class _Shelf:
    """The folder of facts: which document each file holds, and which one gives way to another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Path] = {}  # name of a document → its facts
        for path in sorted(folder.glob("*.jsonl")):
            with suppress(FactError, StopIteration):  # of another version: stays until its document is read again
                first = next(read_facts(path))
                if isinstance(first, DocumentFact):
                    self.names[first.document] = path
        self.new: dict[Path, str] = {}  # facts put by this run → name of their document

    def place(self, document: DocumentFact) -> Path:
        """Where the facts of a document go."""
        return self.folder / f"{document.sha256[:HASH_SHOWN]}.jsonl"

    def put(self, job: Job, document: DocumentFact) -> list[str]:
        """Move a job's facts to their place; what was there before, as warnings."""
        place = self.place(document)
        warnings = [
            f"{job.name}: read before under the name {name}; its facts now carry the new one"
            for name, path in self.names.items()
            if path == place and name != job.name
        ]
        job.part.replace(place)
        former = self.names.get(job.name)
        if former is not None and former != place:
            former.unlink(missing_ok=True)
            warnings.append(f"{job.name}: its content has changed; the facts of the former version were removed")
        self.names = {name: path for name, path in self.names.items() if path != place} | {job.name: place}
        self.new[place] = job.name
        return warnings


def _failure(error: ReadError) -> Failure:
    return Failure(error.path, error.cause, error.remedy)


def _ignored(found: Walk) -> list[str]:
    """Files left aside, told in one line: a folder of contracts holds spreadsheets and images too."""
    if not found.ignored:
        return []
    names = ", ".join(path.name for path in found.ignored[:FILES_SHOWN])
    more = ", …" if len(found.ignored) > FILES_SHOWN else ""
    return [f"{len(found.ignored)} file(s) left aside, of no known format: {names}{more}"]


def _about(reading: Reading) -> list[str]:
    """What is missing in a document that was read, for whoever expects a whole contract."""
    name, unread = reading.document.document, reading.document.unread
    warnings = [f"{name}: {text}" for code, text in _INCOMPLETE.items() if code in reading.issues]
    if unread:
        numbers = ", ".join(map(str, unread[:PAGES_SHOWN])) + ("…" if len(unread) > PAGES_SHOWN else "")
        warnings.append(f"{name}: {len(unread)} page(s) could not be read ({numbers}); run OCR on the document")
    return warnings
