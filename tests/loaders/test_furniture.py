"""Furniture: running titles and page numbers are set aside; headings that return are not."""

from collections.abc import Callable

from maillage.loaders.document import Document
from maillage.loaders.furniture import furniture

Documents = Callable[..., Document]


def aside(document: Documents, *pages: str) -> list[str]:
    whole = document("\n\f\n".join(pages))
    return [whole.lines[number - 1] for number in sorted(furniture(whole.lines, whole.page_starts))]


def body(page: int) -> str:
    words = ("un banc", "une haie", "un puits", "une halle", "un verger", "un kiosque", "un gué", "un lavoir")
    return "\n".join(f"La ville plante {words[(page + i) % 8]} près de {words[(page * 3 + i) % 8]}" for i in range(8))


def test_running_titles_and_page_numbers(document: Documents) -> None:
    pages = [f"Contrat de ville de Corbeval\n{body(n)}\n{n + 1}" for n in range(4)]
    assert aside(document, *pages) == [line for n in range(4) for line in ("Contrat de ville de Corbeval", str(n + 1))]


def test_a_number_beside_the_title_does_not_tell_two_titles(document: Documents) -> None:
    pages = [f"{body(n)}\n{n + 11} | Contrat de ville de Corbeval" for n in range(4)]
    assert len(aside(document, *pages)) == 4


def test_shapes_of_page_numbers(document: Documents) -> None:
    numbers = ["12", "p. 12", "Page 3", "3/40", "3 sur 40", "- 7 -"]
    assert aside(document, *[f"{body(n)}\n{number}" for n, number in enumerate(numbers)]) == numbers


def test_a_figure_inside_the_page_stays(document: Documents) -> None:
    assert aside(document, *[f"{body(n)}\n12\n{body(n + 2)}" for n in range(3)]) == []


def test_a_heading_that_returns_in_each_chapter_stays(document: Documents) -> None:
    pages = [f"Les engagements de la commune\n{body(n)}" if n % 5 == 0 else body(n) for n in range(20)]
    assert aside(document, *pages) == []


def test_numbered_headings_are_not_one_running_title(document: Documents) -> None:
    assert aside(document, *[f"Défi {n}\n{body(n)}" for n in range(1, 5)]) == []


def test_photo_credits(document: Documents) -> None:
    assert aside(document, f"{body(1)}\n© Service photo\n{body(3)}", "Crédit photo : ville") == [
        "© Service photo",
        "Crédit photo : ville",
    ]


def test_a_document_without_pages_has_no_edges(document: Documents) -> None:
    assert aside(document, "Titre\n12\nTexte") == []


def test_a_heading_that_returns_below_the_heading_of_each_page_stays(document: Documents) -> None:
    heads = ("Le puits", "Le verger", "Le lavoir", "Le gué")
    pages = [f"Contrat de Corbeval\n{head}\nEngagements communs\n{body(n)}" for n, head in enumerate(heads)]
    assert aside(document, *pages) == ["Contrat de Corbeval"] * 4


def test_running_titles_that_say_the_chapter(document: Documents) -> None:
    left, right = "Contrat de ville de Corbeval", "Défi 2 – Travailler"
    pages = [f"{left if n % 2 else right}\n{body(n)}\n{n + 1}" for n in range(8)]
    pages[4] = f"Gouvernance et suivi\n6. GOUVERNANCE ET SUIVI\n{body(4)}\n5"
    found = aside(document, *pages)
    assert found.count(right) == 3
    assert "Gouvernance et suivi" in found
    assert "6. GOUVERNANCE ET SUIVI" not in found


def test_the_number_of_a_title_is_no_pages(document: Documents) -> None:
    pages = [f"{body(n)}\nQui fait quoi – Défi n° {n + 1}\n{body(n + 3)}" for n in range(4)]
    tops = [f"Qui fait quoi – Défi n° {n + 1}\n{body(n)}" for n in range(4)]
    assert aside(document, *pages) == []
    assert aside(document, *tops) == []
