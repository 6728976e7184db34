"""The kinds of investigation stand in a list of codes, and no more in the room's rules. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("outcome", "0003_kinds_and_first_arrests")]
    operations = [
        migrations.AlterField(
            "outcome",
            "kind",
            models.CharField(
                max_length=24, blank=True, help_text="of an investigation, or its oversight body"
            ),
        ),
    ]
