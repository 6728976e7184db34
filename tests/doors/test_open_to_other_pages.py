"""What another site may show of ours: published figures, and nothing else."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from candour.doors.middleware import closed_headers, is_for_other_pages

OPEN = [
    "/figures.csv",
    "/figures/feed.atom",
    "/figures/schema.json",
    "/figures/releases/4.1/figures.ods",
    "/figures/releases/4.1/SHA256SUMS",
    "/figures/number/4.1-37.svg",
    "/figures/number/4.1-37.txt",
    "/figures/number/4.1-37.json",
    "/figures/table/4.1/M01-month.svg",
]
CLOSED = [
    "/",
    "/report",
    "/mailbox",
    "/figures",
    "/figures/releases/4.1",
    "/figures/number/4.1-37",
    "/figures/table/4.1/M01-month",
    "/figures/force/kent",
    "/mailbox/x.svg",
    "/report.csv",
    "/figures.json",
    "/desk/figures/x.csv",
    "/force/inbox.json",
]


@pytest.mark.parametrize("path", OPEN)
def test_published_figures_may_be_shown_anywhere(path: str) -> None:
    assert is_for_other_pages(path)


@pytest.mark.parametrize("path", CLOSED)
def test_nothing_else_may(path: str) -> None:
    assert not is_for_other_pages(path)


def answered(path: str, **headers: str) -> HttpResponse:
    middleware = closed_headers(lambda request: HttpResponse("x", headers=headers))
    return middleware(RequestFactory().get(path))


def test_a_picture_of_a_number_may_be_kept_and_shown_by_others() -> None:
    answer = answered("/figures/number/4.1-37.svg", **{"Cache-Control": "public, max-age=3600, immutable"})

    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "public, max-age=3600, immutable"


@pytest.mark.parametrize("path", CLOSED)
def test_a_page_is_never_kept_and_never_taken_into_another_sites(path: str) -> None:
    answer = answered(path)

    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_number_that_is_not_there_is_not_kept_as_missing() -> None:
    answer = Client().get("/figures/number/9.1-1.svg")

    assert answer.status_code == 404
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
