"""Contracts: one file, several contracts; and one contract that is never parted."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DocumentFact,
    Fact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.loaders.find.contracts import Contract, contracts_in
from maillage.loaders.find.places import find_places
from maillage.loaders.view import View

Look = Callable[[str], View]
Read = Callable[..., list[Fact]]

DELIBERATION = """
EXTRAIT DU REGISTRE DES DELIBERATIONS
Séance du 4 mars 2024

Vu le code général des collectivités territoriales, le Conseil approuve les trois contrats de ville suivants :
• Contrat de ville du Val d’Avre
• Contrat de ville de Corbeval
• Contrat de ville du Pays de Lourme
Le présent document est un document fictif.
"""
AVRE = """
Annexe 1 – Contrat de ville 2024-2030 de la Communauté de communes du Val d’Avre

Le quartier prioritaire est :
• Les Saules (QN06101M), à Avray

Le contrat repose sur deux axes.

Axe 1 : L’emploi pour tous
• L’Agence régionale de santé finance deux postes de médiation en santé dans le quartier des Saules.
• La commune d’Avray ouvre une permanence pour les demandeurs d’emploi en 2026.

Axe 2 : Le cadre de vie
• La Communauté de communes du Val d’Avre rénove les halls d’immeubles du quartier.

Les signataires du contrat sont : l’État, la Communauté de communes du Val d’Avre, la Caisse d’allocations familiales
de l’Orne.
"""
CORBEVAL = """
Annexe 2 – Contrat de ville 2024-2030 de Corbeval

Le quartier prioritaire est :
• Bel-Air (QN06201M), à Corbeval

Le contrat repose sur deux axes.

Axe 1 : La réussite des enfants
• La ville de Corbeval s’engage à financer un poste de médiateur dans les écoles de Bel-Air.
• La Région Normandie finance des bourses pour les lycéens du quartier.

Axe 2 : La tranquillité publique
• La ville de Corbeval installe un bureau de proximité en 2025.

Les signataires du contrat sont : l’État, la Ville de Corbeval, la Région Normandie.
"""
LOURME = """
Annexe 3 – Contrat de ville 2024-2030 de la Communauté d’agglomération du Pays de Lourme (CAPL)

Le quartier prioritaire est :
• La Roseraie (QN06301M), à Lourme

Le contrat repose sur deux axes.

Axe 1 : L’accès aux droits
• La CAPL s’engage à ouvrir un point d’accueil à la Roseraie dès 2025.
• France Travail propose une permanence chaque semaine aux habitants de la Roseraie.

Axe 2 : La culture
• La CAPL finance une saison culturelle dans le quartier.

Les signataires du contrat sont : l’État, la Communauté d’agglomération du Pays de Lourme, France Travail.
"""
THREE = "\n\f\n".join([DELIBERATION, AVRE, CORBEVAL, LOURME])


def of(facts: list[Fact], kind: type[Fact]) -> list[Fact]:
    return [fact for fact in facts if isinstance(fact, kind)]


def found(look: Look, text: str) -> list[Contract]:
    view = look(text)
    return contracts_in(view, find_places(view))


@pytest.fixture
def facts(read: Read) -> list[Fact]:
    return read(THREE)


@pytest.fixture
def ids(facts: list[Fact]) -> dict[str, str]:
    """The id of each contract by its title."""
    return {fact.title: fact.id for fact in facts if isinstance(fact, ContractFact)}


def test_a_deliberation_with_three_contracts_gives_three(ids: dict[str, str], facts: list[Fact]) -> None:
    assert sorted(title.removeprefix("Contrat de ville – ") for title in ids) == [
        "Communauté de communes du Val d’Avre", "Communauté d’agglomération du Pays de Lourme", "Corbeval",
    ]  # fmt: skip
    (document,) = of(facts, DocumentFact)
    assert len(of(facts, PageFact)) == 4
    assert document.title.endswith(", et 2 autres contrats")  # type: ignore[union-attr]


def test_each_has_its_own_frame_quarters_signatories_and_commitments(facts: list[Fact], ids: dict[str, str]) -> None:
    corbeval = ids["Contrat de ville – Corbeval"]
    labels = [f.label for f in facts if isinstance(f, DefiFact) and f.contract == corbeval]
    assert labels == ["La réussite des enfants", "La tranquillité publique"]
    assert [f.name for f in facts if isinstance(f, QpvFact) and f.contract == corbeval] == ["Bel-Air"]
    signing = {f.name for f in facts if isinstance(f, PartnerFact) and corbeval in f.signs}
    assert signing == {"État", "Ville de Corbeval", "Région Normandie"}
    quotes = [f.quote for f in facts if isinstance(f, CommitmentFact) and f.contract == corbeval]
    assert len(quotes) == 3
    assert all("Corbeval" in quote or "Normandie" in quote for quote in quotes)


def test_a_commitment_answers_its_own_contract_s_frame(facts: list[Fact]) -> None:
    contract_of = {f.id: f.contract for f in facts if isinstance(f, DefiFact)}
    commitments = [f for f in facts if isinstance(f, CommitmentFact)]
    assert len(commitments) >= 8
    assert all(contract_of[defi] == f.contract for f in commitments for defi in f.defis)


def test_a_body_that_signs_all_signs_each_on_its_own_line(facts: list[Fact], ids: dict[str, str]) -> None:
    (state,) = (f for f in facts if isinstance(f, PartnerFact) and f.name == "État")
    assert sorted(state.signs) == sorted(ids.values())
    lines = THREE.strip("\n").replace("\n\f", "").split("\n")
    assert all("Les signataires du contrat" in lines[line - 1] for line in state.signature_lines)


def test_what_a_contract_lacks_is_told_of_it_alone(read: Read) -> None:
    unsigned = CORBEVAL.replace("Les signataires du contrat sont", "Les quartiers prioritaires ont pour voisins")
    facts = read("\n\f\n".join([AVRE, unsigned, LOURME]))
    (corbeval,) = (f.id for f in facts if isinstance(f, ContractFact) and "Corbeval" in f.title)
    issues = [f for f in facts if isinstance(f, IssueFact) and f.code == "no_signatory"]
    assert [f.contract for f in issues] == [corbeval]
    assert issues[0].message.endswith("dans ce contrat.")


def test_the_act_around_contracts_stays_with_the_main_one(look: Look) -> None:
    main, *others = found(look, THREE)
    assert main.stretches[0][0] == 1
    assert len(others) == 2


def test_covers_name_the_body_on_a_line_of_its_own(look: Look) -> None:
    covers = [
        text.replace(text.strip().split("\n")[0], f"CONTRAT DE VILLE\n2024-2030\n\n{body}")
        for text, body in ((AVRE, "Communauté de communes du Val d’Avre"), (CORBEVAL, "VILLE DE CORBEVAL"))
    ]
    assert [contract.name for contract in found(look, "\n\f\n".join(covers))] == ["val avre", "corbeval"]


def test_running_titles_of_each_contract_do_not_part_it(look: Look) -> None:
    def paged(text: str, title: str) -> str:
        pages = text.replace("\nAxe", "\n\f\nAxe").split("\n\f\n")
        return "\n\f\n".join(f"{title}\n\n{page}" for page in pages)

    text = "\n\f\n".join([paged(AVRE, "Contrat de ville du Val d’Avre"), paged(LOURME, "Contrat de ville de la CAPL")])
    assert [contract.name for contract in found(look, text)] == ["val avre", "pay lourme"]
    assert [len(contract.stretches) for contract in found(look, text)] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        AVRE.replace("Axe 2", "Contrat de ville du Val d’Avre – Livret 2\n\nAxe 2"),
        AVRE + "\n\f\nAnnexe 2 au contrat de ville de Corbeval\n\n" + CORBEVAL.split("\n", 3)[3],
        AVRE.replace("Axe 2", "Contrat de ville de Corbeval\nLe contrat voisin a des quartiers prioritaires.\n\nAxe 2"),
        AVRE + "\n\f\nAvenant n° 1 au contrat de ville de Corbeval\n\nLe quartier prioritaire est signataire.",
        AVRE + "\n\f\nListe des contrats du département\n• Contrat de ville de Corbeval\n• Contrat de ville de Lourme\n"
        + LOURME.split("\n", 3)[3].replace("Axe 1", "Axe 3").replace("Axe 2", "Axe 4"),
    ],
    ids=["livret", "annex to", "chapter on a neighbour", "amendment", "list of contracts"],
)  # fmt: skip
def test_one_contract_is_never_parted(look: Look, text: str) -> None:
    (one,) = found(look, text)
    assert one.stretches == ((1, len(look(text).lines)),)


def test_a_title_of_its_own_tells_the_contract_whose_pages_do_not_name_it(look: Look) -> None:
    own = "\n".join(CORBEVAL.strip("\n").split("\n")[1:])
    text = "\n\f\n".join(
        [
            f"Des rives et des jardins ensemble\n\n{own}",
            "Rapport n° 12",
            "1) Contrat de ville de la Communauté de communes du Val d’Avre :\n" + AVRE.split("\n", 2)[2],
            "2) Contrat de ville de la Communauté d’agglomération du Pays de Lourme :\n\n"
            "Le contrat de ville du Pays de Lourme, « Des rives et des jardins ensemble », a été signé.\n"
            + LOURME.split("\n", 2)[2],
        ]
    )
    by_name = {contract.name: contract.stretches for contract in found(look, text)}
    assert by_name["pay lourme"][0][0] <= 2
    assert len(by_name["pay lourme"]) == 2


def test_a_part_goes_on_with_the_contract_that_was_open(look: Look) -> None:
    view = look(LOURME.split("\n", 3)[3])
    known = [Contract("val avre", None, ((1, 9),)), Contract("pay lourme", "Pays de Lourme", ((10, 20),))]
    (one,) = contracts_in(view, find_places(view), known)
    assert (one.name, one.printed) == ("pay lourme", "Pays de Lourme")
