"""The languages of a contact stand in a list of codes, and no more in the model. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_corrections_are_found")]
    operations = [
        migrations.AlterField(
            "entry",
            "language",
            models.CharField(
                max_length=8,
                blank=True,
                help_text="one of three; never which other: that can tell who somebody is",
            ),
        ),
    ]
