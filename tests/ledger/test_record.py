import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError

from candour.ledger.actions import EVENTS, record, standing_entry
from candour.ledger.models import Entry, Unit

DAY = dt.date(2026, 3, 2)


def test_a_line_carries_its_cohorts_day_its_kind_and_its_language(db: None) -> None:
    written = record("contact.received", on=DAY, began_on=DAY, kind="both", language="cy")

    kept = Entry.objects.get(pk=written.pk)
    assert (kept.began_on, kept.kind, kept.language) == (DAY, "both", "cy")


def test_a_line_needs_none_of_them(db: None) -> None:
    kept = record("letter.received", on=DAY)
    assert (kept.began_on, kept.kind, kept.language) == (None, "", "")


@pytest.mark.parametrize("tongue", ["pl", "Polish", "EN", "ur"])
def test_which_other_language_it_was_is_never_kept(db: None, tongue: str) -> None:
    with pytest.raises(ValidationError, match="never which"):
        record("contact.received", on=DAY, language=tongue)
    assert not Entry.objects.exists()


def test_an_event_that_nobody_knows_is_not_written(db: None) -> None:
    with pytest.raises(ValidationError, match="knows no event"):
        record("contact.imagined", on=DAY)
    assert not Entry.objects.exists()


def test_the_workforce_rooms_lines_count_people_and_matches() -> None:
    units = {event: unit for event, unit in EVENTS.items() if event.startswith("workforce.")}
    assert units.pop("workforce.matched") == Unit.MATCH
    assert set(units.values()) == {Unit.PERSON} and len(units) == 3


def test_the_standing_line_is_the_one_that_nothing_puts_right(db: None) -> None:
    token = uuid.uuid4()
    first = record("contact.closed", on=DAY, token=token)
    assert standing_entry("contact.closed", token=token, on=DAY) == first
    assert standing_entry("contact.closed", token=token, on=DAY - dt.timedelta(1)) is None

    record("contact.reopened", on=DAY, token=token, corrects=first.pk)
    assert standing_entry("contact.closed", token=token, on=DAY) is None

    second = record("contact.closed", on=DAY, token=token)
    assert standing_entry("contact.closed", token=token, on=DAY) == second
