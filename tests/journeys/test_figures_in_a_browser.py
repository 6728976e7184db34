"""The pages of figures as they lie on a wide screen, a telephone and paper, and pictures on another site."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """The figures on a wide screen, as they are served."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto("/figures")
    yield opened
    context.close()


def top_edges(page: Page) -> tuple[float, float]:
    """Where a picture and the table that belongs to it begin."""
    both = page.locator("#channels ~ .figures-finding .figures-beside").first.locator("> div")
    boxes = [both.nth(place).bounding_box() or {"y": -1.0} for place in (0, 1)]
    return boxes[0]["y"], boxes[1]["y"]


def test_a_table_stands_beside_its_picture_on_a_wide_screen_and_below_on_a_telephone(page: Page) -> None:
    picture, table = top_edges(page)
    assert picture == table

    page.set_viewport_size({"width": 390, "height": 900})
    picture, table = top_edges(page)
    assert table > picture + 50


@pytest.mark.parametrize(
    "address",
    [
        "/figures",
        "/figures/year",
        "/figures/cohorts",
        "/figures/how-we-count",
        "/figures/misreported",
        "/figures/force/metropolitan",
    ],
)
def test_no_page_scrolls_sideways_on_a_telephone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_number_has_its_own_page_one_press_away_and_its_definition_too(page: Page) -> None:
    card = page.locator(".figures-key").first
    number = card.locator(".count").inner_text()
    card.get_by_text("What this counts").click()
    assert card.get_by_text("All of the rule").is_visible()

    card.get_by_role("link", name="Permanent link").click()
    assert page.locator(".count").inner_text() == number
    assert re.fullmatch(r"/figures/number/\d+\.\d+-\d+", page.url.removeprefix(_base(page)))


def _base(page: Page) -> str:
    found = re.match(r"https?://[^/]+", page.url)
    assert found
    return found[0]


def test_a_wide_table_says_on_a_telephone_that_it_can_be_moved(page: Page) -> None:
    page.goto("/figures/cohorts")
    cue = page.get_by_text("Move it sideways to see all of it.").first
    assert not cue.is_visible()

    page.set_viewport_size({"width": 390, "height": 900})
    assert cue.is_visible()


def test_the_first_page_is_half_as_long_on_a_telephone_as_all_of_them_were(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})

    assert page.evaluate("document.documentElement.scrollHeight") < 16_000


def test_a_hidden_number_leads_to_its_reason_on_the_same_page(page: Page) -> None:
    page.goto("/figures/year")
    sign = page.locator("td a", has_text="[c]").first
    sign.click()

    assert page.url.endswith("#sign-c")
    assert page.locator("#sign-c").get_by_text("so that nobody can be found").is_visible()


def test_paper_has_pictures_and_tables_and_nothing_that_only_a_screen_can_do(page: Page) -> None:
    page.emulate_media(media="print")

    assert page.locator(".figures-finding table").first.is_visible()
    assert page.locator(".figures-finding svg").first.is_visible()
    for piece in ("nav", "details", ".figures-links"):
        shown = [one.is_visible() for one in page.locator(piece).all()]
        assert shown, piece
        assert not any(shown), piece
    assert page.locator("#sign-c").is_visible()


@contextmanager
def another_site(body: str) -> Iterator[str]:
    """A page of another origin, which takes in only what allows it: the strictest that a site can be."""

    class Paper(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Paper) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_another_sites_page_can_show_the_picture_of_a_number_and_not_a_page_of_ours(
    page: Page, chromium: Browser
) -> None:
    ours = _base(page)
    address = page.locator(".figures-key a", has_text="Permanent link").first.get_attribute("href")
    icon = page.locator("link[rel=icon]").first.get_attribute("href")
    body = f'<img src="{ours}{address}.svg"><img src="{ours}{icon}"><iframe src="{ours}/figures"></iframe>'
    with another_site(body) as paper:
        elsewhere = chromium.new_context()
        other = elsewhere.new_page()
        other.goto(paper, wait_until="networkidle")

        assert other.evaluate("document.images[0].naturalWidth") > 100
        assert other.evaluate("document.images[1].naturalWidth") == 0
        assert other.frames[1].url.startswith("chrome-error:")
        elsewhere.close()


def test_who_pays_fits_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/funding")
    amount = page.get_by_text("£").first.bounding_box()

    assert amount
    assert amount["x"] + amount["width"] <= 390
    assert page.locator(".scroll").count() == 0
