"""Amounts and deadlines said in a statement. Enters: its text. Leaves: the first of each, as printed."""

import re

_AMOUNT = re.compile(
    r"\b\d{1,3}(?:[ .]\d{3})*(?:,\d+)? ?(?:€|euros?\b|k€|K€|M€|millions? d[’'e]\s?euros?|milliards? d[’'e]\s?euros?)"
    r"(?: (?:par|/) ?(?:an|élève|habitant|logement|mois))?"
)
_YEARS = re.compile(r"\b(20[2-4]\d) ?[-–/] ?(20[2-4]\d)\b")
_YEAR = re.compile(
    r"\b(?:(?:d[’']ici(?: à)?|à l[’']horizon|avant|fin|courant|en|pour|à partir de|dès|début|printemps|été|automne|"
    r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|semestre|année|"
    r"dans un délai de) )+(?:la fin )?(20[2-5]\d)\b",
    re.IGNORECASE,
)
EARLIEST = "2024"  # the first year of the contracts read; an earlier one is history


def amount_in(text: str) -> str | None:
    """The first sum of money, with its unit, as printed: "15 M€ par an"."""
    match = _AMOUNT.search(text) if "€" in text or "euro" in text else None  # most sentences name no sum
    return match[0].strip() if match else None


def deadline_in(text: str) -> str | None:
    """The first period or year to come: "2024-2027", "2026"."""
    if "20" not in text:  # nor a year
        return None
    period = _YEARS.search(text)
    if period and period[2] >= EARLIEST:
        return f"{period[1]}-{period[2]}"
    return next((m[1] for m in _YEAR.finditer(text) if m[1] >= EARLIEST), None)
