"""Tables that only grow: triggers in the database refuse UPDATE and DELETE on both engines."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION candour_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'this table only grows: write a correcting row instead'; END $$
"""


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes `table` append-only on "sqlite" or "postgresql"."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN "
            f"SELECT RAISE(ABORT, 'this table only grows: write a correcting row instead'); END"
            for act in ("UPDATE", "DELETE")
        ]
    return [
        _POSTGRESQL_FUNCTION,
        f"CREATE TRIGGER {table}_grows BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION candour_refuse()",
        # TRUNCATE fires no row triggers.
        f"CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} EXECUTE FUNCTION candour_refuse()",
    ]


def drop_statements(vendor: str, table: str, *, on: str) -> list[str]:
    """The SQL that takes the triggers named after `table` off the table that is now called `on`."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{act}" for act in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {table}_{name} ON {on}" for name in ("grows", "stays")]


def only_grows(table: str) -> migrations.RunPython:
    """A migration step that makes `table` append-only."""

    def forwards(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in statements(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)

    return migrations.RunPython(forwards, migrations.RunPython.noop)
