"""Reasons: why a form of words was taken for a partner. Enters: a View, a mention. Leaves: codes of identity-reason."""

import re
from collections.abc import Mapping

from maillage.loaders.view import View
from maillage.ontology.thesaurus import Concept

SAME_WORDS = "same-words"
# Of partners that the document itself names; others have the same words.
BY_TYPE = {"commune": "same-town", "epci": "same-intercommunality"}

_DEFINED = re.compile(r"\(([A-Z][A-Za-z&0-9-]{1,9})\)")


def why(concept: Concept, printed: object, usual: Mapping[str, object], concept_meant: str | None) -> str:
    """Why a mention of a concept means a partner.

    Args:
        concept: the concept that the thesaurus gives for the form.
        printed: the territory printed after it, if any.
        usual: the territories that the document prints after concepts most often, by notation.
        concept_meant: the IRI of the concept that the partner is of.
    """
    if concept_meant is not None and concept_meant != concept.iri:
        return "speaks-for"
    if printed:
        return "printed-territory"
    if concept.notation in usual:
        return "usual-territory"
    return "contract-territory" if concept.territorial in ("departement", "region") else "official-name"


def defined_acronyms(view: View) -> dict[str, int]:
    """Acronym → the line that first prints it in parentheses, after the name it stands for."""
    found: dict[str, int] = {}
    for match in _DEFINED.finditer(view.body):
        found.setdefault(match[1], view.line_at(match.start()))
    return found
