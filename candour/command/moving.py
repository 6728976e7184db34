"""A line is copied from SQLite into an empty PostgreSQL database, row by row, and counted afterwards."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from candour.ledger.models import Installation
from candour.publication.searching.index import rebuild

SOURCE = "source"
ROWS_AT_A_TIME = 500
_AGAIN = "Nothing was moved. Make the PostgreSQL database anew, empty, before the next try."


def move(file: Path) -> dict[str, int]:
    """Copy every row of the line in this SQLite file to the database of the settings.

    Returns the number of rows by table. ValidationError, in words, if the target is not an empty PostgreSQL
    database, if the source is no line of this version, or if the counts differ afterwards.
    """
    if connection.vendor != "postgresql":
        raise ValidationError("Where to? Set DATABASE_URL to an empty PostgreSQL database, as its owner.")
    if connection.introspection.table_names():
        raise ValidationError("The PostgreSQL database has tables already. Give one that is empty.")
    _open_source(file)
    call_command("migrate", verbosity=0)
    if _applied(SOURCE) != _applied("default"):
        raise ValidationError(f"{file} is from another version. Run `candour upgrade` on it first. {_AGAIN}")
    with transaction.atomic():
        return _copied()


def _open_source(file: Path) -> None:
    if not file.is_file():
        raise ValidationError(f"There is no file {file}. Give the line's candour.sqlite3.")
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{file.resolve().as_uri()}?mode=ro",
        "OPTIONS": {"uri": True},
    }
    connections.settings[SOURCE] = ConnectionHandler({"default": database}).settings["default"]
    names = connections[SOURCE].introspection.table_names()
    if Installation._meta.db_table not in names or not Installation.objects.using(SOURCE).exists():
        raise ValidationError(f"{file} holds no line that has been begun.")


def _applied(alias: str) -> set[tuple[str, str]]:
    return set(MigrationRecorder(connections[alias]).applied_migrations())


def _models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def _copied() -> dict[str, int]:
    tables = [model._meta.db_table for model in _models()]
    with connection.cursor() as cursor:
        # What the migrations laid is replaced by the line's own rows, also in tables that only grow.
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
        for model in _models():
            _copy(model)
        # What refers to a row that is not there is refused here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
    rebuild()
    return _compared()


def _copy(model: type[models.Model]) -> None:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        for rows in _batches(model, [field.attname for field in fields]):
            cursor.executemany(
                insert,
                [
                    [
                        field.get_db_prep_save(value, connection)
                        for field, value in zip(fields, row, strict=True)
                    ]
                    for row in rows
                ],
            )


def _batches(model: type[models.Model], names: list[str]) -> Iterator[list[tuple[object, ...]]]:
    rows: list[tuple[object, ...]] = []
    for row in model._base_manager.using(SOURCE).values_list(*names).iterator(ROWS_AT_A_TIME):
        rows.append(row)
        if len(rows) == ROWS_AT_A_TIME:
            yield rows
            rows = []
    if rows:
        yield rows


def _compared() -> dict[str, int]:
    counts = {}
    for model in _models():
        table = model._meta.db_table
        before, after = (model._base_manager.using(alias).count() for alias in (SOURCE, "default"))
        if before != after:
            raise ValidationError(f"{table} has {before} rows, and {after} after the move. {_AGAIN}")
        counts[table] = after
    return counts
