"""Reading order of pages as typesetting programs make them; every sentence is invented."""

from pathlib import Path

import pytest

from maillage.loaders.read import read

typst = pytest.importorskip("typst")

SETUP = '#set page(width: 16cm, height: 20cm, margin: 1.5cm)\n#set text(lang: "fr", size: 10pt, hyphenate: false)\n'
LEFT = "La commune ouvre un atelier de réparation de vélos et y accueille les habitants deux soirs par semaine. "
RIGHT = "Le bailleur remet en état les caves et les prête aux associations du quartier qui en font la demande. "


def lines(folder: Path, source: str) -> list[str]:
    path = folder / "contrat.pdf"
    path.write_bytes(typst.compile((SETUP + source).encode(), ignore_system_fonts=True))
    return list(read(path).lines)


def filled(folder: Path, source: str) -> list[str]:
    return [line for line in lines(folder, source) if line]


def test_columns_under_a_title_are_read_one_after_the_other(tmp_path: Path) -> None:
    source = f"= Un titre sur deux colonnes\n#columns(2)[{LEFT * 3}\n\n{LEFT}#colbreak(){RIGHT * 4}]"
    assert " ".join(filled(tmp_path, source)) == " ".join(f"Un titre sur deux colonnes {LEFT * 4} {RIGHT * 4}".split())


def test_a_title_between_two_pairs_of_columns_parts_them(tmp_path: Path) -> None:
    pair = f"#columns(2)[{LEFT * 3}#colbreak(){RIGHT * 3}]"
    text = " ".join(filled(tmp_path, f"= Premier\n{pair}\n#v(1em)\n= Second\n{pair}"))
    assert text.index("caves") < text.index("Second") < text.rindex("vélos") < text.rindex("caves")


def test_bullets_stay_with_their_text(tmp_path: Path) -> None:
    source = f"#columns(2)[== La ville\n- {LEFT}\n- {LEFT}\n#colbreak()\n== Le bailleur\n- {RIGHT}\n- {RIGHT}]"
    found = filled(tmp_path, source)
    assert [line.split()[2] for line in found if "•" in line] == ["commune", "commune", "bailleur", "bailleur"]
    assert found[0] == "La ville" and found.index("Le bailleur") > found.index("La ville") + 2


def test_numbers_of_a_list_stay_with_their_text(tmp_path: Path) -> None:
    found = filled(tmp_path, f"#set enum(body-indent: 2em)\n+ {LEFT}\n+ {RIGHT}\n+ {LEFT}")
    assert [line[:4] for line in found if line[0].isdigit()] == ["1. L", "2. L", "3. L"]


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = "".join(f"[Ouvrir le guichet numéro {n}, avec une équipe formée.], [202{n}], [Ville]," for n in range(4))
    found = filled(tmp_path, f"#table(columns: (4cm, auto, 3cm), inset: 6pt, [Action], [Année], [Qui], {rows})")
    assert found[:3] == ["Action", "Année", "Qui"] and found[3].startswith("Ouvrir le guichet")
    assert [cell for cell in found if cell.isdigit()] == ["2020", "2021", "2022", "2023"]
    assert found[-2:] == ["2023", "Ville"]


def test_a_cell_merged_over_rows_is_read_once(tmp_path: Path) -> None:
    rows = "[Planter une haie.], [2025], [Semer un pré.], [2026], [Creuser une mare.], [2027],"
    merged = f"#table(columns: (1fr, auto, auto), inset: 8pt, table.cell(rowspan: 3)[Ville], {rows})"
    found = filled(tmp_path, merged)
    assert found.count("Ville") == 1 and found.index("Planter une haie.") < found.index("Semer un pré.")


def test_a_table_of_short_cells_is_read_row_by_row(tmp_path: Path) -> None:
    cells = ["Bourg", "Les Ormes", "1 200", "Port", "Le Quai", "900", "Val", "La Côte", "80"]
    assert filled(tmp_path, f"#table(columns: 3, {', '.join(f'[{cell}]' for cell in cells)})") == cells


def test_a_grid_of_boxes_is_read_row_by_row(tmp_path: Path) -> None:
    boxes = ", ".join(f"block(inset: 8pt)[*Axe {n}* \\ Un but qui tient sur une ligne entière]" for n in (1, 2, 3, 4))
    found = filled(tmp_path, f"#grid(columns: (1fr, 1fr), gutter: 12pt, {boxes})")
    assert [line for line in found if line.startswith("Axe")] == ["Axe 1", "Axe 2", "Axe 3", "Axe 4"]


def test_the_foot_of_a_page_comes_last(tmp_path: Path) -> None:
    frame = "#set page(header: [Contrat], footer: context [Document fictif #h(1fr) #counter(page).display()])\n"
    found = filled(tmp_path, f"{frame}#columns(2)[{LEFT * 3}#colbreak(){RIGHT}]")
    assert found[0] == "Contrat" and found[-2:] == ["Document fictif", "1"]


def test_a_stretched_line_stays_whole(tmp_path: Path) -> None:
    source = "#set par(justify: true)\n#block(width: 5.5cm)[Un deux trois quatre anticonstitutionnellement cinq]"
    assert filled(tmp_path, source)[0] == "Un deux trois quatre"


def test_blank_lines_stand_between_paragraphs_only(tmp_path: Path) -> None:
    found = lines(tmp_path, f"#set par(spacing: 1.5em)\n{LEFT * 2}\n\n{RIGHT * 2}")
    blank = [number for number, line in enumerate(found) if not line]
    assert len(blank) == 1 and found[blank[0] + 1].startswith("Le bailleur")


def test_a_word_cut_at_a_line_end_keeps_its_hyphen(tmp_path: Path) -> None:
    source = (
        "#set par(justify: true)\n#set text(hyphenate: true)\n#block(width: 3cm)[Une intercommunalité accompagnatrice.]"
    )
    cut = [line for line in filled(tmp_path, source) if line.endswith(("-", "\xad"))]
    assert cut and not any(line[-2].isspace() for line in cut)


def test_an_exponent_stays_on_its_line(tmp_path: Path) -> None:
    assert filled(tmp_path, "Le 1#super[er] étage compte 300 m#super[2] de bureaux.")[0].startswith("Le 1er étage")


def test_columns_of_bullets_are_no_table(tmp_path: Path) -> None:
    left = [f"La ville lance le chantier {n} et elle le suit avec les habitants." for n in range(1, 7)]
    right = [f"Le bailleur rénove la tour {n} {'et la cour ' * (n % 3)}sans attendre." for n in range(1, 6)]
    sides = "#colbreak()\n".join("\n\n".join(f"- {item}" for item in items) for items in (left, right))
    text = " ".join(filled(tmp_path, f"#set list(spacing: 1.6em)\n#columns(2)[{sides}]")).replace("• ", "")
    assert text == " ".join(" ".join([*left, *right]).split())


def test_a_bold_title_is_parted_from_the_text_under_it(tmp_path: Path) -> None:
    found = lines(tmp_path, f"*La ville de Corbelle* \\ {LEFT * 2}")
    assert found[:2] == ["La ville de Corbelle", ""]


def test_a_stressed_word_at_a_line_s_end_parts_nothing(tmp_path: Path) -> None:
    found = lines(tmp_path, f"{LEFT} *{LEFT.lower()}* et {RIGHT}")
    assert "" not in found
