"""Sections: what each block stands under. Enters: blocks, frame, partners, quarters. Leaves: one Context a block.

Headings open a chapter (a partner's, a commune's), a section (engagements, diagnosis, governance…), a frame item or a
quarter; what stands under them inherits it. What is inherited and what a statement says itself is kept apart.
"""

import re
from dataclasses import replace

from maillage.loaders.blocks import Block
from maillage.loaders.find.column_heads import ENDS_LIKE_TEXT, MAX_COLUMNS, column_heads
from maillage.loaders.find.frame import Frame
from maillage.loaders.find.grids import lines_of_rows
from maillage.loaders.find.heading_partners import (
    heads_annex,
    heads_nobody,
    named_in_heading,
    named_like,
    new_body,
    takes_over,
)
from maillage.loaders.find.item_lifetime import lifetime
from maillage.loaders.find.item_titles import open_item, reminds
from maillage.loaders.find.nouns import Nouns
from maillage.loaders.find.numbering import number_of
from maillage.loaders.find.outline import is_ranked
from maillage.loaders.find.page_communes import page_communes
from maillage.loaders.find.partners import Partner, Partners
from maillage.loaders.find.running_titles import at_foot, running_titles, told
from maillage.loaders.find.section_state import Context, QuartersIn, State
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

# In this order: a table's header also says "actions", a signature page also says "engagements".
SECTION_KINDS = (
    "table", "signatures", "indicators", "reset", "commitments", "context", "governance", "editorial", "annex",
)  # fmt: skip
# Kinds of part that one body may write: a partner named in their heading is the one who speaks.
SPEAKING = ("table", "commitments", "reset", "annex", "editorial")
_OURS = re.compile(r"\b(?:nous|nos|notre)\b")  # a heading in which whoever speaks says more of it
PARAGRAPH = 20  # words
SHORT_WORDS = 5  # "Projets phares", "Leviers d'action": a part of what is open, not a new chapter
MAX_WORDS = 16  # of a heading that is not a frame item
# "Engagements de l'autorite academique": of somebody that is not known; "de la caisse" is whose chapter it is.
_OF_OTHERS = re.compile(
    r"\b(?:engagements?|contributions?)(?: [a-z]+)? (?:de l'|de la |du |des |d'|de (?!l'|la |les ))"
    r"(?!.*\b(?:quartiers?|qpv|contrat|territoires?)\b)(?!(?:agence|caisse|association|commune|ville|structure|organisme|"
    r"office|bailleur|collectivite|direction|etablissement|chambre|service)s?\b)"
)
_PART = re.compile(r"^(?:(?:article|chapitre|partie|titre) )?(?:\d{1,2}|[ivx]{1,4}|[a-h]) ?[.):–-] ?")
_FOOTNOTE = re.compile(r"\d{0,3}\*")
_OPENS_CHAPTER = re.compile(
    r"[\"« ]*(?:contributions?|engagements?|mobilisation|offre|interventions?|orientations?|actions?)\b"
)
MAX_OPENING_WORDS = 28  # "Contribution de … dans le cadre de la signature des contrats de ville …"


def contexts(view: View, frame: Frame, partners: Partners, quarters_in: QuartersIn) -> list[Context]:
    """The context of every block, in their order. ``quarters_in`` tells which quarters a heading names."""
    state = State(view, frame, partners, quarters_in, lifetime(view, frame), Nouns(view, partners))
    (communes, headed), titles = page_communes(view, partners, quarters_in), running_titles(view)
    state.communal = max(communes, default=0)
    state.celled = lines_of_rows(view.document)
    ranked = is_ranked(view)
    found, page, last = [], 0, 0
    for index, block in enumerate(view.blocks):
        if state.now.section == "signatures" and (block.page != page or _speaks(view, index)):
            state.now = Context()  # who signs is listed, often on the first pages, and the contract begins
        if block.page != page:
            _turn_page(state, communes.get(page := block.page), titles.get(block.page))
        if heads := [n for n in headed if last < n <= block.last]:  # a name may be set aside as a running title
            _turn_page(state, headed[max(heads)], None)
        last = block.last
        chapter = state.now.path[:1]
        above = state.numbering.take(view.blocks, index, state.now)
        state.now = above if above and not state.items.just_opened(index) else state.now
        heading = _read_ranked(state, index, block) if ranked and block.level else _read(state, index, block)
        if state.now.path[:1] != chapter:
            state.numbering.clear()
        state.said += f"{key(block.text)} " if heading else ""
        found.append(replace(state.now, heading=heading))
    return found


def _speaks(view: View, index: int) -> bool:
    """Whether a paragraph stands under a title of its own: no list of those who sign goes on there."""
    block, below = view.blocks[index], view.blocks[index + 1] if index + 1 < len(view.blocks) else None
    title = block.words <= MAX_WORDS and not block.mark and block.text[:1].isupper() and block.text[-1:].isalnum()
    return title and below is not None and below.words >= PARAGRAPH and below.text.endswith(".")


def _read_ranked(state: State, index: int, block: Block) -> bool:
    """A heading with a rank ends what headings of its rank opened, whether its words are known or not."""
    before = state.now = state.outline.enter(block.level, state.now)
    if not _read(state, index, block) or state.now is before:
        state.now = replace(before, path=(*before.path[:2], block.text))
    return True


def _turn_page(state: State, commune: Partner | None, title: Block | None) -> None:
    """A page may open a chapter by its running title or by the commune whose name it bears.

    What a page's head, known to be one, repeats of a heading reminds the reader of it, and opens nothing again.
    """
    text = " ".join(told(state.view, title, state.said)) if title else ""
    if title is not None and text and text.count(" ") < MAX_WORDS and not ENDS_LIKE_TEXT.search(text):
        _open_section(state, replace(title, text=text, folded=fold(text)))
    if commune is not None and commune is not state.now.commune:
        state.now = Context(
            section="chapter", partners=(commune,), partner_origin="chapter", commune=commune, path=(commune.name,)
        )


def _read(state: State, index: int, block: Block) -> bool:
    """Let a block change the context; whether it is a heading."""
    before, state.items.index = state.now, index
    heading = _read_title(state, index, block)
    if state.items.ends_with_partner(before, state.now):
        state.now = replace(state.now, item=None, partner_origin="chapter")
    if not heading and state.now.partner_origin == "heading" and takes_over(state.partners, block, state.now.partners):
        state.now = replace(state.now, partners=(), partner_origin="none")
    if item := state.items.opened(state.now.partner_origin):
        state.now, heading = replace(state.now, item=item), heading or index in state.frame.titles
    return heading


def _read_title(state: State, index: int, block: Block) -> bool:
    """What a block opens as a title: an item, a table, a section, a partner's part; whether it does."""
    if index in state.frame.headings:
        if not reminds(state, index):
            open_item(state, index)
        return True
    if index in state.frame.label_blocks:
        return True
    if state.now.item is not None and matcher("frame.across-title").match(_PART.sub("", block.folded)):
        state.now = replace(state.now, item=None)  # what all items share is told: the last one is over
        return True
    if index < state.head_end or _opens_table(state, index):
        return True
    if at_foot(state.view, index):
        return False
    opens = _OPENS_CHAPTER.match(block.folded) or number_of(block)
    unlike = block.mark == "bullet" or block.words > (MAX_OPENING_WORDS if opens else MAX_WORDS)
    if state.annexed == index - 1 and (partners := heads_annex(state.partners, block)):
        state.now = replace(state.now, section="chapter", partners=partners, partner_origin="chapter")
        return True
    unlike = unlike or bool(ENDS_LIKE_TEXT.search(block.text) or _FOOTNOTE.match(block.text))
    if unlike and not block.level:
        return False
    if _open_section(state, block):
        state.series.clear()
        if state.now.section == "annex":
            state.annexed = index
        return True
    return _open_partner(state, block) or _ends_series(state, index, block) or block.level > 0


def _opens_table(state: State, index: int) -> bool:
    heads = column_heads(state.view.blocks[index : index + MAX_COLUMNS])
    if heads:
        state.now = replace(state.now, section="table", scope="unstated")
        state.head_end = index + heads
    return bool(heads)


def _ends_series(state: State, index: int, block: Block) -> bool:
    """A heading that looks like those of partners before it and names nobody known ends the last one's part."""
    if state.now.item is not None or not state.series.goes_on(state.view.blocks, index):
        return False
    body = named_like(state.partners, block) if state.series.is_long and block.caps else None
    now = replace(state.now, path=(*state.now.path[:2], block.text))
    state.now = replace(now, partners=(body,) if body else (), partner_origin="chapter" if body else "none")
    return True


def _open_section(state: State, block: Block) -> bool:
    """A heading that says what kind of text follows, or narrows it to a quarter."""
    quarters = (
        tuple(state.quarters_in(block.text, state.now.commune.place if state.now.commune else None))
        if matcher("scope.named").search(block.folded)
        else ()
    )
    kind = _kind_of(state, block)
    if quarters and kind in (None, "commitments", "context"):
        section = kind or state.now.section
        state.now = replace(
            state.now, section=section, quarters=quarters, scope="named", path=(*state.now.path[:2], block.text)
        )
        return True
    if matcher("scope.all").search(block.folded) and kind in (None, "commitments"):
        state.now = replace(state.now, section=kind or state.now.section, quarters=(), scope="stated_all")
        return True
    if kind is not None:
        _open_kind(state, block, kind)
    return kind is not None


def _kind_of(state: State, block: Block) -> str | None:
    """What kind of text a heading announces."""
    kind = next((k for k in SECTION_KINDS if matcher(f"section.{k}").search(block.folded)), None)
    if kind == "reset" and state.now.partners and block.text.endswith(":"):
        return None  # "Les 4 axes sont les suivants :" leads in the list of whoever speaks
    if kind in ("governance", "context") and matcher("open.infinitive").match(block.folded):
        return None  # "Participer au pilotage" is something to do
    if kind is None and not state.now.partners and matcher("section.funding").search(block.folded):
        return "governance"
    return kind


def _open_kind(state: State, block: Block, kind: str) -> None:
    """Open a section, of the partner that its heading names or of what is open."""
    partners = named_in_heading(state.partners, block, last=kind not in SPEAKING)
    if kind == "commitments" and not partners:
        called = state.nouns.heads(block, state.now.commune)
        ours = (*state.now.partners, state.now.commune)
        partners = called if any(partner not in ours for partner in called) else ()
    now = state.now
    if kind in ("reset", "annex") and not partners:
        state.now = Context(section=kind, path=(block.text,))
    elif partners:
        kind = "chapter" if kind in ("reset", "annex") else kind
        goes_on = partners == now.partners or {id(p) for p in partners} == {id(p) for p in now.partners}
        item = now.item if goes_on or kind == "table" or state.items.in_chapter(now.item) else None
        state.now = Context(kind, item=item, partners=partners, partner_origin="chapter", path=(block.text,))
    elif kind == "indicators":
        state.now = replace(now, section=kind)
    else:
        state.now = _inside(state, block, kind)


def _inside(state: State, block: Block, kind: str) -> Context:
    """What a heading without a partner opens: a part of what is open, or what everybody says."""
    now = state.now
    everybody = matcher("section.everybody").search(block.folded) is not None
    flagship = matcher("kind.flagship").search(block.folded) is not None
    ours = bool(now.partners and (block.text.endswith(":") or _OURS.search(block.folded)) and not everybody)
    part = flagship or ours or (not state.items.has_sisters(now.item) if everybody else block.words <= SHORT_WORDS)
    goes_on = kind == "table" or (kind == "commitments" and part) or state.items.in_chapter(now.item)
    partners, origin = now.partners, now.partner_origin
    if now.section == "editorial":  # a foreword ends where anything else begins
        partners, origin = (), "none"
    if kind == "commitments" and (everybody or _OF_OTHERS.search(block.folded)):
        partners, origin = ((now.commune,), "chapter") if now.commune else ((), "none")
    return replace(
        now,
        section=kind,
        item=now.item if goes_on else None,
        partners=partners,
        partner_origin=origin,
        quarters=(),
        scope="unstated",
        path=(*now.path[:1], block.text),
    )


def _told_body(state: State, block: Block) -> tuple[Partner, ...]:
    """An organisation that no thesaurus knows: among headings of partners, or where somebody promises."""
    now = state.now
    if now.partner_origin == "none" and now.item is None and now.section not in ("commitments", "chapter"):
        return ()
    body = new_body(state.partners, block, listed=now.partner_origin == "heading")
    return (body,) if body else ()


def _open_partner(state: State, block: Block) -> bool:
    """A heading that is the name of a partner, as a whole or nearly; a cell of a row or a key figure heads nothing."""
    if block.first in state.celled or heads_nobody(block):
        return False
    partners = named_in_heading(state.partners, block, whole=True) or state.nouns.heads(block, state.now.commune)
    partners = partners or _told_body(state, block)
    if not partners:
        return False
    inside = state.now.item is not None
    among = state.now.section in ("commitments", "chapter", "table", "reset")
    if partners[0] in state.partners.epcis and not (
        inside or among or number_of(block)
    ):  # the contract's own title on a cover page
        state.now = Context(section="annex", path=(block.text,))
        return True
    origin = "heading" if inside else "chapter"
    state.series.take(block)
    section = state.now.section if inside or state.now.section in ("commitments", "table") else "chapter"
    state.now = replace(
        state.now, partners=partners, partner_origin=origin, section=section, path=(*state.now.path[:2], block.text)
    )
    return True
