"""Document: what a reader hands on. Lines as the file has them, and where its pages start."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: physical lines (split on "\\n" only) and pages."""

    name: str
    sha256: str
    format: str  # text | pdf
    lines: tuple[str, ...]
    page_starts: tuple[int, ...]  # 1-based first line of each page
    sizes: tuple[float, ...] | None = None  # points, one a line, where the format has them
    bolds: tuple[bool, ...] | None = None
    empty_pages: tuple[int, ...] = ()  # pages without text, images only
    lines_before: int = 0  # of a part: lines and pages of the whole document above it
    pages_before: int = 0
