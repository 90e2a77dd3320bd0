"""Claim features: what makes a claim to a commitment more or less likely. Enters: a claim. Leaves: names of features.

What the statement says and who else claims it only tell together with what names a partner: a chapter's partner is
likely where nobody is named, not where somebody else opens the sentence. "kind|name" is such a pair.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from maillage.loaders.find.partners import Partner
from maillage.loaders.find.statements import Statement
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher

MANY = 3  # partners named: no more are counted
STATE = "etat"  # key of the State
_OF_STATE = ("etat", "education", "justice_police")  # types of partner whose bodies are services of the State
_ROLES = ("before-", "after-", "acts", "beside-actor", "joined")  # the part that a name plays
_RELAYED = (
    "lead-",
    "label-",
    "spoke-",
    "topic",
    "led-before",
    "antecedent",
    "field",
    "pays",
    "we-pilot",
)  # what stands above a statement and may speak for it
_OPENING = r"(?:[^,]{0,50}, )?"  # "En 2026, elle"
_POSSESSIVE = re.compile(rf"{_OPENING}(?:son|sa|ses|leurs?|celui-ci|celle-ci|tous deux|toutes deux)\b")
_GENDER = re.compile(
    rf"{_OPENING}(?:(?P<she>elles?|celle-ci|toutes deux)|(?P<he>ils?|celui-ci|tous deux))\b"
    r"(?! (?:faut|s'agit|est|sera|y)\b)"
)
_BOTH = re.compile(rf"{_OPENING}(?:tous|toutes|les) (?:deux|trois|quatre)\b")
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
_SELF_TYPES = {name: types for name, _, types in _SELVES}
_SELF = re.compile(
    rf"{_OPENING}(?:la |le |l'|les |notre |ses |son )(?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words, _ in _SELVES)
    + r")\b(?! (?:de|du|des|d')\b)"
)


@dataclass(slots=True)
class Claim:
    """A partner that a statement may be of: what names it (statement, lead, heading…) and its features."""

    partner: Partner
    origins: list[str] = field(default_factory=list)  # the nearest first
    features: set[str] = field(default_factory=set)

    @property
    def named(self) -> bool:
        """Whether the statement itself names the partner."""
        return "statement" in self.origins

    @property
    def own(self) -> bool:
        """Whether the statement stands under the partner's heading or in its chapter."""
        return "above" in self.features


def said_by(statement: Statement, folded: str) -> Iterator[str]:
    """What a statement, folded, says that bears on who may take it."""
    features = statement.features
    yield f"opens-{next((k for k in ('infinitive', 'noun', 'gerund') if f'open-{k}' in features), 'other')}"
    if matcher("open.pronoun").match(folded):
        yield "pronoun"
    if _POSSESSIVE.match(folded):
        yield "possessive"
    if _WE.search(folded):
        yield "we"
    if _BOTH.match(folded):
        yield "both"
    for pattern in (_SELF, _GENDER):
        if match := pattern.match(folded):
            yield str(match.lastgroup).replace("_", "-")
    yield "item" if statement.context.item is not None else "no-item"
    yield f"section-{statement.context.section}"
    yield "bullet" if "mark-bullet" in features else "row" if "row" in features else "plain"


def company(claims: Sequence[Claim], statement: Statement) -> Iterator[str]:
    """Who claims a statement, all taken together."""
    bodies = [claim for claim in claims if not claim.partner.collective]
    features = [claim.features for claim in bodies]
    yield f"names-{min(sum(claim.named for claim in bodies), MANY)}"
    for feature, name in (
        ("acts", "somebody-acts"),
        ("lead", "led"),
        ("label", "labelled"),
        ("spoke-0", "spoken-before"),
    ):
        if any(feature in each for each in features):
            yield name
    if any("before-open" in each and each & {"acts", "after-colon"} for each in features):
        yield "somebody-opens"
    if any("before-agent" in claim.features and not claim.own for claim in bodies):
        yield "somebody-does"
    yield f"under-{statement.context.partner_origin if statement.context.partners else 'nobody'}"


def crossed(claim: Claim, claims: Sequence[Claim], said: set[str]) -> Iterator[str]:
    """The features of a claim that only tell together, ``said``: those of its statement and of all its claims."""
    kind = "all" if claim.partner.collective else claim.origins[0]
    under = next((name for name in sorted(said) if name.startswith("under-")), "under-nobody")
    place = "own" if claim.own else "nobody" if under == "under-nobody" else "other"
    if claim.partner.group:
        yield f"{kind}|group"
    whole = claim.partner.group or claim.partner.key == STATE
    part = next((other for other in claims if _is_part(other.partner, claim.partner)), None) if whole else None
    if part is not None and "acts" not in claim.features:
        yield "whole"
        yield f"{kind}|whole"
        yield f"{kind}|whole|{part.origins[0]}"
    if claim.named:
        roles = [feature for feature in claim.features if feature.startswith(_ROLES)]
        yield f"{kind}|{'own' if claim.own else under}"
        yield f"{kind}|type-{claim.partner.type}"
        yield from (f"{kind}|{name}" for name in ("pronoun", "possessive", "we") if name in said)
        if "acts" not in claim.features:
            opens = next(name for name in said if name.startswith("opens-"))
            yield f"idle|{opens}"
            yield from (f"{role}|{opens}" for role in roles if role.startswith("before-") and "+" not in role)
        yield from (f"{role}|{place}" for role in roles)
    else:
        yield from _unnamed(claim, claims, said, kind)
        yield from (f"{name}|{place}" for name in claim.features if name.startswith(_RELAYED))
    if claim.partner.collective and claim.named:
        yield "all-named"
        yield from (f"all-named|{name}" for name in said if name.startswith(("under-", "names-", "somebody")))
    yield f"origins-{'+'.join(sorted(set(claim.origins)))}"


def _is_part(part: Partner, whole: Partner) -> bool:
    """Whether a partner is one of the group that another is, or a service of the State where that is the State."""
    if whole.group:
        return part.type == whole.type and not part.group and not part.collective
    return part.type in _OF_STATE and part is not whole and not part.group


def _unnamed(claim: Claim, claims: Sequence[Claim], said: set[str], kind: str) -> Iterator[str]:
    """Those of a partner that the statement itself does not name."""
    yield from (f"{kind}|{name}" for name in said)
    partner = claim.partner
    if not partner.collective and said & {"she", "he"}:
        feminine = matcher("noun.feminine").match(fold(partner.name)) is not None
        yield "gender-agrees" if feminine == ("she" in said) else "gender-clashes"
    if self_type := next((name for name in sorted(said) if name in _SELF_TYPES), None):
        alike = partner.type in _SELF_TYPES[self_type] and not partner.collective
        yield "self-alike" if alike else "self-unlike"
    if claim.features & {"above-commune", "commune"}:
        yield from (f"commune|{name}" for name in said if name.startswith("somebody"))
    if claim.own and "above-several" in claim.features:
        yield from (f"several|{name}" for name in said if name.startswith(("names-", "somebody", "led", "labelled")))
    if "both" in said:
        yield from (
            f"both|{name}" for name in claim.features if name in ("above-several", "above-one", "spoke-several")
        )
    if claim.own and any(other.own and other.named for other in claims):
        yield "above|sibling-named"
    if claim.own and any(other.named and not other.own and not other.partner.collective for other in claims):
        yield f"{kind}|others-named"
