"""Identities: each form that was taken for a partner says why, and where."""

from collections.abc import Callable

from maillage.loaders.fact import Fact, IdentityFact, PartnerFact

TEXT = """
Contrat de ville de la Communauté d’agglomération de Corbeval (CAC)
La ville de Corbeval et la mairie de Corbeval agissent dans le département de l’Orne.
La Caisse d’allocations familiales de l’Orne finance deux crèches. La CAF ouvre une permanence.
La CAC finance une navette. Le Département de l’Orne et la CPAM ouvrent un accueil.
"""


def test_each_form_says_why(read: Callable[..., list[Fact]]) -> None:
    facts = read(TEXT)
    names = {fact.id: fact.name for fact in facts if isinstance(fact, PartnerFact)}
    why = {(names[f.partner], f.form): (f.reason, f.lines) for f in facts if isinstance(f, IdentityFact)}
    assert why["Ville de Corbeval", "mairie de Corbeval"][0] == "same-town"
    assert why["Communauté d’agglomération de Corbeval", "CAC"] == ("acronym-defined", (1,))
    fund = "Caisse d'allocations familiales de l'Orne"
    assert why[fund, "Caisse d’allocations familiales"] == ("printed-territory", (3,))
    assert why[fund, "CAF"] == ("usual-territory", (3,))
    assert any(reason == "contract-territory" for (name, form), (reason, _) in why.items() if form == "CPAM")


def test_a_form_that_is_the_name_is_no_merge(read: Callable[..., list[Fact]]) -> None:
    facts = read(TEXT)
    names = {fact.id: fact.name for fact in facts if isinstance(fact, PartnerFact)}
    assert all(f.form != names[f.partner] for f in facts if isinstance(f, IdentityFact))
