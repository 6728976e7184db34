import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from candour.figures import adhoc
from candour.figures.models import Announcement, Draft
from candour.figures.releasing import register
from candour.figures.releasing.numbers import AD_HOC, Asked
from candour.ledger.actions import record
from tests.recorded import written_once

from . import releases as given

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 2, 19)
TODAY = dt.date(2026, 2, 16)


@pytest.fixture
def line(db: None) -> None:
    def publish() -> None:
        given.a_year(big=120, small=4)
        given.published()
        given.published_year()

    written_once("a year with two releases", publish)


def asked(**changes: object) -> Asked:
    question = {
        "question": "How many came by telephone, by quarter?",
        "measure": "M01",
        "by": "channel",
        "code": "phone",
        "split": "quarter",
        "since": given.FIRST,
        "until": given.YEAR.until,
    }
    return Asked(**(question | changes))  # type: ignore[arg-type]


def answered(question: Asked) -> Draft:
    return adhoc.answer(question, on=ON, by=given.OFFICER, today=TODAY)


def test_an_answer_gets_a_number_of_its_own_and_is_released_by_a_second_person(line: None) -> None:
    draft = answered(asked())
    with pytest.raises(ValidationError, match="second person"):
        given.actions.publish_release(draft, by=given.OFFICER, now=dt.datetime(2026, 2, 18, tzinfo=dt.UTC))
    given.publish(draft)
    found = register.release("3")
    assert found is not None and (found.kind, found.question) == (
        AD_HOC,
        "How many came by telephone, by quarter?",
    )
    values = [one.value or 0 for one in found.tables[0].numbers]
    year = register.release("2.1")
    assert year is not None and len(values) == 4
    whole = year.find("M01", since=given.FIRST, until=given.YEAR.until, by="channel", code="phone")
    assert whole is not None and sum(values) == whole.value


def test_an_answer_is_counted_as_at_the_day_of_the_release_that_holds_its_months(line: None) -> None:
    year = register.release("2.1")
    late = dt.date(2026, 1, 30)
    record("contact.received", on=given.FIRST, recorded_on=late, channel="phone", language="en")
    document = given.document(answered(asked(split="")))
    assert year is not None and document.as_at == year.as_at
    whole = year.find("M01", since=given.FIRST, until=given.YEAR.until, by="channel", code="phone")
    assert whole is not None and document.tables[0].numbers[0].value == whole.value


def test_what_would_unpick_the_year_is_refused_with_the_reason_and_the_cells(line: None) -> None:
    halves = asked(measure="M07", by="force", code="kent", split="", since=given.FIRST)
    with pytest.raises(ValidationError) as refused:
        answered(halves)
    reason, *cells = refused.value.messages
    assert "under 10" in reason and any("Kent" in cell for cell in cells)
    assert not Draft.objects.filter(number=3).exists()


UNANSWERABLE: list[tuple[dict[str, object], str]] = [
    ({"question": " "}, "Write the question"),
    ({"measure": "M99"}, "Choose what is to be counted"),
    ({"by": "reason"}, "not counted that way"),
    ({"code": "carrier pigeon"}, "one of the codes"),
    ({"since": dt.date(2025, 1, 2)}, "whole months"),
    ({"since": dt.date(2025, 12, 1)}, "first day comes after"),
    ({"until": dt.date(2027, 12, 31), "split": ""}, "in no release yet"),
    ({"measure": "M09", "by": "days", "code": ""}, "told in the releases"),
    ({"since": dt.date(2025, 4, 1), "until": dt.date(2025, 5, 31)}, "no whole quarters"),
    ({"measure": "M10", "by": "force", "code": ""}, "never summed"),
    ({"measure": "M07", "by": "force", "code": ""}, "whole statistical years"),
    ({"measure": "M20", "by": "", "code": "", "split": "quarter"}, "whole statistical years"),
]


def test_a_question_that_cannot_be_answered_is_told_why(line: None, subtests: pytest.Subtests) -> None:
    # One line for all of them, as a refusal leaves nothing behind.
    drafts = Draft.objects.count()
    for changes, words in UNANSWERABLE:
        with subtests.test(words, **changes), pytest.raises(ValidationError, match=words):
            answered(asked(**changes))
        assert Draft.objects.count() == drafts


def test_months_that_no_release_has_yet_are_not_told_to_one_person_first(line: None) -> None:
    given.ledger.record("contact.received", on=dt.date(2026, 1, 31), channel="phone", language="en")
    with pytest.raises(ValidationError, match="in no release yet"):
        answered(asked(since=dt.date(2025, 12, 1), until=dt.date(2025, 12, 31), split=""))


def test_nobody_outside_sees_a_question_before_its_answer_is_released(line: None) -> None:
    answered(asked())
    assert {one.kind for one in register.calendar()} == {"quarterly", "annual"}


def test_an_answer_that_was_overtaken_is_compiled_again_for_another_day(line: None) -> None:
    draft = answered(asked())
    given.published("quarterly", given.SECOND_QUARTER, dt.date(2026, 3, 5))
    with pytest.raises(ValidationError, match="Another release was published since"):
        given.publish(draft)
    announced = Announcement.objects.get(number=draft.number)
    again = adhoc.answer_again(
        announced, on=dt.date(2026, 3, 12), by=given.OFFICER, today=dt.date(2026, 3, 6)
    )
    assert given.document(again).asked == given.document(draft).asked
    given.publish(again)
    with pytest.raises(ValidationError, match="released already"):
        adhoc.answer_again(announced, on=dt.date(2026, 3, 19), by=given.OFFICER, today=dt.date(2026, 3, 13))
