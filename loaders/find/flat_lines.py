"""Flat lines: how well a line of a flattened table fits a column. Enters: a piece, a kind of column. Leaves: a score.

Scores are logarithms of how much likelier a line is in a column than anywhere, set by hand: 3 for a date among dates, 0
for a sentence among actions, -6 for what never stands there. They were set on tables of the invented contracts and on
one annex of the corpus, and hold where the order of the columns agrees (`flat_cells`).
"""

import re

from maillage.loaders.blocks import is_caps
from maillage.loaders.find.amounts import amount_in
from maillage.loaders.find.flat_pieces import BODIES, LONG_NAME, NO_WIDTH, Look, Piece, dated
from maillage.loaders.find.frame_labels import opens_action
from maillage.loaders.find.frame_words import HEADING
from maillage.loaders.find.known_bodies import known_body
from maillage.loaders.find.offices import known_head
from maillage.loaders.find.persons import is_person
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

NEVER = 6.0
SHORTEST_LINE = 20  # characters that may say that nothing is known yet
TITLE = 6  # words of a title on a line of its own
LONG_DATE = 6  # words that say when, or what pays
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.? \S|\d{1,2}[.)] \S")
_NAME = re.compile(r"(?:(?:[A-ZÀ-Ý(][\w’'&/.()-]*|de|du|des|la|le|les|et|[dl]['’][A-ZÀ-Ý]\w*|\d+)[ ,/]*)+")  # of a body
_DOES = re.compile(r"(?<= )(?:par|pour|avec|dans|sur|vers|à)(?= )")  # words of what is done, not of a body's name


def aims(text: str) -> bool:
    """Whether a line opens with an infinitive; a word on its own may be a first name as well."""
    return " " in text and opens_action(text)


def _named(text: str) -> bool:
    """Whether a line opens with a body's name; of one in capitals it must be the most: acronyms are words too."""
    known = known_head(text)
    return known is not None and (not is_caps(text) or known[1] * 2 > len(text))


def fit(kind: str, piece: Piece, *, opens: bool, look: Look) -> float:
    """How well a line fits a column.

    Args:
        kind: what the column holds.
        piece: the line, or the part of it that stands in one column.
        opens: whether a cell begins with it, or goes on.
        look: that of the table.
    """
    text, folded = piece.text, fold(piece.text)
    if piece.numbered and opens != (kind == "action"):
        return -NEVER
    when = dated(text)
    if kind == "deadline":
        return 3.0 if when else _when(text, folded, opens)
    if when:
        return -NEVER
    if opens and kind in (*BODIES, "amount") and matcher("cell.nobody").search(folded) and len(text) < SHORTEST_LINE:
        return 0.5
    if kind in BODIES:
        return _body(text, opens)
    if kind == "person":
        return _somebody(text, opens)
    if kind == "amount":
        return _sum(text, opens)
    if kind == "quarters":
        return _place(text, folded)
    if kind == "frame":
        return _titled(piece, folded, opens, look)
    return _sentence(kind, piece, opens, look)


def _when(text: str, folded: str, opens: bool) -> float:
    """A few words with a date in them, or a date's last words."""
    words = folded.count(" ") + 1
    if not opens:
        return -1.0 if words < 3 else -NEVER
    told = matcher("cell.date").search(folded) and words <= LONG_DATE and not aims(text)
    return 0.7 if told else -NEVER


def _sum(text: str, opens: bool) -> float:
    words = text.count(" ") + 1
    if amount_in(text) and words <= LONG_NAME:
        return 3.0
    if not opens:
        return -1.0 if text[0].isupper() else -0.3
    return 0.2 if words <= LONG_DATE and text[0].isupper() and not aims(text) else -4.0


def _body(text: str, opens: bool) -> float:
    words = text.split()
    if len(words) > LONG_NAME or (opens and (not text[0].isupper() or aims(text))):
        return -4.0
    if _named(text):
        return 3.0
    if not opens:
        return -1.0 if text[0].isupper() else -0.3
    if len(words) == 1 and text.isupper():
        return 1.5
    if not _DOES.search(text) and (
        matcher("body.noun").pattern.match(fold(text)) or (len(words) <= 5 and known_body(text))
    ):
        return 1.5
    if len(words) > 4:
        return -4.0
    return 0.0 if _NAME.fullmatch(text) else -1.5


def _somebody(text: str, opens: bool) -> float:
    """A column of persons: their names are told from the others' cells so that they are left out."""
    words = [word.strip("(),;") for word in text.split()]
    if text[0] == "(" and not opens:
        return 0.5
    if (_named(text) and not text.startswith("(")) or (is_caps(text) and len(words) > 1):
        return -4.0
    if is_person(text):
        return 1.5
    named = len(words) <= 4 and all(word[:1].isupper() or word in ("et", "de", "du") for word in words if word)
    if named:
        return 0.0 if opens else 1.0
    return -4.0 if opens or len(words) > LONG_NAME else -0.7


def _place(text: str, folded: str) -> float:
    if matcher("cell.everywhere").search(folded):
        return 2.0
    return 0.5 if len(text.split()) <= 6 and text[0].isupper() and not aims(text) else -3.0


def _titled(piece: Piece, folded: str, opens: bool, look: Look) -> float:
    """A cell of the frame: a numbered title, capitals, a line that is wider than the column of actions, a short aim."""
    text = piece.text
    match = HEADING.match(folded)
    if opens and match and match["number"]:
        return 3.0
    if text[0] == "(" or (opens and text.isupper() and " " not in text):
        return -3.0 if opens else 0.0
    if is_caps(text) and not _named(text):
        return 2.5 if opens else 2.3
    if text.endswith((".", ";")):
        return -3.0
    if not opens:
        return -0.1
    if len(text) > look.width:
        return 0.5
    if look.spaced and _is_title(piece):
        return -0.2
    if look.width < NO_WIDTH:
        return -3.0
    return -1.2 if aims(text) or matcher("open.noun").match(folded) else -2.5


def _is_title(piece: Piece) -> bool:
    """A line on its own, of a few words and no verb."""
    return (
        piece.alone and len(piece.text.split()) <= TITLE and piece.text[-1].isalnum() and not opens_action(piece.text)
    )


def _sentence(kind: str, piece: Piece, opens: bool, look: Look) -> float:
    """A cell that says something: an action first of all."""
    text = piece.text
    if is_caps(text) and len(text.split()) > 1:
        return -3.0
    if _named(text) and len(text.split()) <= 3:
        return -1.0
    if not opens:
        return -0.15
    title = 1.0 if look.spaced and _is_title(piece) else 0.0
    wide = 1.0 if len(text) > look.width else 0.0
    gain = 0.5 if aims(text) or matcher("open.noun").match(fold(text)) else 0.0
    gain = 1.5 if kind == "action" and _NUMBERED.match(text) else gain
    if matcher("cell.measure").search(fold(text)):
        gain = 1.0 if kind == "indicators" else -0.5
    small = 0.0 if text[0].isupper() or text[0].isdigit() else 0.5
    return gain - title - wide - small - (0.0 if kind == "action" else 0.3)
