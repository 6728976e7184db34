import pytest

from .counted import number, sent
from .ledgers import Period, acknowledged, day, moved, said, sent_back

pytestmark = pytest.mark.django_db


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
        acknowledged(day(wait), referral=one)
    sent()  # nobody has acknowledged this one

    assert number("M09") == 5
    assert (number("M09", "days=median"), number("M09", "days=p90")) == (2, 40)


def test_a_second_acknowledgement_by_the_next_force_counts_nothing_more() -> None:
    one = sent()
    acknowledged(day(1), referral=one)
    acknowledged(day(9), referral=one, force="kent")

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
    sent_back(day(2), referral=one)
    assert number("M10") == 0

    moved(day(3), referral=one, force="metropolitan", to_force="kent")
    assert number("M10", "force=kent") == 1


def test_a_referral_once_sent_back_that_came_round_again_is_with_the_force() -> None:
    one = sent()
    sent_back(day(2), referral=one)
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


def test_a_force_that_says_nothing_for_ninety_days_is_counted_on_the_ninetieth() -> None:
    one = sent()
    moved(day(3), referral=one, force="metropolitan", to_force="kent")
    acknowledged(day(4), referral=one, force="kent")

    assert number("M32", period=Period(day(89), day(89))) == 0
    assert number("M32", "force=kent", Period(day(90), day(90))) == 1


def test_any_outcome_is_feedback_even_one_that_closes_nothing() -> None:
    said(day(60), "force_assessing", of=sent())

    assert number("M32", period=Period(day(100), day(100))) == 0


def test_what_became_of_each_referral_is_said_once() -> None:
    acknowledged(day(1), referral=sent())
    said(day(5), "nfa_left", of=sent())
    said(day(5), "intelligence_retained", of=sent())
    sent_back(day(5), referral=sent())
    sent()
    busy = sent()
    for code in ("nfa_left", "joined_investigation", "arrest"):
        said(day(5), code, of=busy)

    fates = {"investigated": 1, "intelligence": 1, "closed": 1, "acting": 2, "silent": 1}
    assert {fate: number("M07", f"became={fate}") for fate in fates} == fates


def test_a_referral_sent_back_on_the_day_it_came_is_with_nobody() -> None:
    one = sent()
    sent_back(day(0), referral=one)

    assert number("M10") == 0
