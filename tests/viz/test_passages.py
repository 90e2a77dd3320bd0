from maillage.viz.passages import Line, around, marked_lines, plain_lines

TEXT = "Titre\nAvant. La régie ouvrira une perma-\nnence « à l'école ». Photo\nSuite"


def marks(lines: list[Line]) -> list[str]:
    return ["".join(piece.text for piece in line.pieces if piece.marked) for line in lines]


def test_the_words_of_the_quote_are_marked_over_breaks_and_hyphens() -> None:
    lines, exact = marked_lines(TEXT, 10, (11, 12), "La régie ouvrira une permanence « à l'école ».")
    assert exact
    assert marks(lines) == ["", "La régie ouvrira une perma-", "nence « à l'école", ""]
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == TEXT.split("\n")
    assert [line.number for line in lines] == [10, 11, 12, 13]


def test_a_quote_that_does_not_run_through_its_lines_marks_them_whole() -> None:
    lines, exact = marked_lines(TEXT, 10, (11, 11), "lu en travers des colonnes")
    assert marks(lines)[1] == TEXT.split("\n")[1]
    assert not exact


def test_letters_that_fold_to_several_keep_their_place() -> None:
    assert marks(marked_lines("Die Straße hält.", 1, (1, 1), "STRASSE hält")[0]) == ["Straße hält."]


def test_a_span_that_leaves_the_page_marks_what_lies_on_it() -> None:
    assert marks(marked_lines("a\nb", 5, (6, 9), "b c d")[0]) == ["", "b"]
    assert marks(marked_lines("a\nb", 5, (1, 2), "z")[0]) == ["", ""]


def test_around_keeps_the_neighbours() -> None:
    assert [line.number for line in around(plain_lines("a\nb\nc\nd\ne", 1), (3, 3), 1)] == [2, 3, 4]
