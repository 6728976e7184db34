from collections.abc import Callable

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from candour.assessment import deciding
from candour.assessment.models import Confirmation, SetAside
from candour.referral.models import AnswerSent, Referral, Transfer
from candour.referral.rules import SENT
from candour.referral.second_person import mark_of_answer, mark_of_move
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]
LIST = "/desk/approvals"


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_an_empty_list_says_what_would_stand_there(cast: Cast, through_the_door: Door) -> None:
    assert _text(through_the_door(cast.rhona), LIST).count('class="empty"') + 1 == 5


def test_the_second_person_reads_the_text_and_sends_it(cast: Cast, through_the_door: Door) -> None:
    decision = story.decided(cast, forces=[cast.metropolitan, story.keyless()], details=story.DETAILS)
    rhona = through_the_door(cast.rhona)
    assert decision.report.reference in _text(rhona, LIST)

    page = _text(rhona, f"/desk/approval/{decision.pk}")
    for words in (story.SANITISED, story.WHY, "2-B-C", "held: no key yet", "Those of 1 reporter"):
        assert words in page
    assert story.DETAILS not in page
    assert rhona.post(f"/desk/approval/{decision.pk}/approve").status_code == 302

    stages = {one.force_id: one.stage() for one in Referral.objects.with_steps()}
    assert stages == {"metropolitan": SENT, "cumbria": "Held: the force has no key yet"}
    assert decision.report.reference not in _text(rhona, LIST).split("<main", 1)[1].split("<h1>")[1]


def test_a_decision_to_keep_is_confirmed_and_sent_nowhere(cast: Cast, through_the_door: Door) -> None:
    report = story.assessed(cast)
    decision = deciding.decide(
        report, kind="keep", reason="awaiting_reporter", words="Wait", by=cast.asif, on=DAY
    )
    rhona = through_the_door(cast.rhona)

    page = _text(rhona, f"/desk/approval/{decision.pk}")
    assert "Kept until the reporter answers" in page
    assert "Approve and send" not in page
    rhona.post(f"/desk/approval/{decision.pk}/approve")

    assert Confirmation.objects.filter(decision=decision).exists()
    assert not Referral.objects.exists()


def test_it_goes_back_to_the_assessor_only_with_words(cast: Cast, through_the_door: Door) -> None:
    decision = story.decided(cast)
    rhona, address = through_the_door(cast.rhona), f"/desk/approval/{decision.pk}/set-aside"

    wordless = rhona.post(address, {"words": " "})
    assert wordless.status_code == 422
    assert "Write what has to change" in wordless.content.decode()
    assert not SetAside.objects.exists()

    assert rhona.post(address, {"words": "Take the street out"}).status_code == 302
    assert SetAside.objects.get().decision == decision


def test_ones_own_is_marked_and_has_no_button(cast: Cast, through_the_door: Door) -> None:
    report = story.assessed(cast)
    decision = deciding.decide(report, kind="refer", forces=[cast.kent], by=cast.rhona, on=DAY)
    rhona = through_the_door(cast.rhona)

    assert "needs another person" in _text(rhona, LIST)
    assert "Approve and send" not in _text(rhona, f"/desk/approval/{decision.pk}")
    assert rhona.post(f"/desk/approval/{decision.pk}/approve").status_code == 403
    assert not Referral.objects.exists()


@pytest.mark.parametrize("name", ["hana", "asif", "amara", "finn", "olu", "ada", "mo"])
def test_nobody_but_a_supervisor_sees_or_does_any_of_it(
    cast: Cast, through_the_door: Door, name: str
) -> None:
    decision, one = story.decided(cast), story.sent(cast)
    passing = story.proposed(cast, one)
    browser = through_the_door(getattr(cast, name))

    for address in (LIST, f"/desk/approval/{decision.pk}", f"/desk/approval/move/{passing.pk}"):
        answer = browser.get(address)
        assert answer.status_code == 403
        assert "Marker" not in answer.content.decode()
    for address in (f"/desk/approval/{decision.pk}/approve", f"/desk/approval/move/{passing.pk}/send"):
        assert browser.post(address).status_code == 403
    assert not Transfer.objects.exists()


def test_a_move_is_read_and_sent(cast: Cast, through_the_door: Door) -> None:
    passing = story.proposed(cast, story.sent(cast))
    rhona = through_the_door(cast.rhona)

    assert "Serves there" in _text(rhona, f"/desk/approval/move/{passing.pk}")
    rhona.post(f"/desk/approval/move/{passing.pk}/send", {"seen": mark_of_move(passing)})

    assert Transfer.objects.get().onward.force == cast.kent
    late = rhona.get(f"/desk/approval/move/{passing.pk}", follow=True)
    assert "has been passed on already" in late.content.decode()


def test_an_answer_is_read_beside_its_question_and_sent(cast: Cast, through_the_door: Door) -> None:
    question = story.released(cast, story.asked(cast, story.sent(cast)))
    answer = story.answered(cast, question, "My husband saw it at 14:35.")
    rhona = through_the_door(cast.rhona)

    page = _text(rhona, f"/desk/approval/answer/{answer.pk}")
    for words in ("Marker question", "My husband saw it", "No exact times", "14:35"):
        assert words in page
    rhona.post(f"/desk/approval/answer/{answer.pk}/approve", {"seen": mark_of_answer(answer)})

    assert AnswerSent.objects.get().answer == answer


def test_what_was_held_can_be_sent_from_the_list(cast: Cast, through_the_door: Door) -> None:
    held = story.sent(cast, force=story.keyless())
    rhona = through_the_door(cast.rhona)
    assert held.reference not in _text(rhona, LIST)
    told = rhona.post(f"/desk/approval/held/{held.pk}/send")
    assert ["no confirmed key" in str(one) for one in get_messages(told.wsgi_request)] == [True]

    story.give_key(cast, held.force)
    assert held.reference in _text(rhona, LIST)
    rhona.post(f"/desk/approval/held/{held.pk}/send")
    assert story.again(held).stage() == SENT


def test_a_supervisor_without_the_key_is_told_whom_to_ask(cast: Cast, through_the_door: Door) -> None:
    decision = story.decided(cast)
    cast.rhona.shares.all().delete()
    rhona = through_the_door(cast.rhona)

    for answer in (
        rhona.get(f"/desk/approval/{decision.pk}"),
        rhona.post(f"/desk/approval/{decision.pk}/approve"),
    ):
        assert answer.status_code == 403
        assert "hand you the key" in answer.content.decode()
    assert not Referral.objects.exists()


def test_the_list_asks_no_more_for_ten_than_for_two(
    cast: Cast, through_the_door: Door, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rhona = through_the_door(cast.rhona)
    for _ in range(10):
        story.decided(cast, forces=[cast.metropolitan, cast.kent])
        story.proposed(cast, story.sent(cast))

    with django_assert_max_num_queries(24):
        rhona.get(LIST)
