"""Write a text as the office documents and the web page that people would make of it: the same words, real structure.

    python bench/office.py TEXT.txt -o TEXT.docx      # or .odt, .html

DOCX: two columns, heading styles, lists. ODT: headings with outline levels, lists. HTML: a chapter is an accordion.
What is a heading or a paragraph, ``typeset`` decides. Same text, same bytes.
"""

import argparse
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from typeset import MARK, Group, pages_of

STAMP = (2024, 7, 1, 0, 0, 0)  # of every member of a package
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OASIS}:office:1.0" '
    f'xmlns:text="{OASIS}:text:1.0" xmlns:table="{OASIS}:table:1.0"><office:body><office:text>'
)
TAIL = "</office:text></office:body></office:document-content>"


def docx(groups: Sequence[Group]) -> bytes:
    """A Word document in two columns."""
    from docx import Document
    from docx.oxml.ns import qn

    made = Document()
    columns = made.sections[0]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    for group in groups:
        lines = _bare(group)
        if group.kind[0] == "h":
            made.add_heading(" ".join(lines), int(group.kind[1]))
            continue
        if group.kind == "r":
            table = made.add_table(len(group.rows), len(group.rows[0]), style="Table Grid")
            for row, cells in zip(table.rows, group.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
            continue
        paragraph = made.add_paragraph(style="List Bullet" if group.kind == "b" else None)
        for n, line in enumerate(lines):
            run = paragraph.add_run(line)
            run.bold = group.kind == "t" or None
            if n < len(lines) - 1:
                run.add_break()
    saved = io.BytesIO()
    made.save(saved)
    return _restamped(saved.getvalue())


def odt(groups: Sequence[Group]) -> bytes:
    """A text document of LibreOffice."""
    body = "".join(_odt(group) for group in groups)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", HEAD + body + TAIL),
            ("META-INF/manifest.xml", "<manifest/>"),
        ):
            package.writestr(zipfile.ZipInfo(name, STAMP), text)
    return made.getvalue()


def _odt(group: Group) -> str:
    text = "<text:line-break/>".join(map(escape, _bare(group)))
    if group.kind[0] == "h":
        return f'<text:h text:outline-level="{group.kind[1]}">{" ".join(map(escape, group.lines))}</text:h>'
    if group.kind == "r":
        rows = (
            "".join(f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in r) for r in group.rows
        )
        return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"
    if group.kind == "b":
        return f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
    return f"<text:p>{text}</text:p>"


def html(groups: Sequence[Group]) -> bytes:
    """A web page whose chapters are accordions."""
    body = "\n".join(_html(groups))
    return (
        '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>Contrat de ville</title></head>'
        f"<body><nav><ul><li>Accueil</li><li>Contact</li></ul></nav><main>\n{body}\n</main>"
        "<footer>Mentions légales</footer></body></html>\n"
    ).encode()


def _html(groups: Sequence[Group]) -> Iterator[str]:
    opened = False
    for n, group in enumerate(groups):
        text = "<br>\n".join(map(escape, _bare(group)))
        if group.kind == "h1":
            yield ("</details>\n" if opened else "") + f"<details><summary>{text}</summary>"
            opened = True
        elif group.kind[0] == "h":
            yield f"<h{group.kind[1]}>{text}</h{group.kind[1]}>"
        elif group.kind == "r":
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in group.rows)
            yield f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        elif group.kind == "b":
            first, last = groups[n - 1].kind != "b" or not n, n + 1 == len(groups) or groups[n + 1].kind != "b"
            yield ("<ul>" if first else "") + f"<li>{text}</li>" + ("</ul>" if last else "")
        else:
            yield f"<p>{f'<strong>{text}</strong>' if group.kind == 't' else text}</p>"
    if opened:
        yield "</details>"


def _bare(group: Group) -> list[str]:
    """The lines of a group, without a bullet that the format prints by itself."""
    first = MARK.sub("", group.lines[0], count=1) if group.kind == "b" else group.lines[0]
    return [first, *group.lines[1:]]


def _restamped(data: bytes) -> bytes:
    """A package whose members all have the same date."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, STAMP), source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


WRITERS: dict[str, Callable[[Sequence[Group]], bytes]] = {".docx": docx, ".odt": odt, ".html": html}


def write(text: Path, target: Path) -> None:
    """Write a text in the format that the target's name asks for.

    Raises:
        KeyError: no writer makes files of that name.
    """
    groups = [group for page in pages_of(text, legible=True) for group in page]
    target.write_bytes(WRITERS[target.suffix](groups))


def main() -> None:
    """Write a text in another format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    write(args.text, args.output)


if __name__ == "__main__":
    main()
