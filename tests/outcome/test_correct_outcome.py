import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.ledger.models import Entry
from candour.outcome.actions import Stated, correct_outcome, open_outcomes, record_outcome
from candour.outcome.models import Outcome
from tests.conftest import DAY, Cast
from tests.referral import story

WRONG, RIGHT = Stated("arrest", DAY, quantity=2), Stated("voluntary_interview", DAY)


def test_the_first_stays_and_the_ledger_names_it(cast: Cast) -> None:
    one = story.sent(cast)
    first = record_outcome(one, WRONG, by=cast.mo, on=DAY)

    second = correct_outcome(first, RIGHT, by=cast.mo, on=DAY)

    opened = open_outcomes(one, by=cast.mo, keys=cast.ring(cast.mo))
    assert {line.outcome.pk for line in opened} == {first.pk, second.pk}
    assert Entry.objects.get(pk=second.entry).corrects == first.entry
    assert Entry.objects.get(pk=first.entry).corrects is None
    assert list(Outcome.objects.standing()) == [second]


def test_a_correction_can_itself_be_corrected_once(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), WRONG, by=cast.mo, on=DAY)
    second = correct_outcome(first, RIGHT, by=cast.mo, on=DAY)

    with pytest.raises(ValidationError, match="corrected already"):
        correct_outcome(first, RIGHT, by=cast.mo, on=DAY)
    third = correct_outcome(second, WRONG, by=cast.mo, on=DAY)
    assert Entry.objects.get(pk=third.entry).corrects == second.entry
    assert list(Outcome.objects.standing()) == [third]


def test_a_correction_meets_the_same_rules(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), WRONG, by=cast.mo, on=DAY)

    with pytest.raises(ValidationError, match="own reference"):
        correct_outcome(first, Stated("investigation_opened", DAY, kind="criminal"), by=cast.mo, on=DAY)
    assert Outcome.objects.count() == Entry.objects.filter(event="outcome.recorded").count() == 1


def test_another_force_may_not_correct_it(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), WRONG, by=cast.mo, on=DAY)

    with pytest.raises(PermissionDenied):
        correct_outcome(first, RIGHT, by=cast.kit, on=DAY)


def test_a_closing_outcome_that_was_corrected_closes_no_more(cast: Cast) -> None:
    first = record_outcome(story.sent(cast), Stated("nfa_known", DAY), by=cast.mo, on=DAY)
    assert list(Outcome.objects.closing()) == [first]

    correct_outcome(first, Stated("force_assessing", DAY), by=cast.mo, on=DAY)

    assert not Outcome.objects.closing().exists()
