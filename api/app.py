"""The HTTP application, assembled once: routes, errors, security headers, offline documentation."""

from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import fastapi_offline
from fastapi import FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from maillage.api import failures, pages, routes
from maillage.api.headers import SecurityHeaders
from maillage.api.service import Served
from maillage.api.settings import Settings

OWN = Path(str(files("maillage.api"))) / "static"
SWAGGER = Path(fastapi_offline.__file__).parent / "static"
DESCRIPTION = """Qui agit sur quel défi, où, avec quel dispositif, sur la foi de quel passage —
et où personne ne le fait.

Chaque question nommée est une adresse ; chaque réponse porte ses réserves (`caveats`) : pages illisibles, engagements
sans partenaire, contrats incomplets. « Aucun engagement trouvé » ne veut jamais dire « aucun engagement ».
"""


def create_app(settings: Settings) -> FastAPI:
    """The application over the store that the settings name; the store is opened at the first request that needs it."""
    app = FastAPI(
        title="Maillage",
        summary="Le maillage partenarial d'un contrat de ville, lisible et interrogeable.",
        description=DESCRIPTION,
        version=_version(),
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        docs_url=None,  # FastAPI's own page fetches its scripts from another host
        redoc_url=None,
    )
    app.state.served = Served(settings)
    app.add_middleware(SecurityHeaders)
    failures.attach(app)
    _offline_documentation(app)
    app.include_router(routes.router())
    pages.attach(app)
    return app


def _version() -> str:
    try:
        return version("maillage")
    except PackageNotFoundError:  # a source tree that is on the path without being installed
        return "0"


def _offline_documentation(app: FastAPI) -> None:
    app.mount("/docs/assets", StaticFiles(directory=SWAGGER), name="swagger")

    @app.get("/docs", include_in_schema=False)
    def documentation() -> FileResponse:
        return FileResponse(OWN / "docs.html")

    @app.get("/docs/start.js", include_in_schema=False)
    def start() -> FileResponse:
        return FileResponse(OWN / "start.js")
