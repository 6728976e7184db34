import json
import re
from dataclasses import replace

import pytest
from django.test import Client

from candour.figures.releasing.numbers import Document, Number

from .printing import public, sampled, with_value
from .reading import dead_ends, heading, links, source, text
from .sample import sample_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]


@pytest.fixture
def document() -> Document:
    return sampled()


def place_of(document: Document, table: str, label: str) -> Number:
    found = document.table(table)
    assert found
    return next(one for one in found.numbers if one.label == label)


def test_every_number_of_a_release_has_a_page_that_shows_it_and_nothing_else(document: Document) -> None:
    for number in document.numbers():
        page = source(f"/figures/number/4.1-{number.place}")
        assert f'<span class="count">{number.text}</span>' in page


def test_the_page_says_what_is_counted_when_how_exactly_and_where_it_stands(document: Document) -> None:
    number = place_of(document, "M07-force", "Metropolitan Police Service")
    shown = text(f"/figures/number/4.1-{number.place}")

    assert heading(f"/figures/number/4.1-{number.place}") == "Referrals: Metropolitan Police Service"
    assert "29 November 2022 to 30 November 2023" in shown
    assert "To the nearest 5" in shown
    assert document.measures["M07"]["definition"] in shown
    assert "/figures/table/4.1/M07-force" in links(f"/figures/number/4.1-{number.place}")
    assert dead_ends(f"/figures/number/4.1-{number.place}") == []


def test_a_hidden_number_has_a_page_that_gives_the_reason_and_no_number(document: Document) -> None:
    number = place_of(document, "M07-force", "Kent Police")
    shown = text(f"/figures/number/4.1-{number.place}")

    assert "Not shown, so that nobody can be found." in shown
    answer = Client().get(f"/figures/number/4.1-{number.place}.json").json()
    assert (answer["value"], answer["marker"]) == (None, "c")


def test_a_revised_number_gives_the_old_one_and_the_reason(document: Document) -> None:
    number = place_of(document, "M01-month", "March 2023")

    assert "Revised. Before: 295. Entries were written down or put right" in text(
        f"/figures/number/4.1-{number.place}"
    )


def test_the_history_has_every_version_and_leads_to_the_newest(document: Document) -> None:
    public(with_value(sample_document(version=2, changes="One more."), 2, value=205, status="r", was="204"))
    shown = text("/figures/number/4.1-2")

    assert "A newer release prints this number too: 205 , release 4.2." in shown
    assert re.search(r"4\.1, 25 January 2024 204 4\.2, 25 January 2024 205", shown)
    assert "A newer release" not in text("/figures/number/4.2-2")


def test_what_was_embedded_leads_to_the_version_that_put_it_right_and_to_no_other(document: Document) -> None:
    public(with_value(sample_document(version=2, changes="One more."), 2, value=205))

    for ending in (".svg", ".txt", ".json"):
        corrected = Client().get(f"/figures/number/4.1-2{ending}").content.decode()
        assert "Corrected: see release 4.2" in corrected and "204" in corrected
        for name in ("4.1-3", "4.2-2"):
            assert "Corrected:" not in Client().get(f"/figures/number/{name}{ending}").content.decode()
    assert Client().get("/figures/number/4.1-2.json").json()["corrected_by"] == "4.2"


def test_a_rehearsals_number_says_so_wherever_it_is_taken(document: Document) -> None:
    public(sample_document(number=8, rehearsal=True))
    marks = {
        ".svg": "Rehearsal: invented number",
        ".txt": "(rehearsal: invented).",
        ".json": '"rehearsal": true',
    }
    for ending, words in marks.items():
        assert words in Client().get(f"/figures/number/8.1-2{ending}").content.decode()
        assert words not in Client().get(f"/figures/number/4.1-2{ending}").content.decode()
    table = Client().get("/figures/table/8.1/M07-force.svg").content.decode()
    assert "Rehearsal: invented numbers" in table


def test_a_number_of_a_release_that_is_not_out_yet_is_not_there(document: Document) -> None:
    late = document.goes_public.replace(year=2199)
    public(replace(document, number=9, goes_public=late))

    for ending in ("", ".svg", ".txt", ".json"):
        assert Client().get(f"/figures/number/9.1-1{ending}").status_code == 404


@pytest.mark.parametrize(
    "name", ["4.1-0", "4.1-99999", "4-1", "5.1-1", "x-1", "4.1-x", "4.1.1-1", "٤.1-1", "4.1-1.png", "-1"]
)
def test_a_name_that_is_no_number_is_not_found(document: Document, name: str) -> None:
    assert Client().get(f"/figures/number/{name}").status_code == 404


def test_the_picture_and_the_line_can_be_shown_elsewhere_and_say_what_they_are(document: Document) -> None:
    picture = Client().get("/figures/number/4.1-2.svg")
    line = Client().get("/figures/number/4.1-2.txt")

    assert picture["Content-Type"] == "image/svg+xml"
    assert line["Content-Type"] == "text/plain; charset=utf-8"
    for answer in (picture, line):
        words = answer.content.decode()
        assert "204" in words
        assert "4.1" in words
        assert "December 2022" in words
        assert answer["Cache-Control"] == "public, max-age=3600, immutable"


def test_the_json_has_all_that_belongs_to_the_number(document: Document) -> None:
    answer = Client().get("/figures/number/4.1-2.json")
    found = json.loads(answer.content)

    assert found | {"page": "", "sentence": "", "name": ""} == {
        "number": "4.1-2", "release": "4.1", "measure": "M01", "name": "", "unit": "contact",
        "from": "2022-12-01", "to": "2022-12-31", "as_at": "2024-01-04", "by": "", "code": "",
        "label": "December 2022", "value": 204, "marker": "", "rounding": "exact", "status": "", "was": "",
        "why": "", "table": "M01-month", "kind": "event", "published": "2024-01-25T09:30:00+00:00",
        "rehearsal": False, "corrected_by": "",
        "page": "", "sentence": "",
    }  # fmt: skip
    assert found["page"] == "http://testserver/figures/number/4.1-2"


def test_the_snippet_to_embed_is_ready_to_copy(document: Document) -> None:
    shown = text("/figures/number/4.1-2")

    assert '<a href="http://testserver/figures/number/4.1-2">' in shown
    assert '<img src="http://testserver/figures/number/4.1-2.svg" alt="' in shown


def test_a_stock_and_a_cohort_say_their_day_and_are_never_final(document: Document) -> None:
    stock = document.table("M10-day")
    cohort = document.table("M07-became-2023-02")
    assert stock and cohort
    for number, day in ((stock.numbers[0], "30 November 2023"), (cohort.numbers[0], "4 January 2024")):
        shown = text(f"/figures/number/4.1-{number.place}")
        assert f"As at {day}. It changes by its nature." in shown
        assert f"As at Number 4.1, 25 January 2024 {day}" in shown
        assert "Final" not in shown
        assert "The same number in every release" not in shown
    assert "Final, unless a later release says so." in text("/figures/number/4.1-2")


def test_what_had_become_of_referrals_is_said_in_its_own_words(document: Document) -> None:
    cohort = document.table("M07-became-2023-02")
    assert cohort
    words = {
        text(f"/figures/number/4.1-{one.place}").split(f"{one.label}: ")[-1][:40] for one in cohort.numbers
    }

    assert len(words) == 5
    assert any(one.startswith("A force says that it opened an investiga") for one in words)
