"""Reading: one document → its facts. The listing of the steps; each step is a module."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maillage.loaders.document import Document
from maillage.loaders.fact import Fact
from maillage.loaders.find.attribution import attribute
from maillage.loaders.find.boxes import reorder_boxes
from maillage.loaders.find.contract_titles import alike, core
from maillage.loaders.find.contracts import Contract, contracts_in
from maillage.loaders.find.dispositifs import Dispositifs
from maillage.loaders.find.fiches import give_fields, give_quarters
from maillage.loaders.find.frame import Frame, find_frame
from maillage.loaders.find.item_links import ItemLinks
from maillage.loaders.find.kinds import Kinds
from maillage.loaders.find.known_bodies import names_body
from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import Epci, Places, find_places, signing_names, with_communes
from maillage.loaders.find.qpv import Quarter, ReferenceQpv, find_qpvs, quarter_matcher
from maillage.loaders.find.qpv_grids import quarters_listed
from maillage.loaders.find.quarter_chapters import chapters, labelled, narrowed, own_priorities
from maillage.loaders.find.row_links import add_items, quarters_named, row_statements, schemes
from maillage.loaders.find.row_partners import operators
from maillage.loaders.find.rows import ActionRow, blocks_of, find_rows
from maillage.loaders.find.scheme_carriers import scheme_carriers
from maillage.loaders.find.section_state import Context
from maillage.loaders.find.sections import contexts
from maillage.loaders.find.signatories import find_signatories
from maillage.loaders.find.signature_entries import Signing
from maillage.loaders.find.signers import prefecture_signs, sign
from maillage.loaders.find.statements import find_statements
from maillage.loaders.find.targets import QuartersIn, Targets
from maillage.loaders.find.told_bodies import told_bodies
from maillage.loaders.issues import issues
from maillage.loaders.parts import joined, parts
from maillage.loaders.resolve import Found, Register, Resolver, document_facts
from maillage.loaders.view import View, only, without
from maillage.loaders.view import view as view_of

Reference = Mapping[str, Sequence[ReferenceQpv]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A contract ready for its statements to be found: what is named in it, and what each block stands under."""

    contract: Contract
    view: View
    prose: View  # the same without the rows of tables of actions, which are read cell by cell
    places: Places
    frame: Frame
    quarters: list[Quarter]
    rows: list[ActionRow]
    signings: list[Signing]
    partners: Partners
    dispositifs: Dispositifs
    contexts: list[Context]
    quarters_in: QuartersIn


def prepare(document: Document, reference: Reference | None = None) -> Prepared:
    """Everything that is found in a document before its statements; in its main contract, when it holds several."""
    return next(prepare_each(view_of(document), reference))


def prepare_each(view: View, reference: Reference | None = None, known: Sequence[Contract] = ()) -> Iterator[Prepared]:
    """Everything that is found in each contract of a document before its statements, the main one first.

    Args:
        view: the document, or a part of it.
        reference: the official list of quarters, by their comparable names.
        known: the contracts of the parts above, the one that is open last.
    """
    places = find_places(view)
    contracts = contracts_in(view, places, known)
    if len(contracts) == 1:
        yield _prepared(contracts[0], view, places, reference)
        return
    main = None
    for contract in contracts:
        own = only(view, contract.stretches)
        ready = _prepared(contract, own, _places_of(contract, own, places), reference, main)
        main = main or ready.partners
        yield ready


def _prepared(
    contract: Contract, view: View, places: Places, reference: Reference | None, main: Partners | None = None
) -> Prepared:
    """``main``: the partners of the file's main contract, where that is another one."""
    rows = find_rows(view)
    prose = without(view, blocks_of(view, rows))
    frame = find_frame(prose)
    add_items(rows, frame)
    listed = [*quarters_named(rows, tuple(places.communes)), *quarters_listed(view, places.communes)]
    quarters = find_qpvs(view, places, reference, listed)
    places = with_communes(places, [name for quarter in quarters for name in quarter.communes])
    signings = [signing for signing in find_signatories(prose, signing_names(places)) if names_body(signing.body)]
    named = list(filter(names_body, (*(signing.body for signing in signings), *operators(rows))))
    told = {name: kind for name, kind in told_bodies(prose, named).items() if names_body(name)}
    told = dict.fromkeys(named, "") | told
    partners = Partners(view, places, told, prefecture_apart=prefecture_signs(prose, signings), main=main)
    bodies = [form for partner in partners.by_key.values() for form in partner.forms]
    dispositifs = Dispositifs(view, bodies, schemes(rows))
    quarters_in = quarter_matcher(quarters).find
    by_quarter = chapters(prose, frame, quarters_in)
    own_priorities(prose, frame, by_quarter)
    under = reorder_boxes(prose, frame, contexts(prose, frame, partners, quarters_in))
    under = give_fields(prose, frame, narrowed(prose, under, by_quarter, partners.towns), quarters_in)
    under = give_quarters(prose, labelled(prose, under, quarters_in), quarters_in)
    return Prepared(
        contract, view, prose, places, frame, quarters, rows, signings, partners, dispositifs, under, quarters_in
    )


def find(view: View, reference: Reference | None = None, known: Sequence[Contract] = ()) -> Iterator[Found]:
    """Everything that is found in each contract of a document, before identities become IRIs; see ``prepare_each``."""
    return map(_found, prepare_each(view, reference, known))


def _places_of(contract: Contract, view: View, places: Places) -> Places:
    """The places of one contract among those of its file: its own body first, its own department where it says one."""
    own = find_places(view)

    def rank(epci: Epci) -> tuple[bool, bool, int]:
        name = core(epci.name)
        return name != contract.name, not alike(name, contract.name), -sum(map(contract.holds, epci.lines))

    return Places(
        tuple(sorted(places.epcis, key=rank)), own.departement or places.departement, own.region or places.region,
        places.communes, own.period or places.period,
    )  # fmt: skip


def _found(ready: Prepared) -> Found:
    view, partners, dispositifs = ready.view, ready.partners, ready.dispositifs
    statements = [
        *find_statements(ready.prose, ready.contexts, partners, dispositifs),
        *row_statements(view, ready.rows, ready.contexts, partners, ready.quarters_in),
    ]
    statements.sort(key=lambda statement: statement.first)
    kinds, items = Kinds(ready.prose, ready.contexts), ItemLinks(ready.frame, ready.prose)
    targets = Targets(view, ready.quarters_in, ready.quarters)
    commitments = attribute(view, statements, partners, dispositifs, targets, items, kinds)
    signatures = sign(ready.signings, partners, ready.places)
    carriers = tuple(scheme_carriers(view, dispositifs, partners))
    return Found(
        ready.contract, view, ready.prose, ready.places, ready.frame, partners, tuple(ready.quarters), dispositifs,
        commitments, signatures, carriers, tuple(ready.contexts),
    )  # fmt: skip


def read_document(document: Document, base: str, reference: Reference | None = None) -> list[Fact]:
    """The facts of a document; ``base`` starts the IRI of every thing read."""
    facts = joined(_facts_by_part(document, base, reference))
    return [*facts, *issues(facts)]


def _facts_by_part(document: Document, base: str, reference: Reference | None) -> Iterator[Fact]:
    register = Register()
    for part in parts(document):
        yield from _facts_of(part, base, reference, register)  # nothing of a part is held while the next one is read


def _facts_of(part: Document, base: str, reference: Reference | None, register: Register) -> Iterator[Fact]:
    view = view_of(part)
    found = list(find(view, reference, register.contracts))
    resolvers = [Resolver(each, base, register) for each in found]
    register.close(found)
    yield from document_facts(view, base, register.title)
    for resolver in resolvers:
        yield from resolver.facts()
