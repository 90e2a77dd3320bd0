"""Heading partners: whom a heading names. Enters: a heading. Leaves: the partner behind what stands under it."""

import re
from collections.abc import Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.partners import Partner, Partners, Seen
from maillage.loaders.find.subjects import as_in, subjects_in
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher

MAX_BODY_WORDS = 9  # of an organisation's name
MOST_BODIES = 2  # that a heading names and nothing else: more of them are a list
MAX_TITLE_WORDS = 28  # of the title of an annex
PAGE = 4  # lines from one line of a title to the next, above which they are at both ends of a page
ARTICLE = 4  # characters of an article before a name
MAX_DESCRIBED_WORDS = 4  # of a name after what it is: "Bailleur social Val Habitat"
_PARENTHESIS = re.compile(r"\([^)]*\)")
_ADJECTIVES = {
    "departementale": "departement", "regionale": "region", "metropolitaine": "epci", "communautaire": "epci",
    "intercommunale": "epci",
}  # fmt: skip
_ADJECTIVE = re.compile(
    r"\b(?:orientations|engagements|priorites|politiques|actions) "
    r"(departementale|regionale|metropolitaine|communautaire|intercommunale)s?\b"
)
# "Article 6 - ", "4.1 ", "II/ ", "Chapitre III : " before a heading's own words, folded.
_NUMBER = re.compile(
    r"\s*(?:(?:article|fiche|annexe|chapitre|partie|titre|section) (?:n ?[°o] ?)?(?:\d+|[ivx]+|premier)\b"
    r"|\d{1,2}(?:\.\d{1,2})*|[ivx]{1,5}(?= ?[.)/-])|[a-h](?= ?[.)/]))[ .)/:-]*"
)
# Between two names of a row: the place that completes the first, a comma or "et", an article.
_BETWEEN = re.compile(
    r"(?: (?:de |du |des |d')(?:la |l')?[^,;:/&+]{1,25}?)?(?: ?[,/&+-] ?| et | ainsi que )?"
    r"(?:(?:de |du |des |d')?(?:la |le |les |l')?)"
)
_LABELS = re.compile(
    r"(?: (?:de |du |des |d')(?:la |l')?[^,;:.()]{1,40}?)?(?: ?\([^)]{1,60}\))? ?(?::|\. \w)"
)  # after the name that labels a paragraph
_SMALL = ("le", "la", "de", "du", "et", "l", "d", "a", "au")
_NOBODY = re.compile(r"^\d[\d ,]* (?:[a-z%]|€)|\bcommune?s? (?:a|aux?) ")


def named_in_heading(
    partners: Partners, block: Block, *, whole: bool = False, last: bool = False
) -> tuple[Partner, ...]:
    """The partners that a heading names, joined as in "la CAF et la CPAM".

    ``whole``: they cover most of its words, and are two at most; ``last``: it ends with them, of whom it speaks.
    """
    apart = block.last - block.first > PAGE * len(block.lines)  # a running title: its page lies between its lines
    seen = [
        s
        for s in partners.at(block.first, block.last)
        if not s.partner.collective and not (apart and as_in(block.folded, s.surface) not in block.folded)
    ]
    if seen and not heads_nobody(block):
        best = max(seen, key=lambda s: len(s.surface))
        joined = _joined(block.folded, best, seen)
        if whole and not _covered(block, best, joined):
            return ()
        if not last or _ends_with(block, joined):
            return _told_apart(joined)
    adjective = _ADJECTIVE.search(block.folded)
    if adjective and not whole:
        return tuple(p for p in partners.by_key.values() if p.type == _ADJECTIVES[adjective[1]])[:1]
    return ()


def _covered(block: Block, best: Seen, joined: Sequence[Seen]) -> bool:
    """Whether a heading is little else than the names of one or two partners."""
    surface = as_in(block.folded, best.surface)
    if surface not in fold(_PARENTHESIS.sub("", block.text)) and f"({surface})" not in block.folded:
        return False  # a source that is given, not the name of what follows
    words = _significant(_NUMBER.sub("", fold(_PARENTHESIS.sub("", block.text)), count=1))
    known = {word for s in joined for word in _significant(f"{s.surface} {s.partner.name}")}
    named = sum(len(_significant(s.surface)) for s in joined)
    few = len({s.partner.key for s in joined if not s.partner.group}) <= MOST_BODIES
    much = max(named, len(_significant(best.partner.name)))
    return few and (len(words) <= much or all(word in known for word in words))


def _ends_with(block: Block, joined: Sequence[Seen]) -> bool:
    folded = _PARENTHESIS.sub("", block.folded).strip(" .:-")
    return ":" not in folded and any(folded.endswith(as_in(folded, s.surface)) for s in joined)


def _told_apart(joined: Sequence[Seen]) -> tuple[Partner, ...]:
    """The partners of mentions, once each; beside a body the kind of bodies that it is of is no partner."""
    named = tuple({s.partner.key: s.partner for s in joined}.values())
    return tuple(p for p in named if not p.group) or named


def _joined(folded: str, best: Seen, seen: Sequence[Seen]) -> list[Seen]:
    """The mentions in a row that the best one is of, in the order of the text."""
    places = sorted(((folded.find(as_in(folded, s.surface)), i) for i, s in enumerate(seen)), key=lambda p: p[0])
    row: list[Seen] = []
    end = -1
    for at, i in places:
        if row and not _BETWEEN.fullmatch(folded, end, max(at, end)):
            if best in row:
                break
            row = []
        row.append(seen[i])
        end = at + len(seen[i].surface)
    return row if best in row else [best]


def heads_nobody(block: Block) -> bool:
    """Whether a title only seems to name somebody: "3 conventions ANRU" is a figure, "annexe commune aux contrats"."""
    return _NOBODY.search(block.folded) is not None


def heads_annex(partners: Partners, block: Block) -> tuple[Partner, ...]:
    """The partner whose name opens the title under "Annexe 2": who wrote that annex."""
    if block.words > MAX_TITLE_WORDS or block.text.endswith((".", ";", ":")) or heads_nobody(block):
        return ()
    opens = [
        s
        for s in partners.at(block.first, block.last)
        if 0 <= block.folded.find(as_in(block.folded, s.surface)) <= ARTICLE
    ]
    named = [s for s in opens if not s.partner.collective and not s.partner.group]
    return (max(named, key=lambda s: len(s.surface)).partner,) if named else ()


def takes_over(partners: Partners, block: Block, speaking: Sequence[Partner]) -> bool:
    """Whether an unmarked paragraph is another partner's than the heading's: "La CAF : …", "L'ARS (DD) finance …"."""
    if block.mark or not block.text[:1].isupper():
        return False
    for seen in partners.at(block.first, block.first):
        at = block.folded.find(as_in(block.folded, seen.surface))
        if 0 <= at <= ARTICLE and seen.partner not in speaking:
            after = block.folded[at + len(seen.surface) :]
            return bool(_LABELS.match(after)) or bool(subjects_in(block.folded, [seen]))
    return False


def new_body(partners: Partners, block: Block, *, listed: bool) -> Partner | None:
    """An organisation that no thesaurus knows, told by what its heading says it is.

    ``listed``: the heading stands among those of partners, where a name that opens with a kind of body is enough.
    """
    if block.mark or block.words > MAX_BODY_WORDS:
        return None
    name = _described(block)
    if name is None and listed and matcher("body.name").search(block.folded):
        name = block.text
    if name is None:
        return None
    partner = _known_as(partners, name) or partners.body(name, block.first)
    partner.forms.add(name)
    partner.lines |= set(block.numbers)
    return partner


def named_like(partners: Partners, block: Block) -> Partner | None:
    """The partner that a heading in capitals names, known from elsewhere or not: one more in a long row of them."""
    if block.mark or block.words > MAX_BODY_WORDS or any(c.isdigit() or c in ":;,." for c in block.text):
        return None
    name = block.text.title() if block.words > 1 else block.text
    partner = _known_as(partners, name) or partners.body(name, block.first)
    partner.forms.add(block.text)
    partner.lines |= set(block.numbers)
    return partner


def _known_as(partners: Partners, name: str) -> Partner | None:
    """The one partner whose name begins with these words: "Val Habitat" signs as "Val Habitat – groupe Horizon"."""
    words = key(name).split()
    longer = [p for p in partners.by_key.values() if key(p.name).split()[: len(words)] == words]
    return longer[0] if len(longer) == 1 else None


def _described(block: Block) -> str | None:
    """The name that follows what a body is: "Bailleur social – Val Habitat" names Val Habitat."""
    match = matcher("body.described").pattern.match(block.folded)
    name = block.text[match.end() :].strip(" :–-«»") if match else ""
    words = name.split()
    if not 0 < len(words) <= MAX_DESCRIBED_WORDS or not all(w[0].isupper() or key(w) in _SMALL for w in words):
        return None
    return name


def _significant(text: str) -> list[str]:
    """The words of a name that are not small words."""
    return [word for word in key(text).split() if word not in _SMALL]
