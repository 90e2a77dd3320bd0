"""Acronyms that spell the words beside them, and those that do not."""

import pytest

from maillage.loaders.find.scheme_acronyms import spelled_from


@pytest.mark.parametrize(
    ("before", "acronym", "start"),
    [
        ("le plan des rives calmes", "PRC", "plan"),
        ("Il étend le réseau d’évitement des gaspillages", "REG", "réseau"),
        ("un appel à manifestation d’intérêt", "AMI", "appel"),
        ("la ville et le plan des rives", "XYZ", None),
        ("calmes", "C", None),
    ],
)
def test_where_the_spelled_words_start(before: str, acronym: str, start: str | None) -> None:
    at = spelled_from(before, acronym)
    assert at == (None if start is None else before.index(start))
