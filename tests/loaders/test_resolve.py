"""IRIs: the same thing keeps its own, in another document or after a page is added; two things never share one."""

from collections.abc import Callable
from pathlib import Path

from maillage.loaders.fact import CommitmentFact, DefiFact, DispositifFact, Fact, PartnerFact, QpvFact

Read = Callable[..., list[Fact]]
INVENTED = Path(__file__).with_name("invented.txt").read_text("utf-8")
COVER = "Une page de garde\n\nAvec une image du quartier.\n\f\n"


def ids(facts: list[Fact], *kinds: type) -> set[str]:
    return {fact.id for fact in facts if isinstance(fact, kinds)}


def test_a_page_added_before_changes_no_iri(read: Read) -> None:
    kinds = (PartnerFact, DefiFact, QpvFact, DispositifFact, CommitmentFact)
    assert ids(read(INVENTED), *kinds) == ids(read(COVER + INVENTED), *kinds)


def test_the_name_of_the_file_changes_no_iri(read: Read) -> None:
    one, other = read(INVENTED), read(INVENTED, "autre.txt")
    assert ids(one, *(type(fact) for fact in one)) == ids(other, *(type(fact) for fact in other))


def test_one_body_in_two_contracts_is_one_and_each_collective_its_own(read: Read) -> None:
    other = INVENTED.replace("Corbeval", "Montlore").replace("(CAC)", "(CAM)")
    shared = ids(read(INVENTED), PartnerFact) & ids(read(other), PartnerFact)
    assert {iri.rsplit("/", 1)[-1] for iri in shared} >= {"caf-de-l-orne", "region-normandie", "etat"}
    assert not any("partenaires-du-contrat" in iri or "ville-de" in iri for iri in shared)


def test_two_funds_of_one_kind_stay_two(read: Read) -> None:
    text = "La CAF de l’Orne finance un lieu.\n\nLa CAF de la Sarthe finance un autre lieu."
    names = {fact.name for fact in read(text) if isinstance(fact, PartnerFact) and fact.acronym == "CAF"}
    assert names == {"Caisse d'allocations familiales de l'Orne", "Caisse d'allocations familiales de la Sarthe"}


def test_an_official_code_makes_the_iri_of_a_quarter(read: Read) -> None:
    quarters = {fact.name: fact.id for fact in read(INVENTED) if isinstance(fact, QpvFact)}
    assert quarters["Les Tilleuls"] == "https://example.org/qpv/qn06101m"
    without = read(INVENTED.replace(" (QN06101M)", ""))
    named = {fact.name: fact.id for fact in without if isinstance(fact, QpvFact)}
    assert "corbeval" in named["Les Tilleuls"] and named["Les Tilleuls"].endswith("/les-tilleuls")


def test_a_statement_printed_twice_is_two_commitments(read: Read) -> None:
    again = INVENTED.replace("• Planter des arbres autour des écoles", "• Rénover les halls des immeubles")
    found = [f.id for f in read(again) if isinstance(f, CommitmentFact) and f.quote.startswith("Rénover les halls")]
    assert len(found) == 2 and found[1] == f"{found[0]}-2"


def test_collectives_take_part_under_their_contract(read: Read) -> None:
    collective = [fact for fact in read(INVENTED) if isinstance(fact, PartnerFact) and fact.collective]
    assert len(collective) == 1 and "committed" in collective[0].roles
