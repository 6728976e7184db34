import re
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import escape

from candour.assessment import actions as assessment
from candour.assessment import deciding, parts
from candour.assessment.models import Decision
from candour.assessment.rules import CHECKLIST, Grade
from candour.intake.models import Contact
from candour.referral import actions, questions
from candour.referral.models import Answer, AnswerSent, PassingOn, Referral, Transfer
from candour.referral.second_person import mark_of_answer
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]


def _seen(page: str) -> str:
    (mark,) = set(re.findall(r'name="seen" value="(\w{64})"', page))
    return mark


def _written(cast: Cast) -> Answer:
    question = story.released(cast, story.asked(cast, story.sent(cast)))
    return story.answered(cast, question, "Marker: what was read.")


def test_an_answer_that_was_written_again_after_it_was_read_does_not_go(
    cast: Cast, through_the_door: Door
) -> None:
    answer, rhona = _written(cast), through_the_door(cast.rhona)
    address = f"/desk/approval/answer/{answer.pk}"
    mark = _seen(rhona.get(address).content.decode())

    story.answered(cast, answer.question, "Marker: her name and her street.")
    told = rhona.post(f"{address}/approve", {"seen": mark}, follow=True).content.decode()

    assert "This answer was changed after you opened it. Read it again." in told
    assert not AnswerSent.objects.exists()

    again = rhona.get(address).content.decode()
    assert "her street" in again
    rhona.post(f"{address}/approve", {"seen": _seen(again)})
    assert AnswerSent.objects.exists()


def test_an_approval_without_a_mark_sends_nothing(cast: Cast, through_the_door: Door) -> None:
    answer = _written(cast)
    through_the_door(cast.rhona).post(f"/desk/approval/answer/{answer.pk}/approve")
    assert not AnswerSent.objects.exists()


def test_the_same_words_written_again_are_read_again(cast: Cast) -> None:
    answer = _written(cast)
    mark = mark_of_answer(answer)
    story.answered(cast, answer.question, "Marker: what was read.")

    with pytest.raises(ValidationError, match="changed after you opened it"):
        questions.approve_answer(answer, seen=mark, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)


@pytest.mark.parametrize("button", ["send", "keep"])
def test_a_move_that_was_proposed_anew_after_it_was_read_does_not_go(
    cast: Cast, through_the_door: Door, button: str
) -> None:
    one, rhona = story.sent(cast), through_the_door(cast.rhona)
    address = f"/desk/approval/move/{story.proposed(cast, one).pk}"
    mark = _seen(rhona.get(address).content.decode())

    story.kept(cast, PassingOn.objects.get())
    story.proposed(cast, one, story.keyless())
    told = rhona.post(f"{address}/{button}", {"seen": mark}, follow=True).content.decode()

    assert "Another move was proposed after you opened this one." in told
    assert not Transfer.objects.exists()
    assert PassingOn.objects.get().to_force == story.keyless()


def test_a_move_to_the_same_force_for_another_reason_is_read_first(cast: Cast) -> None:
    passing = story.proposed(cast, one := story.sent(cast))
    story.kept(cast, PassingOn.objects.get())
    story.proposed(cast, one)

    with pytest.raises(ValidationError, match="Another move was proposed"):
        story.moved(cast, passing)


CHANGES: dict[str, Callable[[Cast, Decision], object]] = {
    "the text": lambda cast, made: deciding.write_sanitised(
        made.report, text="Marker: another text.", ticked=CHECKLIST, by=cast.asif, on=DAY
    ),
    "the codes": lambda cast, made: assessment.describe(
        made.report, category="discrimination", corruption_category="NCC01", marking="OFFICIAL", by=cast.asif
    ),
    "another grade": lambda cast, made: assessment.grade(
        made.report, text="Marker item", grade=Grade(), reason="", by=cast.asif
    ),
    "a grade fewer": lambda cast, made: parts.remove_item(made.report.items.get(), by=cast.asif),
    "another subject": lambda cast, made: assessment.add_subject(
        made.report, fields={"name": "Sergeant Brackenthwaite-Test"}, by=cast.asif
    ),
    "another reporter's details": lambda cast, made: assessment.join_report(
        _with_details(cast), report=made.report, by=cast.asif, on=DAY
    ),
    "another decision": lambda cast, made: deciding.decide(
        made.report, kind="refer", forces=[cast.kent], by=cast.asif, on=DAY
    ),
}


def _with_details(cast: Cast) -> Contact:
    contact = story.contact_received(details="Marker Telephone 1111").contact
    assert contact is not None
    assessment.take_up(contact, by=cast.asif, on=DAY)
    return contact


@pytest.mark.parametrize("change", sorted(CHANGES))
def test_nothing_of_a_report_changes_between_reading_and_approving(cast: Cast, change: str) -> None:
    decision = story.decided(cast, details=story.DETAILS)

    with pytest.raises(ValidationError, match="This report has been decided"):
        CHANGES[change](cast, decision)


def test_a_decision_that_was_made_anew_is_not_approved_from_the_old_page(
    cast: Cast, through_the_door: Door
) -> None:
    old, rhona = story.decided(cast), through_the_door(cast.rhona)
    assert story.SANITISED in rhona.get(f"/desk/approval/{old.pk}").content.decode()
    deciding.set_decision_aside(old, words="Again.", by=cast.rhona, on=DAY)
    deciding.write_sanitised(old.report, text="Marker: worse.", ticked=CHECKLIST, by=cast.asif, on=DAY)
    deciding.decide(old.report, kind="refer", forces=[cast.kent], by=cast.asif, on=DAY)

    told = rhona.post(f"/desk/approval/{old.pk}/approve", follow=True).content.decode()

    assert escape(f"This decision on {old.report.reference} was sent back.") in told
    assert not Referral.objects.exists()


def test_no_contact_details_go_along_with_a_transfer(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast, details=story.DETAILS)
    assert one.details.count() == 1
    passing = story.proposed(cast, one)
    page = through_the_door(cast.rhona).get(f"/desk/approval/move/{passing.pk}").content.decode()
    assert "No contact details go along" in page and "ask the reporter by" in page

    onward = story.moved(cast, passing)

    assert onward.details.count() == 0


def test_no_contact_details_go_along_where_the_new_force_gets_its_key_later(cast: Cast) -> None:
    one = story.sent(cast, details=story.DETAILS)
    held = story.moved(cast, story.proposed(cast, one, story.keyless()))
    story.give_key(cast, held.force)
    actions.send_held(held, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    assert hasattr(story.again(held), "sending") and held.details.count() == 0
