"""The page of figures as it lies on a wide screen, a telephone and paper."""

from collections.abc import Iterator

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


def left_edges(page: Page) -> set[int]:
    found = page.locator("#contacts + .figures-pair > section").all()
    return {round((section.bounding_box() or {"x": -1})["x"]) for section in found}


def test_two_charts_stand_side_by_side_on_a_wide_screen_and_one_on_a_telephone(page: Page) -> None:
    assert len(left_edges(page)) == 2

    page.set_viewport_size({"width": 390, "height": 900})
    assert len(left_edges(page)) == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_of_contents_is_seen_without_scrolling(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    box = page.get_by_role("navigation", name="On this page").bounding_box()

    assert box
    assert box["y"] + 100 < 900


def test_paper_has_the_tables_and_nothing_that_only_a_screen_can_do(page: Page) -> None:
    table, details = page.locator(".figures-printed").first, page.locator("details").first
    assert (table.is_visible(), details.is_visible()) == (False, True)

    page.emulate_media(media="print")

    assert (table.is_visible(), details.is_visible()) == (True, False)
    for piece in ("input", "form", "nav", "a[href^='/figures.csv']", "button"):
        shown = [one.is_visible() for one in page.locator(piece).all()]
        assert shown, piece
        assert not any(shown), piece


def test_who_pays_fits_a_telephone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/funding")
    amount = page.get_by_text("£").first.bounding_box()

    assert amount
    assert amount["x"] + amount["width"] <= 390
    assert page.locator(".scroll").count() == 0
