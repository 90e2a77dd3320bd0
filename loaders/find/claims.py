"""Claims: who may take a commitment, and what speaks for each. Enters: statements in context. Leaves: claims.

A statement's own words name partners, so do the sentence that leads in its list, its heading, its column, its chapter,
and whoever acted last before it; in a common part of the contract what names nobody is said by all signatories. All of
them claim it; `find/carriers.py` decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.claim_features import Claim, company, crossed, said_by
from maillage.loaders.find.heads import head
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.find.roles import OPENING, named_in, roles
from maillage.loaders.find.statements import Statement
from maillage.loaders.find.subjects import as_in, subjects_in
from maillage.loaders.find.surroundings import lead_ins
from maillage.loaders.find.units import without_follow_up
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View, line_in

TOPIC = 60  # characters of a paragraph within which the one it speaks of is named
DEEP = 12  # bullets above a sub-bullet among which the one is that it stands under
LABEL_WORDS = 9  # of a line above a statement that may tell whose it is
FAR = (30, 90)  # blocks below the heading that opened a chapter
SHARE = (0.35, 0.6, 0.8)  # of a chapter's statements in which somebody else acts
ROLES = ("before-", "after-", "acts")  # features of the part that a name plays
FIELD_ABOVE, FIELD_BELOW = 14, 3  # blocks around a statement in which a field may be of its sheet
_FIELD = re.compile(r"(?:[•▪➢→*–-] ?)?(?P<label>[A-ZÀ-Ý][^:.;!?]{2,40}?)(?: ?:(?: +(?P<value>\S.*)|$)|$)")
_WE = re.compile(r"(?:[^,:]{0,60}[,:] )?nous (?!avons|sommes)")
_SENTENCE = re.compile(r"(?:^|[.!?;] )(?:l'|la |le |les )?$")  # what stands before a name that opens a sentence
_ENDED = (".", "!", "?")
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
        self._fields = _fields(view, partners)
        self._told: dict[tuple[int, str], list[tuple[Partner, set[str]]]] = {}  # by lead-in and town of the chapter

    def of(self, statement: Statement) -> list[Claim]:
        """The claims to one statement, in a fixed order: the words', the lead-in's, the chapter's, all signatories'."""
        folded = without_follow_up(fold(statement.text))
        found: dict[str, Claim] = {}
        for partner, origin, features in (
            *self._named(statement, folded), *self._led(statement), *self._labelled(statement),
            *self._before(statement), *self._topic(statement), *self._fielded(statement), *self._above(statement),
            *self._we(statement, folded), *self._all(statement),
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
        """Whom the statement names, in full or by a noun, and their part in it; a row's own operators are enough."""
        if "row" in statement.features and statement.context.partner_origin == "column" and statement.context.partners:
            return
        lines = self._partners.at(statement.first, statement.last)
        full = [s for s in lines if as_in(folded, s.surface) in folded]
        nouns = self._nouns.at(statement.text, folded, statement.first, _own_town(statement))
        called = [c for c in nouns if c.kind != "bare-town" or not _completes(folded, c.surface, full)]
        counted = list(self._nouns.counted(folded, statement.context.partners))
        seen = [*full, *(c.seen for c in called), *(c.seen for c in counted[:1])]
        played = roles(folded, seen)
        kinds = {c.partner.key: c.kind for c in (*called, *counted) if all(s.partner is not c.partner for s in full)}
        named = {n.partner.key: n.partner for n in named_in(folded, seen)}
        if counted and counted[0].partner.key in named:  # what they are called by is of all of them
            named |= {c.partner.key: c.partner for c in counted}
        for partner in named.values():
            mine = set(played.get(partner.key) or played[counted[0].partner.key])
            if kind := kinds.get(partner.key):
                mine |= {kind, *(f"{kind}|{role}" for role in mine if role.startswith(ROLES))}
            yield partner, "statement", mine

    def _led(self, statement: Statement) -> Iterator[Told]:
        """The partners of the sentence, ended or not, that leads in the list that a bullet stands in."""
        lead = self._leads[statement.block]
        if lead is None:
            return
        block, town = self._view.blocks[lead], _own_town(statement)
        known = (lead, town.key if town else "")
        if known not in self._told:  # the bullets of a list share it
            self._told[known] = self._lead(block, town)
        for partner, features in self._told[known]:
            if partner not in statement.context.partners or block.words > LABEL_WORDS:  # else it is the heading
                yield partner, "lead", features
        if not self._told[known] and not block.text.endswith(_ENDED):
            yield from self._above_lead(statement, lead)

    def _lead(self, block: Block, town: Partner | None) -> list[tuple[Partner, set[str]]]:
        """Whom the last sentence of a block names, in full or by a noun, and the part they play in it as a lead-in."""
        start = max((block.folded.rfind(end, 0, -1) + 1 for end in _SENTENCE_ENDS), default=0)
        last, line = block.folded[start:].strip(), line_in(block, start)
        seen = self._partners.at(line, block.last)
        nouns = self._nouns.at(block.text[start:].strip(), last, line, town)
        called = [c.seen for c in nouns if c.kind != "bare-town"]
        names = named_in(last, [*seen, *called])
        subjects = {s.partner.key for s in subjects_in(last, [*seen, *called])}
        named, full = {n.partner.key: n.partner for n in names}, {s.partner.key for s in seen}
        much = sum(n.end - n.at for n in names) * 2 > len(last)
        ended = "ended" if block.text.endswith(_ENDED) else "open"
        played = roles(last, [*seen, *called])
        found = []
        for key, partner in named.items():
            kind = "subject" if key in subjects else "only" if len(named) == 1 else "mostly" if much else "among"
            noun = () if key in full else ("lead-noun", f"lead-noun-{kind}")
            part = (f"lead-{role}" for role in played[key] if role.startswith("before-") and "+" not in role)
            found.append((partner, {"lead", f"lead-{kind}", f"lead-{kind}-{ended}", *noun, *part}))
        return found

    def _above_lead(self, statement: Statement, lead: int) -> Iterator[Told]:
        """Whom the text before a lead-in without a name speaks of: "L'office y ajoute trois chantiers :"."""
        block = self._view.blocks[lead]
        start = max((block.folded.rfind(end, 0, -1) + 1 for end in _SENTENCE_ENDS), default=0)
        for index, text, near in ((lead, block.folded[:start], "same"), (lead - 1, None, "above")):
            if index < 0:
                return
            above = self._view.blocks[index]
            said, seen = above.folded if text is None else text, self._partners.at(above.first, above.last)
            if named := named_in(said, seen):
                acting = [subject.partner for subject in subjects_in(said, seen)]
                last = acting[-1] if acting else named[-1].partner
                part = "acts" if acting else "only" if len({n.partner.key for n in named}) == 1 else "last"
                kind = "title" if text is None and above.words <= LABEL_WORDS else near
                if not last.collective and last not in statement.context.partners:
                    yield last, "lead", {"led-before", f"led-before-{kind}", f"led-before-{part}"}
                return

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
            heading = kind != "bullet" and any(p in statement.context.partners for p in partners.values())
            for partner in partners.values():
                if heading and (partner in statement.context.partners or partner.group):
                    continue  # it is the heading, and "bailleur" in it only tells what the named body is
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
        opened = [n for n in named if _SENTENCE.search(block.folded[max(0, n.at - OPENING - 2) : n.at])]
        if opened and not opened[-1].partner.collective:
            yield opened[-1].partner, "carried", {"antecedent"}

    def _fielded(self, statement: Statement) -> Iterator[Told]:
        """Whom a field says pilots a statement, "Porteur : …" above its list or below it, and who pays a row."""
        for partner in statement.paying:
            yield partner, "column", {"pays", f"pays-{'one' if len(statement.paying) == 1 else 'several'}"}
        if statement.context.section == "table" or not self._fields:
            return
        for where, indexes in (
            ("above", range(statement.block - 1, max(-1, statement.block - FIELD_ABOVE), -1)),
            ("below", range(statement.block + 1, min(len(self._view.blocks), statement.block + FIELD_BELOW))),
        ):
            for index in indexes:
                if partners := self._fields.get(index):
                    yield from ((partner, "lead", {"field", f"field-{where}"}) for partner in partners)
                    break
                if matcher("sheet.title").match(self._view.blocks[index].folded):
                    break

    def _we(self, statement: Statement, folded: str) -> Iterator[Told]:
        """Who writes the contract, where the text says "nous" and stands in nobody's part."""
        if _WE.match(folded) and not statement.context.partners and self._partners.epcis:
            yield self._partners.epcis[0], "carried", {"we-pilot"}

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


def _completes(folded: str, town: str, full: Sequence[Seen]) -> bool:
    """Whether a town's name only completes that of a body: "le CCAS de Corbie"."""
    before = folded[: folded.find(town)]
    bodies = (before[: -len(of)] for of in (" de ", " d'", " du ") if before.endswith(of))
    return any(body.endswith(as_in(folded, s.surface)) for body in bodies for s in full)


def _fields(view: View, partners: Partners) -> dict[int, list[Partner]]:
    """For each block that is a field which says who pilots, or stands under the label of one: whom it names."""
    found: dict[int, list[Partner]] = {}
    for index, block in enumerate(view.blocks):
        match = _FIELD.match(block.text)
        pilots = match is not None and matcher("head.pilot").search(fold(match["label"]))
        label = head(match["label"]) if match and pilots else None
        if label is None or label.kind != "pilot":
            continue
        at = index if match and match["value"] else index + 1
        if at < len(view.blocks):
            named = named_in(view.blocks[at].folded, partners.at(view.blocks[at].first, view.blocks[at].last))
            found[at] = list({n.partner.key: n.partner for n in named}.values())
    return found


def _own_town(statement: Statement) -> Partner | None:
    """The town whose chapter a statement stands in."""
    context = statement.context
    return context.commune or next((p for p in context.partners if p.type == "commune"), context.town)


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
