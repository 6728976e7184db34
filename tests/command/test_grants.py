"""What each door's PostgreSQL role may do, tried as that role."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from candour.command.roles import DESK, FORCE, PUBLIC, statements, tables
from candour.figures.models import Draft, Publication, PublishedFile
from candour.forces.models import Force
from candour.intake.actions import IncomingContact, receive_contact
from candour.ledger.actions import begin, record
from candour.ledger.models import Entry
from candour.mailbox import actions as mailbox
from candour.seal.receipt import mint
from candour.staff import actions as staff
from candour.staff.door_sessions import SessionStore
from candour.staff.models import EarlierKey, Member, RecentMark, RecoveryKey, RehearsalCard, Role
from candour.teams.actions import unit_of
from tests.conftest import DAY, PASSPHRASE, Cast
from tests.figures import releases as sample

TOLD = IncomingContact(account={"what": "An invented matter"}, channel="web_form", category="discrimination")

on_postgresql = pytest.mark.postgresql


@contextmanager
def role(name: str) -> Iterator[None]:
    """Act as one of the three roles, on this connection."""
    with connection.cursor() as cursor:
        # The test's own rows are not committed: let their foreign keys be checked before a table is altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements():
            cursor.execute(statement)
        cursor.execute(f"SET ROLE {name}")
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def _may_not(sql: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@on_postgresql
def test_the_public_role_takes_in_reports_and_serves_mailboxes(cast: Cast) -> None:
    with role(PUBLIC):
        received = receive_contact(TOLD, on=DAY)
        assert receive_contact(TOLD, receipt=received.receipt, on=DAY).came_as == "again"
        again = IncomingContact(
            account={"what": "More of it"}, channel="web_form", danger=True, contact_details="x", consent=True
        )
        assert receive_contact(again, receipt=received.receipt, on=DAY).came_as == "letter"
        box = mailbox.open_by_words(received.receipt)
        letter = mailbox.receive_letter(box.mailbox, receipt=received.receipt, text="A letter", on=DAY)
        mailbox.take_back(box, letter.pk)
        changed = mailbox.change_words(box, receipt=mint())
        assert len(mailbox.read_letters(changed)) == 1


@on_postgresql
def test_the_public_role_reads_no_account_no_report_no_referral_and_no_staff(cast: Cast) -> None:
    with role(PUBLIC):
        _may_not("SELECT sealed FROM intake_contact")
        _may_not("SELECT sealed FROM intake_contactdetails")
        for table in tables():
            if table.startswith(
                ("staff_", "assessment_", "referral_", "outcome_", "audit_", "mfa_", "django_session")
            ):
                _may_not(f"SELECT * FROM {table}")


@on_postgresql
def test_a_force_s_role_reads_no_account_no_draft_and_no_details(cast: Cast) -> None:
    with role(FORCE):
        _may_not("SELECT sealed FROM intake_contact")
        for table in (
            "intake_contactdetails",
            "assessment_item",
            "assessment_subject",
            "assessment_sanitisedreport",
        ):
            _may_not(f"SELECT * FROM {table}")


@on_postgresql
@pytest.mark.parametrize("name", [PUBLIC, DESK, FORCE])
def test_no_role_changes_the_ledger(cast: Cast, name: str) -> None:
    receive_contact(TOLD, on=DAY)
    with role(name):
        for sql in (
            "UPDATE ledger_entry SET quantity = 2",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry",
            "DROP TABLE ledger_entry",
            "DELETE FROM ledger_installation",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)


@on_postgresql
def test_somebody_can_join_a_unit_and_make_its_key_as_the_force_s_role(cast: Cast) -> None:
    essex = Force.objects.get(pk="essex")
    _, secret = staff.invite(name="Essie", role=Role.FORCE_MEMBER, by=cast.ada, force=essex)
    with role(FORCE):
        essie = staff.accept_invitation(secret, username="essie", passphrase="an invented passphrase of hers")
        kit = Member.objects.get(pk=cast.kit.pk)
        assert {member.name for member in Member.objects.all()} == {"Essie", "Kit", "Mo"}
    assert essie.shares.count() == 1
    assert kit.name == "Kit"


@on_postgresql
def test_a_force_s_role_neither_sees_nor_changes_the_desk_s_people(cast: Cast) -> None:
    with role(FORCE), connection.cursor() as cursor:
        cursor.execute("UPDATE staff_member SET is_active = false")
        cursor.execute("SELECT count(*) FROM staff_keyshare")
        assert cursor.fetchone() == (2,)
    assert not Member.objects.exclude(role=Role.FORCE_MEMBER).filter(is_active=False).exists()


@on_postgresql
def test_a_force_s_role_cannot_confirm_a_key_or_add_one_for_our_teams(cast: Cast) -> None:
    columns = "public_key, key_id, fingerprint, made_on"
    added = (
        f"INSERT INTO teams_teamkey (id, team_id, generation, confirmed, {columns}) "
        f"SELECT gen_random_uuid(), '{{}}', 9, {{}}, {columns} FROM teams_teamkey LIMIT 1"
    )
    with role(FORCE):
        for team, confirmed in (("force-kent", True), ("assessors", False)):
            with (
                pytest.raises(ProgrammingError, match="row-level security"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(added.format(team, confirmed))
        _may_not("UPDATE teams_teamkey SET confirmed = true")


def _refused(sql: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def _touched(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@on_postgresql
def test_a_force_s_role_makes_nobody_of_its_own_one_of_the_desk_s(cast: Cast) -> None:
    with role(FORCE):
        _refused("UPDATE staff_member SET role = 'administrator', force_id = NULL WHERE username = 'kit'")
        _refused(
            "INSERT INTO staff_invitation (id, mark, name, role, expires_on) "
            "VALUES (gen_random_uuid(), 'x', 'Newt Invented', 'administrator', '2030-01-01')"
        )
        assert _touched("UPDATE staff_member SET name = 'Kit Invented' WHERE username = 'kit'") == 1


@on_postgresql
def test_a_force_s_role_sees_and_ends_no_session_of_the_desk_s(cast: Cast, settings) -> None:
    settings.DOOR = "desk"
    desk = SessionStore()
    desk["mark"] = "of the desk"
    desk.save()
    settings.DOOR = "force"
    with role(FORCE):
        own = SessionStore()
        own["mark"] = "of the force door"
        own.save()
        own.cycle_key()
        assert SessionStore(own.session_key)["mark"] == "of the force door"
        assert list(Session.objects.values_list("session_key", flat=True)) == [own.session_key]
        assert _touched(f"DELETE FROM django_session WHERE session_key = '{desk.session_key}'") == 0
        _refused("UPDATE django_session SET session_key = 'desk-planted'")
        _refused("INSERT INTO django_session VALUES ('desk-planted', 'x', now())")
        SessionStore.clear_expired()
        own.delete()
    assert Session.objects.filter(pk=desk.session_key).exists()


@on_postgresql
def test_a_force_s_role_reads_and_forgets_no_wrong_try_at_the_desk(cast: Cast) -> None:
    columns = "(cache_key, value, expires)"
    _touched(f"INSERT INTO staff_recentmark {columns} VALUES ('desk:1:tries', 'x', now())")
    with role(FORCE):
        _touched(f"INSERT INTO staff_recentmark {columns} VALUES ('force:1:tries', 'x', now())")
        assert [mark.cache_key for mark in RecentMark.objects.all()] == ["force:1:tries"]
        assert _touched("DELETE FROM staff_recentmark") == 1
        _refused(f"INSERT INTO staff_recentmark {columns} VALUES ('desk:1:tries2', 'x', now())")
    assert RecentMark.objects.filter(cache_key="desk:1:tries").exists()


@on_postgresql
def test_a_force_s_role_touches_no_earlier_key_card_or_paper_key_of_the_desk_s(cast: Cast) -> None:
    staff.take_back_key(cast.assessors, member=cast.amara, keys=cast.ring(cast.asif))
    staff.deal_card(cast.asif, passphrase="an invented passphrase")
    RecoveryKey.objects.create(public_key=b"x", made_on=DAY)
    with role(FORCE):
        assert not EarlierKey.objects.exists()
        assert not RehearsalCard.objects.exists()
        for table in ("staff_earlierkey", "staff_rehearsalcard"):
            assert _touched(f"DELETE FROM {table}") == 0
        _may_not("DELETE FROM staff_recoverykey")
        _may_not("UPDATE staff_recoverykey SET made_on = made_on")


@on_postgresql
def test_a_unit_takes_its_key_back_as_the_force_s_role(cast: Cast) -> None:
    kim = staff.add_member(
        username="kim",
        name="Kim",
        role=Role.FORCE_MEMBER,
        force=cast.kent,
        passphrase="invented words of kim",
    )
    staff.share_key(unit_of(cast.kent), to=kim, keys=cast.ring(cast.kit))
    with role(FORCE):
        staff.take_back_key(unit_of(cast.kent), member=kim, keys=staff.unlock(cast.kit, PASSPHRASE))
        assert EarlierKey.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("door", "other"), [("desk", "force"), ("force", "desk")])
def test_a_session_of_one_door_is_none_at_the_other(settings, door: str, other: str) -> None:
    settings.DOOR = door
    session = SessionStore()
    session["mark"] = "here"
    session.save()

    assert session.session_key.startswith(f"{door}-")
    assert SessionStore(session.session_key)["mark"] == "here"
    settings.DOOR = other
    assert "mark" not in SessionStore(session.session_key)


def test_what_is_remembered_of_tries_is_told_apart_by_door(settings) -> None:
    assert settings.CACHES["default"]["KEY_PREFIX"] == settings.DOOR


@pytest.mark.django_db
@pytest.mark.sqlite
def test_grants_says_plainly_that_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("grants")


@on_postgresql
@pytest.mark.parametrize(("rehearsal", "lines"), [(False, 0), (True, 1)])
def test_the_public_role_writes_the_ledger_and_reads_it_in_a_rehearsal_alone(
    db: None, rehearsal: bool, lines: int
) -> None:
    begin(rehearsal=rehearsal)
    with role(PUBLIC):
        record("contact.received", on=DAY, channel="phone")
        assert Entry.objects.count() == lines


@on_postgresql
def test_the_public_role_reads_no_draft_and_no_release_before_its_time(db: None) -> None:
    # The database has its own clock: a day that is still to come.
    officer = uuid.uuid4()
    draft = Draft.objects.create(
        number=1,
        version=1,
        place=1,
        register=0,
        content=b"",
        held_back=b"",
        findings=b"",
        sha256="",
        compiled_by=officer,
        compiled_on=DAY,
    )
    publication = Publication.objects.create(
        place=0,
        draft=draft.pk,
        number=1,
        version=1,
        kind="quarterly",
        title="To come",
        since=DAY,
        until=DAY,
        goes_public=timezone.now() + dt.timedelta(days=1),
        sha256="",
        compiled_by=officer,
        published_by=uuid.uuid4(),
    )
    PublishedFile.objects.create(
        publication=publication,
        name="figures.json",
        goes_public=publication.goes_public,
        content=b"",
        sha256="",
    )
    with role(PUBLIC):
        _may_not("SELECT * FROM figures_draft")
        assert (Publication.objects.count(), PublishedFile.objects.count()) == (0, 0)


@on_postgresql
@pytest.mark.parametrize("table", ["announcement", "draft", "publication", "publishedfile"])
def test_no_role_changes_or_deletes_what_was_released(db: None, table: str) -> None:
    sample.a_year(big=20, small=2)
    sample.published()
    for name in (DESK, FORCE, PUBLIC):
        with role(name):
            for statement in (
                "UPDATE figures_{} SET id = id",
                "DELETE FROM figures_{}",
                "TRUNCATE figures_{}",
            ):
                _may_not(statement.format(table))
            _may_not_own(f"ALTER TABLE figures_{table} DISABLE TRIGGER ALL")


def _may_not_own(sql: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@on_postgresql
@pytest.mark.parametrize(
    ("door", "event", "corrects"),
    [
        (PUBLIC, "outcome.recorded", None),
        (PUBLIC, "contact.received", uuid.UUID(int=7)),
        (FORCE, "contact.received", None),
    ],
)
def test_each_door_writes_into_the_ledger_only_what_happens_at_it(
    db: None, door: str, event: str, corrects: uuid.UUID | None
) -> None:
    begin(rehearsal=False)
    with role(door), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        record(event, on=DAY, unit="person", corrects=corrects)
