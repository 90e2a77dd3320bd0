"""Claims: who may take a commitment, and what speaks for each. Enters: statements in context. Leaves: claims.

A statement's own words name partners, so do the sentence that leads in its list, its heading, its column, its chapter,
and whoever acted last before it; in a common part of the contract what names nobody is said by all signatories. All of
them claim it; `find/carriers.py` decides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
LABEL_WORDS = 9  # of a line above a statement that may tell whose it is
FAR = (30, 90)  # blocks below the heading that opened a chapter
SHARE = (0.35, 0.6, 0.8)  # of a chapter's statements in which somebody else acts
ROLES = ("before-", "after-", "acts")  # features of the part that a name plays
_SENTENCE_ENDS = (". ", "! ", "? ", "; ")
_POSSESSIVE = re.compile(r"(?:[^,]{0,50}, )?(?:son|sa|ses|leurs?|celui-ci|celle-ci|tous deux|toutes deux)\b")
_GENDER = re.compile(r"(?:[^,]{0,50}, )?(?:(?P<she>elles?|celle-ci|toutes deux)|(?P<he>ils?|celui-ci|tous deux))\b(?! (?:faut|s'agit|est|sera|y)\b)")
_WE = re.compile(r"\b(?:je|nous|notre|nos)\b")
# "La commune", "la caisse" as the subject that opens: the types of partner that a common noun may stand for.
_SELVES = (
    ("self-town", r"ville|commune|municipalite|mairie", ("commune",)),
    ("self-epci", r"agglomeration|agglo|metropole|communaute|intercommunalite", ("epci",)),
    ("self-collectivity", r"collectivite|assemblee|institution", ("commune", "departement", "region", "epci")),
    ("self-fund", r"caisse", ("securite_sociale",)),
    ("self-agency", r"agence|operateur|etablissement|hopital", ("sante", "emploi", "etat", "autre", "banque_publique")),
    ("self-landlord", r"office|bailleurs?|organismes?|societe", ("bailleur", "entreprise", "autre")),
    ("self-association", r"association|structure|club|federation", ("association", "emploi", "autre")),
    ("self-chamber", r"chambre", ("consulaire",)),
    ("self-state", r"prefecture|prefete?|sous-prefete?|direction|administration", ("etat",)),
    ("self-justice", r"parquet|procureure?|juridiction|tribunal", ("justice_police",)),
    ("self-school", r"rectorat|academie|rectrice|recteur|inspection", ("education",)),
)  # fmt: skip
SELF_TYPES = {name: types for name, _, types in _SELVES}
_SELF = re.compile(
    r"(?:[^,]{0,50}, )?(?:la |le |l'|les |notre |ses |son )(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words, _ in _SELVES)
    + r")\b(?! (?:de|du|des|d')\b)"
)


@dataclass(slots=True)
class Claim:
    """A partner that a statement may be of: what names it (statement, lead, heading…) and its features."""

    partner: Partner
    origins: list[str] = field(default_factory=list)  # the nearest first
    features: set[str] = field(default_factory=set)


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
        seen = self._seen(statement, folded)
        found: dict[str, Claim] = {}
        nouns = list(self._nouns.at(statement.text, folded, statement.first, _own_town(statement)))
        called = {mention.surface: mention for mention in nouns}
        for partner, features in self._named(folded, [*seen, *(mention.seen for mention in nouns)]):
            _claim(found, partner, "statement", features)
        for mention in called.values():
            if mention.partner.key in found and all(s.partner is not mention.partner for s in seen):
                claim = found[mention.partner.key]
                claim.features |= {mention.kind, *(f"{mention.kind}|{f}" for f in sorted(claim.features) if f.startswith(ROLES))}
        for partner, origin, features in (
            *self._led(statement), *self._labelled(statement), *self._before(statement), *self._topic(statement),
            *self._above(statement),
        ):
            _claim(found, partner, origin, features)
        _claim(found, self._partners.collective, "default", {"all"})
        said = {*_said(statement, folded), *_company(found, statement)}
        for claim in found.values():
            claim.features |= set(_crossed(claim, found, said))
        return list(found.values())

    def _seen(self, statement: Statement, folded: str) -> list[Seen]:
        return [s for s in self._partners.at(statement.first, statement.last) if as_in(folded, s.surface) in folded]

    def _named(self, folded: str, seen: Sequence[Seen]) -> Iterator[tuple[Partner, frozenset[str]]]:
        played = roles(folded, seen)
        for partner in {n.partner.key: n.partner for n in named_in(folded, seen)}.values():
            yield partner, played[partner.key]

    def _led(self, statement: Statement) -> Iterator[tuple[Partner, str, set[str]]]:
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
            yield partner, "lead", {"lead", f"lead-{kind}", f"lead-{kind}-{'ended' if ended else 'open'}"}

    def _labelled(self, statement: Statement) -> Iterator[tuple[Partner, str, set[str]]]:
        """The partners of a short line just above, or of the shorter bullet that a sub-bullet stands under."""
        for kind, index in self._labels(statement):
            block = self._view.blocks[index]
            if block.words <= LABEL_WORDS:
                named = {n.partner.key: n.partner for n in named_in(block.folded, self._partners.at(block.first, block.last))}
                much = sum(map(len, (s.surface for s in self._partners.at(block.first, block.last)))) * 2 > len(block.text)
                for partner in named.values():
                    if kind == "above" and partner in statement.context.partners:
                        continue  # its heading
                    yield partner, "lead", {"label", f"label-{kind}", f"label-{'only' if len(named) == 1 else 'among'}",
                                            f"label-{kind}-{'mostly' if much else 'partly'}"}

    def _labels(self, statement: Statement) -> Iterator[tuple[str, int]]:
        blocks, at = self._view.blocks, statement.block
        if statement.context.section == "table":
            return
        if at and blocks[at].mark != "bullet":
            yield "above", at - 1
        if blocks[at].mark == "bullet":
            for index in range(at - 1, max(-1, at - 12), -1):
                if blocks[index].mark != "bullet":
                    return
                if blocks[index].sign != blocks[at].sign:
                    yield "bullet", index
                    return

    def _before(self, statement: Statement) -> Iterator[tuple[Partner, str, set[str]]]:
        for partner in statement.before:
            many = "several" if len(statement.before) > 1 else "one"
            yield partner, "carried", {"before", f"before-{statement.before_at}", f"before-{many}"}

    def _topic(self, statement: Statement) -> Iterator[tuple[Partner, str, set[str]]]:
        """The partner that the paragraph of a sentence names first, when it does so at once."""
        block = self._view.blocks[statement.block]
        start = statement.units[0].start if statement.units else 0
        named = named_in(block.folded[:start], self._partners.at(block.first, block.last)) if start else []
        if named and named[0].at <= TOPIC and not named[0].partner.collective:
            yield named[0].partner, "carried", {"topic", f"topic-{'opens' if named[0].at <= OPENING else 'later'}"}

    def _above(self, statement: Statement) -> Iterator[tuple[Partner, str, set[str]]]:
        context = statement.context
        column = context.partner_origin == "column"
        if context.commune is not None and context.commune not in context.partners and not column:
            yield context.commune, "chapter", {"commune"}
        for partner in context.partners:
            features = {"above", f"above-{context.partner_origin}", f"above-type-{partner.type}"}
            features.update(f"above-far-{step}" for step in FAR if statement.block - self._opened[statement.block] > step)
            if not column:
                features.add("above-several" if len(context.partners) > 1 else "above-one")
            strange = 0.0 if column else self._strangers[_chapter(statement)]
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


def _claim(found: dict[str, Claim], partner: Partner, origin: str, features: frozenset[str] | set[str]) -> None:
    claim = found.setdefault(partner.key, Claim(partner))
    claim.origins.append(origin)
    claim.features |= features
    claim.features.add(f"by-{origin}")


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


def _said(statement: Statement, folded: str) -> Iterator[str]:
    """What the statement says that bears on who may take it."""
    features = statement.features
    opens = next((k for k in ("infinitive", "noun", "gerund") if f"open-{k}" in features), "other")
    yield f"opens-{opens}"
    if matcher("open.pronoun").match(folded):
        yield "pronoun"
    if _POSSESSIVE.match(folded):
        yield "possessive"
    if _WE.search(folded):
        yield "we"
    if match := _SELF.match(folded):
        yield str(match.lastgroup).replace("_", "-")
    if match := _GENDER.match(folded):
        yield str(match.lastgroup)
    yield "item" if statement.context.item is not None else "no-item"
    yield f"section-{statement.context.section}"
    yield "bullet" if "mark-bullet" in features else "row" if "row" in features else "plain"


def _company(found: dict[str, Claim], statement: Statement) -> Iterator[str]:
    """Who else claims it."""
    bodies = [c for c in found.values() if not c.partner.collective]
    named = sum("statement" in c.origins for c in bodies)
    yield f"names-{min(named, 3)}"
    if any("acts" in c.features for c in bodies):
        yield "somebody-acts"
    if any("lead" in c.features for c in bodies):
        yield "led"
    if any("label" in c.features for c in bodies):
        yield "labelled"
    if any({"acts", "before-open"} <= c.features or {"before-open", "after-colon"} <= c.features for c in bodies):
        yield "somebody-opens"
    if any("before-0" in c.features for c in bodies):
        yield "spoken-before"
    yield f"under-{statement.context.partner_origin if statement.context.partners else 'nobody'}"


def _crossed(claim: Claim, found: dict[str, Claim], said: set[str]) -> Iterator[str]:
    """Features that only tell together: what names a partner, with what the statement says and who else claims it."""
    partner = claim.partner
    kind = "all" if partner.collective else claim.origins[0]
    own = "above" in claim.features
    under = "own" if own else next((s for s in sorted(said) if s.startswith("under-")), "under-nobody")
    if partner.group:
        yield f"{kind}|group"
    if "statement" in claim.origins:
        roles_ = [f for f in claim.features if f.startswith(("before-", "after-", "acts", "beside-actor", "joined"))]
        yield f"{kind}|{under}"
        yield f"{kind}|type-{partner.type}"
        yield from (f"{role}|{'own' if own else 'open' if under == 'under-nobody' else 'other'}" for role in sorted(roles_))
    else:
        gender = next((s for s in said if s in ("she", "he")), "")
        if gender and not partner.collective:
            agrees = (gender == "she") == bool(matcher("noun.feminine").match(fold(partner.name)))
            yield "gender-agrees" if agrees else "gender-clashes"
        for name in sorted(said):
            yield f"{kind}|{name}"
        above = "nobody" if under == "under-nobody" else "own" if own else "other"
        yield from (f"{name}|{above}" for name in sorted(claim.features) if name.startswith(("lead-", "label-", "before-", "topic")))
        if "above-commune" in claim.features or "commune" in claim.features:
            yield from (f"commune|{name}" for name in sorted(said) if name.startswith("somebody"))
        if own and any("above" in c.features and "statement" in c.origins for c in found.values()):
            yield "above|sibling-named"
        if self_type := next((s for s in said if s.startswith("self-")), ""):
            alike = partner.type in SELF_TYPES[self_type] and not partner.collective
            yield "self-alike" if alike else "self-unlike"
        if own and any("above" not in c.features and "statement" in c.origins and not c.partner.collective for c in found.values()):
            yield f"{kind}|others-named"
    if partner.collective and "statement" in claim.origins:
        yield "all-named"
        yield from (f"all-named|{name}" for name in sorted(said) if name.startswith(("under-", "names-", "somebody")))
    yield f"origins-{'+'.join(sorted(set(claim.origins)))}"
