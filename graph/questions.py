"""Questions: a name and values → rows. Each question is one ``.rq`` file of ``queries/``, and its header says the rest.

A value is put in the one place the file has for it: the line ``VALUES ?for_<name> { … }``, which holds what stands for
"any" until then; so each file pastes into any SPARQL endpoint as it is.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from maillage.graph.shown import fold
from maillage.graph.store import Row, Store, sparql_term, sparql_text
from maillage.ontology.terms import ONTOLOGY
from maillage.ontology.thesaurus import load_scheme

_HEADER = re.compile(r"^#\+ (title|question|param|column): (.+)$", re.MULTILINE)
_IF = re.compile(r"^.*#\+ if (\w+)\n", re.MULTILINE)
_SLOT = re.compile(r"VALUES \?for_(\w+) \{ [^}]* \}")
_RECORDS = ("record", "cell_record", "gap_record", "use_record", "identity_record")
ENTITIES = frozenset({"contract", "partner", "defi", "qpv", "dispositif", "commitment", "document"})
SCHEMES = {"theme": "theme", "kind": "commitment-kind"}


class QuestionError(ValueError):
    """A question that cannot be asked so; the message says what is wrong and what is possible."""


class UnknownQuestionError(QuestionError):
    """No question has that name."""


class UnknownLabelError(QuestionError):
    """A value names nothing, or several things."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its name, its type (an entity's kind, a scheme, text, number, integer), and what it means."""

    name: str
    type: str
    description: str
    required: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """A named question, as its file says it."""

    name: str
    title: str
    question: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    sparql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, and what the answer does not see."""

    name: str
    question: str
    columns: tuple[str, ...]
    rows: list[Row]
    caveats: list[str] = field(default_factory=list)


@cache
def questions() -> dict[str, Question]:
    """Every question by name."""
    folder = files("maillage.graph") / "queries"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".rq")]
    return {e.name[:-3]: _parse(e.name[:-3], e.read_text("utf-8")) for e in sorted(found, key=lambda e: e.name)}


def _parse(name: str, text: str) -> Question:
    header: dict[str, list[str]] = {}
    for match in _HEADER.finditer(text):
        header.setdefault(match[1], []).append(match[2].strip())
    params = []
    for line in header.get("param", []):
        key, kind, meaning = line.split(" ", 2)
        params.append(Param(key, kind.rstrip("!"), meaning, kind.endswith("!")))
    columns = tuple(Column(*line.split(" ", 1)) for line in header["column"])
    return Question(name, header["title"][0], header["question"][0], tuple(params), columns, text)


def question(name: str) -> Question:
    """The question of that name.

    Raises:
        UnknownQuestionError: listing the names there are.
    """
    try:
        return questions()[name]
    except KeyError as error:
        raise UnknownQuestionError(f"no question {name!r}; there are: {', '.join(questions())}") from error


def ask(store: Store, name: str, **values: str | int | float | None) -> Answer:
    """Ask a question. Entities are given by IRI, by the end of one, or by a label; empty values are left out.

    Raises:
        UnknownQuestionError: no question has that name.
        QuestionError: an unknown, missing or wrong value.
        UnknownLabelError: a label that names nothing or several things.
    """
    asked = question(name)
    given = {k: v for k, v in values.items() if v not in (None, "")}
    unknown = set(given) - {p.name for p in asked.params}
    if unknown:
        takes = ", ".join(param.name for param in asked.params) or "none"
        raise QuestionError(f"{name}: no parameter {sorted(unknown)[0]!r}; it takes: {takes}")
    resolved: dict[str, str | int | float] = {}
    for param in asked.params:
        if param.name in given:
            resolved[param.name] = _typed(store, param, given[param.name])
        elif param.required:
            raise QuestionError(f"{name}: the parameter {param.name!r} is needed ({param.description})")
    columns = tuple(column.name for column in asked.columns)
    rows = [_expanded(row, columns) for row in store.query(bind(asked, resolved))]
    contract = resolved.get("contract")
    return Answer(name, asked.question, columns, rows, caveats(store, str(contract) if contract else None))


def _expanded(row: Row, columns: tuple[str, ...]) -> Row:
    """A row's columns; those it has not itself are in the records beside it, as JSON."""
    parts = [_read(record, columns) for name in _RECORDS if isinstance(record := row.pop(name, None), str)]
    if len(parts) == 1 and not row:
        return dict(parts[0])
    shown = {name: value for part in parts for name, value in part.items() if value is not None} | row
    return {name: shown.get(name) for name in columns}


@lru_cache(
    maxsize=8192
)  # a corpus has a few thousand records of about a kilobyte; parsing was half of an answer's time
def _read(record: str, columns: tuple[str, ...]) -> Row:
    """The columns that a record holds: what sorts it, then JSON. Callers copy them."""
    held = json.loads(record[record.index("{") :])
    return {name: held.get(name) for name in columns}


def bind(asked: Question, values: Mapping[str, str | int | float]) -> str:
    """The question's SPARQL with its values in their places, without the patterns of filters that are not given."""
    sparql = _IF.sub(lambda match: match[0] if match[1] in values else "", asked.sparql)
    for name in ("limit", "offset"):
        if name in values:
            sparql = re.sub(rf"\b{name.upper()} \d+", f"{name.upper()} {int(values[name])}", sparql, count=1)
    texts = {param.name for param in asked.params if param.type == "text"}
    terms = {
        name: sparql_text(value) if name in texts and isinstance(value, str) else sparql_term(value)
        for name, value in values.items()
    }
    # All values in one pass: a value that looks like a place for another one stays what it is.
    return _SLOT.sub(lambda s: f"VALUES ?for_{s[1]} {{ {terms[s[1]]} }}" if s[1] in terms else s[0], sparql)


def _typed(store: Store, param: Param, value: str | int | float) -> str | int | float:
    if param.type in ("number", "integer"):
        try:
            return float(value) if param.type == "number" else int(value)
        except ValueError as error:
            raise QuestionError(f"{param.name}: {value!r} is not a number") from error
    if param.type == "text":
        return fold(str(value))
    return resolve(store, param.type, str(value))


def resolve(store: Store, kind: str, value: str) -> str:
    """The IRI that a value means: an IRI, the end of one, the code of a scheme, or a label.

    Raises:
        UnknownLabelError: nothing, or several things, bear that name; the message lists candidates.
    """
    if value.startswith(("http://", "https://")):
        return _iri(kind, value)
    if kind in SCHEMES:
        return _code(kind, value)
    by_tail = _COMMITMENT_BY_TAIL if kind == "commitment" else _BY_TAIL
    tails = store.query(_filled(by_tail, text="/" + value.strip("/"), kind=kind))
    if len(tails) == 1:
        return str(tails[0]["entity"])
    wanted = fold(value)
    found = store.query(_filled(_BY_LABEL, text=wanted, kind=kind))
    exact = [row for row in found if fold(str(row["label"])) == wanted or wanted in str(row["folded"]).split(" | ")]
    best = exact or found
    if len({row["entity"] for row in best}) == 1:
        return str(best[0]["entity"])
    names = "; ".join(sorted({str(row["label"]) for row in best})[:8]) or "none"
    raise UnknownLabelError(f"{kind} {value!r} names {'several things' if best else 'nothing'}; candidates: {names}")


def _iri(kind: str, value: str) -> str:
    try:
        sparql_term(value)
    except ValueError as error:
        raise UnknownLabelError(f"{kind} {value!r} is not an IRI ({error})") from error
    return value


def _filled(sparql: str, **texts: str) -> str:
    """A query with texts in place of its variables ``?for_…``, all in one pass."""
    return re.sub(r"\?for_(\w+)", lambda match: sparql_text(texts[match[1]]), sparql)


_BY_TAIL = f"""SELECT DISTINCT ?entity WHERE {{
  ?entity <{ONTOLOGY}entityKind> ?for_kind . FILTER(STRENDS(STR(?entity), ?for_text))
}}"""
_COMMITMENT_BY_TAIL = f"""SELECT DISTINCT ?entity WHERE {{
  ?entity <{ONTOLOGY}quote> ?quote . FILTER(STRENDS(STR(?entity), ?for_text))
}}"""
_BY_LABEL = f"""SELECT DISTINCT ?entity ?label ?folded WHERE {{
  ?entity <{ONTOLOGY}entityKind> ?for_kind ; <{ONTOLOGY}searchable> ?folded ; <{ONTOLOGY}label> ?label .
  FILTER(CONTAINS(?folded, ?for_text))
}}"""


def _code(kind: str, value: str) -> str:
    concepts = load_scheme(SCHEMES[kind])
    wanted = fold(value).replace("_", "-")
    for concept in concepts.values():
        if wanted in (concept.notation.replace("_", "-"), fold(concept.pref_label)):
            return concept.iri
    raise UnknownLabelError(f"{kind} {value!r} is no code; there are: {', '.join(concepts)}")


_CAVEATS = f"""PREFIX mlg: <{ONTOLOGY}>
SELECT ?code ?message ?contract_label ?concerned WHERE {{
  VALUES ?for_contract {{ UNDEF }}
  ?issue mlg:issueCode ?code ; mlg:message ?message ; mlg:concerned ?concerned ; mlg:contract ?contract .
  FILTER(!BOUND(?for_contract) || ?contract = ?for_contract)
  ?contract mlg:label ?contract_label .
}} ORDER BY ?contract_label ?code ?message"""


def caveats(store: Store, contract: str | None = None) -> list[str]:
    """In French, what was not read, found or attributed in the contracts that an answer covers."""
    sparql = _CAVEATS
    if contract:
        sparql = sparql.replace("{ UNDEF }", f"{{ {sparql_term(contract)} }}")
    rows = store.query(sparql)
    pages: dict[str, int] = {}
    sentences = []
    for row in rows:
        label = str(row["contract_label"])
        if row["code"] == "page_unread":
            pages[label] = pages.get(label, 0) + 1
        else:
            sentences.append(f"{label} : {row['message']}")
    return [*(f"{label} : {n} page{'s' * (n > 1)} illisible{'s' * (n > 1)}." for label, n in pages.items()), *sentences]
