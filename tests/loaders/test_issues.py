"""What is missing in the facts of a document is told with them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from maillage.loaders.fact import CommitmentFact, Fact, IssueFact
from maillage.loaders.issues import issues

Read = Callable[..., list[Fact]]


def told(facts: list[Fact]) -> dict[str, str]:
    return {fact.code: fact.message for fact in facts if isinstance(fact, IssueFact)}


def test_what_was_not_found_is_said(read: Read) -> None:
    assert set(told(read("Une lettre sans engagement ni signature."))) == {"no_frame", "no_signatory", "no_qpv"}


def test_what_was_found_is_not_said_missing(read: Read) -> None:
    found = told(read("Défi 1 : Agir pour l’emploi\n\nDéfi 2 : Agir pour la santé\n\nDéfi 3 : Agir pour le sport"))
    assert "no_frame" not in found


@pytest.mark.parametrize(
    ("count", "start"), [(1, "1 engagement n'a pu"), (2, "2 engagements n'ont pu")], ids=["one", "several"]
)
def test_commitments_without_a_partner_are_counted(read: Read, count: int, start: str) -> None:
    bullets = "\n".join(f"• La Région Normandie financera une ludothèque, tranche {n}" for n in range(count))
    facts = read(f"Engagements\n\n{bullets}")
    assert sum(isinstance(fact, CommitmentFact) for fact in facts) == count
    nameless = [replace(fact, partners=()) if isinstance(fact, CommitmentFact) else fact for fact in facts]
    assert told(list(issues(nameless)))["unattributed"].startswith(start)
