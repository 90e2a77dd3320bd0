"""Store: the one door to the graph. Query, ask, construct, replace a named graph, load, dump.

Two implementations behind one protocol: an embedded Oxigraph directory (the default) and any SPARQL 1.1 endpoint over
the standard protocols. Both see the union of all named graphs as their default graph. No other module knows
pyoxigraph's store or an endpoint's address.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox

Value = str | int | float | bool | None
Row = dict[str, Value]
XSD = "http://www.w3.org/2001/XMLSchema#"


class StoreError(RuntimeError):
    """The store cannot be opened or does not answer; the message says which one, why, and what to do."""


class Store(Protocol):
    """What the rest of the product may do with a store."""

    def query(self, sparql: str) -> list[Row]:
        """The rows of a SELECT: plain values by variable name, None where unbound."""

    def ask(self, sparql: str) -> bool:
        """The answer of an ASK."""

    def construct(self, sparql: str) -> str:
        """The triples of a CONSTRUCT or DESCRIBE, as N-Triples."""

    def replace_graph(self, graph: str, nquads: str) -> None:
        """Replace one named graph by the statements of an N-Quads text, all in that graph."""

    def load(self, nquads: str) -> None:
        """Add an N-Quads text."""

    def dump(self) -> str:
        """The whole store as N-Quads, sorted."""

    def close(self) -> None:
        """Let go of files and connections."""


class EmbeddedStore:
    """A store in memory (no path) or in an Oxigraph directory."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open or create it.

        Raises:
            StoreError: the directory cannot be opened.
        """
        try:
            if path is None:
                self._store = ox.Store()
            else:
                self._store = ox.Store.read_only(str(path)) if read_only else ox.Store(str(path))
        except OSError as error:
            raise StoreError(f"{path}: the store cannot be opened ({error}); run `maillage build` again") from error

    def query(self, sparql: str) -> list[Row]:
        """See ``Store``."""
        result = self._store.query(sparql, use_default_graph_as_union=True)
        if not isinstance(result, ox.QuerySolutions):
            raise StoreError("not a SELECT query")
        names = [variable.value for variable in result.variables]
        return [dict(zip(names, map(plain, solution), strict=True)) for solution in result]

    def ask(self, sparql: str) -> bool:
        """See ``Store``."""
        return bool(self._store.query(sparql, use_default_graph_as_union=True))

    def construct(self, sparql: str) -> str:
        """See ``Store``."""
        result = self._store.query(sparql, use_default_graph_as_union=True)
        if not isinstance(result, ox.QueryTriples):
            raise StoreError("not a CONSTRUCT or DESCRIBE query")
        return (result.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode()

    def replace_graph(self, graph: str, nquads: str) -> None:
        """See ``Store``."""
        quads = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))  # read whole first: a wrong text clears nothing
        self._store.clear_graph(ox.NamedNode(graph))
        self._store.bulk_extend(quads)

    def load(self, nquads: str) -> None:
        """See ``Store``."""
        self._store.bulk_load(nquads.encode(), ox.RdfFormat.N_QUADS)

    def load_turtle(self, turtles: Mapping[str, bytes]) -> None:
        """Add Turtle texts, each to its named graph; blank nodes get names that depend on the texts alone."""
        found = ox.Dataset(
            ox.Quad(each.subject, each.predicate, each.object, ox.NamedNode(graph))
            for graph, turtle in turtles.items()
            for each in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        )
        found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        self._store.bulk_extend(found)

    def dump(self) -> str:
        """See ``Store``."""
        out = io.BytesIO()
        self._store.dump(out, ox.RdfFormat.N_QUADS)
        return "".join(sorted(out.getvalue().decode().splitlines(keepends=True)))

    def backup(self, path: Path) -> None:
        """A copy in another directory, by hard links: a snapshot to run strangers' queries on."""
        self._store.backup(str(path))

    def flush(self) -> None:
        """Write everything to disk."""
        self._store.flush()

    def close(self) -> None:
        """See ``Store``."""
        del self._store


class RemoteStore:
    """Any SPARQL 1.1 endpoint: query and update protocols, and the Graph Store protocol beside them."""

    def __init__(self, query_url: str, update_url: str | None = None, *, seconds: float = 30.0) -> None:
        """``query_url`` answers queries; ``update_url`` (the same by default) takes updates."""
        self.query_url, self.update_url, self.seconds = query_url, update_url or query_url, seconds
        self._graphs: Sequence[str] | None = None

    def query(self, sparql: str) -> list[Row]:
        """See ``Store``."""
        answer = json.loads(self._post(sparql, "application/sparql-results+json"))
        names = answer["head"]["vars"]
        return [{n: _from_json(b.get(n)) for n in names} for b in answer["results"]["bindings"]]

    def ask(self, sparql: str) -> bool:
        """See ``Store``."""
        return bool(json.loads(self._post(sparql, "application/sparql-results+json"))["boolean"])

    def construct(self, sparql: str) -> str:
        """See ``Store``."""
        return self._post(sparql, "application/n-triples")

    def replace_graph(self, graph: str, nquads: str) -> None:
        """See ``Store``."""
        self._send(self.update_url, f"DROP SILENT GRAPH {ox.NamedNode(graph)}", "application/sparql-update", "*/*")
        self.load(nquads)

    def load(self, nquads: str) -> None:
        """See ``Store``; as one update a thousand statements, so that no request grows without bound."""
        quads = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
        for start in range(0, len(quads), 1000):
            data = "\n".join(
                f"GRAPH {q.graph_name} {{ {q.triple} }}" if isinstance(q.graph_name, ox.NamedNode) else f"{q.triple} ."
                for q in quads[start : start + 1000]
            )
            self._send(self.update_url, f"INSERT DATA {{ {data} }}", "application/sparql-update", "*/*")
        self._graphs = None

    def dump(self) -> str:
        """See ``Store``."""
        rows = json.loads(
            self._send(
                self.query_url, "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }", "application/sparql-query",
                "application/sparql-results+json",
            )
        )["results"]["bindings"]  # fmt: skip
        return "".join(sorted(" ".join(str(_term(row[v])) for v in "spog") + " .\n" for row in rows))

    def close(self) -> None:
        """See ``Store``."""

    def _post(self, sparql: str, accept: str) -> str:
        """Ask over the union of the named graphs, by the protocol's own parameter: engines differ in their default."""
        if self._graphs is None:
            self._graphs = self._named_graphs()
        form = [("query", sparql), *(("default-graph-uri", graph) for graph in self._graphs)]
        form += [("named-graph-uri", graph) for graph in self._graphs]
        return self._send(self.query_url, urlencode(form), "application/x-www-form-urlencoded", accept)

    def _named_graphs(self) -> list[str]:
        text = self._send(
            self.query_url, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "application/sparql-query",
            "application/sparql-results+json",
        )  # fmt: skip
        return sorted(row["g"]["value"] for row in json.loads(text)["results"]["bindings"])

    def _send(self, url: str, body: str, content_type: str, accept: str) -> str:
        request = Request(url, body.encode(), {"Content-Type": content_type, "Accept": accept})
        try:
            with urlopen(request, timeout=self.seconds) as response:
                return str(response.read().decode())
        except HTTPError as error:
            raise StoreError(f"{url}: HTTP {error.code}: {error.read(300).decode('utf-8', 'replace')}") from error
        except (URLError, TimeoutError) as error:
            raise StoreError(f"{url}: no answer ({error}); check MAILLAGE_STORE_URL") from error


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Value:
    """A term as a plain value: IRIs and strings as text, numbers and booleans as such."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _value(term.value, term.datatype.value)
    return term.value if isinstance(term, ox.NamedNode) else str(term)


_READ: dict[str, Callable[[str], Value]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def _value(text: str, datatype: str) -> Value:
    read = _READ.get(datatype)
    return read(text) if read else text


def _from_json(binding: Mapping[str, str] | None) -> Value:
    if binding is None:
        return None
    return _value(binding["value"], binding.get("datatype", "")) if "literal" in binding["type"] else binding["value"]


def _term(binding: Mapping[str, str]) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if binding["type"] == "uri":
        return ox.NamedNode(binding["value"])
    if binding["type"] == "bnode":
        return ox.BlankNode(binding["value"])
    if "xml:lang" in binding:
        return ox.Literal(binding["value"], language=binding["xml:lang"])
    datatype = binding.get("datatype")
    return ox.Literal(binding["value"], datatype=ox.NamedNode(datatype)) if datatype else ox.Literal(binding["value"])


def sparql_text(value: str) -> str:
    """A text as SPARQL writes it. With ``sparql_term``, the only place where a value meets SPARQL."""
    return str(ox.Literal(value))


def sparql_term(value: str | float) -> str:
    """A value as SPARQL writes it: an IRI where it looks like one, a text, or a number.

    Raises:
        ValueError: a text that looks like an IRI is not one.
    """
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return str(ox.NamedNode(value))
    return str(ox.Literal(value))
