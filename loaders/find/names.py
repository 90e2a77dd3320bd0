"""What a proper name looks like in these documents; the shared parts of the finders' patterns."""

import re

_JOIN = r"(?:de|du|des|la|le|les|en|sur|sous|et|lès|lez|aux?|d[’']|l[’'])"
_CAP = r"[A-ZÀ-ÝŒ][\wÀ-ÿœ’']*"
# A capitalised word, then more of them, joined by hyphens, spaces or small words.
NAME = (
    rf"{_CAP}(?:(?: ?[-–/] ?|[ -]{_JOIN}(?:[ -]{_JOIN})?[ -]?|[’'-]| ){_CAP}|-{_JOIN}-{_CAP}|-[a-zà-ÿ]+(?=[-\s.,;)]))*"
)
OF = r"(?:de la |de l[’']|de |du |des |d[’'])"

_LIST_PART = re.compile(r"\s*(?:,|;|\bet\b|\n)\s*")
_NAME_ONLY = re.compile(rf"(?:{OF}|l[’']|le |la |les )?({NAME})$")
_SMALL = {"de", "du", "des", "la", "le", "les", "en", "sur", "sous", "et", "lès", "lez", "aux", "au", "à", "d", "l"}


def listed_names(text: str) -> list[str]:
    """The proper names of an enumeration: "Avray, Bel-Air et Corbie" → three names; anything else in it is left out."""
    names = (_NAME_ONLY.match(part.strip(" .•-–")) for part in _LIST_PART.split(text))
    return [m[1].strip() for m in names if m]


def title_case(name: str) -> str:
    """A name printed in capitals as it is usually written: "NEUF-MESNIL" → "Neuf-Mesnil"; others unchanged."""
    if not name.isupper():
        return name
    parts = re.split(r"([\s’'-]+)", name.lower())
    return "".join(p if p in _SMALL and i else p[:1].upper() + p[1:] for i, p in enumerate(parts))


def of_form(name: str) -> str:
    """ "Ville de Corbie", "Ville d'Avray": the small word a town's name takes."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d'{name}" if name[:1] in "AEIOUYÀÂÉÈÊÎÔÛŒH" else f"de {name}"
