"""The house keeps its shape: imports point one way, and no rule or module knows a territory."""

import ast
import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("ontology", "loaders", "graph", "viz", "api")
OFFICIAL = ROOT.parent / "shared" / "reference" / "qpv_2024.csv"
LEAST_LETTERS = 6  # shorter names of communes are too often words
# Names of communes that are also words, seen in rules and code as words.
COMMON_WORDS = frozenset({"fontaine", "plaisir"})


def modules(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


def imports(path: Path, layer: Path) -> Iterator[str]:
    """Dotted names of what a module imports from Maillage, functions' own imports included."""
    package = ["maillage", layer.name, *path.relative_to(layer).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "maillage")
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            if base.split(".")[0] == "maillage":
                yield from (f"{base}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("layer", LAYERS)
def test_imports_point_one_way(layer: str) -> None:
    allowed = LAYERS[: LAYERS.index(layer) + 1]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(layer)
        for name in imports(path, ROOT / layer)
        if name.split(".")[1] not in allowed
    ]
    assert not wrong


def test_graph_sees_nothing_of_loaders_but_facts() -> None:
    names = [(path, name) for path in modules("graph") for name in imports(path, ROOT / "graph")]
    seen = {f"{path.name}: {name}" for path, name in names if name.startswith("maillage.loaders")}
    assert all(re.search(r": maillage\.loaders\.fact(\.|$)", name) for name in seen), seen


def test_import_reader_sees_relative_and_inner_imports(tmp_path: Path) -> None:
    module = tmp_path / "graph" / "deep" / "imagined.py"
    module.parent.mkdir(parents=True)
    module.write_text("def f():\n    from ...viz import pages\n    import maillage.api.cli\n    from . import near\n")
    assert set(imports(module, tmp_path / "graph")) == {
        "maillage.viz.pages",
        "maillage.api.cli",
        "maillage.graph.deep.near",
    }


def fold(text: str) -> str:
    """Lower case, no accents: rules are written so."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def territories() -> set[str]:
    with OFFICIAL.open(encoding="utf-8-sig") as lines:
        names = {fold(name.strip()) for row in csv.DictReader(lines) for name in row["lib_com"].split(",")}
    return {name for name in names if len(re.findall(r"\w", name)) >= LEAST_LETTERS} - COMMON_WORDS


def rule_files() -> list[Path]:
    code = [path for folder in (*LAYERS, "bench", "docs", "examples") for path in (ROOT / folder).rglob("*.py")]
    return sorted([*code, *(ROOT / "loaders").rglob("*.toml")])


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official list of QPV is not beside this checkout")
def test_no_rule_knows_a_territory() -> None:
    names = territories()
    assert len(names) > 500, "the official list was not understood"
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in rule_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for match in pattern.finditer(fold(line))
    ]
    assert not found, "\n".join(found)
