"""Boxes: statements printed before the title they belong to. Enters: contexts. Leaves: contexts with the right item.

Column order may put the boxes of an item above its title. When titles and groups of statements alternate so that one
title has two groups and the next one none, the later group belongs to the next title.
"""

from dataclasses import replace

from maillage.loaders.find.frame import Frame
from maillage.loaders.find.section_state import Context
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MIN_GROUP = 2  # statements that make a group
NEAR = 8  # blocks between a box and the title that its column was printed before
MISSING = 3.0  # what a title without statements costs, against 1 for a group that moves


def reorder_boxes(view: View, frame: Frame, contexts: list[Context]) -> list[Context]:
    """Contexts in which each group of boxes stands under the title it completes."""
    if view.document.begins is not None:  # no columns that could have moved anything
        return contexts
    titles = [i for i in sorted(frame.headings) if frame.headings[i].number and not frame.headings[i].qpv]
    out = list(contexts)
    for run in _runs(titles, frame):
        gaps = [
            _groups(view, contexts, start, end)
            for start, end in zip(run, [*run[1:], _end(contexts, run[-1])], strict=True)
        ]
        under = [bool(gap) and contexts[gap[-1][0]].partner_origin == "heading" for gap in gaps]
        for gap, moved in enumerate(_moves(gaps, under)):
            if moved and run[gap + 1] - gaps[gap][-1][-1] <= NEAR:
                item = frame.headings[run[gap + 1]]
                for index in gaps[gap][-1]:
                    out[index] = replace(out[index], item=item)
    return out


def _runs(titles: list[int], frame: Frame) -> list[list[int]]:
    """Titles of one kind whose numbers follow each other."""
    runs: list[list[int]] = []
    for index in titles:
        item = frame.headings[index]
        last = frame.headings[runs[-1][-1]] if runs else None
        if last is not None and last.kind == item.kind and _next(last.number, item.number):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 2]


def _next(a: str | None, b: str | None) -> bool:
    return bool(a and b and a.isdigit() and b.isdigit() and int(b) == int(a) + 1)


def _end(contexts: list[Context], start: int) -> int:
    """Where the last item of a run ends."""
    item = contexts[start].item
    return next((i for i in range(start + 1, len(contexts)) if contexts[i].item is not item), len(contexts))


def _groups(view: View, contexts: list[Context], start: int, end: int) -> list[list[int]]:
    """Runs of consecutive blocks that open with an infinitive, between two titles."""
    groups: list[list[int]] = []
    for index in range(start + 1, end):
        opens = not contexts[index].heading and matcher("open.infinitive").match(view.blocks[index].folded)
        if opens and groups and groups[-1][-1] >= index - 2:
            groups[-1].append(index)
        elif opens:
            groups.append([index])
    return [group for group in groups if len(group) >= MIN_GROUP]


def _moves(gaps: list[list[list[int]]], under: list[bool]) -> list[bool]:
    """For each gap whether its last group belongs to the title after it: the cheapest choice over all gaps.

    ``under``: the gaps whose last group stands under a partner's name, which heads it where it is.
    """
    best: dict[bool, tuple[float, list[bool]]] = {False: (0.0, [])}  # by: the gap before moved a group here
    for number, groups in enumerate(gaps):
        following: dict[bool, tuple[float, list[bool]]] = {}
        for received, (cost, choices) in best.items():
            for move in (False, True) if groups and not under[number] and number + 1 < len(gaps) else (False,):
                served = received or len(groups) > move
                total = cost + (0 if served else MISSING) + move
                if move not in following or total < following[move][0]:
                    following[move] = (total, [*choices, move])
        best = following
    return min(best.values(), key=lambda option: option[0])[1]
