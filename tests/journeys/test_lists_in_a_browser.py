"""The desk's lists as they stand on the page: what is read whole is on one line, and acts stand on it too."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Site

pytestmark = pytest.mark.browser

# How high the words of each cell stand, in pixels.
HEIGHTS = """cells => cells.map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect().height;
})"""
# The top of an element's words, and how far from their cell's edge they begin.
EDGES = """one => {
  const range = document.createRange();
  range.selectNodeContents(one.firstChild);
  const box = range.getBoundingClientRect();
  return [box.top, box.left - one.closest("td").getBoundingClientRect().left];
}"""
ONE_LINE = 30


@pytest.fixture
def asif(chromium: Browser, site: Site) -> Iterator[Page]:
    """Asif at the desk, on a screen 1280 pixels wide."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/desk/sign-in")
    page.get_by_role("button", name=re.compile("Look round as Asif")).click()
    yield page
    context.close()


def test_references_names_and_headings_of_the_reports_are_on_one_line(asif: Page) -> None:
    asif.goto("/desk/reports?show=all")
    for cells in ("thead th", "tbody th", "tbody td:nth-child(4)", "tbody td:nth-child(6)"):
        heights = asif.locator(f"table.list {cells}").evaluate_all(HEIGHTS)
        assert heights and max(heights) < ONE_LINE, cells


def test_take_up_stands_on_its_line(asif: Page) -> None:
    asif.goto("/desk/worklist")
    line = asif.locator("tbody tr", has=asif.get_by_role("button", name=re.compile("^Take up"))).first
    act, left = line.get_by_role("button").evaluate(EDGES)
    told, _ = line.locator("td").nth(1).evaluate(EDGES)
    assert abs(act - told) < 1 and abs(left) < 1
    assert line.get_by_role("button").bounding_box()["height"] >= 24  # type: ignore[index]
