"""Runs: "Défi 1", "Défi 2" … printed again and again. Enters: headings as printed. Leaves: what each of them is.

A contract names its items once, one after the other, and calls them by their number ever after: in a partner's part, in
a box of commitments, at the head of a sentence. The run that names the most of them, in order from the first, gives the
names; what other runs print beside the number is a short name, the next title, or what is promised.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from maillage.loaders.find.frame_items import TOP_KINDS, Item, half_alike, labels_alike
from maillage.loaders.find.frame_words import ordinal

FEWEST = 2  # headings that make a run
MAX_NAME = 8  # words of a short name; a longer text beside a number says what is done


@dataclass(slots=True)
class Sight:
    """A heading as printed: at ``index``; ``label`` is empty when the heading's own block has none."""

    index: int
    kind: str
    number: str | None
    label: str
    tail: bool = False  # it is the last line of its block, which says something else
    series: bool = False  # it counts only when it has sisters
    listed: bool = False  # it is an entry of a list, and opens nothing
    word: str = ""
    form: str = ""  # what is printed before the number: "AXE", "Axe"
    sentence: bool = False  # what follows the number goes on as a sentence
    told: bool = False  # it is a sentence and nothing else: it names no item
    role: str = ""  # "" names the item | "again" calls it by its number | "lead" opens what is said on it
    name: str = ""  # the item's name in the run that names it, where another run calls it


@dataclass(slots=True)
class _Run:
    """Headings of one kind and print whose numbers grow."""

    sights: list[Sight]
    labels: dict[str, str] = field(default_factory=dict)  # number → the label beside it

    @property
    def count(self) -> int:
        """How many items it names in order from the first; a sentence names none."""
        count = 0
        while self.labels.get(str(count + 1)) or self.labels.get(chr(ord("A") + count)):
            count += 1
        return 0 if any(s.sentence for s in self.sights) else count

    def rank(self) -> tuple[int, bool, bool, int, float]:
        """How well a run names a series: labels of its own, in capitals, of more than a word, no other's name."""
        told = [label for label in self.labels.values() if label]
        words = sum(label.count(" ") + 1 for label in told) / len(told) if told else 0
        owned = not self.sights or any(s.label for s in self.sights)
        caps = bool(self.sights) and self.sights[0].form.isupper()
        return self.count, owned, caps, -sum(x.isupper() for x in told), words


def assign(sights: Sequence[Sight], known: Sequence[Item], label_of: Callable[[Sight], str]) -> None:
    """Give each heading its role.

    Args:
        sights: the headings, in the order of the document.
        known: items that lists have announced.
        label_of: tells the label in a heading's block, or beside it.
    """
    groups: dict[str, list[Sight]] = {}
    for sight in sights:
        if sight.kind in TOP_KINDS and ordinal(sight.number) and not sight.tail and not sight.listed:
            groups.setdefault(sight.kind, []).append(sight)
    for kind, group in groups.items():
        runs = _runs(group, label_of)
        listed = {i.number: i.label for i in known if i.kind == kind and i.number}
        best = max([_Run([], listed), *runs], key=lambda run: run.rank())
        if best.count >= FEWEST:
            for run in runs:
                if run is not best and not _names_others(run, best):
                    _call(run, best)


def answer(sights: Sequence[Sight], label_of: Callable[[Sight], str]) -> None:
    """Let a bullet whose number a heading names otherwise be what is said on its item: "→ Axe 2 : douze prêts"."""
    named: dict[tuple[str, str | None], list[str]] = {}
    top = any(sight.kind in TOP_KINDS and sight.number for sight in sights)
    for sight in sights:
        heads = not sight.listed and not sight.role and (sight.kind in TOP_KINDS or not top)
        if heads and label_of(sight):
            named.setdefault((sight.kind, sight.number), []).append(label_of(sight))
    for sight in sights:
        labels = named.get((sight.kind, sight.number), []) if sight.listed else []
        if len(labels) > 1 and not all(half_alike(labels[0], label) for label in labels):
            continue  # each quarter counts its own
        if labels and not half_alike(sight.label, labels[0]):
            sight.role, sight.name = "lead", labels[0]


def _runs(sights: Sequence[Sight], label_of: Callable[[Sight], str]) -> list[_Run]:
    """The headings of one kind, parted by their print and where their numbers begin anew."""
    runs: list[_Run] = []
    open_runs: dict[tuple[str, bool], _Run] = {}
    for sight in sights:
        printed = (sight.form, bool(sight.label))
        run = open_runs.get(printed)
        last = ordinal(run.sights[-1].number) if run else None
        if run is None or (ordinal(sight.number) or 0) <= (last or 0):
            run = open_runs[printed] = _Run([])
            runs.append(run)
        run.sights.append(sight)
        run.labels[sight.number or ""] = label_of(sight)
    return runs


def _names_others(run: _Run, best: _Run) -> bool:
    """Whether a run is a series of its own: it counts from the first, and no label of it is one of the other's."""
    told = {n: label for n, label in run.labels.items() if label and n in best.labels}
    alike = any(half_alike(label, best.labels[n]) for n, label in told.items())
    return not alike and run.count >= FEWEST and any(s.label for s in run.sights)


def _call(run: _Run, best: _Run) -> None:
    """Mark the headings that call items of the best run by their number."""
    for sight in run.sights:
        name = best.labels.get(sight.number or "", "")
        printed = run.labels[sight.number or ""]
        named = labels_alike(printed, name) if sight.label else half_alike(printed, name)
        if not name or (named and not sight.sentence):
            continue
        sight.name = name
        sight.role = "lead" if sight.label.count(" ") >= MAX_NAME or sight.sentence else "again"
