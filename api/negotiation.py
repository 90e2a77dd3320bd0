"""Content negotiation: which of the forms a resource has does an ``Accept`` header ask for."""

from collections.abc import Mapping, Sequence

# Short names of the forms, as ``?format=`` takes them, and their media types; the first type is the one that is sent.
HTML, JSON, TURTLE = "html", "json", "turtle"
MEDIA_TYPES: Mapping[str, Sequence[str]] = {
    HTML: ("text/html", "application/xhtml+xml"),
    JSON: ("application/json", "application/ld+json"),
    TURTLE: ("text/turtle", "application/x-turtle"),
}
RESULT_TYPES: Mapping[str, Sequence[str]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "xml": ("application/sparql-results+xml", "application/xml"),
}


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of a header with their weights; a weight that is not a number counts as 0."""
    ranges = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = float(parameter[2:])
                except ValueError:
                    weight = 0.0
        if media:
            ranges.append((media, weight))
    return ranges


def _weight(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight that the most specific matching range gives a media type."""
    whole = media_type.split("/")[0] + "/*"
    for pattern in (media_type, whole, "*/*"):
        for media, weight in ranges:
            if media == pattern:
                return weight
    return 0.0


def choose(accept: str, offered: Mapping[str, Sequence[str]]) -> str | None:
    """The name of the offered form that the header wants most; the first offered on a tie or without a header.

    Returns None when the header accepts none of them.
    """
    ranges = _ranges(accept) or [("*/*", 1.0)]
    weights = {name: max(_weight(media, ranges) for media in types) for name, types in offered.items()}
    best = max(weights, key=lambda name: weights[name])
    return best if weights[best] > 0 else None
