"""How reliable the reading is: what the pages say, whether it was measured or not."""

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import viz_sample as sample

from maillage.graph.build import build, open_current
from maillage.graph.evaluation.evaluation import fingerprint, keep
from maillage.graph.store import Store
from maillage.loaders.fact import write_facts
from maillage.viz import links, wording
from maillage.viz.contracts import render_contract, render_home
from maillage.viz.reliability import NOT_COMPARED, NOT_MEASURED, render_reliability, sentences

SPANS = (
    "Sur les passages annotés à la main, 8\u00a0engagements trouvés sur 10 (80\u00a0%) ; "
    "sur 9\u00a0affichés, 8 en sont bien (89\u00a0%)."
)


def text(page: str) -> str:
    return unescape(page)


def test_home_says_what_was_measured_over_all(store: Store) -> None:
    found = sentences(store)
    assert found[0] == SPANS
    assert found[1].endswith("à 88\u00a0% et son défi à 75\u00a0%, en moyenne.")
    assert "au moins 0,9, 75\u00a0% sont justes" in found[2] and len(found) == 3
    assert all(sentence in text(render_home(store)) for sentence in found)


def test_a_contract_says_what_was_measured_on_its_own_documents(store: Store) -> None:
    assert sentences(store, [sample.DOCUMENT])[0] == SPANS
    assert SPANS in text(render_contract(store, "valombre")) and NOT_COMPARED not in text(
        render_contract(store, "valombre")
    )


def test_a_contract_that_nobody_annotated_says_so(store: Store) -> None:
    assert sentences(store, [sample.OTHER_DOCUMENT]) == [NOT_COMPARED, *sentences(store)]
    assert NOT_COMPARED in text(render_contract(store, "brumeval"))


def test_measures_of_another_reading_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    write_facts(sample.valombre()[:-1], tmp_path / "facts" / "a.jsonl")
    keep(sample.evaluation(), tmp_path)
    build(tmp_path)
    opened = open_current(tmp_path)
    assert sentences(opened)[:2] == sentences(opened, [sample.DOCUMENT])[:2] == [NOT_COMPARED, SPANS]
    opened.close()


def test_of_several_documents_each_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    for name, facts in (("a", sample.valombre()), ("b", sample.brumeval())):
        write_facts(facts, tmp_path / "facts" / f"{name}.jsonl")
    made = sample.evaluation()
    more = tuple(replace(each, document=sample.OTHER_NAME) for each in made.figures if each.document == sample.NAME)
    readings = {**made.readings, sample.OTHER_NAME: fingerprint(sample.brumeval())}
    keep(replace(made, figures=(*made.figures, *more), readings=readings), tmp_path)
    build(tmp_path)
    opened = open_current(tmp_path)
    found = sentences(opened, [sample.DOCUMENT, sample.OTHER_DOCUMENT])
    assert (
        found[0] == f"Contrat de ville de Valombre : {SPANS}" and found[2] == f"Brumeval : {SPANS}" and len(found) == 4
    )
    opened.close()


def test_without_an_evaluation_the_pages_say_so(empty_store: Store) -> None:
    assert sentences(empty_store) == sentences(empty_store, [sample.DOCUMENT]) == [NOT_MEASURED]
    assert NOT_MEASURED in text(render_home(empty_store))
    page = text(render_reliability(empty_store))
    assert NOT_MEASURED in page and "maillage evaluate" in page and "<table" not in page


def test_the_page_shows_every_figure(store: Store) -> None:
    page = text(render_reliability(store))
    assert "Évaluation du 02/01/2030" in page
    assert page.count("<table") == 4  # over all, the document, kinds, confidence
    over_all = page.split("Tous les passages annotés</h2>")[1].split("</table>")[0]
    row = over_all.split("Engagements</th>")[1].split("</tr>")[0]
    assert "84\u00a0%" in row and "(74\u00a0à\u00a094\u00a0%)" in row, "2 × 0.89 × 0.8 ÷ (0.89 + 0.8)"
    assert "63\u00a0%" in row, "read without its own words"
    assert f'href="{links.path(sample.DOCUMENT)}"' in page
    assert "de 0,9 à 1" in page and "75\u00a0%" in page.split("de 0,9 à 1")[1]
    assert ">Action<" in page


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0\u00a0%"), (1.0, "100\u00a0%"), (0.999, "99\u00a0%"), (0.001, "1\u00a0%"), (None, "")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float | None, shown: str) -> None:
    assert wording.percent(share) == shown
