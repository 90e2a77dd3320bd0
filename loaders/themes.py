"""Themes: labels and statements aligned to the shared themes by the trigger words of the thesaurus of themes."""

from functools import cache

import ahocorasick

from maillage.loaders.fold import fold, singular_words
from maillage.ontology.thesaurus import load_scheme


def themes_of(text: str) -> tuple[str, ...]:
    """Codes of the themes whose words a text contains, sorted."""
    hay = f" {singular_words(fold(text))} "
    return tuple(sorted({code for _, codes in _triggers().iter(hay) for code in codes}))


@cache
def _triggers() -> ahocorasick.Automaton:
    words: dict[str, set[str]] = {}
    for concept in load_scheme("theme").values():
        for label in (concept.pref_label, *concept.alt_labels, *concept.hidden_labels):
            words.setdefault(singular_words(fold(label)), set()).add(concept.notation)
    automaton = ahocorasick.Automaton()
    for label, codes in words.items():
        automaton.add_word(f" {label} ", tuple(sorted(codes)))
    automaton.make_automaton()
    return automaton
