"""Claims: who may take a commitment, and what speaks for each. Enters: statements in context. Leaves: claims.

A statement's own words name partners, so do the sentence that leads in its list, its heading, its column, its chapter,
and whoever acted last before it; in a common part of the contract what names nobody is said by all signatories. All of
them claim it; `find/carriers.py` decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from maillage.loaders.find.claim_features import Claim, company, crossed, said_by
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.roles import OPENING, named_in, roles
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.subjects import as_in, subjects_in
from maillage.loaders.find.surroundings import lead_ins
from maillage.loaders.find.units import without_follow_up
from maillage.loaders.fold import fold
from maillage.loaders.view import View, line_in

TOPIC = 60  # characters of a paragraph within which the one it speaks of is named
DEEP = 12  # bullets above a sub-bullet among which the one is that it stands under
LABEL_WORDS = 9  # of a line above a statement that may tell whose it is
FAR = (30, 90)  # blocks below the heading that opened a chapter
SHARE = (0.35, 0.6, 0.8)  # of a chapter's statements in which somebody else acts
ROLES = ("before-", "after-", "acts")  # features of the part that a name plays
_SENTENCE_ENDS = (". ", "! ", "? ", "; ")


Told = tuple[Partner, str, set[str]]  # a partner, what names it, and the features of that


class Claims:
    """Who claims each statement of a document."""

    def __init__(self, view: View, partners: Partners, statements: Sequence[Statement]) -> None:
        """All statements of the document, in its order: a chapter is known by what is said in it."""
        self._view, self._partners = view, partners
        self._leads = lead_ins(view.blocks)
        self._nouns = Nouns(view, partners)
        self._strangers = _strangers(statements)
        self._opened = _opened(statements)

    def of(self, statement: Statement) -> list[Claim]:
        """The claims to one statement, in a fixed order: the words', the lead-in's, the chapter's, all signatories'."""
        folded = without_follow_up(fold(statement.text))
        found: dict[str, Claim] = {}
        for partner, origin, features in (
            *self._named(statement, folded), *self._led(statement), *self._labelled(statement),
            *self._before(statement), *self._topic(statement), *self._above(statement),
            *self._all(statement),
        ):  # fmt: skip
            claim = found.setdefault(partner.key, Claim(partner))
            claim.origins.append(origin)
            claim.features |= {*features, f"by-{origin}"}
        claims = list(found.values())
        said = {*said_by(statement, folded), *company(claims, statement)}
        for claim in claims:
            claim.features |= set(crossed(claim, claims, said))
        return claims

    def _all(self, statement: Statement) -> Iterator[Told]:
        """All signatories; not where a row of a table names an operator that nobody knows."""
        if statement.context.partner_origin != "column" or statement.context.partners:
            yield self._partners.collective, "default", {"all"}

    def _named(self, statement: Statement, folded: str) -> Iterator[Told]:
        """The partners that the statement names, in full or by a noun, and the part they play in it.

        A row whose column says who does it is taken at its word: its action names those it is done with or for.
        """
        if "row" in statement.features and statement.context.partner_origin == "column" and statement.context.partners:
            return
        lines = self._partners.at(statement.first, statement.last)
        full = [s for s in lines if as_in(folded, s.surface) in folded]
        called = list(self._nouns.at(statement.text, folded, statement.first, _own_town(statement)))
        seen = [*full, *(c.seen for c in called)]
        played = roles(folded, seen)
        kinds = {c.partner.key: c.kind for c in called if all(s.partner is not c.partner for s in full)}
        for partner in {n.partner.key: n.partner for n in named_in(folded, seen)}.values():
            mine, kind = set(played[partner.key]), kinds.get(partner.key)
            if kind:
                mine |= {kind, *(f"{kind}|{role}" for role in mine if role.startswith(ROLES))}
            yield partner, "statement", mine

    def _led(self, statement: Statement) -> Iterator[Told]:
        """The partners of the sentence, ended or not, that leads in the list that a bullet stands in."""
        lead = self._leads[statement.block]
        if lead is None:
            return
        block = self._view.blocks[lead]
        ended = block.text.endswith((".", "!", "?"))
        start = max((block.folded.rfind(end, 0, -1) + 1 for end in _SENTENCE_ENDS), default=0)
        last = block.folded[start:].strip()
        seen = self._partners.at(line_in(block, start), block.last)
        subjects = {s.partner.key for s in subjects_in(last, seen)}
        named = {n.partner.key: n.partner for n in named_in(last, seen)}
        much = sum(n.end - n.at for n in named_in(last, seen)) * 2 > len(last)
        for key, partner in named.items():
            kind = "subject" if key in subjects else "only" if len(named) == 1 else "mostly" if much else "among"
            if partner in statement.context.partners and block.words <= LABEL_WORDS:
                continue  # it is the heading
            yield partner, "lead", {"lead", f"lead-{kind}", f"lead-{kind}-{'ended' if ended else 'open'}"}

    def _labelled(self, statement: Statement) -> Iterator[Told]:
        """The partners of a short line just above, or of the bullet that a sub-bullet stands under."""
        for kind, index in self._labels(statement):
            block = self._view.blocks[index]
            named = named_in(block.folded, self._partners.at(block.first, block.last))
            if block.words > LABEL_WORDS or not named:
                continue
            much = "mostly" if sum(n.end - n.at for n in named) * 2 > len(block.text) else "partly"
            partners = {n.partner.key: n.partner for n in named}
            few = "only" if len(partners) == 1 else "among"
            for partner in partners.values():
                if kind == "bullet" or partner not in statement.context.partners:  # else it is the heading
                    yield partner, "lead", {"label", f"label-{kind}", f"label-{few}", f"label-{kind}-{much}"}

    def _labels(self, statement: Statement) -> Iterator[tuple[str, int]]:
        blocks, at = self._view.blocks, statement.block
        if statement.context.section == "table":
            return
        if at and blocks[at].mark != "bullet":
            yield "above", at - 1
        if blocks[at].mark == "bullet":
            for index in range(at - 1, max(-1, at - DEEP), -1):
                if blocks[index].mark != "bullet":
                    return
                if blocks[index].sign != blocks[at].sign:
                    yield "bullet", index
                    return

    def _before(self, statement: Statement) -> Iterator[Told]:
        for partner in statement.before:
            many = "several" if len(statement.before) > 1 else "one"
            yield partner, "carried", {"spoke", f"spoke-{statement.before_at}", f"spoke-{many}"}

    def _topic(self, statement: Statement) -> Iterator[Told]:
        """The partner that the paragraph of a sentence names first, when it does so at once."""
        block = self._view.blocks[statement.block]
        start = statement.units[0].start if statement.units else 0
        named = named_in(block.folded[:start], self._partners.at(block.first, block.last)) if start else []
        if named and named[0].at <= TOPIC and not named[0].partner.collective:
            yield named[0].partner, "carried", {"topic", f"topic-{'opens' if named[0].at <= OPENING else 'later'}"}

    def _above(self, statement: Statement) -> Iterator[Told]:
        context = statement.context
        column = context.partner_origin == "column"
        if context.commune is not None and context.commune not in context.partners and not column:
            yield context.commune, "chapter", {"commune"}
        for partner in context.partners:
            features = {"above", f"above-{context.partner_origin}", f"above-type-{partner.type}"}
            if column:
                yield partner, "column", features | ({"above-in-item"} if context.item else set())
                continue
            features.update(
                f"above-far-{step}" for step in FAR if statement.block - self._opened[statement.block] > step
            )
            features.add("above-several" if len(context.partners) > 1 else "above-one")
            strange = self._strangers[_chapter(statement)]
            features.update(f"above-strangers-over-{step:g}" for step in SHARE if strange > step)
            if context.item is not None:
                features.add("above-in-item")
            if context.commune is partner:
                features.add("above-commune")
            yield partner, context.partner_origin, features


def _own_town(statement: Statement) -> Partner | None:
    """The town whose chapter a statement stands in."""
    context = statement.context
    return context.commune or next((p for p in context.partners if p.type == "commune"), None)


def _chapter(statement: Statement) -> tuple[object, ...]:
    context = statement.context
    return (tuple(p.key for p in context.partners), context.path[:1])


def _strangers(statements: Sequence[Statement]) -> dict[tuple[object, ...], float]:
    """For each chapter the share of its statements in which somebody acts who is not the one it is of."""
    total: Counter[tuple[object, ...]] = Counter()
    strange: Counter[tuple[object, ...]] = Counter()
    for statement in statements:
        acting = [p for p in statement.partners if not p.collective]
        total[_chapter(statement)] += 1
        strange[_chapter(statement)] += bool(acting) and not any(p in statement.context.partners for p in acting)
    return defaultdict(float, {chapter: strange[chapter] / count for chapter, count in total.items()})


def _opened(statements: Sequence[Statement]) -> dict[int, int]:
    """For each block with a statement the block of the first statement under the same partners."""
    found: dict[int, int] = {}
    last: tuple[Partner, ...] | None = None
    start = 0
    for statement in statements:
        if statement.context.partners != last:
            last, start = statement.context.partners, statement.block
        found[statement.block] = start
    return found
