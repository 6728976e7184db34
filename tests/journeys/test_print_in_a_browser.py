"""A referral on paper: the marking once at the head and once at the foot of each sheet, and few sheets."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser

MARGINS = """() => [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
  .filter(rule => rule.constructor.name === "CSSPageRule").map(rule => rule.cssText)"""


@pytest.fixture
def printed(chromium: Browser, site: Site) -> Iterator[Page]:
    """A referral of Mo's, as a printer sees it."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/force/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Mo")).click()
    page.goto("/force/inbox?show=open")
    page.locator("main td a[href*='/force/referral/']").first.click()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_the_marking_stands_in_the_margins_and_nowhere_else(printed: Page) -> None:
    marks = printed.locator(".marking")
    assert marks.count() == 2
    assert not marks.first.is_visible() and not marks.last.is_visible()
    (margins,) = printed.evaluate(MARGINS)
    assert "@top-center" in margins and "@bottom-center" in margins
    assert margins.count(f'"{marks.first.text_content()}"') == 2


def test_an_ordinary_referral_is_one_sheet(printed: Page) -> None:
    (sheets,) = re.findall(rb"/Count (\d+)", printed.pdf(format="A4"))
    assert int(sheets) == 1
