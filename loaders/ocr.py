"""OCR: pages that are only pictures → a PDF that says what they show. A program of its own does it, when installed.

``ocrmypdf`` drives Tesseract; both, and Tesseract's French, are packages of the system and no part of this one. Nothing
is sent anywhere.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from maillage.loaders.read_errors import ReadError, ScannedError

PROGRAM, LANGUAGE = "ocrmypdf", "fra"
SECONDS, SECONDS_A_PAGE = 60, 30  # at most; a page of text takes 2 to 5 on one core
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}  # of each Tesseract: ocrmypdf runs one a core, and more only wait for each other
DPI = 300  # of images, whatever they say of themselves: what scanners give, and Tesseract was trained on
INSTALL = "install ocrmypdf and tesseract-ocr-fra and read it again, or run OCR on it and give the searchable PDF"
AGAIN = "scan it again, upright and at 300 dpi, or give the document it was printed from"


@cache
def is_installed() -> bool:
    """Whether this machine has the program, and its French."""
    tesseract = shutil.which("tesseract")
    if tesseract is None or shutil.which(PROGRAM) is None:
        return False
    asked = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False)
    return LANGUAGE in asked.stdout.split()


def searchable(path: Path, data: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of a scanned PDF or of an image, with the text that its pictures show.

    Args:
        path: what an error names.
        data: the scan.
        pages: numbers of the pages of a PDF to look at; none for an image.

    Raises:
        ScannedError: the program is not installed, took too long, or failed.
    """
    if not is_installed():
        raise ScannedError(path, "it is an image, and no OCR for French is installed here", INSTALL)
    chosen = ["--pages", ",".join(map(str, pages))] if pages else ["--image-dpi", str(DPI)]
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "scan", Path(folder) / "lisible.pdf"
        source.write_bytes(data)
        command = [
            PROGRAM, "--quiet", "--language", LANGUAGE, "--force-ocr", "--rotate-pages", "--output-type", "pdf",
            "--optimize", "0", *chosen, str(source), str(target),
        ]  # fmt: skip
        said = _run(path, command, SECONDS + SECONDS_A_PAGE * max(1, len(pages)))
        if not target.exists():
            raise _failed(path, said)
        return target.read_bytes()


def _run(path: Path, command: Sequence[str], seconds: int) -> str:
    """Run the program and what it starts; the last thing it says. All of it is ended when the time is over."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        errors="replace", start_new_session=True, env=os.environ | ONE_THREAD,
    ) as process:  # fmt: skip
        try:
            said = process.communicate(timeout=seconds)[1].strip()
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, signal.SIGKILL)
            raise ScannedError(path, f"OCR took more than {seconds} seconds", "split the file") from error
    return said.splitlines()[-1] if said else ""


def _failed(path: Path, said: str) -> ReadError:
    return ScannedError(path, f"OCR failed on it ({said or 'it does not say why'})", AGAIN)
