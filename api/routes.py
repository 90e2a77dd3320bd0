"""The JSON API: named questions, each a route of its own, and a guarded SPARQL endpoint."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from maillage.api import service
from maillage.api.negotiation import RESULT_TYPES, choose
from maillage.api.pagination import DEFAULT_LIMIT, MOST, PAGING, Window, cut, next_link, whole_answer
from maillage.api.service import Served
from maillage.graph.questions import Param, Question, questions


class AnswerModel(BaseModel):
    """One page of an answer."""

    question: str = Field(description="La question, en français.")
    columns: list[str]
    rows: list[dict[str, bool | int | float | str | None]]
    caveats: list[str] = Field(description="Ce qui n'a pas été lu ou attribué et que la réponse ne voit pas.")
    total: int = Field(description="Nombre de lignes de la réponse entière.")
    next: str | None = Field(description="Adresse des lignes suivantes ; absente à la fin.")


class QuestionModel(BaseModel):
    """A named question."""

    name: str
    title: str
    question: str
    href: str
    parameters: list[dict[str, str | bool]]
    columns: list[dict[str, str]]


PARAMETER_TYPES = {"number": "number", "integer": "integer"}
# Entities are given by an IRI, the end of one, or a label.
PARAMETER_EXAMPLES: dict[str, object] = {
    "contract": "Contrat de ville de Valmont",
    "partner": "partner/caf-du-val",
    "defi": "defi/contrat-valmont/emploi",
    "theme": "emploi",
    "kind": "action",
    "text": "mission locale",
    "number": 0.5,
    "integer": 1,
}
Limit = Annotated[int, Query(ge=1, le=MOST, description="Nombre de lignes d'une page.")]
Offset = Annotated[int, Query(ge=0, description="Nombre de lignes à passer.")]
SPARQL_EXAMPLE = (
    "PREFIX mlg: <https://w3id.org/maillage/ontology#>\n"
    "SELECT ?partner (COUNT(?commitment) AS ?commitments)\n"
    "WHERE { GRAPH ?g { ?commitment mlg:takenBy ?partner } } GROUP BY ?partner ORDER BY DESC(?commitments) LIMIT 10"
)


def router() -> APIRouter:
    """Every route under ``/api``."""
    api = APIRouter(prefix="/api")
    api.add_api_route(
        "/questions",
        list_questions,
        tags=["questions"],
        summary="Les questions nommées",
        response_model=list[QuestionModel],
    )
    for question in questions().values():
        api.add_api_route(
            f"/questions/{question.name}",
            _endpoint(question),
            response_model=AnswerModel,
            tags=["questions"],
            summary=question.title,
            description=question.question,
            name=question.name,
            openapi_extra={"parameters": [_parameter(param) for param in _own_params(question)]},
        )
    for method, endpoint, summary in (
        ("GET", sparql_get, "Requête SPARQL en lecture seule, dans l'adresse"),
        ("POST", sparql_post, "Requête SPARQL en lecture seule, dans le corps"),
    ):
        api.add_api_route(
            "/sparql", endpoint, methods=[method], tags=["sparql"], summary=summary, response_class=Response
        )
    return api


def _own_params(question: Question) -> list[Param]:
    """The parameters that are the question's own: every route pages its answer, whatever the question."""
    return [param for param in question.params if param.name not in PAGING]


def _parameter(param: Param) -> dict[str, object]:
    """A parameter as OpenAPI describes it."""
    return {
        "name": param.name,
        "in": "query",
        "required": param.required,
        "description": param.description,
        "schema": {"type": PARAMETER_TYPES.get(param.type, "string")},
        "example": PARAMETER_EXAMPLES.get(param.type, f"{param.type}/…"),
    }


def list_questions() -> list[QuestionModel]:
    """Les questions, leurs paramètres et leurs colonnes."""
    return [
        QuestionModel(
            name=question.name,
            title=question.title,
            question=question.question,
            href=f"/api/questions/{question.name}",
            parameters=[
                {"name": p.name, "type": p.type, "description": p.description, "required": p.required}
                for p in _own_params(question)
            ],
            columns=[{"name": c.name, "description": c.description} for c in question.columns],
        )
        for question in questions().values()
    ]


def _endpoint(question: Question) -> Callable[[Request, int, int], AnswerModel]:
    def answer(request: Request, limit: Limit = DEFAULT_LIMIT, offset: Offset = 0) -> AnswerModel:
        served: Served = request.app.state.served
        values = {name: value for name, value in request.query_params.items() if name not in PAGING and value}
        found = whole_answer(served.store(), question.name, values)
        window = Window(limit, offset)
        return AnswerModel(
            question=found.question,
            columns=list(found.columns),
            rows=[dict(row) for row in cut(found.rows, window)],
            caveats=list(found.caveats),
            total=len(found.rows),
            next=next_link(request.url.path, values, window, len(found.rows)),
        )

    return answer


def sparql_get(
    request: Request,
    query: Annotated[str, Query(description="SELECT, ASK, CONSTRUCT ou DESCRIBE.", examples=[SPARQL_EXAMPLE])],
) -> Response:
    """La réponse en JSON, CSV, TSV ou XML selon l'en-tête `Accept` ; des triplets en Turtle."""
    return _sparql(request, query)


async def sparql_post(request: Request) -> Response:
    """Corps : `application/sparql-query`, ou un formulaire avec le champ `query`."""
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        fields = parse_qs(body.decode("utf-8", "replace"))
        text = fields.get("query", [""])[0]
    else:
        text = body.decode("utf-8", "replace")
    return await run_in_threadpool(_sparql, request, text)


def _sparql(request: Request, text: str) -> Response:
    form = choose(request.headers.get("accept", ""), RESULT_TYPES) or "json"
    result = service.sparql(request.app.state.served.settings, text, form)
    return Response(result.body, media_type=result.media_type)
