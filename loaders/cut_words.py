"""Cut words: the hyphen of a word cut at a line's end, told from that of a word that has one. Enters, leaves: lines.

A document is its own dictionary: a word that it also prints whole was cut, one that it also prints with its hyphen was
not. What it prints nowhere else goes the way of the others, and stays as it is where there are none.
"""

import re
from collections import Counter
from collections.abc import Sequence

SOFT_HYPHEN = "\xad"  # what the blocks take away when they join lines
MOSTLY = 2  # cut words for each word with a hyphen of its own, from which an unknown word is taken for cut
_END = re.compile(r"(?<![\w-])([A-ZÀ-Ý]?[a-zà-ÿœ]+)-$")
_BEGIN = re.compile(r"[a-zà-ÿœ]+")


def soften(lines: Sequence[str], counts: Counter[str]) -> list[str]:
    """The lines, with a soft hyphen for each that cuts a word; ``counts`` takes how many there are."""
    found = list(lines)
    ends = [n for n, line in enumerate(lines) if line.rstrip().endswith("-")]
    halves = {n: two for n in ends if (two := _halves(lines, n))}
    if not halves:
        return found
    text = "\n".join(lines).lower()
    whole = {n: (one + other).lower() in text for n, (one, other) in halves.items()}
    own = {n for n, (one, other) in halves.items() if not whole[n] and f"{one}-{other}".lower() in text}
    cuts = sum(whole.values()) >= MOSTLY * max(1, len(own))
    for n in halves:
        if whole[n] or (cuts and n not in own):
            found[n] = found[n].rstrip()[:-1] + SOFT_HYPHEN
            counts["cut-word"] += 1
    return found


def _halves(lines: Sequence[str], at: int) -> tuple[str, str] | None:
    """The two halves of a word around a line's end; a blank line may stand between them."""
    end = _END.search(lines[at].rstrip())
    following = next((line.lstrip() for line in lines[at + 1 : at + 3] if line.strip()), "")
    begin = _BEGIN.match(following)
    return (end[1], begin[0]) if end and begin else None
