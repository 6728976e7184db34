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


# The desk's width and a telephone's, with what axe leaves out at each. No style sheet has colours for one
# width only (a test in tests/look), so contrast, which takes axe as long as all else, is looked at once.
WIDTHS: dict[int, dict[str, object]] = {1280: {}, 390: {"color-contrast": {"enabled": False}}}


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A page of which each width is looked at; scripts are on, since axe is one."""
    context = chromium.new_context(base_url=site.url, bypass_csp=True)
    yield context.new_page()
    context.close()


# Words that end beyond the screen or their box, and cannot be moved into sight.
_CUT_OFF = """() => {
  const moves = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const hides = element => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
  const cut = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest("svg, .govuk-visually-hidden, .govuk-skip-link, select")) continue;
    const own = [...element.childNodes].filter(node => node.nodeType === 3 && node.data.trim());
    if (!own.length) continue;
    let edge = innerWidth;
    for (let above = element; above && above !== document.body; above = above.parentElement) {
      if (moves(above) && above !== element) { edge = Infinity; break; }
      if (hides(above)) edge = Math.min(edge, above.getBoundingClientRect().right);
    }
    for (const node of own) {
      const words = document.createRange();
      words.selectNodeContents(node);
      if (words.getBoundingClientRect().right > edge + 1) cut.push(node.data.trim().slice(0, 60));
    }
  }
  return cut;
}"""


def _findings(page: Page) -> dict[str, str]:
    """What axe and a ruler find on the page that is shown, by width."""
    findings: dict[str, str] = {}
    for width, rules in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        options = {"resultTypes": ["violations"], "selectors": False, "elementRef": False, "rules": rules}
        results = Axe().run(page, options=options)
        if results.violations_count:
            findings[f"{width}"] = str(results.response["violations"])
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            findings[f"{width} sideways"] = "the page scrolls sideways"
        if cut := page.evaluate(_CUT_OFF):
            findings[f"{width} cut off"] = str(cut)
    return findings


def _kind(address: str) -> str:
    return _NAMES.sub("*", urlsplit(address).path)


def _links(page: Page, door: str) -> list[str]:
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    return [link for link in links if urlsplit(link).path.startswith(f"/{door}") or door == "public"]


def _look_over(page: Page, door: str, starts: list[str]) -> dict[str, str]:
    """Walk from page to page, one of each kind, and return axe's findings by kind of page."""
    waiting, seen, findings = list(starts), set(), dict[str, str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if _kind(address) in seen or _kind(address).endswith(_FILES):
            continue
        seen.add(_kind(address))
        page.goto(address)
        findings |= {f"{_kind(address)} {width}": text for width, text in _findings(page).items()}
        waiting += [link for link in _links(page, door) if urlsplit(link).netloc == urlsplit(page.url).netloc]
    assert len(seen) >= len(starts)
    return findings


@pytest.mark.parametrize("who", DOORS)
def test_axe_finds_nothing_on_any_page(page: Page, who: str) -> None:
    door, _, name = who.partition(" as ")
    if name:
        page.goto(f"/{door}/sign-in")
        assert _findings(page) == {}
        page.get_by_role("button", name=re.compile(f"Look round as {name}")).click()

    assert _look_over(page, door, DOORS[who]) == {}


def test_axe_finds_nothing_while_somebody_asks_for_information_and_an_officer_lets_it_in(page: Page) -> None:
    findings: dict[str, str] = {}
    for name in asking(page):
        findings |= {f"{name} {width}": text for width, text in _findings(page).items()}
    page.goto("/desk/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Finn")).click()
    for name in letting_in(page):
        findings |= {f"{name} {width}": text for width, text in _findings(page).items()}

    assert findings == {}


def test_axe_would_find_a_picture_without_words(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main').appendChild(document.createElement('img'))")

    assert set(_findings(page)) == {"1280", "390"}


def test_a_page_that_is_too_wide_for_a_telephone_is_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main').style.width = '600px'")

    assert set(_findings(page)) == {"390 sideways", "390 cut off"}


def test_words_that_are_cut_off_are_found(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.querySelector('main h1').style.cssText = 'white-space: nowrap; overflow: hidden'")

    assert set(_findings(page)) == {"1280 cut off", "390 cut off"}


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
