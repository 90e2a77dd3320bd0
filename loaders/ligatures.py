"""Ligatures: letters that a font draws as one sign, printed as another character or lost. Enters, leaves: lines.

"solu1ons", "quar)ers", "objec~f": what the sign stands for is told by the words it completes, page by page, as each
annex has its own fonts. The document is its own dictionary; the words of ``repairs/ligatures.toml`` bear witness where
it prints them whole nowhere.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# What stands for a ligature: never within a word of French, but for the brackets of "lea)s" and foreign names.
_SIGN = r"[1-9)~�\x01-\x08\x0e-\x1fÅĀ-őŔ-Ǿ]"
_HIT = re.compile(rf"{_SIGN}(?<=[a-zà-ÿœA-ZÀ-Ý].)(?=[a-zà-ÿœ])")
_ANY_SIGN = re.compile(_SIGN)
_WORD = r"A-Za-zÀ-ÿœŒ"
_TOKEN = re.compile(rf"(?<![{_WORD}])[{_WORD}]+(?:{_SIGN}[a-zà-ÿœ]+)+|(?<![\w)])[~Ɵ][a-zà-ÿœ]{{2,}}")
_LETTERS = re.compile(r"[a-zà-ÿœ]{4,}")
_PLAIN = re.compile(rf"(?<![{_WORD}\d])[{_WORD}]{{6,}}(?![{_WORD}\d])")
EVIDENCE = 3  # signs within words of a document, and words that must bear witness to what one stands for
SURE = 0.6  # share of the witnesses that say the same
RARE = 2  # times that a word may be printed which is one misread: "ackon"
DISTINCT = 2  # such words of a page that a letter must explain the same way; one more on several pages
LOST_FORMS = 2  # of the words of the table without their ligature, from which the text is searched for more
SHORTEST_LOST = 5  # letters of a word whose ligature was lost


@dataclass(frozen=True, slots=True)
class _Table:
    ligatures: tuple[str, ...]
    witnesses: frozenset[str]
    lost: tuple[str, ...]


@cache
def _table() -> _Table:
    table = tomllib.loads((files("maillage.loaders") / "repairs" / "ligatures.toml").read_text("utf-8"))
    return _Table(tuple(table["ligatures"]), frozenset(table["witnesses"]), tuple(table["lost"]))


def spell_out(text: str, page_starts: Sequence[int], counts: Counter[str]) -> str:
    """The text with its ligatures spelled out, as many lines; ``counts`` takes how many words were mended."""
    if sum(1 for _ in _HIT.finditer(text)) >= EVIDENCE:
        text = _signs(text, page_starts, counts)
    if sum(form in text for form in _table().lost) >= LOST_FORMS:
        text = _lost(text, counts)
    return text


def _known(text: str) -> Counter[str]:
    """The words of a text, small, with how often it prints them; witnesses count as printed often."""
    known = Counter(_LETTERS.findall(text.lower()))
    known.update(dict.fromkeys(_table().witnesses, RARE + 1))
    return known


def _signs(text: str, page_starts: Sequence[int], counts: Counter[str]) -> str:
    known = _known(text)
    lines = text.split("\n")
    at = {n: _TOKEN.findall(line) for n, line in enumerate(lines, 1) if _HIT.search(line)}
    votes = _votes(at, page_starts, known)
    whole: Counter[tuple[str, str]] = Counter()
    for (_, sign, letters), number in votes.items():
        whole[sign, letters] += number
    mended: Counter[int] = Counter()
    for n in at:
        page = bisect_right(page_starts, n)
        signs = sorted(set(_ANY_SIGN.findall(lines[n - 1])))
        meaning = {sign: letters for sign in signs if (letters := _meaning(sign, page, votes, whole))}
        found = _TOKEN.sub(lambda m, at=page, by=meaning: _mend(m, at, by, votes, known), lines[n - 1])  # type: ignore[misc]
        mended[page] += found != lines[n - 1]
        _count(lines[n - 1], found, counts)
        lines[n - 1] = found
    misread = {page for page, number in mended.items() if number >= EVIDENCE}
    near = {page + step for page in misread for step in (-1, 0, 1) if 0 < page + step <= len(page_starts)}
    _letters(lines, page_starts, near, known, counts)
    return "\n".join(lines)


def _votes(at: dict[int, list[str]], page_starts: Sequence[int], known: Counter[str]) -> Counter[tuple[int, str, str]]:
    """How many words of each page a sign completes, read as some letters: (page, sign, letters) → number."""
    votes: Counter[tuple[int, str, str]] = Counter()
    for n, tokens in at.items():
        for token in tokens:
            for sign in set(_ANY_SIGN.findall(token)):
                for letters in _table().ligatures:
                    if token.replace(sign, letters).lower() in known:
                        votes[bisect_right(page_starts, n), sign, letters] += 1
    return votes


def _meaning(sign: str, page: int, votes: Counter[tuple[int, str, str]], whole: Counter[tuple[str, str]]) -> str:
    """What a sign stands for on a page: what its own words say, else those of the whole document; or nothing."""
    said = {letters: whole[sign, letters] for letters in _table().ligatures if whole[sign, letters]}
    here = {letters: votes[page, sign, letters] for letters in said}
    if sum(said.values()) < EVIDENCE:
        return ""
    told = here if any(here.values()) else said
    best = max(told, key=lambda letters: told[letters])
    return best if told[best] >= SURE * sum(told.values()) else ""


def _count(line: str, mended: str, counts: Counter[str]) -> None:
    """Count the words of a line that were mended."""
    if line != mended:
        counts["ligature"] += sum(a != b for a, b in zip(line.split(), mended.split(), strict=False))


def _mend(
    token: re.Match[str], page: int, meaning: dict[str, str], votes: Counter[tuple[int, str, str]], known: Counter[str]
) -> str:
    """A word with its signs spelled out: as a known word, else as the page has it when it has that sign in others."""
    read = token[0]
    if ")" in read and token.string[: token.start()].endswith("("):  # "qu(art)iers"
        return read
    for sign, letters in meaning.items():
        if sign in read:
            whole = read.replace(sign, letters)
            if whole.lower() in known or votes[page, sign, letters] or sign == "�":
                read = whole
    return read


def _letters(
    lines: list[str], page_starts: Sequence[int], pages: set[int], known: Counter[str], counts: Counter[str]
) -> None:
    """Ligatures that came out as a letter ("ackon", "permenre"), on pages beside those that misread others too."""
    ends = (*page_starts[1:], len(lines) + 1)
    holes = _holes(known) if pages else {}
    inside: list[int] = []
    sure: set[str] = set()
    read: dict[str, dict[str, str]] = defaultdict(dict)
    for page in sorted(pages):
        here = range(page_starts[page - 1] - 1, ends[page - 1] - 1)
        inside += here
        found = [(how, word, whole) for word in _rare(lines, here, known) for how, whole in _readings(word, holes)]
        sure |= {how for how, number in Counter(how for how, _, _ in found).items() if number >= DISTINCT}
        for how, word, whole in found:
            read[how].setdefault(word, whole)
    sure |= {how for how, words in read.items() if len(words) > DISTINCT}
    wanted = {word: whole for how in sorted(sure) for word, whole in read[how].items()}
    for n in inside if wanted else ():
        mended = _PLAIN.sub(lambda m: wanted.get(m[0], m[0]), lines[n])
        _count(lines[n], mended, counts)
        lines[n] = mended


def _rare(lines: Sequence[str], here: range, known: Counter[str]) -> list[str]:
    """The words of a page that the document prints once or twice."""
    return sorted({word for n in here for word in _PLAIN.findall(lines[n]) if known[word.lower()] <= RARE})


def _holes(known: Counter[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What stands before and after a ligature of each common word → the ligatures that stand between them."""
    holes: dict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for word, number in known.items():
        for letters in _table().ligatures if number > RARE else ():
            at = word.find(letters, 1)
            while at > 0:
                holes[word[:at], word[at + len(letters) :]] += (letters,)
                at = word.find(letters, at + 1)
    return holes


def _readings(word: str, holes: dict[tuple[str, str], tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(letter and what it stands for, the word so read) of each common word that a rare one may be."""
    low = word.lower()
    for at in range(1, len(word) - 1):
        for letters in holes.get((low[:at], low[at + 1 :]), ()):
            if low[at] not in letters:
                yield word[at] + letters, word[:at] + letters + word[at + 1 :]


def _lost(text: str, counts: Counter[str]) -> str:
    """Words whose ligature was lost, or became a space, with their letters again."""
    known = _known(text)
    whole = {}
    for (before, after), found in sorted(_holes(known).items()):
        for left in (before + after, f"{before} {after}"):
            if len(left) >= SHORTEST_LOST and known[left] <= RARE and not _reads(left, known):
                whole[left] = before + found[0] + after
    forms = sorted((form for form in whole if form in text.lower()), key=len, reverse=True)
    if not forms:
        return text
    pattern = re.compile(rf"(?<![{_WORD}])(?:{'|'.join(forms)})(?![{_WORD}])", re.IGNORECASE)

    def spelled(match: re.Match[str]) -> str:
        counts["ligature"] += 1
        word = whole[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return pattern.sub(spelled, text)


def _reads(left: str, known: Counter[str]) -> bool:
    """Whether what is left around a space reads as two words."""
    first, _, second = left.partition(" ")
    return bool(second) and len(first) > 3 and len(second) > 3 and known[first] > 0 and known[second] > 0
