"""What tests of quarters read and look at."""

import hashlib

from maillage.loaders.document import Document
from maillage.loaders.find.places import find_places
from maillage.loaders.find.qpv import Quarter, find_qpvs
from maillage.loaders.view import View, view


def read(*pages: str) -> View:
    lines = [line for page in pages for line in page.split("\n")]
    starts, at = [], 1
    for page in pages:
        starts.append(at)
        at += page.count("\n") + 1
    sha = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return view(Document("invented.txt", sha, "text", tuple(lines), tuple(starts)))


def found(*pages: str) -> dict[str, Quarter]:
    seen = read(*pages)
    return {q.name: q for q in find_qpvs(seen, find_places(seen))}


QUARTERS = list(
    found(
        "Les 5 quartiers prioritaires sont : Condors – Paul Legrand (Avray), Centre (Corbel), Bois du Quai (Avray), "
        "Les Olives (Dives) et Centre – Lambert (Dives)."
    ).values()
)
