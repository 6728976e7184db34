import datetime as dt
import hashlib
import json
import uuid
from xml.etree import ElementTree

import pytest
from django.test import Client

from candour.figures.files import bundle
from candour.figures.models import Announcement
from candour.figures.releasing.numbers import AD_HOC, ANNUAL, Asked, Document

from .printing import public, sampled
from .reading import dead_ends, heading, links, text
from .sample import FIRST, LAST, sample_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def document() -> Document:
    return sampled()


def test_the_list_has_every_version_and_says_which_is_old(document: Document) -> None:
    public(sample_document(version=2, changes="Two reports were late."))
    shown = text("/figures/releases")

    assert "What it changes: Two reports were late." in shown
    assert shown.count("there is a newer version") == 1
    assert {"/figures/releases/4.1", "/figures/releases/4.2"} <= set(links("/figures/releases"))


def test_an_old_version_stays_and_leads_to_the_newest(document: Document) -> None:
    assert "There is a newer version" not in text("/figures/releases/4.1")
    public(sample_document(version=2, changes="Two reports were late."))

    shown = text("/figures/releases/4.1")
    assert "There is a newer version: release 4.2 . It changes: Two reports were late." in shown
    assert "There is a newer version" not in text("/figures/releases/4.2")
    assert "Release 4.2" in text("/figures/releases/4")


def test_a_release_leads_to_each_of_its_tables_and_files(document: Document) -> None:
    found = links("/figures/releases/4.1")

    for table in document.tables:
        assert f"/figures/table/4.1/{table.id}" in found
    for name in bundle.all_files(document):
        assert f"/figures/releases/4.1/{name}" in found
    assert dead_ends("/figures/releases/4.1") == []


def test_every_file_comes_as_it_was_frozen(document: Document) -> None:
    for name, content in bundle.all_files(document).items():
        answer = Client().get(f"/figures/releases/4.1/{name}")
        assert answer.content == content, name
        assert answer["Cache-Control"] == "public, max-age=3600, immutable"
    assert Client().get("/figures/releases/4/figures.json")["Cache-Control"] == "no-cache"


def test_the_hash_on_the_page_is_that_of_the_file(document: Document) -> None:
    content = Client().get("/figures/releases/4.1/figures.json").content

    assert hashlib.sha256(content).hexdigest() in text("/figures/releases/4.1")


@pytest.mark.parametrize("name", ["", "figures.exe", "../figures.csv", "figures.json.txt"])
def test_a_file_that_a_release_does_not_have_is_not_found(document: Document, name: str) -> None:
    assert Client().get(f"/figures/releases/4.1/{name}").status_code == 404
    assert Client().get("/figures/releases/9.1/figures.csv").status_code == 404


def test_an_answer_to_a_question_has_the_question_on_its_page() -> None:
    asked = Asked("How many in Welsh?", "M01", FIRST, LAST, by="language")
    sampled(kind=AD_HOC, number=7, title="Contacts in Welsh", asked=asked)

    assert "What was asked: How many in Welsh?" in text("/figures/releases/7.1")
    assert "Phone: 361 of 572 contacts" in text("/figures/releases/7.1")
    assert heading("/figures") == "No figures yet"


def test_the_feed_has_every_release(document: Document) -> None:
    answer = Client().get("/figures/feed.atom")
    feed = ElementTree.fromstring(answer.content)

    assert answer["Content-Type"] == "application/atom+xml"
    assert [one.findtext(f"{ATOM}id") for one in feed.findall(f"{ATOM}entry")] == [
        "http://testserver/figures/releases/4.1"
    ]


def test_the_schema_is_there_for_programs() -> None:
    answer = Client().get("/figures/schema.json")

    assert json.loads(answer.content)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def announce(on: dt.date, **more: object) -> Announcement:
    return Announcement.objects.create(
        number=4, kind=ANNUAL, title="The line's first year", since=FIRST, until=LAST, on=on,
        announced_on=dt.date(2023, 12, 1), by=uuid.UUID(int=7), **more,
    )  # fmt: skip


def test_the_calendar_shows_days_to_come_moved_days_with_the_reason_and_published_ones() -> None:
    first = announce(dt.date(2024, 1, 18))
    assert "18 January 2024, 9.30 The line's first year" in text("/figures/calendar")

    announce(dt.date(2024, 1, 25), replaces=first, reason="A force's answer came late.")
    shown = text("/figures/calendar")
    assert "25 January 2024, 9.30" in shown.split("Past days")[0]
    assert "moved to 25 January 2024. A force's answer came late." in shown.split("Past days")[1]

    sampled()
    assert "No day has been set." in text("/figures/calendar").split("Past days")[0]
    assert "/figures/releases/4.1" in links("/figures/calendar")
