"""What was published in life is marked where it stands, and what is invented is never taken for it."""

import html
import re
from collections.abc import Iterator

import pytest
from django.test import Client

from candour.figures import overview, published
from candour.figures.account import Account, account
from candour.figures.findings import about_contacts, about_outcomes, about_referrals
from candour.figures.periods import ALL_PUBLISHED, YEAR_ONE
from candour.ledger.models import Entry

from .ledgers import contact, moved, referral, report, said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rehearsal")]


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three contacts, two by phone, three referrals to the Met and one moved; some of it "published"."""
    days = (ALL_PUBLISHED.since.isoformat(), ALL_PUBLISHED.until.isoformat())
    year = (YEAR_ONE.since.isoformat(), YEAR_ONE.until.isoformat())
    known = {
        ("M01", "", *days): 3, ("M01", "channel=phone", *days): 2, ("M01", "channel=web_form", *days): 1,
        ("M07", "", *days): 3, ("M08a", "", *year): 1,
    }  # fmt: skip
    monkeypatch.setattr(published, "_facts", lambda: known)
    account.cache_clear()
    came = [contact(ALL_PUBLISHED.since, channel=channel) for channel in ("phone", "phone", "web_form")]
    sent = [referral(ALL_PUBLISHED.since, of=report(ALL_PUBLISHED.since, of=one)) for one in came]
    moved(ALL_PUBLISHED.until, referral=sent[0], force="metropolitan", to_force="kent")
    case = Entry.objects.values_list("pk", flat=True)[0]
    for one in sent[:2]:
        said(ALL_PUBLISHED.until, "investigation_opened", of=one, token=case)
    yield
    account.cache_clear()


def counted() -> Account:
    return account(None, ALL_PUBLISHED)


def text(address: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", Client().get(address).content.decode())).split())


def test_published_parts_are_marked_in_the_chart_where_they_stand(facts: None) -> None:
    (by_channel, *_) = about_contacts(counted())

    assert "Phone (published)" in by_channel.drawing
    assert "Online form (published)" in by_channel.drawing
    assert by_channel.title == "67 in 100 contacts came this way: Phone"


def test_the_chain_marks_what_was_published_and_nothing_else(facts: None) -> None:
    drawing = overview.chain_picture(counted())

    assert re.findall(r"(\w+) \(published\)", drawing) == ["Contacts", "Referrals"]


def test_the_page_names_each_published_count_and_calls_the_rest_invented(facts: None) -> None:
    shown = text("/figures?from=2022-11-29&to=2024-02-29")

    for row in ("Contacts (M01): 3", "Contacts, Phone (M01): 2", "Contacts, Online form (M01): 1"):
        assert f"{row} published" in shown
    assert "Transfers (M08): 1 published" not in shown
    assert "Every other count of this line is invented" in shown


def test_days_without_a_published_count_say_that_all_is_invented(facts: None) -> None:
    assert "Every count of this line for these days is invented" in text("/figures?from=2022-11-30")


def test_an_invented_whole_makes_the_share_invented_and_the_page_says_so(facts: None) -> None:
    shown = text("/figures/answers")

    assert "3 contacts ( M01 ) invented ." in shown
    assert "1 published of 3 invented 33% invented" in shown
    assert "the 3 is invented, and so the 33% is invented too." in shown


def test_the_investigations_stand_beside_the_statements_they_were_counted_from(facts: None) -> None:
    stated, _ = about_outcomes(counted())

    (row,) = [row for row in stated.rows if row.label.startswith("Investigation opened")]
    assert (row.value, row.label.rpartition(", ")[2]) == (2, "1 investigation (M14)")
    assert "several referrals can lead to one investigation" in text("/figures")


def test_a_dark_bar_among_pale_ones_is_the_one_the_sentence_names(facts: None) -> None:
    for finding in [*about_contacts(counted()), *about_referrals(counted())]:
        colours = set(re.findall(r'<rect[^>]* fill="([^"]+)"', finding.drawing))

        assert (len(colours) > 1) == ("named above" in finding.note)
    assert "Pale: what people told us. Dark: what was done with it." in text("/figures")
