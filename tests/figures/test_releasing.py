import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from candour.figures import actions
from candour.figures.models import Announcement, Draft, Publication, PublishedFile
from candour.figures.quarters import Span
from candour.figures.releasing import announcing, register
from candour.figures.releasing.numbers import ANNUAL, QUARTERLY, fingerprint
from candour.figures.releasing.recompiling import again
from candour.forces.models import Force
from candour.ledger.actions import record
from tests.recorded import written_once

from . import releases as given
from .ledgers import contact

pytestmark = pytest.mark.django_db

TABLES = ("figures_announcement", "figures_draft", "figures_publication", "figures_publishedfile")


@pytest.fixture
def line(db: None) -> None:
    written_once("a year", given.a_year)


@pytest.mark.parametrize(
    ("on", "today", "words"),
    [
        (dt.date(2025, 4, 26), dt.date(2025, 3, 3), "Monday to Friday"),
        (dt.date(2025, 4, 24), dt.date(2025, 4, 3), "four weeks"),
        (dt.date(2025, 2, 27), dt.date(2025, 1, 3), "not over by then"),
    ],
)
def test_a_day_that_is_no_weekday_too_near_or_too_early_is_refused(
    line: None, on: dt.date, today: dt.date, words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        announcing.announce(
            QUARTERLY, given.QUARTER, title="x", on=on, by=given.OFFICER, first=given.FIRST, today=today
        )


def test_days_that_are_no_quarter_of_the_line_are_refused(line: None) -> None:
    odd = Span(dt.date(2025, 1, 1), dt.date(2025, 3, 31))
    for kind in (QUARTERLY, ANNUAL):
        with pytest.raises(ValidationError, match="not one of the line's quarters"):
            given.announced(kind, odd, dt.date(2025, 6, 26))


def test_a_moved_day_keeps_the_old_one_and_its_reason_in_the_calendar(line: None) -> None:
    first = given.announced()
    today = dt.date(2025, 4, 1)
    with pytest.raises(ValidationError, match="Say why"):
        announcing.move_day(first, on=dt.date(2025, 5, 1), reason=" ", by=given.OFFICER, today=today)
    announcing.move_day(
        first, on=dt.date(2025, 5, 1), reason="A force was late.", by=given.OFFICER, today=today
    )
    assert [(one.state, one.moved_to, one.reason) for one in register.calendar()] == [
        (register.MOVED, dt.date(2025, 5, 1), "A force was late."),
        (register.TO_COME, None, ""),
    ]
    with pytest.raises(ValidationError, match="moved already"):
        announcing.move_day(first, on=dt.date(2025, 5, 2), reason="x", by=given.OFFICER, today=today)


def test_the_person_who_compiled_it_cannot_release_it(line: None) -> None:
    draft = given.drafted()
    with pytest.raises(ValidationError, match="second person"):
        actions.publish_release(draft, by=given.OFFICER, now=dt.datetime(2025, 4, 20, tzinfo=dt.UTC))
    assert not Publication.objects.exists()


def test_the_database_itself_refuses_one_person_for_both(line: None) -> None:
    made = given.published()
    own = Draft.objects.get(pk=made.draft)
    own.pk, own.version, own.compiled_by = uuid.uuid4(), 2, given.SECOND
    own.save(force_insert=True)
    made.pk, made.place, made.version, made.draft = uuid.uuid4(), 1, 2, own.pk
    made.compiled_by = made.published_by
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize("table", TABLES)
def test_no_sql_changes_or_deletes_what_was_released(line: None, table: str) -> None:
    given.published()
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with (
            pytest.raises(DatabaseError, match="only grows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_release_is_nowhere_before_half_past_nine_and_everywhere_after(line: None) -> None:
    made = given.published()
    with time_machine.travel(dt.datetime(2025, 4, 24, 8, 29, 59, tzinfo=dt.UTC), tick=False):
        assert (register.newest(), register.released(), register.release("1.1")) == (None, [], None)
        assert register.file_of("1.1", "figures.json") is None
    with time_machine.travel(dt.datetime(2025, 4, 24, 8, 30, tzinfo=dt.UTC), tick=False):
        found = register.newest()
        assert found is not None and found.reference == "1.1" and register.release("1") == found
        assert [one.sha256 for one in register.released()] == [made.sha256]


def test_the_files_of_a_release_are_what_its_hashes_say(line: None) -> None:
    made = given.published()
    for file in PublishedFile.objects.all():
        assert fingerprint(bytes(file.content)) == file.sha256
    document = PublishedFile.objects.get(name="figures.json")
    assert document.sha256 == made.sha256 == Draft.objects.get(pk=made.draft).sha256


def test_after_half_past_nine_it_is_too_late_to_release_it(line: None) -> None:
    with pytest.raises(ValidationError, match="past"):
        actions.publish_release(
            given.drafted(), by=given.SECOND, now=dt.datetime(2025, 4, 24, 8, 30, tzinfo=dt.UTC)
        )


def test_only_the_newest_draft_can_be_released_and_only_once(line: None) -> None:
    old = given.drafted()
    new = actions.compile_draft(
        Announcement.objects.get(),
        by=given.OFFICER,
        as_at=given.QUARTER.until,
        note="n",
        today=dt.date(2025, 4, 20),
    )
    with pytest.raises(ValidationError, match="newer draft"):
        given.publish(old)
    given.publish(new)
    with pytest.raises(ValidationError, match="released already"):
        given.publish(new)
    with pytest.raises(ValidationError, match="published already"):
        actions.compile_draft(Announcement.objects.get(), by=given.OFFICER, as_at=given.QUARTER.until)


def test_a_draft_checked_before_another_release_must_be_compiled_again(line: None) -> None:
    later = given.drafted(QUARTERLY, given.SECOND_QUARTER, dt.date(2025, 7, 24))
    given.published()
    with pytest.raises(ValidationError, match="Another release was published since"):
        given.publish(later)


def test_an_as_at_day_that_is_not_over_is_refused(line: None) -> None:
    one = given.announced()
    for as_at in (dt.date(2025, 4, 20), dt.date(2025, 2, 27)):
        with pytest.raises(ValidationError, match="as-at day"):
            actions.compile_draft(one, by=given.OFFICER, as_at=as_at, today=dt.date(2025, 4, 20))


def test_a_correction_is_a_new_version_that_says_what_it_changes(line: None) -> None:
    given.published()
    on = dt.date(2025, 5, 6)
    late = dt.date(2025, 4, 25)
    record("contact.received", on=given.FIRST, recorded_on=late, token=uuid.uuid4(), channel="phone")
    with pytest.raises(ValidationError, match="Say what this version changes"):
        actions.correct(
            1, changes="", as_at=dt.date(2025, 5, 1), on=on, by=given.OFFICER, today=dt.date(2025, 5, 2)
        )
    draft = actions.correct(
        1, changes="One call was missing.", as_at=dt.date(2025, 5, 1), on=on, by=given.OFFICER,
        today=dt.date(2025, 5, 2),
    )  # fmt: skip
    before, now = register.approved_documents()[0], given.document(draft)
    was = before.find("M01", since=given.FIRST, until=given.QUARTER.until)
    is_now = now.find("M01", since=given.FIRST, until=given.QUARTER.until)
    assert was is not None and is_now is not None and (was.value or 0) + 1 == is_now.value
    assert (is_now.status, is_now.was) == ("r", was.text) and "after 20 March 2025" in is_now.why
    given.publish(draft)
    assert [(one.reference, one.is_latest) for one in register.released()] == [("1.2", True), ("1.1", False)]
    first = register.release("1.1")
    assert first is not None and first.find("M01", since=given.FIRST, until=given.QUARTER.until) == was


def test_a_jump_that_nobody_explains_keeps_a_draft_back(line: None) -> None:
    for _ in range(80):
        contact(dt.date(2025, 4, 2), channel="phone")
    one = given.announced(QUARTERLY, given.SECOND_QUARTER, dt.date(2025, 7, 24))
    draft = actions.compile_draft(
        one, by=given.OFFICER, as_at=dt.date(2025, 6, 20), note="", today=dt.date(2025, 7, 20)
    )
    with pytest.raises(ValidationError, match="Say in the note"):
        given.publish(draft)


def test_a_correction_that_changes_nothing_is_kept_back(line: None) -> None:
    given.published()
    draft = actions.correct(
        1, changes="A word.", as_at=given.QUARTER.until + dt.timedelta(days=20), on=dt.date(2025, 5, 6),
        by=given.OFFICER, today=dt.date(2025, 5, 2),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="nothing to correct"):
        given.publish(draft)


def test_a_draft_made_for_a_day_that_was_moved_since_cannot_be_released(line: None) -> None:
    draft = given.drafted()
    announcing.move_day(
        Announcement.objects.get(), on=dt.date(2025, 5, 8), reason="A force was late.", by=given.OFFICER,
        today=dt.date(2025, 4, 20),
    )  # fmt: skip
    with pytest.raises(ValidationError, match="moved since"):
        given.publish(draft)


def test_a_day_is_moved_back_or_four_weeks_ahead_and_never_to_tomorrow(line: None) -> None:
    with pytest.raises(ValidationError, match="later"):
        announcing.move_day(
            given.announced(), on=dt.date(2025, 4, 15), reason="We are quick.", by=given.OFFICER,
            today=dt.date(2025, 4, 14),
        )  # fmt: skip


def test_what_is_not_public_yet_cannot_be_corrected_into_the_open(line: None) -> None:
    given.published()
    with pytest.raises(ValidationError, match="not public yet"):
        actions.correct(
            1, changes="A word.", as_at=given.QUARTER.until, on=dt.date(2025, 4, 23), by=given.OFFICER,
            today=dt.date(2025, 4, 22),
        )  # fmt: skip


def test_no_sql_releases_what_was_never_drafted(line: None) -> None:
    made = given.published()
    forged = {"number": 1, "version": 2, "place": 1, "draft": uuid.uuid4(), "pk": uuid.uuid4()}
    for name, value in forged.items():
        setattr(made, name, value)
    with pytest.raises(DatabaseError, match="no such draft"), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.slow
def test_compiled_again_it_is_the_same_after_a_force_was_renamed_and_lines_came_late(line: None) -> None:
    given.published_year()
    Force.objects.filter(pk="kent").update(name="Kent and Elsewhere Police")
    late = dt.date(2026, 2, 2)
    record("contact.received", on=dt.date(2024, 1, 1), recorded_on=late, channel="phone", language="en")
    was, now = again("1.1")
    assert was == now
