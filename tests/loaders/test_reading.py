"""Reading: an invented contract from end to end, and properties that hold for any text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maillage.loaders.document import Document
from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DispositifFact,
    DocumentFact,
    Fact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
    from_line,
    to_line,
)
from maillage.loaders.reading import read_document

BASE = "https://example.org/"
INVENTED = Path(__file__).with_name("invented.txt").read_text("utf-8")
Read = Callable[..., list[Fact]]


def of(facts: list[Fact], kind: type) -> list[Fact]:
    return [fact for fact in facts if isinstance(fact, kind)]


def tail(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]


@pytest.fixture
def facts(read: Read) -> list[Fact]:
    return read(INVENTED)


@pytest.fixture
def said(facts: list[Fact]) -> Callable[[str], CommitmentFact]:
    """The commitment whose quote opens with some words."""

    def find(opening: str) -> CommitmentFact:
        found = [f for f in facts if isinstance(f, CommitmentFact) and f.quote.startswith(opening)]
        assert len(found) == 1, f"{opening}: {len(found)}"
        return found[0]

    return find


def test_document_and_contract(facts: list[Fact]) -> None:
    document, contract = of(facts, DocumentFact)[0], of(facts, ContractFact)[0]
    assert isinstance(document, DocumentFact) and isinstance(contract, ContractFact)
    assert (document.page_count, document.unread, document.fictitious) == (8, (), True)
    assert (contract.epci, contract.period) == ("Communauté d’agglomération de Corbeval", "2024-2030")
    assert (contract.departement, contract.region) == ("Orne", "Normandie")


def test_pages_hold_every_line(facts: list[Fact]) -> None:
    pages = [fact for fact in facts if isinstance(fact, PageFact)]
    text = "\n".join(page.text for page in pages).split("\n")
    assert [line.strip() for line in text] == [
        line.strip() for line in INVENTED.strip("\n").split("\n") if line != "\f"
    ]
    assert all(page.text.count("\n") == page.lines[1] - page.lines[0] for page in pages)


def test_frame_and_quarters(facts: list[Fact]) -> None:
    items = [fact for fact in facts if isinstance(fact, DefiFact)]
    assert [(i.kind, i.number, i.label) for i in items] == [
        ("defi", "1", "Faciliter l’accès à l’emploi"),
        ("defi", "2", "Agir pour la santé de tous"),
        ("defi", "3", "Embellir le cadre de vie"),
    ]
    quarters = [fact for fact in facts if isinstance(fact, QpvFact)]
    assert [(q.name, q.communes, tail(q.id)) for q in quarters] == [
        ("Les Tilleuls", ("Corbeval",), "qn06101m"),
        ("Bel-Air", ("Avray",), "qn06102m"),
    ]


def test_signatories(facts: list[Fact]) -> None:
    signing = {p.name for p in facts if isinstance(p, PartnerFact) and "signatory" in p.roles}
    assert signing == {"État", "Région Normandie", "Ville de Corbeval"}


def test_nobody_is_named(facts: list[Fact]) -> None:
    said = " ".join(f"{p.name} {p.forms}" for p in facts if isinstance(p, PartnerFact)).lower()
    assert not {"charme", "frêne", "hêtre", "bernard"} & set(said.split())


def test_what_the_collective_does_for_all_quarters(said: Callable[[str], CommitmentFact]) -> None:
    found = said("Créer un fonds")
    assert tail(found.partners[0]).startswith("partenaires-du-contrat-communaute")
    assert (found.partner_origin, found.qpv_scope, found.qpvs) == ("default", "stated_all", ("*",))
    assert said("Ouvrir une permanence").deadline == "2026"
    assert tail(found.defis[0]).startswith("defi-1") and (found.lines, found.page) == ((37, 37), 4)
    assert said("Créer un fonds").amount == "20 000 € par an"


def test_what_one_town_does_for_one_quarter(said: Callable[[str], CommitmentFact]) -> None:
    found = said("La ville de Corbeval s’engage")
    assert ([tail(p) for p in found.partners], found.partner_origin) == (["ville-de-corbeval"], "statement")
    assert ([tail(q) for q in found.qpvs], found.qpv_scope) == (["qn06101m"], "named")
    assert found.deadline == "2025" and found.path[-1].startswith("Engagement spécifique")


def test_a_subject_inside_a_common_list(said: Callable[[str], CommitmentFact]) -> None:
    found = said("L’Agence régionale de santé")
    assert len(found.partners) == 1 and "ars" in tail(found.partners[0]) and tail(found.defis[0]).startswith("defi-2")


def test_follow_up_belongs_to_what_it_follows(said: Callable[[str], CommitmentFact]) -> None:
    found = said("Mettre en place des bilans")
    assert found.has_indicators and found.lines == (49, 50)
    assert not said("Rénover les halls").has_indicators


def test_a_partners_own_chapter(said: Callable[[str], CommitmentFact], facts: list[Fact]) -> None:
    found = said("La CAF de l’Orne soutiendra")
    assert ([tail(p) for p in found.partners], found.defis) == (["caf-de-l-orne"], ())
    names = {d.id: d.name for d in facts if isinstance(d, DispositifFact)}
    (lent,) = [f for f in facts if isinstance(f, CommitmentFact) and "Un toit pour apprendre" in f.quote]
    assert [names[d] for d in lent.dispositifs] == ["Un toit pour apprendre"] and lent.partners == found.partners
    assert [tail(p) for p in said("La Région financera").partners] == ["region-normandie"]


@pytest.mark.parametrize(
    "words", ["taux de pauvreté", "centre commercial", "manque de commerces", "comité de pilotage", "sommaire"]
)
def test_what_commits_nobody(facts: list[Fact], words: str) -> None:
    assert [f.quote for f in facts if isinstance(f, CommitmentFact) and words in f.quote] == []


def test_nothing_is_missing_here(facts: list[Fact]) -> None:
    assert of(facts, IssueFact) == []


def test_what_is_missing_is_said(read: Read) -> None:
    codes = {f.code for f in read("Un texte sans rien.") if isinstance(f, IssueFact)}
    assert {"no_frame", "no_signatory", "no_qpv"} <= codes


def test_unread_pages_are_said(read: Read) -> None:
    found = read(f"{INVENTED}\n\f\n{'%$§ 12 ** //: ' * 30}")
    assert [f.message[:10] for f in found if isinstance(f, IssueFact) and f.code == "page_unread"] == ["La page 9 "]


PIECES = (
    "La ville|•|Ouvrir un lieu|Défi 1 :|les quartiers prioritaires sont :|Tilleuls|s’engage à financer|«|»|(|)|;|,|"
    "ENGAGEMENTS|CAF de l’Orne|Signataires|2026|15 M€|QN06101M|Entre|İ|ﬁ|�����|-|o|3.|Monsieur le Maire|Paul HÊTRE|"
    "Région|Ville de|Fait à"
)
WORDS = st.sampled_from(PIECES.split("|"))
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=25), min_size=1, max_size=30)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.lists(st.integers(1, 30), max_size=4))
def test_any_text_is_read_the_same_twice(lines: list[str], starts: list[int]) -> None:
    whole = tuple(line.replace("\n", " ").encode("utf-8", "replace").decode() for line in lines)
    pages = tuple(sorted({1, *(start for start in starts if start <= len(lines))}))
    document = Document("x.txt", "0" * 64, "text", whole, pages)
    found = read_document(document, BASE)
    assert found == read_document(document, BASE)
    assert [from_line(to_line(fact)) for fact in found] == found
    _check_references(found, len(lines))


def _check_references(found: list[Fact], last: int) -> None:
    """Every IRI that a fact cites is a fact's own, ids are unique, and lines are lines of the document."""
    ids = [fact.id for fact in found]
    assert len(ids) == len(set(ids))
    known = set(ids)
    for fact in found:
        if isinstance(fact, CommitmentFact):
            cited = {*fact.partners, *fact.defis, *fact.dispositifs, *fact.qpvs} - {"*"}
            assert cited <= known and 1 <= fact.lines[0] <= fact.lines[1] <= last and 0 <= fact.confidence <= 1
        if isinstance(fact, DefiFact):
            assert {fact.parent, fact.qpv} - {None} <= known
        if isinstance(fact, PartnerFact | QpvFact | DispositifFact):
            assert set(fact.lines) <= set(range(1, last + 1)) and fact.name
