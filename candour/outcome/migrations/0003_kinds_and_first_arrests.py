"""What kind of investigation it is, and how many were arrested for the first time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outcome", "0002_recorded_by_mistake")]
    operations = [
        migrations.AddField(
            "outcome",
            "kind",
            models.CharField(max_length=24, blank=True, help_text="of an investigation: see rules.KINDS"),
        ),
        migrations.AddField(
            "outcome",
            "first_arrests",
            models.PositiveIntegerField(
                null=True, help_text="how many of the arrests were a person's first because of this line"
            ),
        ),
        migrations.AddField(
            "outcome",
            "person_entry",
            models.UUIDField(null=True, help_text="the ledger's line of people arrested, if there is one"),
        ),
    ]
