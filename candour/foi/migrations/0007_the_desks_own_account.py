"""The desk's own account of each month, which only grows."""

import uuid

from django.db import migrations, models

from candour.store.append_only import only_grows


class Migration(migrations.Migration):
    dependencies = [("foi", "0006_the_holidays")]
    operations = [
        migrations.CreateModel(
            name="MonthlyAccount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField(help_text="its first day")),
                ("version", models.PositiveSmallIntegerField()),
                ("as_at", models.DateField(help_text="the day up to which it counts")),
                (
                    "content",
                    models.JSONField(help_text="the counts, by heading; no request can be told from them"),
                ),
                ("published_on", models.DateField()),
                (
                    "by",
                    models.UUIDField(
                        null=True, help_text="the member; none where the command line published it"
                    ),
                ),
            ],
            options={
                "ordering": ["-month", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "version"), name="one_monthly_account")
                ],
            },
        ),
        only_grows("foi_monthlyaccount"),
    ]
