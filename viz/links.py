"""Every URL of the pages, built in one place: a thing's path is its IRI's tail.

path("https://w3id.org/maillage/partner/caf-du-val") → "/partner/caf-du-val"
"""

import re
from urllib.parse import quote, urlencode

HOME = "/"
MATRIX = "/matrice"
COMMITMENTS = "/commitments"
DISPOSITIFS = "/dispositifs"
NETWORK = "/reseau"
GAPS = "/lacunes"
SEARCH = "/recherche"
RELIABILITY = "/fiabilite"
IDENTITIES = "/identites"
API_DOCS = "/docs"
STATIC = "/static"  # where ``pages.static_dir()`` is served
VIS = "/static-vis"  # where ``network.vis_assets()`` is served

_TAIL = re.compile(
    r"""(?:^|[/#])(
        (?:contract|partner|dispositif)/[^/#?]+
      | (?:defi|commitment)/[^/#?]+/[^/#?]+
      | qpv/[^/#?]+(?:/[^/#?]+)?
      | document/[^/#?]+(?:/page/\d+)?
    )$""",
    re.VERBOSE,
)


class NoPageError(ValueError):
    """An IRI that no page shows; the message names it."""


def tail(iri: str) -> str:
    """The part of an IRI that names a thing: ``defi/contract-x/emploi``.

    Raises:
        NoPageError: the IRI is of no kind that has pages.
    """
    found = _TAIL.search(iri)
    if found is None:
        raise NoPageError(f"no page shows {iri!r}")
    return found.group(1)


def path(iri: str) -> str:
    """The path of the page that shows a thing.

    Raises:
        NoPageError: the IRI is of no kind that has pages.
    """
    return "/" + quote(tail(iri))


def kind(iri: str) -> str:
    """The word of a thing's kind: contract, partner, defi, qpv, dispositif, commitment or document.

    Raises:
        NoPageError: the IRI is of no kind that has pages.
    """
    return tail(iri).split("/")[0]


def with_values(page: str, /, **values: str | int | float | None) -> str:
    """A page's path with its query; empty values are left out and IRIs are shortened to their tails."""
    given = {name: short(value) for name, value in values.items() if value is not None and value != ""}
    return f"{page}?{urlencode(given, safe='/')}" if given else page


def short(value: str | int | float) -> str:
    """A value as addresses carry it: an IRI by its tail, anything else as it is."""
    text = str(value)
    found = _TAIL.search(text) if "://" in text else None
    return found.group(1) if found else text


def passage(document: str, page: int, first_line: int | None = None, commitment: str | None = None) -> str:
    """The page of a document where a passage stands, at its first line, with a commitment's words marked in it."""
    shown = with_values(f"{path(document)}/page/{page}", commitment=commitment)
    return f"{shown}#l{first_line}" if first_line else shown


def api(question: str, /, **values: str | int | float | None) -> str:
    """The same answer as data."""
    return with_values(f"/api/questions/{question}", **values)


def asset(name: str) -> str:
    """A file of ``static/``."""
    return f"{STATIC}/{name}"


def vis(name: str) -> str:
    """A file of the network script that pyvis brings."""
    return f"{VIS}/{name}"
