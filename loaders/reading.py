"""Reading: one document → its facts. The listing of the steps; each step is a module."""

from collections.abc import Iterator, Mapping, Sequence

from maillage.loaders.document import Document
from maillage.loaders.fact import Fact
from maillage.loaders.find.attribution import attribute
from maillage.loaders.find.boxes import reorder_boxes
from maillage.loaders.find.dispositifs import Dispositifs
from maillage.loaders.find.frame import find_frame
from maillage.loaders.find.partners import Partners
from maillage.loaders.find.places import find_places, with_communes
from maillage.loaders.find.qpv import ReferenceQpv, find_qpvs, quarter_matcher
from maillage.loaders.find.qpv_grids import quarters_listed
from maillage.loaders.find.row_links import add_items, operators, quarters_named, row_statements, schemes
from maillage.loaders.find.rows import blocks_of, find_rows
from maillage.loaders.find.sections import contexts
from maillage.loaders.find.signatories import find_signatories
from maillage.loaders.find.signers import sign
from maillage.loaders.find.statements import find_statements
from maillage.loaders.find.tables import read_tables
from maillage.loaders.issues import issues
from maillage.loaders.parts import joined, parts
from maillage.loaders.resolve import Found, Resolver
from maillage.loaders.view import view as view_of
from maillage.loaders.view import without

Reference = Mapping[str, Sequence[ReferenceQpv]]


def find(document: Document, reference: Reference | None = None) -> Found:
    """Everything that is found in a document, before identities become IRIs."""
    view = view_of(document)
    rows = find_rows(view)
    prose = without(view, blocks_of(view, rows))
    places = find_places(view)
    frame = find_frame(prose)
    add_items(rows, frame)
    told = [*quarters_named(rows, tuple(places.communes)), *quarters_listed(view, places.communes)]
    quarters = find_qpvs(view, places, reference, told)
    places = with_communes(places, [name for quarter in quarters for name in quarter.communes])
    signings = find_signatories(prose)
    partners = Partners(view, places, [*(signing.body for signing in signings), *operators(rows)])
    dispositifs = Dispositifs(view, schemes(rows))
    quarters_in = quarter_matcher(quarters).find
    under = reorder_boxes(prose, frame, contexts(prose, frame, partners, quarters_in))
    under = read_tables(prose, under, partners)
    statements = [*find_statements(prose, under, partners), *row_statements(view, rows, under, partners, quarters_in)]
    statements.sort(key=lambda statement: statement.first)
    commitments = attribute(view, statements, partners, dispositifs, quarters_in)
    signatures = sign(signings, partners, places)
    return Found(view, places, frame, partners, tuple(quarters), dispositifs, commitments, signatures)


def read_document(document: Document, base: str, reference: Reference | None = None) -> list[Fact]:
    """The facts of a document; ``base`` starts the IRI of every thing read."""
    facts = joined(_facts_by_part(document, base, reference))
    return [*facts, *issues(facts)]


def _facts_by_part(document: Document, base: str, reference: Reference | None) -> Iterator[Fact]:
    resolver = None
    for part in parts(document):
        resolver = Resolver(find(part, reference), base, resolver)
        yield from resolver.facts()
