"""Intercommunalities as a text names them: "Avray Métropole", "Communauté d'agglomération de Corbie".

Enters: a text. Leaves: mentions. What is printed beside the word for the kind may be something else: the head who
signs, the next column.
"""

import re
from collections.abc import Iterator
from functools import cache

from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.names import NAME, OF
from maillage.loaders.find.offices import office_in
from maillage.loaders.find.persons import NAMED, first_names, is_person
from maillage.loaders.find.place_names import clean
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View
from maillage.ontology.thesaurus import load_scheme

KIND = (
    r"[Cc]ommunaut[ée]s? (?:[Dd][’'][Aa]gglom[ée]ration|[Uu]rbaine|[Dd]e [Cc]ommunes)|"
    r"[ÉE]tablissement [Pp]ublic [Tt]erritorial|[ÉE]TABLISSEMENT PUBLIC TERRITORIAL|EPT(?= [A-ZÀ-Ý][a-zà-ÿ])|"
    r"COMMUNAUT[ÉE] (?:D[’']AGGLOM[ÉE]RATION|URBAINE|DE COMMUNES)|"
    r"(?:(?<=[Ll][’'])a|A)gglo(?:mération)?(?= (?:d[eu] |des |d[’']))"
)
_EPCI = re.compile(
    rf"(?P<kind>{KIND})(?P<of> (?:{OF}|de |DE L[’']|D[EU] (?:LA )?|DES |D[’']))? ?"
    rf"(?P<name>{NAME}(?:, [A-Z][\w’ -]+?(?= ?[(,.;:\n]))?)"
    rf"(?: ?\((?P<acronym>[A-Z0-9]{{2,8}})\))?"
    rf"|(?P<metropole>\b(?:Euro)?[Mm]étropole (?P<mof>{OF})?(?P<mname>{NAME}))"
)
# "Corbie Métropole": the name stands before the word, so the word is looked for first.
_AFTER_NAME = re.compile(
    r" (?:[Mm]étropole|[Aa]gglomération|Agglo|MÉTROPOLE|AGGLOMÉRATION|AGGLO)\b"
    r"(?! (?:de |du |des |de la |d[’'])[A-ZÀ-Ý])"
)  # "Avray Habitat  Agglo des Deux Vals" of two columns names another
_NAME_BEFORE = re.compile(rf"(?P<name>{NAME})$")
_DETERMINER = re.compile(r"(?:Mon|Notre|Votre|Leur|Une?|Cette|Chaque|Toute)\b|L[ae]$")
_ACTS = {"contrat", "contrats", "convention", "annexe", "annexes", "deliberation", "projet", "protocole", "avenant"}
_ACRONYM = re.compile(r"[A-Z]{3,6}$")
_BESIDE = re.compile(
    rf"(?:[ÉE]tat|Président\w*|Vice-président\w*|Préfet\w*|Région|Département)(?: et (?:la )?| ?/ ?| {OF})(?=[A-ZÀ-Ý])"
)
# The heads of two columns of a signature page, on one line: the last one is of the body named after it.
_HEADS = re.compile(rf".*\b(?:Président|Vice-président|Préfet|Maire)\w* {OF}(?=[A-ZÀ-Ý])")
_HEAD_OF = re.compile(rf"\b{OF}")
NAME_REACH = 60  # characters before the word in which the name must fit


Mention = tuple[int, str, str, str | None]  # position, place, form as printed, acronym


def epci_mentions(view: View) -> Iterator[Mention]:
    """(position, place, form as printed, acronym) of each intercommunality named."""
    body = view.body
    for match in _EPCI.finditer(body):
        beside = match["name"] or match["mname"] if not (match["of"] or match["mof"]) else None
        below = bool(match["name"]) and view.line_at(match.start()) != view.line_at(match.start("name"))
        if beside and (_is_other(beside, below=below) or _named_before(body, match)):
            continue
        printed = match["name"] or match["mname"]
        name = clean(printed)
        form = match[0].split(" (")[0].strip().removesuffix(printed) + name
        if name:
            yield match.start(), name, form, match["acronym"]
    for word in _AFTER_NAME.finditer(body):
        if name := _name_before(body, word.start()):
            yield word.start() - len(name), name, name + word[0], None


def _named_before(body: str, match: re.Match[str]) -> bool:
    """Whether "Métropole" ends a name, and begins none: what is printed after "Avray Métropole" is something else."""
    return bool(match["mname"]) and bool(_name_before(body, match.start() - 1))


def _name_before(body: str, end: int) -> str:
    """The name that ends there, before "Métropole" or "Agglomération"; "" where none does."""
    before = _NAME_BEFORE.search(body[max(0, end - NAME_REACH) : end])
    name = _after_head(before["name"]) if before else ""
    other = _DETERMINER.match(name) or _ACRONYM.match(name) or office_in(name)
    return "" if other or (known_body(name) and not name.isupper()) else name  # "CCI Val Métropole"


def _is_other(beside: str, *, below: bool) -> bool:
    """Whether what stands right after an intercommunality's word is none of its name; ``below``: on the next line.

    In signatures the head's name follows, or the head of the next column; in a table, the body of the next cell.
    """
    words = key(beside).split()
    if words and words[0] in _ACTS:  # the title of the document, on the next line
        return True
    if words[-1] in ("metropole", "agglomeration", "agglo"):  # "Métropole" in a heading over "La Métropole finance…"
        return True
    if any(" ".join(words[:n]) in body_names() for n in range(1, len(words) + 1)):
        return True
    if below and is_person(beside):
        return True
    return bool(first_names(beside) or NAMED.match(beside) or office_in(beside))


def _after_head(name: str) -> str:
    """ "Paul HÊTRE, Président d’Avray" → "Avray"; "" when nothing but a person or heads of columns may be left."""
    beside = _HEADS.match(name)
    name = name[beside.end() :] if beside else _BESIDE.sub("", name, count=1) if _BESIDE.match(name) else name
    if any(matcher("column").search(fold(word)) for word in name.split()):
        return ""
    if first_names(name) or (NAMED.search(name) and office_in(name)):
        parts = _HEAD_OF.split(name)
        return parts[-1] if len(parts) > 1 else ""
    return name


@cache
def body_names() -> frozenset[str]:
    """Names of kinds of bodies: "Région" is no town, whatever stands before it."""
    return frozenset(key(label) for c in load_scheme("partner").values() for label in (c.pref_label, *c.alt_labels))
