"""Encodings and page conventions of plain text; every sentence is invented."""

import pytest

from maillage.loaders.read_text import NotTextError, decode, find_pages, split_lines

SENTENCE = "L’œuvre des élèves est exposée à la médiathèque, où chacun paie 2 €."
PAGE = [f"Ligne {n} de la page, sans rien devant." for n in range(30)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


def test_latin_1_is_last() -> None:
    assert decode("café \x81".encode("latin-1")) == "café \x81"


def test_windows_line_ends_keep_line_numbers() -> None:
    assert split_lines(decode(b"un\r\ndeux\r\n\r\nquatre\r\n")) == ("un", "deux", "", "quatre")


@pytest.mark.parametrize("separator", ["\x0b", "\x85", "\u2028", "\x1c"])
def test_only_newline_parts_lines(separator: str) -> None:
    assert len(split_lines(f"un{separator}deux\ntrois")) == 2


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02 texte" * 50, b"\xff\xfe\x00\xd8"])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(NotTextError):
        decode(data)


def pages(*lines: str) -> tuple[int, ...]:
    return find_pages("\n".join(lines), lines)


def test_single_space_starts_a_page() -> None:
    assert pages(" Un titre", *PAGE, " Suite", *PAGE, " Fin", *PAGE) == (1, 32, 63)


def test_blank_lines_and_indented_paragraphs_start_none() -> None:
    assert pages(" Un titre", *PAGE, " ", *PAGE, "", " Un paragraphe en retrait", *PAGE, " Fin", *PAGE) == (1, 95)


def test_letters_of_a_vertical_heading_start_none() -> None:
    assert pages(" Un titre", *PAGE, " p", "a", *PAGE, " 12", *PAGE) == (1, 64)


def test_indented_web_text_is_one_page() -> None:
    items = ["  • un point", "", "    sa suite", "  • un autre"]
    assert pages("Titre", *PAGE, *items, *PAGE, *items) == (1,)
    assert pages("Titre", *[" Un vers en retrait de la page"] * 40) == (1,)


def test_pages_without_a_mark_on_the_first_line() -> None:
    assert pages("Un titre", *PAGE, " Suite", *PAGE) == (1, 32)
    assert pages("Un titre", *PAGE[:8], " Suite", *PAGE[:8]) == (1,)


def test_form_feeds_start_pages() -> None:
    assert pages("un", "\fdeux", "suite", "\ftrois") == (1, 2, 4)
    assert pages("un\f", "deux", "\f") == (1, 2)


def test_a_page_without_text_keeps_its_number() -> None:
    assert pages("un", "\f\ftrois") == (1, 2, 2)


def test_form_feeds_win_over_spaces() -> None:
    assert pages(" Un titre", *PAGE, " Suite", *PAGE, "\fFin") == (1, 63)
