"""Frame items: what the parts of the frame finder share. Enters: items. Leaves: a Frame in which each is once."""

from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio, token_set_ratio, token_sort_ratio

from maillage.loaders.find.frame_labels import clean_label
from maillage.loaders.fold import key

# The words contracts use for the items of their frame, and the codes of the scheme frame-kind.
KINDS = {
    "defi": "defi", "orientation": "orientation", "pilier": "pilier", "ambition": "ambition", "axe": "orientation",
    "enjeu": "enjeu", "objectif": "objectif", "priorite": "priorite", "sous-thematique": "objectif",
    "thematique": "orientation", "cap": "orientation", "levier": "objectif", "fil rouge": "axe_transversal",
    "os": "objectif",
}  # fmt: skip
TRANSVERSAL = {"thematique": "thematique_transversale"}
TOP_KINDS = {"defi", "orientation", "pilier", "ambition", "axe_transversal", "thematique_transversale"}
RANK = {"pilier": 0, "enjeu": 1, "defi": 1, "orientation": 1, "ambition": 2, "priorite": 3, "objectif": 4}
SAME = 82  # token_set_ratio from which two labels are one (measured on repeated headings of the documents read)
TYPO = 72  # ratio from which two words are one, misprinted or inflected: "sport" and "santé" stay two
SAME_WORDS = 74  # token_sort_ratio: one label may hold the other and a few words more, not a second subject


def kind_of(word: str, *, transversal: bool) -> str:
    """The kind that a frame word says: "axe" → orientation, "axe" said to be transversal → axe_transversal."""
    return TRANSVERSAL.get(word, "axe_transversal") if transversal else KINDS.get(word, "orientation")


@dataclass(slots=True, eq=False)
class Item:
    """One item of the frame."""

    kind: str
    number: str | None
    label: str
    first: int
    last: int
    parent: "Item | None" = None
    qpv: str | None = None  # comparable name of the quarter whose priority it is
    strong: bool = True  # announced or numbered; a weak one needs to be confirmed by recurrence
    labels: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)  # short names that its number is printed with elsewhere

    @property
    def top(self) -> "Item":
        """The topmost ancestor."""
        item, seen = self, 0
        while item.parent is not None and seen < 9:
            item, seen = item.parent, seen + 1
        return item


@dataclass(slots=True)
class Frame:
    """The items of a document's contracts, and for each heading block (by index) the item it opens."""

    items: list[Item] = field(default_factory=list)
    headings: dict[int, Item] = field(default_factory=dict)
    word: str = ""  # the contract's own word for its items, when it is none of the usual
    calls: set[int] = field(default_factory=set)  # those of the headings that call an item by its number only
    label_blocks: set[int] = field(default_factory=set)  # blocks that only continue a heading, or list items
    leads: dict[int, Item] = field(default_factory=dict)  # what is said on an item: "Défi 1. La CAF …"
    codes: dict[str, Item] = field(default_factory=dict)  # "D2" → the item that the contract calls so
    titles: dict[int, Item] = field(default_factory=dict)  # titles of something else that name the item they answer

    def add(self, item: Item) -> Item:
        """The item, or the one already known that it is."""
        item.label = clean_label(item.label)
        for known in self.items:
            if same_item(known, item):
                known.labels[item.label] += 1
                known.number = known.number or item.number
                known.parent = known.parent or (item.parent if item.parent is not known else None)
                return known
        item.labels[item.label] += 1
        self.items.append(item)
        return item


def heading_kinds(frame: Frame) -> set[str]:
    """The kinds of items that head chapters: enjeux and priorities where nothing stands above them, else objectives."""
    kinds = {i.kind for i in frame.items if "transversal" not in i.kind and i.qpv is None}
    if kinds & TOP_KINDS:
        return TOP_KINDS
    return {*TOP_KINDS, "enjeu", "priorite"} | (set() if kinds & {"enjeu", "priorite"} else {"objectif"})


def same_item(a: Item, b: Item) -> bool:
    """One kind and number with labels alike, or the same label; a quarter's priorities stay its own."""
    if a.qpv != b.qpv:
        return False
    alike = labels_alike(a.label, b.label)
    if a.kind == b.kind and a.number and b.number:
        numbered_top = a.kind in TOP_KINDS and not a.parent
        return a.number == b.number and (alike or (numbered_top and half_alike(a.label, b.label)))
    return alike and (a.kind == b.kind or {a.kind, b.kind} <= TOP_KINDS)


def labels_alike(a: str, b: str) -> bool:
    """Whether two labels are one, printed twice."""
    one, other = key(a), key(b)
    if one == other:
        return True
    if token_set_ratio(one, other) < SAME or token_sort_ratio(one, other) < SAME_WORDS:
        return False
    own, others = _telling(one), _telling(other)
    left, right = own - others, others - own
    return not (left and right) or all(any(ratio(w, o) >= TYPO for o in right) for w in left)


def _telling(words: str) -> set[str]:
    return {w for w in words.split() if len(w) > 3}


def half_alike(a: str, b: str) -> bool:
    """Whether two labels of one number may be one that a column break cut."""
    return token_set_ratio(key(a), key(b)) >= SAME
