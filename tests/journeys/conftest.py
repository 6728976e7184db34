"""A small rehearsal, served as `./run` serves it, and a real browser to walk through it."""

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from candour.bench.server import serving
from tests import rehearsal

CHROMIUM = shutil.which("chromium")


@dataclass(frozen=True)
class Site:
    """Where the rehearsal answers, and where it keeps its things."""

    url: str
    folder: Path


def shown_day(page: Page) -> dt.date:
    """The day that goes for today in this rehearsal, as the banner of the page says it."""
    words = page.locator(".rehearsal").inner_text().partition("today is ")[2].rstrip(".")
    return dt.datetime.strptime(words, "%d %B %Y").date()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A rehearsal with sixty contacts, on SQLite, served by processes of its own."""
    folder = tmp_path_factory.mktemp("rehearsal")
    rehearsal.copy("small", folder)
    with serving(folder, rehearsal.environment_of(folder)) as url:
        yield Site(url, folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; skipped where it is missing, unless nothing may be skipped.

    One a file: while it runs, no other test of this process may use the database.
    """
    if CHROMIUM is None:
        if os.environ.get("CANDOUR_SKIP_NOTHING"):
            pytest.fail("There is no chromium, and nothing may be skipped here.")
        pytest.skip("There is no chromium: install Debian's package.")
    with sync_playwright() as playwright:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """A reporter's telephone: 390 pixels wide, with JavaScript off."""
    context = chromium.new_context(
        base_url=site.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    yield context
    context.close()
