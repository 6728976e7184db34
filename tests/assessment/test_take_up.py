from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from candour.assessment import actions
from candour.assessment.models import Holding
from candour.audit.models import Act
from candour.intake.models import Closing, Contact
from candour.mailbox.actions import open_by_words, read_letters
from candour.staff.models import KeyShare, Member
from tests.assessment.contact_steps import contact, received, started, taken_up
from tests.at_once import at_once
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]


def test_a_contact_has_one_holder(cast: Cast) -> None:
    one = taken_up(cast.asif)

    with pytest.raises(ValidationError, match="Asif has taken this contact up"):
        actions.take_up(one, by=cast.amara, on=DAY)

    assert Holding.objects.get().by == cast.asif


def test_taking_up_twice_is_taking_up_once(cast: Cast) -> None:
    one = taken_up(cast.asif)
    actions.take_up(one, by=cast.asif, on=DAY)
    assert Act.objects.filter(act="took up", row=one.pk).count() == 1


def test_the_reporter_reads_that_somebody_is_reading(cast: Cast) -> None:
    told = received()
    assert told.contact is not None
    actions.take_up(told.contact, by=cast.asif, on=DAY)
    assert read_letters(open_by_words(told.receipt))[-1].stage == "Being read"


def test_a_contact_that_is_written_up_does_not_go_back_to_being_read(cast: Cast) -> None:
    told = received()
    one = told.contact
    assert one is not None
    actions.take_up(one, by=cast.asif, on=DAY)
    actions.start_report(one, by=cast.asif, on=DAY)
    actions.let_go(one, by=cast.asif)

    actions.take_up(one, by=cast.amara, on=DAY)

    assert read_letters(open_by_words(told.receipt))[-1].stage == "Being written up"


def test_a_closed_contact_cannot_be_taken_up(cast: Cast) -> None:
    one = taken_up(cast.asif)
    actions.close_contact(one, reason="no_information", by=cast.asif, on=DAY)
    with pytest.raises(ValidationError, match="closed already"):
        actions.take_up(one, by=cast.amara, on=DAY)


def test_only_the_holder_or_a_supervisor_puts_a_contact_back(cast: Cast) -> None:
    one = taken_up(cast.asif)
    with pytest.raises(PermissionDenied):
        actions.let_go(one, by=cast.amara)
    actions.let_go(one, by=cast.rhona)
    actions.take_up(one, by=cast.amara, on=DAY)


def test_taking_up_at_the_desk_opens_the_contact(cast: Cast, through_the_door: SignIn) -> None:
    one = contact()
    answer = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/take-up")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/contact/{one.pk}")


def test_whoever_comes_second_is_told_who_has_it(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    page = through_the_door(cast.amara).post(f"/desk/contact/{one.pk}/take-up", follow=True)
    assert "Asif has taken this contact up. Choose another one." in page.content.decode()


def test_the_next_one_is_the_most_urgent_that_nobody_has(cast: Cast, through_the_door: SignIn) -> None:
    contact(on=DAY.replace(day=1))
    taken_up(cast.amara, danger=True)
    urgent = contact(danger=True)

    answer = through_the_door(cast.asif).post("/desk/worklist/next")

    assert answer["Location"] == f"/desk/contact/{urgent.pk}"


def test_with_nothing_left_the_next_one_is_nothing(cast: Cast, through_the_door: SignIn) -> None:
    started(cast.amara)
    page = through_the_door(cast.asif).post("/desk/worklist/next", follow=True)
    assert "Nothing waits that nobody has taken up." in page.content.decode()


def test_two_at_once_and_one_wins(flushable: None, cast: Cast) -> None:
    one = contact()

    done = at_once(
        lambda: actions.take_up(Contact.objects.get(pk=one.pk), by=cast.asif, on=DAY),
        lambda: actions.take_up(Contact.objects.get(pk=one.pk), by=cast.amara, on=DAY),
    )

    assert sorted(done) == [False, True]
    assert Holding.objects.get().by == (cast.asif if done[0] else cast.amara)


def test_closed_and_written_up_at_once_and_one_wins(flushable: None, cast: Cast) -> None:
    one = taken_up(cast.asif)

    done = at_once(
        lambda: actions.close_contact(
            Contact.objects.get(pk=one.pk), reason="abandoned", by=cast.asif, on=DAY
        ),
        lambda: actions.start_report(Contact.objects.get(pk=one.pk), by=cast.asif, on=DAY),
    )

    assert sorted(done) == [False, True]
    assert [Closing.objects.exists(), one.fed.exists()] == done


@pytest.mark.parametrize("address", ["/desk/worklist/next", "/desk/contact/{}/take-up"])
def test_without_the_assessors_key_nothing_is_taken_up(
    cast: Cast, through_the_door: SignIn, address: str
) -> None:
    one = contact()
    KeyShare.objects.filter(member=cast.asif).delete()

    page = through_the_door(cast.asif).post(address.format(one.pk), follow=True).content.decode()

    assert "Nothing was taken up." in page and "A colleague must hand you the key first" in page
    assert not Holding.objects.exists() and not Act.objects.filter(act="took up").exists()


def test_without_the_assessors_key_a_closed_contact_stays_closed(
    cast: Cast, through_the_door: SignIn
) -> None:
    one = taken_up(cast.asif)
    actions.close_contact(one, reason="abandoned", by=cast.asif, on=DAY)
    KeyShare.objects.filter(member=cast.asif).delete()
    page = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/reopen", follow=True).content.decode()
    assert "A colleague must hand you the key first" in page and Closing.objects.exists()


def test_the_worklist_says_that_the_key_is_missing_and_offers_nothing_to_take_up(
    cast: Cast, through_the_door: SignIn
) -> None:
    one, client = contact(), through_the_door(cast.asif)
    with_it = client.get("/desk/worklist").content.decode()
    assert "assessors’ key" not in with_it and with_it.count("Take up") == 2

    KeyShare.objects.filter(member=cast.asif).delete()

    for address in ("/desk/worklist", f"/desk/contact/{one.pk}"):
        page = client.get(address).content.decode()
        assert "You do not hold the assessors’ key yet" in page and "Take up" not in page
