"""Siblings: what the items of a list have in common. Enters: blocks with their units. Leaves: features by block.

Items of one list are nearly always of one kind: all of them actions, all of them names, all of them findings. What most
of them look like tells more than one of them alone.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from maillage.loaders.blocks import Block
from maillage.loaders.find.units import ACTS, Unit

SIZES = (1, 2, 4, 8, 15)  # steps of how many items a list has…
WORDS = (4, 8, 14, 25, 40)  # …and of their median length
SHARES = (0.2, 0.5, 0.8)  # of the items: each one that is exceeded is a feature
TELLING = (
    "open-infinitive", "open-noun", "open-gerund", "open-article", "open-lower", "open-measure", "subject",
    "verb-finite", "verb-future", "verb-pledge", "verb-offer", "not-past", "not-statistics", "not-diagnosis",
    "not-governance", "not-condition", "figures", "names-partner", "names-dispositif",
)  # fmt: skip


def siblings(blocks: Sequence[Block], units: Sequence[Sequence[Unit]]) -> list[list[str]]:
    """For each block the features of the list it is an item of; none for blocks that are no items."""
    found: list[list[str]] = [[] for _ in blocks]
    for items in _lists(blocks):
        shared = list(_shared([blocks[i] for i in items], [units[i] for i in items]))
        for i in items:
            found[i] = shared
    return found


def _lists(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Runs of items with one mark and sign; items under another sign may stand between them."""
    open_lists: dict[tuple[str, str], list[int]] = {}
    for index, block in enumerate(blocks):
        if not block.mark:
            yield from open_lists.values()
            open_lists = {}
        else:
            open_lists.setdefault((block.mark, block.sign), []).append(index)
    yield from open_lists.values()


def _shared(items: Sequence[Block], units: Sequence[Sequence[Unit]]) -> Iterator[str]:
    yield f"list-size-{sum(len(items) > step for step in SIZES)}"
    yield f"list-words-{sum(median(item.words for item in items) > step for step in WORDS)}"
    if sum(item.text.endswith(".") for item in items) * 2 > len(items):
        yield "list-full-stops"
    names = [{*(mine[0].opener if mine else ()), *(n for unit in mine for n in unit.said)} for mine in units]
    for each in names:
        if not (each & {"verb-finite", *ACTS}):
            each.add("verbless")
        if "open-scheme" in each and "verb-finite" not in each:
            each.add("bare-scheme")
    for name in (*TELLING, "verbless", "bare-scheme"):
        share = sum(name in each for each in names) / len(names)
        yield from (f"list-{name}-over-{step:g}" for step in SHARES if share > step)
