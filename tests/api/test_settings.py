"""Settings: defaults, and refusals that name the variable."""

from pathlib import Path

import pytest

from maillage.api.settings import SettingError, read_settings


def test_defaults_need_no_environment() -> None:
    settings = read_settings({})
    assert settings.home == Path(".maillage") and settings.facts == Path(".maillage/facts")
    assert settings.base == "https://w3id.org/maillage/"
    assert settings.size_limit == 100_000_000
    assert settings.store_url is None and settings.reference is None


def test_environment_wins_and_empty_means_default() -> None:
    settings = read_settings({"MAILLAGE_HOME": "/elsewhere", "MAILLAGE_PORT": "", "MAILLAGE_SIZE_LIMIT": "0.5"})
    assert settings.home == Path("/elsewhere") and settings.port == 8000 and settings.size_limit == 500_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAILLAGE_PORT", "http"),
        ("MAILLAGE_PORT", "70000"),
        ("MAILLAGE_SIZE_LIMIT", "-1"),
        ("MAILLAGE_SIZE_LIMIT", "nan"),
        ("MAILLAGE_QUERY_SECONDS", "0"),
        ("MAILLAGE_BASE", "ftp://example.org/"),
        ("MAILLAGE_BASE", "https://example.org"),
    ],
)
def test_bad_values_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        read_settings({name: value})
