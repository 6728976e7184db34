import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client

from candour.foi.models import InformationRequest, QuestionDecision
from candour.foi.requests import actions
from candour.foi.requests.steps import take_step
from candour.foi.rules import Channel, QuestionOutcome, StepKind
from candour.publication.account.counting import counts_of
from candour.publication.account.publishing import publish_account
from candour.publication.models import MonthlyAccount
from candour.staff.models import Member
from tests.conftest import Cast
from tests.foi.clocks import day
from tests.foi.conftest import FINN, SECOND, make_open, make_request

pytestmark = pytest.mark.django_db
JULY, LATER = day("2026-07-01"), day("2026-11-02")
Door = Callable[[Member], Client]


def answer(
    one: InformationRequest, on: str, *outcomes: QuestionOutcome, sections: tuple[str, ...] = ()
) -> InformationRequest:
    """Decided, question by question, and answered on that day."""
    for question, outcome in zip(one.questions.all(), outcomes, strict=True):
        QuestionDecision.objects.create(
            question=question, place=1, outcome=outcome, sections=list(sections), by=FINN, on=day(on)
        )
    take_step(one, StepKind.RESPONDED, by=FINN, on=day(on))
    return one


@pytest.fixture
def july() -> None:
    """Nine requests of July in nine states; and four that are none of July's."""
    answer(make_open(), "2026-08-07", QuestionOutcome.DISCLOSED_FULL)
    answer(make_open("One?", "Two?"), "2026-08-10", QuestionOutcome.NOT_HELD, QuestionOutcome.DISCLOSED_FULL)
    longer = make_open()
    take_step(longer, StepKind.EXTENDED, by=FINN, on=day("2026-08-05"), until=day("2026-08-28"))
    reviewed = answer(longer, "2026-08-28", QuestionOutcome.EXEMPT, sections=("31(1)(a)", "40(2)"))
    take_step(reviewed, StepKind.REVIEW_REQUESTED, by=None, on=day("2026-09-01"))
    take_step(reviewed, StepKind.REVIEW_RESPONDED, by=SECOND, on=day("2026-09-29"), note="upheld")
    take_step(reviewed, StepKind.ICO_OPENED, by=FINN, on=day("2026-10-01"))
    make_open()  # overdue
    clarifying = make_open()
    take_step(clarifying, StepKind.CLARIFICATION_ASKED, by=FINN, on=day("2026-07-10"))
    actions.withdraw(make_open(), by=FINN, note="asked elsewhere", on=day("2026-07-09"))
    late_start = make_open()
    take_step(late_start, StepKind.CLARIFICATION_ASKED, by=FINN, on=day("2026-07-10"))
    take_step(late_start, StepKind.CLARIFIED, by=None, on=day("2026-10-30"))
    answer(make_open(on=day("2026-08-03")), "2026-08-04", QuestionOutcome.NOT_HELD)
    make_request()  # not let in yet
    actions.divert(make_request(), "report", by=FINN)
    brought_in = InformationRequest.objects.create(title="Old", channel=Channel.IMPORT, follow_hash="x")
    for kind in (StepKind.RECEIVED, StepKind.OPENED):
        take_step(brought_in, kind, by=None, on=day("2026-07-08"))


def test_a_month_is_counted_as_it_stands_on_the_day_of_counting(july: None) -> None:
    counts = counts_of(JULY, as_at=LATER)
    assert counts["came"] == {"came": 7, "questions": 8}
    assert counts["standing"] == {
        "answered": 3, "open": 1, "overdue": 1, "waiting": 1, "lapsed": 0, "withdrawn": 1, "handed_on": 0,
    }  # fmt: skip
    assert counts["time"] == {"in_time": 1, "longer": 1, "late": 1}
    assert counts["outcome"] == {"full": 1, "part": 1, "not_held": 0, "refused": 1, "ncnd": 0}
    used = {code: count for code, count in counts["question"].items() if count}
    assert used == {"disclosed_full": 2, "not_held": 1, "exempt": 1}
    assert counts["section"] == {"FOIA 31(1)(a)": 1, "FOIA 40(2)": 1}
    assert counts["review"] == {"open": 0, "upheld": 1, "part": 0, "overturned": 0, "in_time": 1}
    assert counts["commissioner"] == {"open": 1, "decided": 0}


@pytest.mark.parametrize("as_at", ["2026-07-31", "2026-08-08", "2026-09-10", "2026-11-02"])
def test_how_they_stood_adds_up_to_what_came_and_times_to_what_was_answered(july: None, as_at: str) -> None:
    counts = counts_of(JULY, as_at=day(as_at))
    assert sum(counts["standing"].values()) == counts["came"]["came"] == 7
    assert sum(counts["time"].values()) == sum(counts["outcome"].values()) == counts["standing"]["answered"]


def test_what_happened_after_the_day_of_counting_is_not_counted(july: None) -> None:
    counts = counts_of(JULY, as_at=day("2026-07-31"))
    assert counts["standing"]["answered"] == 0 and counts["standing"]["overdue"] == 0
    assert counts["review"]["open"] == 0


def test_what_was_diverted_leaves_no_trace_in_the_account(july: None) -> None:
    before = counts_of(JULY, as_at=LATER)
    actions.divert(make_request(), "report", by=FINN)
    assert counts_of(JULY, as_at=LATER) == before


def test_every_finished_month_is_published_and_only_what_changed_is_published_again(july: None) -> None:
    made = publish_account(by=FINN, on=LATER)
    assert [(f"{one.month:%Y-%m}", one.version) for one in made] == [
        ("2026-07", 1), ("2026-08", 1), ("2026-09", 1), ("2026-10", 1),
    ]  # fmt: skip
    with pytest.raises(ValidationError, match="Nothing has changed"):
        publish_account(by=FINN, on=LATER)
    waiting = InformationRequest.objects.get(steps__kind=StepKind.CLARIFIED)
    answer(waiting, "2026-11-02", QuestionOutcome.DISCLOSED_FULL)
    again = publish_account(by=FINN, on=LATER)
    assert [(f"{one.month:%Y-%m}", one.version) for one in again] == [("2026-07", 2)]
    assert MonthlyAccount.objects.get(month=JULY, version=1).content["standing"]["answered"] == 3


def test_a_month_can_be_published_on_the_day_after_it_ended_and_not_before(july: None) -> None:
    assert [one.month for one in publish_account(by=FINN, on=day("2026-08-31"))] == [JULY]
    made = publish_account(by=FINN, on=day("2026-09-01"))
    # July comes again: a review of it was asked for on that day.
    assert [(one.month, one.version) for one in made] == [(JULY, 2), (day("2026-08-01"), 1)]


def test_the_first_answer_is_counted_not_what_a_review_made_of_it() -> None:
    one = answer(make_open(), "2026-08-07", QuestionOutcome.EXEMPT, sections=("40(2)",))
    first = QuestionDecision.objects.get()
    one.letters.create(
        kind="response", template="response 1", subject="x", body="x", decisions=[str(first.pk)],
        drafted_by=FINN, drafted_on=day("2026-08-07"), sent_on=day("2026-08-07"),
    )  # fmt: skip
    take_step(one, StepKind.REVIEW_REQUESTED, by=None, on=day("2026-09-01"))
    QuestionDecision.objects.create(
        question=first.question,
        place=2,
        outcome=QuestionOutcome.DISCLOSED_FULL,
        by=SECOND,
        on=day("2026-09-20"),
    )
    take_step(one, StepKind.REVIEW_RESPONDED, by=SECOND, on=day("2026-09-30"), note="overturned")
    counts = counts_of(JULY, as_at=LATER)
    assert counts["outcome"]["refused"] == 1 and counts["outcome"]["full"] == 0
    assert counts["review"]["overturned"] == 1 and counts["review"]["in_time"] == 0


def test_a_published_month_cannot_be_altered(july: None) -> None:
    publish_account(by=FINN, on=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyAccount.objects.update(content={})


def test_the_public_page_says_how_many_were_in_time_and_on_which_day_it_was_counted(july: None) -> None:
    empty = Client().get("/foi/account")
    assert empty.status_code == 200 and "Nothing is published yet" in empty.content.decode()
    publish_account(by=FINN, on=LATER)
    page = Client().get("/foi/account").content.decode()
    assert "We answered 3 of 4 requests in time." in page
    assert "We counted them on 2 November 2026." in page and "Of these, 1 is overdue." in page
    assert "FOIA 40(2)" in page and "We do not say how many there were." in page


def test_the_page_never_says_that_nothing_was_answered_while_something_was() -> None:
    answer(make_open(on=day("2025-02-03")), "2025-02-20", QuestionOutcome.DISCLOSED_FULL)
    publish_account(by=FINN, on=LATER)
    quiet = Client().get("/foi/account").content.decode()

    assert "No request came in these months." in quiet and "We have not answered" not in quiet
    assert "Of the requests that came before November 2025, we answered 1, 1 of them in time." in quiet

    make_open(on=day("2026-10-20"))
    publish_account(by=FINN, on=LATER)
    waiting = Client().get("/foi/account").content.decode()
    assert "None of these is answered yet." in waiting and "we answered 1, 1 of them in time" in waiting


def test_an_officer_finds_the_account_from_the_list_of_requests(cast: Cast, through_the_door: Door) -> None:
    assert 'href="/desk/foi/account"' in through_the_door(cast.finn).get("/desk/foi").content.decode()


def test_the_file_has_every_count_of_every_version(july: None) -> None:
    publish_account(by=FINN, on=LATER)
    answer_file = Client().get("/foi/account.csv")
    rows = list(csv.DictReader(io.StringIO(answer_file.content.decode())))
    assert answer_file["Content-Type"].startswith("text/csv")
    late = [row for row in rows if row["month"] == "2026-07" and row["code"] == "late"]
    assert [(row["count"], row["called"], row["as_at"]) for row in late] == [
        ("1", "Answered late", "2026-11-02")
    ]
    assert len({(row["month"], row["version"], row["table"], row["code"]) for row in rows}) == len(rows)


def test_the_public_pages_read_nothing_but_what_was_published(july: None, django_assert_num_queries) -> None:
    publish_account(by=FINN, on=LATER)
    with django_assert_num_queries(1) as asked:
        Client().get("/foi/account.csv")
    assert "publication_monthlyaccount" in asked[0]["sql"]


def test_an_officer_publishes_with_a_button_and_others_cannot(
    cast: Cast, through_the_door: Door, july: None
) -> None:
    with time_machine.travel(dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC), tick=False):
        client = through_the_door(cast.finn)
        assert "July 2026" in client.get("/desk/foi/account").content.decode()
        assert "Published: 4 months." in client.post("/desk/foi/account", follow=True).content.decode()
        assert client.post("/desk/foi/account").status_code == 422
        assert through_the_door(cast.olu).get("/desk/foi/account").status_code == 403
    assert MonthlyAccount.objects.filter(by=cast.finn.pk).count() == 4


def test_the_command_publishes_and_says_what(july: None) -> None:
    out = io.StringIO()
    with time_machine.travel(dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC), tick=False):
        call_command("foi", "account", "publish", stdout=out)
    assert out.getvalue().splitlines()[0] == "Published: 2026-07, version 1, as at 2026-11-02."
    with pytest.raises(CommandError, match="account publish"):
        call_command("foi", "account")
