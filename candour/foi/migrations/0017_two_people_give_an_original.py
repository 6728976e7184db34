"""A file goes out as it came only when a second member has agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foi", "0016_names_used_once")]
    operations = [
        migrations.AddField(
            model_name="attachment",
            name="agreed_by",
            field=models.UUIDField(
                help_text="the second member, who agreed that a file goes out as it came", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(agreed_by=None)
                | (
                    models.Q(passed_by__isnull=False)
                    & ~models.Q(agreed_by=models.F("passed_by"))
                ),
                name="two_people_give_an_original",
            ),
        ),
    ]
