"""Subjects: who acts in a sentence. Enters: a folded sentence and the partners named in it. Leaves: those that act.

A partner acts when it is the subject of a verb of offer or pledge, the agent of a passive, or joined to one that is.
"""

import re
from collections.abc import Collection, Sequence

from maillage.loaders.find.partners import Seen
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

# What a body is, said before its name.
KINDS_OF = "bailleur(?: social)?|association|operateur|structure|societe|start-up|collectif|club|regie|cooperative"
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:avec|par|de|du|des|aux?|en|via|dans|pour|sur|entre|chez|comme|dont|que|et|ou|a)\b ?|\b(?:d|qu)'|[(/] ?)"
    rf"(?:l'|la |le |les |son |ses |nos )?(?:(?:{KINDS_OF}) (?:\" ?)?)?$"
)
# After another name, and its acronym: one of a list.
_LISTED = re.compile(r"(?: ?\([^()]{1,20}\))?, ?(?:l'|la |le |les |son |ses |nos )?$")
_JOINED = re.compile(r"(?: [a-z' -]{1,25})?(?:,| ,| et) (?:l'|la |le |les )?")  # between one subject and the next
_AGENT = re.compile(
    r"\b(?:pilote|porte|deploye|anime|finance|mene|realise|assure|propose|organise|cofinance|coordonne|conduit|soutenu|"
    r"initie|gere|exploite|copilote|recrute|dispense|subventionne|delivre|tenu|pris en charge|mis a disposition|"
    r"mis en (?:place|oeuvre))e?s? par (?:l'|la |le |les )?$"
)
# A name that opens a sentence is its subject when a verb or a colon follows: "L'Anah aide", "CPAM : bilan gratuit".
# Verbs are told by their endings: no list holds them all.
_OPENS = re.compile(
    r"(?: ?:(?! ?$)| (?:s'|se )?(?!(?:de|une|entre|contre|comme|notamment|ville|et|cette|elle|ensemble|telle|autre)\b)"
    r"[a-z]{2,}(?:e|ent|it|issent|oit|oivent|end|et|ettent|ient)\b)"
)
# What is done to a name, or for it: "l'école est confortée", "la régie bénéficie d'une aide".
ENDURES = re.compile(
    r" (?:(?:est|sont|sera|seront|a ete|ont ete) "
    r"(?!engage|dote|mobilise|attenti|present|garant|particuli|investi|implique|aussi|egalement|ainsi|en |charge)"
    r"[a-z]+(?:e|i|u|is|it)e?s?\b|beneficie(?:nt|ra|ront)?\b)"
)
OPENING = 4  # characters before such a name: its article
BEFORE = 30  # characters before a name that tell its part in the sentence


def as_in(folded: str, surface: str) -> str:
    """A name as a folded text has it: a hyphen that ended a line may have lost its space, or been taken away."""
    wanted = fold(surface)
    if wanted in folded or "- " not in wanted:
        return wanted
    return next((w for w in (wanted.replace("- ", "-"), wanted.replace("- ", "")) if w in folded), wanted)


def subjects_in(folded: str, seen: Sequence[Seen]) -> list[Seen]:
    """The partners among ``seen`` that act in the folded text."""
    ends = {folded.find(w) + len(w) for w in (as_in(folded, s.surface) for s in seen)}
    subjects = [s for s in seen if _is_subject(folded, s, ends)]
    joined = list(subjects)
    for other in seen if subjects else ():
        at = folded.find(as_in(folded, other.surface))
        if other not in joined and any(_join(folded, subject, at) for subject in joined):
            joined.append(other)
    return joined


def _is_subject(folded: str, seen: Seen, ends: Collection[int]) -> bool:
    surface = as_in(folded, seen.surface)
    at = folded.find(surface)
    if at < 0:
        return False
    before, after = folded[max(0, at - BEFORE) : at], folded[at + len(surface) :]
    if ENDURES.match(after):
        return False
    if at <= OPENING and _OPENS.match(after):
        return True
    if _AGENT.search(before):
        return True
    listed = _LISTED.search(before)
    if (_NOT_SUBJECT.search(before) and at > 0) or (listed and max(0, at - BEFORE) + listed.start() in ends):
        return False
    return bool(matcher("subject.verb").match(after))


def _join(folded: str, subject: Seen, at: int) -> bool:
    """ "La MSA et la CAF organisent": whether what is named at a position is joined to a subject before it."""
    name = as_in(folded, subject.surface)
    start = folded.rfind(name, 0, max(at, 0))
    return start >= 0 and _JOINED.fullmatch(folded, start + len(name), at) is not None
