"""Signatories in invented documents of several shapes; no person's name may leave a page."""

import re

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.offices import office_in
from maillage.loaders.find.persons import is_person, without_somebody
from maillage.loaders.find.signatories import Signing, find_signatories
from maillage.loaders.rules import Rule, rules
from maillage.loaders.view import view

PERSON = re.compile(r"\b[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?(?: DE)?(?: LA)? [A-ZÀ-Ý]{3,}\b")


def signings(text: str) -> list[Signing]:
    lines = tuple(text.strip("\n").split("\n"))
    return find_signatories(view(Document("essai.txt", "0" * 64, "text", lines, (1,))))


def bodies(text: str) -> list[str]:
    return [s.body.replace("’", "'") for s in signings(text)]


def assert_nobody_named(text: str) -> None:
    """No output holds a "Prénom NOM" of the page."""
    said = " | ".join(f"{s.body} {s.function} {s.contract_hint}" for s in signings(text)).lower()
    for name in PERSON.findall(text):
        assert name.split()[-1].lower() not in said.split(), f"{name} in {said}"


COLUMNS = """
Monsieur le Président de la
COMMUNAUTÉ D’AGGLOMÉRATION
AVRAY-VAL DE LIANE

Bernard TILLEUL

Madame la Préfète Déléguée
pour l’Égalité des Chances
PREFECTURE DE L'ORNE

Virginie CHARME

Monsieur le Maire d’
AVRAY
Paul HÊTRE

Pour le Maire et par délégation, Madame Martine FRÊNE, Adjointe au
maire chargée de la politique de la ville
Monsieur le Maire de
BEL-AIR

Marc AULNE

SIGNATAIRES
du Contrat de Ville
Madame la Directrice du PÔLE LOCATIF
ET PROXIMITÉ, Membre du Directoire de SLGH

Olga SAULE

Monsieur le Directeur
académique des services de l’

ÉDUCATION NATIONALE DE L'ORNE

Hugo CORMIER

Madame la Directrice Départementale de la
CAF DE L'ORNE

Pour la Directrice et par délégation,
Madame Zoé LILAS, Responsable du pôle
développement local

Monsieur le Procureur de la
République d’ALENÇON

Partenaires
"""

FORMULA = """
Fait à Corbie, le 12 mars 2024

Pour l'État,
Le Préfet de l'Orne

Jean DUPONT

Pour la Communauté urbaine de Corbie,
Le Président

Marie-Claire DE LA TOUR

Pour la Ville de Corbie, Le Maire
Paul Martin

Le Directeur départemental de l'emploi, du travail
et des solidarités de l'Orne
Karim Benali
"""


def test_columns_of_offices_and_bodies() -> None:
    assert bodies(COLUMNS) == [
        "Communauté d'agglomération Avray-Val de Liane",
        "Préfecture de l'Orne",
        "Ville d'Avray",
        "Ville de Bel-Air",
        "SLGH",
        "Direction des services départementaux de l'Éducation nationale de l'Orne",
        "CAF de l'Orne",
        "Procureur de la République d'Alençon",
    ]
    assert_nobody_named(COLUMNS)


def test_office_is_normalised() -> None:
    offices = [s.function for s in signings(COLUMNS)]
    assert offices[:3] == ["président", "préfet", "maire"]
    assert "directeur départemental" in offices


def test_for_a_body_then_its_office() -> None:
    assert bodies(FORMULA) == [
        "Préfecture de l'Orne",
        "Communauté urbaine de Corbie",
        "Ville de Corbie",
        "Direction départementale de l'emploi, du travail et des solidarités de l'Orne",
    ]
    assert [s.function for s in signings(FORMULA)][:3] == ["préfet", "président", "maire"]
    assert_nobody_named(FORMULA)


def test_columns_kept_apart_by_spaces() -> None:
    text = """
SIGNATURES

Le Préfet de l'Orne                 Le Président de la Région          Le Maire de Corbie
                                    Normandie
Jean DUPONT                         Anne MOREL                         Luc PETIT
"""
    assert sorted(bodies(text)) == ["Préfecture de l'Orne", "Région Normandie", "Ville de Corbie"]
    assert_nobody_named(text)


def test_body_above_the_name() -> None:
    text = """
Les signataires du contrat de ville

Ville de Corbie
Jeanne MARTIN, Maire

Communauté de communes du Val d'Avray
Paul DURAND, Président

CAF de l'Orne
Office public de l'habitat d'Avray
"""
    assert bodies(text)[:2] == ["Ville de Corbie", "Communauté de communes du Val d'Avray"]
    assert bodies(text)[2:] == ["CAF de l'Orne", "Office public de l'habitat d'Avray"]
    assert signings(text)[0].function == "maire"
    assert_nobody_named(text)


def test_everything_in_capitals() -> None:
    text = "SIGNATAIRES\n\nJEAN DUPONT\nPRÉFET DE L'ORNE\n\nANNE MOREL\nMAIRE DE CORBIE\n\nMAIRE DU PORT\nLUC PETIT\n"
    assert bodies(text) == ["Préfecture de l'Orne", "Ville de Corbie", "Ville du Port"]


def test_bulleted_list_of_one_contract_among_several() -> None:
    text = """
Les signataires du présent contrat, aux côtés de l’Etat, la Communauté d’agglomération de Corbie et
le Département sont :

- les communes signataires, pour leurs quartiers (Avray,
Bel-Air et Le Port) ;

- la Région Normandie ;
- les partenaires institutionnels : l’Education Nationale, la Direction Départementale de
l’Emploi, du Logement et de la Jeunesse (DDELJ), la Caisse d’Allocations Familiales de l’Orne (CAF) ;
- les bailleurs : Toits et Jardins, Logis du Port.

Le contrat sera suivi par un comité.
"""
    found = signings(text)
    assert {s.body for s in found} == {
        "Etat",
        "Communauté d’agglomération de Corbie",
        "Département",
        "Ville d'Avray",
        "Ville de Bel-Air",
        "Ville du Port",
        "Région Normandie",
        "Education Nationale",
        "Direction Départementale de l’Emploi, du Logement et de la Jeunesse",
        "Caisse d’Allocations Familiales de l’Orne",
        "Toits et Jardins",
        "Logis du Port",
    }
    assert {s.contract_hint for s in found} == {"Communauté d’agglomération de Corbie"}


def test_groups_of_signatories_in_bullets() -> None:
    text = """
• L'État, copilote du contrat ;
• Les communes signataires du Contrat de Ville (Avray, Bel-Air, Corbie) ;
• Les organismes signataires du contrat : la CAF, les bailleurs sociaux, ainsi que des
associations comme Toit Ami ;
• Les associations porteuses de projets ;
"""
    assert bodies(text) == [
        "Ville d'Avray",
        "Ville de Bel-Air",
        "Ville de Corbie",
        "CAF",
        "Bailleurs sociaux",
        "Toit Ami",
    ]


def test_sentence_of_conclusion() -> None:
    text = (
        "Le contrat de ville est signé par l'État, la Communauté urbaine de Corbie, les villes de Corbie et Avray, "
        "la Présidente de la Région Normandie, la CAF et France Travail. Il dure six ans."
    )
    towns = {"Ville de Corbie", "Ville d'Avray"}
    others = {"État", "Communauté urbaine de Corbie", "Région Normandie", "CAF", "France Travail"}
    assert set(bodies(text)) == towns | others


def test_parties_at_the_top() -> None:
    text = """
CONTRAT DE VILLE 2024-2030

ENTRE

L'État, représenté par le Préfet de l'Orne, Monsieur Jean DUPONT,

La Communauté urbaine de Corbie, représentée par son Président, Monsieur Paul DURAND,

ET

Le Département de l'Orne, représenté par sa Présidente,

IL A ÉTÉ CONVENU CE QUI SUIT
"""
    assert bodies(text) == ["État", "Communauté urbaine de Corbie", "Département de l'Orne"]
    assert_nobody_named(text)


def test_forewords_when_nothing_else_tells() -> None:
    text = """
ÉDITO

La politique de la ville est notre priorité.

Jean DUPONT
Préfet de l'Orne

Le mot du Président du Conseil

départemental de l'Orne

Le mot de la Maire d'Avray
Nous agissons.
"""
    assert bodies(text) == ["Préfecture de l'Orne", "Conseil départemental de l'Orne", "Ville d'Avray"]
    assert_nobody_named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le comité de pilotage réunit :\nLe Préfet de l'Orne\nLe Maire de Corbie\nLe Directeur de la CAF\n",
        "Les contrats de ville sont conclus entre l'État et les communes.",
        "Les communes signataires d'un contrat de ville sont invitées à agir. Les signataires se réunissent.",
        "Signature du contrat de ville le 12 mars 2024",
        "Pour le Président du Conseil départemental,\nLa Directrice générale des services,\nSigné\nZoé LILAS\n",
        "",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert signings(text) == []


def test_persons_are_cut() -> None:
    assert without_somebody("CAF de l'Orne Marie Durand") == "CAF de l'Orne"
    assert without_somebody("Ville de Jean Dupont") == ""
    assert without_somebody("Centre social Jeanne Martin") == "Centre social Jeanne Martin"
    assert is_person("Madame Zoé LILAS")
    assert not is_person("Ville de Corbie")


@pytest.mark.parametrize("rule", [r for r in rules() if r.kind.startswith("signature.")], ids=lambda r: r.id)
def test_rules_match_their_examples(rule: Rule) -> None:
    assert all(rule.pattern.search(example) for example in rule.examples)
    assert not any(rule.pattern.search(example) for example in rule.counter_examples)


def test_sentences_about_bodies_before_the_signatures_sign_nothing() -> None:
    prose = "La Région financera des formations pour les demandeurs d’emploi des quartiers à partir de 2025."
    page = "Signataires du contrat de ville\n\nMadame la Présidente de la Région Normandie\nAnne FRÊNE"
    assert bodies(f"{prose}\n\nGouvernance\n\n{page}") == ["Région Normandie"]


@pytest.mark.parametrize("text", ["directrice déléguée", "directeur délégué", "directrice régionale adjointe"])
def test_ranks_of_directors_in_both_genders(text: str) -> None:
    found = office_in(f"la {text} de la caisse")
    assert found is not None and found.word.startswith("directeur ")
