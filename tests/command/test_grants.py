"""What each door's PostgreSQL role may do, tried as that role."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from candour.command.roles import DESK, FORCE, PUBLIC, statements, tables
from candour.intake.actions import Told, receive_contact
from candour.mailbox import actions as mailbox
from candour.seal.receipt import mint
from tests.conftest import DAY, Cast

TOLD = Told(account={"what": "An invented matter"}, channel="web_form", category="discrimination")

on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")


@contextmanager
def role(name: str) -> Iterator[None]:
    """Act as one of the three roles, on this connection."""
    with connection.cursor() as cursor:
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


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor == 'postgresql'", reason="tells SQLite's users that it has no roles")
def test_grants_says_plainly_that_sqlite_has_no_roles() -> None:
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("grants")
