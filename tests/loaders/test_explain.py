"""Explain: what is said of a line agrees with what reading made of it."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from maillage.loaders import parts as parts_module
from maillage.loaders.document import Document
from maillage.loaders.explain import Explanation, NoLineError, explain
from maillage.loaders.fact import CommitmentFact
from maillage.loaders.find.carriers import carrier_weights
from maillage.loaders.find.choice import weights
from maillage.loaders.find.kinds import kind_weights
from maillage.loaders.reading import read_document

BASE = "https://example.org/"
TEXT = """Contrat de ville de la communauté d'agglomération de Clairbois 2024-2030
Défi 1 : Rapprocher les habitants de l'emploi
Engagements des partenaires
• La mission locale de Clairbois s'engage à tenir une permanence avec le programme de réussite éducative.

En 2019 le taux de chômage était de 24 % dans les quartiers de l'agglomération selon l'Insee.
"""
INVENTED = Path(__file__).with_name("invented.txt").read_text("utf-8")


@pytest.fixture
def of(document: Callable[..., Document]) -> Callable[[int], Explanation]:
    return lambda line: explain(document(TEXT), line, BASE)


def test_a_commitment_says_where_it_stands_and_what_made_it(of: Callable[[int], Explanation]) -> None:
    found = of(4)
    assert found.raw == TEXT.split("\n")[3] and found.block == (4, 4) and found.mark == "bullet" and found.page == 1
    assert found.context is not None and found.context.section == "commitments"
    assert {(each.sort, each.surface) for each in found.named} >= {
        ("partner", "mission locale"),
        ("dispositif", "programme de réussite éducative"),
    }
    assert ("pledge", "s'engage") in {(each.rule, each.words) for each in found.held}
    (candidate,) = [each for each in found.candidates if each.kept]
    assert dict(candidate.features)["section-commitments"] > 0
    assert sum(adds for _, adds in candidate.features) + weights().bias == pytest.approx(candidate.score)
    assert candidate.likely == max(each.likely for each in found.candidates)
    (commitment,) = [fact for fact in found.facts if isinstance(fact, CommitmentFact)]
    (weighed,) = found.weighed
    assert commitment.rule == candidate.rule and commitment.kind == weighed.kind == weighed.scores[0][0]
    assert sum(adds for _, adds in weighed.features) + kind_weights().bias[weighed.kind] == pytest.approx(
        weighed.scores[0][1]
    )
    assert commitment.confidence == round(weighed.confidence, 3) and all(0 < each.likely < 1 for each in weighed.parts)


def test_a_commitment_says_who_claims_it_and_why_one_won(of: Callable[[int], Explanation]) -> None:
    found = of(4)
    (commitment,) = [fact for fact in found.facts if isinstance(fact, CommitmentFact)]
    (weighed,) = found.weighed
    won, *others = weighed.claimed
    assert won.believed and won.partner == "Mission locale de Clairbois" and won.origins[0] == commitment.partner_origin
    assert others and not any(each.believed for each in others) and others[0].likely < won.likely
    odds = sum(adds for _, adds in won.features) + carrier_weights().bias
    assert math.log(won.likely / (1 - won.likely)) == pytest.approx(odds)
    assert any(adds > 0 and name == "acts" for name, adds in won.features)


def test_a_statement_that_was_not_kept_says_what_spoke_against_it(of: Callable[[int], Explanation]) -> None:
    found = of(6)
    assert found.candidates and not any(candidate.kept for candidate in found.candidates)
    candidate = found.candidates[0]
    assert min(candidate.features, key=lambda each: each[1])[1] < 0
    assert not any(isinstance(fact, CommitmentFact) for fact in found.facts)


def test_every_fact_is_told_at_its_lines(document: Callable[..., Document]) -> None:
    whole = document(INVENTED)
    facts = [fact for fact in read_document(whole, BASE) if fact.fact in ("partner", "qpv", "dispositif", "defi")]
    for kind in ("partner", "qpv", "dispositif", "defi"):
        fact = next(fact for fact in facts if fact.fact == kind and fact.lines)
        assert fact in explain(whole, fact.lines[0], BASE).facts


def test_a_blank_line_stands_in_nothing(of: Callable[[int], Explanation]) -> None:
    found = of(5)
    assert (found.block, found.context, found.named, found.held, found.candidates, found.facts) == (
        None, None, (), (), (), (),
    )  # fmt: skip


@pytest.mark.parametrize("line", [0, 7, 10_000])
def test_a_line_that_is_not_there(of: Callable[[int], Explanation], line: int) -> None:
    with pytest.raises(NoLineError, match=rf"no line {line}; it has 6"):
        of(line)


def test_what_is_kept_is_what_became_a_commitment(document: Callable[..., Document]) -> None:
    """The bound that is shown is the one that the reading uses."""
    whole = document(INVENTED)
    covered = {
        n
        for f in read_document(whole, BASE)
        if isinstance(f, CommitmentFact)
        for n in range(f.lines[0], f.lines[1] + 1)
    }
    assert covered
    for line in range(1, len(whole.lines) + 1, 3):
        found = explain(whole, line, BASE)
        assert not any(each.kept for each in found.candidates) or line in covered


def test_lines_of_a_long_document_keep_their_numbers(
    document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = document(TEXT)
    long = replace(whole, lines=(*("Texte sans objet." for _ in range(20)), *whole.lines), page_starts=(1, 21))
    monkeypatch.setattr(parts_module.parts, "__defaults__", (380,))
    found = explain(long, 24, BASE)
    assert found.raw == whole.lines[3] and found.block == (24, 24) and found.page == 2
    assert found.candidates[0].lines == (24, 24)
    assert any(isinstance(fact, CommitmentFact) and fact.lines == (24, 24) for fact in found.facts)


def test_a_line_is_explained_by_its_own_contract(document: Callable[[str], Document]) -> None:
    def contract(number: int, name: str) -> str:
        return f"""Annexe {number} – Contrat de ville de la Communauté de communes de {name}

Les quartiers prioritaires sont dans la commune de {name}.

Le contrat repose sur deux axes.

Axe 1 : L’emploi de tous
• La commune de {name} ouvre une permanence.

Axe 2 : Le cadre de vie
• La commune de {name} plante des arbres.

Les signataires du contrat sont : l’État, la Communauté de communes de {name}."""

    whole = document(contract(1, "Corbeval") + "\n\f\n" + contract(2, "Lourme"))
    line = next(n for n, text in enumerate(whole.lines, 1) if "Lourme plante" in text)
    explained = explain(whole, line, BASE)
    assert explained.contract == "Communauté de communes de Lourme"
    assert [named.name for named in explained.named] == ["Ville de Lourme"]
    assert any("Lourme" in fact.quote for fact in explained.facts if isinstance(fact, CommitmentFact))
