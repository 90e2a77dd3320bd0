"""Whose commitment a statement is: its words, its list, its heading, the sentence before; the choice among claims."""

from collections.abc import Callable

import pytest

from maillage.loaders.fact import CommitmentFact, Fact
from maillage.loaders.find.carriers import LEAST, believed, carrier_weights, exactly
from maillage.loaders.find.claim_features import Claim
from maillage.loaders.find.partners import Partner

Read = Callable[..., list[Fact]]
WHO = (
    "La ville de Corbeval, la ville de Val-Rouvre, la CAF de l’Orne, la Région Normandie et le préfet de l’Orne"
    " agissent ensemble ici.\n\n"
)


def who(read: Read, text: str) -> dict[str, list[str]]:
    """For each commitment's first three words its partners."""
    found = [fact for fact in read(WHO + text) if isinstance(fact, CommitmentFact)]
    return {" ".join(f.quote.split()[:3]): [p.rsplit("/", 1)[-1] for p in f.partners] for f in found}


def claim(key: str, *, collective: bool = False) -> Claim:
    return Claim(Partner(key, key, "autre", collective=collective), ["statement"])


class TestBelieved:
    def test_the_likeliest_alone(self) -> None:
        partners, origin = believed([claim("caf"), claim("region")], [0.3, 0.2], 0.5)
        assert [p.key for p in partners] == ["caf"] and origin == "statement"

    def test_others_that_are_likelier_than_not(self) -> None:
        partners, _ = believed([claim("caf"), claim("region"), claim("ars")], [0.6, 0.9, 0.4], 0.5)
        assert [p.key for p in partners] == ["caf", "region"]

    def test_claims_that_nothing_tells_apart(self) -> None:
        partners, _ = believed([claim("caf"), claim("region"), claim("ars")], [0.45, 0.45, 0.44], 0.5)
        assert [p.key for p in partners] == ["caf", "region"]

    def test_all_signatories_stand_alone(self) -> None:
        claims = [claim("caf"), claim("all", collective=True)]
        assert [p.key for p in believed(claims, [0.6, 0.7], 0.5)[0]] == ["all"]
        assert [p.key for p in believed(claims, [0.7, 0.6], 0.5)[0]] == ["caf"]

    def test_nobody_where_nothing_is_likely(self) -> None:
        assert believed([claim("caf")], [LEAST / 2], 0.5) == ((), "none")
        assert believed([], [], 0.5) == ((), "none")


def test_exactly_these_means_none_of_the_others() -> None:
    claims = [claim("caf"), claim("region"), claim("ars")]
    likely = [0.9, 0.8, 0.25]
    assert exactly((claims[0].partner, claims[1].partner), claims, likely) == pytest.approx(0.9 * 0.8 * 0.75)
    assert exactly((), claims, likely) == pytest.approx(0.1 * 0.2 * 0.75)
    assert exactly((), [], []) == 0.0


def test_the_weights_keep_their_signs() -> None:
    of = carrier_weights().of
    assert of["acts"] > 0 and of["above"] > 0 and of["all|somebody-acts"] <= 0


@pytest.mark.parametrize(
    ("text", "first", "partners"),
    [
        ("• Douze places de crèche financées par la CAF de l’Orne", "Douze places de", ["caf-de-l-orne"]),
        ("• CAF de l’Orne : ouvrir douze places de crèche", "CAF de l’Orne", ["caf-de-l-orne"]),
        ("• Val-Rouvre ouvrira une ludothèque en 2026", "Val-Rouvre ouvrira une", ["ville-de-val-rouvre"]),
        (
            "• La CAF de l’Orne et la Région Normandie financent un forum",
            "La CAF de",
            ["caf-de-l-orne", "region-normandie"],
        ),
    ],
)
def test_who_a_bullet_names(read: Read, text: str, first: str, partners: list[str]) -> None:
    assert who(read, f"Les engagements\n\n{text}")[first] == partners


def test_a_sentence_goes_on_with_who_spoke_before(read: Read) -> None:
    text = "La CAF de l’Orne financera douze places de crèche en 2026. Elle ouvrira aussi deux lieux d’accueil."
    found = who(read, f"Les engagements\n\n{text}")
    assert all(partners == ["caf-de-l-orne"] for partners in found.values()) and found


def test_whoever_opens_a_sentence_of_anothers_chapter(read: Read) -> None:
    bullets = "• Ouvrir douze places de crèche\n\n• La Région Normandie financera un forum"
    found = who(read, f"Contribution de la CAF de l’Orne\n\n{bullets}")
    assert found["Ouvrir douze places"] == ["caf-de-l-orne"]
    assert "region-normandie" in found["La Région Normandie"]
