"""Set a text as a designed PDF: the same words in real columns and fonts, to measure how well PDFs are read.

    python bench/typeset.py TEXT.txt -o TEXT.pdf [--flow]

Pages stay pages. Headings are larger and bolder, narrow lines stand in two columns, the title of the chapter runs
over each page and a page number under it. Lines are kept as they are, or with ``--flow`` those of a paragraph are run
together and broken anew, hyphens and all. Nothing here knows how Maillage reads: what is a heading or a paragraph, this
module decides by itself, and roughly, as a designer's template would. Same text, same bytes.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import median

from maillage.loaders.read import read
from maillage.loaders.repair import repair

EPOCH = datetime(2024, 7, 1, tzinfo=UTC)
MARK = re.compile(r"[•▪■●○◦➢✓❖\uf0b7\uf0a7*–Å-]\s|V(?=[A-ZÀ-Ý][a-zà-ÿ’])")  # "Å" and "V": bullets that lost their font
NAMED = re.compile(
    r"(?:d[ée]fi|axe|orientation|pilier|ambition|partie|chapitre|titre|annexe|article)\s+n?°?\s*\d", re.I
)
NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[IVX]{1,4}\s*[.)–-]|[A-Z]\.)\s*\w")
CELLS = re.compile(r"\s{3,}")  # what parts the cells of a row
LONGEST_HEADING, LINES_OF_HEADING = 110, 3  # characters, lines
ENDS = (".", ";", ",")  # of sentences and items, never of headings
NARROW, SHORTEST = (
    62,
    26,
)  # characters of the lines of a page that is set in two columns: most of them, and half of them
RUNNING = 0.8  # share of the lines of such a page that stand with others, or are long
FULL = 0.72  # of the widest line of its page: a shorter line ends its paragraph
SHORT = 0.6  # of the widest line of its page: lines no longer than that may be a title
RUNS_ON = 0.3  # share of the lines of running text that begin within a sentence
DOUBLE_SPACED = 0.6  # share of a page's lines followed by one blank line, from which blank lines part nothing

TEMPLATE = """
#set document(title: "Contrat", date: none)
#set text(font: "Libertinus Serif", size: 9.2pt, lang: "fr", region: "FR", hyphenate: HYPHENATE)
#set par(justify: HYPHENATE, leading: 0.55em, spacing: 1.15em)
#let chapter = state("chapter", "")
#set page(
  paper: "a4", margin: (x: 1.6cm, top: 2.2cm, bottom: 2cm),
  header: context { text(7.5pt, fill: rgb("#555555"), [Contrat de ville #h(1fr) #chapter.get()]) },
  footer: context { text(7.5pt, fill: rgb("#555555"), [#h(1fr) #counter(page).display()]) },
)
#let green = rgb("#1d6b5a")
#let l(lines) = lines.map(t => text(t)).join(linebreak())
#let h(level, lines) = {
  if level == 1 { chapter.update(lines.join(" ")) }
  let size = (18pt, 13.5pt, 11pt).at(level - 1)
  block(above: 1.6em, below: 1em, sticky: true, par(justify: false, text(size, weight: "bold", fill: green, l(lines))))
}
#let t(lines) = block(above: 1.2em, below: 0.8em, sticky: true, strong(l(lines)))
#let p(lines) = par(l(lines))
#let b(lines) = par(hanging-indent: 0.9em, l(lines))
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that stand together: ``kind`` is h1, h2, h3, t (bold), p, b (a bullet) or r (rows of a table)."""

    kind: str
    lines: tuple[str, ...]

    @property
    def rows(self) -> list[list[str]]:
        """The cells of each line."""
        return [CELLS.split(line) for line in self.lines]


def source(pages: Sequence[Sequence[Group]], *, flow: bool = False) -> str:
    """The pages of a text as the source of a typst document."""
    hyphenate = "true" if flow else "false"
    body = "#pagebreak()\n".join(_page(page, flow=flow) for page in pages)
    return TEMPLATE.replace("HYPHENATE", hyphenate) + body


def pages_of(text: Path, *, flow: bool = False, legible: bool = False) -> list[list[Group]]:
    """What stands on each page of a text, as it is or made ``legible``."""
    document = read(text)
    lines = document.lines
    if legible:  # but for rows, whose cells only their white space parts
        both = zip(lines, repair(document).lines, strict=True)
        lines = tuple(raw if CELLS.search(raw.strip()) else line for raw, line in both)
    ends = (*document.page_starts[1:], len(lines) + 1)
    pages = [lines[a - 1 : b - 1] for a, b in zip(document.page_starts, ends, strict=True)]
    return [list(_groups(page, flow=flow)) for page in pages]


def typeset(text: Path, target: Path, *, flow: bool = False) -> None:
    """Write the PDF of a text; a page of it begins a page."""
    import typst

    made = source(pages_of(text, flow=flow), flow=flow).encode()
    typst.compile(made, output=target, ignore_system_fonts=True, timestamp=EPOCH)


def _page(groups: Sequence[Group], *, flow: bool) -> str:
    if not groups:
        return "#v(1pt)\n"
    title = groups[0].kind == "h1"
    if not _is_narrow(groups, flow=flow):
        return _calls(groups)
    left, right = _halves(groups[title:])
    return (
        _calls(groups[:title]) + f"#grid(columns: (1fr, 1fr), gutter: 18pt, [\n{_calls(left)}], [\n{_calls(right)}])\n"
    )


def _halves(groups: Sequence[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Groups in two columns of about the same height; no heading ends the first."""
    heights = [sum(1 + len(line) // NARROW for line in group.lines) + 1 for group in groups]
    at = next((n for n in range(len(groups)) if 2 * sum(heights[:n]) >= sum(heights)), len(groups))
    while at > 0 and groups[at - 1].kind in ("h1", "h2", "h3", "t"):
        at -= 1
    return groups[:at], groups[at:]


def _calls(groups: Sequence[Group]) -> str:
    return "".join(f"#{_call(group)}\n" for group in groups)


def _call(group: Group) -> str:
    if group.kind == "r":
        cells = ", ".join(json.dumps(cell, ensure_ascii=False) for row in group.rows for cell in row)
        return f"table(columns: {len(group.rows[0])}, stroke: 0.4pt, inset: 5pt, {cells})"
    lines = "(" + "".join(json.dumps(line, ensure_ascii=False) + ", " for line in group.lines) + ")"
    return f"h({group.kind[1]}, {lines})" if group.kind[0] == "h" else f"{group.kind}({lines})"


def _is_narrow(groups: Sequence[Group], *, flow: bool) -> bool:
    """Whether a page is set in two columns: it is running text, of lines that are short enough."""
    lengths = sorted(len(line) for group in groups for line in group.lines)
    narrow = flow or lengths[int(0.95 * (len(lengths) - 1))] <= NARROW
    running = sum(len(group.lines) for group in groups if len(group.lines) > 1 or len(group.lines[0]) > NARROW)
    return narrow and len(lengths) > 12 and median(lengths) >= SHORTEST and running >= RUNNING * len(lengths)


def _groups(lines: Sequence[str], *, flow: bool) -> Iterator[Group]:
    widest = max((len(line.strip()) for line in lines), default=0)
    for group in _apart(lines, widest):
        if len(group) > 1 and len({len(CELLS.split(line)) for line in group}) == 1 and CELLS.search(group[0]):
            yield Group("r", tuple(group))
            continue
        heads = next((n for n, line in enumerate(group) if not line.isupper()), len(group))
        for part in (group[:heads], group[heads:]) if heads and _kind(group[:heads]) == "h2" else (group,):
            if part:
                kind = _kind(part)
                yield Group(kind, tuple(_run_together(part, widest) if flow and kind[0] != "h" else part))


def _apart(lines: Sequence[str], widest: int) -> Iterator[list[str]]:
    """The lines of a page, parted at blank ones, at bullets, at the marks of boxes, and where a title ends."""
    stripped = [line.strip() for line in lines]
    parting = 2 if _is_double_spaced(stripped) else 1
    group: list[str] = []
    blank = 0
    for raw, line in zip(lines, stripped, strict=True):
        if not line:
            blank += 1
            continue
        begins = raw[0] == " " or MARK.match(line) or (blank < parting and _is_titled(group, line, widest))
        ended = blank and len(group[-1]) < FULL * widest and line[0].isupper() if group else False
        if group and (begins or ((ended or blank >= parting) and not _goes_on(group, line))):
            yield group
            group = []
        group.append(line)
        blank = 0
    if group:
        yield group


def _is_double_spaced(page: Sequence[str]) -> bool:
    lone = [c for a, b, c in zip(page, page[1:], page[2:], strict=False) if a and not b and c]
    running = sum(line[0].islower() for line in lone)
    return len(lone) > DOUBLE_SPACED * max(1, sum(map(bool, page))) and running >= RUNS_ON * len(lone)


def _goes_on(group: Sequence[str], line: str) -> bool:
    """Whether a line under a blank one is the rest of a title."""
    return bool(group) and _kind(group)[0] in "ht" and line[0].islower() and _kind([*group, line])[0] in "ht"


def _is_titled(group: Sequence[str], line: str, widest: int) -> bool:
    """Whether lines are a title and the next one begins the text under it."""
    short = 0 < len(group) <= LINES_OF_HEADING and all(len(g) < SHORT * widest for g in group)
    return short and line[0].isupper() and not group[-1].endswith((*ENDS, ":")) and len(line) > FULL * widest


def _kind(group: Sequence[str]) -> str:
    """What lines that stand together look like."""
    if MARK.match(group[0]):
        return "b"
    if len(group) > LINES_OF_HEADING or sum(map(len, group)) > LONGEST_HEADING or group[-1].endswith(ENDS):
        return "p"
    if NAMED.match(group[0]):
        return "h1"
    if all(line.isupper() for line in group) and sum(map(str.isalpha, "".join(group))) >= 6:
        return "h2"
    alone = len(" ".join(group)) <= NARROW and " " in group[0] and all(line[0].islower() for line in group[1:])
    return "h3" if alone and NUMBERED.match(group[0]) else "t" if alone and group[0][0].isupper() else "p"


def _run_together(lines: Sequence[str], widest: int) -> list[str]:
    """The lines of a group, with each that fills its measure run on into the next; a list of names stays one."""
    found = [lines[0]]
    running = sum(line[0].islower() for line in lines[1:]) >= RUNS_ON * (len(lines) - 1)
    for before, line in pairwise(lines):
        full = len(before) + len(line.split()[0]) >= FULL * min(widest, max(map(len, lines)))
        if running and full and len(before) >= SHORTEST:
            found[-1] += line if before.endswith("-") and before[-2:-1].isalpha() else f" {line}"
        else:
            found.append(line)
    return found


def main() -> None:
    """Write the PDF of a text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--flow", action="store_true", help="break the lines of paragraphs anew")
    args = parser.parse_args()
    typeset(args.text, args.output, flow=args.flow)


if __name__ == "__main__":
    main()
