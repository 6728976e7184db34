import datetime as dt

import pytest

from candour.foi.clock.clock_view import ClockKind
from candour.foi.clock.request_clock import clock_of, clocks_of
from candour.foi.models import InformationRequest, RequestStep
from candour.foi.requests import actions
from candour.foi.requests.steps import take_step
from candour.foi.rules import Channel, Footing, Stage, StepKind
from candour.forces.models import Force

from .clocks import clock, day
from .conftest import FINN, make_open, make_request

OPEN = ("received", "2026-07-08"), ("opened", "2026-07-09")
ANSWERED = *OPEN, ("responded", "2026-08-07")


def test_a_request_has_twenty_working_days_from_the_day_it_came_not_from_triage() -> None:
    waiting = clock(OPEN[0], today="2026-07-08")
    assert waiting.stage == Stage.NEW and waiting.runs == ClockKind.ANSWER
    assert waiting.due_on == clock(*OPEN, today="2026-07-20").due_on == day("2026-08-07")


@pytest.mark.parametrize(
    ("today", "left", "soon", "over"),
    [
        ("2026-07-29", 6, False, False),
        ("2026-07-30", 5, True, False),  # 3 August is a holiday in Scotland
        ("2026-08-07", 0, True, False),
        ("2026-08-08", 0, False, True),
        ("2026-08-10", -1, False, True),
    ],
)
def test_due_soon_is_five_working_days_and_overdue_begins_the_day_after(
    today: str, left: int, soon: bool, over: bool
) -> None:
    now = clock(*OPEN, today=today)
    assert (now.left, now.is_due_soon, now.is_overdue) == (left, soon, over)


def test_scottish_law_leaves_out_scottish_holidays_only() -> None:
    assert clock(*OPEN, today="2026-07-20", law="foisa").due_on == day("2026-08-06")


def test_while_we_wait_for_the_asker_no_clock_runs_and_in_the_end_it_lapses() -> None:
    waits = clock(*OPEN, ("clarification_asked", "2026-07-20"), today="2026-09-20")
    assert waits.runs == ClockKind.CLARIFICATION and waits.due_on is None and not waits.is_running
    assert not waits.is_overdue and waits.lapses_on == day("2026-09-20") and not waits.has_lapsed
    late = clock(*OPEN, ("clarification_asked", "2026-07-20"), today="2026-09-21")
    assert late.has_lapsed and "Sunday 20 September 2026" in late.working[-1]
    closed = clock(*OPEN, ("clarification_asked", "2026-07-20"), ("lapsed", "2026-09-21"), today="2026-09-22")
    assert closed.runs == ClockKind.NOTHING and not closed.is_overdue


def test_more_time_moves_the_last_day_and_what_is_made_clear_afterwards_undoes_it() -> None:
    longer = clock(*OPEN, ("extended", "2026-08-05", "2026-08-28"), today="2026-08-10")
    assert longer.due_on == day("2026-08-28") and not longer.is_overdue
    assert longer.at_most_on == day("2026-09-07")
    assert "On Wednesday 5 August 2026 we took more time, until Friday 28 August 2026." in longer.working
    again = (("clarification_asked", "2026-08-06"), ("clarified", "2026-08-12"))
    assert clock(*OPEN, ("extended", "2026-08-05", "2026-08-28"), *again, today="2026-08-13").due_on == (
        day("2026-09-10")
    )


def test_more_time_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    longer = clock(*OPEN, ("extended", "2026-08-05", "2026-08-31"), today="2026-08-10")
    assert longer.due_on == day("2026-09-01")


def test_an_answer_stops_the_clock_and_stays_late_if_it_was() -> None:
    in_time = clock(*ANSWERED, today="2027-01-01")
    assert in_time.runs == ClockKind.NOTHING and not in_time.is_overdue and not in_time.answered_late
    assert in_time.due_on == in_time.answer_due_on == day("2026-08-07") and in_time.left is None
    late = clock(*OPEN, ("responded", "2026-08-10"), today="2027-01-01")
    assert late.answered_late and not late.is_overdue


def test_a_review_has_its_own_clock_and_a_window_of_forty_working_days() -> None:
    assert clock(*ANSWERED, today="2026-08-10").review_until == day("2026-10-05")
    asked = clock(*ANSWERED, ("review_requested", "2026-09-01"), today="2026-09-29")
    assert asked.runs == ClockKind.REVIEW and asked.due_on == day("2026-09-29") and asked.is_due_soon
    assert asked.at_most_on == day("2026-10-27") and asked.answer_due_on == day("2026-08-07")
    assert asked.review_until is None
    done = clock(
        *ANSWERED, ("review_requested", "2026-09-01"), ("review_responded", "2026-09-30"), today="2026-10-01"
    )
    assert done.runs == ClockKind.NOTHING and done.review_until is None and not done.answered_late


def test_an_environmental_review_has_forty_working_days_and_no_more() -> None:
    asked = clock(*ANSWERED, ("review_requested", "2026-09-01"), today="2026-09-29", law="eir")
    assert asked.due_on == asked.at_most_on == day("2026-10-27")


def test_a_voluntary_answer_promises_no_complaint_to_the_commissioner() -> None:
    assert clock(*ANSWERED, today="2026-08-10").complaint_until is None
    assert clock(*ANSWERED, today="2026-08-10", footing=Footing.OWN).complaint_until == day("2026-09-18")
    scottish = clock(*ANSWERED, today="2026-08-10", footing=Footing.OWN, law="foisa")
    assert scottish.complaint_until == day("2027-02-07")


def test_the_commissioners_own_day_rules_and_the_usual_time_stands_in_for_one_not_written_down() -> None:
    stated = clock(*ANSWERED, ("ico_opened", "2026-09-01", "2026-09-25"), today="2026-09-26")
    assert stated.runs == ClockKind.COMMISSIONER and stated.due_on == day("2026-09-25") and stated.is_overdue
    assert clock(*ANSWERED, ("ico_opened", "2026-09-01"), today="2026-09-02").due_on == day("2026-09-15")


def test_a_decision_notice_with_a_day_runs_until_what_it_asks_for_is_done() -> None:
    noticed = *ANSWERED, ("ico_opened", "2026-09-01"), ("ico_decided", "2026-10-01", "2026-10-31")
    assert clock(*noticed, today="2026-11-01").is_overdue
    assert clock(*noticed, ("corrected", "2026-10-20"), today="2026-11-01").runs == ClockKind.NOTHING
    upheld = *ANSWERED, ("ico_opened", "2026-09-01"), ("ico_decided", "2026-10-01")
    assert clock(*upheld, today="2026-11-01").runs == ClockKind.NOTHING


def test_a_forces_short_date_comes_first_and_a_later_one_gives_no_more_time() -> None:
    short = clock(*OPEN, today="2026-07-20", footing=Footing.BEHALF, answer_by="2026-07-24")
    assert short.due_on == day("2026-07-24") and short.is_due_soon
    assert short.working[-1] == "The force asks for it earlier: by Friday 24 July 2026."
    assert clock(*OPEN, today="2026-07-20", answer_by="2026-09-24").due_on == day("2026-08-07")


def test_whether_an_answer_was_late_is_told_by_the_law_and_not_by_the_forces_wish() -> None:
    told = clock(
        *OPEN, ("responded", "2026-08-05"), today="2026-08-06", footing=Footing.BEHALF, answer_by="2026-07-24"
    )
    assert told.answer_due_on == day("2026-08-07") and not told.answered_late


def test_a_forces_day_is_over_once_the_count_starts_again_or_more_time_was_taken() -> None:
    again = (("clarification_asked", "2026-07-20"), ("clarified", "2026-08-12"))
    assert clock(*OPEN, *again, today="2026-08-13", answer_by="2026-07-24").due_on == day("2026-09-10")
    longer = ("extended", "2026-07-20", "2026-08-28")
    assert clock(*OPEN, longer, today="2026-07-22", answer_by="2026-07-24").due_on == day("2026-08-28")


def test_more_time_of_the_day_before_a_second_clarification_is_undone_too() -> None:
    same = "2026-08-05"
    steps = (
        ("clarification_asked", "2026-07-20"),
        ("clarified", same),
        ("extended", same, "2026-09-30"),
        ("clarification_asked", same),
        ("clarified", same),
    )
    assert clock(*OPEN, *steps, today="2026-08-06").due_on == day("2026-09-03")


def test_a_correction_opens_the_window_for_a_review_again() -> None:
    corrected = clock(*ANSWERED, ("corrected", "2026-09-14"), today="2026-10-20")
    assert corrected.review_until == day("2026-11-09") and corrected.may_ask_review
    after = clock(
        *ANSWERED,
        ("review_requested", "2026-08-10"),
        ("review_responded", "2026-09-01"),
        ("corrected", "2026-09-14"),
        today="2026-10-20",
    )
    assert after.may_ask_review


def test_a_thread_brought_in_without_its_first_day_has_no_clock() -> None:
    for steps in ((), (("responded", "2026-08-07"),)):
        none = clock(*steps, today="2026-08-08")
        assert none.due_on is None and not none.working and not none.is_overdue and not none.is_due_soon


@pytest.mark.django_db
def test_the_clock_of_a_request_that_is_kept_is_read_from_its_steps() -> None:
    one = make_open()
    assert clock_of(one, day("2026-08-01")).due_on == day("2026-08-07")
    take_step(one, StepKind.RESPONDED, by=FINN, on=day("2026-08-10"))
    assert clock_of(one).answered_late and clock_of(one).answered_on == day("2026-08-10")


@pytest.mark.django_db
def test_a_search_order_for_a_force_follows_the_forces_date() -> None:
    kent = Force.objects.get(pk="kent")
    one = actions.open_request(
        make_request(), by=FINN, footing=Footing.BEHALF, force=kent, answer_by=day("2026-07-17")
    )
    assert clock_of(one, day("2026-07-18")).is_overdue


@pytest.mark.django_db
def test_an_import_without_days_has_no_clock() -> None:
    imported = InformationRequest.objects.create(title="Old", channel=Channel.IMPORT, follow_hash="x")
    assert clock_of(imported).due_on is None and clock_of(imported).stage is None


@pytest.mark.django_db
def test_a_list_of_clocks_reads_the_table_of_holidays_once(django_assert_num_queries) -> None:
    for _ in range(3):
        make_open()
    requests = InformationRequest.objects.prefetch_related("steps")
    with django_assert_num_queries(3):
        found = clocks_of(requests, dt.date(2026, 7, 10))
    assert [one.due_on for _, one in found] == [day("2026-08-07")] * 3
    assert RequestStep.objects.count() == 6
