"""One table: each typed error → exit code of a command, HTTP status and French title of a page.

Errors are named by their dotted path, not imported: a command that only prints its help loads no store. A test
resolves every path.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a door does with an error."""

    exit_code: int
    status: int
    title: str  # in French, for a page
    advice: str  # in French, what the visitor can do


TABLE: dict[str, Outcome] = {
    "maillage.api.settings.SettingError": Outcome(
        2, 500, "Réglage invalide", "Corrigez la variable d'environnement citée."
    ),
}


def outcome(error: BaseException) -> Outcome | None:
    """The line of the table for an error or the nearest of its ancestors; None when nobody expected it."""
    for kind in type(error).__mro__:
        found = TABLE.get(f"{kind.__module__}.{kind.__qualname__}")
        if found is not None:
            return found
    return None


def exit_code_of(error: BaseException) -> int | None:
    """Exit code of a command that met the error; None when it is not in the table."""
    found = outcome(error)
    return found.exit_code if found else None


def explain(error: BaseException) -> str:
    """The error on one line, as the command line says it."""
    return " ".join(str(error).split()) or type(error).__name__
