"""Content negotiation: browsers get pages, tools get data."""

import pytest

from maillage.api.negotiation import MEDIA_TYPES, RESULT_TYPES, choose

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", "html"),
        ("*/*", "html"),
        (BROWSER, "html"),
        ("application/json", "json"),
        ("application/ld+json, text/html;q=0.5", "json"),
        ("text/turtle", "turtle"),
        ("text/turtle;q=0.4, application/json;q=0.6", "json"),
        ("text/*;q=0.9, text/html;q=0", "turtle"),
        ("text/html;q=none, application/json;q=0.1", "json"),
        ("image/png", None),
    ],
)
def test_entity_forms(accept: str, form: str | None) -> None:
    assert choose(accept, MEDIA_TYPES) == form


def test_results_default_to_json() -> None:
    assert choose("*/*", RESULT_TYPES) == "json"
    assert choose("text/csv", RESULT_TYPES) == "csv"
    assert choose("application/sparql-results+xml", RESULT_TYPES) == "xml"
