"""Build the files of this folder from invented contracts: the same words in the formats that people send.

    python tests/formats/make_formats.py [FOLDER]     write into FOLDER, by default beside this file

Same texts, same documents: a test builds them again and reads both. What a careful reader finds in each is kept as
JSON: beside the contract for a contract, in this folder for the table of actions and the scanned page.
"""

import csv
import io
import json
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
import office
import typeset

HERE = Path(__file__).parent
CONTRACTS = HERE.parent / "contracts"
OFFICE = ("metropole-de-sauvignac.docx", "rives-du-tarnois.html", "communaute-urbaine-vallonne.odt")
DPI = 150


def table() -> list[list[str]]:
    """The table of actions, its title and its heads first."""
    told = json.loads((HERE / "fiches-actions.json").read_text("utf-8"))
    return [[told["title"]], [told["note"]], [], told["heads"], *told["rows"]]


def xlsx(target: Path) -> None:
    """The table of actions as a spreadsheet."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Fiches actions"
    for row in table():
        book.active.append([cell or None for cell in row])
    book.save(target)


def csv_file(target: Path) -> None:
    """The table of actions as a text table."""
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="\n").writerows(table())
    target.write_text(made.getvalue(), "utf-8")


def scan(target: Path) -> None:
    """A page as a scanner gives it: a picture, without any text."""
    import pypdfium2
    import typst

    typeset.typeset(HERE / "page-scannee.txt", target)
    with pypdfium2.PdfDocument(target) as document:
        image = document[0].render(scale=DPI / 72, grayscale=True)
        rows = (bytes(image.buffer)[y * image.stride :][: image.width] for y in range(image.height))
        data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    head = struct.pack(">IIBBBBB", image.width, image.height, 8, 0, 0, 0, 0)
    chunks = b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b"")))
    picture = target.with_suffix(".png")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    page = f'#set document(date: none)\n#set page(margin: 0pt)\n#image("{picture.name}", width: 100%, height: 100%)'
    around = target.with_suffix(".typ")
    around.write_text(page, "utf-8")
    typst.compile(around, output=target, timestamp=typeset.EPOCH)
    around.unlink()
    picture.unlink()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


OTHERS: dict[str, Callable[[Path], None]] = {
    "fiches-actions.xlsx": xlsx,
    "fiches-actions.csv": csv_file,
    "page-scannee.pdf": scan,
}


def build(folder: Path) -> list[Path]:
    """Write every file into a folder; the files written."""
    for name in OFFICE:
        office.write(CONTRACTS / f"{Path(name).stem}.txt", folder / name)
    for name, make in OTHERS.items():
        make(folder / name)
    return [folder / name for name in (*OFFICE, *OTHERS)]


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path)
