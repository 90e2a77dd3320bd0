"""The pages in a real browser: they fit small screens, work by keyboard, draw the network, and ask no other host."""

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from maillage.graph.store import Store
from maillage.viz.pages import PAGES, Page, mounts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
WIDTHS = (375, 768, 1440)
PATHS = (
    "/",
    "/matrice",
    "/commitments",
    "/dispositifs",
    "/reseau",
    "/lacunes",
    "/fiabilite",
    "/recherche?q=valombre",
    "/contract/valombre",
    "/partner/commune-valombre",
    "/defi/valombre/emploi",
    "/qpv/QN99901M",
    "/dispositif/cite-de-l-emploi",
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")


def application(store: Store) -> Starlette:
    def endpoint(page: Page) -> Any:
        def answer(request: Request) -> Response:
            return HTMLResponse(page.html(store, request.path_params, request.query_params))

        return answer

    pages = sorted(PAGES, key=lambda page: ":path" in page.path)
    files = [Mount(path, StaticFiles(directory=folder, follow_symlink=True)) for path, folder in mounts().items()]
    return Starlette(routes=[*files, *(Route(page.path, endpoint(page)) for page in pages)])


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(application(store), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen_nor_comes_from_elsewhere(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wrong: list[str] = []
    page.on("request", lambda request: request.url.startswith(address) or wrong.append(f"asked {request.url}"))
    page.on("response", lambda response: response.status >= 400 and wrong.append(f"{response.status} {response.url}"))
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    for path in PATHS:
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{path} overflows by {over} px"] if over > 0 else []
    page.close()
    assert not wrong


def test_the_keyboard_skips_to_the_content_then_reaches_a_cell(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 800})
    page.goto(f"{address}/matrice?contract=contract/valombre")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.matrix td') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments?**")
    assert page.locator("blockquote").count() >= 1
    page.close()


def test_headers_of_the_matrix_stay_in_view(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 500})
    page.goto(f"{address}/matrice?contract=contract/valombre")
    region = page.locator(".matrix-scroll")
    region.evaluate("it => { it.scrollLeft = 150; it.scrollTop = 10000; }")
    box, name = region.bounding_box(), page.locator(".matrix tbody th").last.bounding_box()
    head = page.locator(".matrix thead th").nth(2).bounding_box()
    assert abs(name["x"] - box["x"]) <= 2
    assert abs(head["y"] - box["y"]) <= 2
    page.close()


def test_the_network_is_drawn_and_says_what_is_selected(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(f"{address}/reseau?contract=contract/valombre")
    page.wait_for_selector("#network-graph[data-ready=yes]", timeout=20_000)
    assert page.locator("#network-graph canvas").count() == 1
    links = page.locator("table").last.locator("tbody tr").count()
    drawn = page.evaluate("JSON.parse(document.getElementById('network-data').textContent).edges.length")
    assert links == drawn > 0
    page.close()
