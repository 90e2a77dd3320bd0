"""HTML as sites have it: what a page says is read, what drives it is not, accordions open or closed."""

from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.read_errors import ReadError
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, commitments, names, told

BASE = "https://example.org/"


def page(folder: Path, inside: str, name: str = "page.html") -> Document:
    path = folder / name
    path.write_text(f"<!doctype html><html><head><title>Site</title></head><body>{inside}</body></html>", "utf-8")
    return read(path)


def filled(document: Document) -> list[str]:
    return [line for line in document.lines if line]


def test_menus_footers_forms_and_scripts_stay_out(tmp_path: Path) -> None:
    inside = (
        "<header><h1>Contrat de ville</h1><p>slogan</p></header><nav><ul><li>Menu</li></ul></nav>"
        "<div class='cookie-banner'>cookies</div><main><p>Le texte</p><form><label>Recherche<input></label></form>"
        "<script>var x = 1;</script><button>Partager</button><div role='navigation'>ailleurs</div></main>"
        "<footer>Mentions légales</footer>"
    )
    assert filled(page(tmp_path, inside)) == ["Contrat de ville", "Le texte", "Recherche"]


def test_accordions_are_read_and_what_opens_them_is_a_heading(tmp_path: Path) -> None:
    inside = (
        "<h2>Les défis</h2><details><summary>Défi 1 : L'emploi</summary><p>Le panneau fermé.</p></details>"
        "<h3><button aria-expanded='false' aria-controls='p'>Défi 2 : La santé</button></h3>"
        "<div id='p' hidden>Le panneau caché.</div>"
        "<button data-bs-toggle='collapse'>Défi 3 : La culture</button><div style='display:none'>Un autre.</div>"
    )
    document = page(tmp_path, inside)
    assert document.levels is not None
    assert [(x, n) for x, n in zip(document.lines, document.levels, strict=True) if x] == [
        ("Les défis", 2), ("Défi 1 : L'emploi", 3), ("Le panneau fermé.", 0), ("Défi 2 : La santé", 3),
        ("Le panneau caché.", 0), ("Défi 3 : La culture", 4), ("Un autre.", 0),
    ]  # fmt: skip


def test_lists_and_inline_marks(tmp_path: Path) -> None:
    inside = (
        "<p>Un <b>mot</b>\n  <a href='http://exemple.invalid/'>lié</a><br>à la ligne</p>"
        "<ul><li>Ouvrir un lieu<ul><li>le soir</ul><li><p>Former</p><p>une suite</p></ul>"
        "<ol start=3><li>trois<li>quatre</ol>"
    )
    assert filled(page(tmp_path, inside)) == [
        "Un mot lié", "à la ligne", "• Ouvrir un lieu", "– le soir", "• Former", "une suite", "3. trois", "4. quatre",
    ]  # fmt: skip


def test_the_encoding_is_the_one_the_page_says(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes("<html><meta charset='iso-8859-15'><p>Été à 3 €</p></html>".encode("iso-8859-15"))
    assert filled(read(path)) == ["Été à 3 €"]


def test_a_table_of_actions_gives_one_commitment_a_row(tmp_path: Path) -> None:
    first = "".join(f"<th>{head}</th>" for head in HEADS)
    rows = [[f"<td>{text}</td>" for text in row] for row in ROWS]
    rows[0][0] = rows[0][0].replace("<td>", "<td rowspan=2>")
    del rows[1][0]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    inside = f"<p>{PROSE}</p><table><thead><tr>{first}</tr></thead><tbody>{body}</tbody></table>"
    assert told(read_document(page(tmp_path, inside), BASE)) == EXPECTED


def test_commitments_under_an_accordion_have_its_item(tmp_path: Path) -> None:
    panels = "".join(
        f"<details><summary>Défi {n} : {label}</summary><h4>Engagements</h4><ul><li>Ouvrir un lieu {n} avec"
        " les habitants du quartier</li></ul></details>"
        for n, label in ((1, "L'emploi des jeunes"), (2, "La santé pour tous"))
    )
    facts = read_document(page(tmp_path, f"<h1>Contrat de ville</h1><p>{PROSE}</p><h2>Les défis</h2>{panels}"), BASE)
    assert [names(facts, c.defis) for c in commitments(facts)] == [["L'emploi des jeunes"], ["La santé pour tous"]]


def test_a_page_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text("<!-- enregistré -->\n<html><p>Le texte</p></html>")
    assert read(path).format == "html"
    path = tmp_path / "notes.html"
    path.write_text("Le texte et rien d'autre, sans balise")
    assert read(path).format == "text"


@pytest.mark.parametrize("inside", ["<div>" * 100_000 + "x", "<table><tr><td>" * 50_000 + "x", "<nav>menu</nav>"])
def test_pages_that_hold_nothing_to_read_say_so(tmp_path: Path, inside: str) -> None:
    with pytest.raises(ReadError):
        page(tmp_path, inside)


def test_cells_that_say_they_cover_everything(tmp_path: Path) -> None:
    inside = "<table><tr><td rowspan=65000 colspan=1000>a</td><td>le bus</td></tr><tr><td>b</td></tr></table>"
    assert filled(page(tmp_path, inside)) == ["a", "le bus", "b"]
