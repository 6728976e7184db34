import uuid

import pytest

from candour.figures import counting
from candour.figures.counts import Period
from candour.ledger.actions import record

from .ledgers import WHOLE, contact, day, moved, referral, report, said

pytestmark = pytest.mark.django_db


def number(code: str, by: str = "", period: Period = WHOLE) -> int:
    found = {one.by: one.value for one in counting.figure(code, period, by.partition("=")[0] or None)}
    return found.get(by, 0)


def sent(on: int = 0) -> uuid.UUID:
    return referral(day(on), of=report(day(on), of=contact(day(on))))


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
    record("contact.closed", on=day(60), token=came, channel="phone", reason="signposted")

    assert number("M03", "reason=signposted", Period(day(0), day(1))) == 1
    assert number("M03", "reason=signposted", Period(day(60), day(60))) == 0


def test_a_contact_about_two_matters_is_one_contact_and_two_reports() -> None:
    came = contact(day(0))
    report(day(1), of=came)
    report(day(1), of=came)

    assert (number("M01"), number("M04")) == (1, 2)
    assert counting.contacts_add_up(WHOLE).parts == (0, 1, 0)


def test_a_contact_both_closed_and_written_up_spoils_the_sum_and_it_shows() -> None:
    came = contact(day(0))
    report(day(1), of=came)
    record("contact.closed", on=day(1), token=came, reason="abandoned")

    assert not counting.contacts_add_up(WHOLE).adds_up


def test_a_report_sent_and_not_referred_spoils_the_sum_and_it_shows() -> None:
    referral(day(1), of=report(day(1), of=contact(day(0)), kind="keep", reason="duplicate"))

    assert not counting.reports_add_up(WHOLE).adds_up


def test_a_report_to_two_forces_is_two_referrals_and_adds_up_once() -> None:
    written = report(day(0), of=contact(day(0)))
    referral(day(0), of=written)
    referral(day(0), of=written, force="kent")

    assert number("M07") == 2
    assert counting.reports_add_up(WHOLE).parts == (0, 1, 0)


def test_a_report_held_for_a_key_is_in_the_sum_and_no_referral_yet() -> None:
    written = report(day(0), of=contact(day(0)))
    record("referral.held", on=day(0), token=uuid.uuid4(), parent=written, force="kent")

    assert number("M07") == 0
    assert counting.reports_add_up(WHOLE).parts == (0, 0, 1)


def test_a_transfer_adds_nothing_to_referrals() -> None:
    moved(day(3), referral=sent(), force="metropolitan", to_force="kent")

    assert (number("M07"), number("M08")) == (1, 1)
    assert number("M08", "to_force=kent") == 1


def test_a_referral_moved_later_counts_by_the_day_it_was_sent() -> None:
    moved(day(50), referral=sent(0), force="metropolitan", to_force="kent")

    assert (number("M08", period=Period(day(0), day(9))), number("M08a", period=Period(day(0), day(9)))) == (
        0,
        1,
    )


def test_a_referral_moved_twice_is_one_about_another_force_and_two_transfers() -> None:
    one = sent()
    moved(day(3), referral=one, force="metropolitan", to_force="kent")
    moved(day(4), referral=one, force="kent", to_force="essex")

    assert (number("M08a"), number("M08")) == (1, 2)


def test_the_days_to_acknowledge_are_days_some_referral_took() -> None:
    for wait in (0, 1, 2, 3, 40):
        one = sent()
        record("referral.acknowledged", on=day(wait), token=one, force="metropolitan")
    sent()  # nobody has acknowledged this one

    assert number("M09") == 5
    assert (number("M09", "days=median"), number("M09", "days=p90")) == (2, 40)


def test_a_second_acknowledgement_by_the_next_force_counts_nothing_more() -> None:
    one = sent()
    record("referral.acknowledged", on=day(1), token=one, force="metropolitan")
    record("referral.acknowledged", on=day(9), token=one, force="kent")

    assert (number("M09"), number("M09", "days=median")) == (1, 1)


def test_a_moved_referral_is_with_the_force_it_was_moved_to() -> None:
    moved(day(1), referral=sent(), force="metropolitan", to_force="kent")

    assert (number("M10", "force=metropolitan"), number("M10", "force=kent")) == (0, 1)


def test_a_referral_that_went_round_is_with_the_force_it_came_back_to() -> None:
    one = sent()
    moved(day(1), referral=one, force="metropolitan", to_force="kent")
    moved(day(1), referral=one, force="kent", to_force="metropolitan")

    assert (number("M10"), number("M10", "force=metropolitan")) == (1, 1)


def test_a_referral_sent_back_is_with_nobody_until_it_is_moved() -> None:
    one = sent()
    record("referral.sent_back", on=day(2), token=one, force="metropolitan")
    assert number("M10") == 0

    moved(day(3), referral=one, force="metropolitan", to_force="kent")
    assert number("M10", "force=kent") == 1


def test_a_referral_once_sent_back_that_came_round_again_is_with_the_force() -> None:
    one = sent()
    record("referral.sent_back", on=day(2), token=one, force="metropolitan")
    moved(day(3), referral=one, force="metropolitan", to_force="kent")
    moved(day(5), referral=one, force="kent", to_force="metropolitan")

    assert number("M10", "force=metropolitan") == 1


def test_a_closed_referral_was_still_with_the_force_the_day_before() -> None:
    said(day(10), "nfa_left", of=sent())

    assert number("M10", period=Period(day(0), day(9))) == 1
    assert number("M10", period=Period(day(0), day(10))) == 0


def test_a_step_that_closes_nothing_leaves_the_referral_with_the_force() -> None:
    said(day(10), "force_assessing", of=sent())

    assert number("M10") == 1


def test_two_referrals_to_one_investigation_are_one_investigation() -> None:
    case = uuid.uuid4()
    said(day(5), "investigation_opened", of=sent(), token=case)
    said(day(9), "investigation_opened", of=sent(), token=case)

    assert number("M14") == 1
    assert number("M14", period=Period(day(6), day(9))) == 0


def test_a_referral_closed_twice_without_action_counts_once_under_the_first_reason() -> None:
    one = sent()
    said(day(5), "nfa_known", of=one)
    said(day(9), "nfa_left", of=one)

    assert (number("M31"), number("M31", "reason=nfa_known")) == (1, 1)


def test_a_correction_takes_the_place_of_what_it_corrects_from_its_day_on() -> None:
    one = sent()
    wrong = said(day(5), "nfa_known", of=one)
    said(day(5), "nfa_left", of=one, corrects=wrong.pk, recorded_on=day(20))

    before = Period(WHOLE.since, WHOLE.until, as_at=day(19))
    assert (number("M31", "reason=nfa_known", before), number("M31", "reason=nfa_left", before)) == (1, 0)
    assert (number("M31"), number("M31", "reason=nfa_known"), number("M31", "reason=nfa_left")) == (1, 0, 1)
    assert counting.outcomes_stated(WHOLE) == {"nfa_left": 1}


def test_a_correction_of_a_correction_leaves_one() -> None:
    one = sent()
    first = said(day(5), "nfa_known", of=one)
    second = said(day(5), "intelligence_retained", of=one, corrects=first.pk)
    said(day(5), "nfa_left", of=one, corrects=second.pk)

    assert counting.outcomes_stated(WHOLE) == {"nfa_left": 1}


def test_a_question_counts_when_it_is_put_to_the_reporter() -> None:
    asked = uuid.uuid4()
    record("question.asked", on=day(1), token=asked, force="kent")
    assert number("M11") == 0

    record("question.released", on=day(2), token=asked, force="kent")
    assert number("M11", "force=kent") == 1


def test_a_month_without_anything_is_a_nought_between_others() -> None:
    contact(day(0))
    contact(day(75))

    months = {one.by: one.value for one in counting.figure("M01", Period(day(0), day(75)), "month")}
    assert months == {"month=2023-01": 1, "month=2023-02": 0, "month=2023-03": 0, "month=2023-04": 1}


def test_a_measure_is_not_counted_by_what_it_does_not_have() -> None:
    with pytest.raises(ValueError, match="M02 is not counted by force"):
        counting.figure("M02", WHOLE, "force")


def test_an_empty_ledger_gives_noughts() -> None:
    assert {one.value for one in counting.all_figures(WHOLE)} == {0}
    assert counting.contacts_add_up(WHOLE).adds_up
    assert counting.monthly_totals(day(0)) == []
