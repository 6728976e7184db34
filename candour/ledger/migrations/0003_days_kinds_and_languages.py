"""An entry carries the day its cohort began, what kind of thing it is, and the language of a contact.

Older entries are given their day from the entries they came from. Of kind and language nothing was known.
"""

from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from candour.store.append_only import only_grows

# Which entries take their day from which event, and the column that holds that event's token.
_FROM = (
    (("contact.received", "report.assessed"), "", ""),
    (("contact.closed", "contact.reopened"), "contact.received", "token"),
    (("report.started", "report.joined"), "contact.received", "parent"),
    (("report.not_referred",), "report.assessed", "token"),
    (("referral.held", "referral.sent"), "report.assessed", "parent"),
    (("referral.acknowledged", "referral.sent_back"), "referral.sent", "token"),
    (
        (
            "referral.transferred",
            "question.asked",
            "question.released",
            "question.answered",
            "outcome.recorded",
            "outcome.withdrawn",
        ),
        "referral.sent",
        "parent",
    ),
)


def _lift(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers off: what they refuse is about to be done once, and SQLite makes the table anew."""
    if schema_editor.connection.vendor == "sqlite":
        names = ("ledger_entry_no_update", "ledger_entry_no_delete")
        drops = [f"DROP TRIGGER IF EXISTS {name}" for name in names]
    else:
        drops = [f"DROP TRIGGER ledger_entry_{name} ON ledger_entry" for name in ("grows", "stays")]
    for drop in drops:
        schema_editor.execute(drop)


def _fill(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute("CREATE INDEX ledger_entry_for_a_moment ON ledger_entry (token)")
    for events, began, column in _FROM:
        listed = ", ".join(f"'{event}'" for event in events)
        day = (
            f"(SELECT min(beginning.happened_on) FROM ledger_entry AS beginning "  # noqa: S608
            f"WHERE beginning.event = '{began}' AND beginning.token = ledger_entry.{column})"
            if began
            else "happened_on"
        )
        schema_editor.execute(
            f"UPDATE ledger_entry SET began_on = {day} WHERE event IN ({listed})"  # noqa: S608
        )
    schema_editor.execute("DROP INDEX ledger_entry_for_a_moment")


_UNITS = [
    ("contact", "Contact"),
    ("follow-up", "Follow Up"),
    ("report", "Report"),
    ("referral", "Referral"),
    ("transfer", "Transfer"),
    ("question", "Question"),
    ("investigation", "Investigation"),
    ("arrest", "Arrest"),
    ("person", "Person"),
    ("match", "Match"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_entries_only_grow")]
    operations = [
        migrations.RunPython(_lift, migrations.RunPython.noop),
        migrations.AddField(
            "entry",
            "began_on",
            models.DateField(
                null=True,
                help_text="the day its cohort began: a contact's receipt, a report's assessment, a referral's "
                "first sending; so that a cohort is counted without a join",
            ),
        ),
        migrations.AddField(
            "entry",
            "kind",
            models.CharField(max_length=24, blank=True, help_text="what sort of thing it is, by a code"),
        ),
        migrations.AddField(
            "entry",
            "language",
            models.CharField(
                max_length=8, blank=True, choices=[("en", "English"), ("cy", "Welsh"), ("other", "Other")]
            ),
        ),
        migrations.AlterField("entry", "unit", models.CharField(max_length=16, choices=_UNITS)),
        migrations.RunPython(_fill, migrations.RunPython.noop),
        only_grows("ledger_entry"),
    ]
