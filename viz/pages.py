"""The table of pages: each path with the function that renders it.

A page is a template plus named questions: ``render(store, **values)`` takes the store and the text values of its path
and of its query, asks ``graph.questions`` and returns HTML. Values that are missing or empty are the same thing.

What a page can raise, besides the errors of ``ask`` (unknown or ambiguous entity): ``BadValueError`` for a value that
cannot be used and ``MissingError`` for a thing that the store does not hold.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maillage.graph.store import Store
from maillage.viz import contracts, identities, links, reading, reliability, sheets, tables
from maillage.viz.network import vis_assets
from maillage.viz.render import error_page, static_dir
from maillage.viz.values import BadValueError, MissingError

__all__ = ["PAGES", "BadValueError", "MissingError", "Page", "error_page", "mounts", "static_dir", "vis_assets"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name, its path (``{name}`` stands for a segment, ``{name:path}`` for several) and its renderer."""

    name: str
    path: str
    render: Callable[..., str]
    query: tuple[str, ...] = ()  # names taken from the query; others are ignored

    def html(self, store: Store, path: Mapping[str, str], query: Mapping[str, str]) -> str:
        """The page for the values of its path and of its query.

        Raises:
            BadValueError: a value cannot be used.
            MissingError: the store does not hold the thing.
        """
        values = {name: query[name] for name in self.query if query.get(name)}
        return self.render(store, **path, **values)

    @property
    def pattern(self) -> re.Pattern[str]:
        """The paths it answers, for those who resolve links without a server."""
        escaped = re.sub(r"\{(\w+):path\}", r"(?P<\1>.+)", self.path)
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", escaped) + "$")


PAGES: tuple[Page, ...] = (
    Page("home", links.HOME, contracts.render_home),
    Page("matrix", links.MATRIX, tables.render_matrix, ("contract", "qpv", "theme")),
    Page("commitments", links.COMMITMENTS, tables.render_commitments, (*tables.FILTERS, "min_confidence", "number")),
    Page("dispositifs", links.DISPOSITIFS, tables.render_dispositifs, ("contract", "defi")),
    Page("network", links.NETWORK, tables.render_network, ("contract", "least")),
    Page("gaps", links.GAPS, tables.render_gaps, ("contract", "qpv")),
    Page("reliability", links.RELIABILITY, reliability.render_reliability),
    Page("identities", links.IDENTITIES, identities.render_identities, ("partner",)),
    Page("search", links.SEARCH, tables.render_search, ("q",)),
    Page("contract", "/contract/{slug}", contracts.render_contract),
    Page("partner", "/partner/{slug}", sheets.render_partner, ("contract",)),
    Page("defi", "/defi/{contract}/{slug}", sheets.render_defi, ("qpv",)),
    Page("qpv", "/qpv/{slug:path}", sheets.render_qpv),
    Page("dispositif", "/dispositif/{slug}", sheets.render_dispositif),
    Page("commitment", "/commitment/{contract}/{slug}", reading.render_commitment),
    Page("document", "/document/{sha}", reading.render_document),
    Page("document-page", "/document/{sha}/page/{page}", reading.render_page, ("commitment",)),
)


def mounts() -> dict[str, str]:
    """Where files are served: path → folder."""
    return {links.STATIC: str(static_dir()), links.VIS: str(vis_assets())}
