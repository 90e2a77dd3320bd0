"""Ligatures printed as other signs: spelled out where the document's words say so, left alone elsewhere."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.loaders.ligatures import spell_out

DAMAGED = "Les ac1ons des quar1ers, une na1onale ambi1on et des solu1ons"
SOUND = "nationale ambition"


def spelled(*pages: str) -> tuple[str, int]:
    starts, counts = [1], Counter[str]()
    for page in pages[:-1]:
        starts.append(starts[-1] + page.count("\n") + 1)
    return spell_out("\n".join(pages), starts, counts), counts["ligature"]


def test_a_sign_is_read_as_the_words_it_completes() -> None:
    assert spelled(f"{DAMAGED}\n{SOUND}") == (
        f"Les actions des quartiers, une nationale ambition et des solutions\n{SOUND}",
        5,
    )


@pytest.mark.parametrize("sign", ["9", ")", "~", "\u019f", "\ufffd", "\x03"])
def test_any_sign_may_stand_for_the_letters(sign: str) -> None:
    assert spelled(DAMAGED.replace("1", sign))[0].startswith("Les actions des quartiers")


def test_a_word_that_nothing_knows_goes_the_way_of_its_page() -> None:
    assert "itinérant" in spelled(f"{DAMAGED} pour un bus i1nérant")[0]


def test_each_page_has_its_own_fonts() -> None:
    other = "di1cile, e1cace, su1sant, l'o1re et les di1érents e1ets"
    read = spelled(f"{DAMAGED}", f"{other}\ndifficile efficace suffisant offre")[0]
    assert "solutions" in read and "difficile, efficace, suffisant" in read


@pytest.mark.parametrize(
    "kept", ["l'élu(e)s et l'agent(e)s", "le programme qu(art)iers", "20m2 et 3h30", "(ré)orienter"]
)
def test_brackets_and_figures_stay(kept: str) -> None:
    assert spelled(f"{DAMAGED.replace('1', ')')}", kept)[0].endswith(kept)


def test_a_letter_may_stand_for_the_letters_where_other_signs_do() -> None:
    whole = "permettant attractivité " * 3
    read = spelled(f"{DAMAGED}\n{DAMAGED}\n{DAMAGED}\npermenant l'anractivité\n{whole}")[0]
    assert "\npermettant l'attractivité\n" in read


def test_lost_letters_are_put_back_where_several_words_lost_them() -> None:
    lost = "des acons naonales : l'objecf, le disposif et l'associaon"
    assert spelled(lost)[0] == "des actions nationales : l'objectif, le dispositif et l'association".replace(
        "nationales", "naonales"
    )
    assert spelled("un seul objecf") == ("un seul objecf", 0)


@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=40), max_size=12))
def test_lines_stay_lines(lines: list[str]) -> None:
    text = "\n".join([DAMAGED, *lines])
    read, again = (spell_out(text, (1,), Counter()) for _ in range(2))
    assert read == again and read.count("\n") == text.count("\n")


@given(
    st.lists(st.sampled_from(["la ville", "ouvre", "n°3", "(e)", "l’été", "m2", "agent(e)s", "CitésLab"]), max_size=30)
)
def test_sound_text_stays(words: list[str]) -> None:
    assert spelled(" ".join(words)) == (" ".join(words), 0)
