import uuid

import pytest

from candour.ledger.actions import record

from .counted import number, sent
from .ledgers import WHOLE, Period, day, said, withdrawn

pytestmark = pytest.mark.django_db


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


def test_a_correction_of_a_correction_leaves_one() -> None:
    one = sent()
    first = said(day(5), "nfa_known", of=one)
    second = said(day(5), "intelligence_retained", of=one, corrects=first.pk)
    said(day(5), "nfa_left", of=one, corrects=second.pk)

    assert (number("M13"), number("M31"), number("M31", "reason=nfa_left")) == (0, 1, 1)


def test_what_a_force_took_back_counts_no_more_from_that_day_on() -> None:
    wrong = said(day(5), "suspended", of=sent(), quantity=2)
    withdrawn(day(20), wrong)

    assert number("M19", period=Period(WHOLE.since, WHOLE.until, as_at=day(19))) == 2
    assert number("M19") == 0


def test_people_and_arrests_are_as_many_as_the_force_says() -> None:
    one = sent()
    said(day(5), "arrest", of=one, quantity=3)
    said(day(9), "arrest", of=one)
    record("person.arrested", on=day(5), token=uuid.uuid4(), parent=one, quantity=2)

    assert (number("M20"), number("M20p")) == (4, 2)


def test_the_three_ways_to_end_without_a_sanction_are_counted_apart() -> None:
    said(day(5), "no_case_to_answer", of=sent(), quantity=2)
    said(day(5), "not_proven", of=sent())

    assert (number("M23"), number("M23", "reason=no_case_to_answer"), number("M23", "reason=not_proven")) == (
        3,
        2,
        1,
    )


def test_an_investigation_is_counted_by_its_kind() -> None:
    said(day(5), "investigation_opened", of=sent(), token=uuid.uuid4(), kind="criminal")
    said(day(5), "iopc_referral", of=sent(), token=uuid.uuid4(), kind="pirc")

    assert (number("M14", "kind=criminal"), number("M16", "kind=pirc")) == (1, 1)


def test_of_two_reasons_the_one_of_the_earlier_day_counts_whichever_was_written_first() -> None:
    one = sent()
    said(day(9), "nfa_known", of=one)
    said(day(5), "nfa_left", of=one)

    assert (number("M31", "reason=nfa_left"), number("M31", "reason=nfa_known")) == (1, 0)


def test_of_two_reasons_of_one_day_the_first_in_the_alphabet_counts() -> None:
    one = sent()
    said(day(5), "nfa_left", of=one)
    said(day(5), "nfa_known", of=one)

    assert (number("M31", "reason=nfa_known"), number("M31", "reason=nfa_left")) == (1, 0)


def test_of_two_outcomes_of_one_day_the_first_by_its_bytes_counts() -> None:
    """In many languages "not" comes before "no w"; by its bytes "nfa_no_wrongdoing" is first."""
    referral = sent()
    said(day(5), "nfa_not_police", of=referral)
    said(day(5), "nfa_no_wrongdoing", of=referral)

    assert (number("M31", "reason=nfa_no_wrongdoing"), number("M31", "reason=nfa_not_police")) == (1, 0)
