"""Chapters of quarters: what is said there is for the quarter, and its priorities are its own; all text is invented."""

from collections.abc import Callable

from maillage.loaders.document import Document
from maillage.loaders.find.qpv import Quarter
from maillage.loaders.reading import Prepared, prepare

HEAD = "Contrat de ville de Corbeval\n\nLes quartiers prioritaires sont : Bel-Air, Les Tilleuls et la Fontaine.\n\n"
ONE = """PROJET DE QUARTIER 1
BEL-AIR

Portrait
Le quartier est né avec la gare, et il a gardé ses jardins.

Priorités du quartier
1. La tranquillité
2. Les jeunes

La ville pose douze bancs.
"""
TWO = """PROJET DE QUARTIER 2
LES TILLEULS

Portrait
Le quartier est bâti sur la colline, autour de deux écoles.

Priorités du quartier
1. Les commerces
2. La tranquillité

La ville ouvre un marché.

ENGAGEMENTS COMMUNS AUX QUARTIERS DE LA VILLE

La ville baisse ses tarifs.
"""


def quarters(ready: Prepared) -> dict[str, list[str]]:
    pairs = zip(ready.prose.blocks, ready.contexts, strict=True)
    return {b.text: [q.name for q in c.quarters if isinstance(q, Quarter)] for b, c in pairs}


def test_a_chapter_gives_its_quarter(document: Callable[[str], Document]) -> None:
    found = quarters(prepare(document(f"{HEAD}{ONE}\n{TWO}")))
    assert found["La ville pose douze bancs."] == ["Bel-Air"]
    assert found["La ville ouvre un marché."] == ["Les Tilleuls"]
    assert found["La ville baisse ses tarifs."] == []


def test_one_quarter_alone_is_no_plan_of_the_contract(document: Callable[[str], Document]) -> None:
    assert quarters(prepare(document(f"{HEAD}{ONE}")))["La ville pose douze bancs."] == []


def test_priorities_are_their_quarters(document: Callable[[str], Document]) -> None:
    items = prepare(document(f"{HEAD}{ONE}\n{TWO}")).frame.items
    assert [(i.qpv, i.number, i.label) for i in items if i.kind == "priorite"] == [
        ("bel air", "1", "La tranquillité"),
        ("bel air", "2", "Les jeunes"),
        ("le tilleul", "1", "Les commerces"),
        ("le tilleul", "2", "La tranquillité"),
    ]


def test_chapters_that_are_only_numbered(document: Callable[[str], Document]) -> None:
    one, two = ONE.replace("PROJET DE QUARTIER 1", "CHAPITRE A"), TWO.replace("PROJET DE QUARTIER 2", "CHAPITRE B")
    found = quarters(prepare(document(f"{HEAD}{one}\n{two}")))
    assert (found["La ville pose douze bancs."], found["La ville ouvre un marché."]) == (["Bel-Air"], ["Les Tilleuls"])


def test_a_title_in_capitals_that_no_other_chapter_has_ends_the_last(document: Callable[[str], Document]) -> None:
    end = "\nSUIVRE ET RENDRE COMPTE\n\nLes signataires publient chaque année un état.\n"
    found = quarters(prepare(document(f"{HEAD}{ONE}\n{TWO}{end}")))
    assert found["Les signataires publient chaque année un état."] == []
    parted = [text.replace("Portrait", "NOTRE PORTRAIT") for text in (ONE, TWO)]
    found = quarters(prepare(document(f"{HEAD}{parted[0]}\n{parted[1]}")))
    assert found["La ville ouvre un marché."] == ["Les Tilleuls"]


def test_each_quarter_counts_its_own_priorities(document: Callable[[str], Document]) -> None:
    chapter = "PROJET DE QUARTIER {0}\n{1}\n\nLe quartier est né avec la gare.\n\nPRIORITÉ 1{2}\n\nLa ville agit.\n\n"
    titles = ((1, "BEL-AIR", " Ouvrir le quartier"), (2, "LES TILLEULS", "\nSoigner les jardins"))
    chapters = [*titles, (3, "LA FONTAINE", " : Apaiser les rues")]
    items = prepare(document(HEAD + "".join(chapter.format(*each) for each in chapters))).frame.items
    assert [(i.qpv, i.label) for i in items if i.kind == "priorite"] == [
        ("bel air", "Ouvrir le quartier"),
        ("le tilleul", "Soigner les jardins"),
        ("fontaine", "Apaiser les rues"),
    ]


def test_chapters_under_plain_names(document: Callable[[str], Document]) -> None:
    parts = "Bel-Air (Corbeval)\n• La ville ouvre une crèche.\n\nLes Tilleuls (Corbeval)\n• La ville pose des bancs.\n"
    head = HEAD.replace("Bel-Air, Les Tilleuls", "Bel-Air (Corbeval), Les Tilleuls (Corbeval)")
    found = quarters(prepare(document(f"{head}{parts}\nSignataires\n\nLe préfet signe.\n")))
    assert (found["La ville ouvre une crèche."], found["La ville pose des bancs."]) == (["Bel-Air"], ["Les Tilleuls"])
    assert found["Le préfet signe."] == []


def test_a_priority_ends_with_its_chapter_and_rows_are_no_titles(
    document: Callable[[str], Document],
) -> None:
    table = (
        "Commune Quartier Population\nCorbeval Bel-Air 1 250\nCorbeval Les Tilleuls 900\n\nLe contrat a deux axes.\n\n"
    )
    parts = "BEL-AIR (Corbeval)\n1 250 habitants.\nPriorité 1 : ouvrir le quartier\nLa ville ouvre une crèche.\n\n"
    parts += "LES TILLEULS (Corbeval)\n900 habitants.\nPriorité 1 : soigner les jardins\nLa ville pose des bancs.\n\n"
    head = HEAD.replace("Bel-Air, Les Tilleuls", "Bel-Air (Corbeval), Les Tilleuls (Corbeval)")
    ready = prepare(document(f"{head}{table}{parts}MOBILISATION DU DROIT COMMUN\n\nLa Région finance des stages.\n"))
    found = quarters(ready)
    assert (found["La ville ouvre une crèche."], found["La ville pose des bancs."]) == (["Bel-Air"], ["Les Tilleuls"])
    last = next(c for b, c in zip(ready.prose.blocks, ready.contexts, strict=True) if b.text.startswith("La Région"))
    assert (last.item, last.quarters) == (None, ())


def test_names_in_the_cells_of_a_table_open_nothing(document: Callable[[str], Document]) -> None:
    table = "Bel-Air\n1 250\n\nLes Tilleuls\n900\n\n12 %\n\nLa ville ouvre une crèche pour tous.\n"
    assert quarters(prepare(document(f"{HEAD}{table}")))["La ville ouvre une crèche pour tous."] == []


def test_the_commune_of_a_quarters_chapter(document: Callable[[str], Document]) -> None:
    head = (
        "Ville de Corbeval et commune d’Avray\n\nQuartiers prioritaires : Bel-Air à Corbeval, Les Tilleuls à Avray.\n\n"
    )
    chapters = "".join(
        f"{name.upper()}\n{town} – 2 148 habitants – QN0590{n}M\n\n"
        "Le quartier est né avec la gare, et il a ses jardins.\n\n"
        f"La commune ouvrira {what} en 2026, avec les habitants.\n\n"
        for n, (name, town, what) in enumerate(
            (("Bel-Air", "Corbeval", "une halle"), ("Les Tilleuls", "Avray", "un lieu"))
        )
    )
    ready = prepare(document(head + chapters))
    towns = {
        b.text.split(" ")[3]: c.town.name
        for b, c in zip(ready.prose.blocks, ready.contexts, strict=True)
        if c.town and b.text.startswith("La commune")
    }
    assert towns == {"une": "Ville de Corbeval", "un": "Ville d'Avray"}


def test_a_numbered_title_with_a_slogan_opens_a_quarters_chapter(document: Callable[[str], Document]) -> None:
    parts = "".join(
        f"5.{n}. {name} : {slogan}\n\nVocation\n\nLe quartier est né avec la gare, et il a gardé ses jardins.\n\n"
        f"Un banc de plus en 202{n}.\n\n"
        for n, name, slogan in ((4, "Bel-Air", "retrouver une place"), (5, "Les Tilleuls", "réparer le centre"))
    )
    ready = prepare(document(HEAD + parts))
    told = {b.text: c.quarters for b, c in zip(ready.prose.blocks, ready.contexts, strict=True) if "banc" in b.text}
    assert [[q.name for q in quarters if isinstance(q, Quarter)] for quarters in told.values()] == [
        ["Bel-Air"],
        ["Les Tilleuls"],
    ]


def test_a_quarters_name_over_bullets_in_each_chapter(document: Callable[[str], Document]) -> None:
    part = "Dans votre quartier\nBel-Air\n– La ville pose {0} bancs.\n\nLes Tilleuls\n– La ville pose {0} bacs.\n\n"
    part += "On y veille.\n\n"
    found = quarters(prepare(document(HEAD + part.format("trois") + part.format("dix"))))
    assert found["La ville pose dix bancs."] == ["Bel-Air"]
    assert found["La ville pose trois bacs."] == ["Les Tilleuls"]
    assert found["On y veille."] == []


def test_a_quarters_one_priority_on_a_line(document: Callable[[str], Document]) -> None:
    one, two = (text.replace("Priorités du quartier\n1. ", "Priorité : ") for text in (ONE, TWO))
    items = prepare(document(f"{HEAD}{one}\n{two}")).frame.items
    assert ("bel air", "La tranquillité") in [(i.qpv, i.label) for i in items if i.kind == "priorite"]
