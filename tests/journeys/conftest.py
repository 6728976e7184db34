"""A small rehearsal, served as `./run` serves it, and a real browser to walk through it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from candour.bench.server import serving

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")


@dataclass(frozen=True)
class Site:
    """Where the rehearsal answers, and where it keeps its things."""

    url: str
    folder: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A rehearsal with forty contacts, on SQLite, served by processes of its own."""
    folder = tmp_path_factory.mktemp("rehearsal")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CANDOUR_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    environment = {**kept, "CANDOUR_DATA": str(folder), "CANDOUR_HTTPS": "0"}
    demo = [sys.executable, "-m", "candour", "demo", "--contacts", "60"]
    subprocess.run(demo, cwd=ROOT, env=environment, check=True, capture_output=True)
    with serving(folder, environment) as url:
        yield Site(url, folder)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; skipped where it is missing, unless nothing may be skipped."""
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
