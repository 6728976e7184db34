"""Every page that can be reached, looked over by axe; and what the way to the first question weighs."""

import re
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.asking import asking, letting_in
from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser

DOORS = {
    "public": [
        "/",
        "/report",
        "/mailbox",
        "/nowhere",
        "/figures",
        "/figures/year",
        "/figures/cohorts",
        "/figures/forces",
        "/figures/how-we-count",
        "/figures/protection",
        "/figures/misreported",
        "/figures/answers",
        "/figures/calendar",
        "/figures/releases",
        "/figures/releases/1",
        "/foi",
        "/foi/ask",
        "/foi/follow",
        "/foi/log",
        "/foi/log/fields",
        "/foi/publication-scheme",
        "/foi/account",
        f"/foi/confirm/{uuid.UUID(int=1)}/0000000000",
    ],
    "desk as Hana": ["/desk/call", "/desk/your-sign-in"],
    "desk as Asif": ["/desk/worklist", "/desk/reports", "/desk/referrals", "/desk/questions"],
    "desk as Rhona": ["/desk/approvals", "/desk/keys", "/desk/audit"],
    "desk as Ada": ["/desk/members", "/desk/keys", "/desk/audit"],
    "desk as Finn": [
        "/desk/foi",
        "/desk/foi?done",
        "/desk/foi/holidays",
        "/desk/foi/annotations",
        "/desk/foi/account",
        "/desk/foi/holding",
    ],
    "desk as Olu": ["/desk"],
    "force as Mo": ["/force/inbox", "/force/unit"],
}
MOST_PAGES = 48
_NAMES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|R-[A-Z0-9]{7}|[A-Z0-9]{3}-[A-Z0-9]{4}"
    r"|\d\d\.FOI\.\d\d\.\d{6}"
    r"|(?<=/figures/table/)[^/]+/[\w-]+|(?<=/figures/force/)[\w-]+|\d+\.\d+(-\d+)?"
)
# What is taken away and not looked at as a page.
_FILES = (".csv", ".svg", ".txt", ".json", ".atom", ".ods", ".zip", "SHA256SUMS", "/pdf")


@pytest.fixture(params=[1280, 390])
def page(chromium: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page at the desk's width or a telephone's; scripts are on, since axe is one."""
    size = {"width": request.param, "height": 900}
    context = chromium.new_context(base_url=site.url, viewport=size, bypass_csp=True)
    yield context.new_page()
    context.close()


def _kind(address: str) -> str:
    return _NAMES.sub("*", urlsplit(address).path)


def _links(page: Page, door: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [one for one in found if urlsplit(one).path.startswith(f"/{door}") or door == "public"]


def _look_over(page: Page, door: str, starts: list[str]) -> dict[str, str]:
    """Walk from page to page, one of each kind, and return axe's findings by kind of page."""
    waiting, seen, findings = list(starts), set(), dict[str, str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if _kind(address) in seen or _kind(address).endswith(_FILES):
            continue
        seen.add(_kind(address))
        page.goto(address)
        results = Axe().run(page)
        if results.violations_count:
            findings[_kind(address)] = results.generate_report()
        sideways = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if sideways:
            findings[f"{_kind(address)} sideways"] = "the page scrolls sideways"
        waiting += [one for one in _links(page, door) if urlsplit(one).netloc == urlsplit(page.url).netloc]
    assert len(seen) >= len(starts)
    return findings


@pytest.mark.parametrize("who", DOORS)
def test_axe_finds_nothing_on_any_page(page: Page, who: str) -> None:
    door, _, name = who.partition(" as ")
    if name:
        page.goto(f"/{door}/sign-in")
        assert Axe().run(page).violations_count == 0
        page.get_by_role("button", name=re.compile(f"Look round as {name}")).click()

    assert _look_over(page, door, DOORS[who]) == {}


def test_axe_finds_nothing_while_somebody_asks_for_information_and_an_officer_lets_it_in(page: Page) -> None:
    findings: dict[str, str] = {}

    def look(what: str) -> None:
        results = Axe().run(page)
        if results.violations_count:
            findings[what] = results.generate_report()
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            findings[f"{what} sideways"] = "the page scrolls sideways"

    for what in asking(page):
        look(what)
    page.goto("/desk/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Finn")).click()
    for what in letting_in(page):
        look(what)

    assert findings == {}


def test_axe_would_find_a_picture_without_words(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main').appendChild(document.createElement('img'))")

    assert Axe().run(page).violations_count > 0


def test_the_way_to_the_first_question_is_light_and_without_script(page: Page) -> None:
    wire = page.context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda end: sizes.update({end["requestId"]: end["encodedDataLength"]}))
    wire.on("Network.requestServedFromCache", lambda kept: sizes.pop(kept["requestId"], None))

    page.goto("/", wait_until="networkidle")
    page.get_by_text("Report online").click()
    page.wait_for_load_state("networkidle")

    travelled = [size for size in sizes.values() if size]
    assert page.get_by_role("radio").count() > 0
    assert 2 <= len(travelled) <= 5
    assert sum(travelled) <= 30_000
    assert page.locator("script").count() == 0
