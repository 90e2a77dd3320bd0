"""The facts: the records that cross the border between ``loaders`` and ``graph``, and their JSON Lines.

One file of facts holds everything that was read in one document, first the document itself. Every record is frozen and
says where it was seen: ``lines`` are 1-based physical line numbers of the document's text. For entities (partner, qpv,
dispositif) they list every line where one is seen; for frame items, commitments, contracts and pages they are
``(first, last)``.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar


class FactError(ValueError):
    """A line of a facts file that is not a fact this version knows; the message names file, line and cause."""


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A file that was read: its identity, its extent, and the pages that could not be read."""

    fact: ClassVar[str] = "document"
    id: str  # IRI, minted from the hash
    document: str  # file name, as FORMAT's facts refer to it
    sha256: str
    format: str  # as in Document
    title: str
    line_count: int
    page_count: int
    unread: tuple[int, ...] = ()  # numbers of the pages that stay illegible
    fictitious: bool = False  # the document says of itself that it is invented
    repairs: tuple[str, ...] = ()  # how often each kind of repair was made: "402 e-acute"


@dataclass(frozen=True, slots=True)
class PageFact:
    """One page of repaired text, kept so that every answer can show its passage in context."""

    fact: ClassVar[str] = "page"
    id: str
    document: str
    page: int  # 1-based
    lines: tuple[int, int]
    text: str  # repaired lines joined by "\n"; same number of lines as the source


@dataclass(frozen=True, slots=True)
class ContractFact:
    """A contrat de ville found in a document."""

    fact: ClassVar[str] = "contract"
    id: str
    document: str
    title: str
    epci: str | None
    departement: str | None
    region: str | None
    period: str | None  # "2024-2030"
    lines: tuple[int, int]
    stretches: tuple[int, ...] = ()  # first and last line of each run of lines that is its own, one pair after another

    def holds(self, line: int) -> bool:
        """Whether a line is one of its own."""
        runs = zip(self.stretches[::2], self.stretches[1::2], strict=True)
        return any(first <= line <= last for first, last in runs)


@dataclass(frozen=True, slots=True)
class PartnerFact:
    """An organisation, or a collective of them, seen in a document."""

    fact: ClassVar[str] = "partner"
    id: str
    document: str
    name: str  # full official name with its territory
    acronym: str | None
    forms: tuple[str, ...]  # surface forms as printed
    type: str  # code of the scheme partner-type
    roles: tuple[str, ...]  # of signatory, committed, funder, mentioned
    lines: tuple[int, ...]
    collective: bool = False  # "les partenaires du contrat" as a whole
    concept: str | None = None  # IRI of the partner thesaurus concept it is an instance of
    signs: tuple[str, ...] = ()  # for each of ``signature_lines`` the id of the contract that it signs there
    signature_lines: tuple[int, ...] = ()  # where a signature is seen


@dataclass(frozen=True, slots=True)
class IdentityFact:
    """A form of words that was taken for a partner, and why: what was merged can be judged, and undone."""

    fact: ClassVar[str] = "identity"
    id: str
    document: str
    partner: str  # IRI
    form: str  # as printed
    reason: str  # code of the scheme identity-reason
    lines: tuple[int, ...]  # where it is first printed so; for an acronym, where it is defined


@dataclass(frozen=True, slots=True)
class DefiFact:
    """One item of a contract's strategic frame, whatever its word (défi, orientation, pilier…)."""

    fact: ClassVar[str] = "defi"
    id: str
    document: str
    contract: str
    kind: str  # code of the scheme frame-kind
    number: str | None
    label: str
    lines: tuple[int, int]
    parent: str | None = None  # id of another item
    qpv: str | None = None  # id, when it is a priority of one quarter
    themes: tuple[str, ...] = ()  # codes of the scheme theme


@dataclass(frozen=True, slots=True)
class QpvFact:
    """A quartier prioritaire, or a vulnerable territory that a contract names beside them (``outside``)."""

    fact: ClassVar[str] = "qpv"
    id: str
    document: str
    contract: str
    name: str
    forms: tuple[str, ...]
    communes: tuple[str, ...]
    code: str | None  # QN05910M
    population: int | None
    lines: tuple[int, ...]
    outside: bool = False  # named by the contract, but not a QPV


@dataclass(frozen=True, slots=True)
class DispositifFact:
    """A named scheme, programme, plan, label or instrument of public policy."""

    fact: ClassVar[str] = "dispositif"
    id: str
    document: str
    name: str
    acronym: str | None
    forms: tuple[str, ...]
    domain: str  # code of the scheme domain
    lines: tuple[int, ...]
    nature: str | None = None  # droit-commun | specifique, when known
    concept: str | None = None  # IRI of the thesaurus concept; None for a name found by a pattern
    themes: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()  # for each of ``carrier_lines`` the id of the partner that the text says to carry it
    carrier_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentFact:
    """What one partner, or the collective of signatories, does or will do, as one statement of the document."""

    fact: ClassVar[str] = "commitment"
    id: str
    document: str
    contract: str
    kind: str  # code of the scheme commitment-kind
    lines: tuple[int, int]
    page: int
    quote: str  # the repaired statement on one line
    partners: tuple[str, ...]
    defis: tuple[str, ...]
    qpvs: tuple[str, ...]  # ("*",) when nothing narrows it
    qpv_scope: str  # stated_all | commune | named | unstated
    dispositifs: tuple[str, ...]
    deadline: str | None
    amount: str | None
    has_indicators: bool
    confidence: float  # 0..1
    rule: str  # id of the rule that found it
    path: tuple[str, ...] = ()  # headings above it, outermost first
    partner_origin: str = "none"  # statement | bullet | heading | chapter | column | default | none
    defi_origin: str = "none"
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueFact:
    """Something that was not read, not resolved or not found; listed so that absence is never taken for certainty."""

    fact: ClassVar[str] = "issue"
    id: str
    document: str
    code: str  # page_unread | no_frame | no_signatory | no_qpv | no_contract | unattributed | not_french | …
    message: str  # in French, for the reader of a page
    lines: tuple[int, ...] = ()
    contract: str | None = None


Fact = (
    DocumentFact
    | PageFact
    | ContractFact
    | PartnerFact
    | IdentityFact
    | DefiFact
    | QpvFact
    | DispositifFact
    | CommitmentFact
    | IssueFact
)
KINDS: dict[str, type[Fact]] = {
    kind.fact: kind
    for kind in (
        DocumentFact,
        PageFact,
        ContractFact,
        PartnerFact,
        IdentityFact,
        DefiFact,
        QpvFact,
        DispositifFact,
        CommitmentFact,
        IssueFact,
    )
}
EXPORTED = ("partner", "defi", "qpv", "dispositif", "commitment")


def to_line(fact: Fact) -> str:
    """One fact as a line of JSON: its kind first, then its fields in the order of the record."""
    return json.dumps({"fact": fact.fact, **asdict(fact)}, ensure_ascii=False, separators=(",", ":"))


_TUPLES = {name: tuple(f.name for f in fields(kind) if str(f.type).startswith("tuple")) for name, kind in KINDS.items()}


def from_line(line: str) -> Fact:
    """The fact that ``to_line`` wrote.

    Raises:
        FactError: the line is not JSON, names no known kind, or has other fields than its record.
    """
    try:
        values: dict[str, Any] = json.loads(line)
        kind = KINDS[values.pop("fact")]
        for name in _TUPLES[kind.fact]:
            values[name] = tuple(values[name])
        return kind(**values)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FactError(f"not a fact of this version ({type(error).__name__}: {error})") from error


def write_facts(facts: Iterable[Fact], path: Path) -> None:
    """Write one document's facts, atomically: a reader sees the former file or the whole new one."""
    beside = path.with_suffix(".tmp")
    with beside.open("w", encoding="utf-8") as file:
        file.writelines(to_line(fact) + "\n" for fact in facts)
    beside.replace(path)


def read_facts(path: Path) -> Iterator[Fact]:
    """The facts of one file, in its order.

    Raises:
        FactError: naming file and line.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield from_line(line)
            except FactError as error:
                raise FactError(f"{path}:{number}: {error}; read the document again with this version") from error
