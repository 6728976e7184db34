import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.assessment import actions
from candour.assessment.lists import age, contacts_with_letters
from candour.assessment.models import ContactsToAssess
from candour.intake.models import Contact
from candour.mailbox.actions import receive_letter
from candour.staff.models import Member
from tests.assessment.contact_steps import LETTER, MARKER, contact, received, started, taken_up
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]


def page(client: Client, query: str = "") -> str:
    return client.get(f"/desk/worklist{query}").content.decode()


@given(came=st.lists(st.tuples(st.booleans(), st.integers(0, 400)), max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_danger_comes_first_and_then_age(db: None, came: list[tuple[bool, int]]) -> None:
    Contact.objects.all().delete()
    Contact.objects.bulk_create(
        Contact(day=DAY - dt.timedelta(days=days), danger=danger, channel="phone", sealed=b"shut")
        for danger, days in came
    )
    listed = [(one.danger, (DAY - one.day).days) for one in ContactsToAssess.for_list()]
    assert listed == sorted(came, reverse=True)


def test_it_holds_what_is_neither_closed_nor_written_up(cast: Cast) -> None:
    waits, held = contact(), taken_up(cast.asif)
    closed = taken_up(cast.asif)
    actions.close_contact(closed, reason="abandoned", by=cast.asif, on=DAY)
    started(cast.asif)
    assert set(ContactsToAssess.all()) == {waits, held}


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day"), (40, "40 days"), (-1, "today")])
def test_an_age_in_words(days: int, words: str) -> None:
    assert age(DAY - dt.timedelta(days=days), DAY) == words


def test_a_line_says_what_how_urgent_and_who_has_it_and_nothing_that_was_told(
    cast: Cast, through_the_door: SignIn
) -> None:
    taken_up(cast.amara, danger=True, category="discrimination", force="kent", channel="phone")
    shown = page(through_the_door(cast.asif))
    line = re.search(r"<tbody>.*?</tr>", shown, re.S)
    assert line is not None
    for words in ("Danger now", "Racist, homophobic", "Kent", "Phone", "Amara"):
        assert words in line.group(0)
    assert MARKER not in shown


def test_ones_own_stand_apart(cast: Cast, through_the_door: SignIn) -> None:
    taken_up(cast.asif)
    taken_up(cast.amara)
    shown = page(through_the_door(cast.asif))
    assert shown.index("You have") < shown.index("<strong>You</strong>") < shown.index("Waiting")
    assert shown.index("Waiting") < shown.index(">Amara<")


def test_it_can_be_narrowed_to_a_kind_and_a_force(cast: Cast, through_the_door: SignIn) -> None:
    wanted = contact(category="partner_abuse", force="kent")
    others = [contact(category="partner_abuse"), contact(force="kent"), contact(category="", force=None)]
    client = through_the_door(cast.asif)

    shown = page(client, "?category=partner_abuse&force=kent")
    unknown = page(client, "?category=none&force=none")

    assert str(wanted.pk) in shown and not any(str(other.pk) in shown for other in others)
    assert str(others[2].pk) in unknown and str(wanted.pk) not in unknown


def test_a_filter_that_nobody_offered_shows_all(cast: Cast, through_the_door: SignIn) -> None:
    one = contact()
    assert str(one.pk) in page(through_the_door(cast.asif), "?category=made-up&page=nonsense")


def test_an_empty_list_says_what_would_appear(cast: Cast, through_the_door: SignIn) -> None:
    client = through_the_door(cast.asif)
    assert "Each call and each form that comes in appears here" in page(client)
    assert "Nothing of this kind waits" in page(client, "?force=kent")


def test_letters_appear_for_contacts_that_are_closed_and_written_up_too(
    cast: Cast, through_the_door: SignIn
) -> None:
    told = [received() for _ in range(3)]
    closed, written_up, quiet = (one.contact for one in told)
    assert closed and written_up and quiet
    for one in (closed, written_up, quiet):
        actions.take_up(one, by=cast.amara, on=DAY)
    actions.close_contact(closed, reason="abandoned", by=cast.amara, on=DAY)
    report = actions.start_report(written_up, by=cast.amara, on=DAY)
    for one in told[:2]:
        assert one.contact and one.contact.mailbox
        receive_letter(one.contact.mailbox, receipt=one.receipt, text=LETTER, on=DAY)

    shown = page(through_the_door(cast.asif))

    letters = shown[shown.index('id="letters"') : shown.index("Waiting")]
    assert set(contacts_with_letters()) == {closed, written_up}
    assert "Closed" in letters and f"In {report.reference}" in letters
    assert str(quiet.pk) not in letters
    assert LETTER not in shown


def test_fifty_stand_on_a_page(cast: Cast, through_the_door: SignIn) -> None:
    Contact.objects.bulk_create(Contact(day=DAY, channel="phone", sealed=b"shut") for _ in range(51))
    client = through_the_door(cast.asif)
    assert page(client).count("/take-up") == 50
    assert page(client, "?page=2").count("/take-up") == 1


def test_more_lines_take_no_more_questions_to_the_database(
    cast: Cast, through_the_door: SignIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = through_the_door(cast.asif)
    for n in range(12):
        told = received(danger=n % 2 == 0)
        assert told.contact and told.contact.mailbox
        actions.take_up(told.contact, by=cast.amara if n % 3 else cast.asif, on=DAY)
        receive_letter(told.contact.mailbox, receipt=told.receipt, text=str(n), on=DAY)
    page(client)
    with django_assert_max_num_queries(15):
        page(client)


def test_the_accounts_are_not_fetched_for_a_list(cast: Cast) -> None:
    contact()
    assert "sealed" in ContactsToAssess.for_list().get().get_deferred_fields()
