import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from candour.ledger import actions as ledger
from candour.ledger.models import Entry, Installation

DAY = dt.date(2026, 3, 2)


@pytest.fixture
def entry(db: None) -> Entry:
    return ledger.record("contact.received", on=DAY, channel="phone")


def test_an_entry_cannot_be_changed(entry: Entry) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(quantity=2)

    entry.refresh_from_db()
    assert entry.quantity == 1


def test_an_entry_cannot_be_deleted(entry: Entry) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk)._raw_delete("default")

    assert Entry.objects.filter(pk=entry.pk).exists()


def test_not_by_sql_either(entry: Entry) -> None:
    for statement in ("UPDATE ledger_entry SET event = 'contact.closed'", "DELETE FROM ledger_entry"):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            connection.cursor().execute(statement)

    assert Entry.objects.get().event == "contact.received"


def test_a_correction_is_a_new_entry_that_names_the_old(entry: Entry) -> None:
    right = ledger.record("contact.received", on=DAY, channel="web_form", corrects=entry.pk)

    assert Entry.objects.count() == 2
    assert right.corrects == entry.pk


def test_the_mark_of_a_rehearsal_cannot_be_taken_off(db: None) -> None:
    ledger.begin(rehearsal=True)

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Installation.objects.update(rehearsal=False)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute("DELETE FROM ledger_installation")

    assert ledger.is_rehearsal()


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_installation", "audit_act"])
def test_truncate_does_not_walk_round_it(entry: Entry, table: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table}")
