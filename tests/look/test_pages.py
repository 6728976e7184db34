import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from pytest_django import Settings

from candour.look.forms import PlainForm
from candour.look.places import current_mark
from tests.look.page import Questions

PUBLIC = ["look/public.html", "400.html", "403.html", "403_csrf.html", "404.html", "500.html"]
WORK = ["look/desk.html", "look/force.html"]


@pytest.fixture(autouse=True)
def plain_addresses(settings: Settings) -> None:
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


def page(name: str, **context: Any) -> str:
    return render_to_string(name, context)


@pytest.mark.parametrize("name", PUBLIC + WORK)
def test_a_page_needs_nothing_the_content_policy_refuses(name: str) -> None:
    html = page(name, rehearsal=True, signed_in={"name": "Asif", "role": "Assessor"})

    assert "<script" not in html
    assert "<style" not in html
    assert " style=" not in html
    assert not re.search(r"(src|href)=\"(https?:)?//", html)


@pytest.mark.parametrize("name", PUBLIC)
def test_the_title_of_a_public_page_gives_nothing_away(name: str) -> None:
    title = re.search(r"<title>(.*?)</title>", page(name))

    assert title is not None
    assert not re.search(r"candour|police|report|officer", title[1], re.IGNORECASE)


@pytest.mark.parametrize("name", PUBLIC + WORK)
def test_a_rehearsal_says_so_and_a_real_installation_does_not(name: str) -> None:
    strip = "This is a rehearsal."

    assert strip in page(name, rehearsal=True)
    assert strip not in page(name)


@pytest.mark.parametrize("name", PUBLIC + WORK)
def test_a_page_is_in_british_english_and_can_be_skipped_into(name: str) -> None:
    html = page(name)

    assert '<html lang="en-GB"' in html
    assert 'href="#main"' in html
    assert 'id="main"' in html


def test_a_page_with_something_to_put_right_says_so_in_its_title() -> None:
    assert "<title>To put right: " in page("look/public.html", form=Questions({}))
    assert "To put right" not in page("look/public.html", form=PlainForm({}))


@pytest.mark.parametrize("name", WORK)
def test_the_bar_shows_where_one_is_and_how_much_waits(name: str) -> None:
    nav = [
        {"url": "/a", "text": "Worklist", "current": "page", "count": 0},
        {"url": "/b", "text": "Figures", "current": ""},
    ]
    html = page(name, nav=nav)

    assert '<a href="/a" aria-current="page">Worklist <span class="bar__count">0</span></a>' in html
    assert '<a href="/b">Figures</a>' in html


def test_the_top_of_a_public_page_marks_where_one_is() -> None:
    html = page("look/public.html", navigation=[{"text": "Figures", "url": "/figures", "current": "true"}])

    assert '<a class="govuk-service-navigation__link" href="/figures" aria-current="true">Figures</a>' in html


@pytest.mark.parametrize(
    ("path", "url", "mark"),
    [
        ("/figures", "/figures", "page"),
        ("/figures/year", "/figures", "true"),
        ("/figures.csv", "/figures", ""),
        ("/how-it-works", "/how-it-works#cannot-promise", ""),
        ("/help", "/", ""),
        ("/", "/", "page"),
    ],
)
def test_a_link_is_marked_where_it_leads_to_the_page_or_the_page_lies_below_it(
    path: str, url: str, mark: str
) -> None:
    assert current_mark(path, url) == mark


def test_a_link_is_marked_on_the_pages_that_its_section_names() -> None:
    assert current_mark("/desk/report/R-1", "/desk/reports", "/desk/report") == "true"


def test_a_page_of_the_reporter_s_way_has_the_one_neutral_title_and_nothing_to_follow() -> None:
    links = [{"text": "Figures", "url": "/figures"}]
    html = page("look/public.html", reporter_page=True, navigation=links, footer_links=[])

    assert "<title>Your page</title>" in html
    assert "<nav" not in html and 'href="/"' not in html


def test_the_foot_of_a_public_page_leads_where_its_words_say() -> None:
    html = page("look/public.html", footer_links=[{"text": "Privacy", "url": "/privacy"}])

    assert '<li><a href="/privacy">Privacy</a></li>' in html


def test_signing_out_is_a_form_and_is_offered_only_to_those_signed_in() -> None:
    signed_in = {"name": "Asif", "role": "Assessor"}
    html = page("look/desk.html", signed_in=signed_in, sign_out_url="/desk/sign-out")

    assert '<form class="sign-out" method="post" action="/desk/sign-out">' in html
    assert "Sign out" not in page("look/desk.html")


@pytest.mark.parametrize("name", PUBLIC[1:])
def test_a_page_that_refuses_says_what_to_do_in_the_house_s_words(name: str) -> None:
    html = page(name)

    assert not re.search(r"\b(invalid|illegal|oops|please|error|forbidden)\b", html, re.IGNORECASE)
    assert re.search(r"\b(Check|Sign in|Go to|Wait|Open)\b", html)
