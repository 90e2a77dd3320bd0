"""Build the PDF among the examples from its source. The PDF is committed, so that reading the examples needs no typst.

    python examples/make_examples.py [FOLDER]     write into FOLDER, by default beside the source

Same source, same bytes: fonts are those that typst brings, and no date is written.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

HERE = Path(__file__).parent
EPOCH = datetime(2024, 7, 1, tzinfo=UTC)


def build(folder: Path) -> list[Path]:
    """Compile every source beside this file into ``folder``; the PDFs written."""
    written = []
    for source in sorted(HERE.glob("*.typ")):
        target = folder / source.with_suffix(".pdf").name
        typst.compile(source, output=target, ignore_system_fonts=True, timestamp=EPOCH)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path)
