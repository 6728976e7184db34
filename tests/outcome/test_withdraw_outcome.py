import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from candour.audit.models import Act
from candour.figures.counting.tally import exact
from candour.ledger.models import Entry
from candour.mailbox import actions as mailbox
from candour.outcome.actions import OpenOutcome, Stated, correct_outcome, open_outcomes, record_outcome
from candour.outcome.models import Outcome, Withdrawal
from candour.outcome.rules import words_for_reporter
from candour.outcome.withdrawing import withdraw_outcome
from candour.referral.models import Referral
from candour.staff.models import Member
from tests.at_once import behind
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]
OPENED = Stated("investigation_opened", DAY, reference="INV/MARKER", kind="both")
ARRESTED = Stated("arrest", DAY, quantity=3, first_arrests=2)
CLOSED = Stated("nfa_known", DAY)
NEXT = DAY + dt.timedelta(1)
WHY = "Marker: it was another case."


def _figure(code: str, as_at: dt.date = NEXT) -> int:
    return exact(code, "", DAY, DAY, as_at)[""]


def _opened(cast: Cast, one: Referral) -> list[OpenOutcome]:
    return open_outcomes(one, by=cast.mo, keys=cast.ring(cast.mo))


@pytest.mark.parametrize(
    ("stated", "code", "number"),
    [(OPENED, "M14", 1), (CLOSED, "M31", 1), (ARRESTED, "M20", 3), (ARRESTED, "M20p", 2)],
)
def test_what_was_withdrawn_is_counted_no_more_and_was_before(
    cast: Cast, stated: Stated, code: str, number: int
) -> None:
    wrong = record_outcome(story.sent(cast), stated, by=cast.mo, on=DAY)
    assert _figure(code) == number

    withdraw_outcome(wrong, words=WHY, by=cast.mo, on=NEXT)

    assert (_figure(code), _figure(code, as_at=DAY)) == (0, number)


def test_a_referral_whose_end_was_a_mistake_is_with_its_force_again(cast: Cast) -> None:
    wrong = record_outcome(story.sent(cast), CLOSED, by=cast.mo, on=DAY)
    assert _figure("M10") == 0

    withdraw_outcome(wrong, words=WHY, by=cast.mo, on=NEXT)

    assert _figure("M10") == 1
    assert not Outcome.objects.closing().exists() and not Outcome.objects.standing().exists()


def test_a_withdrawn_correction_leaves_nothing_standing(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), CLOSED, by=cast.mo, on=DAY)
    second = correct_outcome(first, OPENED, by=cast.mo, on=DAY)

    withdraw_outcome(second, words=WHY, by=cast.mo, on=NEXT)

    assert not Outcome.objects.standing().exists()
    assert (_figure("M14"), _figure("M31")) == (0, 0)


def test_the_ledger_gets_a_line_that_names_the_one_it_takes_out(cast: Cast) -> None:
    wrong = record_outcome(story.sent(cast), OPENED, by=cast.mo, on=DAY)
    withdraw_outcome(wrong, words=WHY, by=cast.mo, on=NEXT)

    line, entry = Entry.objects.get(event="outcome.withdrawn"), Entry.objects.get(pk=wrong.entry)
    assert (line.corrects, line.happened_on, line.recorded_on) == (entry.pk, NEXT, NEXT)
    same = ("unit", "token", "parent", "force", "category", "reason", "kind", "quantity", "began_on")
    assert [getattr(line, name) for name in same] == [getattr(entry, name) for name in same]
    assert Act.objects.filter(act="withdrew outcome", row=wrong.referral_id, member=cast.mo.pk).count() == 1


def test_it_is_withdrawn_or_corrected_once_and_with_words(cast: Cast) -> None:
    wrong = record_outcome(story.sent(cast), CLOSED, by=cast.mo, on=DAY)
    with pytest.raises(ValidationError, match="what the mistake was"):
        withdraw_outcome(wrong, words=" ", by=cast.mo, on=DAY)
    withdraw_outcome(wrong, words=WHY, by=cast.mo, on=DAY)

    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw_outcome(wrong, words=WHY, by=cast.mo, on=DAY)
    with pytest.raises(ValidationError, match="withdrawn already"):
        correct_outcome(wrong, OPENED, by=cast.mo, on=DAY)
    assert Entry.objects.filter(event="outcome.withdrawn").count() == 1


def test_what_was_corrected_is_not_withdrawn_too(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), CLOSED, by=cast.mo, on=DAY)
    correct_outcome(first, OPENED, by=cast.mo, on=DAY)

    with pytest.raises(ValidationError, match="Correct the newer one"):
        withdraw_outcome(first, words=WHY, by=cast.mo, on=DAY)


def test_another_force_or_one_that_has_it_no_more_withdraws_nothing(cast: Cast) -> None:
    one = story.sent(cast)
    wrong = record_outcome(one, CLOSED, by=cast.mo, on=DAY)
    with pytest.raises(PermissionDenied):
        withdraw_outcome(wrong, words=WHY, by=cast.kit, on=DAY)
    story.passed_on(cast, one)
    with pytest.raises(ValidationError, match="no longer with your force"):
        withdraw_outcome(wrong, words=WHY, by=cast.mo, on=DAY)
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(("first_told", "second_told"), [(1, 0), (0, 1), (0, 0)])
def test_a_reporter_who_was_told_is_told_of_the_mistake(
    cast: Cast, first_told: bool, second_told: bool
) -> None:
    received = story.contact_received()
    one = story.sent(cast, received=received)
    first = record_outcome(one, Stated("nfa_known", DAY, tell_reporter=first_told), by=cast.mo, on=DAY)
    then = Stated("arrest", DAY, tell_reporter=second_told)
    withdraw_outcome(correct_outcome(first, then, by=cast.mo, on=DAY), words=WHY, by=cast.mo, on=NEXT)

    last = mailbox.read_letters(mailbox.open_by_words(received.receipt))[-1]

    assert ("by mistake" in last.text) == (first_told or second_told)
    assert WHY not in last.text
    if first_told or second_told:
        assert last.stage == "With the police force"


def test_the_stage_told_is_that_of_what_still_stands(cast: Cast) -> None:
    received = story.contact_received()
    one = story.sent(cast, received=received)
    record_outcome(one, Stated("arrest", DAY, tell_reporter=True), by=cast.mo, on=DAY)
    wrong = record_outcome(one, Stated("nfa_known", DAY, tell_reporter=True), by=cast.mo, on=DAY)

    withdraw_outcome(wrong, words=WHY, by=cast.mo, on=NEXT)

    assert (
        mailbox.read_letters(mailbox.open_by_words(received.receipt))[-1].stage
        == words_for_reporter("arrest")[0]
    )


def test_it_stays_visible_with_its_mistake_for_unit_and_desk(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    wrong = record_outcome(one, OPENED, by=cast.mo, on=DAY)
    mo, address = through_the_door(cast.mo), f"/force/outcome/{wrong.pk}"
    assert f'action="{address}/withdraw"' in mo.get(f"{address}/correct").content.decode()
    assert "Write what the mistake was" in mo.post(f"{address}/withdraw", {"words": ""}).content.decode()

    done = mo.post(f"{address}/withdraw", {"words": WHY}, follow=True).content.decode()

    assert "Withdrawn: Investigation opened." in done
    desk = through_the_door(cast.asif).get(f"/desk/referral/{one.reference}").content.decode()
    for page in (done, desk):
        assert "<s>Investigation opened</s>" in page and "recorded by mistake" in page and WHY in page
    assert "/correct" not in done
    again = mo.post(f"{address}/withdraw", {"words": WHY}).content.decode()
    assert "withdrawn already" in again


def test_another_force_finds_no_such_outcome(cast: Cast, through_the_door: Door) -> None:
    wrong = record_outcome(story.sent(cast), OPENED, by=cast.mo, on=DAY)
    address = f"/force/outcome/{wrong.pk}/withdraw"

    assert through_the_door(cast.kit).post(address, {"words": WHY}).status_code == 404
    assert through_the_door(cast.asif).post(address, {"words": WHY}).status_code in {403, 404}
    assert not Withdrawal.objects.exists()


def test_a_correction_stands_after_what_it_corrects(cast: Cast) -> None:
    for _ in range(4):  # the rows' own ids are random
        one = story.sent(cast)
        made = [record_outcome(one, CLOSED, by=cast.mo, on=DAY)]
        for _ in range(3):
            made.append(correct_outcome(made[-1], CLOSED, by=cast.mo, on=DAY))

        assert [line.outcome for line in _opened(cast, one)] == made


def test_withdrawn_twice_at_the_same_moment_is_one_line(flushable: None, cast: Cast) -> None:
    wrong = record_outcome(story.sent(cast), OPENED, by=cast.mo, on=DAY)

    def press() -> object:
        there = Outcome.objects.select_related("referral").get(pk=wrong.pk)
        return withdraw_outcome(there, words=WHY, by=cast.mo, on=DAY)

    assert isinstance(behind(press, press), ValidationError)
    assert Entry.objects.filter(event="outcome.withdrawn").count() == 1
