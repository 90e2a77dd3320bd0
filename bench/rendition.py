"""What a format costs: facts read in a rendition of a text (the same words as PDF, DOCX, a scan…), scored on its gold.

    python bench/rendition.py TEXT.txt RENDITION GOLD.json [GOLD.json …]
    python bench/rendition.py --shared ../shared      # each corpus text against a PDF made from it by typeset.py

Facts of the rendition are mapped back to the lines of the text: statements by their quotes, all else by the words of
its lines. Prints each figure of the text and of the rendition; exit code 1 when one loses more than ``--within``.
"""

import argparse
import re
import sys
import tempfile
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from maillage.graph.evaluation.evaluation import evaluate
from maillage.graph.evaluation.gold import read_gold
from maillage.loaders.document import Document
from maillage.loaders.fact import (
    CommitmentFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.loaders.read import read
from maillage.loaders.reading import read_document
from maillage.loaders.repair import repair

BASE = "https://example.org/"
WITHIN = 0.03  # what a rendition may lose of a figure
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

    def mapped(self, fact: Fact) -> Fact | None:
        """A fact of the rendition with the lines of the text; None when nothing of it is there."""
        match fact:
            case CommitmentFact():
                span = self._passage(*fact.lines, fact.quote)
                return replace(fact, lines=span) if span else None
            case DefiFact():
                span = self._passage(*fact.lines, fact.label)
                return replace(fact, lines=span) if span else None
            case PartnerFact() | QpvFact() | DispositifFact():
                seen = {n for line in fact.lines for n in self._lines(*self.read.span(line, line))}
                return replace(fact, lines=tuple(sorted(seen))) if seen or not fact.lines else None
        return None

    def _passage(self, first: int, last: int, quote: str) -> tuple[int, int] | None:
        """First and last line of the text that say what lines of the rendition do.

        Where the quote begins within the first of them or ends within the last, so does the passage: cells of one row
        share lines. What lies below the quote's last line (a sheet's fields) is of the statement too.
        """
        start, end = self.read.span(first, last)
        wanted = fold(quote)
        at = self.read.text.find(wanted, start, end) if wanted else -1
        if at >= 0 and self.read.lines[at] == first:
            start = at
        if at >= 0 and self.read.lines[at + len(wanted) - 1] == last:
            end = at + len(wanted)
        lines = self._lines(start, end)
        return (lines[0], lines[-1]) if lines else None

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


def mapped(facts: Iterable[Fact], text: Document, rendition: Document) -> list[Fact]:
    """The facts of a rendition as facts of the text, with the text's own pages and lines."""
    both = Rendition(text, rendition)
    own = [fact for fact in read_document(text, BASE) if isinstance(fact, DocumentFact | PageFact)]
    found = (both.mapped(fact) for fact in facts)
    return [*own, *(replace(fact, document=text.name) for fact in found if fact is not None)]


def figures(facts: Sequence[Sequence[Fact]], golds: Sequence[Path]) -> dict[str, float]:
    """Every figure of the score over some documents, by name."""
    names = {fact.document for each in facts for fact in each if isinstance(fact, DocumentFact)}
    annotated = [gold for gold in read_gold(golds) if Path(gold.document).stem in {Path(name).stem for name in names}]
    rows = evaluate(annotated, facts).figures
    return {row.measure: row.value for row in rows if row.document is None and row.kind is None}


def compared(pairs: Sequence[tuple[Path, Path]], golds: Sequence[Path]) -> dict[str, tuple[float, float]]:
    """Each figure of some texts and of their renditions."""
    texts, renditions = [], []
    for text_path, rendition_path in pairs:
        text, rendition = read(text_path), read(rendition_path)
        texts.append(read_document(text, BASE))
        renditions.append(mapped(read_document(rendition, BASE), text, rendition))
    of_text, of_rendition = figures(texts, golds), figures(renditions, golds)
    return {name: (value, of_rendition.get(name, 0.0)) for name, value in of_text.items()}


def of_the_corpus(shared: Path, *, flow: bool = False) -> dict[str, tuple[float, float]]:
    """Each figure of the shared texts and of PDFs made from them."""
    from typeset import typeset

    golds = sorted((shared / "evaluation" / "gold").glob("*.json"))
    documents = {gold.document for gold in read_gold(golds)}
    with tempfile.TemporaryDirectory() as folder:
        pairs = []
        for text in sorted(shared / "corpus" / name for name in documents):
            target = Path(folder) / f"{text.stem}.pdf"
            typeset(text, target, flow=flow)
            pairs.append((text, target))
        return compared(pairs, golds)


def main() -> int:
    """Print each figure of the text and of the rendition; 0 when none loses too much, else 1."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, metavar="TEXT RENDITION GOLD")
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--flow", action="store_true", help="PDFs whose paragraphs are broken anew")
    parser.add_argument("--within", type=float, default=WITHIN)
    args = parser.parse_args()
    if args.shared:
        found = of_the_corpus(args.shared, flow=args.flow)
    elif len(args.files) > 2:
        found = compared([(args.files[0], args.files[1])], args.files[2:])
    else:
        parser.error("give a text, its rendition and its gold, or --shared")
    for name, (text, rendition) in found.items():
        lost = text - rendition > args.within
        print(f"{name:24} text {text:.3f}   rendition {rendition:.3f}{'   LOST' if lost else ''}")
    return int(any(text - rendition > args.within for text, rendition in found.values()))


if __name__ == "__main__":
    sys.exit(main())
