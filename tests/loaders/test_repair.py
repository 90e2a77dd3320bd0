"""Repair: legible lines beside the text's own, as many as it has; what was right stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.document import Document
from maillage.loaders.repair import repair, told_together

Documents = Callable[..., Document]
BAD = "La ville sõengage ¨ ouvrir un p¹le dõacc¯s ¨ lõemploi, d®di® aux quartiers."


def repaired(document: Documents, *lines: str) -> list[str]:
    return list(repair(document("\n".join(lines))).lines)


def shifted(text: str) -> str:
    """Text as a font whose glyph numbers were taken for characters prints it: spaces and digits are lost."""
    return "".join("�" if c in " 0123456789" else chr(ord(c) - 29) for c in text)


def test_glyphs_of_another_encoding_are_read_back(document: Documents) -> None:
    lines = repaired(document, BAD, "Le d®partement dô£vry, lôïuvre commune, un cïur de ville")
    assert lines[0] == "La ville s’engage à ouvrir un pôle d’accès à l’emploi, dédié aux quartiers."
    assert lines[1] == "Le département d’Évry, l’œuvre commune, un cœur de ville"


def test_right_characters_stay_in_a_damaged_document(document: Documents) -> None:
    kept = "Le contrôle du Rhône à 20 °C, n°3, quartier naïf, © Ville, bientôt l’hôpital"
    assert repaired(document, BAD, kept)[1] == kept


def test_a_sound_document_is_not_repaired(document: Documents) -> None:
    lines = ["Un sens du mot ¨ ici", "Åland, marque ® déposée", "15 £ par an"]
    done = repair(document("\n".join(lines)))
    assert list(done.lines) == lines and done.counts == {}


def test_lines_shifted_by_a_constant_are_read_back(document: Documents) -> None:
    line = repaired(document, shifted("Le conseil de la ville soutient les familles"))[0]
    assert line == "Le conseil de la ville soutient les familles"


def test_lost_digits_become_spaces_and_are_counted(document: Documents) -> None:
    done = repair(document(shifted("en 2026 la ville ouvre un lieu")))
    assert done.lines[0] == "en la ville ouvre un lieu" and done.counts == {"shifted": 1}


def test_words_already_legible_stay_in_a_shifted_line(document: Documents) -> None:
    assert (
        "association" in repaired(document, shifted("Le conseil de la ") + "association" + shifted(" de la ville"))[0]
    )


def test_one_replacement_character_does_not_shift_a_line(document: Documents) -> None:
    assert repaired(document, "La ville d�cide de financer")[0] == "La ville d�cide de financer"


@pytest.mark.parametrize(
    ("raw", "legible"),
    [
        ("acc\u00adompagner", "accompagner"),
        ("\uf0b7 Créer un lieu", "• Créer un lieu"),
        ("\uf0fc Créer un lieu", "• Créer un lieu"),
        ("▪ Créer", "• Créer"),
        ("e\ufb03cace et \ufb01nancé", "efficace et financé"),
        ("10\u202f000\u00a0€", "10 000 €"),
        ("trop   d'espaces", "trop d'espaces"),
        ("l\x92école", "l’école"),
        ("\ufeffContrat", "Contrat"),
    ],
)
def test_plain_characters(document: Documents, raw: str, legible: str) -> None:
    assert repaired(document, raw)[0] == legible


def test_pages_without_letters_are_unread(document: Documents) -> None:
    page = "La ville finance un poste de médiation dans le quartier.\n" * 6
    done = repair(document(f"{page}\f\n{'%$§ 12 ** //: ' * 30}\n\f\n{page}"))
    assert done.unread == (2,)


def test_pages_of_images_stay_unread(document: Documents) -> None:
    whole = document("Contrat de ville")
    images = Document(whole.name, whole.sha256, "pdf", whole.lines, whole.page_starts, empty_pages=(1,))
    assert repair(images).unread == (1,)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), max_size=300), st.integers(0, 3))
def test_as_many_lines_whatever_the_text(text: str, bad: int) -> None:
    lines = (*[BAD] * bad, text, "�" * 4 + text, text)
    done = repair(Document("x", "0" * 64, "text", lines, (1,)))
    assert len(done.lines) == len(lines)
    assert done == repair(Document("x", "0" * 64, "text", lines, (1,)))


def test_a_table_of_contents_is_legible_and_letters_without_french_are_not(document: Documents) -> None:
    dots = "\n".join(f"Chapitre {n} {'.' * 80} {n}" for n in range(1, 12))
    garbled = " ".join(["xqz", "wkv", "jrt", "mbn"] * 60)
    assert repair(document(dots)).unread == () and repair(document(f"La ville\n\f\n{garbled}")).unread == (2,)


def test_repairs_are_told_by_kind_and_parts_are_told_together(document: Documents) -> None:
    told = repair(document("\n".join([BAD, BAD]))).told
    assert told[:2] == ("6 apostrophe", "4 a-grave")
    assert told_together(("2 e-acute", "1 vertical"), ("3 e-acute",)) == ("5 e-acute", "1 vertical")
