"""What tests of frames read and look at."""

import hashlib

from maillage.loaders.document import Document
from maillage.loaders.find.frame import Frame, Item, find_frame
from maillage.loaders.view import View, view


def read(*pages: str) -> tuple[View, Frame]:
    lines = [line for page in pages for line in page.split("\n")]
    starts, at = [], 1
    for page in pages:
        starts.append(at)
        at += page.count("\n") + 1
    sha = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    seen = view(Document("invented.txt", sha, "text", tuple(lines), tuple(starts)))
    return seen, find_frame(seen)


def told(frame: Frame) -> list[tuple[str, str | None, str]]:
    return [(i.kind, i.number, i.label) for i in frame.items]


def by_label(frame: Frame, start: str) -> Item:
    return next(i for i in frame.items if i.label.startswith(start))


def opened(seen: View, frame: Frame, item: Item) -> list[int]:
    return [seen.blocks[i].first for i in sorted(frame.headings) if frame.headings[i] is item]


TEXT = """Les habitants ont dit leur attente lors de trois réunions publiques tenues au
printemps dans la salle des fêtes, puis lors de balades dans les rues, où chacun
a pu montrer ce qui manque et ce qui tient déjà bien. Un rapport en a été tiré,
que les élus ont lu. Il sera imprimé, relu par un groupe de volontaires, et puis
rendu public sur le site de la mairie et dans les halls de tous les immeubles du
grand ensemble, avant l’hiver.
"""
