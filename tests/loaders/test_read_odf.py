"""ODT and ODS as LibreOffice writes them: structure becomes hints, what is not printed stays out."""

import contextlib
import zipfile
from html import escape
from pathlib import Path

import pytest

from maillage.loaders.document import Document
from maillage.loaders.fact import QpvFact
from maillage.loaders.read import read
from maillage.loaders.read_errors import DamagedError, EncryptedError, ReadError
from maillage.loaders.reading import read_document

from .invented_actions import EXPECTED, HEADS, PROSE, ROWS, commitments, defis, told

BASE = "https://example.org/"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
STYLES = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'
    '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/></style:style>'
)


def write(path: Path, body: str, kind: str = "text", manifest: str = "") -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body>{body}</office:body></office:document-content>"
    )
    page = "<office:master-styles><text:p>Titre courant</text:p></office:master-styles>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", content)
        package.writestr("styles.xml", f"<office:document-styles {SPACES}>{page}</office:document-styles>")
        package.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def odt(folder: Path, inside: str) -> Document:
    return read(write(folder / "contrat.odt", f"<office:text>{inside}</office:text>"))


def filled(document: Document) -> list[str]:
    return [line for line in document.lines if line]


def p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def table(rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


def test_headings_lists_and_inline_marks(tmp_path: Path) -> None:
    item = "<text:list-item>{}</text:list-item>"
    inner = f"<text:list>{item.format(p('le soir'))}</text:list>"
    inside = (
        '<text:h text:outline-level="2">Défi 1 : <text:span>Emploi</text:span></text:h>'
        "<text:p>Un<text:s/>texte<text:line-break/>à la ligne</text:p>"
        f"<text:list>{item.format(p('Ouvrir un lieu') + inner)}</text:list>"
        f'<text:list text:style-name="N">{item.format(p("Un"))}{item.format(p("Deux"))}</text:list>'
    )
    document = odt(tmp_path, inside)
    assert document.format == "odt" and document.levels and document.levels[0] == 2
    assert filled(document) == [
        "Défi 1 : Emploi", "Un texte", "à la ligne", "• Ouvrir un lieu", "– le soir", "1. Un", "2. Deux",
    ]  # fmt: skip


def test_what_is_not_printed_stays_out_and_notes_come_last(tmp_path: Path) -> None:
    inside = (
        "<text:tracked-changes><text:changed-region><text:p>supprimé</text:p></text:changed-region>"
        "</text:tracked-changes>"
        "<text:p>La ville<office:annotation><text:p>à revoir</text:p></office:annotation> ouvre un lieu"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Dès 2026.</text:p></text:note-body></text:note>.</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>Dans une boîte</text:p></draw:text-box></draw:frame></text:p>"
    )
    assert filled(odt(tmp_path, inside)) == ["La ville ouvre un lieu.", "Dans une boîte", "Notes", "Dès 2026."]


def test_pages_where_styles_break_them(tmp_path: Path) -> None:
    document = odt(tmp_path, p("Une page.") + '<text:p text:style-name="B">Une autre.</text:p>')
    assert [document.lines[start - 1] for start in document.page_starts] == ["Une page.", "Une autre."]


def test_a_table_of_actions_gives_one_commitment_a_row(tmp_path: Path) -> None:
    facts = read_document(odt(tmp_path, p(PROSE) + table([HEADS, *ROWS])), BASE)
    assert told(facts) == EXPECTED
    assert [number for _, number, _ in defis(facts)] == ["1", "2"]


def test_a_table_of_quarters_is_read_by_its_columns(tmp_path: Path) -> None:
    rows = [("Quartier prioritaire", "Commune"), ("Les Tilleuls", "Corbelle"), ("Bel-Air", "Avray")]
    facts = read_document(odt(tmp_path, p(PROSE) + table(rows)), BASE)
    assert {(f.name, f.communes) for f in facts if isinstance(f, QpvFact)} == {
        ("Les Tilleuls", ("Corbelle",)), ("Bel-Air", ("Avray",)),
    }  # fmt: skip


def test_a_sheet_repeats_cells_and_rows_only_where_they_speak(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        f'<table:table-row><table:table-cell table:number-rows-spanned="2">{p("Axe")}</table:table-cell>'
        f'<table:table-cell table:number-columns-repeated="2">{p("Le guichet")}</table:table-cell>{empty}'
        f"</table:table-row><table:table-row><table:covered-table-cell/><table:table-cell>{p('Le bus')}"
        "</table:table-cell></table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048576">{empty}</table:table-row>'
    )
    body = f'<office:spreadsheet><table:table table:name="Feuille1">{rows}</table:table></office:spreadsheet>'
    document = read(write(tmp_path / "actions.ods", body, "spreadsheet"))
    assert document.format == "ods" and document.lines == ("Axe | Le guichet | Le guichet", "Le bus")
    assert [(c.text, c.own) for c in document.cells if c.row == 1] == [("Axe", False), ("Le bus", True)]


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    manifest = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(EncryptedError):
        read(write(tmp_path / "contrat.odt", "<office:text/>", manifest=manifest))


def test_no_entity_is_resolved_or_multiplied(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path = tmp_path / "contrat.odt"
    write(path, "")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["content.xml"] = (
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><office:document-content {SPACES}><office:body><office:text>'
        "<text:p>Bonjour &e11;</text:p></office:text></office:body></office:document-content>"
    ).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    with contextlib.suppress(DamagedError):  # a parser may also refuse such a file
        assert filled(read(path)) == ["Bonjour"]


def test_a_file_cut_short_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "contrat.odt", f"<office:text>{p(PROSE)}</office:text>")
    data = path.read_bytes()
    for end in range(4, len(data), 97):
        path.write_bytes(data[:end])
        with pytest.raises(ReadError):
            read(path)


def test_an_empty_document_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no word"):
        odt(tmp_path, "<text:p/>")


def test_commitments_of_lists_keep_their_lines(tmp_path: Path) -> None:
    item = "Ouvrir un lieu d'accueil pour les familles avec les habitants du quartier"
    inside = (
        p(PROSE) + '<text:h text:outline-level="1">Défi 1 : Soutenir les familles</text:h>'
        f"<text:list><text:list-item>{p(item)}</text:list-item></text:list>"
    )
    document = odt(tmp_path, inside)
    (found,) = commitments(read_document(document, BASE))
    assert document.lines[found.lines[0] - 1] == f"• {item}" and found.quote == item
