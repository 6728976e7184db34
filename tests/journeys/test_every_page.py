"""A walk over every page that links lead to, as everybody: its title, its navigation, its place marked."""

import re
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPErrorProcessor, Request, build_opener

import pytest
from lxml import html
from playwright.sync_api import Browser

from candour.doors.middleware import door_of
from tests.journeys.conftest import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERYBODY = [
    "public",
    *(f"desk as {name}" for name in ("Hana", "Asif", "Rhona", "Ada", "Finn", "Olu")),
    "force as Mo",
]
REPORTER_PAGES = {"/report", "/mailbox"}
# Files, and pages that give one away.
_FILE = re.compile(
    r"\.(csv|svg|txt|json|atom|ods|zip|pdf)$|SHA256SUMS|/pdf$|/download$|/file/\d+$|/figures/releases/[^/]+/."
)


class Answered(HTTPErrorProcessor):
    """Lets 410 through, which is a page of the log that was taken out."""

    def http_response(self, request, response):
        return response if response.status == 410 else super().http_response(request, response)


_opener = build_opener(Answered)


def _fetch(url: str, cookie: str, path: str) -> tuple[str, html.HtmlElement | None]:
    """The path where the address ends, and the page there; None for what is no page."""
    with _opener.open(Request(url + path, headers={"Cookie": cookie}), timeout=30) as answer:
        is_page = "text/html" in answer.headers.get("Content-Type", "")
        return urlsplit(answer.url).path, html.fromstring(answer.read()) if is_page else None


def _cookie(chromium: Browser, site: Site, door: str, name: str) -> str:
    """The cookies of somebody who looks round; none for the public."""
    context = chromium.new_context(base_url=site.url)
    if name:
        page = context.new_page()
        page.goto(f"/{door}/sign-in")
        page.get_by_role("button", name=re.compile(f"Look round as {name}")).click()
    cookie = "; ".join(f"{part['name']}={part['value']}" for part in context.cookies())
    context.close()
    return cookie


def _leads(page: html.HtmlElement, url: str, door: str) -> set[str]:
    """The paths of the same door that the page's links lead to, but for files."""
    addresses = {urlsplit(urljoin(url, link)) for link in page.xpath("//a/@href")}
    paths = {address.path for address in addresses if address.netloc == urlsplit(url).netloc}
    return {path for path in paths if door_of(path) == door and not _FILE.search(path)}


def _pages(site: Site, cookie: str, door: str) -> dict[str, html.HtmlElement]:
    """Every page of the door that links lead to from its first, by its path."""
    start = "/" if door == "public" else f"/{door}"
    waiting, seen, pages = [start], {start}, dict[str, html.HtmlElement]()
    while waiting:
        path, page = _fetch(site.url, cookie, waiting.pop())
        if page is None or path in pages:
            continue
        pages[path] = page
        waiting += _leads(page, site.url + path, door) - seen
        seen |= {*waiting}
    return pages


def _title(page: html.HtmlElement) -> str:
    return " ".join(page.findtext(".//title").split())


def _marked(page: html.HtmlElement) -> list[str]:
    """The links of the top that say: here you are."""
    return page.xpath("//header//a[@aria-current]/@href | //footer//a[@aria-current]/@href")


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_has_its_own_title_and_says_where_one_is(who: str, chromium: Browser, site: Site) -> None:
    door, _, name = who.partition(" as ")
    pages = _pages(site, _cookie(chromium, site, door, name), door)
    others = {path: page for path, page in pages.items() if path not in REPORTER_PAGES}
    titles: dict[str, list[str]] = {}
    for path, page in others.items():
        titles.setdefault(_title(page), []).append(path)

    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}
    assert [path for path, page in others.items() if not page.xpath("//header//nav//a")] == []
    assert [path for path, page in others.items() if len(set(_marked(page))) != 1] == []


def test_the_reporter_s_way_has_one_title_and_no_link_that_leads_off_at_the_top_or_the_foot(
    site: Site,
) -> None:
    pages = [_fetch(site.url, "", path)[1] for path in sorted(REPORTER_PAGES)]

    assert {_title(page) for page in pages} == {"Your page"}
    assert [page.xpath("//header//a | //nav | //footer//a") for page in pages] == [[], []]
