"""Words that a member keeps out of a page of the log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foi", "0013_every_copy_of_a_mail")]
    operations = [
        migrations.AddField(
            model_name="informationrequest",
            name="left_out",
            field=models.TextField(
                blank=True, help_text="words that a member keeps out of its page in the log, one a line"
            ),
        ),
    ]
