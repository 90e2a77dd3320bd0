"""Nothing is undocumented: the reference pages are exactly what the code says, and every page is reachable."""

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from maillage.api.cli import main as cli
from maillage.api.settings import VARIABLES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "settings.md", "questions.md", "rules.md"])
def test_reference_page_is_fresh(generate: ModuleType, name: str) -> None:
    written = (ROOT / "docs" / name).read_text("utf-8")
    assert written == generate.PAGES[name](), "run `make docs`"


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name, command in cli.commands.items():
        section = page.split(f"## maillage {name}\n")[1].split("\n## ")[0]
        options = [option for param in command.params if isinstance(param, click.Option) for option in param.opts]
        assert command.help and all(option in section for option in options), name


def test_every_setting_is_documented_and_read_nowhere_else() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    named = {variable.name for variable in VARIABLES.values()}
    assert all(name in page for name in named)
    code = [path for layer in ("ontology", "loaders", "graph", "viz", "api") for path in (ROOT / layer).rglob("*.py")]
    used = {name for path in code for name in re.findall(r"[\"'](MAILLAGE_[A-Z_]+)[\"']", path.read_text("utf-8"))}
    assert used == named


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [path.name for path in (ROOT / "docs").glob("*.md") if f"docs/{path.name}" not in readme]
    assert not missing


def test_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^ *(?:\$ )?maillage ([a-z]+)", readme, re.M)) <= set(cli.commands)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert set(re.findall(r"\bmake ([a-z-]+)\b", readme)) <= targets
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
