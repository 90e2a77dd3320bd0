"""Issues: what is missing in a document's facts. Enters: its facts. Leaves: issues: absence is told, not guessed."""

from collections.abc import Iterable, Iterator, Sequence

from maillage.loaders.fact import (
    CommitmentFact,
    ContractFact,
    DefiFact,
    DocumentFact,
    Fact,
    IssueFact,
    PageFact,
    PartnerFact,
    QpvFact,
)
from maillage.ontology.terms import slug

_NOTHING = {
    "no_frame": "Aucun défi, axe ni orientation n'a été reconnu dans ce {what}.",
    "no_signatory": "Aucun signataire n'a été reconnu dans ce {what}.",
    "no_qpv": "Aucun quartier prioritaire n'a été reconnu dans ce {what}.",
}
MESSAGE_START = 24  # characters of a message that tell one issue from another of the same code


def issues(facts: Sequence[Fact]) -> Iterator[IssueFact]:
    """What was not read, not found or not attributed in the facts of one document, contract by contract."""
    (document,) = (fact for fact in facts if isinstance(fact, DocumentFact))
    contracts = [fact for fact in facts if isinstance(fact, ContractFact)]
    for number in document.unread:
        text = f"La page {number} n'a pas pu être lue : passez le document à la reconnaissance de caractères (OCR)."
        yield _issue(document, _contract_on(number, facts, contracts), "page_unread", text)
    for at, contract in enumerate(contracts):
        what, after = ("contrat" if len(contracts) > 1 else "document"), (f" {at + 1}" if at else "")
        for code in _missing(contract, facts):
            yield _issue(document, contract, code, _NOTHING[code].format(what=what), after=after)
        loose = tuple(
            f.lines[0] for f in facts if isinstance(f, CommitmentFact) and f.contract == contract.id and not f.partners
        )
        if loose:
            yield _issue(document, contract, "unattributed", _unattributed(len(loose)), loose, after=after)


def _issue(
    document: DocumentFact,
    contract: ContractFact,
    code: str,
    said: str,
    lines: tuple[int, ...] = (),
    after: str = "",
) -> IssueFact:
    identity = f"{document.id}/issue/{slug(code + ' ' + said[:MESSAGE_START] + after)}"
    return IssueFact(identity, document.document, code, said, lines, contract.id)


def _contract_on(number: int, facts: Iterable[Fact], contracts: Sequence[ContractFact]) -> ContractFact:
    """The contract that a page belongs to; the main one where none says so."""
    first = next((f.lines[0] for f in facts if isinstance(f, PageFact) and f.page == number), 0)
    return next((contract for contract in contracts if contract.holds(first)), contracts[0])


def _missing(contract: ContractFact, facts: Iterable[Fact]) -> Iterator[str]:
    """The codes of what was not found in a contract."""
    found = {type(f) for f in facts if isinstance(f, DefiFact | QpvFact) and f.contract == contract.id}
    signed = any(isinstance(f, PartnerFact) and contract.id in f.signs for f in facts)
    yield from (["no_frame"] if DefiFact not in found else [])
    yield from (["no_signatory"] if not signed else [])
    yield from (["no_qpv"] if QpvFact not in found else [])


def _unattributed(count: int) -> str:
    if count == 1:
        return "1 engagement n'a pu être rattaché à aucun partenaire."
    return f"{count} engagements n'ont pu être rattachés à aucun partenaire."
