"""Labels of frame items. Enters: the text of a block. Leaves: the label in it, and enumerations cut into labels."""

import re
from collections.abc import Sequence

from maillage.loaders.blocks import Block, is_caps
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

MAX_LABEL = 220  # characters; a longer text is a paragraph
LONG = 120  # characters from which a block may hold more than its title
FIGURE = 16  # words of a key figure with the label under it
MAX_WORDS = 16  # of a title that an explanation follows

_SCOPE_NOTE = re.compile(
    r"\s*\((?=[^)]*(?:quartier|qpv|commun|engagement|libell|intitul|\bsuite\b))[^)]*\)?\s*$", re.IGNORECASE
)
LEADERS = re.compile(r"(?: ?[.·…_]){4,} ?\d{0,3}$")  # of a table of contents, with its page number
_EDGES = ' «»"“”:;,.–—-•'
_ARTICLE = re.compile(r"^(?:le|la|les|l'|un|une) ?")
_STAYS_CAPS = re.compile(
    r"(?:\([A-Z0-9+]{2,8}\)|(?![IVXL]+$)[B-DF-HJ-NP-TV-Z]{2,6}\d?)$"
)  # acronyms: in parentheses, or without a vowel
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_QUOTED = re.compile(r"[«\"“]\s*([^«»\"“”]{3,200}?)\s*[»\"”]")
_EXPLAINED = re.compile(r"(?P<label>[^:.;!?]{4,130}?) ?: ?(?P<rest>\S.*)$", re.DOTALL)
_COMMA = re.compile(r" ?[,;&] (?:et |ainsi que |puis |enfin,? )*")
# Infinitives that a pattern on endings leaves out, being short or rare.
_SHORT_VERB = re.compile(r"(?:a |de |d')?(?:faire|rompre|dire|lire|ouvrir|agir|unir|aider|etre|vivre|creer)\b")
_AND = re.compile(r" et (?:enfin,? )?")


def clean_label(label: str) -> str:
    """The label on one line, quotes, scope notes and trailing marks off; capitals become a sentence."""
    label = _SCOPE_NOTE.sub("", LEADERS.sub("", re.sub(r"\s+", " ", label))).strip(_EDGES)
    if label.count("(") > label.count(")"):
        label = label[: label.rindex("(")].strip(_EDGES)
    if is_caps(label):
        label = " ".join(word if _STAYS_CAPS.match(word) else word.lower() for word in label.split(" "))
    return label[:1].upper() + label[1:]


def letterspaced(text: str) -> bool:
    """Whether a text is printed letter by letter: "A m b it io n s"."""
    words = text.split()
    return len(words) >= 4 and sum(map(len, words)) < 2 * len(words)


def title_of(block: Block) -> str:
    """The title that a block opens with: all of it when short, else its first lines while they run on in lower case."""
    lettered = any(line[1:2] == ")" for line in block.lines[1:])
    if len(block.lines) < 2 or (len(block.text) <= LONG and not lettered):
        return block.text
    lines = [block.lines[0]]
    for line in block.lines[1:]:
        if not line[:1].islower() or line[1:2] == ")" or lines[-1].endswith((".", ":", ";")):
            break
        lines.append(line)
    return " ".join(lines)


def under_figure(below: Sequence[Block]) -> str:
    """The label that columns left under a key figure: "45 % / des ménages / Circuler"."""
    for block in below:
        if block.mark or len(block.lines) < 2 or not block.text[:1].isdigit() or block.words > FIGURE:
            continue
        last = block.lines[-1]
        if last[:1].isupper() and last[-1:].isalpha() and all(x[:1].islower() for x in block.lines[1:-1]):
            return last
    return ""


def explained(text: str) -> tuple[str, str] | None:
    """ "Label : explanation" cut at its colon, when what stands before it is short enough for a label."""
    match = _EXPLAINED.match(text)
    if not match or match["label"].count(" ") >= MAX_WORDS or not match["label"][:1].isupper():
        return None
    return match["label"].strip(), match["rest"]


def quoted(text: str) -> list[str]:
    """What stands between quotation marks."""
    return _QUOTED.findall(text)


def without_parentheses(text: str) -> str:
    """The text without what stands in parentheses."""
    return _PARENTHESES.sub("", text)


def split_names(text: str, wanted: int | None) -> list[str]:
    """ "la participation, la transition et l'accès aux droits" → three labels; none when not as many as wanted.

    Without a wanted number, only an enumeration with a comma is cut: "A et B" alone may be one name.
    """
    text = without_parentheses(text).strip(_EDGES + " ")
    parts = [p for p in _COMMA.split(text) if p]
    for count in (len(parts), len(parts) + 1):
        if count > len(parts):
            halves = _AND.split(parts[-1]) if parts else []
            parts = [*parts[:-1], " et ".join(halves[:-1]), halves[-1]] if len(halves) > 1 else parts
        if wanted is not None and len(parts) == wanted:
            return [_ARTICLE.sub("", p) if len(p) > 60 else p for p in parts]
    return parts if wanted is None and re.search("[,;&]", text) and len(parts) > 1 else []


def split_actions(text: str, wanted: int | None) -> list[str]:
    """ "à ouvrir A (…), à former B et à loger C" → the infinitive clauses; none when not as many as wanted."""
    text = _PARENTHESES.sub("", text).strip(" .;:")
    parts = _join_at_infinitives(_COMMA.split(text), ", ")
    if wanted is not None and len(parts) == wanted:
        return [_action(p) for p in parts]
    tail = _join_at_infinitives(_AND.split(parts[-1]), " et ")
    if len(tail) > 1 and (wanted is not None or not re.search(r", et ", text)):
        parts = [*parts[:-1], " et ".join(tail[:-1]), tail[-1]]
    return [_action(p) for p in parts] if wanted in (None, len(parts)) else []


def _join_at_infinitives(pieces: list[str], glue: str) -> list[str]:
    """Pieces joined again so that each but the first opens with an infinitive."""
    joined = pieces[:1]
    for piece in pieces[1:]:
        if opens_action(piece):
            joined.append(piece)
        else:
            joined[-1] += glue + piece
    return joined


def opens_action(text: str) -> bool:
    """Whether a text opens with an infinitive ("à former…"), not with an adverb that goes on with the one before."""
    folded = fold(text)
    if folded.startswith(("mieux ", "aller-", "aller vers")):
        return False
    return _SHORT_VERB.match(folded) is not None or matcher("open.infinitive").match(folded) is not None


def _action(text: str) -> str:
    """The clause without its preposition, and without the example that follows its colon."""
    text = re.sub(r"^(?:à |de |d’|d')", "", text.split(" : ")[0].strip())
    return text.strip(_EDGES)
