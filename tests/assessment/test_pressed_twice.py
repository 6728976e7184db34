import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.test import Client

from candour.assessment import actions, deciding
from candour.assessment.models import Feeding, Report
from candour.intake.models import Contact
from candour.ledger.models import Entry
from candour.staff.models import Member
from tests.assessment.contact_steps import started, taken_up, written
from tests.at_once import behind
from tests.conftest import DAY, Cast

Door = Callable[[Member], Client]


def _known(browser: Client, one: Contact) -> dict[str, str]:
    page = browser.get(f"/desk/contact/{one.pk}?open=1").content.decode()
    (known,) = re.findall(r'name="known" value="([^"]*)"', page)
    return {"known": known}


def test_start_pressed_twice_starts_one_report(cast: Cast, through_the_door: Door) -> None:
    one, asif = taken_up(cast.asif), through_the_door(cast.asif)
    page, address = _known(asif, one), f"/desk/contact/{one.pk}/report"

    first, second = asif.post(address, page), asif.post(address, page, follow=True)

    report = Report.objects.get()
    assert first["Location"] == second.redirect_chain[0][0] == f"/desk/report/{report.reference}"
    assert "had been started from the contact already" in second.content.decode()
    assert Entry.objects.filter(event="report.started").count() == 1


def test_start_another_pressed_twice_leads_to_the_one_it_started(cast: Cast, through_the_door: Door) -> None:
    one, asif = taken_up(cast.asif), through_the_door(cast.asif)
    actions.start_report(one, by=cast.asif, on=DAY)
    page, address = _known(asif, one), f"/desk/contact/{one.pk}/report"

    first, second = asif.post(address, page), asif.post(address, page)

    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 2


def test_join_pressed_twice_leads_to_the_report(cast: Cast, through_the_door: Door) -> None:
    report = started(cast.amara)
    one, asif = taken_up(cast.asif), through_the_door(cast.asif)
    sent, address = {"report": report.reference}, f"/desk/contact/{one.pk}/join"

    first, second = asif.post(address, sent), asif.post(address, sent, follow=True)

    assert first["Location"] == second.redirect_chain[0][0] == f"/desk/report/{report.reference}"
    assert "has been joined to this report already" in second.content.decode()
    assert Entry.objects.filter(event="report.joined").count() == 1


def test_a_contact_is_not_joined_to_a_report_that_is_decided(cast: Cast, through_the_door: Door) -> None:
    report = written(cast.amara)
    deciding.decide(report, kind="refer", forces=[cast.kent], by=cast.amara, on=DAY)
    one = taken_up(cast.asif)

    answer = through_the_door(cast.asif).post(f"/desk/contact/{one.pk}/join", {"report": report.reference})

    assert answer.status_code == 422
    assert Feeding.objects.filter(contact=one).count() == 0


def test_two_starts_at_the_same_moment_start_one_report(flushable: None, cast: Cast) -> None:
    one = taken_up(cast.asif)

    def press() -> object:
        return actions.start_report(Contact.objects.get(pk=one.pk), by=cast.asif, on=DAY, shown_references=[])

    assert isinstance(behind(press, press), ValidationError)
    assert Report.objects.count() == 1


def test_what_is_decided_is_counted_as_it_was_described_a_moment_before(flushable: None, cast: Cast) -> None:
    report = written(cast.asif)
    stale = Report.objects.get(pk=report.pk)

    refused = behind(
        lambda: actions.describe(
            report, category="discrimination", corruption_category="NCC02", marking="OFFICIAL", by=cast.asif
        ),
        lambda: deciding.decide(stale, kind="keep", reason="duplicate", by=cast.amara, on=DAY),
    )

    assert refused is None
    assert Entry.objects.get(event="report.completed").category == "discrimination"


def test_what_cannot_be_a_reference_is_not_found(cast: Cast, through_the_door: Door) -> None:
    asif = through_the_door(cast.asif)
    for signs in ("%00", "B-%00", "%F0%9F%90%A6", "x" * 13):
        for room in ("report", "referral"):
            assert asif.get(f"/desk/{room}/{signs}").status_code == 404, signs
    for filtered in ("worklist?category=%00&force=%00", "referrals?force=%00&stage=%00", "reports?show=%00"):
        assert asif.get(f"/desk/{filtered}").status_code == 200, filtered
