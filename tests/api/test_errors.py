"""The table of errors names errors that exist, and finds an error by its ancestors."""

import importlib

import pytest

from maillage.api.errors import TABLE, exit_code_of, explain, outcome
from maillage.api.settings import SettingError


@pytest.mark.parametrize("path", sorted(TABLE))
def test_every_error_of_the_table_exists(path: str) -> None:
    module, name = path.rsplit(".", 1)
    assert issubclass(getattr(importlib.import_module(module), name), Exception)


def test_descendants_take_the_line_of_their_ancestor() -> None:
    class FinerError(SettingError):
        pass

    assert outcome(FinerError("x")) is TABLE["maillage.api.settings.SettingError"]
    assert exit_code_of(FinerError("x")) == 2


def test_unexpected_errors_are_not_swallowed() -> None:
    assert exit_code_of(ZeroDivisionError()) is None


def test_explanations_hold_on_one_line() -> None:
    assert explain(ValueError("a\n  b")) == "a b"
    assert explain(ValueError()) == "ValueError"
