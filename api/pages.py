"""The routes of the pages: each page of ``viz`` at its path; a thing's data is at the address of its page."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from maillage.api.description import describe, to_json_ld, to_turtle
from maillage.api.negotiation import HTML, JSON, MEDIA_TYPES, choose
from maillage.api.service import Served
from maillage.viz import pages
from maillage.viz.pages import Page

# Pages that show one thing: their path is the tail of its IRI, so the address names the thing and its data too.
THINGS = frozenset({"contract", "partner", "defi", "qpv", "dispositif", "commitment", "document"})


def attach(app: FastAPI) -> None:
    """Serve every page and the files they use (links, in an editable install)."""
    for path, folder in pages.mounts().items():
        app.mount(path, StaticFiles(directory=folder, follow_symlink=True), name=path.strip("/"))
    for page in sorted(pages.PAGES, key=_more_precise_first):
        app.add_api_route(page.path, _endpoint(page), methods=["GET", "HEAD"], name=page.name, include_in_schema=False)


def _more_precise_first(page: Page) -> tuple[bool, int]:
    """``{slug:path}`` takes any number of segments, so it comes after the paths it would swallow."""
    return ":path" in page.path, -len(page.path)


def _endpoint(page: Page) -> Callable[[Request], Response]:
    def show(request: Request) -> Response:
        served: Served = request.app.state.served
        form = _form(request) if page.name in THINGS else HTML
        if form is None:
            return PlainTextResponse(
                "Formes disponibles : text/html, application/json, text/turtle.\n", status_code=406
            )
        if form == HTML:
            body = page.html(served.store(), request.path_params, request.query_params)
            return HTMLResponse(body, headers={"Vary": "Accept"})
        return _data(served, request, form)

    return show


def _form(request: Request) -> str | None:
    """What the visitor wants: ``?format=json`` is for links, ``Accept`` for programs."""
    named = request.query_params.get("format")
    if named:
        return named if named in MEDIA_TYPES else None
    return choose(request.headers.get("accept", ""), MEDIA_TYPES)


def _data(served: Served, request: Request, form: str) -> Response:
    graph = describe(served.store(), served.settings.base, request.url.path.strip("/"))
    if form == JSON:
        linked = "ld+json" in request.headers.get("accept", "")
        media_type = MEDIA_TYPES[JSON][1 if linked else 0]
        return JSONResponse(to_json_ld(graph), media_type=media_type, headers={"Vary": "Accept"})
    return Response(to_turtle(graph), media_type=MEDIA_TYPES[form][0], headers={"Vary": "Accept"})
