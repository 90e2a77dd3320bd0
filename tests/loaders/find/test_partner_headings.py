"""Headings that open the part of a partner, and those that only look so."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import CommitmentFact, Fact
from maillage.loaders.find.aliases import aliases
from maillage.loaders.find.partners import Partner, Seen
from maillage.loaders.find.roles import roles
from maillage.loaders.find.section_state import Context
from maillage.loaders.view import View

Under = Callable[[str], dict[str, Context]]
WHO = "La ville de Corbeval, la CAF de l’Orne, la Région Normandie et le préfet de l’Orne agissent ensemble ici.\n\n"
LONG = "{} postes sont financés ici pour tous, dans chaque quartier, chaque année et sans condition de ressources."


def _keys(context: Context) -> list[str]:
    return [partner.key for partner in context.partners]


def test_capitals_in_a_long_row_of_partners_name_one_more(under: Under) -> None:
    heads = ["CAF DE L’ORNE", "RÉGION NORMANDIE", "FRANCE TRAVAIL", "FOYERS DU BOCAGE"]
    text = "\n\n".join(f"{head}\n\n{LONG.format(n)}" for n, head in enumerate(heads))
    found = under(f"{WHO}Les engagements\n\n{text}")
    assert _keys(found[LONG.format(3)]) == ["foyers-du-bocage"]
    short = "\n\n".join(f"{head}\n\n{LONG.format(n)}" for n, head in enumerate(heads[1:]))
    assert _keys(under(f"{WHO}Les engagements\n\n{short}")[LONG.format(2)]) == []


@pytest.mark.parametrize("head", ["3 conventions CAF", "ANNEXE COMMUNE AUX DEUX PARTIES"])
def test_key_figures_and_what_is_common_head_nobodys_part(under: Under, head: str) -> None:
    found = under(f"{WHO}Bilan\n\n{head}\n\n{LONG.format(1)}")
    assert _keys(found[LONG.format(1)]) == []


def test_a_noun_in_a_column_is_the_body_that_the_contract_calls_so(read: Callable[..., list[Fact]]) -> None:
    title = "Contrat de ville de la communauté d’agglomération de Corbeval 2024-2030\n\nLa ville de Corbeval agit.\n\n"
    table = "Action\nPilote\nÉchéance\n\nOuvrir une halle au quai\n\nCommunauté\n\n2026\n\n"
    table += "Planter cent arbres\n\nVille\n\n2027\n"
    found = [fact for fact in read(title + table) if isinstance(fact, CommitmentFact)]
    assert [[p.rsplit("/", 1)[-1] for p in fact.partners] for fact in found] == [
        ["communaute-d-agglomeration-de-corbeval"],
        ["ville-de-corbeval"],
    ]


def test_the_land_of_a_community_stands_for_it_where_it_is_printed_alone(look: Callable[[str], View]) -> None:
    name = "Communauté d’agglomération du Grand Bassin de Corbeval"
    assert aliases(look(f"La {name} agit. Un bus (Grand Bassin) roule."), [name]) == {"Grand Bassin": name}
    assert not aliases(look(f"La {name} agit. Un bus roule."), [name])


def test_a_town_that_a_sentence_opens_at_is_told_apart() -> None:
    town = Partner("ville-de-corbeval", "Ville de Corbeval", "commune", None)
    opening = roles("a corbeval, une halle ouvre", [Seen(1, "Corbeval", town)])["ville-de-corbeval"]
    within = roles("une halle ouvre a corbeval", [Seen(1, "Corbeval", town)])["ville-de-corbeval"]
    assert any("place-first" in feature for feature in opening)
    assert not any("place-first" in feature for feature in within)
