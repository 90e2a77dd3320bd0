"""Stores of invented facts: one of the size of a real corpus, and one small enough to count on one's fingers."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from maillage.graph.build import build, open_current
from maillage.graph.store import EmbeddedStore
from maillage.loaders.fact import Fact, IdentityFact

sys.path.insert(0, str(Path(__file__).parent))  # helpers beside the tests, whatever pytest's way of importing
import invented
import small


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """Five documents of a hundred pages, 2,000 commitments, 300 partners, 150 items, 100 quarters."""
    home: Path = tmp_path_factory.mktemp("corpus")
    invented.home(home, there := invented.corpus(commitments=400, pages=100, quarters=20))
    invented.evaluated(home, *map(invented.facts, there))
    build(home)
    opened = open_current(home)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """Two communes with a quarter each, three partners and a collective."""
    home: Path = tmp_path_factory.mktemp("hamlet")
    facts = (
        small.qpv("Les Ormes", "Brisevent"),
        small.qpv("Le Lavoir", "Hautecombe-la-Vieille"),
        small.partner("Ville de Brisevent", "commune", signs=True),
        small.partner("Les Amis du Lavoir"),
        small.partner("Les Amis de la Lecture"),
        small.partner("Partenaires du contrat", "autre", collective=True),
        IdentityFact(
            f"{small.DOCUMENT}/identity/1",
            small.FILE,
            small.of("partner", "Ville de Brisevent"),
            "mairie",
            "same-town",
            (2,),
        ),
        small.dispositif("Passeport des savoirs", small.of("partner", "Ville de Brisevent")),
        *(small.defi(name) for name in ("Lire", "Soigner", "Loger", "Danser", "Réparer")),
        small.defi("Lire à l'école", parent="Lire"),
        small.defi("Planter ici", qpv="Les Ormes"),
        *hamlet_commitments(),
        small.issue("unattributed", "1 engagement n'a ni partenaire ni défi identifié."),
    )
    invented.evaluated(home, [*small.basis(), *facts])
    opened = small.opened(home, *facts)
    yield opened
    opened.close()


def hamlet_commitments() -> Iterator[Fact]:
    """What the partners of the hamlet commit to; nobody to «Réparer»."""
    ormes = (small.of("qpv", "Les Ormes"),)
    scheme = (small.of("dispositif", "Passeport des savoirs"),)
    yield small.commitment(
        "lire aux Ormes", "Les Amis de la Lecture", "Lire à l'école", qpvs=ormes, qpv_scope="named", dispositifs=scheme
    )
    yield small.commitment("lire partout", "Les Amis du Lavoir", "Lire", qpv_scope="stated_all", deadline="2027")
    yield small.commitment("soigner en ville", "Ville de Brisevent", "Soigner", qpv_scope="commune", confidence=0.9)
    yield small.commitment("soigner encore", "Ville de Brisevent", "Soigner", confidence=0.6, has_indicators=True)
    yield small.commitment("loger ensemble", "Partenaires du contrat", "Loger")
    yield small.commitment("danser à deux", "Les Amis du Lavoir+Les Amis de la Lecture", "Danser", themes=("culture",))
    yield small.commitment("rêver")
