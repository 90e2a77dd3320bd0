"""The command line as scripts meet it: the real command, its exit codes, its two streams."""

import csv
import io
import json
import re
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


GOLD = {
    "document": "valbrume.txt",
    "lignes": [1, 3],
    "partenaires": [
        {"id": "ml", "nom": "Mission locale de Valbrume", "type": "emploi", "roles": ["signataire"], "lignes": [2]}
    ],
    "cadre": [{"id": "d1", "genre": "defi", "numero": "1", "libelle": "Rapprocher de l'emploi", "lignes": [1, 1]}],
    "engagements": [
        {"id": "E1", "lignes": [2, 2], "genre": "action", "partenaires": ["ml"], "cadre": ["d1"], "quartiers": ["*"]}
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Annotations of the invented document of the home, in a folder of their own."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "valbrume.json").write_text(json.dumps(GOLD), "utf-8")
    return folder


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> dict[str, str]:
    """A home with the same facts, which an evaluation may be added to."""
    (tmp_path / "home" / "facts").mkdir(parents=True)
    for path in (home / "facts").iterdir():
        (tmp_path / "home" / "facts" / path.name).write_bytes(path.read_bytes())
    return {"MAILLAGE_HOME": str(tmp_path / "home")}


def test_evaluate_scores_what_was_read_and_the_next_build_knows_it(
    maillage: Run, gold: Path, own_home: dict[str, str]
) -> None:
    done = maillage("evaluate", str(gold), "--format", "json", env=own_home)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    (spans,) = [
        row for row in found["figures"] if row["measure"] == "spans" and not row["document"] and not row["kind"]
    ]
    assert (spans["right"], spans["found"], spans["wanted"]) == (1, 2, 1)
    assert found["sure"] == {"low": 0.9, "high": 1.0, "count": 2, "right": 1} and found["without"] == []
    assert maillage("build", env=own_home).returncode == 0
    asked = json.loads(maillage("ask", "reliability", "--format", "json", env=own_home).stdout)
    assert {row["at"] for row in asked["rows"]} == {found["at"]}


def test_evaluate_prints_tables_and_what_fires_in_one_document(maillage: Run, tmp_path: Path, gold: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "valbrume.txt").write_text(FRAME * 3, "utf-8")
    (documents / "autre.txt").write_text(FRAME.replace("Valbrume", "Sombreval") + "La CAF finance la REAAP.\n", "utf-8")
    env = {"MAILLAGE_HOME": str(tmp_path / "home")}
    done = maillage("evaluate", str(gold), "--corpus", str(documents), "--leave-out", env=env)
    assert done.returncode == 0, done.stderr
    assert "signatories" in done.stdout and "left out F1" in done.stdout
    assert "autre.txt" in done.stdout and "fire in it alone" in done.stdout
    assert not (tmp_path / "home" / "facts").exists() and list((tmp_path / "home" / "evaluations").glob("*.json"))


def test_evaluate_says_what_is_wrong(maillage: Run, gold: Path, tmp_path: Path) -> None:
    env, empty = {"MAILLAGE_HOME": str(tmp_path / "none")}, tmp_path / "empty"
    empty.mkdir()
    for arguments, told in (
        ([str(gold)], "--corpus"),
        ([str(gold), "--leave-out"], "--corpus"),
        ([str(tmp_path / "absent.json")], "absent.json"),
        ([str(empty)], "no annotations"),
    ):
        done = maillage("evaluate", *arguments, env=env)
        assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr, arguments


def test_read_explains_a_line_and_writes_nothing(maillage: Run, tmp_path: Path) -> None:
    document, env = tmp_path / "contrat.txt", {"MAILLAGE_HOME": str(tmp_path / "home")}
    document.write_text(FRAME * 3, "utf-8")
    done = maillage("read", str(document), "--explain", "3", env=env)
    assert done.returncode == 0 and not (tmp_path / "home").exists()
    said = done.stdout.splitlines()
    assert said[0] == "contrat.txt, line 3, page 1" and f"raw       {FRAME.splitlines()[2]}" in said[1:3]
    assert any("partner: Mission locale" in line for line in said)
    assert any("pledge (verb.pledge)" in line for line in said)
    assert any(re.search(r"score -?\d.*: (?:not )?kept$", line) for line in said) and said[-1].startswith("  ")
    for arguments, told in (
        (("--explain", "99"), "no line 99"),
        (("--explain", "0"), "0"),
        ((str(document), "--explain", "1"), "one file"),
    ):
        done = maillage("read", str(document), *arguments, env=env)
        assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr, arguments
    absent = maillage("read", str(tmp_path / "absent.txt"), "--explain", "1", env=env)
    assert absent.returncode == 2 and "no such file" in absent.stderr


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
