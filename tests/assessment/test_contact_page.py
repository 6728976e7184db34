import re
from collections.abc import Callable

import pytest
from django.test import Client

from candour.assessment import actions
from candour.assessment.models import Holding, Report
from candour.audit.models import Act
from candour.intake.models import Closing, Contact
from candour.intake.rules import BASES
from candour.mailbox.actions import open_by_words, read_letters, receive_letter
from candour.staff.models import KeyShare, Member
from tests.assessment.contact_steps import LETTER, MARKER, contact, received, started, taken_up
from tests.conftest import DAY, Cast

SignIn = Callable[[Member], Client]


def shown(client: Client, one: Contact, query: str = "") -> str:
    return client.get(f"/desk/contact/{one.pk}{query}").content.decode()


def openings(one: Contact) -> int:
    return Act.objects.filter(act="opened", kind="contact", row=one.pk).count()


def test_its_holder_reads_the_account_and_each_opening_is_audited(
    cast: Cast, through_the_door: SignIn
) -> None:
    one = taken_up(cast.asif, account={"what": MARKER, "how_known": "told", "duty": "off"})
    client = through_the_door(cast.asif)
    first = shown(client, one)
    shown(client, one)
    assert MARKER in first and BASES["told"] in first and "Off duty" in first
    assert openings(one) == 2


@pytest.mark.parametrize("query", ["", "?open=1"])
def test_nobody_else_reads_it_while_it_is_held(cast: Cast, through_the_door: SignIn, query: str) -> None:
    one = taken_up(cast.asif)
    for other in (cast.amara, cast.rhona):
        page = shown(through_the_door(other), one, query)
        assert MARKER not in page and "Asif has taken this contact up" in page
    assert openings(one) == 0


@pytest.mark.parametrize("query", ["", "?open=1"])
def test_nobody_reads_it_before_it_is_taken_up(cast: Cast, through_the_door: SignIn, query: str) -> None:
    one = contact()
    assert MARKER not in shown(through_the_door(cast.asif), one, query)
    assert openings(one) == 0


@pytest.mark.parametrize("step", ["close", "report", "join", "letter"])
def test_a_second_member_can_do_nothing_with_it(cast: Cast, through_the_door: SignIn, step: str) -> None:
    open_report = started(cast.amara)
    one = taken_up(cast.asif)
    told = {"reason": "abandoned", "text": "Which week?", "report": open_report.reference}

    page = through_the_door(cast.amara).post(f"/desk/contact/{one.pk}/{step}", told)

    assert "Take this contact up before you open it." in page.content.decode()
    assert MARKER not in page.content.decode()
    assert not Closing.objects.exists() and not one.fed.exists()


def test_what_is_written_up_opens_for_any_assessor_who_asks(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.asif)
    one = report.feedings.get().contact
    client = through_the_door(cast.amara)
    assert MARKER not in shown(client, one)
    assert openings(one) == 0
    assert MARKER in shown(client, one, "?open=1")
    assert openings(one) == 1


def test_closing_needs_a_reason_and_keeps_the_page(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    page = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/close", {}).content.decode()
    assert "There is something to put right" in page and "Pick one." in page
    assert MARKER in page
    assert not Closing.objects.exists()


def test_closing_takes_it_off_the_worklist(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    answer = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/close", {"reason": "signposted"})
    assert answer["Location"] == "/desk/worklist"
    assert Closing.objects.get().reason == "signposted"


def test_a_report_is_started_and_opened(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    answer = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/report")
    assert answer["Location"] == f"/desk/report/{Report.objects.get().reference}"


def test_two_matters_make_two_reports(cast: Cast, through_the_door: SignIn) -> None:
    one, client = taken_up(cast.asif), through_the_door(cast.asif)
    for _ in range(2):
        known = re.findall(r'name="known" value="([^"]*)"', shown(client, one, "?open=1"))
        client.post(f"/desk/contact/{one.pk}/report", {"known": known[0]})
    assert one.fed.count() == Report.objects.count() == 2


def test_reports_to_join_stand_by_how_like_they_are(cast: Cast, through_the_door: SignIn) -> None:
    other = started(cast.amara, category="discrimination", force="kent")
    like = started(cast.amara)
    kind = started(cast.amara, force="kent")
    one = taken_up(cast.asif)
    page = shown(through_the_door(cast.asif), one)
    places = [page.index(report.reference) for report in (like, kind, other)]
    assert places == sorted(places)


def test_a_contact_is_joined_to_an_open_report(cast: Cast, through_the_door: SignIn) -> None:
    report = started(cast.amara)
    one, client = taken_up(cast.asif), through_the_door(cast.asif)
    answer = client.post(f"/desk/contact/{one.pk}/join", {"report": report.reference})
    assert answer["Location"] == f"/desk/report/{report.reference}"
    assert set(report.mailboxes()) == {one, report.feedings.exclude(contact=one).get().contact}


def test_joining_to_nothing_is_told_in_words(cast: Cast, through_the_door: SignIn) -> None:
    started(cast.amara)
    one, client = taken_up(cast.asif), through_the_door(cast.asif)
    page = client.post(f"/desk/contact/{one.pk}/join", {"report": ""}).content.decode()
    assert "Choose the report to join this contact to." in page


def test_the_reporter_reads_our_letter_and_we_read_theirs(cast: Cast, through_the_door: SignIn) -> None:
    told = received()
    one, client = told.contact, through_the_door(cast.asif)
    assert one is not None and one.mailbox is not None
    actions.take_up(one, by=cast.asif, on=DAY)

    client.post(f"/desk/contact/{one.pk}/letter", {"text": "Which week\r\nwas it?"})
    receive_letter(one.mailbox, receipt=told.receipt, text=LETTER, on=DAY)

    assert "Which week\nwas it?" in [letter.text for letter in read_letters(open_by_words(told.receipt))]
    assert LETTER in shown(client, one)
    assert not one.mailbox.letters.unread().exists()


def test_a_letter_to_a_closed_contact_can_be_read_by_any_assessor(
    cast: Cast, through_the_door: SignIn
) -> None:
    told = received()
    one = told.contact
    assert one is not None and one.mailbox is not None
    actions.take_up(one, by=cast.asif, on=DAY)
    actions.close_contact(one, reason="no_information", by=cast.asif, on=DAY)
    receive_letter(one.mailbox, receipt=told.receipt, text=LETTER, on=DAY)
    client = through_the_door(cast.amara)

    assert "1 letter to read" in shown(client, one)
    assert LETTER in shown(client, one, "?open=1")


def test_an_empty_letter_is_not_left(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    page = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/letter", {"text": "  "}).content.decode()
    assert "Write the letter first." in page


def test_a_supervisor_puts_back_what_somebody_else_holds(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    assert through_the_door(cast.amara).post(f"/desk/contact/{one.pk}/put-back").status_code == 403
    assert through_the_door(cast.rhona).post(f"/desk/contact/{one.pk}/put-back").status_code == 302
    assert not hasattr(Contact.objects.get(pk=one.pk), "holding")


def test_contact_details_are_spoken_of_and_not_shown(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif, contact_details="07700 900461", consent=False)
    page = shown(through_the_door(cast.asif), one)
    assert "did not agree to them being passed on" in page and "900461" not in page


def test_without_the_key_it_stays_shut_in_words(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    KeyShare.objects.filter(member=cast.asif).delete()
    answer = through_the_door(cast.asif).get(f"/desk/contact/{one.pk}")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This stays shut" in page and "Nothing was changed" not in page
    assert "A colleague must hand you the key first" in page
    assert openings(one) == 0


def test_what_stays_shut_can_be_put_back(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    KeyShare.objects.filter(member=cast.asif).delete()
    client = through_the_door(cast.asif)
    assert f'action="/desk/contact/{one.pk}/put-back"' in shown(client, one)
    client.post(f"/desk/contact/{one.pk}/put-back")
    assert not Holding.objects.exists()
    assert f'action="/desk/contact/{one.pk}/put-back"' not in shown(client, one)


def test_a_damaged_account_is_not_blamed_on_a_missing_key(cast: Cast, through_the_door: SignIn) -> None:
    one = taken_up(cast.asif)
    Contact.objects.filter(pk=one.pk).update(sealed=bytes(one.sealed)[:-1] + b"?")
    answer = through_the_door(cast.asif).get(f"/desk/contact/{one.pk}")
    page = answer.content.decode()
    assert answer.status_code == 403 and "/put-back" in page
    assert "A colleague must hand you the key first" not in page
