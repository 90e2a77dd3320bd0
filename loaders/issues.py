"""Issues: what is missing in a document's facts. Enters: its facts. Leaves: issues: absence is told, not guessed."""

from collections.abc import Iterator, Sequence

from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DocumentFact,
    Fact,
    IssueFact,
    PartnerFact,
    QpvFact,
)
from maillage.ontology.terms import slug

_NO_FRAME = "Aucun défi, axe ni orientation n'a été reconnu dans ce document."
_NO_SIGNATORY = "Aucun signataire n'a été reconnu dans ce document."
_NO_QPV = "Aucun quartier prioritaire n'a été reconnu dans ce document."
MESSAGE_START = 24  # characters of a message that tell one issue from another of the same code


def issues(facts: Sequence[Fact]) -> Iterator[IssueFact]:
    """What was not read, not found or not attributed in the facts of one document."""
    (document,) = (fact for fact in facts if isinstance(fact, DocumentFact))
    (contract,) = (fact for fact in facts if isinstance(fact, ContractFact))

    def issue(code: str, message: str, lines: tuple[int, ...] = ()) -> IssueFact:
        identity = f"{document.id}/issue/{slug(code + ' ' + message[:MESSAGE_START])}"
        return IssueFact(identity, document.document, code, message, lines, contract.id)

    for page in document.unread:
        text = f"La page {page} n'a pas pu être lue : passez le document à la reconnaissance de caractères (OCR)."
        yield issue("page_unread", text)
    if not any(isinstance(fact, DefiFact) for fact in facts):
        yield issue("no_frame", _NO_FRAME)
    if not any(isinstance(fact, PartnerFact) and fact.signs for fact in facts):
        yield issue("no_signatory", _NO_SIGNATORY)
    if not any(isinstance(fact, QpvFact) for fact in facts):
        yield issue("no_qpv", _NO_QPV)
    loose = tuple(fact.lines[0] for fact in facts if isinstance(fact, CommitmentFact) and not fact.partners)
    if loose:
        yield issue("unattributed", _unattributed(len(loose)), loose)


def _unattributed(count: int) -> str:
    if count == 1:
        return "1 engagement n'a pu être rattaché à aucun partenaire."
    return f"{count} engagements n'ont pu être rattachés à aucun partenaire."
