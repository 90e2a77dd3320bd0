"""Map what was read in a rendition of a text (the same words as PDF, DOCX, HTML, a scan…) back to the lines of the text.

    python bench/rendition.py FACTS.jsonl TEXT.txt RENDITION -o MAPPED.jsonl

Statements are looked up by their quotes, everything else by the words of its lines. Facts so mapped are scored against
the gold of the text, which says what a format costs.
"""

import argparse
import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from maillage.loaders.document import Document
from maillage.loaders.read import read
from maillage.loaders.repair import repair

GRAM = 24  # letters that, found once in both, are one passage: four words or five
FAR = 400  # letters between two words of one passage, at most; what lies further was said elsewhere


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a document, folded, and the line of each."""

    text: str
    lines: tuple[int, ...]  # not decreasing

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Positions of the letters of some lines: the first one, and the one after the last."""
        return bisect_right(self.lines, first - 1), bisect_right(self.lines, last)


def letters(lines: Sequence[str]) -> Letters:
    """What of a document's lines stays the same, however it is set."""
    kept: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        text = fold(line)
        kept.append(text)
        numbers += [number] * len(text)
    return Letters("".join(kept), tuple(numbers))


def fold(text: str) -> str:
    """Its letters and digits, small and without accents."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]", "", plain)


class Rendition:
    """One text, and the same words read in another format."""

    def __init__(self, text: Document, rendition: Document) -> None:
        """Find each letter of the rendition in the text."""
        self.text, self.read = letters(repair(text).lines), letters(repair(rendition).lines)
        self._place = _aligned(self.read.text, self.text.text)

    def mapped(self, fact: dict[str, Any]) -> dict[str, Any] | None:
        """A fact of the rendition with the lines of the text; None when nothing of it is there."""
        lines = fact.get("lines") or []
        if fact["fact"] in ("commitment", "defi", "contract") and lines:
            found = self._passage(lines[0], lines[1], fact.get("quote") or fact.get("label") or "")
            return {**fact, "lines": found} if found else None
        seen = sorted({n for line in lines for n in self._lines(*self.read.span(line, line))})
        return {**fact, "lines": seen} if seen or not lines else None

    def _passage(self, first: int, last: int, quote: str) -> list[int] | None:
        """First and last line of the text that say what some lines of the rendition do; the quote's, where they hold it."""
        start, end = self.read.span(first, last)
        wanted = fold(quote)
        at = self.read.text.find(wanted, start, end) if wanted else -1
        if at >= 0:
            start, end = at, at + len(wanted)
        lines = self._lines(start, end)
        return [lines[0], lines[-1]] if lines else None

    def _lines(self, start: int, end: int) -> list[int]:
        """The lines of the text on which most of some letters of the rendition stand."""
        places = sorted(p for p in self._place[start:end] if p is not None)
        runs: list[list[int]] = []
        for place in places:
            if runs and place - runs[-1][-1] <= FAR:
                runs[-1].append(place)
            else:
                runs.append([place])
        longest = max(runs, key=len, default=[])
        return sorted({self.text.lines[place] for place in longest})


def _aligned(one: str, other: str) -> list[int | None]:
    """For each letter of one text its place in the other, where it is known."""
    place: list[int | None] = [None] * len(one)
    for at, found in _anchors(one, other):
        if place[at] is None:
            _extend(one, other, at, found, place)
    return place


def _anchors(one: str, other: str) -> Iterator[tuple[int, int]]:
    """Where a run of letters that each text has once begins in both."""
    there = _once(other)
    for gram, at in _once(one).items():
        if gram in there:
            yield at, there[gram]


def _once(text: str) -> dict[str, int]:
    seen: dict[str, int] = {}
    twice: set[str] = set()
    for at in range(len(text) - GRAM + 1):
        gram = text[at : at + GRAM]
        if gram in seen:
            twice.add(gram)
        seen[gram] = at
    return {gram: at for gram, at in seen.items() if gram not in twice}


def _extend(one: str, other: str, at: int, found: int, place: list[int | None]) -> None:
    """Go on from an anchor, both ways, while the letters are the same."""
    back = 0
    while back < min(at, found) and one[at - back - 1] == other[found - back - 1] and place[at - back - 1] is None:
        back += 1
    step = -back
    while at + step < len(one) and found + step < len(other) and one[at + step] == other[found + step]:
        if step > 0 and place[at + step] is not None:
            break
        place[at + step] = found + step
        step += 1


def mapped(facts: Iterable[dict[str, Any]], text: Document, rendition: Document) -> list[dict[str, Any]]:
    """The facts of a rendition as facts of the text: same entities, the text's name, the text's lines."""
    both = Rendition(text, rendition)
    found = (both.mapped(fact) for fact in facts)
    return [{**fact, "document": text.name} for fact in found if fact is not None]


def main() -> None:
    """Write the facts of a rendition with the lines of its text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("rendition", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    facts = [json.loads(line) for line in args.facts.read_text("utf-8").splitlines()]
    own = [fact for fact in facts if fact["document"] == args.rendition.name]
    done = mapped(own, read(args.text), read(args.rendition))
    args.output.write_text("".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in done), "utf-8")


if __name__ == "__main__":
    main()
