"""Item mentions: frame items told by their number, their rank or their name. Enters: a Frame and texts. Leaves: items.

A commitment may say itself what it answers: "(défi 2)", "[D2]", "au titre de l'ambition 3", "pour la première
orientation", "au nom de l'égalité de genre". So may the title above it: "Contribution de la CAF – défi 2".
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from maillage.loaders.blocks import Block
from maillage.loaders.find.frame_items import TOP_KINDS, Frame, Item, kind_of
from maillage.loaders.find.frame_named import Named
from maillage.loaders.find.frame_words import OWN_WORDS, RANKS, arabic
from maillage.loaders.fold import fold, key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

_WORDS = (
    r"(?P<word>defi|orientation|pilier|ambition|axe|enjeu|objectif|priorite|thematique|cap|levier|"
    rf"{'|'.join(OWN_WORDS)})s?"
)
_QUALIFIER = r"(?P<qualifier>(?: (?:strategique|operationnel(?:le)?|transversale?|prioritaire)s?)*)"
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2}){0,2}[a-h]?|[ivx]{1,4}|[a-h])"
_NUMBERS = rf"(?P<numbers>{_NUMBER}(?:(?: ?, ?| et | & | ?/ ?){_NUMBER}\b)*)(?![\w°%€]|[.,]\d| ?%)"
_NAMED = re.compile(rf"\b{_WORDS}{_QUALIFIER}(?: n ?°| ?:(?= ?\d{{1,2}}\.\d))? ?{_NUMBERS}")
_ONE = re.compile(_NUMBER)
_RANKED = re.compile(rf"\b(?P<rank>{'|'.join(RANKS)}) {_WORDS}{_QUALIFIER}\b")
_CODES = re.compile(
    r"[(\[] ?(?P<codes>[A-Z]{1,2} ?\d{1,2}(?:\.\d{1,2})?(?:(?: ?[,;/&+-] ?| et )[A-Z]{1,2} ?\d{1,2})*) ?[)\]]"
)
_CODE = re.compile(r"(?P<letter>[A-Z]{1,2}) ?(?P<number>\d{1,2}(?:\.\d{1,2})?)")
_DOTTED = re.compile(r"\[ ?(?P<numbers>\d{1,2}\.\d{1,2}(?: ?[,;/&-] ?\d{1,2}\.\d{1,2})*) ?\]")  # no footnote has a dot
_OWN_CODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}\b")
_ACROSS = re.compile(
    r"\b(?:(?:axe|enjeu|principe|thematique|priorite|exigence) transversale?|fil rouge)\b(?! n ?°| ?\d)"
)
_OPENS = re.compile(r"(?:(?:sur|dans|pour|concernant|dans le cadre d[eu]|au titre d[eu]) ?(?:l[ea]s? |l')?)?")
_COMMAS = str.maketrans(";/&-", ",,,,")
AFTER = 50  # characters after a number that may say that another plan is meant
MIN_LABEL = 2  # words of a label that names its item by itself
MAX_TITLE = 18  # words of a title that says what stands under it
MAX_LEAD = 5  # words beside the item's number in a line that says nothing else: "Au titre de l'axe 2 :"


class ItemMentions:
    """Tells which items of a frame a text names."""

    def __init__(self, frame: Frame) -> None:
        """Index the items by kind and number, and the names of those that a text may quote."""
        self._numbered: dict[tuple[str, str], list[Item]] = {}
        for item in frame.items:
            if item.number:
                self._numbered.setdefault((item.kind, item.number.upper()), []).append(item)
        self._dotted: dict[str, list[Item]] = {}
        for item in frame.items:
            if item.number and "." in item.number and not item.qpv:
                self._dotted.setdefault(item.number, []).append(item)
        tops = [i for i in frame.items if i.kind in {*TOP_KINDS, "enjeu"} and i.qpv is None]
        labels = [(key(i.label), i) for i in tops if len(key(i.label).split()) >= MIN_LABEL]
        self._labels = sorted(labels, key=lambda pair: (-len(pair[0]), pair[0]))
        self._named, self._codes = Named(frame), frame.codes
        self._transversal = [i for i in frame.items if "transversal" in i.kind and not i.qpv]
        self._initials = _initials(frame.items)
        self._others = {*OWN_WORDS} - {frame.word}  # words that number something else in this contract

    def told(self, text: str, quarters: Collection[str] = (), *, aside: bool = False) -> tuple[Item, ...]:
        """The items that a text says it answers, in its order.

        ``quarters``: comparable names of those that the text is about, to tell the priorities of one from another's.
        ``aside``: only what stands in parentheses or after "au titre de" counts, as where a heading gives the item.
        """
        folded = fold(text)
        found = dict([*self._by_name(folded, aside=aside), *self._across(folded, aside=aside)])
        found |= dict(self._by_number(text, folded, aside=aside))
        found |= dict(self._by_code(text, quarters))
        found |= dict(self._by_label(folded))
        return tuple(dict.fromkeys(found[at] for at in sorted(found)))

    def named(self, text: str) -> tuple[Item, ...]:
        """The one item whose name a text is, or begins: "Emploi" for "Emploi et formation"."""
        words = key(text).split()
        near = [i for label, i in self._labels if words and label.split()[: len(words)] == words]
        return (near[0],) if len(near) == 1 else ()

    def _by_number(self, text: str, folded: str, *, aside: bool) -> Iterator[tuple[int, Item]]:
        for match in _NAMED.finditer(folded):
            if (
                match["word"] in self._others
                or _elsewhere(folded, match.end())
                or (aside and not _beside(folded, match.start()))
            ):
                continue
            for one in _ONE.finditer(folded, match.start("numbers"), match.end("numbers")):
                if one[0][0].isdigit() or text[one.start()].isupper():
                    yield from self._at(one.start(), _kind(match), arabic(one[0]) or one[0])
        for match in _RANKED.finditer(folded):
            if match["word"] in self._others:
                continue
            if not _elsewhere(folded, match.end()) and not (aside and not _beside(folded, match.start())):
                yield from self._at(match.start(), _kind(match), RANKS[match["rank"]])

    def _by_name(self, folded: str, *, aside: bool) -> Iterator[tuple[int, Item]]:
        """ "Pilier emploi : …", "au titre du pilier emploi": the first words of a name after its item's word."""
        for start, end, item in self._named.calls(folded):
            opens = _OPENS.fullmatch(folded[:start]) is not None
            if opens or (_beside(folded, start) and not _elsewhere(folded, end)) or not aside:
                yield start, item

    def _across(self, folded: str, *, aside: bool) -> Iterator[tuple[int, Item]]:
        """ "L'axe transversal", "fil rouge : …": the only item that runs through all others."""
        match = _ACROSS.search(folded) if len(self._transversal) == 1 else None
        if match and (not aside or _beside(folded, match.start()) or _OPENS.fullmatch(folded[: match.start()])):
            yield match.start(), self._transversal[0]

    def _at(self, position: int, kind: str, number: str) -> Iterator[tuple[int, Item]]:
        """The only item of a kind and number; where two contracts have one each, none."""
        items = [i for i in self._numbered.get((kind, number.upper()), ()) if i.qpv is None]
        if len(items) == 1:
            yield position, items[0]

    def _by_code(self, text: str, quarters: Collection[str]) -> Iterator[tuple[int, Item]]:
        """ "(D2)" for the défi 2, "(P1, P3)" for the priorities of the quarter that is spoken of, "[2.1]"."""
        for match in _CODES.finditer(text):
            for code in _CODE.finditer(text, match.start("codes"), match.end("codes")):
                item = self._coded(code["letter"], code["number"], quarters)
                if item is not None:
                    yield code.start(), item
        for match in _DOTTED.finditer(text):
            numbers = match["numbers"].replace(" ", "").translate(_COMMAS).split(",")
            for at, number in enumerate(numbers, match.start()):
                items = self._dotted.get(number, ())
                yield from ((at, item) for item in items if len(items) == 1)
        for match in _OWN_CODE.finditer(text) if self._codes else ():
            if match[0] in self._codes:
                yield match.start(), self._codes[match[0]]

    def _coded(self, letter: str, number: str, quarters: Collection[str]) -> Item | None:
        for kind in self._initials.get(letter, ()):
            items = self._numbered.get((kind, number), [])
            here = [i for i in items if i.qpv in quarters] if quarters else []
            common = [i for i in items if i.qpv is None]
            if len(here) == 1 or len(common) == 1:
                return (here or common)[0]
        return None

    def _by_label(self, folded: str) -> Iterator[tuple[int, Item]]:
        """What "au titre de", "au nom de" introduces, when it is an item's name."""
        for lead in matcher("frame.answers").pattern.finditer(folded):
            rest = f"{key(folded[lead.end() : lead.end() + 200])} "
            item = next((i for label, i in self._labels if rest.startswith(f"{_bare(label)} ")), None)
            if item is not None:
                yield lead.end(), item


def innermost(items: Sequence[Item]) -> list[Item]:
    """The items, each once, less those that hold another one of them: "axe 1, objectif 1.2"."""
    above = {id(item.parent) for item in items} | {id(item.top) for item in items if item.parent is not None}
    return [item for item in dict.fromkeys(items) if id(item) not in above]


def _initials(items: Collection[Item]) -> Mapping[str, list[str]]:
    """The kinds of the frame that a letter may stand for; "A" is an axe's, which is kept as an orientation."""
    letters: dict[str, list[str]] = {}
    for kind in dict.fromkeys(i.kind for i in items if i.number):
        for letter in {kind[0].upper(), *({"A", "C"} if kind == "orientation" else set())}:
            letters.setdefault(letter, []).append(kind)
    return letters


def _kind(match: re.Match[str]) -> str:
    return kind_of(match["word"], transversal="transversa" in match["qualifier"])


def _bare(label: str) -> str:
    """A comparable label without its article: "l egalite" after "au nom de l'" is "egalite"."""
    first, _, rest = label.partition(" ")
    return rest if first in ("l", "la", "le", "les", "une", "un") and rest else label


def _elsewhere(folded: str, end: int) -> bool:
    """Whether the number is of another plan: "l'axe 2 du contrat local de santé"."""
    after = folded[end : end + AFTER]
    other = matcher("frame.other").search(after)
    return bool(other) and after.lstrip().startswith(("du ", "de la ", "de l'", "des "))


def _beside(folded: str, start: int) -> bool:
    """Whether a number stands in parentheses, or after what says that the text answers it."""
    before = folded[max(0, start - 40) : start]
    opened = max(before.rfind("("), before.rfind("["))
    if opened > max(before.rfind(")"), before.rfind("]")):
        return True
    return any(lead.end() >= len(before.rstrip()) for lead in matcher("frame.answers").pattern.finditer(before))


def find_titles(view: View, frame: Frame) -> dict[int, Item]:
    """The blocks, by index, that say for what stands under them which item it answers, besides naming a partner.

    A line that says nothing else ("Au titre de l'axe 2 :") becomes a heading of the frame.
    """
    mentions, titles = ItemMentions(frame), dict[int, Item]()
    for index, block in enumerate(view.blocks):
        if index in frame.headings or index in frame.label_blocks:
            continue
        if block.words > MAX_TITLE:
            if (item := _led(block, mentions)) is not None:
                frame.leads.setdefault(index + 1, item)
            continue
        item = _titled(block, mentions)
        if item is None:
            continue
        above = frame.headings.get(index - 1)
        if above is not None and above is not item and block.text[0] == "(" and block.text[-1] == ")":
            frame.label_blocks.add(index)  # "(déclinaison de l'axe 4)" under an item's own title
            above.parent = above.parent or item
            continue
        if block.words <= MAX_LEAD + len(item.number or "") and _says_no_more(block):
            frame.headings[index] = item
            frame.calls.add(index)
        else:
            titles[index] = item
    return titles


def _led(block: Block, mentions: ItemMentions) -> Item | None:
    """The one item that a paragraph's last words lead in a list on: "… Au titre de l'axe 3 :"."""
    last = block.text.rsplit(". ", 1)[-1]
    if not block.text.endswith(":") or last.count(" ") > MAX_LEAD + 2:
        return None
    found = mentions.told(last, aside=True)
    return found[0] if len(found) == 1 else None


def _titled(block: Block, mentions: ItemMentions) -> Item | None:
    """The one item that a title names by its number: "Ce que nous ferons pour relever le défi 1"."""
    text = block.text.strip()
    if block.mark == "bullet" or text.endswith((".", ";", ",")):
        return None
    leads = text.endswith(":") or (text.startswith("(") and text.endswith(")"))
    tail = text if leads or _is_title(block) else _tail(text)
    found = mentions.told(tail) if tail else ()
    return found[0] if len(found) == 1 else None


def _is_title(block: Block) -> bool:
    """Whether a block that names an item is a title of its own: one line, a capital first, all it says being short."""
    return len(block.lines) == 1 and block.text[:1].isupper() and _NAMED.search(block.folded) is not None


def _tail(text: str) -> str:
    """What stands after a title's last dash, or in its last parentheses: "CAF – défi 2", "Article 4 (axe 1)"."""
    match = re.search(r"(?: [–—-] |\()(?P<tail>[^()–—]{2,40})\)?$", text)
    return match["tail"] if match and match.start() > 2 and _NAMED.search(fold(match["tail"])) else ""


def _says_no_more(block: Block) -> bool:
    match = _NAMED.search(block.folded) or _RANKED.search(block.folded)
    if match is None:
        return False
    left = f"{block.folded[: match.start()]} {block.folded[match.end() :]}"
    return not [w for w in re.findall(r"[a-z]{4,}", left) if w not in ("titre", "pour", "cadre", "dans", "repond")]
