"""What a reporter's visit weighs, sets and leaves behind."""

import gzip
import re
from importlib.resources import files

import pytest
from django.test import Client

from candour.ledger.models import Entry
from tests.conftest import Cast

from .way import ANSWERS, Browser, last_form

PAGES = ["/", "/report", "/how-it-works", "/privacy", "/cookies", "/accessibility", "/funding", "/help"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_kept_by_the_browser_and_nothing_comes_from_elsewhere(cast: Cast, address: str) -> None:
    page = Client().get(address)

    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Content-Security-Policy"].startswith("default-src 'none'")
    assert "script-src" not in page["Content-Security-Policy"]
    html = page.content.decode()
    assert "<script" not in html
    assert "style=" not in html
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', html)


@pytest.mark.parametrize("address", PAGES)
def test_only_the_form_sets_a_cookie_and_only_one(cast: Cast, address: str) -> None:
    client = Client()

    client.get(address)

    assert set(client.cookies) == ({"form"} if address == "/report" else set())


def test_the_cookie_is_gone_with_the_browser_and_goes_nowhere_else(cast: Cast) -> None:
    client = Client()
    client.get("/report")
    cookie = client.cookies["form"]

    assert (cookie["samesite"], cookie["httponly"], cookie["max-age"], cookie["expires"]) == (
        "Strict",
        True,
        "",
        "",
    )


def test_the_whole_way_sets_no_other_cookie(cast: Cast) -> None:
    browser = Browser().open("/").open().walk(ANSWERS).press("send")

    assert browser.words
    assert set(browser.client.cookies) == {"form"}
    assert browser.page["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_not_taken(cast: Cast) -> None:
    page = Client(enforce_csrf_checks=True).post("/report", last_form())

    assert page.status_code == 403
    assert not Entry.objects.exists()


def test_the_way_to_the_first_box_is_light(cast: Cast) -> None:
    sheet, icon = (files("candour.look") / "static/candour" / name for name in ("public.css", "icon.svg"))
    client = Client()
    pages = [client.get("/").content, client.get("/report").content]
    fetched = {
        address
        for page in pages
        for address in re.findall(r'<link rel="(?:stylesheet|icon)" href="(.*?)"', page.decode())
    }

    weight = sum(map(len, pages)) + len(gzip.compress(sheet.read_bytes())) + len(icon.read_bytes())
    assert len(pages) + len(fetched) <= 5
    assert weight < 30_000


def test_a_last_send_asks_the_database_little(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = Client()
    client.post("/report", last_form())

    # Savepoint and release; the words, twice; the key; and three rows written.
    with django_assert_max_num_queries(9):
        assert client.post("/report", last_form(what="Another matter")).status_code == 200


def test_no_other_method_is_answered(cast: Cast) -> None:
    assert Client().put("/report").status_code == 405
    assert Client().post("/how-it-works").status_code == 405
