"""Which printed run of numbers names the items, own words, frames told twice; all text is invented."""

import pytest

from maillage.loaders.document import Document
from maillage.loaders.find.frame_runs import Sight, assign
from maillage.loaders.find.frame_words import HEADING, number_in, ordinal
from maillage.loaders.reading import Prepared, prepare

WHO = "\n\nLa Ville de Corbeval, la CAF de l’Orne et la Région Normandie relisent ce document chaque année.\n"


def ready(text: str) -> Prepared:
    lines = ("Contrat de ville de Corbeval\n\n" + text + WHO).split("\n")
    return prepare(Document("invented.txt", "0" * 64, "text", tuple(lines), (1,)))


def tops(text: str) -> list[tuple[str | None, str]]:
    return [(i.number, i.label) for i in ready(text).frame.items if i.parent is None]


def number_over(text: str, start: str) -> str | None:
    """The number of the item over the block that begins so."""
    found = ready(text)
    blocks = zip(found.prose.blocks, found.contexts, strict=True)
    context = next(context for block, context in blocks if block.text.startswith(start))
    return context.item.number if context.item else None


@pytest.mark.parametrize(
    ("folded", "number", "label"),
    [
        ("article 6 - ambition 1 : grandir", "1", "grandir"),
        ("6.2 enjeu n°3 - loger", "3", "loger"),
        ("iii. axe b. travailler", "B", "travailler"),
        ("premiere thematique : vivre", "1", "vivre"),
        ("le troisieme defi : habiter", "3", "habiter"),
    ],
)
def test_a_heading_may_be_numbered_by_the_document_or_in_letters(folded: str, number: str, label: str) -> None:
    match = HEADING.match(folded)
    assert match is not None
    assert (number_in(match), match["label"]) == (number, label)


@pytest.mark.parametrize(("number", "place"), [("3", 3), ("C", 3), ("2.1", None), (None, None)])
def test_place_in_a_series(number: str | None, place: int | None) -> None:
    assert ordinal(number) == place


def test_the_run_that_names_the_most_gives_the_names() -> None:
    named = [Sight(i, "defi", str(i + 1), "", form="DÉFI") for i in range(3)]
    boxes = [Sight(5, "defi", "1", "", form="Défi"), Sight(7, "defi", "3", "", form="Défi")]
    beside = {0: "Bien grandir", 1: "Bien travailler", 2: "Bien habiter", 5: "CAF", 7: "France Travail"}
    assign([*named, *boxes], [], lambda sight: beside[sight.index])
    assert [s.role for s in named] == ["", "", ""]
    assert [(s.role, s.name) for s in boxes] == [("again", "Bien grandir"), ("again", "Bien habiter")]


def test_another_series_of_the_same_word_keeps_its_names() -> None:
    first = [Sight(i, "defi", str(i + 1), name, form="DÉFI") for i, name in enumerate(("Grandir", "Travailler"))]
    second = [Sight(i + 4, "defi", str(i + 1), name, form="DÉFI") for i, name in enumerate(("Semer", "Récolter"))]
    assign([*first, *second], [], lambda sight: sight.label)
    assert [s.role for s in (*first, *second)] == [""] * 4


ANNEXES = """DÉFI 1 : QUE CHACUN GRANDISSE BIEN
Les enfants sont nombreux et les écoles sont pleines depuis longtemps.

DÉFI 2 : QUE CHACUN TRAVAILLE
Le chômage recule moins vite ici que dans le reste du département.

ANNEXE 1
Feuille de route de la CAF de l’Orne

Ce que nous ferons pour relever le défi 2
- Financer douze places de crèche pour les parents en formation.

En réponse au défi 1 – Enfance
- Ouvrir une ludothèque dans la galerie marchande du quartier.

ANNEXE 2
Feuille de route de la Région Normandie

Défi 1. La Région offre les manuels aux lycéens du quartier, et elle
finance aussi les transports vers les deux lycées de la commune.
"""


def test_each_partner_answers_the_items_in_turn() -> None:
    assert [label for _, label in tops(ANNEXES)] == ["Que chacun grandisse bien", "Que chacun travaille"]
    assert number_over(ANNEXES, "Financer") == "2"
    assert number_over(ANNEXES, "Ouvrir") == "1"
    assert number_over(ANNEXES, "Défi 1. La Région") == "1"


OWN = """Nos deux chantiers

Chantier 1 – Apprendre
Chantier 2 – Travailler

CHANTIER 1 – APPRENDRE

La Ville de Corbeval ouvre une cantine à un euro.

CHANTIER 2 – TRAVAILLER

La Région Normandie ouvre un atelier de menuiserie.
"""


def test_a_contract_may_have_its_own_word() -> None:
    assert tops(OWN) == [("1", "Apprendre"), ("2", "Travailler")]
    assert number_over(OWN, "La Région Normandie ouvre") == "2"


def test_an_own_word_counts_only_where_no_usual_one_does() -> None:
    usual = "Axe 1 : Grandir\n\nTexte.\n\nAxe 2 : Travailler\n\nTexte.\n\n"
    assert tops(usual + OWN) == [("1", "Grandir"), ("2", "Travailler")]


def test_works_that_are_only_numbered_are_no_frame() -> None:
    text = "Chantier 1 – Toiture de l’école\n\nUn texte.\n\nChantier 2 – Halle du marché\n\nUn texte.\n"
    assert tops(text) == []


TWICE = """Les priorités thématiques du contrat sont les suivantes :
• Emploi et activité
• Santé et accès aux soins

EMPLOI ET ACTIVITÉ

La Région Normandie installe un centre de formation.

SANTÉ ET ACCÈS AUX SOINS

La Ville de Corbeval salarie un médecin dans le quartier.
"""


def test_titles_that_a_list_announces_and_chapters_bear() -> None:
    assert [label for _, label in tops(TWICE)] == ["Emploi et activité", "Santé et accès aux soins"]
    assert ready(TWICE).contexts[-3].item is not None


def test_a_list_of_which_no_chapter_bears_the_titles_is_no_frame() -> None:
    assert tops(TWICE.replace("EMPLOI ET ACTIVITÉ", "UN ATELIER").replace("SANTÉ ET ACCÈS", "LE CABINET")) == []


NUMBERED = """AXES D’INTERVENTION

I. POUR L’ÉGALITÉ DES CHANCES
La Ville de Corbeval ouvre une cantine à un euro.

II. POUR L’EMPLOI
La Région Normandie ouvre un atelier de menuiserie.

III. GOUVERNANCE
Le comité se réunit deux fois par an.
"""


def test_titles_numbered_alike_under_a_plural() -> None:
    assert tops(NUMBERED) == [("1", "Pour l’égalité des chances"), ("2", "Pour l’emploi")]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Deux exigences irriguent les trois axes :\n- L’égalité ;\n- La sobriété.", ["L’égalité", "La sobriété"]),
        ("La transition écologique irrigue les quatre défis, et chacun y veille.", ["Transition écologique"]),
        ("La rocade irrigue les quatre quartiers, et chacun la prend.", []),
    ],
)
def test_axes_told_in_a_sentence(text: str, labels: list[str]) -> None:
    assert [i.label for i in ready(text).frame.items if i.kind == "axe_transversal"] == labels


CODED = """ORIENTATIONS STRATÉGIQUES

OS1. L’égalité des chances
OS2. L’activité pour tous

OS1. L’égalité des chances

La Ville de Corbeval ouvre un point d’accueil des jeunes.

OS2. L’activité pour tous

La Région Normandie ouvre un atelier de menuiserie.
"""


def test_titles_with_a_code() -> None:
    assert [label for _, label in tops(CODED)] == ["L’égalité des chances", "L’activité pour tous"]


CELLS = """Défi 1 : Réussir à l’école

Un texte sur l’école.

Défi 2 : Trouver un emploi

Un texte sur le travail.

CONTRIBUTION DE LA CAF DE L’ORNE

DÉFI CE QUE NOUS FERONS ÉCHÉANCE MOYENS
École
Ouvrir une étude surveillée dans les trois écoles du quartier
2026
Emploi
Réserver des places de crèche aux parents en formation
"""


def test_cells_call_items_by_a_word_of_their_name() -> None:
    assert number_over(CELLS, "Ouvrir une étude") == "1"
    assert number_over(CELLS, "Réserver des places") == "2"


def test_a_word_that_two_items_share_calls_none() -> None:
    shared = CELLS.replace("Trouver un emploi", "Sortir de l’école").replace("\nEmploi\n", "\nÉcole\n")
    assert number_over(shared, "Réserver des places") is None
