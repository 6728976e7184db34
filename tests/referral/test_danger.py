from collections.abc import Callable

import pytest
from django.test import Client

from candour.assessment import actions as assessment
from candour.intake.actions import IncomingContact, receive_contact
from candour.intake.models import Contact
from candour.referral import pending_lists, replies
from candour.referral.models import Referral
from candour.seal.keys import Context
from candour.seal.sealing import seal_fields
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story

Door = Callable[[Member], Client]
LOUD = 'class="danger-now"'
TAG = "Danger now</span>"


def _main(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().split("<h1>", 1)[1]


def _in_danger() -> None:
    """From now on; what is sealed stays as it was."""
    Contact.objects.update(danger=True)


def _opened(cast: Cast, one: Referral) -> replies.OpenReferral:
    return replies.open_referral(one, by=cast.mo, keys=cast.ring(cast.mo))


@pytest.mark.parametrize("danger", [True, False])
def test_danger_is_sealed_into_what_the_force_gets(cast: Cast, danger: bool) -> None:
    decision = story.decided(cast)
    Contact.objects.update(danger=danger)
    story.referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    Contact.objects.update(danger=not danger)

    assert _opened(cast, Referral.objects.get()).danger is danger


def test_one_contact_of_two_in_danger_is_enough(cast: Cast) -> None:
    report = story.assessed(cast)
    told = IncomingContact(
        account={"what": "Invented"}, channel="phone", category="money_favours", danger=True
    )
    second = receive_contact(told, on=DAY).contact
    assert second is not None
    assessment.take_up(second, by=cast.asif, on=DAY)
    assessment.join_report(second, report=report, by=cast.asif, on=DAY)
    decision = story.deciding.decide(report, kind="refer", forces=[cast.metropolitan], by=cast.asif, on=DAY)
    story.referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    assert _opened(cast, Referral.objects.get()).danger


def test_what_was_sealed_without_it_reads_as_no_danger(cast: Cast) -> None:
    one = story.sent(cast)
    old = {"text": "Old", "category": "c", "corruption_category": "n", "marking": "OFFICIAL", "grades": []}
    key = one.sending.team_key.public
    one.sending.sealed = seal_fields(old, [key], Context("referral", one.pk))
    one.sending.save()

    opened = _opened(cast, one)
    assert (opened.text, opened.danger) == ("Old", False)


def test_the_force_sees_it_on_the_page_and_first_in_its_inbox(cast: Cast, through_the_door: Door) -> None:
    older, decision = story.sent(cast), story.decided(cast)
    Contact.objects.filter(fed__report=decision.report).update(danger=True)
    (urgent,) = story.referral.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona))
    mo = through_the_door(cast.mo)

    inbox = _main(mo, "/force/inbox?show=new")
    assert inbox.count(TAG) == 1
    assert inbox.index(TAG) < inbox.index(urgent.reference) < inbox.index(older.reference)
    assert LOUD in _main(mo, f"/force/referral/{urgent.pk}")
    assert LOUD not in _main(mo, f"/force/referral/{older.pk}")


def test_danger_told_later_reaches_the_force_only_while_it_has_the_referral(
    cast: Cast, through_the_door: Door
) -> None:
    one, gone = story.sent(cast), story.sent(cast)
    replies.send_back(gone, words="Not ours", by=cast.mo, on=DAY)
    _in_danger()
    mo = through_the_door(cast.mo)

    assert LOUD in _main(mo, f"/force/referral/{one.pk}")
    assert LOUD not in _main(mo, f"/force/referral/{gone.pk}")
    assert TAG not in _main(mo, "/force/inbox?show=gone")


def test_the_second_person_sees_danger_first_and_on_each_page(cast: Cast, through_the_door: Door) -> None:
    older = story.decided(cast)
    passing = story.proposed(cast, story.sent(cast))
    answer = story.answered(cast, story.released(cast, story.asked(cast, story.sent(cast))))
    held = story.sent(cast, force=story.keyless())
    story.give_key(cast, held.force)
    urgent = story.decided(cast)
    calm = Contact.objects.filter(fed__report=older.report)
    Contact.objects.exclude(pk__in=calm.values("pk")).update(danger=True)
    rhona = through_the_door(cast.rhona)

    page = _main(rhona, "/desk/approvals")
    assert page.count(TAG) == 4
    assert page.index(urgent.report.reference) < page.index(older.report.reference)
    for address in (urgent.pk, f"move/{passing.pk}", f"answer/{answer.pk}"):
        assert LOUD in _main(rhona, f"/desk/approval/{address}")
    assert LOUD not in _main(rhona, f"/desk/approval/{older.pk}")


def test_moves_and_answers_in_danger_stand_first(cast: Cast) -> None:
    moves = [story.proposed(cast, story.sent(cast)) for _ in range(3)]
    answers = [
        story.answered(cast, story.released(cast, story.asked(cast, story.sent(cast)))) for _ in range(3)
    ]
    for move, answer in zip(moves, answers, strict=True):
        Contact.objects.update(danger=False)
        reports = [move.referral.report, answer.question.referral.report]
        Contact.objects.filter(fed__report__in=reports).update(danger=True)

        assert pending_lists.pending_moves(cast.rhona)[0].pk == move.pk
        assert pending_lists.pending_answers(cast.rhona)[0].pk == answer.pk
