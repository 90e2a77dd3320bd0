"""Every page of a sample store, reached by its links as a visitor would."""

from collections import deque
from html import unescape
from urllib.parse import parse_qsl, urldefrag, urlsplit

import pytest
from viz_html import Seen, read

from maillage.graph.store import Store
from maillage.viz import links
from maillage.viz.pages import PAGES, BadValueError, MissingError, Page, error_page, mounts

NOT_PAGES = ("/api/", links.API_DOCS)


def find(path: str) -> tuple[Page, dict[str, str]] | None:
    for page in sorted(PAGES, key=lambda page: ":path" in page.path):
        found = page.pattern.match(path)
        if found:
            return page, found.groupdict()
    return None


def show(store: Store, url: str) -> str:
    parts = urlsplit(url)
    found = find(parts.path)
    assert found is not None, f"no page answers {url}"
    return found[0].html(store, found[1], dict(parse_qsl(parts.query)))


@pytest.fixture(scope="module")
def site(store: Store) -> dict[str, str]:
    """Every page that can be reached from the first one."""
    seen: dict[str, str] = {}
    waiting = deque([links.HOME, links.SEARCH + "?q=valombre"])
    while waiting:
        url = waiting.popleft()
        if url in seen:
            continue
        seen[url] = show(store, url)
        targets = (urldefrag(unescape(link)).url for link in read(seen[url]).links)
        waiting.extend(link for link in targets if link.startswith("/") and not link.startswith(NOT_PAGES))
    return seen


def test_every_kind_of_page_is_reached(site: dict[str, str]) -> None:
    reached = {found[0].name for url in site if (found := find(urlsplit(url).path))}
    assert reached == {page.name for page in PAGES}


def problems(seen: Seen) -> list[str]:
    wrong = list(seen.wrong)
    wrong += [f"id {name} twice" for name in set(seen.ids) if seen.ids.count(name) > 1]
    wrong += [f"{seen.headings.count(1)} h1"] if seen.headings.count(1) != 1 else []
    pairs = zip(seen.headings, seen.headings[1:], strict=False)
    wrong += [f"h{after} after h{before}" for before, after in pairs if after > before + 1]
    wrong += [f"resource {url}" for url in seen.resources if not url.startswith(tuple(mounts()))]
    wrong += [f"control {name!r} without label" for name in seen.fields if name not in seen.labelled]
    wrong += ["table without caption"] if seen.tags.count("table") != seen.tags.count("caption") else []
    wrong += ["no language"] if seen.lang != "fr" else []
    wrong += ["no title"] if not "".join(seen.titles).split("—")[0].strip() else []
    return wrong


def test_every_page_is_well_made(site: dict[str, str]) -> None:
    found = {url: wrong for url, page in site.items() if (wrong := problems(read(page)))}
    assert not found


def test_titles_tell_things_apart(site: dict[str, str]) -> None:
    paths = {urlsplit(url).path for url in site if "?" not in url}
    titles = ["".join(read(site[path]).titles) for path in paths if path in site]
    assert len(titles) == len(set(titles))


def test_links_within_a_page_have_their_target(site: dict[str, str]) -> None:
    for url, page in site.items():
        seen = read(page)
        inner = [link[1:] for link in seen.links if link.startswith("#")]
        assert set(inner) <= set(seen.ids), url


def test_links_leave_only_to_pages_and_files(site: dict[str, str]) -> None:
    outside = {link for page in site.values() for link in read(page).links if not link.startswith(("/", "#"))}
    assert all(link.startswith("https://") for link in outside)  # the public source of a definition


def test_labels_of_strangers_are_shown_not_obeyed(site: dict[str, str]) -> None:
    assert any("Association &lt;script&gt;" in page for page in site.values())
    assert not any("<script>alert" in page or "Moulin <b>" in page for page in site.values())


def test_never_says_that_there_is_no_commitment(site: dict[str, str]) -> None:
    allowed = ("« aucun engagement »", "«\u00a0aucun engagement\u00a0»", "«&nbsp;aucun engagement&nbsp;»")
    for url, page in site.items():
        text = page.lower()
        for words in allowed:
            text = text.replace(words, "")
        for after in text.split("aucun engagement")[1:]:
            assert after.startswith((" trouvé", " de ce partenaire n&#39;a été trouvé")), url


def test_what_was_not_read_is_said(site: dict[str, str], contract: str) -> None:
    assert "1 page illisible" in site[contract]
    assert "lecture incomplète" in site["/"]


def test_cells_of_the_matrix_open_as_many_commitments(store: Store, contract: str) -> None:
    page = show(store, f"/matrice?contract={contract.strip('/')}")
    cells = [unescape(link) for link in read(page).links if link.startswith("/commitments?")]
    assert len(cells) >= 4
    for cell in cells:
        count = page.split(cell.replace("&", "&amp;"))[1].split(">")[1].split("<")[0].split(" ")[0]
        assert f"{count}\u00a0engagement" in show(store, cell)


def test_the_network_says_who_holds_a_defi_alone(store: Store) -> None:
    page = show(store, "/reseau?contract=contract/valombre")
    row = page.split("<caption>")[1].split("Association &lt;script&gt;")[1].split("</tr>")[0]
    assert 'href="/defi/valombre/sante"' in row  # the collective, which also answers it, is nobody in particular


def test_each_defi_is_once_in_each_kind_of_gap(store: Store) -> None:
    for part in show(store, "/lacunes").split("<h2 ")[1:]:
        defis = [link for link in read(part).links if link.startswith("/defi/")]
        assert len(defis) == len(set(defis))


def test_a_filter_that_was_chosen_stays_chosen(store: Store) -> None:
    page = show(store, "/commitments?contract=contract/valombre&defi=defi/valombre/emploi-1&kind=action")
    assert 'value="defi/valombre/emploi-1" selected' in page
    assert 'value="contract/valombre" selected' in page and 'value="action" selected' in page


def test_the_page_marks_the_words_of_its_commitment(site: dict[str, str]) -> None:
    shown = [page for url, page in site.items() if url.startswith("/document/") and "?commitment=" in url]
    assert any(
        "<mark>nence au quartier des Tilleuls, dans le cadre de la Cité de l&#39;emploi.</mark>" in p for p in shown
    )


@pytest.mark.parametrize(
    "url",
    ["/commitments?min_confidence=beaucoup", "/commitments?number=0", "/commitments?number=x", "/reseau?least=-1"],
)
def test_a_value_that_cannot_be_used_is_said_in_french(store: Store, url: str) -> None:
    with pytest.raises(BadValueError, match="doit être"):
        show(store, url)


def test_a_page_that_is_not_there(store: Store, document: str) -> None:
    with pytest.raises(MissingError):
        show(store, f"{document}/page/99")


def test_a_page_past_the_last_says_so(store: Store) -> None:
    assert "Page 999 sur" in show(store, "/commitments?number=999")


def test_an_empty_store_still_has_its_pages(empty_store: Store) -> None:
    for url in (
        links.HOME,
        links.MATRIX,
        links.NETWORK,
        links.GAPS,
        links.COMMITMENTS,
        links.DISPOSITIFS,
        links.RELIABILITY,
    ):
        assert not problems(read(show(empty_store, url))), url


def test_an_error_page_escapes_its_words() -> None:
    page = error_page("Introuvable", "<img src=x>", "Cherchez.", [("https://w3id.org/maillage/partner/caf", "CAF <i>")])
    assert not problems(read(page))
    assert "&lt;img" in page and "CAF &lt;i&gt;" in page and 'href="/partner/caf"' in page
