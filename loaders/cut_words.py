"""Cut words: the hyphen of a word cut at a line's end, told from that of a word that has one. Enters, leaves: lines.

A document is its own dictionary: a word that it also prints whole was cut, one that it also prints with its hyphen was
not. What it prints nowhere else goes the way of the others, and stays as it is where there are none. Words in capitals
and parts of compound words are cut only where the document prints them whole: "SAINT-" is as often a name's.

Some producers lose the hyphens themselves: a word that is none, before another that is none, are one that is.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

SOFT_HYPHEN = "\xad"  # what the blocks take away when they join lines
MOSTLY = 2  # cut words for each word with a hyphen of its own, from which an unknown word is taken for cut
FEWEST_BARE = 3  # words of a document that are cut without a hyphen; fewer are names that begin like words
LOOKED_AT = 60_000  # characters of a long text that tell whether its producer loses hyphens: some twenty pages
SHORTEST, LONGEST = 6, 20  # letters of such a word, and of each half of it
_END = re.compile(r"(?<!\w)(?P<compound>-?)(?P<half>[A-ZÀ-Ý]?[a-zà-ÿœ]+|[A-ZÀ-ÝŒ]{2,})-$")
_BEGIN = re.compile(r"[a-zà-ÿœ]+|[A-ZÀ-ÝŒ]{2,}")
# Where a line begins in small letters, but for the words that begin most of them.
_BREAK = re.compile(r"\n(?=[a-zà-ÿœ])(?!(?:de|la|les?|des|du|et|en|au|aux|pour|par|dans|sur|un|une|qui|que|d’|l’)\b)")
_WORD = re.compile(r"[a-zà-ÿœ]+")


def soften(lines: Sequence[str], counts: Counter[str]) -> list[str]:
    """The lines, with a soft hyphen for each that cuts a word; ``counts`` takes how many there are."""
    found = list(lines)
    _soften_hyphens(found, counts)
    _soften_bare(found, counts)
    return found


def _soften_hyphens(lines: list[str], counts: Counter[str]) -> None:
    ends = [n for n, line in enumerate(lines) if line.endswith(("-", "- "))]
    halves = {n: two for n in ends if (two := _halves(lines, n))}
    if not halves:
        return
    text = "\n".join(lines).lower()
    whole = {n: f"{one}{other}".lower() in text for n, (one, other, _) in halves.items()}
    own = {n for n, (one, other, _) in halves.items() if not whole[n] and f"{one}-{other}".lower() in text}
    cuts = sum(whole.values()) >= MOSTLY * max(1, len(own))
    for n, (_, _, sure) in halves.items():
        if whole[n] or (cuts and n not in own and not sure):
            lines[n] = lines[n].rstrip()[:-1] + SOFT_HYPHEN
            counts["cut-word"] += 1


def _halves(lines: Sequence[str], at: int) -> tuple[str, str, bool] | None:
    """The two halves of a word around a line's end, and whether it must be printed whole to be one.

    A blank line may stand between them.
    """
    end = _END.search(lines[at].rstrip())
    following = next((line.lstrip() for line in lines[at + 1 : at + 3] if line.strip()), "")
    begin = _BEGIN.match(following)
    if not end or not begin or end["half"][-1].islower() != begin[0].islower():
        return None
    return end["half"], begin[0], bool(end["compound"]) or end["half"].isupper()


def _soften_bare(lines: list[str], counts: Counter[str]) -> None:
    """Words cut without a hyphen: one of the halves is printed nowhere else, the whole is."""
    text = "\n".join(lines)
    beginning = text[:LOOKED_AT]
    words = frozenset(beginning.split())
    if len(text) > LOOKED_AT and sum("".join(halves) in words for _, halves in _bare(beginning)) < FEWEST_BARE:
        return
    words = frozenset(text.split())
    cut = {at: halves for at, halves in _bare(text) if "".join(halves) in words}
    if len(cut) < FEWEST_BARE:
        return
    printed = Counter(_WORD.findall(text))
    cut = {at: halves for at, halves in cut.items() if min(printed[half] for half in halves) == 1}
    for at in cut if len(cut) >= FEWEST_BARE else ():
        n = text.count("\n", 0, at)
        lines[n] = lines[n].rstrip() + SOFT_HYPHEN
        counts["cut-word"] += 1


def _bare(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where a line ends in a word and the next one begins with one in small letters: the place, both words."""
    for match in _BREAK.finditer(text):
        at, end = match.span()
        one, other = text[max(0, at - LONGEST) : at].rstrip(" "), text[end : end + LONGEST].split(None, 1)[0]
        one = one[one.rfind(" ") + 1 :]
        if len(one) + len(other) >= SHORTEST and one.isalpha():
            yield at, (one, other)
