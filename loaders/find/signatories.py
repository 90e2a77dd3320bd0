"""Signatories: the bodies that sign a contract. Enters: a View. Leaves: signings, each a body and where it is said.

Three sources: pages of signatures, lists of signatories in the text, and, when these say next to nothing, the
forewords, which are written by the heads of the bodies that sign. Persons are never named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from maillage.loaders.find.offices import body_of, is_body, office_in, trimmed, written
from maillage.loaders.find.persons import NAMED, is_person, without_person, without_somebody
from maillage.loaders.find.signature_cells import Cell
from maillage.loaders.find.signature_entries import Signing, join
from maillage.loaders.find.signature_lists import signature_lists
from maillage.loaders.find.signature_pages import signature_pages
from maillage.loaders.find.signature_parties import parties
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

__all__ = ["Signing", "find_signatories"]

_NOBODY: Mapping[str, str] = {}
ENOUGH = 3  # bodies; fewer are what is left of a page of signatures that is an image
FOREWORD_LINES, FOREWORD_SHARE = 400, 0.15  # forewords stand at the beginning
BESIDE = 3  # cells between a head's name and office
LONGEST = 110  # characters of a body's name

# "société d'HLM Le Toit d'Avray": what a landlord is in law is no part of its name.
_LEGAL_FORM = re.compile(r"(?:[Ss]ociété (?:anonyme )?|SA )d[’']HLM (?=[A-ZÀ-Ý])")
# "Val Habitat, office public de l'habitat": what a party is in law stands beside its name.
_KIND_ALONE = re.compile(
    r"(?:office public(?: de l'habitat)?|oph|esh|entreprise sociale pour l'habitat|societe (?:anonyme )?d'hlm|"
    r"etablissement public(?: de l'etat)?|association|societe cooperative|bailleur social|co-?signataires?)$"
)
_HEAD = re.compile(r"presid|prefe|maire|direct|rect(?:eur|rice)")  # heads of bodies, before looking closer


def find_signatories(view: View, names: Mapping[str, str] = _NOBODY) -> list[Signing]:
    """The bodies that sign the document's contracts, each once per contract, in the order of the text.

    ``names``: what towns and intercommunalities of the document sign as, by the comparable name of their place.
    """
    found = _clean(view, [*parties(view), *signature_pages(view, names), *signature_lists(view)], names)
    if len({key(s.body) for s in found}) < ENOUGH:
        found = _clean(view, [*found, *_forewords(view)], names)
    return sorted(found, key=lambda s: s.line)


def _clean(view: View, signings: Iterable[Signing], names: Mapping[str, str]) -> list[Signing]:
    """Names without what surrounds them, each body once per contract, nothing that may be a person."""
    kept: dict[tuple[str, str], Signing] = {}
    for signing in signings:
        body = names.get(key(signing.body)) or _named(signing.body, view)
        hint = trimmed(signing.contract_hint) if signing.contract_hint else None
        identity = (key(body), key(hint or ""))
        if (
            not identity[0]
            or ";" in body
            or _KIND_ALONE.match(fold(body))
            or len(body) > LONGEST
            or without_somebody(body) != body
        ):
            continue
        former = kept.get(identity)
        if former is None:
            kept[identity] = replace(signing, body=body, contract_hint=hint)
        elif former.function is None and signing.function:
            kept[identity] = replace(former, function=signing.function)
    return list(kept.values())


def _named(body: str, view: View) -> str:
    """A body's own name, as it is usually written, without the person or the legal form beside it."""
    name = written(without_somebody(trimmed(body)), view.body, view.folded)
    form = _LEGAL_FORM.match(name)
    return name[form.end() :] if form else name


def _forewords(view: View) -> Iterator[Signing]:
    """Bodies whose heads sign a foreword: named by its heading, or by the office beside the head's name."""
    found = _opening(view)
    heading = matcher("signature.foreword")
    folded = fold("\n".join(cell.text for cell in found)).split("\n")
    if not any(heading.pattern.match(text) for text in folded):
        return
    for at, cell in enumerate(found):
        opening = heading.pattern.match(folded[at])
        if opening:
            text = cell.text[opening.end() :]
            yield from _head(found, at, re.sub(r"^(?:du |de la |de l['’]|d['’]|des )", "", text))
        elif _HEAD.search(folded[at]) and office_in(without_person(cell.text)) and _beside_person(found, at):
            yield from _head(found, at, without_person(cell.text))


def _head(found: list[Cell], at: int, text: str) -> Iterator[Signing]:
    if not text.strip():
        return
    joined, _ = join(found, at, text)
    office = office_in(joined)
    body = body_of(office) if office else joined if is_body(joined) else None
    if body and len(body) < LONGEST:
        yield Signing(body, found[at].line, office.word if office else None, None)


def _beside_person(found: list[Cell], at: int) -> bool:
    around = found[max(0, at - 1) : at] + found[at + 1 : at + 1 + BESIDE]
    return any(is_person(cell.text) for cell in around) or bool(NAMED.match(found[at].text))


def _opening(view: View) -> list[Cell]:
    """The lines of the beginning, as cells."""
    cells, gap = [], 0
    for number in range(1, min(len(view.lines), max(FOREWORD_LINES, int(len(view.lines) * FOREWORD_SHARE))) + 1):
        text = view.lines[number - 1].strip()
        if text:
            cells.append(Cell(number, gap, text))
        gap = 0 if text else gap + 1
    return cells
