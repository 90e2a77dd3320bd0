"""Values of a page's address, which are text that strangers type, turned into what questions take."""

PAGE_SIZE = 50  # statements a page: about four screens


class BadValueError(ValueError):
    """A value of a page's address that cannot be used; the message is in French, for the visitor."""


def whole(name: str, text: str | None, default: int, least: int = 1, most: int = 1_000_000) -> int:
    """A whole number.

    Raises:
        BadValueError: it is none, or out of bounds.
    """
    if not text:
        return default
    try:
        value = int(text)
    except ValueError:
        raise BadValueError(f"« {name} » doit être un nombre entier : « {text[:40]} » n'en est pas un.") from None
    if not least <= value <= most:
        raise BadValueError(f"« {name} » doit être compris entre {least} et {most}.")
    return value


def share(name: str, text: str | None) -> float | None:
    """A number from 0 to 1, with a point or a comma; None when nothing was given.

    Raises:
        BadValueError: it is none, or out of bounds.
    """
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise BadValueError(f"« {name} » doit être un nombre entre 0 et 1.") from None
    if not 0 <= value <= 1:
        raise BadValueError(f"« {name} » doit être un nombre entre 0 et 1.")
    return value


def given(**values: str | int | float | None) -> dict[str, str | int | float]:
    """The values that are neither missing nor empty: a form sends the empty ones too."""
    return {name: value for name, value in values.items() if value not in (None, "")}


class MissingError(LookupError):
    """A page's address names a thing that the store does not hold; the message is in French, for the visitor."""
