import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from candour.foi.models import Holiday, RequestStep
from candour.foi.rules import StepKind
from candour.staff.models import Member
from tests.conftest import Cast

from .clocks import HOLIDAYS
from .conftest import make_open

pytestmark = pytest.mark.django_db
Door = Callable[[Member], Client]
PAGE = "/desk/foi/holidays"
NOW = dt.datetime(2026, 7, 15, 10, tzinfo=dt.UTC)


def told(when: dt.date, **others: object) -> dict[str, object]:
    given = {"name": "Invented jubilee", "nations": ["SCT"], "source": "The Invented Gazette, 10 July 2026"}
    return given | {"day_day": when.day, "day_month": when.month, "day_year": when.year} | others


@pytest.fixture
def officer(cast: Cast, through_the_door: Door):
    with time_machine.travel(NOW, tick=False):
        yield through_the_door(cast.finn)


def test_the_page_lists_coming_days_by_year_with_their_nations(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "Monday 3 August 2026" in page and "Monday 13 July 2026" not in page and "2032" in page
    assert "all of the United Kingdom" in page and "Northern Ireland" in page


def test_the_page_says_which_rules_of_the_laws_are_not_checked(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "Freedom of Information (Scotland) Act 2002" in page and "not checked" in page


def test_an_officer_adds_a_proclaimed_day_and_reads_how_many_requests_moved(
    cast: Cast, officer: Client
) -> None:
    make_open()
    answer = officer.post(PAGE, told(dt.date(2026, 7, 24)), follow=True)
    assert "One open request ends on another day now" in answer.content.decode()
    made = Holiday.objects.get(day="2026-07-24")
    assert made.added_by == cast.finn.pk and made.proclaimed_on is None
    assert RequestStep.objects.get(kind=StepKind.RECALCULATED).by == cast.finn.pk


@pytest.mark.parametrize(
    ("when", "others", "words"),
    [
        (dt.date(2026, 7, 25), {}, "it changes nothing"),
        (dt.date(2026, 8, 31), {}, "is there already"),
        (dt.date(2026, 7, 24), {"nations": []}, "Tick the parts of the United Kingdom"),
        (dt.date(2026, 7, 24), {"source": ""}, "Write where it was proclaimed."),
    ],
)
def test_what_cannot_be_added_comes_back_with_why(
    officer: Client, when: dt.date, others: dict, words: str
) -> None:
    answer = officer.post(PAGE, told(when, **others))
    assert answer.status_code == 422 and words in answer.content.decode()
    assert Holiday.objects.count() == len(HOLIDAYS)


def test_an_empty_form_is_refused(officer: Client) -> None:
    assert officer.post(PAGE, {"name": ""}).status_code == 422


def test_a_mistaken_day_is_taken_out_with_a_reason(officer: Client) -> None:
    make_open()
    one = Holiday.objects.get(day="2026-08-03")
    page = f"{PAGE}/{one.pk}"
    assert "with Candour" in officer.get(page).content.decode()
    assert officer.post(page, {"why": ""}).status_code == 422
    answer = officer.post(page, {"why": "It was moved to 10 August."}, follow=True)
    assert "One open request ends" in answer.content.decode()
    assert not Holiday.objects.filter(pk=one.pk).exists()


def test_nobody_but_information_officers_and_supervisors_comes_in(cast: Cast, through_the_door: Door) -> None:
    for member, status in ((cast.rhona, 200), (cast.asif, 403), (cast.olu, 403), (cast.hana, 403)):
        assert through_the_door(member).get(PAGE).status_code == status
    assert Client().get(PAGE).status_code == 302
