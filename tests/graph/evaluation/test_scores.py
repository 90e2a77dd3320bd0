"""Scores: those of an invented document worked out on paper, and, where it is there, those of the shared scorer."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import worked

from maillage.graph.evaluation.calibration import Judged
from maillage.graph.evaluation.gold import read_gold
from maillage.graph.evaluation.readings import read_of
from maillage.graph.evaluation.scores import MEASURES, Scored, score
from maillage.graph.evaluation.tally import Tally, tally
from maillage.loaders.fact import CommitmentFact, DefiFact, Fact, read_facts
from maillage.loaders.fact import to_line as line_of

SHARED = Path(__file__).parents[4] / "shared"
SCORER = SHARED / "evaluation" / "score.py"
GOLD = sorted((SHARED / "evaluation" / "gold").glob("*.json"))
beside = pytest.mark.skipif(not (SCORER.is_file() and GOLD), reason="the scorer is not beside this checkout")


def scored(gold: Path, facts: list[Fact]) -> Scored:
    return score(read_gold([gold])[0], read_of(facts))


@pytest.mark.parametrize("measure", MEASURES)
def test_figures_worked_out_by_hand(measure: str, gold_file: Path, facts: list[Fact]) -> None:
    assert tally(scored(gold_file, facts).units[measure]) == Tally(*worked.FIGURES[measure])


@pytest.mark.parametrize("key", worked.OF_KIND, ids=" ".join)
def test_figures_of_a_kind(key: tuple[str, str], gold_file: Path, facts: list[Fact]) -> None:
    assert tally(scored(gold_file, facts).by_kind[key]) == Tally(*worked.OF_KIND[key])


def test_kinds_add_up_to_all_of_them(gold_file: Path, facts: list[Fact]) -> None:
    found = scored(gold_file, facts)
    for measure in {measure for measure, _ in found.by_kind}:
        parts = [tally(units) for (name, _), units in found.by_kind.items() if name == measure]
        assert sum(parts, Tally()) == tally(found.units[measure])


def test_a_commitment_is_right_by_its_lines_its_partners_and_its_items(gold_file: Path, facts: list[Fact]) -> None:
    assert scored(gold_file, facts).judged == [Judged(0.95, True), Judged(0.92, False), Judged(0.4, False)]


def test_every_quarter_spelled_out_is_everywhere(gold_file: Path, facts: list[Fact]) -> None:
    lavoir = replace(next(f for f in facts if f.fact == "qpv"), id=worked.of("qpv", "Le Lavoir"), name="Le Lavoir")
    both = (worked.of("qpv", "Les Ormes"), lavoir.id)
    spelled = [
        replace(f, qpvs=both) if isinstance(f, CommitmentFact) and f.qpvs == ("*",) else f for f in [*facts, lavoir]
    ]
    found = scored(gold_file, spelled)
    assert tally(found.units["attribution_qpv"]) == Tally(2, 2, 2)
    assert tally(found.units["qpv_links"]) == Tally(*worked.FIGURES["qpv_links"]), "they name none in particular"


def test_what_is_far_from_the_window_does_not_count(gold_file: Path, facts: list[Fact]) -> None:
    gold = read_gold([gold_file])[0]
    gold.windows = [(1, 9)]
    far = [replace(f, lines=(15, 15)) if isinstance(f, DefiFact) and f.label == "Loger" else f for f in facts]
    used = score(gold, read_of(far))
    assert tally(used.units["frame"]).found == 2, "a commitment of the window refers to it"
    assert tally(used.units["spans"]).found == 2
    alone = [f for f in far if not isinstance(f, CommitmentFact)]
    assert tally(score(gold, read_of(alone)).units["frame"]).found == 1


def test_nothing_annotated_gives_no_figure(tmp_path: Path, facts: list[Fact]) -> None:
    path = tmp_path / "empty.json"
    path.write_text(json.dumps({"document": worked.FILE, "lignes": [1, 4]}), "utf-8")
    assert scored(path, facts).units == {}


def theirs(facts: Path, corpus: Path, *gold: Path) -> dict[str, Any]:
    """What the shared scorer says, by document."""
    command = [sys.executable, str(SCORER), str(facts), *map(str, gold), "--json", "--corpus", str(corpus)]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return told


def assert_same(own: Scored, told: dict[str, Any]) -> None:
    """Every figure of one document, to the ninth digit."""
    others = {name: row["f1"] for name, row in told.items() if name != "attribution"}
    given = told.get("attribution", {"n": 0})
    others |= {f"attribution_{name}": value for name, value in given.items() if name != "n" and given["n"]}
    mine = {measure: tally(units).f1 for measure, units in own.units.items()}
    assert mine == pytest.approx(others, abs=1e-9)


@beside
def test_the_shared_scorer_agrees_on_the_invented_document(tmp_path: Path, gold_file: Path, facts: list[Fact]) -> None:
    text = "\n".join("" if number == 4 else f"Ligne {number}" for number in range(1, 21))
    (tmp_path / worked.FILE).write_text(text, "utf-8")
    exported = tmp_path / "facts.jsonl"
    kinds = ("partner", "defi", "qpv", "dispositif", "commitment")
    exported.write_text("".join(f"{line_of(fact)}\n" for fact in facts if fact.fact in kinds), "utf-8")
    assert_same(scored(gold_file, facts), theirs(exported, tmp_path, gold_file)["brisevent"])


@pytest.fixture(scope="session")
def read_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the shared corpus read, and its facts exported."""
    home = tmp_path_factory.mktemp("corpus")
    command = str(Path(sys.executable).with_name("maillage"))
    environment = {"MAILLAGE_HOME": str(home), "PATH": "/usr/bin:/bin"}
    for arguments in (["read", str(SHARED / "corpus")], ["export", "facts", "-o", str(home / "facts.jsonl")]):
        subprocess.run([command, *arguments], env=environment, check=True, capture_output=True)
    return home


@beside
def test_the_shared_scorer_agrees_on_the_shared_documents(read_corpus: Path) -> None:
    told = theirs(read_corpus / "facts.jsonl", SHARED / "corpus", *GOLD)
    reads = {
        each.document: each for path in (read_corpus / "facts").glob("*.jsonl") for each in [read_of(read_facts(path))]
    }
    golds = read_gold(GOLD)
    assert {Path(gold.document).stem for gold in golds} == told.keys() - {"ALL"}
    for gold in golds:
        assert_same(score(gold, reads[gold.document]), told[Path(gold.document).stem])
