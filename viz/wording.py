"""The words that readers see for codes and numbers, in French. Codes of the thesauri have their labels there."""

from collections.abc import Mapping

# A mean of rules' confidences: below the first bound a reader should check every quote.
DOUBTFUL = 0.6
CONFIDENCES = ((0.8, "élevée"), (DOUBTFUL, "moyenne"), (0.0, "faible"))

ORIGINS: Mapping[str, str] = {
    "statement": "dit dans la phrase elle-même",
    "bullet": "hérité de la puce dont la phrase dépend",
    "heading": "hérité du titre au-dessus de la phrase",
    "chapter": "hérité du chapitre",
    "column": "lu dans la colonne ou l'en-tête du tableau",
    "default": "attribué par défaut : le texte ne nomme personne",
    "none": "non attribué",
}

SCOPES: Mapping[str, str] = {
    "stated-all": "tous les quartiers du contrat, dit dans le document",
    "commune": "tous les quartiers de la commune dont c'est le chapitre",
    "named": "les quartiers nommés",
    "unstated": "non précisé : rien ne restreint l'engagement à certains quartiers",
}

GAPS: Mapping[str, tuple[str, str]] = {
    "no-commitment-found": (
        "Défis sans engagement trouvé",
        "Aucun engagement trouvé sur ces défis. Cela ne prouve pas qu'il n'y en a pas : ils peuvent "
        "se trouver dans une page non lue, une annexe absente, ou sous un titre qui n'a pas été relié au défi.",
    ),
    "no-partner-named": (
        "Défis dont les engagements ne nomment personne",
        "Les engagements trouvés n'ont pu être rattachés à aucun partenaire : le texte ne le dit pas, ou la lecture "
        "ne l'a pas vu.",
    ),
    "one-partner": (
        "Défis portés par un seul partenaire",
        "Un seul partenaire identifié y prend des engagements : son retrait laisserait le défi sans porteur connu.",
    ),
    "collective-only": (
        "Défis portés seulement par « les partenaires du contrat »",
        "Les engagements trouvés sont pris collectivement : aucun organisme n'est nommé responsable.",
    ),
    "no-deadline": (
        "Défis sans aucune échéance trouvée",
        "Aucun des engagements trouvés ne porte de date ; le suivi annuel ne pourra pas dire s'ils sont en retard.",
    ),
    "no-indicator": (
        "Défis sans aucun indicateur trouvé",
        "Aucun des engagements trouvés n'est accompagné d'indicateurs de suivi.",
    ),
}

ENTITIES: Mapping[str, tuple[str, str]] = {
    "contract": ("contrat", "contrats"),
    "partner": ("partenaire", "partenaires"),
    "defi": ("défi", "défis"),
    "qpv": ("quartier", "quartiers"),
    "dispositif": ("dispositif", "dispositifs"),
    "commitment": ("engagement", "engagements"),
    "document": ("document", "documents"),
}


def code(value: str | None) -> str:
    """The code that a concept's IRI ends with, or a code as facts write it: ``stated_all`` → ``stated-all``."""
    return (value or "").rsplit("/", 1)[-1].replace("_", "-")


def word(table: Mapping[str, str], value: str | None) -> str:
    """A code's words; a code that the table lacks (or a label already in French) is shown as it is."""
    return table.get(code(value), value or "")


def confidence(value: float | None) -> str:
    """A confidence in words and number: 0.86 → "élevée (0,86)"."""
    if value is None:
        return "inconnue"
    words = next(word for bound, word in CONFIDENCES if value >= bound)
    return f"{words} ({number(round(value, 2))})"


def number(value: int | float | None) -> str:
    """A number as French prints it: 12345 → "12 345", 0.5 → "0,5"."""
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6g}"
    return text.replace(",", "\u202f").replace(".", ",")


def percent(share: float | None) -> str:
    """A share as a whole percentage: 0.721 → "72 %"; what is not whole is never rounded to all or nothing."""
    if share is None:
        return ""
    whole = round(share * 100)
    return f"{min(max(whole, 1), 99) if 0 < share < 1 else whole}\u00a0%"


def interval(low: float, high: float) -> str:
    """The bounds of a share: 0.478, 0.561 → "48 à 56 %"."""
    return f"{percent(low)[:-2]}\u00a0à\u00a0{percent(high)}"


def day(stamp: str) -> str:
    """The day of an ISO 8601 time: "2030-01-02T03:04:05Z" → "02/01/2030"."""
    return "/".join(reversed(stamp[:10].split("-")))


def count(value: int | None, one: str, many: str | None = None) -> str:
    """A counted noun: 0 and 1 are singular in French; the plural adds an s unless given."""
    value = value or 0
    return f"{number(value)}\u00a0{one if abs(value) < 2 else many or one + 's'}"


def numbered(number: str | None, label: str) -> str:
    """A défi's label after its number, when it has one."""
    return f"{number} — {label}" if number else label
