"""Statements: which blocks say that somebody does or will do something. Enters: blocks in context. Leaves: statements.

Each candidate gets features (where it stands, how it opens, its verbs, who is its subject) and a score, the sum of the
weights of `weights.toml`; its confidence is the logistic of the score. A statement is a bullet, a row, a
paragraph, or a group of sentences of a paragraph.
"""

import math
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise

from maillage.loaders.blocks import Block
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.find.sections import Context
from maillage.loaders.fold import fold
from maillage.loaders.repair import BULLET
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ý«])(?<!\bM\.\s)(?<!\bMme\.\s)")
_NOT_SUBJECT = re.compile(
    r"(?:\b(?:avec|par|de|du|des|aux?|en|via|dans|pour|sur|entre|chez|comme|dont|que|et|ou|a)\b ?|\b(?:d|qu)'|[(,/] ?)"
    r"(?:l'|la |le |les |son |ses |nos )?$"
)
_JOINED = re.compile(r"(?: [a-z' -]{1,25})?(?:,| ,| et) (?:l'|la |le |les )?")  # between one subject and the next
_AGENT = re.compile(
    r"\b(?:pilote|porte|deploye|anime|finance|mene|realise|assure|propose|organise|cofinance|coordonne|conduit|soutenu|"
    r"initie|mis en (?:place|oeuvre))e?s? par (?:l'|la |le |les )?$"
)
_YEAR = re.compile(
    r"^(?:fin |d.ici )?(?:20[2-4]\d)(?: ?[-/–] ?20[2-4]\d)?$|^(?:en continu|annuel|permanent)$"
    r"|^(?:chaque|tous les|toutes les) (?:ans?|annees?|ete|automne|hiver|printemps|semestres?|trimestres?|mois)$"
)
_PERSON = re.compile(
    r"^(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:[ -][A-ZÀ-Ý][a-zà-ÿ]+)* [A-ZÀ-Ý’'-]{2,}\b|\(?[A-Z]{3,8}\)?$|(?:M\.|Mme|Monsieur|Madame) )"
)
VERBS = ("verb.pledge", "verb.future", "verb.offer")
CONTRARY = ("not.statistics", "not.past", "not.diagnosis", "not.governance")
OF_PROSE = ("no-action", "verbless-short", "figures", "heads-text")  # features that say nothing of a row
MIN_STATEMENT = 15  # characters before a follow-up; fewer are its heading
TITLE_WORDS, TEXT_WORDS = 13, 20  # a bulleted line of at most so many words over a paragraph of more is its title
SPLIT_LINES = 4  # a paragraph of more lines is cut at sentences that start a statement of their own


@dataclass(slots=True)
class Statement:
    """A commitment, not yet attributed to identities of the graph."""

    block: int
    first: int
    last: int
    text: str
    context: Context
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0
    rule: str = ""
    partners: tuple[Partner, ...] = ()
    partner_origin: str = "none"
    indicators: bool = False
    deadline: str | None = None
    amount: str | None = None
    operator_line: int | None = None

    @property
    def confidence(self) -> float:
        """Between 0 and 1, from the score."""
        return 1 / (1 + math.exp(-self.score))


@cache
def weights() -> dict[str, float]:
    """The weight of each feature."""
    table = tomllib.loads((files("maillage.loaders") / "weights.toml").read_text("utf-8"))
    return {str(name): float(value) for name, value in table["weights"].items()}


def find_statements(view: View, contexts: list[Context], partners: Partners) -> list[Statement]:
    """All statements whose score is above zero, in the order of the text."""
    kept = [s for s in candidates(view, contexts, partners) if s.score > 0]
    return _gather(view, kept)


def candidates(view: View, contexts: list[Context], partners: Partners) -> list[Statement]:
    """Every block or part of one that could be a statement, with features and score."""
    found = []
    speaker: tuple[tuple[str, ...], Partner | None] = ((), None)  # who spoke last in a chapter that names nobody
    for index, (block, context) in enumerate(zip(view.blocks, contexts, strict=True)):
        if context.path[:1] != speaker[0]:
            speaker = (context.path[:1], None)
        if context.heading or context.section == "signatures" or block.words < 2 or len(block.text) < 8:
            continue
        if _cell(block):
            continue
        for first, last, text in _parts(block, partners):
            statement = Statement(index, first, last, text, context)
            if speaker[1] is not None and not context.partners and context.item is None:
                statement.features["under-speaker"] = 1
            _measure(statement, view, contexts, partners)
            if statement.partners and not (statement.partners[0].collective or statement.partners[0].group):
                speaker = (speaker[0], statement.partners[0])
            found.append(statement)
    return found


def is_year(folded: str) -> bool:
    """Whether a cell holds a year, a period or a rhythm, and nothing else."""
    return bool(_YEAR.match(folded))


def _cell(block: Block) -> bool:
    """A year, a person or a head of column: cells of a table, never statements."""
    return is_year(block.folded) or (block.words <= 9 and bool(_PERSON.match(block.text)))


def _parts(block: Block, partners: Partners) -> Iterator[tuple[int, int, str]]:
    """The block whole, or cut at the sentences that start a new statement."""
    if block.mark or block.last - block.first < SPLIT_LINES:
        yield block.first, block.last, block.text
        return
    starts = [0, *(m.end() for m in _SENTENCE.finditer(block.text))]
    cuts = [starts[0]]
    for start, end in pairwise([*starts[1:], len(block.text)]):
        if _starts_statement(block, start, end, partners) and start - cuts[-1] > 80:
            cuts.append(start)
    for start, end in pairwise([*cuts, len(block.text)]):
        text = block.text[start:end].strip()
        yield line_in(block, start), line_in(block, end - 2 if end < len(block.text) else end), text


def _starts_statement(block: Block, start: int, end: int, partners: Partners) -> bool:
    sentence = block.folded[start:end]
    if matcher("open.link").match(sentence):
        return True
    seen = partners.at(line_in(block, start), line_in(block, end))
    return any(subject_of(sentence, s) for s in seen)


def subject_of(folded: str, seen: Seen) -> bool:
    """Whether a partner is the subject of a verb of offer or pledge in the sentence, or the agent of a passive."""
    at = folded.find(fold(seen.surface))
    if at < 0:
        return False
    before, after = folded[max(0, at - 30) : at], folded[at + len(seen.surface) :]
    if _AGENT.search(before):
        return True
    if _NOT_SUBJECT.search(before) and at > 0:
        return False
    return bool(matcher("subject.verb").match(after))


def _measure(statement: Statement, view: View, contexts: list[Context], partners: Partners) -> None:
    block, folded = view.blocks[statement.block], _without_follow_up(fold(statement.text))
    found = statement.features
    found["bias"] = 1
    found[f"section-{statement.context.section}"] = 1
    found["mark-" + (block.mark or "none")] = 1
    if statement.context.item is not None:
        found["under-item"] = 1
    if statement.context.partners:
        found[f"under-partner-{statement.context.partner_origin}"] = 1
    if statement.context.scope != "unstated":
        found["under-scope"] = 1
    _open(statement, folded, block)
    in_table = statement.context.section == "table"  # a row is an action, whatever its words
    for kind in VERBS if in_table else (*VERBS, *CONTRARY):
        if matcher(kind).search(folded):
            found[kind.replace(".", "-")] = 1
    _subject(statement, folded, partners)
    _shape(statement, view, contexts)
    if in_table:
        for name in OF_PROSE:
            found.pop(name, None)
    statement.score = sum(weights().get(name, 0.0) * value for name, value in found.items())


def _without_follow_up(folded: str) -> str:
    """A statement without the indicators it ends with: they speak of figures and committees."""
    match = matcher("indicators").pattern.search(folded)
    return folded[: match.start()] if match and match.start() > MIN_STATEMENT else folded


def _open(statement: Statement, folded: str, block: Block) -> None:
    """How it opens: infinitive, noun of action, gerund."""
    for kind in ("infinitive", "noun", "gerund"):
        if matcher(f"open.{kind}").match(folded):
            statement.features[f"open-{kind}"] = 1
            statement.rule = f"{block.mark or 'paragraph'}-{kind}"
            return
    statement.rule = f"{block.mark or 'paragraph'}-sentence"


def _subject(statement: Statement, folded: str, partners: Partners) -> None:
    """Partners that the statement itself makes its subject."""
    seen = partners.at(statement.first, statement.last)
    subjects = [s.partner for s in _with_joined(folded, seen, [s for s in seen if subject_of(folded, s)])]
    if subjects:
        statement.features["subject"] = 1
        statement.partners, statement.partner_origin = _unique(subjects), "statement"


def _with_joined(folded: str, seen: list[Seen], subjects: list[Seen]) -> list[Seen]:
    """ "La MSA et la CAF organisent": what "et" joins to a subject is one too."""
    joined = list(subjects)
    for other in seen:
        at = folded.find(fold(other.surface))
        if other not in joined and any(_join(folded, subject, at) for subject in joined):
            joined.append(other)
    return joined


def _join(folded: str, subject: Seen, at: int) -> bool:
    """Whether what is named at a position is joined to a subject that stands before it."""
    name = fold(subject.surface)
    start = folded.rfind(name, 0, max(at, 0))
    return start >= 0 and _JOINED.fullmatch(folded, start + len(name), at) is not None


def _unique(partners: list[Partner]) -> tuple[Partner, ...]:
    return tuple({p.key: p for p in partners}.values())


def _shape(statement: Statement, view: View, contexts: list[Context]) -> None:
    """Length, capitals, end, and what stands around it."""
    found, text = statement.features, statement.text
    words = text.count(" ") + 1
    found["short"] = float(words < 5)
    acts = any(name.startswith(("verb-", "open-", "subject")) for name in found)
    found["no-action"] = float(not acts)
    found["verbless-short"] = float(
        words < 7 and not any(n.startswith(("verb-", "open-infinitive", "subject")) for n in found)
    )
    found["long"] = float(words > 60)
    found["caps"] = float(text.isupper())
    found["ends-colon"] = float(text.rstrip().endswith(":"))
    found["question"] = float(text.rstrip().endswith("?") and "suivi" not in text)
    digits = sum(map(str.isdigit, text))
    found["figures"] = float(digits * 6 > len(text))
    index = statement.block
    following = view.blocks[index + 1] if index + 1 < len(view.blocks) else None
    found["before-year"] = float(following is not None and bool(_YEAR.match(following.folded)))
    heads = (
        following is not None
        and not following.mark
        and following.words > TEXT_WORDS
        and not contexts[index + 1].heading
    )
    found["heads-text"] = float(heads and words <= TITLE_WORDS and not text.rstrip().endswith((".", ";", ":", ",")))
    before = view.blocks[index - 1] if index else None
    found["after-lead"] = float(
        before is not None and before.text.rstrip().endswith((":", "…")) and not contexts[index - 1].heading
    )


def _gather(view: View, statements: list[Statement]) -> list[Statement]:
    """Join to a statement the sub-bullets and follow-up that only elaborate it."""
    gathered: list[Statement] = []
    for statement in statements:
        block = view.blocks[statement.block]
        last = gathered[-1] if gathered else None
        elaborates = block.sign in ("-", "–", "o") and last is not None and view.blocks[last.block].sign == BULLET
        if elaborates and last is not None and statement.block == _next_block(view, last):
            last.last, last.text = statement.last, f"{last.text} {statement.text}"
            continue
        gathered.append(statement)
    for statement in gathered:
        _follow_up(view, statement)
    return gathered


def _next_block(view: View, statement: Statement) -> int:
    """Index of the block after the statement's last line."""
    index = statement.block
    while index + 1 < len(view.blocks) and view.blocks[index + 1].first <= statement.last:
        index += 1
    return index + 1


def _follow_up(view: View, statement: Statement) -> None:
    """Indicators that the statement brings, in itself or in the block right after it."""
    statement.indicators = bool(matcher("indicators").search(fold(statement.text)))
    index = _next_block(view, statement)
    if index < len(view.blocks):
        block = view.blocks[index]
        own = matcher("indicators").match(block.folded)
        if own and len(block.text) > 40 and block.gap_before <= 1 and view.blocks[statement.block].mark:
            statement.last, statement.indicators = block.last, True
            statement.text = f"{statement.text} {block.text}"
