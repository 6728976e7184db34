import re

import pytest
from django.test import Client

from candour.figures.releasing.numbers import Document

from .printing import sampled
from .reading import dead_ends, links, source, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]


@pytest.fixture
def document() -> Document:
    return sampled()


def test_every_table_has_a_page_with_every_row_and_a_picture_beside_it(document: Document) -> None:
    for table in document.tables:
        page = source(f"/figures/table/4.1/{table.id}")
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        cells = re.findall(r"<td[^>]*><a [^>]*>([^<]+)</a>", body)
        assert cells == [number.text for number in table.numbers]
        assert page.count('<svg xmlns="http://www.w3.org/2000/svg" role="img"') == 1
        assert dead_ends(f"/figures/table/4.1/{table.id}") == []


def test_a_table_with_hidden_rows_says_how_many_and_why(document: Document) -> None:
    shown = text("/figures/table/4.1/M01-force")

    assert "1 of 6 are not shown, so that nobody can be found." in shown
    assert "Parts need not add up to it, because they are rounded or hidden." in shown
    assert "/figures/protection" in links("/figures/table/4.1/M01-force")


def test_a_force_that_said_nothing_is_not_counted_as_hidden(document: Document) -> None:
    shown = text("/figures/table/4.1/M13-force")

    assert "1 of 6 are not shown" in shown
    assert "[x]" in shown


def test_a_cohort_and_a_stock_say_what_must_not_be_done_with_them(document: Document) -> None:
    assert "must not be set against" in text("/figures/table/4.1/M07-became-2023-02")
    assert "must not be added up over days" in text("/figures/table/4.1/M10-day")


def test_the_picture_alone_can_be_shown_elsewhere(document: Document) -> None:
    answer = Client().get("/figures/table/4.1/M01-force.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert "1,240" in answer.content.decode()
    assert "[c]" in answer.content.decode() or "not shown" in answer.content.decode()


@pytest.mark.parametrize("name", ["4.1/M99-force", "9.1/M01-force", "x/M01-force", "4.1/M01"])
def test_a_table_that_is_not_there_is_not_found(document: Document, name: str) -> None:
    assert Client().get(f"/figures/table/{name}").status_code == 404
    assert Client().get(f"/figures/table/{name}.svg").status_code == 404


def test_the_newest_version_can_be_asked_for_and_its_picture_only_by_its_own_name(document: Document) -> None:
    assert "release 4.1" in text("/figures/table/4/M01-month")
    assert Client().get("/figures/table/4/M01-month.svg").status_code == 404
