"""What a visitor sees when something goes wrong: a page in French for a browser, JSON for a program."""

import logging
from importlib import import_module

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from maillage.api.errors import TABLE, Outcome, explain, outcome
from maillage.api.negotiation import HTML, JSON, MEDIA_TYPES, choose
from maillage.viz.pages import error_page

LOG = logging.getLogger("maillage")
HTTP: dict[int, Outcome] = {
    404: Outcome(2, 404, "Page introuvable", "Vérifiez l'adresse, ou repartez de l'accueil."),
    405: Outcome(2, 405, "Méthode refusée", "Cette adresse se lit, elle ne se modifie pas."),
    422: Outcome(2, 422, "Paramètre invalide", "Corrigez la valeur citée."),
}
UNEXPECTED = Outcome(2, 500, "Erreur interne", "L'erreur est notée dans le journal du serveur ; réessayez plus tard.")


def attach(app: FastAPI) -> None:
    """Answer every error of the table, of HTTP and of bad parameters; the rest is logged and told without detail."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _parameters)
    for path in TABLE:
        module, name = path.rsplit(".", 1)
        app.add_exception_handler(getattr(import_module(module), name), _expected)
    app.add_exception_handler(Exception, _unexpected)


def respond(
    request: Request, found: Outcome, message: str, candidates: list[tuple[str, str]] | None = None
) -> Response:
    """The error in the form that the visitor reads."""
    if not _wants_data(request):
        return HTMLResponse(error_page(found.title, message, found.advice, candidates), status_code=found.status)
    body: dict[str, object] = {"error": found.title, "message": message, "advice": found.advice}
    if candidates:
        body["candidates"] = [{"id": iri, "label": label} for iri, label in candidates]
    return JSONResponse(body, status_code=found.status)


def _wants_data(request: Request) -> bool:
    offered = {form: MEDIA_TYPES[form] for form in (HTML, JSON)}
    return request.url.path.startswith("/api") or choose(request.headers.get("accept", ""), offered) == JSON


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    found = HTTP.get(error.status_code) or Outcome(2, error.status_code, str(error.detail), "")
    return respond(request, found, "" if error.status_code in HTTP else str(error.detail))


def _parameters(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{item['loc'][-1]} : {item['msg']}" for item in error.errors())
    return respond(request, HTTP[422], told)


def _expected(request: Request, error: Exception) -> Response:
    found = outcome(error) or UNEXPECTED
    french = type(error).__module__.startswith("maillage.viz")  # the other parts speak English, for logs and scripts
    message = explain(error) if french or _wants_data(request) else ""
    return respond(request, found, message, list(getattr(error, "candidates", [])) or None)


def _unexpected(request: Request, error: Exception) -> Response:
    LOG.error("unexpected error on %s", request.url.path, exc_info=error)
    return respond(request, UNEXPECTED, "")
