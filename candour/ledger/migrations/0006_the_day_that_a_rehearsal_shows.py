"""A rehearsal's mark has the day that goes for the day it was begun on; existing ones keep the real day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_languages_are_a_list_of_codes")]

    operations = [
        migrations.AddField(
            model_name="installation",
            name="shown_as",
            field=models.DateField(
                help_text="in a rehearsal, the day that begun_on is shown as: the day after its history ends",
                null=True,
            ),
        ),
    ]
