"""The settings: one table of environment variables, read once into one frozen record.

Command-line options of the same name win over the environment.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from maillage.ontology.terms import BASE


class SettingError(ValueError):
    """An environment variable holds a value that its setting cannot take; the message names it and what it expects."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things live and how far requests may go."""

    home: Path  # facts, decisions and stores
    base: str  # start of the IRIs of what is read
    host: str
    port: int
    size_limit: int  # bytes; larger files are refused
    store_url: str | None  # SPARQL endpoint of a remote store instead of the embedded one
    query_seconds: float  # time limit of a query that a visitor wrote
    reference: Path | None  # official list of QPV

    @property
    def facts(self) -> Path:
        """Folder of the facts, one file a document."""
        return self.home / "facts"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, its default as text, and what it means."""

    name: str
    default: str
    meaning: str


VARIABLES = {
    "home": Variable("MAILLAGE_HOME", ".maillage", "folder of facts, decisions and stores"),
    "base": Variable("MAILLAGE_BASE", BASE, "start of the IRIs of what is read; ends with / or #"),
    "host": Variable("MAILLAGE_HOST", "127.0.0.1", "address the server listens on"),
    "port": Variable("MAILLAGE_PORT", "8000", "port the server listens on"),
    "size_limit": Variable("MAILLAGE_SIZE_LIMIT", "100", "megabytes; a larger file is refused"),
    "store_url": Variable(
        "MAILLAGE_STORE_URL",
        "",
        "SPARQL 1.1 endpoint to ask instead of the embedded store; give it what `maillage export rdf` writes",
    ),
    "query_seconds": Variable("MAILLAGE_QUERY_SECONDS", "10", "seconds before a SPARQL query is stopped"),
    "reference": Variable("MAILLAGE_REFERENCE", "", "CSV file of the official list of QPV; empty: none"),
}


def _number(variable: Variable, text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise SettingError(f"{variable.name}: {text!r} is not a number from {least:g} to {most:g} ({variable.meaning})")
    return value


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment gives, defaults elsewhere.

    Raises:
        SettingError: a value cannot be taken.
    """
    text = {key: environment.get(variable.name) or variable.default for key, variable in VARIABLES.items()}

    def number(key: str, least: float, most: float) -> float:
        return _number(VARIABLES[key], text[key], least, most)

    if not text["base"].startswith(("http://", "https://")) or text["base"][-1] not in "/#":
        raise SettingError(f"MAILLAGE_BASE: {text['base']!r} is not an http(s) address ending with / or #")
    return Settings(
        home=Path(text["home"]),
        base=text["base"],
        host=text["host"],
        port=int(number("port", 0, 65535)),
        size_limit=int(number("size_limit", 0.001, 1e6) * 1_000_000),
        store_url=text["store_url"] or None,
        query_seconds=number("query_seconds", 0.1, 3600),
        reference=Path(text["reference"]) if text["reference"] else None,
    )
