"""What each door's PostgreSQL role may do, tried as that role."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from candour.command.roles import DESK, FORCE, PUBLIC, statements, tables
from candour.forces.models import Force
from candour.intake.actions import Told, receive_contact
from candour.mailbox import actions as mailbox
from candour.seal.receipt import mint
from candour.staff import actions as staff
from candour.staff.models import Member, Role
from tests.conftest import DAY, Cast

TOLD = Told(account={"what": "An invented matter"}, channel="web_form", category="discrimination")

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")


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
        again = Told(
            account={"what": "More of it"}, channel="web_form", danger=True, contact_details="x", consent=True
        )
        assert receive_contact(again, receipt=received.receipt, on=DAY).came_as == "letter"
        box = mailbox.enter(received.receipt)
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
        essie = staff.accept(secret, username="essie", passphrase="an invented passphrase of hers")
        kit = Member.objects.get(pk=cast.kit.pk)
        assert {one.name for one in Member.objects.all()} == {"Essie", "Kit", "Mo"}
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


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="tells SQLite's users that it has no roles")
def test_grants_says_plainly_that_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("grants")
