"""Whether a database is a line's already, asked before it has any tables."""

from pathlib import Path

from django.db import connection

from candour.ledger.actions import is_begun
from candour.ledger.models import Installation


def _has_tables() -> bool:
    """Whether the tables are there. DatabaseError where the database cannot be reached."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return False
    with connection.cursor() as cursor:
        return Installation._meta.db_table in connection.introspection.table_names(cursor)


def has_begun() -> bool:
    """Whether the database is marked; one without tables is not. DatabaseError if it cannot be reached."""
    return _has_tables() and is_begun()
