"""Two referrals to one investigation count once (M14)."""

from candour.forces.models import Force
from candour.ledger.models import Entry
from candour.outcome.actions import Stated, record_outcome
from candour.staff.models import Member
from tests.conftest import DAY, Cast
from tests.referral import story


def _token(cast: Cast, force: Force, by: Member, reference: str) -> object:
    one = story.sent(cast, force=force)
    stated = Stated("investigation_opened", DAY, reference=reference, kind="criminal")
    outcome = record_outcome(one, stated, by=by, on=DAY)
    return Entry.objects.get(pk=outcome.entry).token


def test_the_same_force_and_reference_is_one_investigation(cast: Cast) -> None:
    first = _token(cast, cast.metropolitan, cast.mo, "INV/26/00017")

    assert _token(cast, cast.metropolitan, cast.mo, " inv/26/ 00017 ") == first


def test_another_reference_or_another_force_is_another(cast: Cast) -> None:
    first = _token(cast, cast.metropolitan, cast.mo, "INV/26/00017")

    assert _token(cast, cast.metropolitan, cast.mo, "INV/26/00018") != first
    assert _token(cast, cast.kent, cast.kit, "INV/26/00017") != first
