"""Markdown: lines keep their numbers, marks become hints."""

from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.read_errors import ReadError
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, commitments, told

BASE = "https://example.org/"


def markdown(folder: Path, text: str) -> Document:
    path = folder / "contrat.md"
    path.write_text(text, "utf-8")
    return read(path)


def test_lines_keep_their_numbers_and_lose_their_marks(tmp_path: Path) -> None:
    text = """---
titre: réglages
---
# Le *contrat*

Un [lien](http://exemple.invalid) et
la suite du texte

* Ouvrir un lieu
  * le soir

3. trois

Un titre
========

```
du code
```
<p>du HTML</p>
"""
    document = markdown(tmp_path, text)
    assert document.format == "markdown"
    assert document.lines == (
        "", "", "", "Le contrat", "", "Un lien et", "la suite du texte", "", "• Ouvrir un lieu", "– le soir", "",
        "3. trois", "", "Un titre", "", "", "", "du code", "", "du HTML",
    )  # fmt: skip
    assert document.levels is not None and document.begins is not None
    assert [n for n, level in enumerate(document.levels, 1) if level] == [4, 14]
    assert document.begins[5:7] == (True, False)


def test_a_table_of_actions_gives_one_commitment_a_row(tmp_path: Path) -> None:
    rows = [f"| {' | '.join(row)} |" for row in (HEADS, ["---"] * len(HEADS), *ROWS)]
    facts = read_document(markdown(tmp_path, "\n".join([PROSE, "", *rows])), BASE)
    assert told(facts) == EXPECTED
    assert [c.lines for c in commitments(facts)] == [(5, 5), (6, 6), (7, 7)]


def test_headings_and_bullets_are_read_as_in_text(tmp_path: Path) -> None:
    text = f"# Contrat de ville\n\n{PROSE}\n\n## Défi 1 : Soutenir les familles\n\n### Engagements\n\n" + (
        "- **Ouvrir** un lieu d'accueil pour les familles\n  avec les habitants du quartier\n"
    )
    (found,) = commitments(read_document(markdown(tmp_path, text), BASE))
    assert found.lines == (9, 10)
    assert found.quote == "Ouvrir un lieu d'accueil pour les familles avec les habitants du quartier"


@pytest.mark.parametrize("text", ["", "---\n", "\x00\x01\x02" * 50, "![](x.png)\n"])
def test_files_that_hold_nothing_to_read_say_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError):
        markdown(tmp_path, text)


def test_what_follows_a_table_is_no_cell_of_it(tmp_path: Path) -> None:
    document = markdown(
        tmp_path, "| Quartier | Commune |\n|---|---|\n| Bel-Air | Avray |\n\n## Axe 1\n\nLa ville agit.\n"
    )
    assert [line for line in document.lines if line] == [
        "Quartier | Commune",
        "Bel-Air | Avray",
        "Axe 1",
        "La ville agit.",
    ]
    assert max(cell.last for cell in document.cells) == 3
