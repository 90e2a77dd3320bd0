"""Templates → HTML: the environment that every page shares, with its filters and its menu."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from maillage.viz import links, wording

FOLDER = Path(__file__).parent
MENU = (
    (links.HOME, "Accueil"),
    (links.MATRIX, "Matrice de couverture"),
    (links.COMMITMENTS, "Engagements"),
    (links.DISPOSITIFS, "Dispositifs"),
    (links.NETWORK, "Réseau"),
    (links.GAPS, "Lacunes"),
)


def static_dir() -> Path:
    """The folder that is served at ``links.STATIC``."""
    return FOLDER / "static"


def page(template: str, here: str = "", **values: Any) -> str:
    """A template filled with values; ``here`` is the path of the menu's current entry."""
    shown = {"data": None, "sought": "", **values}
    return _environment().get_template(f"{template}.html").render(here=here, **shown)


def error_page(title: str, message: str, advice: str = "", candidates: list[tuple[str, str]] | None = None) -> str:
    """What a visitor sees when a page cannot be shown; ``candidates`` are (IRI, label) pairs that may be meant."""
    return page("error", heading=title, message=message, advice=advice, candidates=candidates or [])


def shorten(text: str | None, length: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis."""
    text = text or ""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def unquoted(text: str | None) -> str:
    """A passage without the quotation marks that it opens or ends with and that the page prints around it."""
    text = (text or "").strip()
    if text.startswith("«") and "»" not in text[:-1]:
        text = text[1:].lstrip()
    return text[:-1].rstrip() if text.endswith("»") and "«" not in text else text


@cache
def _environment() -> Environment:
    # A column that a question does not give is an error of ours, not an empty cell: StrictUndefined.
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "shorten": shorten,
        "unquoted": unquoted,
        "confidence": wording.confidence,
        "number": wording.number,
        "percent": wording.percent,
        "interval": wording.interval,
        "count": wording.count,
        "scope": lambda value: wording.word(wording.SCOPES, value),
        "origin": lambda value: wording.word(wording.ORIGINS, value),
    }
    made.globals |= {"links": links, "menu": MENU}
    return made
