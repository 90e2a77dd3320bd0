"""Margins of a PDF: the words of each page → those of its head, its text and its foot.

A head and a foot stand at the same place of page after page, apart from the text. They are taken off before columns are
looked for: a chapter's title at the right of the head is not the top of the right column.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.loaders.pieces import Piece, Word, rows

APART = 0.6  # ems of white space between a margin and the text, at least, as between two blocks of text
SAME_PLACE = 1.0  # points between the baselines of two pages' margins, at most
REPEATED = 3  # pages that must say the same there…
SHARE = 0.6  # …or the share of the pages that must have something small there, or a number
DEEPEST = 3  # lines of a margin

Words = list[Word]


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page by where they stand."""

    head: Words
    text: Words
    foot: Words


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost line of a page's text, when it stands apart."""

    page: int
    words: Words
    y: float
    size: float
    bold: bool
    says: str


def margins(pages: Sequence[Words]) -> list[Page]:
    """Each page's head, text and foot, in the order of the pages; all words are kept."""
    heads, feet = _margin(pages, at_top=True), _margin(pages, at_top=False)
    found = []
    for words, head, foot in zip(pages, heads, feet, strict=True):
        aside = set(map(id, (*head, *foot)))
        text = [word for word in words if id(word) not in aside]
        found.append(Page(head, text, foot) if text else Page([], words, []))
    return found


def _margin(pages: Sequence[Words], *, at_top: bool) -> list[Words]:
    """The words of each page's head, or foot."""
    lines = [rows(words) if at_top else rows(words)[::-1] for words in pages]
    body = _size_of_text(pages)
    taken: list[Words] = [[] for _ in pages]
    for depth in range(DEEPEST):
        edges = [edge for n, page in enumerate(lines) if (edge := _edge(n, page, depth))]
        kept = _kept(edges, sum(len(page) > depth + 1 for page in lines), body)
        for edge in kept:
            taken[edge.page] += edge.words
        deeper = {edge.page for edge in kept}
        lines = [page if n in deeper else [] for n, page in enumerate(lines)]
    return taken


def _size_of_text(pages: Sequence[Words]) -> float:
    letters: Counter[float] = Counter()
    for words in pages:
        for word in words:
            letters[round(word.size, 1)] += len(word.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)


def _edge(page: int, lines: list[Words], depth: int) -> _Edge | None:
    if len(lines) < depth + 2:
        return None
    own, inner = Piece(tuple(lines[depth])), Piece(tuple(lines[depth + 1]))
    white = max(own.bottom - inner.top, inner.bottom - own.top)
    if white <= APART * min(own.size, inner.size):
        return None
    return _Edge(page, lines[depth], own.y, own.size, own.bold, " ".join(word.text for word in own.words))


def _kept(edges: Sequence[_Edge], pages: int, body: float) -> list[_Edge]:
    """The edges that are margins."""
    places: dict[int, set[int]] = defaultdict(set)
    repeated: dict[tuple[int, str], set[int]] = defaultdict(set)
    for edge in edges:
        for place in _places(edge.y):
            places[place].add(edge.page)
            repeated[place, edge.says].add(edge.page)

    def is_margin(edge: _Edge) -> bool:
        place = round(edge.y / SAME_PLACE)
        if len(repeated[place, edge.says]) >= REPEATED:
            return True
        small = edge.size < body and not edge.bold
        return (small or edge.says.isdigit()) and len(places[place]) >= max(REPEATED, SHARE * pages)

    return [edge for edge in edges if is_margin(edge)]


def _places(y: float) -> range:
    """The places that a baseline counts for: its own, and those beside it."""
    place = round(y / SAME_PLACE)
    return range(place - 1, place + 2)
