"""The log, readers' notes and the desk's own account move to the room `publication`; no row changes.

The tables get the new room's name, and the triggers by which three of them only grow follow.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from candour.store.append_only import drop_statements, statements

MODELS = (
    "Annotation",
    "AnnotationOffer",
    "Catalogue",
    "LogEntry",
    "LogFile",
    "MonthlyAccount",
    "OfferStep",
)
GROWING = ("logentry", "logfile", "monthlyaccount")


def rename_triggers(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    vendor = schema_editor.connection.vendor
    for table in GROWING:
        for statement in (
            *drop_statements(vendor, f"foi_{table}", on=f"publication_{table}"),
            *statements(vendor, f"publication_{table}"),
        ):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("foi", "0014_words_left_out")]
    operations = [
        *(migrations.AlterModelTable(model, f"publication_{model.lower()}") for model in MODELS),
        migrations.RunPython(rename_triggers, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(model) for model in MODELS]
        ),
    ]
