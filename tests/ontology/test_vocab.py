"""The thesauri: explained, sourced, and without two concepts for one label."""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from maillage.loaders.fold import fold, singular_words
from maillage.ontology.terms import ONTOLOGY, VOCAB
from maillage.ontology.thesaurus import SCHEMES, Concept, load_scheme

FOLDER = Path(__file__).parent.parent.parent / "ontology" / "vocab"
SMALL = (
    "partner-type",
    "frame-kind",
    "commitment-kind",
    "domain",
    "nature",
    "theme",
    "qpv-scope",
    "measure",
    "identity-reason",
)
# As annotation guides and exports print them.
CODES = {
    "partner-type": "etat region departement epci commune bailleur securite_sociale sante emploi education "
    "justice_police banque_publique consulaire association entreprise instance_citoyenne autre",
    "frame-kind": "defi orientation pilier ambition axe_transversal thematique_transversale objectif priorite enjeu",
    "commitment-kind": "engagement action projet_phare offre",
    "domain": "emploi education sante logement_cadre_de_vie securite culture sport transition acces_aux_droits "
    "mobilite participation discriminations jeunesse parentalite precarite transversal",
    "nature": "droit-commun specifique",
    "qpv-scope": "stated_all commune named unstated",
}


@cache
def graph(scheme: str) -> Graph:
    return Graph().parse(FOLDER / f"{scheme}.ttl", format="turtle")


def concepts(scheme: str) -> list[URIRef]:
    return [thing for thing in graph(scheme).subjects(RDF.type, SKOS.Concept) if isinstance(thing, URIRef)]


def texts(scheme: str, concept: URIRef, *predicates: URIRef) -> list[Literal]:
    return [text for p in predicates for text in graph(scheme).objects(concept, p) if isinstance(text, Literal)]


def languages(scheme: str, concept: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(text.language) for text in texts(scheme, concept, predicate))


def test_every_file_is_a_known_scheme() -> None:
    assert {path.stem for path in FOLDER.glob("*.ttl")} == set(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_concepts_stand_in_their_scheme_and_under_our_base(scheme: str) -> None:
    home = URIRef(f"{VOCAB}{scheme}/")
    assert (home, RDF.type, SKOS.ConceptScheme) in graph(scheme)
    assert concepts(scheme)
    for concept in concepts(scheme):
        assert (concept, SKOS.inScheme, home) in graph(scheme), concept
        assert re.fullmatch(re.escape(home) + r"[a-z0-9]+(-[a-z0-9]+)*", concept), concept


@pytest.mark.parametrize("scheme", SCHEMES)
def test_notations_are_unique_and_give_the_iris(scheme: str) -> None:
    notations = {concept: texts(scheme, concept, SKOS.notation) for concept in concepts(scheme)}
    assert all(len(codes) == 1 for codes in notations.values())
    assert all(str(concept) == f"{VOCAB}{scheme}/{codes[0].replace('_', '-')}" for concept, codes in notations.items())


@pytest.mark.parametrize("scheme", CODES)
def test_codes_are_those_of_the_guide(scheme: str) -> None:
    assert set(load_scheme(scheme)) == set(CODES[scheme].split())


@pytest.mark.parametrize("scheme", [*SMALL, "partner"])
def test_concepts_are_explained_in_french_and_english(scheme: str) -> None:
    for concept in concepts(scheme):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            assert languages(scheme, concept, predicate) == ["en", "fr"], (concept, predicate)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_label_is_shared_unless_declared(scheme: str) -> None:
    owners: dict[str, set[URIRef]] = defaultdict(set)
    for concept in concepts(scheme):
        declared = {comparable(text) for text in texts(scheme, concept, URIRef(f"{ONTOLOGY}ambiguousLabel"))}
        for label in texts(scheme, concept, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            if label.language == "fr" and comparable(label) not in declared:
                owners[comparable(label)].add(concept)
    if scheme == "territory":  # a department and a region overseas are one territory with one name
        return
    assert not {label: sorted(who) for label, who in owners.items() if len(who) > 1}


def comparable(label: str) -> str:
    """What the reader compares labels by; a short acronym only counts in capitals."""
    acronym = label.isupper() and len(label) <= 5 and label.isalnum()
    return str(label) if acronym else singular_words(fold(label))


@pytest.mark.parametrize("scheme", ["dispositif", "partner"])
def test_no_concept_has_one_label_twice(scheme: str) -> None:
    for concept in load_scheme(scheme).values():
        counted = Counter(comparable(label) for label in concept.labels)
        assert max(counted.values()) == 1, (concept.iri, counted.most_common(1))


def test_every_dispositif_is_complete_and_names_its_source() -> None:
    found = load_scheme("dispositif")
    assert len(found) >= 250
    for dispositif in found.values():
        assert dispositif.source and dispositif.domain and dispositif.themes, dispositif.iri
        assert dispositif.nature and dispositif.carriers and dispositif.definition, dispositif.iri


@pytest.mark.parametrize("scheme", ["dispositif", "partner"])
def test_sources_are_addresses_of_pages(scheme: str) -> None:
    sources = set(graph(scheme).objects(None, DCTERMS.source))
    assert sources and all(isinstance(s, URIRef) and re.match(r"https?://[\w.-]+\.\w", s) for s in sources)


def test_partners_cover_the_field() -> None:
    found = load_scheme("partner")
    assert len(found) >= 110
    assert {p.partner_type for p in found.values()} == set(load_scheme("partner-type"))
    assert {p.territorial for p in found.values()} == {"national", "region", "departement", "local"}
    assert sum(bool(p.source) for p in found.values()) >= len(found) / 2


@pytest.mark.parametrize(
    ("name", "notation"),
    [
        ("Caisse d'allocations familiales", "caf"),
        ("Pôle emploi", "france-travail"),
        ("Caisse des dépôts", "banque-des-territoires"),
        ("DIRECCTE", "dreets"),
        ("DDCS", "ddets"),
        ("bailleurs sociaux", "bailleurs-sociaux"),
        ("services de l'État", "services-de-l-etat"),
    ],
)
def test_names_old_and_new_lead_to_one_body(name: str, notation: str) -> None:
    found = [p for p in load_scheme("partner").values() if comparable(name) in map(comparable, p.labels)]
    assert [p.notation for p in found] == [notation]


def level(partner: Concept) -> tuple[str | None, str | None, bool]:
    return partner.territorial, partner.partner_type, partner.group


def test_levels_types_and_groups_of_some_bodies() -> None:
    found = load_scheme("partner")
    assert level(found["caf"]) == ("departement", "securite_sociale", False)
    assert level(found["ars"]) == ("region", "sante", False)
    assert level(found["ccas"]) == ("local", "commune", False)
    assert level(found["anru"]) == ("national", "etat", False)
    assert level(found["bailleurs-sociaux"]) == ("national", "bailleur", True)
    assert found["ddets"].part_of == "etat"


def test_risky_acronyms_are_no_labels() -> None:
    found = load_scheme("partner")
    for notation in ("ans", "face", "aides", "centre-hospitalier"):
        assert found[notation].acronym and found[notation].acronym not in found[notation].labels
