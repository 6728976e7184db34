from collections.abc import Callable

from django.test import Client

from candour.audit.models import Act
from candour.referral.rules import ACKNOWLEDGED, PASSING, SENT_BACK
from candour.staff.models import Member
from tests.conftest import Cast
from tests.referral import story

Door = Callable[[Member], Client]


def test_reading_shows_the_text_its_codes_in_words_and_its_marking_twice(
    cast: Cast, through_the_door: Door
) -> None:
    one = story.sent(cast)

    page = through_the_door(cast.mo).get(f"/force/referral/{one.pk}").content.decode()

    for words in (story.SANITISED, "Source 2: Untested", "Condition A1: Combine only", "no direct action"):
        assert words in page
    assert page.count('class="marking') == 2
    assert "marking-sensitive.css" in page


def test_each_reading_is_in_the_audit_trail(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast, details=story.DETAILS)
    mo = through_the_door(cast.mo)

    mo.get(f"/force/referral/{one.pk}")
    mo.get(f"/force/referral/{one.pk}")
    assert Act.objects.filter(act="opened", kind="referral", row=one.pk, member=cast.mo.pk).count() == 2
    assert not Act.objects.filter(act="opened details").exists()

    mo.get(f"/force/referral/{one.pk}/details")
    assert Act.objects.filter(act="opened details", row=one.pk, member=cast.mo.pk).count() == 1


def test_contact_details_stand_behind_their_own_button(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast, details=story.DETAILS)
    mo = through_the_door(cast.mo)

    page = mo.get(f"/force/referral/{one.pk}").content.decode()
    assert story.DETAILS not in page
    assert f"/force/referral/{one.pk}/details" in page
    assert story.DETAILS in mo.get(f"/force/referral/{one.pk}/details").content.decode()
    without = story.sent(cast)
    assert f"{without.pk}/details" not in _page(mo, without.pk)


def test_a_unit_acknowledges_once(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    mo = through_the_door(cast.mo)

    mo.post(f"/force/referral/{one.pk}/acknowledge")
    assert story.again(one).stage() == ACKNOWLEDGED
    again = mo.post(f"/force/referral/{one.pk}/acknowledge", follow=True)
    assert "acknowledged already" in again.content.decode()


def test_a_unit_sends_back_with_its_why(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    mo, address = through_the_door(cast.mo), f"/force/referral/{one.pk}/send-back"

    assert "Write why it is not yours" in mo.post(address, {"words": ""}).content.decode()
    assert mo.post(address, {"words": "She left"}).status_code == 302
    assert story.again(one).stage() == SENT_BACK
    page = mo.get(f"/force/referral/{one.pk}").content.decode()
    assert "no longer with your force" in page and "Record an outcome" not in page


def test_a_unit_proposes_another_force_and_not_its_own(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    mo, address = through_the_door(cast.mo), f"/force/referral/{one.pk}/pass-on"

    own = mo.post(address, {"to_force": "metropolitan", "words": "x"})
    assert "Choose a force from the list." in own.content.decode()
    mo.post(address, {"to_force": "kent", "words": "Serves there"})
    assert story.again(one).stage() == PASSING
    assert "You have proposed passing this on to Kent Police" in _page(mo, one.pk)


def test_a_question_shows_where_it_stands_and_then_its_answer(cast: Cast, through_the_door: Door) -> None:
    one = story.sent(cast)
    mo = through_the_door(cast.mo)
    mo.post(f"/force/referral/{one.pk}/ask", {"text": "Which station?"})
    question = one.questions.get()
    assert "Waits for an assessor" in _page(mo, one.pk)

    answer = story.answered(cast, story.released(cast, question))
    page = _page(mo, one.pk)
    assert "waits for a second person" in page and "Marker answer" not in page

    story.approved(cast, answer)
    assert "Marker answer" in _page(mo, one.pk)


def _page(browser: Client, pk: object) -> str:
    return browser.get(f"/force/referral/{pk}").content.decode()
