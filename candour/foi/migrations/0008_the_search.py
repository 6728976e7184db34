"""What search looks through: its own tables, made from the catalogue and made anew from it at any time.

They are no models: an FTS5 index on SQLite and a tsvector on PostgreSQL, written by searching/index.py.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# `id` is the day of the entry times 2**20 and a count, so that the newest entry has the highest.
_BOTH = [
    """
    CREATE TABLE foi_search (
        id bigint PRIMARY KEY, slug varchar(24) NOT NULL UNIQUE, marks text NOT NULL,
        title text NOT NULL, questions text NOT NULL, answers text NOT NULL
        {more}
    )
    """,
    "CREATE TABLE foi_search_word (word varchar(40) PRIMARY KEY, entries bigint NOT NULL)",
]
# The words are stems already, the same on both databases. Which entries have a word is all that is kept of
# where it stands (detail=none), and the index keeps no second copy of the words (content='').
_SQLITE = [
    "CREATE VIRTUAL TABLE foi_search_index USING fts5("
    "words, content='', columnsize=0, detail=none, tokenize='unicode61')"
]
_POSTGRESQL = [
    # A list of new words that every search would have to read through is not kept (fastupdate).
    "CREATE INDEX foi_search_words ON foi_search USING gin (words) WITH (fastupdate = off)",
]


def make(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    more = ", words tsvector NOT NULL" if on_postgresql else ""
    for statement in (*_BOTH, *(_POSTGRESQL if on_postgresql else _SQLITE)):
        schema_editor.execute(statement.format(more=more))


def unmake(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in ("foi_search_index", "foi_search_word", "foi_search"):
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


class Migration(migrations.Migration):
    dependencies = [("foi", "0007_the_desks_own_account")]
    operations = [migrations.RunPython(make, unmake)]
