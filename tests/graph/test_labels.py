"""Values given to questions: IRIs, their ends, codes and labels; and what is said when they name nothing."""

import pytest
import small

from maillage.graph.questions import QuestionError, UnknownLabelError, UnknownQuestionError, ask, resolve
from maillage.graph.store import EmbeddedStore

LECTURE = small.of("partner", "Les Amis de la Lecture")


@pytest.mark.parametrize(
    "value",
    [
        LECTURE,
        "partner/les-amis-de-la-lecture",
        "les-amis-de-la-lecture",
        "Les Amis de la Lecture",
        "les amis de la lecture",
        "LES AMIS DE LA LECTURE",
        "Amis de la Léctùre",
    ],
)
def test_partner_by_iri_tail_or_label(value: str, hamlet: EmbeddedStore) -> None:
    assert resolve(hamlet, "partner", value) == LECTURE


def test_item_by_the_page_s_address(hamlet: EmbeddedStore) -> None:
    assert resolve(hamlet, "defi", "defi/brisevent/lire") == small.of("defi", "Lire")
    assert resolve(hamlet, "qpv", "/qpv/brisevent/les-ormes") == small.of("qpv", "Les Ormes")
    said = small.of("commitment", "lire partout")
    assert resolve(hamlet, "commitment", said.split("/maillage/")[1]) == said


def test_exact_label_wins_over_longer_ones(hamlet: EmbeddedStore) -> None:
    assert resolve(hamlet, "defi", "Lire") == small.of("defi", "Lire")


def test_several_candidates_are_listed(hamlet: EmbeddedStore) -> None:
    with pytest.raises(UnknownLabelError, match=r"several things.*Les Amis de la Lecture; Les Amis du Lavoir"):
        resolve(hamlet, "partner", "les amis")


def test_nothing_of_that_name(hamlet: EmbeddedStore) -> None:
    with pytest.raises(UnknownLabelError, match="names nothing"):
        resolve(hamlet, "partner", "Personne")


def test_label_of_another_kind_is_not_taken(hamlet: EmbeddedStore) -> None:
    with pytest.raises(UnknownLabelError):
        resolve(hamlet, "contract", "Les Amis du Lavoir")


@pytest.mark.parametrize("value", ["culture", "Culture", "CULTURE"])
def test_theme_by_code_or_label(value: str, hamlet: EmbeddedStore) -> None:
    rows = ask(hamlet, "commitments", theme=value).rows
    assert [row["quote"] for row in rows] == ["Il est prévu de danser à deux."]


def test_unknown_code_lists_codes(hamlet: EmbeddedStore) -> None:
    with pytest.raises(UnknownLabelError, match=r"there are: .*emploi"):
        ask(hamlet, "commitments", theme="pirates")


def test_unknown_question_and_parameter(hamlet: EmbeddedStore) -> None:
    with pytest.raises(UnknownQuestionError, match="coverage"):
        ask(hamlet, "nothing")
    with pytest.raises(QuestionError, match="it takes: contract"):
        ask(hamlet, "coverage", colour="red")
    with pytest.raises(QuestionError, match="'defi' is needed"):
        ask(hamlet, "partners-on-defi")
    with pytest.raises(QuestionError, match="is not a number"):
        ask(hamlet, "commitments", limit="ten")


def test_empty_value_is_no_value(hamlet: EmbeddedStore) -> None:
    assert ask(hamlet, "coverage", qpv="", theme=None).rows == ask(hamlet, "coverage").rows


@pytest.mark.parametrize(
    "value",
    [
        'x" } ; DROP ALL ; SELECT * { ?s ?p "',
        "} UNION { ?s ?p ?o }",
        "\\",
        "https://w3id.org/a> } SELECT * { <x",
        "a\nb",
        "?for_kind",
    ],
)
def test_hostile_value_names_nothing(value: str, hamlet: EmbeddedStore) -> None:
    before = hamlet.dump()
    with pytest.raises(QuestionError):
        ask(hamlet, "coverage", contract=value)
    assert ask(hamlet, "search-labels", text=value).rows == []
    assert hamlet.dump() == before


@pytest.mark.parametrize(("words", "found"), [("LAVOIR", 2), ("l'ecole", 1), ("Passeport", 1), ("brisevent", 3)])
def test_search_ignores_case_and_accents(words: str, found: int, hamlet: EmbeddedStore) -> None:
    rows = ask(hamlet, "search-labels", text=words).rows
    assert len(rows) == found, rows


def test_caveats_tell_what_has_no_partner_nor_item(hamlet: EmbeddedStore) -> None:
    sentence = "Contrat de Brisevent : 1 engagement n'a ni partenaire ni défi identifié."
    for name in ("coverage", "gaps", "commitments"):
        assert sentence in ask(hamlet, name).caveats
    assert not any(row["commitment"] is None for row in ask(hamlet, "commitments").rows)
    assert "Il est prévu de rêver." in {row["quote"] for row in ask(hamlet, "commitments").rows}


def test_caveats_count_illegible_pages(store: EmbeddedStore) -> None:
    caveats = ask(store, "coverage").caveats
    assert [sentence.endswith(" : 1 page illisible.") for sentence in caveats] == [True] * 5


def test_caveats_keep_to_the_contract_asked_for(store: EmbeddedStore) -> None:
    import invented

    caveats = ask(store, "coverage", contract=invented.corpus()[2].contract).caveats
    assert caveats == ["Contrat de ville imaginaire de Port-Aubier : 1 page illisible."]
