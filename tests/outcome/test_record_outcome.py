import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from candour.codes.listed import counted_in
from candour.codes.outcomes import outcomes
from candour.ledger.models import Entry
from candour.mailbox import actions as mailbox
from candour.outcome.actions import Stated, open_outcomes, record_outcome
from candour.outcome.models import Outcome
from candour.outcome.rules import grouped, kinds_offered, words_for_reporter
from tests.conftest import DAY, Cast
from tests.referral import story


def _stated(code: str, **more: object) -> Stated:
    kind = next(iter(kinds_offered(code, "England")), "")
    return Stated(code, DAY, kind=kind, **{"reference": "INV/26/00017", **more})


def test_every_outcome_that_is_offered_can_be_recorded() -> None:
    assert [outcome.code for _, group in grouped() for outcome in group] == list(outcomes())


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_each_is_recorded_with_its_own_unit(cast: Cast, code: str) -> None:
    one, kind = story.sent(cast), outcomes()[code]

    record_outcome(one, _stated(code), by=cast.mo, on=DAY)

    entry = Entry.objects.get(event="outcome.recorded")
    assert entry.unit == kind.unit
    assert (entry.reason, entry.force, entry.parent) == (code, "metropolitan", one.token)
    assert (entry.token == one.token) == (kind.unit == "referral")


def test_no_further_action_goes_by_its_reason_only(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Choose an outcome"):
        record_outcome(story.sent(cast), Stated("nfa", DAY), by=cast.mo, on=DAY)
    reasons = {code for code in outcomes() if code.startswith("nfa_")}
    assert set(counted_in("M31", outcomes())) == reasons and len(reasons) == 12


@pytest.mark.parametrize("reference", ["", "   "])
def test_an_investigation_needs_the_forces_reference(cast: Cast, reference: str) -> None:
    with pytest.raises(ValidationError, match="own reference"):
        record_outcome(
            story.sent(cast), _stated("investigation_opened", reference=reference), by=cast.mo, on=DAY
        )
    assert not Entry.objects.filter(event="outcome.recorded").exists()
    assert not Outcome.objects.exists()


def test_people_are_counted_where_an_outcome_counts_people(cast: Cast) -> None:
    one = story.sent(cast)
    record_outcome(one, Stated("suspended", DAY, quantity=3), by=cast.mo, on=DAY)

    assert Entry.objects.get(event="outcome.recorded").quantity == 3
    with pytest.raises(ValidationError, match="only where people are counted"):
        record_outcome(one, Stated("safeguarding_action", DAY, quantity=3), by=cast.mo, on=DAY)


def test_the_reference_and_the_note_are_sealed_to_the_unit_and_the_assessors(cast: Cast) -> None:
    one = story.sent(cast)
    kept = record_outcome(one, Stated("arrest", DAY, reference="INV/1", words="A note"), by=cast.mo, on=DAY)

    assert b"INV/1" not in bytes(kept.sealed)
    for member in (cast.mo, cast.asif, cast.rhona):
        (opened,) = open_outcomes(one, by=member, keys=cast.ring(member))
        assert (opened.reference, opened.words) == ("INV/1", "A note")
    assert "INV" not in str(Entry.objects.filter(event="outcome.recorded").values().get())


@pytest.mark.parametrize("name", ["hana", "finn", "olu", "ada", "kit"])
def test_nobody_else_may_open_them(cast: Cast, name: str) -> None:
    one, member = story.sent(cast), getattr(cast, name)

    with pytest.raises(PermissionDenied):
        open_outcomes(one, by=member, keys=cast.ring(member))


@pytest.mark.parametrize("code", sorted(outcomes()))
def test_a_reporter_reads_the_very_words_that_were_shown(cast: Cast, code: str) -> None:
    received = story.contact_received()
    one = story.sent(cast, received=received)
    before = len(mailbox.read_letters(mailbox.open_by_words(received.receipt)))

    record_outcome(one, _stated(code), by=cast.mo, on=DAY)
    assert len(mailbox.read_letters(mailbox.open_by_words(received.receipt))) == before

    record_outcome(one, _stated(code, tell_reporter=True), by=cast.mo, on=DAY)
    last = mailbox.read_letters(mailbox.open_by_words(received.receipt))[-1]
    assert (last.stage, last.text) == words_for_reporter(code)
    assert "INV" not in last.text and "Metropolitan" not in last.text
