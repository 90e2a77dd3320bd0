"""The command line as scripts meet it: the real command, its exit codes, its two streams."""

import csv
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_help_is_quick_and_loads_nothing_heavy(maillage: Run) -> None:
    maillage("--help")
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert maillage("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.4  # 0.10 s on a quiet machine
    modules = "('fastapi', 'rdflib', 'rich', 'pyoxigraph')"
    heavy = f"import maillage.api.cli, sys; print([m for m in {modules} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True).stdout.strip() == "[]"


def test_build_imports_neither_web_framework_nor_rdflib(home: Path) -> None:
    code = (
        "import sys, pathlib; from maillage.api import service; from maillage.api.settings import read_settings\n"
        f"service.stores(read_settings({{'MAILLAGE_HOME': {str(home)!r}}}))\n"
        "print([m for m in ('fastapi', 'rdflib') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"


def test_ask_as_json_keeps_the_output_clean(maillage: Run) -> None:
    done = maillage("ask", "coverage", "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert {row["partner_label"] for row in answer["rows"]} == {"Mission locale de Valbrume", "Ville de Valbrume"}
    assert answer["caveats"] and answer["caveats"][0] in done.stderr


def test_ask_as_csv_has_every_column(maillage: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(maillage("ask", "coverage", "--format=csv").stdout)))
    assert len(rows) == 2 and rows[0]["commitments"] == "1" and rows[0]["partner"].startswith("https://")


def test_ask_as_table_speaks_french(maillage: Run) -> None:
    done = maillage("ask", "coverage")
    assert "partenaire" in done.stdout and "engagements" in done.stdout and "https://" not in done.stdout


def test_parameters_take_labels_iri_tails_and_equal_signs(maillage: Run) -> None:
    for value in ("Mission locale de Valbrume", "mission locale", "partner/mission-locale-de-valbrume"):
        done = maillage("ask", "commitments", f"--partner={value}", "--min-confidence", "0.5", "--format", "json")
        assert len(json.loads(done.stdout)["rows"]) == 1, done.stderr


def test_limit_and_offset_cut_and_say_so(maillage: Run) -> None:
    done = maillage("ask", "commitments", "--limit", "1", "--offset", "1", "--format", "json")
    assert [row["first_line"] for row in json.loads(done.stdout)["rows"]] == [3]
    assert "1 of 2 rows" in done.stderr


def test_ask_alone_lists_the_questions(maillage: Run) -> None:
    shown = maillage("ask").stdout
    wanted = "coverage partners-on-defi defis-of-partner commitments gaps qpv-sheet dispositifs-by-defi signatories"
    assert all(name in shown for name in wanted.split())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask", "weather"), "no question 'weather'"),
        (("ask", "coverage", "--colour", "red"), "no parameter 'colour'"),
        (("ask", "coverage", "--contract", "Atlantis"), "names nothing"),
        (("ask", "coverage", "stray"), "unexpected argument"),
        (("ask", "coverage", "--contract"), "needs a value"),
        (("ask", "partners-on-defi"), "needed"),
        (("ask", "coverage", "--limit", "few"), "whole number"),
        (("sparql", "missing.rq"), "missing.rq"),
        (("export", "poetry"), "poetry"),
        (("read",), "PATHS"),
        (("rollback", "19700101T000000-00000000"), "no such former store"),
        (("dance",), "No such command"),
    ],
)
def test_bad_usage_is_2_and_one_message(maillage: Run, arguments: tuple[str, ...], told: str) -> None:
    done = maillage(*arguments)
    assert done.returncode == 2 and told in done.stderr and done.stdout == "" and "Traceback" not in done.stderr


def test_no_store_yet_says_what_to_do(maillage: Run, tmp_path: Path) -> None:
    for command in (("ask", "coverage"), ("build",), ("export", "facts"), ("export", "rdf")):
        done = maillage(*command, env={"MAILLAGE_HOME": str(tmp_path / "none")})
        assert done.returncode == 2 and "maillage" in done.stderr and done.stderr.count("\n") == 1, command
    assert not (tmp_path / "none" / "stores").exists()


def test_store_of_another_version_offers_to_rebuild(maillage: Run, tmp_path: Path) -> None:
    store = tmp_path / "stores" / "20200101T000000-00000000"
    store.mkdir(parents=True)
    (store / "build.json").write_text('{"format": 999}')
    (tmp_path / "stores" / "current").write_text(store.name + "\n")
    done = maillage("ask", "coverage", env={"MAILLAGE_HOME": str(tmp_path)})
    assert done.returncode == 2 and "another version" in done.stderr and "maillage build" in done.stderr


def test_bad_setting_is_named(maillage: Run) -> None:
    done = maillage("ask", env={"MAILLAGE_PORT": "http"})
    assert done.returncode == 2 and "MAILLAGE_PORT" in done.stderr


def test_export_facts_is_the_flat_format(maillage: Run, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in maillage("export", "facts").stdout.splitlines()]
    assert [line["fact"] for line in lines].count("commitment") == 2
    assert {line["fact"] for line in lines} == {"partner", "defi", "qpv", "dispositif", "commitment"}
    assert all({"id", "document", "lines"} <= set(line) for line in lines)
    target = tmp_path / "facts.jsonl"
    assert maillage("export", "facts", "-o", str(target)).stdout == ""
    assert len(target.read_text().splitlines()) == len(lines)


def test_export_rdf_is_the_same_twice(maillage: Run) -> None:
    first = maillage("export", "rdf").stdout
    assert "ontology#Commitment" in first and first == maillage("export", "rdf").stdout


def test_failed_export_leaves_no_file(maillage: Run, tmp_path: Path) -> None:
    maillage("export", "rdf", "-o", str(tmp_path / "out.nq"), env={"MAILLAGE_HOME": str(tmp_path / "none")})
    assert list(tmp_path.iterdir()) == []


def test_sparql_from_the_input_stream(maillage: Run) -> None:
    query = "PREFIX mlg: <https://w3id.org/maillage/ontology#> SELECT ?q { ?c mlg:quote ?q } ORDER BY ?q"
    done = maillage("sparql", "-", input=query)
    assert done.stdout.splitlines()[0] == "q" and len(done.stdout.splitlines()) == 3
    assert json.loads(maillage("sparql", "-", "--format", "json", input=query).stdout)["head"]["vars"] == ["q"]


def test_stores_and_rollback(maillage: Run, home: Path, tmp_path: Path) -> None:
    place = tmp_path / "facts"
    place.mkdir()
    source = next((home / "facts").iterdir())
    (place / source.name).write_bytes(source.read_bytes())
    env = {"MAILLAGE_HOME": str(tmp_path)}
    assert maillage("build", env=env).returncode == 0
    assert maillage("rollback", env=env).returncode == 2  # there is none before the first
    time.sleep(1.1)  # stores are named by the second
    assert maillage("build", env=env).returncode == 0
    new, old = (line[2:] for line in maillage("stores", env=env).stdout.splitlines())
    assert maillage("rollback", env=env).returncode == 0
    assert maillage("stores", env=env).stdout.splitlines() == [f"  {new}", f"* {old}"]


FRAME = """ Contrat de ville de Valbrume 2024-2030 (document fictif)
Défi 1 : Rapprocher les habitants de l'emploi
La mission locale de Valbrume s'engage à tenir une permanence chaque semaine dans le quartier des Brumes.
Défi 2 : Mieux se soigner dans les quartiers
La ville de Valbrume s'engage à prêter une salle à l'association des soignants du quartier.
"""


def test_load_reads_what_it_can_and_says_what_it_cannot(maillage: Run, tmp_path: Path) -> None:
    documents, home = tmp_path / "documents", tmp_path / "home"
    documents.mkdir()
    (documents / "contrat.txt").write_text(FRAME * 3, "utf-8")
    (documents / "vide.txt").write_text("")
    done = maillage("load", str(documents), env={"MAILLAGE_HOME": str(home)})
    assert done.returncode == 1 and done.stdout == ""
    assert "vide.txt" in done.stderr and "1 document(s) read" in done.stderr and "store built" in done.stderr
    served = (home / "stores" / "current").read_text()
    again = maillage("load", str(documents / "vide.txt"), str(tmp_path / "missing"), env={"MAILLAGE_HOME": str(home)})
    assert again.returncode == 2 and again.stderr.count("not read:") == 2
    assert (home / "stores" / "current").read_text() == served, "the store is unchanged when nothing was read"


def test_read_writes_where_it_is_told_and_refuses_what_is_too_large(maillage: Run, tmp_path: Path) -> None:
    document = tmp_path / "contrat.txt"
    document.write_text(FRAME * 30, "utf-8")
    facts = tmp_path / "elsewhere"
    env = {"MAILLAGE_HOME": str(tmp_path / "home")}
    assert maillage("read", str(document), "--facts", str(facts), "--size-limit", "0.001", env=env).returncode == 2
    assert maillage("read", str(document), env=env | {"MAILLAGE_SIZE_LIMIT": "0.001"}).returncode == 2
    assert maillage("read", str(document), "--facts", str(facts), env=env).returncode == 0
    assert len(list(facts.glob("*.jsonl"))) == 1 and not (tmp_path / "home").exists()


def test_export_graphml_is_a_network(maillage: Run, tmp_path: Path) -> None:
    target = tmp_path / "network.graphml"
    assert maillage("export", "graphml", "-o", str(target)).returncode == 0
    graph = networkx.read_graphml(target)
    assert len(graph.nodes) == 3 and len(graph.edges) == 2
    assert "Mission locale de Valbrume" in {data["label"] for _, data in graph.nodes(data=True)}


def test_check_prints_findings_and_counts(maillage: Run) -> None:
    done = maillage("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 violation(s)" in done.stderr and "ontology consistent" in done.stderr


class TestThesaurusSuggest:
    def test_lists_unknown_names_with_a_sample(self, maillage: Run) -> None:
        done = maillage("thesaurus", "suggest", "--at-least", "1", "--format", "json")
        (row,) = json.loads(done.stdout)["rows"]
        assert (row["name"], row["documents"], row["lines"]) == ("Atelier des métiers", 1, 1)
        assert (row["document_label"], row["first_line"]) == ("valbrume.txt", 2)

    def test_names_met_once_are_left_out(self, maillage: Run) -> None:
        assert list(csv.DictReader(io.StringIO(maillage("thesaurus", "suggest", "--format=csv").stdout))) == []

    def test_the_table_speaks_french(self, maillage: Run) -> None:
        shown = maillage("thesaurus", "suggest", "--at-least=1").stdout
        assert "formes" in shown and "Atelier des métiers" in shown

    def test_without_facts_says_what_to_do(self, maillage: Run, tmp_path: Path) -> None:
        done = maillage("thesaurus", "suggest", env={"MAILLAGE_HOME": str(tmp_path)})
        assert done.returncode == 2 and "maillage read" in done.stderr and not done.stdout
