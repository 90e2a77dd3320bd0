"""Read one text of 50 MB, in a process of its own: wall time and peak memory.

python bench/large.py                                # the invented contract of examples/, over and over
python bench/large.py --documents ../shared/corpus   # the texts of a folder, over and over
"""

import argparse
import itertools
import resource
import sys
import tempfile
import time
from pathlib import Path

from maillage.loaders import read_documents

SIZE_BYTES = 50_000_000
LIMIT_MB = 1000
KB = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts bytes on macOS, kilobytes on Linux (getrusage(2))


def write_large(folder: Path, target: Path) -> None:
    """The texts of a folder one after the other, as often as it takes to reach the size.

    Raises:
        FileNotFoundError: no text in the folder.
    """
    texts = sorted(folder.glob("*.txt"))
    if not texts:
        raise FileNotFoundError(f"{folder} holds no text (*.txt)")
    with target.open("wb") as file:
        for text in itertools.cycle(texts):
            file.write(text.read_bytes())
            if file.tell() >= SIZE_BYTES:
                file.truncate(SIZE_BYTES)
                return


def main() -> int:
    """Print seconds and megabytes; 0 when the memory stays within its limit, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=Path, default=Path("examples"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        large = Path(home) / "large.txt"
        write_large(args.documents, large)
        start = time.perf_counter()
        report = read_documents([large], base="https://example.org/", facts_dir=Path(home) / "facts")
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KB / 1e6
    print(f"{SIZE_BYTES / 1e6:.0f} MB read in {seconds:.0f} s, {peak:.0f} MB at most (limit {LIMIT_MB})")
    return 0 if report.read and peak <= LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
