"""What can be wrong with a file: one small tree of errors, each with its cause and what to do about it."""

import traceback
from pathlib import Path


class ReadError(Exception):
    """A file was not read; ``str`` is one line that names it, says why, and what to do."""

    def __init__(self, path: Path, cause: str, remedy: str) -> None:
        """Keep the path, the cause and the remedy apart: a report shows them in columns."""
        super().__init__(path, cause, remedy)
        self.path, self.cause, self.remedy = path, cause, remedy

    def __str__(self) -> str:
        """The error on one line."""
        return f"{self.path}: {self.cause}; {self.remedy}"


class UnreachableError(ReadError):
    """The path does not exist, is not a file, or may not be opened."""


class NothingKnownError(ReadError):
    """A folder without any file of a known format."""


class TooLargeError(ReadError):
    """The file is over the limit."""


class ChangedError(ReadError):
    """The file was written to while it was read."""


class EmptyError(ReadError):
    """The file holds no text at all."""


class UnknownFormatError(ReadError):
    """The content is of no format that is read, whatever the name says."""


class DamagedError(ReadError):
    """The format is known, but the file is truncated or broken."""


class EncryptedError(ReadError):
    """The file opens only with a password."""


class ScannedError(ReadError):
    """The file holds images of pages and no text layer; ``pages`` are their numbers, where they are known."""

    def __init__(self, path: Path, cause: str, remedy: str, pages: tuple[int, ...] = ()) -> None:
        """Keep the pages, so that OCR may look at them."""
        super().__init__(path, cause, remedy)
        self.pages = pages


class NotFrenchError(ReadError):
    """The text is not in French."""


class NameTakenError(ReadError):
    """Another file of the same run has the same name."""


class FaultError(ReadError):
    """Maillage itself failed on the file."""

    @classmethod
    def of(cls, path: Path, error: Exception) -> "FaultError":
        """The error of one file, from whatever was raised, with the place it was raised at."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"Maillage failed on it ({type(error).__name__}: {error}, {Path(last.filename).name}:{last.lineno})"
        return cls(path, " ".join(cause.split()), "report it to the maintainers with the file")


class LostError(ReadError):
    """The process that read the file was ended by the system."""

    @classmethod
    def of(cls, path: Path) -> "LostError":
        """The error of one file."""
        return cls(path, "reading it ended the process", "free some memory, split the file, or save the PDF anew")
