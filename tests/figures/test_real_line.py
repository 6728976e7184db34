"""A real line shows releases and nothing else: before the first there is no number anywhere."""

import datetime as dt
import re
import uuid

import pytest
from django.test import Client

from candour.figures.models import Announcement
from candour.figures.releasing.numbers import QUARTERLY
from candour.ledger.actions import record

from .ledgers import contact, referral, report, said
from .printing import sampled
from .reading import heading, source, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_line")]
PAGES = ("/figures", "/figures/forces", "/figures/releases", "/figures/calendar", "/figures/protection")


@pytest.fixture
def ledger() -> None:
    for number in (3, 3, 3, 9, 14, 28, 31):
        contact(dt.date(2026, 1, number), channel="post", force="kent", category="discrimination")
    sent = referral(dt.date(2026, 1, 20), of=report(dt.date(2026, 1, 18), of=contact(dt.date(2026, 3, 1))))
    said(dt.date(2026, 3, 3), "nfa_malicious", of=sent, force="kent")
    record("letter.received", on=dt.date(2026, 3, 9), channel="web_mailbox")


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_release_no_page_has_a_number_of_the_ledger(ledger: None, page: str) -> None:
    before = source(page)
    for number in range(20):
        contact(dt.date(2026, 2, 1 + number), channel="phone", force="metropolitan")

    assert source(page) == before


def test_before_the_first_release_the_page_says_what_will_come_and_when(ledger: None) -> None:
    assert heading("/figures") == "No figures yet"
    assert "The first day has not been set." in text("/figures")

    Announcement.objects.create(
        number=1, kind=QUARTERLY, title="Quarter from December 2025 to February 2026",
        since=dt.date(2025, 12, 1), until=dt.date(2026, 2, 28), on=dt.date(2026, 4, 30),
        announced_on=dt.date(2026, 3, 26), by=uuid.UUID(int=7),
    )  # fmt: skip
    shown = text("/figures")
    assert "Quarter from December 2025 to February 2026, on 30 April 2026" in shown


def test_a_new_entry_changes_no_page_of_a_release(ledger: None) -> None:
    sampled()
    addresses = ("/figures", "/figures/forces", "/figures/force/kent", "/figures/table/4.1/M01-month")
    before = [source(address) for address in addresses]
    contact(dt.date(2022, 12, 24), force="kent")

    assert [source(address) for address in addresses] == before


def test_nothing_that_is_asked_of_the_page_changes_it(ledger: None) -> None:
    plain = source("/figures")

    for question in ("from=2026-01-10&to=2026-01-10", "by=force", "force=kent", "month=2026-01"):
        assert source(f"/figures?{question}") == plain


def test_a_release_is_public_at_its_minute_and_not_before(ledger: None) -> None:
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    sampled(goes_public=soon)

    for address in ("/figures/releases/4.1", "/figures/releases/4.1/figures.csv", "/figures/number/4.1-1",
                    "/figures/table/4.1/M01-month", "/figures/force/kent"):  # fmt: skip
        assert Client().get(address).status_code == 404
    assert heading("/figures") == "No figures yet"
    assert not re.search(r"2,339|4\.1", source("/figures/releases") + source("/figures/calendar"))
