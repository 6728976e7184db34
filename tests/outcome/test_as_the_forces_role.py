import pytest

from candour.command.roles import FORCE
from candour.intake.models import Contact
from candour.ledger.models import Entry
from candour.outcome import lists
from candour.outcome.actions import Stated, open_outcomes, record_outcome
from candour.outcome.withdrawing import withdraw_outcome
from candour.referral.danger import is_danger, with_danger
from candour.referral.models import Referral
from tests.command.test_grants import role
from tests.conftest import DAY, Cast
from tests.referral import story


@pytest.mark.postgresql
def test_a_unit_sees_danger_and_withdraws_as_the_force_s_role(cast: Cast) -> None:
    one, keys = story.sent(cast), cast.ring(cast.mo)
    Contact.objects.update(danger=True)
    with role(FORCE):
        theirs = Referral.objects.of_unit(cast.mo)
        (row,) = lists.rows(list(lists.danger_first(lists.open_referrals(with_danger(theirs)))))
        assert row.danger and is_danger(theirs.get().report)
        wrong = record_outcome(one, Stated("arrest", DAY, tell_reporter=True), by=cast.mo, on=DAY)
        withdraw_outcome(wrong, words="Another case", by=cast.mo, on=DAY)
        (line,) = open_outcomes(one, by=cast.mo, keys=keys)
    assert line.mistake == "Another case"
    taken_out = set(Entry.objects.filter(event="outcome.withdrawn").values_list("corrects", flat=True))
    assert taken_out == {wrong.entry, wrong.person_entry}
