"""Running titles: what the edge of a page says of its chapter. Enters: a View. Leaves: a block a page."""

from collections import Counter
from collections.abc import Iterator

from maillage.loaders.blocks import Block
from maillage.loaders.fold import fold, key
from maillage.loaders.furniture import PAGE_NUMBER
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

ENDS = ".;:!?»"  # marks after which a sentence does not go on
SIDES = 2  # left and right pages
COMMON = 0.4  # of the pages, from which a running title is the document's
LONG = 3  # words of a line, less one, that is a heading's whole wording by no accident
FEWEST = 4  # such pages: a short annex bears its partner's name
FOOT_LINES = 2  # filled lines under what is printed at a page's foot
REACH = 6  # lines of the next page among which its first filled one is


def running_titles(view: View) -> dict[int, Block]:
    """Each page's running title as a block of its lines, when it says another chapter than the pages before.

    Left and right pages may have titles of their own: one that is as on the page before the last one says nothing new,
    and one that is on many pages is the document's. Heads of columns that return on a page say that a table goes on,
    whatever was read above it.
    """
    texts: dict[int, list[int]] = {}
    for number in sorted(view.furniture):
        line = view.lines[number - 1]
        if any(c.isalpha() for c in line) and not PAGE_NUMBER.match(line.strip()):
            texts.setdefault(view.page_of(number), []).append(number)
    joined = {page: " ".join(view.lines[n - 1].strip() for n in numbers) for page, numbers in texts.items()}
    often = Counter(joined.values())
    titles: dict[int, Block] = {}
    seen: list[str] = []
    for page, text in joined.items():
        known = text in seen[-SIDES:] or often[text] >= max(FEWEST, COMMON * len(joined))
        if not known or matcher("section.table").search(fold(text)):
            numbers = texts[page]
            lines = [view.lines[n - 1].strip() for n in numbers]
            titles[page] = Block(numbers[0], numbers[-1], page, "", "", lines=lines, numbers=numbers)
        seen.append(text)
    return titles


def told(view: View, title: Block, said: str) -> Iterator[str]:
    """The lines of a running title that tell something new.

    What a page's head, known to be one by its place, repeats of a heading (``said``: their keys) only reminds of it.
    """
    known = frozenset(view.document.furniture)
    for number, line in zip(title.numbers, title.lines, strict=True):
        reminds = key(line) in said and (number in known or line.count(" ") >= LONG)
        if not reminds:
            yield line


def at_foot(view: View, index: int) -> bool:
    """Whether a block stands at a page's foot, within a sentence that the next page goes on with: it is no heading."""
    block = view.blocks[index]
    before = view.blocks[index - 1] if index else block
    starts = view.document.page_starts
    later = view.blocks[index + 1 + FOOT_LINES : index + 2 + FOOT_LINES]
    if later and later[0].page == block.page:
        return False
    if before is block or before.page != block.page or before.text[-1:] in ENDS or block.page >= len(starts):
        return False
    following = starts[block.page]  # the first line of the next page
    between = sum(1 for n in range(block.last + 1, following) if view.lines[n - 1].strip())
    below = next((x.strip() for x in view.lines[following - 1 : following + REACH] if x.strip()), "")
    return between <= FOOT_LINES and below[:1].islower()
