"""Names of schemes that no thesaurus knows, told by how they are printed. Enters: a View. Leaves: names by line.

An opening word ("plan", "pass", "réseau") is followed by a common noun or by a name. A name has proof: a capital or a
subject of public action without preposition, a level of government with a complement, years, quotes, its acronym.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from maillage.loaders.find.scheme_acronyms import expanded, spelled
from maillage.loaders.find.scheme_extent import LEVEL, SMALL, TOPIC, YEARS, Word, extent, words_after
from maillage.loaders.find.scheme_openers import Name, kinds_of, openers, opening
from maillage.loaders.fold import key
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MAX_QUOTED = 14  # words of a quoted name
SHOUTED = 5  # letters of an acronym: more capitals after a word in lower case are another text's heading
_YEARS = re.compile(r"[ ,]*\b(?:20[0-4]\d|19\d\d)(?: ?[-–/] ?(?:20)?\d\d)?\b")
_NEXT_QUOTE = re.compile(r" ?[»”\"] ?(?:,|;|et|ou|, et) ?[«“\"] ?(?P<text>[A-ZÀ-Ý][^»”\"\n]{2,60}?)(?= ?[»”\"])")
_HOLDS_VERB = re.compile(r"(?:ndre|ttre|[^i]er)\b")  # "la charte de rendre …"
_PERIOD = re.compile(r" ?\(20[0-4]\d ?[-–/] ?(?:20)?\d\d\)")
_GOVERNED = ("departement", "metropol", "region", "intercommun", "commun")  # who adopts a plan, not where it works
_OF = ("de", "d'", "du", "des", "la", "l'", "le", "les", "en")


def scheme_names(view: View) -> Iterator[Name]:
    """Every name, in the order of the text; of two that overlap, the one that starts first, the longer among equals."""
    every = [*spelled(view), *expanded(view), *_quoted(view), *_opened(view), *_phrases(view)]
    every.sort(key=lambda name: (name.position, -len(name.text), not name.acronym))
    last: Name | None = None
    for name in every:
        if last is not None and name.position < last.end:
            if name.acronym and name.end == last.end:
                last = replace(last, acronym=name.acronym)
            continue
        if last is not None:
            yield last
        last = _dated(view, name)
    if last is not None:
        yield last


def _dated(view: View, name: Name) -> Name:
    """The name, with the years that follow it in parentheses as another form."""
    years = _PERIOD.match(view.body, name.end)
    return replace(name, shorter=(*name.shorter, f"{name.text}{years.group()}")) if years else name


def _opened(view: View) -> Iterator[Name]:
    for match in opening().finditer(view.folded):
        start, end = match.span()
        words = words_after(view.body, view.folded, end)
        kept = words[: extent(words, openers())]
        kept = kept[: _without_owner(view, kept)]
        if not kept:
            continue
        proper = 0 if view.body[start:end].isupper() else _proper(match.group(), kept)
        if _proved(view, view.body[start:end], match.group(), kept):
            name = view.body[start : kept[-1].end]
            yield Name(start, name, shorter=(view.body[kept[0].start : proper],) if proper else ())
        elif proper:
            yield Name(kept[0].start, view.body[kept[0].start : proper], shorter=(view.body[start:proper],))


def _without_owner(view: View, words: Sequence[Word]) -> int:
    """How many words are left when the territory or body that owns the scheme is cut off."""
    for i, word in enumerate(words):
        before = next((w for w in reversed(words[:i]) if w.content), None)
        if i and word.content and words[i - 1].folded in _OF and _owner(view, word, before):
            while i and words[i - 1].kind == SMALL:
                i -= 1
            return i
    return len(words)


def _owner(view: View, word: Word, before: Word | None) -> bool:
    if before is not None and before.folded.startswith("politique"):  # "de la ville" says which policy
        return False
    if matcher("scheme.owner").pattern.match(word.folded):
        return True
    return word.capital and word.kind not in (TOPIC, LEVEL) and not _common(view, word)


def _common(view: View, word: Word) -> bool:
    """Whether a word with a capital is a common noun: the document also prints it without."""
    return word.kind in (TOPIC, LEVEL) or _prints(view.body, word.text.lower())


@lru_cache(maxsize=1024)  # the same words open names again and again
def _prints(body: str, word: str) -> bool:
    return f" {word}" in body or f"’{word}" in body or f"'{word}" in body


def _proved(view: View, opener: str, folded: str, words: Sequence[Word]) -> bool:
    """Whether what follows an opening word makes a name of it."""
    first, caps = words[0], opener.isupper()
    direct = first.content and first.capital and not caps and first.kind != LEVEL
    titled = not caps and _titled(view, opener, words)
    return any(_PROOFS[kind](folded, words, direct, titled) for kind in kinds_of(folded))


def _titled(view: View, opener: str, words: Sequence[Word]) -> bool:
    """Whether the opening word and the noun after it are both printed with a capital, the noun being a common one."""
    noun = next((word for word in words if word.content and word.kind != LEVEL), None)
    if words[0].folded in ("et", "&"):
        return False
    shouted = noun is not None and noun.text.isupper() and len(noun.text) > SHOUTED
    return bool(opener[0].isupper() and noun and noun.capital and not shouted and _common(view, noun))


def _instrument(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    dated = words[-1].kind == YEARS and any(word.content and word.kind != LEVEL for word in words)
    ruled = LEVEL in (words[0].kind, *(w.kind for w in words[1:2] if words[0].content))
    ruled = ruled and any(word.content and word.kind != LEVEL for word in words)
    ends_ruled = words[-1].kind == LEVEL and words[-1].folded.startswith(_GOVERNED) and len(words) > 2
    return direct or titled or dated or ruled or ends_ruled or words[0].kind == TOPIC


def _loose(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    dated = words[-1].kind == YEARS and len(words[-1].text) > 4 and sum(word.content for word in words) > 1
    return (direct and len(words) > 1) or titled or dated


def _place(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    about = direct and len(words) > 1 and any(word.kind == TOPIC for word in words)
    return about or (titled and folded.endswith("s"))


def _subject(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    return direct or words[0].kind == TOPIC


def _never(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    return False


def _event(folded: str, words: Sequence[Word], direct: bool, titled: bool) -> bool:
    return titled and words[0].kind == SMALL


_PROOFS = {
    "scheme.event": _event,
    "scheme.instrument": _instrument, "scheme.call": _subject, "scheme.help": _subject, "scheme.loose": _loose,
    "scheme.place": _place, "scheme.herald": _never,
}  # fmt: skip


def _proper(opener: str, words: Sequence[Word]) -> int:
    """Where the proper name ends that a heralding word announces; 0 when none does."""
    first = words[0]
    if "scheme.herald" not in kinds_of(opener) or not (first.content and first.capital and first.text[0].isalpha()):
        return 0
    if first.kind == LEVEL or (opener.startswith("projet") and not _odd(first.text)):
        return 0
    return max(word.end for word in words if word.capital)


def _odd(text: str) -> bool:
    """Whether a word cannot be a place or a person: an acronym, dots or digits inside."""
    return text.isupper() or any(c in ".(&" or c.isdigit() for c in text)


def _quoted(view: View) -> Iterator[Name]:
    """Names in quotes after a word that announces one, and the quotes listed after the first."""
    pattern, strong = matcher("scheme.quoted").rules[0].pattern, matcher("scheme.announcer").pattern
    for match in pattern.finditer(view.folded):
        start, end = match.span("quoted")
        text = view.body[start:end].strip()
        announced = strong.fullmatch(match["announcer"]) is not None
        between = f"{match['between']} "
        if not _is_title(text) or " droit commun " in between or " ville " in between:
            continue
        if not (announced or text[0].isupper() or text[0].isdigit()):
            continue
        if " " not in text and between.endswith((" de ", " d' ")) and text.islower():
            continue
        whole = (f"{view.body[match.start() : match.end('announcer')]} {text}",) if between == " " else ()
        yield Name(start, text, shorter=(*whole, *_before_colon(text)))
        yield from _listed(view, match.end("quoted"))


def _is_title(text: str) -> bool:
    """Whether a quoted text can be a name: short, and no sentence."""
    return len(text.split()) <= MAX_QUOTED and (text.endswith(" !") or not text.endswith((".", "?", "!", ",")))


def _listed(view: View, end: int) -> Iterator[Name]:
    """The quotes that follow one of a list: "…", "…" and "…"."""
    while (match := _NEXT_QUOTE.match(view.body, end)) and _is_title(match["text"]):
        yield Name(match.start("text"), match["text"])
        end = match.end()


def _before_colon(text: str) -> tuple[str, ...]:
    head = text.split(" : ")[0].split(": ")[0]
    return (head,) if head != text and len(head.split()) > 1 else ()


def _phrases(view: View) -> Iterator[Name]:
    for kind in ("scheme.couple", "scheme.phrase"):
        for match in matcher(kind).pattern.finditer(view.folded):
            if not _HOLDS_VERB.search(match.group()):
                yield Name(match.start(), view.body[match.start() : match.end()])


def generic(name: str) -> bool:
    """Whether a name is a common noun or a notion."""
    return matcher("scheme.generic").pattern.match(key(_YEARS.sub("", name))) is not None
