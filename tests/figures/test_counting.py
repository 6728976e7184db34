import datetime as dt
import uuid

import pytest
from django.db import connection

from candour.figures.counting.tally import exact, tally
from candour.figures.measures import measures
from candour.ledger.actions import record

from .counted import number, parts, sums
from .ledgers import (
    WHOLE,
    Period,
    closed,
    contact,
    day,
    held,
    referral,
    report,
)

pytestmark = pytest.mark.django_db


def test_historic_review_and_workforce_check_stay_outside_contacts() -> None:
    for channel in ("phone", "web_form", "historic_review", "workforce_check"):
        contact(day(0), channel=channel)

    assert number("M01") == 2
    assert number("M01", "channel=historic_review") == 0


def test_a_later_letter_is_a_follow_up_and_no_contact() -> None:
    contact(day(0))
    record("letter.received", on=day(1), channel="web_mailbox")

    assert (number("M01"), number("M02")) == (1, 1)


def test_a_contact_closed_late_counts_by_the_day_it_came() -> None:
    came = contact(day(0))
    closed(day(60), contact=came, reason="signposted")

    assert number("M03", "reason=signposted", Period(day(0), day(1))) == 1
    assert number("M03", "reason=signposted", Period(day(60), day(60))) == 0


def test_a_contact_about_two_matters_is_one_contact_and_two_reports() -> None:
    came = contact(day(0))
    report(day(1), of=came)
    report(day(1), of=came)

    assert (number("M01"), number("M04")) == (1, 2)
    assert parts(sums()[0]) == (0, 1, 0)


def test_a_contact_both_closed_and_written_up_spoils_the_sum_and_it_shows() -> None:
    came = contact(day(0))
    report(day(1), of=came)
    closed(day(1), contact=came)

    assert sums()[0].whole != sum(parts(sums()[0]))


def test_a_report_sent_and_not_referred_spoils_the_sum_and_it_shows() -> None:
    referral(day(1), of=report(day(1), of=contact(day(0)), kind="keep", reason="duplicate"))

    assert sums()[1].whole != sum(parts(sums()[1]))


def test_a_report_to_two_forces_is_two_referrals_and_adds_up_once() -> None:
    written = report(day(0), of=contact(day(0)))
    referral(day(0), of=written)
    referral(day(0), of=written, force="kent")

    assert number("M07") == 2
    assert parts(sums()[1]) == (0, 1, 0)


def test_a_report_held_for_a_key_is_in_the_sum_and_no_referral_yet() -> None:
    written = report(day(0), of=contact(day(0)))
    held(day(0), of=written)

    assert number("M07") == 0
    assert parts(sums()[1]) == (0, 0, 1)


def test_contacts_are_counted_by_language_and_a_missing_one_is_unknown() -> None:
    contact(day(0), language="cy")
    contact(day(0), language="")

    assert (number("M01", "language=cy"), number("M01", "language=unknown")) == (1, 1)


def test_a_question_counts_when_it_is_put_to_the_reporter() -> None:
    asked = uuid.uuid4()
    record("question.asked", on=day(1), token=asked, force="kent")
    assert number("M11") == 0

    record("question.released", on=day(2), token=asked, force="kent")
    assert number("M11", "force=kent") == 1


def test_a_report_sent_to_one_force_and_held_for_another_has_been_referred() -> None:
    written = report(day(0), of=contact(day(0)))
    held(day(0), of=written)
    referral(day(0), of=written)

    assert parts(sums()[1]) == (0, 1, 0)


def test_any_days_can_be_counted_by_month_and_by_quarter() -> None:
    for on in (0, 1, 75):
        contact(day(on))

    assert exact("M01", "month", day(1), day(75)) == {"2023-01": 1, "2023-04": 1}
    assert exact("M01", "quarter", dt.date(2022, 12, 1), day(75)) == {
        "2022-12 to 2023-02": 2,
        "2023-03 to 2023-05": 1,
    }


def test_days_that_are_no_whole_months_are_counted_too() -> None:
    for on in (0, 5, 40):
        contact(day(on))

    with tally(WHOLE.as_at) as counted:
        assert counted.counts("M01", "", day(1), day(39)) == {"": 1}
        assert counted.parts("contacts", day(1), day(39)) == {"": 1, "closed": 0, "fed": 0, "open": 1}


def test_what_has_been_copied_for_counting_is_gone_when_it_is_done() -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError), tally(WHOLE.as_at):
            raise RuntimeError
    with connection.cursor() as cursor:
        assert "standing" not in connection.introspection.table_names(cursor)


def test_a_measure_is_not_counted_by_what_it_does_not_have() -> None:
    with pytest.raises(ValueError, match="M02 is not counted by force"):
        exact("M02", "force", WHOLE.since, WHOLE.until)
    with tally(WHOLE.as_at) as counted, pytest.raises(ValueError, match="M02 is not counted by force"):
        counted.counts("M02", "force", WHOLE.since, WHOLE.until)


def test_an_empty_ledger_gives_noughts() -> None:
    assert {number(code) for code in measures()} == {0}
    with tally(WHOLE.as_at) as counted:
        assert counted.first_day() is None
    assert sums()[0].whole == sums()[1].whole == 0


def test_a_ledger_says_which_days_it_reaches() -> None:
    contact(day(3))
    contact(day(0))

    with tally(WHOLE.as_at) as counted:
        assert (counted.first_day(), counted.last_day()) == (day(0), day(3))
