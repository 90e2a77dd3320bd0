"""The application: pages, data under the same addresses, questions as JSON, errors a reader understands."""

import re

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph

MISSION = "/partner/mission-locale-de-valbrume"
PAGES = [
    "/",
    "/matrice",
    "/commitments",
    "/dispositifs",
    "/reseau",
    "/lacunes",
    "/fiabilite",
    "/recherche",
    MISSION,
    "/docs",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_french_html_that_needs_no_other_host(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    assert '<html lang="fr"' in answer.text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*\.(?:js|css|woff2?)', answer.text)
    assert not re.findall(r"<script(?![^>]*(?:src=|application/json))", answer.text), "the policy blocks inline scripts"


def test_every_link_of_the_home_page_answers(client: TestClient) -> None:
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 200:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        answer = client.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            links = re.findall(r'(?:href|src)="(/[^"#]*)', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links]
    assert len(seen) > 15


def test_security_headers_are_everywhere(client: TestClient) -> None:
    for path in ("/", "/nothing", "/api/questions", "/openapi.json", "/docs/assets/swagger-ui.css"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff"


def test_a_thing_has_data_at_the_address_of_its_page(client: TestClient) -> None:
    turtle = client.get(MISSION, headers={"Accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle") and turtle.headers["vary"] == "Accept"
    linked = client.get(MISSION, headers={"Accept": "application/ld+json"})
    assert linked.headers["content-type"] == "application/ld+json"
    assert client.get(f"{MISSION}?format=json").headers["content-type"] == "application/json"
    first, second = Graph().parse(data=turtle.text, format="turtle"), Graph().parse(data=linked.text, format="json-ld")
    assert len(first) == len(second) > 5
    assert "Mission locale de Valbrume" in {str(value) for value in first.objects()}
    assert client.get(MISSION, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("form", ["application/json", "text/turtle", "text/html"])
def test_things_that_are_not_there_are_404(client: TestClient, form: str) -> None:
    answer = client.get("/partner/nobody", headers={"Accept": form})
    assert answer.status_code == 404 and "Traceback" not in answer.text


def test_answers_page_by_page_are_the_whole_answer(client: TestClient) -> None:
    whole = client.get("/api/questions/coverage").json()
    address, rows = "/api/questions/coverage?limit=1", []
    while address:
        page = client.get(address).json()
        assert page["total"] == whole["total"]
        rows += page["rows"]
        address = page["next"]
    assert rows == whole["rows"] and len(rows) == 2


def test_parameters_survive_in_the_next_link(client: TestClient) -> None:
    page = client.get("/api/questions/commitments", params={"defi": "Rapprocher de l'emploi", "limit": 1}).json()
    assert page["total"] == 2
    assert client.get(page["next"]).json()["rows"][0]["first_line"] == 3


def test_every_question_is_a_described_route(client: TestClient) -> None:
    listed = client.get("/api/questions").json()
    described = client.get("/openapi.json").json()["paths"]
    assert len(listed) >= 8
    for question in listed:
        operation = described[question["href"]]["get"]
        assert operation["summary"] == question["title"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert names == {parameter["name"] for parameter in question["parameters"]} | {"limit", "offset"}
        assert all(
            p.get("example") is not None for p in operation["parameters"] if p["name"] not in ("limit", "offset")
        )


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/questions/weather", 404),
        ("/api/questions/coverage?colour=red", 422),
        ("/api/questions/coverage?limit=0", 422),
        ("/api/questions/coverage?offset=-1", 422),
        ("/api/questions/coverage?contract=Atlantis", 404),
        ("/api/questions/partners-on-defi", 422),
    ],
)
def test_bad_requests_are_told_as_data(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status and {"error", "message", "advice"} <= set(answer.json())


def test_sparql_by_get_and_post(client: TestClient) -> None:
    query = "PREFIX mlg: <https://w3id.org/maillage/ontology#> SELECT ?q { ?c mlg:quote ?q } ORDER BY ?q"
    for answer in (
        client.get("/api/sparql", params={"query": query}),
        client.post("/api/sparql", data={"query": query}),
        client.post("/api/sparql", content=query, headers={"Content-Type": "application/sparql-query"}),
    ):
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert len(answer.json()["results"]["bindings"]) == 2
    assert client.get("/api/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text.startswith("q\r\n")
    assert client.post("/api/sparql", data={"update": "DROP ALL"}).status_code == 400
    assert client.get("/api/sparql", params={"query": "DROP ALL"}).status_code == 400


def test_without_a_store_the_pages_say_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    from maillage.api.app import create_app
    from maillage.api.settings import read_settings

    app = create_app(read_settings({"MAILLAGE_HOME": str(tmp_path_factory.mktemp("empty"))}))
    answer = TestClient(app).get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 503 and "maillage load" in answer.text
