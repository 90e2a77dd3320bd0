"""Loaders: documents → facts. ``read_documents`` is the way in; what it needs is imported when first asked for."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maillage.loaders.documents import Failure, ReadReport, read_documents

__all__ = ["Failure", "ReadReport", "read_documents"]


def __getattr__(name: str) -> Any:
    """Import on first use: help pages, and the graph, which needs facts only, do not wait for the finders."""
    if name in __all__:
        from maillage.loaders import documents

        return getattr(documents, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
