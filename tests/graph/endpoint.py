"""A small SPARQL 1.1 endpoint, strict as the large ones: its default graph is its own, not the union of the named."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox


class _Handler(BaseHTTPRequestHandler):
    store: ox.Store
    lock = Lock()

    def do_GET(self) -> None:
        self._query(parse_qs(urlsplit(self.path).query))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        kind = self.headers["Content-Type"]
        if kind == "application/sparql-update":
            self._update(body)
        elif kind == "application/sparql-query":
            self._query({**parse_qs(urlsplit(self.path).query), "query": [body]})
        elif "update" in (form := parse_qs(body)):
            self._update(form["update"][0])
        else:
            self._query(form)

    def _update(self, text: str) -> None:
        try:
            with self.lock:
                self.store.update(text)
            self._answer(204, b"", "text/plain")
        except (SyntaxError, ValueError) as error:
            self._answer(400, str(error).encode(), "text/plain")

    def _query(self, form: dict[str, list[str]]) -> None:
        default = [ox.NamedNode(graph) for graph in form.get("default-graph-uri", [])]
        named = [ox.NamedNode(graph) for graph in form.get("named-graph-uri", [])]
        try:
            with self.lock:
                result = self.store.query(form["query"][0], default_graph=default or None, named_graphs=named or None)
                self._answer(200, *self._written(result))
        except (SyntaxError, ValueError, KeyError) as error:
            self._answer(400, str(error).encode(), "text/plain")

    def _written(self, result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> tuple[bytes, str]:
        triples = isinstance(result, ox.QueryTriples)
        kind = "application/n-triples" if triples else "application/sparql-results+json"
        if kind not in self.headers["Accept"]:
            raise ValueError(f"cannot answer {self.headers['Accept']}")
        return result.serialize(format=ox.RdfFormat.N_TRIPLES if triples else ox.QueryResultsFormat.JSON) or b"", kind

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def endpoint(store: ox.Store) -> Iterator[str]:
    """Serve a store on this machine; its address."""
    handler = type("Handler", (_Handler,), {"store": store, "lock": Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
