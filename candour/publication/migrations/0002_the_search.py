"""The log's search looks through readers' notes and every message too, in a table of the database's own kind.

The search's tables are no models: an FTS5 table on SQLite, a tsvector with its index on PostgreSQL
(searching/fts5.py, searching/tsvector.py). They are filled here, so that no log loses its search. A later
migration that changes these tables must make and fill them itself, and take the filling out of this one: it is
done by the code of the day.
"""

import json
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from candour.publication.searching.index import fill

_TABLES = {
    "sqlite": (
        # A word counts by the column that it stands in; the texts are stems with blanks between them.
        "CREATE VIRTUAL TABLE publication_search USING fts5("
        "slug UNINDEXED, day UNINDEXED, title, questions, answers, notes, thread, tokenize='unicode61')",
        "CREATE VIRTUAL TABLE publication_search_word USING fts5vocab(publication_search, row)",
    ),
    "postgresql": (
        "CREATE TABLE publication_search (slug varchar(24) PRIMARY KEY, day date NOT NULL, words tsvector NOT NULL)",
        # A list of new words that every search would have to read through is not kept (fastupdate).
        "CREATE INDEX publication_search_words ON publication_search USING gin (words) WITH (fastupdate = off)",
    ),
}


def write_threads(registry: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put answers and messages apart in the catalogue, from each page's document as it stands."""
    entries = registry.get_model("publication", "LogEntry").objects
    for page in registry.get_model("publication", "Catalogue").objects.iterator():
        document = json.loads(bytes(entries.get(slug=page.slug, version=page.version).content))
        page.answers = "\n".join(_answers(document))
        page.thread = "\n".join(_thread(document))
        page.save(update_fields=["answers", "thread"])


def _answers(document: dict[str, Any]) -> list[str]:
    texts = [
        text
        for question in document["questions"]
        for text in (
            *(question.get(name, "") for name in ("answer", "why", "holder", "advice")),
            *(cited["sentence"] for cited in question.get("citations", ())),
        )
    ]
    return [text for text in texts if text]


def _thread(document: dict[str, Any]) -> list[str]:
    texts = [document.get("footing", "")]
    for message in document["thread"]:
        texts += [message["subject"], *(block["text"] for block in message["blocks"])]
    texts += [file["name"] for file in document.get("files", ())]
    return [text for text in texts if text]


def make_tables(_registry: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in ("foi_search_index", "foi_search_word", "foi_search"):
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def fill_index(registry: Any, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    catalogue, notes = (registry.get_model("publication", name) for name in ("Catalogue", "Annotation"))
    fill(catalogue.objects.all(), notes.objects.all())


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_what_the_public_reads")]
    operations = [
        migrations.AddField(
            "Catalogue",
            "thread",
            models.TextField(
                default="", help_text="its messages, the folded lines too, and its files' names"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(write_threads, migrations.RunPython.noop),
        migrations.RunPython(make_tables, migrations.RunPython.noop),
        migrations.RunPython(fill_index, migrations.RunPython.noop),
    ]
