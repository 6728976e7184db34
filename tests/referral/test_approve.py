import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.assessment import deciding
from candour.assessment.models import Confirmation
from candour.assessment.rules import CHECKLIST
from candour.ledger.models import Entry
from candour.referral import actions
from candour.referral.models import PassedDetails, Referral, Sending
from candour.referral.replies import open_details, open_referral
from candour.staff.models import Role
from tests.conftest import DAY, Cast
from tests.referral import story


def test_a_report_to_two_forces_makes_two_referrals(cast: Cast) -> None:
    decision = story.decided(cast, forces=[cast.metropolitan, cast.kent])

    made = actions.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)

    assert {one.force_id for one in made} == {"metropolitan", "kent"}
    assert Entry.objects.filter(event="referral.sent").count() == 2
    for one, member in zip(sorted(made, key=lambda made: made.force_id), (cast.kit, cast.mo), strict=True):
        assert open_referral(one, by=member, keys=cast.ring(member)).text == story.SANITISED


def test_what_a_force_opens_is_the_sanitised_text_with_its_codes(cast: Cast) -> None:
    opened = open_referral(story.sent(cast), by=cast.mo, keys=cast.ring(cast.mo))

    assert opened.grades == ["2-B-C A1,S2"]
    assert (opened.category, opened.marking) == ("Taking money or favours", "OFFICIAL-SENSITIVE")
    assert "invented account" not in str(vars(opened))


def test_whoever_decided_may_not_approve(cast: Cast) -> None:
    cast.asif.role = Role.SUPERVISOR
    cast.asif.save()
    decision = story.decided(cast)

    with pytest.raises(PermissionDenied):
        actions.approve(decision, by=cast.asif, keys=cast.ring(cast.asif), on=DAY)
    assert not Referral.objects.exists()


def test_whoever_wrote_the_text_may_not_approve(cast: Cast) -> None:
    report = story.assessed(cast)
    deciding.write_sanitised(report, text=story.SANITISED, ticked=CHECKLIST, by=cast.rhona, on=DAY)
    decision = deciding.decide(report, kind="refer", forces=[cast.kent], by=cast.asif, on=DAY)

    with pytest.raises(PermissionDenied):
        actions.approve(decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    assert not Sending.objects.exists()


def test_an_assessor_may_not_approve(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.approve(story.decided(cast), by=cast.amara, keys=cast.ring(cast.amara), on=DAY)
    assert not Confirmation.objects.exists()


def test_nothing_is_approved_twice(cast: Cast) -> None:
    one = story.sent(cast)

    with pytest.raises(ValidationError):
        actions.approve(one.decision, by=cast.rhona, keys=cast.ring(cast.rhona), on=DAY)
    assert Referral.objects.count() == 1


def test_contact_details_go_along_only_where_the_decision_says_so(cast: Cast) -> None:
    with_details, without = story.sent(cast, details=story.DETAILS), story.sent(cast)

    assert open_details(with_details, by=cast.mo, keys=cast.ring(cast.mo)) == [story.DETAILS]
    assert open_details(without, by=cast.mo, keys=cast.ring(cast.mo)) == []
    assert PassedDetails.objects.count() == 1
