"""Place names: what a pattern caught too much of. Enters: a name with what stands beside it. Leaves: the name.

In flat text a name runs on into the next sentence ("Corbie Le"), the next body ("Corbie et Commune d'Avray"), a
heading ("Corbie – Livret") or, in signatures, the head's own name.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from maillage.loaders.find.names import OF, title_case
from maillage.loaders.find.persons import first_names
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View
from maillage.ontology.thesaurus import load_scheme

_NEXT_WORD = re.compile(
    r"(?:^|\s)(?:Le|La|Les|L[’']|En|Et|Où|Pour|Par|Dans|Avec|Sur|Une?|Cette|Ce|Ces|Il|Elle|Au|Aux|À|Article|Contrat|CONTRAT)$"
)
_NEXT_BODY = re.compile(
    r",? (?:et |ou )?(?:la |le |les |l[’'])?(?=(?:Communes?|Communautés?|Métropole|Villes?|Mairies?|Maires?|"
    r"Département|Région|Conseil|Préfecture|Préfète?|État|Etat|Président\w*|Caisse|Banque|Agence)\b)"
)
_TELLS_APART = re.compile(r" (?:sur|sou|le|la|l|en|de|du|d|aux?|lez) ")  # as ``key`` has them, without a final s
_LAST = re.compile(rf" (?:{OF})?(?=[A-ZÀ-Ý])")
_ASIDE = re.compile(r"\s+[–-]\s+")
_LEFT = re.compile(r"[\s,;:–-]+(?:(?:de la|de l[’']|de|du|des|d[’']|et|la|le|les)\s*)?$")


def clean(name: str) -> str:
    """A place's name without the words after it that are no part of it; "" when nothing is left."""
    name = _NEXT_BODY.split(name, maxsplit=1)[0] if _NEXT_BODY.search(name, 1) else name
    name = _before_capitals(_before_territory(name))
    first = next((at for at in first_names(name) if at), len(name))
    name = name[:first]
    while match := _NEXT_WORD.search(name):
        name = name[: match.start()]
    return _LEFT.sub("", name).strip()


def _before_territory(name: str) -> str:
    """ "Grand Corbie – Orne – Normandie" → "Grand Corbie": on a cover the department and region stand beside."""
    parts = _ASIDE.split(name)
    kept = next((i for i, part in enumerate(parts) if i and key(part) in _territory_names()), len(parts))
    return name if kept == len(parts) else " – ".join(parts[:kept])


@cache
def _territory_names() -> frozenset[str]:
    return frozenset(key(concept.pref_label) for concept in load_scheme("territory").values())


def _before_capitals(name: str) -> str:
    """ "Avray Igor MARTEL" → "Avray": a last name in capitals, and the first name before it, are the head's."""
    words = name.split(" ")
    if name.isupper() or len(words) < 3:
        return name
    last = next((i for i, w in enumerate(words) if i > 1 and len(w) > 3 and w.isupper()), None)
    return name if last is None else " ".join(words[: last - 1])


def count(name: str, names: Counter[str], written: dict[str, str]) -> None:
    """Count one more time that a name is printed, and keep how it is written: not in capitals, if it may be."""
    name = name.strip(" .’'-")
    identity = key(name)
    acronym = name.isupper() and " " not in name and "-" not in name and len(name) <= 6
    if len(identity) > 2 and len(identity.split()) <= 6 and not acronym:
        names[identity] += 1
        if identity not in written or written[identity].isupper():
            written[identity] = title_case(name)


def first_line(view: View, position: int, name: str) -> str:
    """A name that runs over a line's end, cut there when the text has its first part more often than the whole."""
    line = view.line_at(position)
    spaces = (i for i, letter in enumerate(name) if letter == " " and view.line_at(position + i + 1) != line)
    cut = next(spaces, None)
    return name if cut is None or view.body.count(name[:cut]) <= view.body.count(name) else name[:cut]


def shorter(counts: Counter[str], written: dict[str, str]) -> dict[str, str]:
    """Comparable names that are another one and what happened to stand after it → that other one.

    ``counts``: how often each is printed; ``written``: each as printed. "Corbie-Avray" is no "Corbie": only a
    space or a dash between spaces parts a name from what follows.
    """
    known_as = {fold(name): identity for identity, name in written.items()}
    found: dict[str, str] = {}
    for name in sorted(counts):
        words = written[name].split(" ")
        for length in range(1, len(words)):
            head, rest = " ".join(words[:length]), words[length:]
            known = known_as.get(fold(head))
            apart = rest[0] == "et" or not rest[0][:1].islower()
            if known and known != name and counts[known] >= counts[name] and apart:
                found[name] = known
                break
        else:
            aside = _ASIDE.split(written[name])[0]
            if aside != written[name] and (known := known_as.get(fold(aside))):
                found[name] = known
    return found


def last_place(name: str, counts: Mapping[str, int]) -> str | None:
    """What a name ends with when that is a place named more often: "Plan vélo d'Avray" → "Avray".

    ``counts``: how often each comparable name is printed.
    """
    ends = (name[m.end() :] for m in _LAST.finditer(name))
    return next((end for end in ends if counts.get(key(end), 0) > counts.get(key(name), 0)), None)


def short_towns(names: Mapping[str, str]) -> dict[str, str]:
    """Comparable names of towns that are another one's without what tells it apart, → that other one.

    "Saint-Loup" beside one "Saint-Loup-sur-Aulne" only is the same town; "Corbie-Avray" is no "Corbie".
    """
    found: dict[str, str] = {}
    for short in names:
        longer = [name for name in names if _TELLS_APART.match(name, len(short)) and name.startswith(f"{short} ")]
        if len(longer) == 1:
            found[short] = longer[0]
    return found
