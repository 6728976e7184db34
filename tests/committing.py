"""For tests that commit: what they leave behind is taken back, so any test may come after them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from candour.command.roles import GROWING
from candour.forces.models import Force
from candour.store.append_only import statements

# The tables whose triggers are lifted before a database is emptied.
APPEND_ONLY = (*GROWING, "ledger_installation")


def _triggers(lift: bool) -> None:
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} {'DISABLE' if lift else 'ENABLE'} TRIGGER USER")
            elif lift:
                for act in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}")
            else:
                for statement in statements("sqlite", table):
                    cursor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


def _state() -> tuple[object, ...]:
    """How many rows each table has, the forces, and the triggers that stand."""
    with connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname, tgrelid, tgenabled FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        triggers = sorted(cursor.fetchall())
    return counts, triggers, list(Force.objects.order_by("pk").values_list())


@pytest.fixture
def _as_migrated_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Torn down after the flush: put back the rows and the triggers that the migrations made."""
    with django_db_blocker.unblock(), closing(sqlite3.connect(":memory:")) as copy:
        before = _state()
        if connection.vendor == "sqlite":
            connection.connection.backup(copy)

        yield
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            copy.backup(connection.connection)
        else:
            contents = connection._test_serialized_contents  # type: ignore[attr-defined]
            connection.creation.deserialize_db_from_string(contents)
            _triggers(lift=False)
        assert _state() == before, "A test that commits has left something behind."


@pytest.fixture
def flushable(
    _as_migrated_again: None, django_db_serialized_rollback: None, transactional_db: None
) -> Iterator[None]:
    """For tests that commit: the append-only triggers stand meanwhile, and are lifted for the flush only.

    Any test may come after it in the same process: the database is again as the migrations left it.
    """
    yield
    _triggers(lift=True)
